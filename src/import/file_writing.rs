//! What was agreed to → files.

use super::import_plan::{ImportPlan, PartnerAction};
use super::kept_mapping::KEPT;
use super::mapping::Mapping;
use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace::{FileOutcome, PARTNERS, Workspace};

/// What an import has done.
#[derive(Debug, Default)]
pub struct ImportResult {
    /// How many files are new.
    pub new: usize,
    /// How many files were changed.
    pub changed: usize,
    /// The partners whose files were written, in the order of the table.
    pub partners: Vec<String>,
    /// How many rows were not imported.
    pub left: usize,
    /// What could not be written.
    pub found: Diagnostics,
}

impl ImportResult {
    /// The result in a line.
    pub fn summary(&self) -> String {
        let left =
            if self.left > 0 { format!("; {} not imported", count(self.left, "row")) } else { String::new() };
        format!("{} written, {} changed{left}", count(self.new, "new file"), self.changed)
    }
}

/// Writes the files of a plan; one that was changed meanwhile stays as it is.
pub fn write(plan: &ImportPlan, workspace: &Workspace) -> ImportResult {
    let mut result = ImportResult { left: plan.left, ..ImportResult::default() };
    for one in &plan.partners {
        let name = format!("{PARTNERS}/{}.yaml", one.id);
        match &one.action {
            PartnerAction::New(text) => match workspace.write_new(&name, text.as_bytes()) {
                Ok(FileOutcome::New) => {
                    result.new += 1;
                    result.partners.push(one.id.clone());
                }
                Ok(FileOutcome::Kept) => result.found.push(meanwhile(&name)),
                Err(problem) => result.found.push(problem),
            },
            PartnerAction::Changed(_, before, text) => {
                match workspace.rewrite(&name, before, text.as_bytes()) {
                    Ok(true) => {
                        result.changed += 1;
                        result.partners.push(one.id.clone());
                    }
                    Ok(false) => result.found.push(meanwhile(&name)),
                    Err(problem) => result.found.push(problem),
                }
            }
            PartnerAction::Unchanged | PartnerAction::Differs(_) => {}
        }
    }
    // Without the schema the files are right all the same; an editor explains less.
    if result.new > 0
        && let Err(problem) = workspace.write_schemas()
    {
        result.found.push(problem);
    }
    result
}

/// Keeps a mapping in `import.yaml`; lines that are there already stay as they are. False when somebody changed the file
/// meanwhile, which then stays as it is.
///
/// # Errors
/// A file that cannot be read or written.
pub fn keep_mapping(mapping: &Mapping, workspace: &Workspace) -> Result<bool, Diagnostic> {
    match workspace.text(KEPT)? {
        None => workspace.write_new(KEPT, mapping.to_yaml().as_bytes()).map(|_| true),
        Some(file) => match mapping.added_to(&file) {
            Some(text) => workspace.rewrite(KEPT, file.text(), text.as_bytes()),
            None => Ok(true),
        },
    }
}

fn meanwhile(name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::FILE_EXISTS,
        format!("`{name}` was written or changed meanwhile; it stays as it is"),
    )
    .help("import once more: what was imported already is not written again")
}
