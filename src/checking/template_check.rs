//! What is wrong with templates, whether or not a partner's documents use them.

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::due::formats_of;
use crate::project::{Project, unused_templates};
use crate::render::unknown_layout;
use crate::template::{Filled, Meta, Template};

/// Stands where a value is printed: a link may begin with it.
const VALUE: &str = "https://value.example";

/// Formats and layouts that there are not, classes that nobody knows, links that lead elsewhere.
pub fn problems(project: &Project) -> Diagnostics {
    let mut found = project.templates.problems();
    found.extend(unused_templates(project));
    for template in project.templates.readable() {
        found.extend(of_readable(project, template));
    }
    found
}

/// What is wrong with the words of a document in a language.
pub fn words_problems(project: &Project, document: &str, language: &str) -> Diagnostics {
    match project.templates.get(document, language) {
        Ok(template) => of_readable(project, template),
        Err(found) => found,
    }
}

fn of_readable(project: &Project, template: &Template) -> Diagnostics {
    let mut own = Diagnostics::new();
    let formats = formats_of(template, &mut own);
    if formats.iter().any(|format| format.has_pages())
        && let Some(layout) = template.layout()
    {
        own.extend(unknown_layout(project, template, layout));
    }
    own.extend(text(template));
    own.map(|one| one.stops(&template.document))
}

/// What is wrong with the text as it stands; how its headings follow one another is only known when it is
/// rendered.
fn text(template: &Template) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (file, markdown) in template.texts_without_tags(VALUE) {
        let meta = Meta { document: template.document.clone(), ..Meta::default() };
        if let Err(all) = Document::parse(Filled { meta, markdown, calendar: None, template: file }) {
            // What is put together from pieces of tags is only known when it is rendered; it has no place here.
            let whole = |one: &Diagnostic| one.label.is_some();
            let plain = all
                .into_iter()
                .filter(|one| [codes::UNKNOWN_CLASS, codes::LINK, codes::IMAGE].contains(&one.code));
            found.extend(plain.filter(whole));
        }
    }
    found.cut_short(template.file())
}
