//! The schemas beside a workspace's files, from which editors learn the fields.

use super::folders::{SCHEMAS, Workspace};
use super::reading::read;
use super::writing::{FileOutcome, write};
use crate::diagnostic::Diagnostic;
use crate::schema;

impl Workspace {
    /// Writes the schemas of the files beside them, so that an editor completes and explains the fields
    /// without a network; those of an earlier version are renewed.
    ///
    /// # Errors
    /// The file that could not be written.
    pub fn write_schemas(&self) -> Result<Vec<(String, FileOutcome)>, Diagnostic> {
        let schemas = [("institution", &*schema::INSTITUTION), ("partner", &*schema::PARTNER)];
        let mut all = Vec::new();
        for (kind, schema) in schemas {
            let name = format!("{SCHEMAS}/{kind}.json");
            let path = self.root().join(&name);
            let text = schema::text_for_editors(schema);
            let written = match read(&path)? {
                None => self.write_new(&name, text.as_bytes())?,
                Some(there) if there == text.as_bytes() => FileOutcome::Kept,
                Some(there) if String::from_utf8_lossy(&there).contains(schema::MARK) => {
                    write(&path, text.as_bytes())?;
                    FileOutcome::New
                }
                Some(_) => FileOutcome::Kept,
            };
            all.push((name, written));
        }
        Ok(all)
    }
}
