//! The day that a document has: that on which it was made, as long as nothing but the day would be another one today.
//!
//! **Why it is kept.** A day stands on every document. If each morning made all of them other ones, nobody could see any
//! more which have really changed. **Why not always.** What a rule says of the data may be over by now (an offered day, the
//! end of a term); and words may compare the day with others. Then the document is one of today.

use jiff::civil::Date;

use super::edition::Task;
use super::fingerprint::Fingerprints;
use crate::diagnostic::Diagnostics;
use crate::format::Format;
use crate::partnership::Partnership;
use crate::rules;
use crate::template::Template;

impl Fingerprints<'_> {
    /// The day that a document has, which was made on one: that one, or today when more than the day is another one now.
    pub fn day_of(&self, partnership: &Partnership<'_>, task: &Task, made_on: Option<Date>) -> Date {
        let today = partnership.today;
        let Some(day) = made_on.filter(|day| *day != today) else { return today };
        let is_kept = self.with_attached(partnership, task, Format::Eml).iter().all(|(edition, _)| {
            edition.languages.all().all(|language| {
                let template = self.project.templates.get(&edition.document, language);
                let Ok(template) = template else { return false };
                let said_on = |day| {
                    let partnership = Partnership { today: day, ..*partnership }.on(&edition.occasion)?;
                    Some(said_of_data(&partnership, template))
                };
                !template.decides_by_day() && said_on(day) == said_on(today)
            })
        });
        if is_kept { day } else { today }
    }
}

/// What the rules that know the day say of the data.
fn said_of_data(partnership: &Partnership<'_>, template: &Template) -> Diagnostics {
    let mut found = rules::on_data(partnership, template);
    if template.occasion().is_some() {
        found.extend(rules::past_meeting(partnership, partnership.today));
    }
    found
}
