//! An agreement that not all have signed.

use super::outset::Outset;
use super::reminder::{Reminder, ReminderKind};
use super::sayings::{PhraseValue, ReminderPhrase};
use crate::history::Signer;
use crate::model::Occasion;
use crate::relationship::AgreementState;

/// Working days within which we sign what they have signed.
const OUR_DAYS: u32 = 5;

/// Whose signature is to be seen to next.
pub fn reminder(outset: &Outset<'_>) -> Option<Reminder> {
    let agreement = AgreementState::of(outset.partnership)?;
    let (document, id) = (&agreement.document, outset.partnership.id);
    let signed = agreement.last_signature();
    if agreement.missing.is_empty() {
        return None;
    }
    let of = |phrase: ReminderPhrase| phrase.of(document, &Occasion::None);
    let command = |by: &str| format!("log {id} signed {document} --by {by} --file SCAN.pdf");
    let theirs = signed.filter(|_| agreement.missing.contains(&Signer::Us));
    if let Some(day) = theirs {
        let reminder =
            outset.reminder(ReminderKind::OurSignature, outset.timings.working_days.after(day, OUR_DAYS));
        let why = ReminderPhrase::TheySigned.on(day);
        let reminder = reminder.since(day).from(day).of(document.as_str());
        return Some(reminder.saying(of(ReminderPhrase::HaveSigned), why).command(command("us")));
    }
    let (what, by) = match agreement.missing.iter().find(|one| **one != Signer::Us)? {
        Signer::Further(other) => {
            let asked = of(ReminderPhrase::AskForSignatureOf);
            (asked.with("who", PhraseValue::Name(other.clone())), other.as_str())
        }
        Signer::Us | Signer::Them => (of(ReminderPhrase::AskForSignature), "them"),
    };
    let begun = signed.max(agreement.sent_on)?;
    // Who was asked again is not asked again at once.
    let last = outset.contacts.from_us.map_or(begun, |day| day.max(begun));
    let reminder = outset.reminder(ReminderKind::TheirSignature, outset.timings.answer_by(last));
    let why = match agreement.signed_by(&Signer::Us) {
        Some(day) => ReminderPhrase::WeSigned.on(day),
        None => ReminderPhrase::SentUnsigned.on(begun),
    };
    let reminder = reminder.since(begun).of(document.as_str());
    Some(reminder.saying(what, why).command(command(by)))
}
