//! The words of the beginnings: the door, the first run, the example, our own look, a new partner.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::word_structs::words;

words! {
    /// The choice of a folder.
    DoorWords {
        title: String, lead: String, opened: String, new: String, name: String, name_hint: String,
        usual_name: String, make: String, there: String, path: String, path_hint: String, open: String, gone: String,
        bad_name: String, is_there: String, no_place: String, no_path: String, missing: String, no_folder: String,
        failed: String, others: String, others_text: String, others_yes: String, others_no: String,
    }
    /// The first run.
    StartWords {
        welcome: String, welcome_text: String, others: String, others_stay: String, example: String, progress: String,
        optional: String, choose: String, go_on: String, back: String, look_again: String, missing: String,
        wrong: String, wrong_email: String, wrong_phone: String, wrong_url: String, fact_label: String,
        check: String, check_lead: String, change: String, file: String, write: String, write_hint: String,
        another: String, another_hint: String, failed: String, questions: BTreeMap<String, QuestionWords>,
        labels: BTreeMap<String, LabelWords>,
    }
    /// A question: its title, and what helps to answer it.
    QuestionWords { title: String, lead: Option<String> }
    /// What a field is called, and what helps to fill it in.
    LabelWords { word: String, hint: Option<String> }
    /// The example.
    ExampleWords { title: String, text: String, leave: String }
    /// Our own profile.
    ProfileWords {
        title: String, done: String, done_hint: String, next: String, partner_hint: String, look: String,
        look_hint: String, data: String, data_hint: String, mail: String, mail_hint: String, nobody: String,
    }
    /// How our documents look.
    LookWords {
        title: String, lead: String, logo: String, logo_hint: String, logo_now: String, no_logo: String,
        colour: String, colour_hint: String, colour_code: String, bad_colour: String, good: String, enough: String,
        weak: String, see: String, save: String, bad_picture: String,
        meanwhile: String, page: String, elsewhere: String, defaults: String, mail: String, never_here: String,
    }
    /// A new partner.
    NewPartnerWords {
        link: String, title: String, lead: String, name: String, name_hint: String, kind: String, country: String,
        country_hint: String, language: String, language_hint: String, file: String, file_hint: String,
        file_wrong: String, file_taken: String, add: String, other_ways: String, from: String, from_hint: String,
        from_button: String, copied: String, copied_what: String, not_copied: String, row: String, row_label: String,
        row_hint: String, row_button: String, no_row: String, is_there: String, is_alike: String, rests: String,
        objected: String, unknown_objection: String, add_anyway: String, sure: String, failed: String,
    }
    /// What a good first email needs.
    FirstEmailWords {
        link: String, title: String, lead: String, added: String, whom: String, called_given: String, called_family: String,
        honorific: String, ms: String, mr: String, mx: String, not_known: String, email: String, source: String, source_hint: String,
        given: String, types: String, types_hint: String, why: String, why_hint: String, idea: String, idea_hint: String,
        reads: String, save: String, later: String, missing: String, missing_email: String, missing_source: String,
        missing_types: String, wrong: String, meanwhile: String, not_changed: String, objected: String,
    }
}

impl StartWords {
    /// The title of a question, and what helps to answer it.
    pub fn question(&self, name: &str) -> (&str, &str) {
        self.questions.get(name).map_or(("", ""), |one| (&one.title, one.lead.as_deref().unwrap_or_default()))
    }

    /// What a field is called, and what helps to fill it in.
    pub fn label(&self, name: &str) -> (&str, &str) {
        self.labels.get(name).map_or(("", ""), |one| (&one.word, one.hint.as_deref().unwrap_or_default()))
    }
}
