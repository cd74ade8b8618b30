//! Files and folders below the templates that nothing is made from.

use super::whole::Project;
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::template::{DEFINITION, SHARED};
use crate::workspace::TEMPLATES;

/// Folders and files below the templates that no document and no layout is made from, because of what they are called
/// or where they lie; and a folder that is nearly called as the one for templates.
pub fn unused_templates(project: &Project) -> Diagnostics {
    let mut found = Diagnostics::new();
    match project.workspace.misspelt_templates() {
        Ok(told) => found.extend(told),
        Err(problem) => found.push(problem),
    }
    let documents = project.templates.documents();
    let is_known = |folder: &str| SHARED.contains(&folder) || documents.contains(&folder);
    let mut folders: Vec<&str> = project.files.own_folders().collect();
    folders.sort_unstable();
    for folder in folders.iter().filter(|folder| !folder.contains('/') && !is_known(folder)) {
        let shown = format!("{TEMPLATES}/{folder}");
        let help = match nearest(folder, SHARED.iter().copied().chain(documents.iter().copied())) {
            Some(near) if SHARED.contains(&near) => format!("did you mean `{TEMPLATES}/{near}`?"),
            Some(near) => format!(
                "did you mean `{TEMPLATES}/{near}`? A document of its own has a text for each language: `{shown}/en.md`"
            ),
            None => format!("a document is a folder with a text for each language: `{shown}/en.md`"),
        };
        let problem = Diagnostic::warning(codes::UNUSED_FILE, format!("nothing uses the folder `{shown}`"));
        found.push(problem.help(help));
    }
    for name in project.files.own() {
        let (folder, rest) = name.split_once('/').unwrap_or(("", name));
        let right = match folder {
            "" => Some("a text lies in the folder of its document: `templates/motto/en.md`".to_owned()),
            "languages" => (rest.contains('/') || !rest.ends_with(".yaml"))
                .then(|| "a language is one file: `templates/languages/nl.yaml`".to_owned()),
            "partials" => (!rest.ends_with(".md") && !rest.ends_with(".yaml"))
                .then(|| "a piece of text ends in `.md`, values that several documents share in `.yaml`".to_owned()),
            folder if SHARED.contains(&folder) || !is_known(folder) => None,
            folder => (rest.contains('/') || !(rest.ends_with(".md") || rest == DEFINITION)).then(|| {
                format!("a text is called as its language, and lies in the document's folder: `{TEMPLATES}/{folder}/en.md`")
            }),
        };
        // Notes and pictures that somebody keeps there are nobody's mistake.
        let is_text = [".md", ".yaml", ".yml", ".markdown"].iter().any(|ending| name.contains(ending));
        if let Some(right) = right.filter(|_| is_text && !is_backup(name)) {
            let message = format!("nothing uses `{TEMPLATES}/{name}`");
            found.push(Diagnostic::warning(codes::UNUSED_FILE, message).help(right));
        }
    }
    found
}

fn is_backup(name: &str) -> bool {
    [".bak", ".tmp", ".swp", "~"].iter().any(|ending| name.ends_with(ending))
}
