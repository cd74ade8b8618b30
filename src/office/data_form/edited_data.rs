//! A file with what a form has in it: only the letters of the values that were edited are others.

use super::changes::changes;
use super::data_target::DataTarget;
use super::filled::FilledValue;
use super::typed_text::{NamedPartners, meant};
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;
use crate::yaml;
use crate::yaml::edit::changed;

/// A file as it was, and its text with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedData {
    /// The file, as it is called in the workspace.
    pub name: String,
    /// It as it was.
    pub before: SourceFile,
    /// Its new text.
    pub text: String,
}

/// Why there is no text with what was typed.
#[derive(Debug, Clone)]
pub enum Unedited {
    /// The file is no YAML.
    Unread(Diagnostics),
    /// A change cannot be made without touching something else.
    Impossible,
}

/// The text of a file with what a form has. `default_language` is the institution's, `partners` what the form calls others.
///
/// # Errors
/// A file that is no YAML; a change that cannot be made in it.
pub fn edited_data(
    target: &DataTarget,
    file: &SourceFile,
    form: &[(String, String)],
    default_language: &str,
    partners: &NamedPartners,
) -> Result<EditedData, Unedited> {
    let mut filled = FilledValue::read(form);
    meant(target.form(), &mut filled, partners);
    edited_with(target, file, &filled, default_language)
}

/// The same of what is meant already.
///
/// # Errors
/// A file that is no YAML; a change that cannot be made in it.
pub fn edited_with(
    target: &DataTarget,
    file: &SourceFile,
    filled: &FilledValue,
    default_language: &str,
) -> Result<EditedData, Unedited> {
    let tree = yaml::parse(file).map_err(Unedited::Unread)?;
    let changes = changes(target.form(), &tree, filled, &target.language_of(&tree, default_language));
    let text = match changes.is_empty() {
        true => file.text().to_owned(),
        false => changed(file, &changes, &target.rules()).ok_or(Unedited::Impossible)?,
    };
    Ok(EditedData { name: target.file_name(), before: file.clone(), text })
}
