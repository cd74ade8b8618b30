//! The things to be done as a calendar file.

use std::path::Path;

use super::reminder::Reminder;
use super::todays_list::TodaysList;
use crate::diagnostic::{Diagnostic, codes};
use crate::digest::Digest;
use crate::format::day_entries::{self, DayEntry, PRODUCT};
use crate::workspace;

/// The calendar of a list: each thing on the day by which it is to be done.
pub fn calendar(list: &TodaysList) -> String {
    let entries: Vec<DayEntry> = list.reminders().map(|reminder| entry(list, reminder)).collect();
    day_entries::write(&entries, "Handclasp", list.today)
}

fn entry(list: &TodaysList, reminder: &Reminder) -> DayEntry {
    let digits = Digest::new().and(&list.institution).and(&reminder.partner);
    let digits = digits.and(reminder.kind.name()).and(&reminder.occasion).digits(20);
    DayEntry {
        uid: format!("{digits}@reminders.handclasp.invalid"),
        day: reminder.due,
        summary: format!("{}: {}", reminder.partner, reminder.what),
        description: format!("{}\n{}", reminder.why, reminder.command),
    }
}

/// Writes the calendar of a list into a file, in place of one that was written before.
///
/// # Errors
/// A file that somebody else has written, or that cannot be read or written.
pub fn write_calendar(list: &TodaysList, file: &Path) -> Result<(), Diagnostic> {
    if let Some(there) = workspace::read(file)? {
        let is_ours = String::from_utf8_lossy(&there).lines().any(|line| line.trim_end().ends_with(PRODUCT));
        if !is_ours {
            return Err(Diagnostic::error(
                codes::FILE_EXISTS,
                format!(
                    "`{}` is there already and no calendar of reminders; it stays as it is",
                    file.display()
                ),
            )
            .help("name another file"));
        }
    }
    workspace::write(file, calendar(list).as_bytes())
}
