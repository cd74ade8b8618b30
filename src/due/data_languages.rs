//! In which languages a document is made of which the data name them: an agreement is no letter in the reader's language.

use super::languages::Languages;
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::template::NamedLanguages;

/// The languages that the data name for a document; none where they name none.
///
/// # Errors
/// Languages that no document can be made in: more than two, one twice, one without templates.
pub fn languages_in_data(
    project: &Project,
    partnership: &Partnership<'_>,
    document: &str,
) -> Result<Option<Languages>, Diagnostic> {
    let spoken = project.templates.languages(document);
    let template = project.templates.of_any_language(document);
    let Some(named) = template.and_then(|template| template.named_languages(partnership)) else {
        return Ok(None);
    };
    let unfit = |at: Option<usize>, message: String| {
        let NamedLanguages { root, path, .. } = &named;
        let path: Vec<String> = path.iter().cloned().chain(at.map(|at| at.to_string())).collect();
        let (file, place) = partnership.place(*root, &path);
        Diagnostic::error(codes::DOCUMENT_LANGUAGES, message).at(file, &place, "")
    };
    let tags = &named.tags;
    if let Some(at) = (1..tags.len()).find(|at| tags[..*at].contains(&tags[*at])) {
        let message = format!("`{document}` names the language `{}` twice", tags[at]);
        return Err(
            unfit(Some(at), message).help("one language is enough for a document in one: take the other out")
        );
    }
    if tags.len() > 2 {
        let message = format!("`{document}` names {} languages, and a document has two at most", tags.len());
        let help = "name the two that the partners sign in";
        return Err(unfit(None, message).help(help));
    }
    if let Some(at) = tags.iter().position(|tag| !spoken.contains(&tag.as_str())) {
        let problem = unfit(Some(at), format!("there is no `{document}` in the language `{}`", tags[at]));
        let meant = did_you_mean(&tags[at], &spoken);
        let help = meant.unwrap_or_else(|| format!("it can be made in {}", alternatives(&spoken)));
        return Err(problem.help(help));
    }
    Ok(Languages::of(tags))
}
