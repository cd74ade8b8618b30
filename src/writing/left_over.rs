//! Folders of documents whose partners are gone.

use super::manifest::{self, Manifest};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, codes};
use crate::due::{Edition, Request};
use crate::project::Project;
use crate::workspace::{self, OWN_DOCUMENTS};

/// That there are documents of partners whose files are gone. Nothing is said when it is not known which files there
/// are, or whose some of them are: a folder that is not there may only be out of reach.
pub fn left_over(project: &Project, request: &Request) -> Option<Diagnostic> {
    let is_known = project.unlisted.is_none() && project.misnamed.is_empty();
    if !is_known || !workspace::is_folder(&project.workspace.ledgers()) {
        return None;
    }
    let names = workspace::folders_with(&request.out, manifest::NAME);
    let documents = project.templates.documents();
    let has_documents = |name: &String| {
        // One that is not understood is that of documents too.
        Manifest::read(&request.out.join(name)).map_or(true, |manifest| {
            let mut editions = manifest.names().filter_map(Edition::of_file);
            editions.any(|edition| documents.contains(&edition.document.as_str()))
        })
    };
    // Of one that rests the documents are kept.
    let resting = ids_at_rest(project)?;
    let is_own = |name: &String| name == OWN_DOCUMENTS && !project.templates.about_all().is_empty();
    let is_gone = |name: &String| {
        let is_known = project.ids.binary_search(name).is_ok() || resting.contains(name) || is_own(name);
        !is_known && has_documents(name)
    };
    let gone: Vec<String> = names.into_iter().filter(is_gone).collect();
    let folders: Vec<String> = gone.iter().map(|name| request.out.join(name).display().to_string()).collect();
    (!gone.is_empty()).then(|| {
        let message = format!("no partner’s file belongs to {}", all(&folders));
        Diagnostic::warning(codes::LEFT_OVER, message)
            .help("delete what nobody needs any more; or was a file renamed, and the folder is that of its former name?")
    })
}

/// The ids of the partners that rest, when they are known.
fn ids_at_rest(project: &Project) -> Option<Vec<String>> {
    let files = project.workspace.resting_files().ok()?;
    Some(files.into_iter().map(|file| file.partner).collect())
}
