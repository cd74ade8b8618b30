//! All partners, looked at for what is to be done.

use std::thread;

use jiff::civil::Date;

use super::document_names::DocumentNames;
use super::outset::Outset;
use super::partner_outlook::PartnerOutlook;
use super::reminder::Reminder;
use crate::condition::{self, Condition};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::WorkspaceHistory;
use crate::mistake;
use crate::model::Partner;
use crate::project::{LoadedPartner, Project};
use crate::relationship::Timings;
use crate::workers;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct ListRequest {
    /// The day.
    pub on: Date,
    /// Only partners that this contact of ours looks after.
    pub owner: Option<String>,
    /// Only these partners; all when there is none.
    pub partners: Vec<String>,
    /// Only partners with these values.
    pub wheres: Vec<Condition>,
}

/// What is to be done with the partners, and how it stands with each.
#[derive(Debug, Clone, Default)]
pub struct TodaysList {
    /// The day.
    pub today: Date,
    /// Our own name.
    pub institution: String,
    /// The partners, in the order of their ids; those in the archive at the end, when something is to be done with them.
    pub partners: Vec<PartnerOutlook>,
    /// What could not be looked at.
    pub found: Diagnostics,
}

impl TodaysList {
    /// All that is to be done, the most urgent first.
    pub fn reminders(&self) -> impl Iterator<Item = &Reminder> {
        let mut all: Vec<&Reminder> = self.partners.iter().flat_map(|partner| &partner.reminders).collect();
        all.sort_by_key(|reminder| {
            (reminder.urgency(self.today), reminder.due, &reminder.partner, reminder.kind)
        });
        all.into_iter()
    }
}

/// What is to be done in a project, as far as it can be read.
///
/// # Errors
/// What is asked for and there is not.
pub fn todays_list(project: &Project, request: &ListRequest, jobs: usize) -> Result<TodaysList, Diagnostics> {
    todays_list_seen(project, request, jobs, &|_| ())
}

/// The same; `seen` is shown each partner of whom it is told, so that whoever needs more of it does not read its file again.
///
/// # Errors
/// What is asked for and there is not.
pub fn todays_list_seen(
    project: &Project,
    request: &ListRequest,
    jobs: usize,
    seen: &(dyn Fn(&LoadedPartner) + Sync),
) -> Result<TodaysList, Diagnostics> {
    let owner = owner(project, request)?;
    let ids = asked(project, request)?;
    let timings = Timings::of(&project.institution.model);
    let documents = DocumentNames::of(project);
    let is_meant = |loaded: &LoadedPartner| {
        let partnership = project.partnership(loaded, request.on);
        condition::are_true(&loaded.partner.values, &request.wheres)
            && owner.is_none_or(|owner| partnership.sender_index() == owner)
    };
    let look = |loaded: &mut LoadedPartner, look: &dyn Fn(&Outset<'_>) -> PartnerOutlook| {
        loaded.history = loaded.history.until(request.on);
        let partnership = project.partnership(loaded, request.on);
        look(&Outset::of(&partnership, &timings, &documents))
    };
    let one = |id: &&str| -> Result<Option<(Partner, PartnerOutlook)>, Diagnostics> {
        let mut loaded = project.load_alone(id)?;
        if !is_meant(&loaded) {
            return Ok(None);
        }
        seen(&loaded);
        let outlook = look(&mut loaded, &|outset| PartnerOutlook::of(outset, None));
        Ok(Some((loaded.partner.model, outlook)))
    };
    let (pieces, (history, unread)) = beside_the_history(project, || workers::run(jobs, &ids, || false, one));
    let mut found = unread.clone();
    found.extend(history.torn());
    found.extend(project.misnamed_of(&request.partners));
    let mut partners = Vec::new();
    for (piece, id) in pieces?.into_iter().zip(&ids) {
        match piece.done() {
            Ok(Ok(outlook)) => partners.extend(outlook.map(|(partner, outlook)| {
                let address = partner.contacts.first().and_then(|contact| contact.email.as_deref());
                let ban = history.ban_of_contact(id, &partner, address.unwrap_or_default());
                // Of the few that are not to be written to the file is read once more.
                let again = ban.and_then(|ban| Some((ban, project.load_alone(id).ok()?)));
                again.map_or(outlook, |(ban, mut loaded)| {
                    look(&mut loaded, &|outset| PartnerOutlook::of(outset, Some(&ban)))
                })
            })),
            Ok(Err(problems)) => found.extend(problems),
            Err(place) => {
                let message =
                    format!("what is to be done with `{id}` cannot be told: the program has a mistake here");
                found.push(mistake::problem(message, &place));
            }
        }
    }
    if request.partners.is_empty() {
        let resting = project.load_resting().into_iter().filter(|loaded| is_meant(loaded));
        let resting = resting.map(|mut loaded| look(&mut loaded, &PartnerOutlook::of_resting));
        partners.extend(resting.filter(|outlook| !outlook.reminders.is_empty()));
    }
    let institution = project.institution.model.legal_name.clone();
    Ok(TodaysList { today: request.on, institution, partners, found: found.without_repetitions() })
}

/// Does something while on another thread it is read who may not be written to: each takes about as long.
fn beside_the_history<R>(
    project: &Project,
    work: impl FnOnce() -> R,
) -> (R, &(WorkspaceHistory, Diagnostics)) {
    thread::scope(|scope| {
        let read = || {
            project.known_history();
        };
        let reading = thread::Builder::new().spawn_scoped(scope, read).ok();
        let result = work();
        // Where no thread could be started, or one had a mistake, it is read now.
        drop(reading.map(thread::ScopedJoinHandle::join));
        (result, project.known_history())
    })
}

/// The partners that are asked for.
///
/// # Errors
/// Names that no partner has, fields that there are none of.
fn asked<'p>(project: &'p Project, request: &ListRequest) -> Result<Vec<&'p str>, Diagnostics> {
    if let Some(problem) = &project.unlisted {
        return Err(problem.clone().into());
    }
    let mut found = condition::unknown(&request.wheres);
    for name in request.partners.iter().filter(|name| !project.ids.contains(name)) {
        let mut problem =
            Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{name}`"));
        problem.help = did_you_mean(name, &project.ids);
        found.push(problem);
    }
    if found.has_errors() {
        return Err(found);
    }
    let is_asked = |id: &&str| request.partners.is_empty() || request.partners.iter().any(|one| one == id);
    Ok(project.ids.iter().map(String::as_str).filter(is_asked).collect())
}

/// The number of the contact whose partners are asked for.
///
/// # Errors
/// That none of our contacts is called so.
fn owner(project: &Project, request: &ListRequest) -> Result<Option<usize>, Diagnostic> {
    let Some(asked) = &request.owner else { return Ok(None) };
    let contacts = &project.institution.model.contacts;
    if let Some(at) = contacts.iter().position(|contact| contact.id.as_ref() == Some(asked)) {
        return Ok(Some(at));
    }
    let message = format!("institution.yaml has no contact with the id `{asked}`");
    let ids: Vec<&str> = contacts.iter().filter_map(|contact| contact.id.as_deref()).collect();
    let mut problem = Diagnostic::error(codes::NO_SUCH_OWNER, message);
    problem.help = did_you_mean(asked, &ids)
        .or_else(|| Some("give your contacts in institution.yaml an `id`, and write one of them".to_owned()));
    Err(problem)
}
