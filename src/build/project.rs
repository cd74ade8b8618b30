//! A workspace, read: institution, partners, templates, and what is wrong with them.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::plan::Work;
use super::prose;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::pdf::Typesetter;
use crate::model::{Institution, Partner};
use crate::relation::Relation;
use crate::schema::{Described, Record};
use crate::source::SourceFile;
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
    /// What is wrong with partners' files, by the partner's id; what belongs to no partner is under an
    /// empty one.
    pub problems: Vec<(String, Diagnostics)>,
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
        let institution = read(workspace.institution()).map_err(|more| found.extend(more)).ok();
        let mut partners = Vec::new();
        let mut broken = Vec::new();
        let mut problems = Vec::new();
        let (ids, misnamed) = workspace.partner_ids().unwrap_or_else(|problem| (Vec::new(), problem.into()));
        problems.push((String::new(), misnamed));
        for id in ids {
            match read(workspace.partner(&id)) {
                Ok(record) => partners.push((id, record)),
                Err(more) => {
                    problems.push((id.clone(), more));
                    broken.push(id);
                }
            }
        }
        let files = workspace.templates().map_err(|problem| found.push(problem)).unwrap_or_default();
        let pages = match found.has_errors() && files.names().next().is_none() {
            true => None,
            false => Pages::load(&files).map_err(|more| found.extend(more)).ok(),
        };
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
                found.extend(problems.into_iter().flat_map(|(_, problems)| problems));
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

/// A file's record, its prose looked at too.
fn read<T: Described>(file: Result<SourceFile, Diagnostic>) -> Result<Record<T>, Diagnostics> {
    let record = Record::read(file?)?;
    let problems = prose::problems(&record);
    if problems.has_errors() { Err(problems) } else { Ok(record) }
}
