//! What is said of a reminder, without the words of a language: which sentence, and what is set into it.
//!
//! **Why no texts.** Who reads the command line reads English, who looks at the page in the browser reads their own
//! language, with days and documents as that language calls them. So a reminder carries the sentence's name and its
//! values; the sentences stand here in English, and in the other languages with the words of the page.

use std::fmt;

use jiff::civil::Date;

use crate::locale::fill;
use crate::model::Occasion;

macro_rules! sentences {
    ($($name:ident $key:literal $english:literal)*) => {
        /// The sentences that a reminder may say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ReminderPhrase {
            $(#[doc = $english] $name,)*
        }

        impl ReminderPhrase {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// How it is called in the words of the page.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The sentence in English; what is set in stands in braces.
            pub fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }
        }
    };
}

sentences! {
    // What is to be done.
    DoWhatIsPlanned "do_what_is_planned" "do what you have planned"
    FindOutIfSent "find_out_if_sent" "find out whether {document} was sent"
    SendDraft "send_draft" "send the draft of {document}"
    GetReady "get_ready" "get ready for the meeting"
    SayThanks "say_thanks" "say thank you, and what was agreed"
    NoteMeeting "note_meeting" "say thank you for the meeting, and note that it took place"
    AnswerThem "answer_them" "answer them"
    FindSuccessor "find_successor" "find out who answers there now, and put them first in the file"
    SendFirstEmail "send_first_email" "send the first email"
    SendReminder "send_reminder" "send a reminder of the first email"
    SendLastReminder "send_last_reminder" "send the last reminder of the first email"
    AskForAnswer "ask_for_answer" "ask for an answer"
    AgreeOnMeeting "agree_on_meeting" "agree on a meeting"
    SendOutline "send_outline" "send an outline: who does what, how is it funded, by when"
    AgreeOnSigning "agree_on_signing" "agree on the signing"
    HaveSigned "have_signed" "have {document} signed"
    AskForSignature "ask_for_signature" "ask for the signature under {document}"
    AskForSignatureOf "ask_for_signature_of" "ask for the signature of {who} under {document}"
    HaveLetterSigned "have_letter_signed" "have the letter for the call signed"
    WriteNewLetter "write_new_letter" "write a new letter, or agree on a memorandum"
    AskHowItGoes "ask_how_it_goes" "ask how it goes"
    LookAtAims "look_at_aims" "look at the aims together, as the agreement says"
    KeepInMind "keep_in_mind" "keep in mind: the agreement ends in a year"
    TalkAboutGoingOn "talk_about_going_on" "talk about going on"
    RenewOrEnd "renew_or_end" "renew the agreement, or say that it ends"
    DecideToGoOn "decide_to_go_on" "decide whether the agreement goes on"
    TakeUpAgain "take_up_again" "take it up again"
    WriteToSomebodyElse "write_to_somebody_else" "write to somebody else there, or let it be"
    DeleteData "delete_data" "delete the contact data, or note what happened since"
    // Why.
    NobodyKnows "nobody_knows" "nobody knows since {day}; look into your Sent folder"
    LiesInDrafts "lies_in_drafts" "it lies in your Drafts folder since {day}"
    FileSaysSo "file_says_so" "its file says so"
    FileSaysSoBeforeContact "file_says_so_before_contact" "its file says so; there was contact on {day}: if it is done, write there what is next"
    MeetingOn "meeting_on" "it is on {day}"
    MeetingOnAt "meeting_on_at" "it is on {day} at {time}"
    MeetingOnIn "meeting_on_in" "it is on {day}, {place}"
    MeetingOnAtIn "meeting_on_at_in" "it is on {day} at {time}, {place}"
    MetOn "met_on" "you met on {day}"
    NothingNoted "nothing_noted" "it was on {day}, and nothing is noted since"
    TurnedToYou "turned_to_you" "they turned to you on {day}"
    Left "left" "{who} is no longer there, as was noted for {day}"
    FirstContactLeft "first_contact_left" "the first contact of the file is no longer there, as was noted for {day}"
    FoundOn "found_on" "found on {day}, and nothing was sent yet"
    WroteUnanswered "wrote_unanswered" "you wrote on {day}, and nobody has answered"
    TurnedUnanswered "turned_unanswered" "you turned to them on {day}, and no answer is noted"
    TalkedWithThem "talked_with_them" "you last talked with them on {day}"
    LastTalked "last_talked" "you last talked on {day}"
    SignedOn "signed_on" "signed on {day}"
    AgreedInMeeting "agreed_in_meeting" "agreed in the meeting of {day}"
    RestsSince "rests_since" "it rests since {day}"
    RestsSinceBecause "rests_since_because" "it rests since {day}: {reason}"
    RestsUnanswered "rests_unanswered" "no answer came, and it rests since {day}"
    TheySigned "they_signed" "they signed on {day}"
    WeSigned "we_signed" "we signed on {day}, and their signature is not noted"
    SentUnsigned "sent_unsigned" "it was sent on {day}, and no signature is noted"
    CallCloses "call_closes" "the call closes on {day}"
    LetterValidUntil "letter_valid_until" "the letter is valid until {day}"
    RunsUntil "runs_until" "it runs until {day}"
    AgreementEnds "agreement_ends" "the agreement ends on {day}"
    LastDay "last_day" "its last day is {day}"
    GoesOnByItself "goes_on_by_itself" "after {day} it goes on by itself unless notice is given by {notice}"
    KeptUntil "kept_until" "they may be kept until {day}"
}

/// What is set into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseValue {
    /// A day.
    Day(Date),
    /// A document, with what it is made for.
    Document(String, Occasion),
    /// What a file calls something: the id of an organisation.
    Name(String),
    /// What somebody wrote: a person, a time, a reason.
    Text(String),
}

/// What a reminder says: a sentence with its values, or what somebody wrote into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    /// A sentence of ours.
    Ours(ReminderPhrase, Vec<(&'static str, PhraseValue)>),
    /// Words of a person, as they stand in the file.
    Theirs(String),
}

impl From<ReminderPhrase> for Saying {
    fn from(sentence: ReminderPhrase) -> Self {
        Self::Ours(sentence, Vec::new())
    }
}

impl ReminderPhrase {
    /// It with the day of which it speaks.
    pub fn on(self, day: Date) -> Saying {
        Saying::from(self).with("day", PhraseValue::Day(day))
    }

    /// It with the document of which it speaks.
    pub fn of(self, document: &str, occasion: &Occasion) -> Saying {
        Saying::from(self).with("document", PhraseValue::Document(document.to_owned(), occasion.clone()))
    }
}

impl Saying {
    /// The same with a value; what somebody wrote has none.
    pub fn with(mut self, name: &'static str, value: PhraseValue) -> Self {
        if let Self::Ours(_, values) = &mut self {
            values.push((name, value));
        }
        self
    }

    /// The same with a text.
    pub fn with_text(self, name: &'static str, text: &str) -> Self {
        self.with(name, PhraseValue::Text(text.to_owned()))
    }

    /// It in the words of a language: `sentence` gives those of ours, `value` how it writes what is set in.
    pub fn in_words<'w>(
        &self,
        sentence: impl Fn(ReminderPhrase) -> &'w str,
        value: impl Fn(&PhraseValue) -> String,
    ) -> String {
        match self {
            Self::Theirs(text) => text.clone(),
            Self::Ours(own, values) => {
                let written: Vec<(&str, String)> =
                    values.iter().map(|(name, one)| (*name, value(one))).collect();
                let pairs: Vec<(&str, &str)> =
                    written.iter().map(|(name, text)| (*name, text.as_str())).collect();
                fill(sentence(*own), &pairs)
            }
        }
    }
}

/// In English, as the commands say it.
impl fmt::Display for Saying {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |value: &PhraseValue| match value {
            PhraseValue::Day(day) => day.to_string(),
            PhraseValue::Document(document, occasion) => format!("`{}`", occasion.named(document)),
            PhraseValue::Name(name) => format!("`{name}`"),
            PhraseValue::Text(text) => text.clone(),
        };
        to.write_str(&self.in_words(ReminderPhrase::english, value))
    }
}
