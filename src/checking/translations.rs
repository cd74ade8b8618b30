//! The texts of a partner's documents in two languages that are to be looked at side by side.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{Languages, Manner, Selection, tasks};
use crate::history::CheckedText;
use crate::project::Project;
use crate::render::{Findings, Press, Renderer};
use crate::rules::not_looked_at;
use crate::template::Gaps;

/// A text in two languages, as somebody looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextInTwo {
    /// Its field, with the file: `partners/third-school.yaml: mou.preamble.0`.
    pub place: String,
    /// The languages' tags and the texts.
    pub versions: [(String, String); 2],
    /// What is noted when both say the same.
    pub noted: CheckedText,
}

/// The texts that nobody has looked at in both languages as they are now.
///
/// # Errors
/// Why the documents cannot be written; that none of them is in two languages.
pub fn texts_to_look_at(project: &Project, partner: &str, date: Date) -> Result<Vec<TextInTwo>, Diagnostics> {
    let loaded = project.load(partner)?;
    let partnership = project.partnership(&loaded, date);
    let mut found = Diagnostics::new();
    let all = tasks(project, &Selection::default(), &partnership, &mut found);
    let in_two = all.iter().filter(|task| matches!(task.edition.languages, Languages::Two(..)));
    let press = Press::new(project);
    // What is still missing in a draft does not keep the rest from being looked at.
    let manner = Manner { gaps: Gaps::Shown, ..Manner::USUAL };
    let mut renderer = Renderer::new(&press, partnership, manner);
    let mut texts: Vec<TextInTwo> = Vec::new();
    let mut documents = 0;
    for task in in_two {
        documents += 1;
        let finished = renderer
            .finished(&task.edition)
            .map_err(|found: Findings| found.settle([task.document()].into_iter(), Gaps::Refused))?;
        for (text, _) in not_looked_at(&partnership, &finished.document) {
            let noted = CheckedText { field: text.key.clone(), hash: text.hash() };
            if texts.iter().all(|other| other.noted.hash != noted.hash) {
                let place = format!("{}: {}", text.file.name(), text.field);
                texts.push(TextInTwo { place, versions: text.versions, noted });
            }
        }
    }
    if documents == 0 {
        let message = format!("no document of `{partner}` is in two languages");
        return Err(Diagnostic::error(codes::NOTHING_TO_DO, message)
            .help("a memorandum is when its file says so: `mou: {languages: [en, pt-PT]}`")
            .into());
    }
    Ok(texts)
}
