//! A meeting with a partner: the exploration meeting, or a further one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::organisation::US;
use super::text::Text;

/// A meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Meeting {
    /// A short name of this meeting for files and commands: kick-off. A further meeting is called by its day unless
    /// this says so; give it one when the day may still change.
    #[schemars(extend("format" = "meeting-id"))]
    pub id: Option<String>,
    /// Day.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// Start in the meeting's time zone: 11:00.
    #[schemars(extend("format" = "time-of-day"))]
    pub start: Option<String>,
    /// End in the meeting's time zone; or give slot_min.
    #[schemars(extend("format" = "time-of-day"))]
    pub end: Option<String>,
    /// Length in minutes.
    #[schemars(range(min = 1, max = 1440))]
    pub slot_min: Option<u32>,
    /// Time zone of start and end; unless this says so the partner's, and of a meeting that has a place the host's.
    #[schemars(extend("format" = "time-zone"))]
    pub zone: Option<String>,
    /// Platform: Teams, Zoom.
    pub platform: Option<String>,
    /// Video link.
    #[schemars(extend("format" = "uri"))]
    pub link: Option<String>,
    /// The day by which the link will follow, when there is none yet.
    #[schemars(extend("format" = "date"))]
    pub link_follows_by: Option<String>,
    /// How you meet: online, in_person or hybrid (some in one place, some online); online unless this says so.
    pub form: Option<MeetingForm>,
    /// Where you meet, when not online only.
    pub place: Option<Venue>,
    /// Who hosts the meeting: us, or the id of an organisation that takes part; we do unless this says so. A meeting in
    /// one place has the host's time zone unless `zone` says so.
    #[schemars(extend("x-names" = "partner"))]
    pub host: Option<String>,
    /// Further organisations that take part, each by the id of its file: [zolty-wiatrak].
    #[schemars(extend("x-names" = "partner"))]
    pub further_partners: Vec<String>,
    /// Language of the meeting; the working language unless this says so.
    #[schemars(extend("format" = "language"))]
    pub language: Option<String>,
    /// Who takes part. An organisation that has nobody in this list is represented by its first contact.
    pub participants: Vec<Participant>,
    /// Items of one's own instead of the usual five.
    pub items: Vec<AgendaItem>,
    /// Funding route and deadline to talk about.
    pub funding: Option<Text>,
    /// What to read before.
    pub materials: Vec<Material>,
    /// Whether it is planned to record the meeting.
    pub recording: bool,
    /// What was agreed, one point each; the email of thanks repeats it, in a list behind "What we agreed:".
    pub agreed: Vec<Text>,
    /// The next step, as a point of a list: first draft of the memorandum.
    pub next_step: Option<Text>,
    /// The day by which it is done.
    #[schemars(extend("format" = "date"))]
    pub next_step_by: Option<String>,
    /// Who does it: us, the id of an organisation that takes part, or a name.
    pub next_step_owner: Option<String>,
    /// Whether the minutes are written; they go along with the email of thanks then.
    pub minutes_done: bool,
}

impl Meeting {
    /// What it is called among the meetings of a partner: its id, else its day.
    pub fn name(&self) -> Option<&String> {
        self.id.as_ref().or(self.date.as_ref())
    }

    /// The ids of organisations, other than us and the partner whose file it is, that take part or host: as they stand
    /// there, each once.
    pub fn further_ids<'a>(&'a self, partner: &'a str) -> Vec<&'a str> {
        let of_people = self.participants.iter().filter_map(|person| person.org.as_deref());
        let named =
            self.further_partners.iter().map(String::as_str).chain(of_people).chain(self.host.as_deref());
        let mut ids = Vec::new();
        for id in named.filter(|id| *id != US && *id != partner) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// How you meet.
    pub fn form(&self) -> MeetingForm {
        self.form.unwrap_or_default()
    }
}

/// How people meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingForm {
    #[default]
    Online,
    InPerson,
    Hybrid,
}

impl MeetingForm {
    /// Whether some or all meet in one place.
    pub fn has_place(self) -> bool {
        self != Self::Online
    }
}

/// Where people meet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Venue {
    /// What the place is called: a school, a hotel.
    pub name: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code, with its leading zeros.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Number or name of the room: 2.14.
    pub room: Option<String>,
    /// How to get there.
    pub directions: Option<Text>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Participant {
    /// The id of a contact or signatory of the organisation; then name, role and address are found there.
    pub person: Option<String>,
    /// Name; left out when `person` says who it is.
    pub name: Option<String>,
    /// us, or the id of an organisation's file; or the name of an organisation without a file: Town of Porto.
    #[schemars(extend("x-names" = "partner"))]
    pub org: Option<String>,
    /// Role or position; found among the contacts and signatories when left out.
    pub role: Option<Text>,
    /// Email address, to which the invitation goes; found among the contacts and signatories when left out.
    #[schemars(extend("format" = "email"))]
    pub email: Option<String>,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Title.
    pub title: Text,
    /// At least so many minutes.
    #[schemars(range(min = 1, max = 1440))]
    pub min: u32,
    /// At most so many minutes.
    #[schemars(range(min = 1, max = 1440))]
    pub max: u32,
    /// What is talked about.
    #[serde(default)]
    pub points: Vec<Text>,
    /// Who leads.
    pub lead: Option<Text>,
    /// What is wanted in the end.
    pub outcome: Option<Text>,
}

/// Something to read before the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Title.
    pub title: Text,
    /// Link.
    #[schemars(extend("format" = "uri"))]
    pub link: Option<String>,
}
