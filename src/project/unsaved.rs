//! A project with a text in place of one of its files: what somebody types, and has not saved yet.
//!
//! **Why a copy.** It is made for each key that somebody presses, and others read the project as it is on disk meanwhile.
//! Templates, layouts, pictures and what happened are shared, and the partners are texts; only the one file is read.

use std::sync::{Arc, OnceLock};

use super::whole::{Project, look_at, named_languages, no_views_yet, pictures_of, record, templates_of};
use crate::diagnostic::Diagnostics;
use crate::model::{Institution, Partner};
use crate::schema::Record;
use crate::source::SourceFile;
use crate::template::Kind;
use crate::workspace::{INSTITUTION, PARTNERS, TemplateFiles};

impl Project {
    /// The same with this text in place of the file of its name: the institution's, a partner's, or that of one more partner.
    ///
    /// # Errors
    /// What is wrong with a text of the institution that cannot be read: nothing can be made without it. What is wrong with
    /// a partner's tells whoever loads it.
    pub fn with_text(&self, text: SourceFile) -> Result<Self, Diagnostics> {
        if text.name() == INSTITUTION {
            let mut institution = record::<Institution>(Ok(text))?;
            look_at(&mut institution, &self.files);
            return Ok(self.with_institution(institution));
        }
        let id = text.name().strip_prefix(PARTNERS).and_then(|rest| rest.strip_prefix('/'));
        let id = id.and_then(|name| name.strip_suffix(".yaml")).unwrap_or_default().to_owned();
        Ok(self.copy().with_partner(&id, text))
    }

    /// The same with other words of a document in a language, which have not been saved yet. Layouts and fonts stay.
    pub fn with_words(&self, files: TemplateFiles, document: &str, language: &str) -> Self {
        let files = Arc::new(files);
        let templates = Arc::new(self.templates.with_words(files.clone(), document, language));
        Self { templates, files, ..self.copy() }
    }

    /// The same with another institution.
    fn with_institution(&self, institution: Record<Institution>) -> Self {
        let named = named_languages(&institution.model);
        let templates = match named == named_languages(&self.institution.model) {
            true => self.templates.clone(),
            false => templates_of(&self.files, &institution.model),
        };
        let firsts = Kind::ALL.iter().filter(|kind| kind.is_first_contact());
        let first_contacts = firsts.flat_map(|kind| templates.of_kind(*kind)).map(str::to_owned).collect();
        let agreements = templates.of_kind(Kind::Agreement).into_iter().map(str::to_owned).collect();
        // A picture is the same whatever else the file says.
        let flaw = |name: String| {
            let known = self.picture_flaws.get(&name).cloned().unwrap_or_else(OnceLock::new);
            (name, known)
        };
        let picture_flaws = pictures_of(&institution.model).map(flaw).collect();
        Self {
            institution_views: no_views_yet(&templates),
            institution,
            templates,
            first_contacts,
            agreements,
            picture_flaws,
            is_whole: true,
            fullest: None,
            ..self.copy()
        }
    }

    fn copy(&self) -> Self {
        Self {
            institution: self.institution.clone(),
            ids: self.ids.clone(),
            templates: self.templates.clone(),
            pages: self.pages.clone(),
            files: self.files.clone(),
            misnamed: self.misnamed.clone(),
            unlisted: self.unlisted.clone(),
            workspace: self.workspace.clone(),
            is_whole: self.is_whole,
            fullest: self.fullest.clone(),
            texts: self.texts.clone(),
            institution_views: self.institution_views.clone(),
            first_contacts: self.first_contacts.clone(),
            agreements: self.agreements.clone(),
            picture_flaws: self.picture_flaws.clone(),
            known_history: self.known_history.clone(),
        }
    }
}

/// What is wrong with the text of a file by itself: whether it can be read, and what it says.
pub fn problems_in_text(text: &SourceFile) -> Diagnostics {
    let file = Ok(text.clone());
    match text.name() {
        INSTITUTION => record::<Institution>(file).err().unwrap_or_default(),
        _ => record::<Partner>(file).err().unwrap_or_default(),
    }
}
