//! The meetings of a partner: the one, and further ones.

use super::meeting::Meeting;
use super::occasion::Occasion;
use super::partner::Partner;

/// Where a meeting stands in a partner's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeetingPosition {
    /// In `meeting`.
    First,
    /// In `meetings`, at this place from 0.
    Further(usize),
}

impl MeetingPosition {
    /// The keys and indexes that lead there.
    pub fn path(self) -> Vec<String> {
        match self {
            Self::First => vec!["meeting".to_owned()],
            Self::Further(at) => vec!["meetings".to_owned(), at.to_string()],
        }
    }
}

impl Partner {
    /// All meetings with their places.
    pub fn all_meetings(&self) -> impl Iterator<Item = (MeetingPosition, &Meeting)> {
        let first = self.meeting.iter().map(|meeting| (MeetingPosition::First, meeting));
        let further = self.meetings.iter().enumerate();
        first.chain(further.map(|(at, meeting)| (MeetingPosition::Further(at), meeting)))
    }

    /// The meeting at a place.
    pub fn meeting_at(&self, place: MeetingPosition) -> Option<&Meeting> {
        match place {
            MeetingPosition::First => self.meeting.as_ref(),
            MeetingPosition::Further(at) => self.meetings.get(at),
        }
    }

    /// What the documents of a meeting are made for; none of a further one that has neither id nor day.
    pub fn occasion_at(&self, place: MeetingPosition) -> Option<Occasion> {
        let meeting = self.meeting_at(place)?;
        let name = match place {
            MeetingPosition::First => meeting.id.as_ref(),
            MeetingPosition::Further(_) => meeting.name(),
        };
        match (name, place) {
            (Some(name), _) => Some(Occasion::Meeting(name.clone())),
            (None, MeetingPosition::First) => Some(Occasion::None),
            (None, MeetingPosition::Further(_)) => None,
        }
    }

    /// Where the meeting is that documents of an occasion are made for.
    pub fn meeting_of(&self, occasion: &Occasion) -> Option<MeetingPosition> {
        let mut places = self.all_meetings().map(|(place, _)| place);
        places.find(|place| self.occasion_at(*place).as_ref() == Some(occasion))
    }
}
