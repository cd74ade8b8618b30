//! A fact in plain words.

use crate::email_address::shown;
use crate::history::{Fact, Signer};
use crate::model::Occasion;

/// What happened, in words that go on in a sentence; `about` is the document that it is about. What a person wrote stands
/// there as it was written.
pub fn fact_in_words(about: Option<(&str, &Occasion)>, fact: &Fact) -> String {
    let document = about.map_or_else(String::new, |(document, occasion)| occasion.named(document));
    match fact {
        Fact::Called { text } => with("you talked on the telephone", text),
        Fact::Met { text } => with("you met", text),
        Fact::Wrote { text } => with("you wrote", text),
        Fact::Answered { text } => with("they answered", text),
        Fact::Sent { to } if to.is_empty() => format!("{document}: sent by hand"),
        Fact::Sent { to } => {
            let to: Vec<_> = to.iter().map(|address| shown(address)).collect();
            format!("{document}: sent by hand to {}", to.join(", "))
        }
        Fact::Signed { by, file, version, .. } => {
            let who = match by {
                Signer::Us => "us",
                Signer::Them => "them",
                Signer::Further(id) => id,
            };
            let document = about.map_or("", |(document, _)| document);
            format!("{document}, version {version}: signed by {who}; the scan is kept as {file}")
        }
        Fact::Declined { text } => with("they declined", text),
        Fact::Snoozed { until, text } => with(&format!("nothing to do before {until}"), text),
        Fact::Left { contact } => format!("{} is no longer there", shown(contact)),
        Fact::Note { text } => text.clone(),
        Fact::Other => "something that this version of Handclasp does not know".to_owned(),
    }
}

fn with(words: &str, text: &str) -> String {
    if text.trim().is_empty() { words.to_owned() } else { format!("{words}: “{text}”") }
}
