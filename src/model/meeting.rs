//! A meeting with a partner: the exploration meeting, or a further one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Time zone of start and end; the partner's unless this says so.
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
    /// Language of the meeting; the working language unless this says so.
    #[schemars(extend("format" = "language"))]
    pub language: Option<String>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Items of one's own instead of the usual five.
    pub items: Vec<AgendaItem>,
    /// Funding route and deadline to talk about.
    pub funding: Option<Text>,
    /// What to read before.
    pub materials: Vec<Material>,
    /// Whether it is planned to record the meeting.
    pub recording: bool,
}

impl Meeting {
    /// What it is called among the meetings of a partner: its id, else its day.
    pub fn name(&self) -> Option<&String> {
        self.id.as_ref().or(self.date.as_ref())
    }
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Name.
    pub name: String,
    /// us, or the partner's id.
    pub org: Option<String>,
    /// Role or position; found among the contacts when left out.
    pub role: Option<Text>,
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
