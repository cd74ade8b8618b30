//! Whose data a form is about: the institution's, or a partner's.

use super::super::saving::edited_file::EditedFile;
use super::standing::standing_in;
use crate::diagnostic::Diagnostic;
use crate::schema::{
    FieldGroup, FieldKind, FormType, INSTITUTION as INSTITUTION_SCHEMA, INSTITUTION_FORM, INSTITUTION_GROUPS,
    PARTNER as PARTNER_SCHEMA, PARTNER_FORM, PARTNER_GROUPS, Shape, is_language,
};
use crate::source::SourceFile;
use crate::workspace::{INSTITUTION, PARTNERS, Workspace};
use crate::yaml::Node;
use crate::yaml::layout::LayoutRules;

/// Whose data a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataTarget {
    /// Our own institution.
    Institution,
    /// A partner, by the name of its file.
    Partner(String),
}

impl DataTarget {
    /// The file, as it is called in the workspace.
    pub fn file_name(&self) -> String {
        match self {
            Self::Institution => INSTITUTION.to_owned(),
            Self::Partner(id) => format!("{PARTNERS}/{id}.yaml"),
        }
    }

    /// The same for what stands beside a form.
    pub fn edited_file(&self) -> Option<EditedFile> {
        match self {
            Self::Institution => Some(EditedFile::institution()),
            Self::Partner(id) => EditedFile::of_partner(id),
        }
    }

    /// The file as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, workspace: &Workspace) -> Result<SourceFile, Diagnostic> {
        match self {
            Self::Institution => workspace.institution(),
            Self::Partner(id) => workspace.partner(id),
        }
    }

    /// The address of the form.
    pub fn address(&self) -> String {
        match self {
            Self::Institution => "/institution".to_owned(),
            Self::Partner(id) => format!("/partners/{id}/data"),
        }
    }

    /// The fields.
    pub fn form(&self) -> &'static FormType {
        match self {
            Self::Institution => &INSTITUTION_FORM,
            Self::Partner(_) => &PARTNER_FORM,
        }
    }

    /// The groups of the fields.
    pub fn groups(&self) -> &'static [FieldGroup] {
        match self {
            Self::Institution => INSTITUTION_GROUPS,
            Self::Partner(_) => PARTNER_GROUPS,
        }
    }

    /// How the file is laid out.
    pub fn rules(&self) -> impl LayoutRules {
        match self {
            Self::Institution => Shape::of(&INSTITUTION_SCHEMA),
            Self::Partner(_) => Shape::of(&PARTNER_SCHEMA),
        }
    }

    /// In which language texts are that name none: as the file says, else as the institution has it.
    pub fn language_of(&self, tree: &Node, default_language: &str) -> String {
        let key = match self {
            Self::Institution => "default_language",
            Self::Partner(_) => "texts_in",
        };
        let own = tree.get(key).map(|node| standing_in(&FieldKind::Language, node));
        own.map(|own| own.text().to_owned())
            .filter(|own| is_language(own))
            .unwrap_or_else(|| default_language.to_owned())
    }
}
