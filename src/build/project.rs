//! A workspace, read: institution, partners, templates, and what is wrong with them.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::plan::Work;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::pdf::Typesetter;
use crate::model::{Institution, Partner};
use crate::relation::Relation;
use crate::schema::Record;
use crate::template::{Pages, TemplateSet};
use crate::workspace::{TemplateFiles, Workspace};

/// Everything that documents are made from.
pub struct Project {
    /// Who we are.
    pub institution: Record<Institution>,
    /// The partners whose files are right, by id, in order.
    pub partners: Vec<(String, Record<Partner>)>,
    /// The ids of partners whose files are not.
    pub broken: Vec<String>,
    /// The templates.
    pub templates: TemplateSet,
    /// The HTML layouts.
    pub pages: Pages,
    /// The files of layouts, fonts and assets.
    pub files: TemplateFiles,
    /// What is wrong with partners' files and languages.
    pub problems: Diagnostics,
    typesetter: OnceLock<Result<Typesetter, Diagnostic>>,
}

impl Project {
    /// Reads a workspace.
    ///
    /// # Errors
    /// What makes every document impossible: an institution or layouts that cannot be read. What is
    /// wrong with the partners comes along then too.
    pub fn read(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        let institution = workspace
            .institution()
            .map_err(Diagnostics::from)
            .and_then(Record::<Institution>::read)
            .map_err(|more| found.extend(more))
            .ok();
        let mut partners = Vec::new();
        let mut broken = Vec::new();
        let mut problems = Diagnostics::new();
        let (ids, misnamed) = workspace.partner_ids()?;
        problems.extend(misnamed);
        for id in ids {
            let record = workspace.partner(&id).map_err(Diagnostics::from).and_then(Record::<Partner>::read);
            match record {
                Ok(record) => partners.push((id, record)),
                Err(more) => {
                    problems.extend(more);
                    broken.push(id);
                }
            }
        }
        let files = workspace.templates()?;
        let pages = Pages::load(&files).map_err(|more| found.extend(more)).ok();
        match (institution, pages) {
            (Some(institution), Some(pages)) => Ok(Self {
                institution,
                partners,
                broken,
                templates: TemplateSet::load(&files),
                pages,
                files,
                problems,
                typesetter: OnceLock::new(),
            }),
            _ => {
                found.extend(problems);
                Err(found)
            }
        }
    }

    /// A partner with all that its documents may speak of.
    pub fn relation<'a>(&'a self, work: &'a Work, today: Date) -> Relation<'a> {
        Relation {
            institution: &self.institution,
            id: &work.partner,
            partner: &self.partners[work.at].1,
            others: &self.partners,
            today,
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
