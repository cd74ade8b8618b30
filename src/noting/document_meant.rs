//! Which document somebody means that was sent by hand, and what it was made for.

use crate::awaited_answer::no_reminder;
use crate::diagnostic::words::{all, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::{Occasion, Partner};
use crate::project::Project;
use crate::template::{OccasionKind, Template};
use crate::workspace::Workspace;

/// The document of a name, and what it is made for; `model` is the partner's file, when it can be read.
///
/// # Errors
/// That there is no such document or meeting, or several meetings; why the documents are not known.
pub fn document_meant(
    workspace: &Workspace,
    partner: &str,
    model: Option<&Partner>,
    name: &str,
    meeting: Option<&str>,
) -> Result<(String, Occasion), Diagnostics> {
    let (project, found) = Project::read_in_part(workspace);
    let Some(project) = project else { return Err(found) };
    let documents = project.templates.documents();
    let problem = |message: String| Diagnostic::error(codes::UNKNOWN_DOCUMENT, message);
    let Some(template) = project.templates.of_any_language(name).filter(|_| documents.contains(&name)) else {
        let mut problem = problem(format!("there is no document `{name}`"));
        let of_partner: Vec<&str> =
            documents.into_iter().filter(|name| !project.templates.about_all().contains(*name)).collect();
        problem.help = did_you_mean(name, &of_partner).or_else(|| {
            Some(format!("what is no document of Handclasp's is noted with `handclasp log {partner} wrote`"))
        });
        return Err(problem.into());
    };
    if project.templates.about_all().contains(name) {
        let message = format!("`{name}` is about all partners, and not made for one of them");
        let help = format!("`handclasp log {partner} wrote \"{name}\"` notes that you sent it");
        return Err(problem(message).help(help).into());
    }
    if template.occasion() == Some(OccasionKind::Reminder) {
        return Ok((name.to_owned(), reminder_meant(&project, partner)?));
    }
    Ok((name.to_owned(), occasion_meant(partner, model, template, meeting)?))
}

/// Which reminder was sent by hand: the one that is next.
fn reminder_meant(project: &Project, partner: &str) -> Result<Occasion, Diagnostics> {
    let awaited = project.awaited_answer(&project.load(partner)?);
    match (no_reminder(partner, &awaited), awaited.ok().and_then(|awaited| awaited.next)) {
        (None, Some(next)) => Ok(next.occasion),
        (problem, _) => Err(problem.into_iter().collect()),
    }
}

/// What a document was made for.
fn occasion_meant(
    partner: &str,
    model: Option<&Partner>,
    template: &Template,
    meeting: Option<&str>,
) -> Result<Occasion, Diagnostic> {
    let name = &template.document;
    let is_for_meetings = template.occasion() == Some(OccasionKind::Meeting);
    let unknown = |message: String| Diagnostic::error(codes::UNKNOWN_MEETING, message);
    let Some(model) = model else {
        return Ok(meeting.map_or(Occasion::None, |id| Occasion::Meeting(id.to_owned())));
    };
    if !is_for_meetings {
        return match meeting {
            None => Ok(Occasion::None),
            Some(_) => {
                Err(unknown(format!("`{name}` is not made for a meeting")).help("leave out `--meeting`"))
            }
        };
    }
    let meetings: Vec<(Occasion, Option<&str>)> = model
        .all_meetings()
        .filter_map(|(place, own)| Some((model.occasion_at(place)?, own.name().map(String::as_str))))
        .collect();
    let names: Vec<&str> = meetings.iter().filter_map(|(_, name)| *name).collect();
    match (meeting, meetings.as_slice()) {
        (Some(asked), meetings) => {
            let own = meetings.iter().find(|(_, name)| *name == Some(asked));
            own.map(|(occasion, _)| occasion.clone()).ok_or_else(|| {
                let mut problem = unknown(format!("`{partner}` has no meeting `{asked}`"));
                problem.help = did_you_mean(asked, &names);
                problem
            })
        }
        (None, []) => Ok(Occasion::None),
        (None, [(occasion, _)]) => Ok(occasion.clone()),
        (None, _) => Err(unknown(format!("`{partner}` has several meetings, and `{name}` is made for each"))
            .help(format!(
                "say for which one it was sent: `--meeting {}`; there is {}",
                names.first().unwrap_or(&"ID"),
                all(&names)
            ))),
    }
}
