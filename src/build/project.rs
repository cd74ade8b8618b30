//! A workspace, read: institution, partners, templates, and what is wrong with them.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;

use super::{Manner, prose};
use crate::delivery::batch::Books;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::pdf::Typesetter;
use crate::format::picture::Flaw;
use crate::model::{Institution, Partner};
use crate::relation::Relation;
use crate::rules;
use crate::schema::{Described, Record};
use crate::source::SourceFile;
use crate::template::{Gaps, InstitutionView, Pages, TemplateSet};
use crate::workspace::{PartnerFile, TemplateFiles, Workspace, ids_of};

/// Everything that documents are made from.
///
/// Of the partners only the texts are held: a partner is read when its turn comes and forgotten
/// afterwards, so that memory does not grow with their number.
pub struct Project {
    /// Who we are.
    pub institution: Record<Institution>,
    /// The ids of all partners, in order.
    pub ids: Vec<String>,
    /// The templates.
    pub templates: TemplateSet,
    /// The HTML layouts.
    pub pages: Pages,
    /// The files of layouts, fonts and assets.
    pub files: TemplateFiles,
    /// Files among the partners' that cannot be one, each with that as its problem.
    pub misnamed: Vec<PartnerFile>,
    /// Why it is not known which partners there are, if so.
    pub unlisted: Option<Diagnostic>,
    /// Where all this was read.
    pub workspace: Workspace,
    /// Where it is written down what happened with the partners' mails.
    pub books: Books,
    texts: Vec<Result<SourceFile, Diagnostic>>,
    typesetter: OnceLock<Result<Typesetter, Diagnostic>>,
    /// By language.
    institution_views: Mutex<HashMap<String, Arc<InstitutionView>>>,
    /// By the picture's name.
    flaws: Mutex<HashMap<String, Option<Flaw>>>,
}

/// One partner's file, read, with those of the further organisations of its agreement.
pub struct Dossier {
    /// The partner's id.
    pub id: String,
    /// The partner.
    pub partner: Record<Partner>,
    further: Vec<(String, Record<Partner>)>,
}

impl Project {
    /// Reads a workspace.
    ///
    /// # Errors
    /// What makes every document impossible: an institution or layouts that cannot be read. What is
    /// wrong with the partners comes along then too.
    pub fn read(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        let institution =
            record::<Institution>(workspace.institution()).map_err(|more| found.extend(more)).ok();
        let others = || -> Result<_, Diagnostic> {
            let mut others = workspace.objection_files()?;
            others.extend(workspace.institution_copies()?);
            others.extend(workspace.stray_files()?);
            Ok(others)
        };
        let listed = workspace.partner_files().and_then(|files| Ok((files, others()?)));
        let ((mut misnamed, lists), unlisted) = match listed {
            Ok(files) => (files, None),
            Err(problem) => (Default::default(), Some(problem)),
        };
        let ids = ids_of(&misnamed);
        misnamed.extend(lists);
        misnamed.retain(|file| file.misnamed.is_some());
        let texts: Vec<_> = ids.iter().map(|id| workspace.partner(id)).collect();
        let files = workspace.templates().map_err(|problem| found.push(problem)).ok();
        let pages =
            files.as_ref().and_then(|files| Pages::load(files).map_err(|more| found.extend(more)).ok());
        match (institution, files, pages) {
            (Some(mut institution), Some(files), Some(pages)) => {
                let logo = institution.model.logo.as_deref().and_then(|name| files.own_bytes(name));
                let invented = rules::in_institution(&institution, logo);
                institution.remarks.extend(invented);
                Ok(Self {
                    institution,
                    ids,
                    templates: TemplateSet::load(&files),
                    pages,
                    files,
                    misnamed,
                    unlisted,
                    workspace: workspace.clone(),
                    books: Books { ledgers: workspace.ledgers(), copies: workspace.copies() },
                    texts,
                    typesetter: OnceLock::new(),
                    institution_views: Mutex::default(),
                    flaws: Mutex::default(),
                })
            }
            _ => {
                found.extend(unlisted);
                found.extend(misnamed.into_iter().filter_map(|file| file.misnamed));
                for text in texts {
                    found.extend(record::<Partner>(text).err().into_iter().flatten());
                }
                Err(found.without_repetitions())
            }
        }
    }

    /// What is wrong with the names of files that seem to be of some partners; of all when none is named.
    pub fn misnamed_of<'a>(&'a self, partners: &'a [String]) -> impl Iterator<Item = Diagnostic> + 'a {
        let meant = move |file: &&PartnerFile| partners.is_empty() || partners.contains(&file.partner);
        self.misnamed.iter().filter(meant).filter_map(|file| file.misnamed.clone())
    }

    /// Whether a partner's file has a word in it.
    pub fn mentions(&self, id: &str, word: &str) -> bool {
        let at = self.ids.binary_search_by(|other| other.as_str().cmp(id)).ok();
        let text = at.and_then(|at| self.texts.get(at)?.as_ref().ok());
        text.is_some_and(|file| file.text().contains(word))
    }

    /// Reads a partner's file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn dossier(&self, id: &str) -> Result<Dossier, Diagnostics> {
        let read = |id: &str| {
            // The ids stand in order.
            let at = self.ids.binary_search_by(|other| other.as_str().cmp(id)).ok();
            let text = at.and_then(|at| self.texts.get(at)).cloned();
            let mut partner = record::<Partner>(text.unwrap_or_else(|| {
                Err(Diagnostic::error("unknown-partner-name", format!("there is no partner `{id}`")))
            }))?;
            partner.remarks.extend(rules::in_partner(&self.institution, &partner));
            Ok::<_, Diagnostics>(partner)
        };
        let partner = read(id)?;
        let further = partner.model.mou.iter().flat_map(|mou| &mou.further_partners);
        let further = further.filter_map(|id| Some((id.clone(), read(id).ok()?))).collect();
        Ok(Dossier { id: id.to_owned(), partner, further })
    }

    /// A partner with all that its documents may speak of.
    pub fn relation<'a>(&'a self, dossier: &'a Dossier, today: Date) -> Relation<'a> {
        Relation {
            institution: &self.institution,
            id: &dossier.id,
            partner: &dossier.partner,
            further: &dossier.further,
            ids: &self.ids,
            today,
        }
    }

    /// How the names of all documents' files can begin, in all languages and manners.
    pub fn texts(&self) -> BTreeSet<String> {
        let languages = self.templates.spoken();
        let manners = [
            Manner::USUAL,
            Manner { gaps: Gaps::Shown, ..Manner::USUAL },
            Manner { bleed: Some(0.0), ..Manner::USUAL },
            Manner { gaps: Gaps::Shown, bleed: Some(0.0), ..Manner::USUAL },
        ];
        let mut texts = BTreeSet::new();
        for document in self.templates.documents() {
            for language in &languages {
                texts.extend(manners.iter().map(|manner| manner.stem(document, language)));
            }
        }
        texts
    }

    /// What templates see of the institution in a language, made when the first one asks.
    pub fn institution_view(&self, language: &str) -> Arc<InstitutionView> {
        let new = || Arc::new(InstitutionView::new(&self.institution, language));
        match self.institution_views.lock() {
            Ok(mut views) => views.entry(language.to_owned()).or_insert_with(new).clone(),
            Err(_) => new(),
        }
    }

    /// What is wrong with a picture, looked at when the first document shows it.
    pub fn flaw(&self, name: &str, look: impl FnOnce() -> Option<Flaw>) -> Option<Flaw> {
        match self.flaws.lock() {
            Ok(mut flaws) => flaws.entry(name.to_owned()).or_insert_with(look).clone(),
            Err(_) => look(),
        }
    }

    /// What sets PDFs, made when the first one is.
    ///
    /// # Errors
    /// Fonts or layouts that cannot be read.
    pub fn typesetter(&self) -> Result<&Typesetter, Diagnostic> {
        self.typesetter.get_or_init(|| Typesetter::new(&self.files)).as_ref().map_err(Clone::clone)
    }
}

/// A file's record, its prose looked at too.
fn record<T: Described>(file: Result<SourceFile, Diagnostic>) -> Result<Record<T>, Diagnostics> {
    let record = Record::read(file?)?;
    let problems = prose::problems(&record);
    if problems.has_errors() { Err(problems) } else { Ok(record) }
}
