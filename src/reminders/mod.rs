//! What is to be done with whom, since when, by when, why, and the command that makes the document for it.
//!
//! In: a project, a day. Out: a [`TodaysList`], for the command line, a calendar and whatever else shows it. No document is
//! made or read for it. A file here is one kind of thing to be done; `next_step` chooses the one step of the relationship,
//! so that nothing is told twice for one matter.

mod calendar_file;
mod check_ins;
mod data_retention;
mod document_names;
mod first_emails;
mod held_meetings;
mod left_contacts;
mod letter_deadlines;
mod next_step;
mod open_mails;
mod outset;
mod partner_outlook;
mod reminder;
mod sayings;
mod signing;
mod terms;
mod todays_list;
mod waiting;

pub use calendar_file::{calendar, write_calendar};
pub use document_names::DocumentNames;
pub use partner_outlook::{OutlookState, PartnerOutlook};
pub use reminder::{Reminder, ReminderKind, Urgency};
pub use sayings::{PhraseValue, ReminderPhrase, Saying};
pub use todays_list::{ListRequest, TodaysList, todays_list, todays_list_seen};
