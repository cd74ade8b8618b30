//! A partner and all that its documents may speak of, or all partners for documents about all of them.

use jiff::civil::Date;

use crate::awaited_answer::{AwaitedAnswer, NothingAwaited};
use crate::history::PartnerHistory;
use crate::model::{Defaults, Institution, Meeting, MeetingPosition, Occasion, Partner};
use crate::schema::Record;

/// A partner with the institution, further organisations, what happened so far, and the day: what rules check and
/// templates see.
#[derive(Debug, Clone, Copy)]
pub struct Partnership<'a> {
    /// Who we are.
    pub institution: &'a Record<Institution>,
    /// The partner's id: its file's name.
    pub id: &'a str,
    /// The partner.
    pub partner: &'a Record<Partner>,
    /// The further organisations of its agreement and of its meetings, those that there are, by id.
    pub further: &'a [(String, Record<Partner>)],
    /// What happened with the partner.
    pub history: &'a PartnerHistory,
    /// The ids of all partners.
    pub ids: &'a [String],
    /// The names of the documents that are a first email.
    pub first_contacts: &'a [String],
    /// The names of the documents that all sides sign.
    pub agreements: &'a [String],
    /// Of documents about all partners: those. There is no partner of their own then, and what stands in its place has
    /// no values.
    pub partners: Option<&'a [KnownPartner]>,
    /// The day the documents are made.
    pub today: Date,
    /// Which meeting a document is made for; none when it is not made for each of them.
    pub meeting_position: Option<MeetingPosition>,
    /// Which reminder a document is made for; none when it is for none.
    pub reminder: Option<u32>,
    /// Which further version of a document is made; none when it is the first one.
    pub version: Option<u32>,
}

/// One of all partners, as a document about all of them sees it.
#[derive(Debug)]
pub struct KnownPartner {
    /// Its id: its file's name.
    pub id: String,
    /// The partner.
    pub partner: Record<Partner>,
    /// What happened with it.
    pub history: PartnerHistory,
}

impl<'a> Partnership<'a> {
    /// The same for what is made for an occasion; none when the partner has no such meeting, or is not to be reminded.
    pub fn on(&self, occasion: &Occasion) -> Option<Self> {
        let plain = Self { meeting_position: None, reminder: None, version: None, ..*self };
        Some(match occasion {
            Occasion::None => plain,
            Occasion::Meeting(_) => {
                Self { meeting_position: Some(self.partner.model.meeting_of(occasion)?), ..plain }
            }
            Occasion::Reminder(number) => {
                let next = self.awaited_answer().ok()?.next?;
                (next.occasion == *occasion).then_some(Self { reminder: Some(*number), ..plain })?
            }
            Occasion::Version(number) => Self { version: Some(*number), ..plain },
        })
    }

    /// What the document in hand is made for.
    pub fn occasion(&self) -> Occasion {
        let of_meeting = || self.meeting_position.and_then(|place| self.partner.model.occasion_at(place));
        let reminder = self.reminder.map(Occasion::Reminder);
        reminder.or(self.version.map(Occasion::Version)).or_else(of_meeting).unwrap_or_default()
    }

    /// The answer to a first email that is awaited of the partner.
    ///
    /// # Errors
    /// Why none is.
    pub fn awaited_answer(&self) -> Result<AwaitedAnswer, NothingAwaited> {
        let defaults = self.institution.model.defaults.as_ref();
        let usual = Defaults::default();
        AwaitedAnswer::of(&self.partner.model, self.history, self.first_contacts, defaults.unwrap_or(&usual))
    }

    /// The Message-IDs of the mails that a reminder follows, the latest last; none where it is a mail of its own.
    pub fn thread_of_reminder(&self) -> Vec<String> {
        self.awaited_answer().map(|awaited| awaited.thread).unwrap_or_default()
    }

    /// Which working day after the meeting it is, from 1; none as long as the meeting is to come. On a weekend it is
    /// that of the Monday.
    pub fn day_after_meeting(&self) -> Option<u32> {
        let held = self.meeting()?.date.as_deref()?.parse::<Date>().ok().filter(|day| *day < self.today)?;
        let working_days = self.institution.model.defaults.as_ref().map(Defaults::working_days);
        Some(working_days.unwrap_or_default().between(held, self.today))
    }

    /// The meeting that documents speak of: the one that the document in hand is made for, else the first.
    pub fn meeting(&self) -> Option<&'a Meeting> {
        self.partner.model.meeting_at(self.meeting_position.unwrap_or(MeetingPosition::First))
    }

    /// Where a field of that meeting stands in the partner's file; the meeting itself when no field is named.
    pub fn meeting_path(&self, field: Option<&str>) -> Vec<String> {
        let mut path = self.meeting_position.unwrap_or(MeetingPosition::First).path();
        path.extend(field.map(str::to_owned));
        path
    }

    /// The ids of further organisations that are to sign the Memorandum.
    pub fn further_ids(&self) -> impl Iterator<Item = &'a str> {
        let mou = self.partner.model.mou.iter();
        mou.flat_map(|mou| mou.further_partners.iter().map(String::as_str))
    }

    /// Whether a document is a first email, also one that was sent before.
    pub fn is_first_contact(&self, document: &str) -> bool {
        self.first_contacts.iter().any(|name| name == document)
    }

    /// Which of our contacts looks after the partner.
    pub fn sender_index(&self) -> usize {
        let owner = self.partner.model.logbook.as_ref().and_then(|logbook| logbook.owner.as_deref());
        self.institution.model.contact_index(owner).unwrap_or(0)
    }
}
