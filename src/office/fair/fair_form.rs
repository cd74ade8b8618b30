//! What somebody asks of a pack for a fair: which partners, which document, in which order, for whose printer.

use std::path::Path;

use super::super::shared::page_words::FairWords;
use crate::due::{AskedLanguages, Manner, Request, Selection, bleed_of};
use crate::pack::{BadPackName, PackOrder, PackRequest};

/// The longest name of a file.
const LONGEST: usize = 80;
/// What no name of a file can have, on one system or another.
const FORBIDDEN: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// What somebody asks of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FairForm {
    /// The partners that were picked.
    pub partners: Vec<String>,
    /// The document.
    pub document: String,
    /// The language; each partner's own when empty.
    pub language: String,
    /// Whether the pages come by the names of the partners, and not by their countries first.
    pub is_by_name: bool,
    /// Millimetres beyond the trimmed edge, as they were written; none when empty.
    pub bleed: String,
    /// The name of the file.
    pub name: String,
}

/// What is wrong with a form, beside its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FairProblem {
    /// Nobody was picked.
    NoPartner,
    /// There is no such document with pages.
    NoDocument,
    /// No print shop wants pages like that.
    Bleed,
    /// The file cannot be called like that.
    Name,
}

impl FairProblem {
    /// What is said of it.
    pub fn words(self, words: &FairWords) -> &str {
        match self {
            Self::NoPartner => &words.no_partner,
            Self::NoDocument => &words.no_document,
            Self::Bleed => &words.bad_bleed,
            Self::Name => &words.bad_name,
        }
    }
}

impl FairForm {
    /// An empty one for partners and a file.
    pub fn of(partners: Vec<String>, document: &str, name: &str) -> Self {
        Self {
            partners,
            document: document.to_owned(),
            language: String::new(),
            is_by_name: false,
            bleed: String::new(),
            name: name.to_owned(),
        }
    }

    /// What the fields of a form say; each partner that was picked is a field `p`.
    pub fn read(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::of(Vec::new(), "", "");
        for (name, value) in fields {
            match name.as_str() {
                "p" => form.partners.push(value),
                "document" => form.document = value,
                "lang" => form.language = value,
                "order" => form.is_by_name = value == "name",
                "bleed" => value.trim().clone_into(&mut form.bleed),
                "name" => value.trim().clone_into(&mut form.name),
                _ => {}
            }
        }
        form
    }

    /// Everything that tells it from another one.
    pub fn key(&self) -> String {
        format!("{self:?}")
    }

    /// What it asks for, of the documents that there are; `usual` is what would be asked for without it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn asked(
        &self,
        known: &[String],
        documents: &[&str],
        usual: impl FnOnce(Selection) -> Request,
    ) -> Result<(Request, PackRequest), Vec<FairProblem>> {
        let mut problems = Vec::new();
        let partners: Vec<String> = known.iter().filter(|id| self.partners.contains(id)).cloned().collect();
        if partners.is_empty() {
            problems.push(FairProblem::NoPartner);
        }
        if !documents.contains(&self.document.as_str()) {
            problems.push(FairProblem::NoDocument);
        }
        let bleed = (!self.bleed.is_empty()).then(|| bleed_of(&self.bleed));
        if bleed == Some(None) {
            problems.push(FairProblem::Bleed);
        }
        let languages = match self.language.as_str() {
            "" => AskedLanguages::OfPartner,
            tag => AskedLanguages::These(vec![tag.to_owned()]),
        };
        let mut selection =
            Selection { documents: vec![self.document.clone()], partners, languages, ..Selection::default() };
        let bleed = bleed.flatten();
        if bleed.is_some() && selection.for_print_shop().is_err() {
            problems.push(FairProblem::Bleed);
        }
        let order = if self.is_by_name { PackOrder::Name } else { PackOrder::Country };
        let request = usual(Selection::default());
        let pack = self.file().map_or(Err(BadPackName::NoPdf), |file| {
            PackRequest::new(Path::new(&file), &request.out, order, &mut selection)
        });
        match pack {
            Ok(pack) if problems.is_empty() => {
                let manner = Manner { bleed, ..request.manner };
                Ok((Request { selection, manner, ..request }, pack))
            }
            Ok(_) => Err(problems),
            Err(_) => {
                problems.push(FairProblem::Name);
                Err(problems)
            }
        }
    }

    /// The name of the file with its ending; none when no file may be called like that.
    fn file(&self) -> Option<String> {
        let name = match self.name.to_lowercase().strip_suffix(".pdf") {
            Some(_) => self.name.clone(),
            None => format!("{}.pdf", self.name),
        };
        let is_plain = !name.starts_with('.')
            && name.chars().count() <= LONGEST
            && !name.contains(FORBIDDEN)
            && !name.contains(char::is_control)
            && !name.trim_end_matches(".pdf").ends_with([' ', '.']);
        is_plain.then_some(name)
    }
}
