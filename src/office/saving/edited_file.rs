//! A file that is edited on the page, and where.

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::template::Root;
use crate::workspace::{INSTITUTION, PARTNERS, TEMPLATES, Workspace, is_id};

/// A file that is edited on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedFile {
    name: String,
}

impl EditedFile {
    /// The institution's.
    pub fn institution() -> Self {
        Self { name: INSTITUTION.to_owned() }
    }

    /// A partner's; none when that can be no partner's name.
    pub fn of_partner(partner: &str) -> Option<Self> {
        is_id(partner).then(|| Self { name: format!("{PARTNERS}/{partner}.yaml") })
    }

    /// Its name in the workspace.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The partner whose file it is.
    pub fn partner(&self) -> Option<&str> {
        self.name.strip_prefix(PARTNERS)?.strip_prefix('/')?.strip_suffix(".yaml")
    }

    /// Whose data it has.
    pub fn root(&self) -> Root {
        if self.partner().is_some() { Root::Partner } else { Root::Institution }
    }

    /// The page on which it is edited.
    pub fn address(&self) -> String {
        page_of(&self.name)
    }

    /// The file as it is now; none when there is none.
    ///
    /// # Errors
    /// When it cannot be read, or is no text.
    pub fn read(&self, workspace: &Workspace) -> Result<Option<SourceFile>, Diagnostic> {
        workspace.text(&self.name)
    }
}

/// The page on which a file of this name is edited.
pub fn page_of(name: &str) -> String {
    let within = |folder: &str| name.strip_prefix(folder)?.strip_prefix('/');
    if let Some(partner) = within(PARTNERS).and_then(|file| file.strip_suffix(".yaml")) {
        return format!("/partners/{partner}/data");
    }
    match within(TEMPLATES).and_then(|rest| rest.strip_suffix(".md")) {
        Some(words) => format!("/words/{words}"),
        None => "/institution".to_owned(),
    }
}
