//! Nobody in particular: for whom what is about us is looked at before there is any partner.
//!
//! **Why our own name.** A page about us says at its foot for whom it was made. Until there is somebody, only our own name is
//! right there, in every language; an invented one might be taken for somebody.

use super::snapshot::Snapshot;
use crate::diagnostic::Diagnostics;
use crate::model::Institution;
use crate::source::SourceFile;
use crate::workspace::PARTNERS;
use crate::yaml::layout::quoted;

/// The folder with one more partner, who is nobody, and its id.
///
/// # Errors
/// None that a text of ours can have.
pub fn with_nobody(snapshot: &Snapshot) -> Result<(String, Snapshot), Diagnostics> {
    // A partner may be called so.
    let mut id = "nobody".to_owned();
    while snapshot.project.ids.contains(&id) {
        id.push_str("-0");
    }
    let text = text(&snapshot.project.institution.model);
    let unsaved = snapshot.with_text(SourceFile::new(format!("{PARTNERS}/{id}.yaml"), text))?;
    Ok((id, unsaved))
}

/// The file. The whole name of a partner is never ours; the short one is what is printed.
fn text(institution: &Institution) -> String {
    let own = quoted(institution.short_name.as_ref().unwrap_or(&institution.legal_name));
    format!("legal_name: \"For nobody in particular\"\nshort_name: {own}\nkind: other\n")
}
