//! What is wrong with templates, whether or not a partner's documents use them.

use super::{Project, page, plan};
use crate::diagnostic::codes;
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::template::{Draft, MOST_PROBLEMS, Meta, Template};
use crate::workspace::TEMPLATES;

/// Stands where a value is printed: a link may begin with it.
const VALUE: &str = "https://value.example";

/// Formats and layouts that there are not, classes that nobody knows, links that lead elsewhere.
pub fn problems(project: &Project) -> Diagnostics {
    let mut found = project.templates.problems();
    found.extend(unused(project));
    for template in project.templates.readable() {
        let mut own = Diagnostics::new();
        let formats = plan::formats_of(template, &mut own);
        if formats.iter().any(|format| format.has_pages())
            && let Some(layout) = template.front.text("layout").filter(|layout| !layout.text.contains('{'))
        {
            own.extend(page::unknown_layout(project, template, layout.text.trim()));
        }
        own.extend(text(template));
        found.extend(own.map(|one| one.stops(&template.document)));
    }
    found
}

/// Folders and files below the templates that no document and no layout is made from, because of what they are called
/// or where they lie; and a folder that is nearly called as the one for templates.
pub fn unused(project: &Project) -> Diagnostics {
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
            "partials" => (!rest.ends_with(".md")).then(|| "a piece of text ends in `.md`".to_owned()),
            folder if SHARED.contains(&folder) || !is_known(folder) => None,
            folder => (rest.contains('/') || !rest.ends_with(".md")).then(|| {
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

/// The folders below the templates that are no document's.
const SHARED: &[&str] = &["partials", "fonts", "layouts", "assets", "languages"];

fn is_backup(name: &str) -> bool {
    [".bak", ".tmp", ".swp", "~"].iter().any(|ending| name.ends_with(ending))
}

/// What is wrong with the text as it stands; how its headings follow one another is only known when it is
/// rendered.
fn text(template: &Template) -> Diagnostics {
    let draft = Draft {
        meta: Meta { document: template.document.clone(), ..Meta::default() },
        markdown: template.text_without_tags(VALUE),
        template: template.file().clone(),
    };
    let mut found = Diagnostics::new();
    if let Err(all) = Document::parse(draft) {
        // What is put together from pieces of tags is only known when it is rendered; it has no place here.
        let whole = |one: &Diagnostic| one.label.is_some();
        let plain = all
            .into_iter()
            .filter(|one| [codes::UNKNOWN_CLASS, codes::LINK, codes::IMAGE].contains(&one.code));
        found.extend(plain.filter(whole));
    }
    found.at_most(MOST_PROBLEMS, template.file())
}
