//! Whether the scans of what was signed are there, as they were when it was noted.

use std::collections::BTreeSet;

use crate::diagnostic::words::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::sha256;
use crate::due::Edition;
use crate::history::{NotedSignature, read_ledger, signatures_in};
use crate::workspace::{SIGNED, Workspace};

/// How the names of scans end.
const ENDINGS: &[&str] = &[".pdf", ".png", ".jpg"];

/// What is wrong with the scans of a partner's signed documents.
pub fn kept_scans(workspace: &Workspace, partner: &str) -> Diagnostics {
    // What is wrong with the log is told by whoever reads what happened.
    let log = read_ledger(&workspace.ledger(partner)).unwrap_or_default();
    let signatures = signatures_in(&log.entries);
    let mut found: Diagnostics =
        signatures.iter().filter_map(|signature| amiss(workspace, partner, signature)).collect();
    // A line that cannot be read may have noted what seems to be noted nowhere.
    if log.is_whole() {
        found.extend(not_noted(workspace, partner, &signatures));
    }
    found
}

/// That a scan is not there, or is another one.
fn amiss(workspace: &Workspace, partner: &str, signature: &NotedSignature<'_>) -> Option<Diagnostic> {
    let NotedSignature { document, version, day, .. } = signature;
    let what = format!("the scan of version {version} of `{document}`, which was signed on {day}");
    let message = match signature.file_name() {
        None => format!("the log of `{partner}` names no file as {what}"),
        Some(name) => {
            let shown = format!("{SIGNED}/{partner}/{}", visible(name));
            match workspace.signed_copy(partner, name) {
                Err(problem) => return Some(problem),
                Ok(None) => format!("`{shown}` is not there: {what}"),
                Ok(Some(bytes)) if sha256(&bytes) != signature.sha256 => {
                    format!("`{shown}` has changed since it was noted as {what}")
                }
                Ok(Some(_)) => return None,
            }
        }
    };
    Some(
        Diagnostic::error(codes::SIGNED_FILE, message)
            .help("take the file back from a backup; Handclasp changes nothing in that folder"),
    )
}

/// That nobody has noted anything of scans that are kept.
fn not_noted(workspace: &Workspace, partner: &str, signatures: &[NotedSignature<'_>]) -> Diagnostics {
    let noted: BTreeSet<&str> = signatures.iter().filter_map(NotedSignature::file_name).collect();
    let names = match workspace.signed_names(partner) {
        Ok(names) => names,
        Err(problem) => return problem.into(),
    };
    let is_scan = |name: &&String| {
        ENDINGS.iter().any(|ending| name.ends_with(ending)) && Edition::of_file(name).is_some()
    };
    let unknown = names.iter().filter(is_scan).filter(|name| !noted.contains(name.as_str()));
    let told = unknown.map(|name| {
        let message = format!("nothing is noted of `{SIGNED}/{partner}/{}`", visible(name));
        Diagnostic::warning(codes::SIGNED_FILE, message).help(format!(
            "it was taken back, or a run was cut off before it was noted: `handclasp log {partner} signed` notes it, or \
             delete it"
        ))
    });
    told.collect()
}
