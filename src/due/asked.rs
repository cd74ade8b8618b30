//! Which partners are meant, and what is wrong with how they were asked for.

use serde_json::Value as Json;

use super::request::Selection;
use crate::condition;
use crate::diagnostic::words::{count, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::Project;
use crate::workspace::OWN_DOCUMENTS;

/// The ids of the partners that are asked for by name, all when none is, and what is wrong with the
/// request; nothing is done then.
pub fn asked_partners<'a>(project: &'a Project, selection: &Selection) -> (Vec<&'a str>, Diagnostics) {
    let mut found = Diagnostics::new();
    if let Some(problem) = &project.unlisted {
        return (Vec::new(), problem.clone().into());
    }
    unknown_names(project, selection, &mut found);
    found.extend(condition::unknown(&selection.wheres));
    found.extend(unknown_meeting(project, selection));
    let misnamed = project.misnamed_of(&selection.partners);
    if found.has_errors() {
        if !selection.partners.is_empty() {
            // Perhaps its file is only called otherwise.
            found.extend(misnamed);
        }
        return (Vec::new(), found);
    }
    found.extend(project.institution.remarks.clone());
    found.extend(project.templates.general_problems());
    found.extend(misnamed);
    let asked = |id: &&str| selection.partners.is_empty() || selection.partners.iter().any(|one| one == id);
    (project.ids.iter().map(String::as_str).filter(asked).collect(), found)
}

fn unknown_names(project: &Project, selection: &Selection, found: &mut Diagnostics) {
    let documents = project.templates.documents();
    for name in &selection.documents {
        if !documents.contains(&name.as_str()) {
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_DOCUMENT, format!("there is no document `{name}`"));
            diagnostic.help = match project.ids.contains(name) {
                true => Some(format!("`{name}` is a partner: write `--partner {name}`")),
                false => did_you_mean(name, &documents),
            };
            found.push(diagnostic);
        }
    }
    let about_all = project.templates.about_all();
    let is_own = |name: &String| name == OWN_DOCUMENTS && !about_all.is_empty();
    let is_for_some = !selection.partners.is_empty() || !selection.wheres.is_empty();
    let is_for_all = selection.partners.iter().any(is_own);
    let is_for_all_only = is_for_all && selection.partners.iter().all(is_own);
    for name in selection.documents.iter().filter(|name| documents.contains(&name.as_str())) {
        if is_for_all_only && !about_all.contains(name) {
            let message = format!("`{name}` is made for a partner, and not about all of them");
            let help = "name a partner with `--partner`, or leave it out to make it for all";
            found.push(Diagnostic::error(codes::UNKNOWN_DOCUMENT, message).help(help));
        }
        if is_for_some && !is_for_all && about_all.contains(name) {
            let message = format!("`{name}` is about all partners, and not made for some of them");
            let help = "leave out `--partner` and `--where`";
            found.push(Diagnostic::error(codes::UNKNOWN_DOCUMENT, message).help(help));
        }
    }
    let ids: Vec<&str> = project.ids.iter().map(String::as_str).collect();
    for name in &selection.partners {
        if !ids.contains(&name.as_str()) && !is_own(name) {
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{name}`"));
            let seems_there = project.misnamed.iter().any(|file| file.partner == *name);
            let is_document = documents.contains(&name.as_str());
            diagnostic.help = is_document
                .then(|| format!("`{name}` is a document; a partner is called as its file is"))
                .or_else(|| did_you_mean(name, &ids))
                .or_else(|| (!seems_there).then(|| format!("`handclasp new {name}` begins a file for it")));
            found.push(diagnostic);
        }
    }
}

/// That none of the partners that are asked for has a meeting of the name that is asked for.
fn unknown_meeting(project: &Project, selection: &Selection) -> Option<Diagnostic> {
    let meeting = selection.meeting.as_ref()?;
    let asked = |id: &&String| selection.partners.is_empty() || selection.partners.contains(*id);
    let loaded = project.ids.iter().filter(asked).filter_map(|id| project.load_in_part(id));
    let mut names: Vec<String> = loaded
        .flat_map(|loaded| {
            let partner = loaded.least.partner.model;
            partner.all_meetings().filter_map(|(_, meeting)| meeting.name().cloned()).collect::<Vec<_>>()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.contains(meeting) {
        return None;
    }
    let mut diagnostic =
        Diagnostic::error(codes::UNKNOWN_MEETING, format!("there is no meeting `{meeting}`"));
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    diagnostic.help = did_you_mean(meeting, &known);
    Some(diagnostic)
}

/// That there was nothing to do.
pub fn nothing_to_do(project: &Project, selection: &Selection) -> Diagnostic {
    if project.ids.is_empty() {
        return Diagnostic::warning(codes::NOTHING_TO_DO, "there is no partner yet")
            .help("`handclasp new NAME` begins a file for one");
    }
    let asked = |id: &&String| selection.partners.is_empty() || selection.partners.contains(*id);
    let loaded = project.ids.iter().filter(asked).filter_map(|id| project.load(id).ok());
    let partners: Vec<Json> = loaded.map(|loaded| loaded.partner.values).collect();
    let looked_at = count(partners.len(), "partner");
    let wheres: Vec<String> = selection.wheres.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let fitting = partners.iter().filter(|values| condition::are_true(values, &selection.wheres)).count();
    if fitting > 0 {
        return Diagnostic::warning(
            codes::NOTHING_TO_DO,
            format!("nothing to make for {}", count(fitting, "partner")),
        )
        .help("a document is made when a partner's file has what it is about: `mou:`, `loi:`, `meeting:`; and where the file has `documents:`, only those that it names");
    }
    if selection.wheres.is_empty() {
        return Diagnostic::warning(codes::NOTHING_TO_DO, "nothing to make about all partners")
            .help("a document about all partners is made when what its `when:` names is there");
    }
    let mut diagnostic = Diagnostic::warning(
        codes::NOTHING_TO_DO,
        format!("no partner has {} ({looked_at} looked at)", wheres.join(" and ")),
    );
    let helps: Vec<String> =
        selection.wheres.iter().filter_map(|one| condition::meant(&partners, one)).collect();
    diagnostic.help = match helps.as_slice() {
        [] if selection.wheres.len() > 1 => {
            Some("each of them is true of some partner, but not all of one".to_owned())
        }
        [] => None,
        helps => Some(helps.join("; ")),
    };
    diagnostic
}
