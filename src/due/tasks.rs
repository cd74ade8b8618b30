//! Which documents of a partner are to be made, in which language and formats.

use std::collections::BTreeSet;

use super::data_languages::languages_in_data;
use super::edition::{Edition, Task};
use super::languages::Languages;
use super::meetings::occasions;
use super::request::{AskedLanguages, Selection};
use crate::awaited_answer::no_reminder;
use crate::condition;
use crate::diagnostic::words::{alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::format::Format;
use crate::model::Occasion;
use crate::partnership::Partnership;
use crate::project::Project;
use crate::template::{OccasionKind, Template, View};
use crate::workspace::OWN_DOCUMENTS;

/// The documents to be made of a partner; none when its fields are not those asked for.
pub fn tasks(
    project: &Project,
    selection: &Selection,
    partnership: &Partnership<'_>,
    found: &mut Diagnostics,
) -> Vec<Task> {
    if !condition::are_true(&partnership.partner.values, &selection.wheres) {
        return Vec::new();
    }
    let spoken = project.templates.spoken();
    let mut tasks = Vec::new();
    for language in languages(project, selection, partnership) {
        if !spoken.contains(&language.as_str()) {
            found.push(no_such_language(selection, partnership, &language, &spoken));
            continue;
        }
        for task in tasks_in(project, selection, partnership, &language, found) {
            // A document in two languages is made once, whichever of them is asked for.
            let is_new = tasks.iter().all(|other: &Task| other.edition != task.edition);
            if is_new && selection.means(&task.edition) {
                tasks.push(task);
            }
        }
    }
    tasks
}

/// The languages that a partner's documents are made in: those asked for, else the one that its file names, else that of who is
/// written to, where there are templates in it, else the institution's.
fn languages(project: &Project, selection: &Selection, partnership: &Partnership<'_>) -> Vec<String> {
    let partner = &partnership.partner.model;
    let institution = &partnership.institution.model;
    match &selection.languages {
        AskedLanguages::These(languages) => languages.clone(),
        AskedLanguages::All => {
            let mut all = vec![institution.default_language.clone()];
            all.extend(
                institution.languages.iter().filter(|one| **one != institution.default_language).cloned(),
            );
            all
        }
        AskedLanguages::OfPartner => {
            let spoken = project.templates.spoken();
            let of_contact = partner.contacts.first().and_then(|contact| contact.language.clone());
            let of_contact = of_contact.filter(|language| spoken.contains(&language.as_str()));
            let own = partner.working_language.clone().or(of_contact);
            vec![own.unwrap_or_else(|| institution.default_language.clone())]
        }
    }
}

/// The same in one language.
fn tasks_in(
    project: &Project,
    selection: &Selection,
    partnership: &Partnership<'_>,
    language: &str,
    found: &mut Diagnostics,
) -> Vec<Task> {
    let mut tasks = Vec::new();
    for edition in editions(project, selection, partnership, language, found) {
        match project.templates.get(&edition.document, edition.language()) {
            // Whoever makes it tells why it cannot be made, and takes away what was made before.
            Err(_) => tasks.push(Task { edition, formats: vec![Format::Markdown] }),
            Ok(template) => {
                let usual = formats_of(template, found);
                let formats = match selection.formats.as_slice() {
                    [] => usual,
                    asked => {
                        let is_email = template.is_email();
                        let possible = |format: &Format| match format {
                            Format::Eml => is_email,
                            Format::Ics => usual.contains(&Format::Ics),
                            format => !selection.usual_formats_only || usual.contains(format),
                        };
                        asked.iter().copied().filter(possible).collect()
                    }
                };
                if !formats.is_empty() {
                    tasks.push(Task { edition, formats });
                }
            }
        }
    }
    tasks
}

/// Whether documents about all partners are to be made: nobody asked for some partners only.
pub fn has_own(project: &Project, selection: &Selection) -> bool {
    let is_named = selection.partners.iter().any(|name| name == OWN_DOCUMENTS);
    let is_for_all = is_named || selection.partners.is_empty() && selection.wheres.is_empty();
    is_for_all && wants_own(project, selection)
}

/// Whether one of the documents that are asked for is about all partners.
pub fn wants_own(project: &Project, selection: &Selection) -> bool {
    let about_all = project.templates.about_all();
    let asked = &selection.documents;
    !about_all.is_empty() && (asked.is_empty() || asked.iter().any(|name| about_all.contains(name)))
}

fn no_such_language(
    selection: &Selection,
    partnership: &Partnership<'_>,
    language: &str,
    spoken: &[&str],
) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(codes::MISSING_TRANSLATION, format!("there are no templates in the language `{language}`"))
            .help(format!(
                "there are templates in {}; another language is a file `{language}.md` in the folder of each document in `templates/`",
                alternatives(spoken)
            ));
    match &selection.languages {
        AskedLanguages::These(_) => diagnostic,
        AskedLanguages::OfPartner if partnership.partner.model.working_language.is_some() => diagnostic.at(
            &partnership.partner.file,
            &partnership.partner.place(&["working_language"]),
            "the language of this partner’s documents",
        ),
        AskedLanguages::OfPartner | AskedLanguages::All => diagnostic.at(
            &partnership.institution.file,
            &partnership.institution.place(&["default_language"]),
            "the language of all documents for which a partner names none",
        ),
    }
}

/// The editions of a partner's documents: those asked for, else those that its file names, else those that are due.
fn editions(
    project: &Project,
    selection: &Selection,
    partnership: &Partnership<'_>,
    language: &str,
    found: &mut Diagnostics,
) -> Vec<Edition> {
    let known = project.templates.documents();
    let own = partnership.partner.model.documents.as_ref();
    if let Some(own) = own {
        for (at, name) in own.iter().enumerate() {
            let (message, help) = if !known.contains(&name.as_str()) {
                (format!("there is no document `{name}`"), did_you_mean(name, &known))
            } else if project.templates.about_all().contains(name) {
                let message = format!("`{name}` is about all partners, and made once for all");
                (message, Some("take it out of the list".to_owned()))
            } else {
                continue;
            };
            let place = partnership.partner.place(&["documents", &at.to_string()]);
            let mut problem = Diagnostic::error(codes::UNKNOWN_DOCUMENT, message);
            problem = problem.at(&partnership.partner.file, &place, "");
            problem.help = help;
            found.push(problem);
        }
    }
    // Who names both partner and document wants it, due or not, and is told what is missing.
    let insists = !selection.documents.is_empty() && !selection.partners.is_empty();
    let awaited = partnership.awaited_answer();
    let next_reminder =
        awaited.as_ref().ok().and_then(|awaited| Some(awaited.next.as_ref()?.occasion.clone()));
    // Whether a document is due, and what for, is the same in every language.
    let template = |name: &str| project.templates.of_any_language(name);
    let has_come = |edition: &Edition| match &edition.occasion {
        Occasion::Reminder(_) => {
            awaited.as_ref().is_ok_and(|awaited| awaited.due(partnership.today).is_some())
        }
        Occasion::None | Occasion::Meeting(_) | Occasion::Version(_) => true,
    };
    let is_wanted = |edition: &Edition| match own {
        Some(own) => own.contains(&edition.document),
        None => template(&edition.document).is_none_or(|template| {
            partnership.on(&edition.occasion).is_some_and(|partnership| {
                let institution = || project.institution_view(template.locale());
                template.is_due(&partnership, || View::new(partnership, template.locale(), institution()))
            })
        }),
    };
    let due = |edition: &Edition| has_come(edition) && is_wanted(edition);
    let meetings = occasions(partnership, found);
    let has_meetings = partnership.partner.model.all_meetings().next().is_some();
    let is_asked = |name: &String| selection.meeting.as_ref().is_none_or(|asked| asked == name);
    let of_meetings =
        || meetings.iter().filter(|(_, name)| is_asked(name)).map(|(occasion, _)| occasion.clone());
    let occasions = |name: &str| -> Vec<Occasion> {
        let Some(template) = template(name) else {
            // What it was made for before is to be taken away, whatever that was.
            let plain = selection.meeting.is_none().then_some(Occasion::None);
            return of_meetings().chain(plain).collect::<BTreeSet<_>>().into_iter().collect();
        };
        match (template.occasion(), &selection.meeting) {
            (Some(OccasionKind::Meeting), asked) if has_meetings || asked.is_some() => {
                of_meetings().collect()
            }
            (Some(OccasionKind::Reminder), None) => next_reminder.clone().into_iter().collect(),
            (Some(OccasionKind::Reminder) | None, Some(_)) => Vec::new(),
            _ => vec![Occasion::None],
        }
    };
    let reminds = |name: &&String| {
        template(name).is_some_and(|template| template.occasion() == Some(OccasionKind::Reminder))
    };
    if insists && selection.documents.iter().any(|name| reminds(&name)) {
        found.extend(no_reminder(partnership.id, &awaited));
    }
    let of_all = partnership.partners.is_some();
    known
        .into_iter()
        .filter(|name| project.templates.about_all().contains(*name) == of_all)
        .flat_map(|name| {
            let languages = match languages_in_data(project, partnership, name) {
                Ok(Some(named)) => is_asked_in(selection, &named).then_some(named),
                // Whoever makes it tells what is wrong with those that are named.
                Ok(None) | Err(_) => Some(Languages::One(language.to_owned())),
            };
            let of_each = |languages: Languages| -> Vec<Edition> {
                let edition =
                    |occasion| Edition { document: name.to_owned(), occasion, languages: languages.clone() };
                occasions(name).into_iter().map(edition).collect()
            };
            languages.map(of_each).unwrap_or_default()
        })
        .filter(|edition| {
            let asked = selection.documents.contains(&edition.document);
            match (selection.documents.is_empty(), insists) {
                (true, _) => due(edition),
                (false, true) => asked,
                (false, false) => asked && due(edition),
            }
        })
        .collect()
}

/// Whether a document is asked for whose languages the data name: in any language, or in one of those.
fn is_asked_in(selection: &Selection, languages: &Languages) -> bool {
    match &selection.languages {
        AskedLanguages::OfPartner | AskedLanguages::All => true,
        AskedLanguages::These(asked) => asked.iter().any(|one| languages.has(one)),
    }
}

/// The formats that a template names.
pub fn formats_of(template: &Template, found: &mut Diagnostics) -> Vec<Format> {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    let given: Vec<&str> = template.said("formats").collect();
    if given.is_empty() {
        return vec![Format::Markdown, Format::Pdf];
    }
    given
        .into_iter()
        .filter_map(|name| {
            let format = Format::named(name);
            if format.is_none() {
                let (file, place) = template.place_of("formats", Some(name));
                let mut diagnostic =
                    Diagnostic::error(codes::UNKNOWN_FORMAT, format!("there is no format `{name}`"))
                        .at(&file, &place, "");
                diagnostic.help = did_you_mean(name, &names);
                found.push(diagnostic);
            }
            format
        })
        .collect()
}
