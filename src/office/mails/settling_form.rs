//! Two buttons with which somebody says what became of an email.

use maud::{Markup, html};

use super::super::shared::spoken::Spoken;

/// Two buttons: it was sent, it was not.
pub fn settling_form(spoken: &Spoken, partner: &str, stem: &str, organisation: &str) -> Markup {
    let words = &spoken.words.sending;
    html! {
        form.settling method="post" action={ "/partners/" (partner) "/" (stem) "/settle" } {
            div.buttons role="group" aria-label={ (words.settle) ": " (organisation) } {
                button type="submit" name="sent" value="yes" { (words.was_sent) }
                button type="submit" name="sent" value="no" { (words.was_not_sent) }
            }
        }
    }
}
