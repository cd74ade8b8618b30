//! What is right is let alone: `tests/cases/valid/<case>/`, folders as `tests/case.rs` tells.
//!
//! Every command succeeds and finds nothing to say; what is written is as expected.

use std::path::Path;

use crate::case::outcome;

fn is_let_alone(case: &Path) {
    let outcome = outcome(case);
    for (line, run) in &outcome.runs {
        assert_eq!(run.code, 0, "`{line}`: {}", run.stderr);
        for word in ["error[", "warning["] {
            assert!(!run.stderr.contains(word), "`{line}`: {}", run.stderr);
        }
    }
    outcome.is_as_expected(case);
}

cases! { in "valid", each is_let_alone:
    ampersand_of_a_web_page
    blank_that_is_wanted
    brackets_of_a_text
    line_ends_of_an_old_mac
    line_ends_of_windows
    line_to_be_filled_in
    mark_of_a_note
    no_name_but_a_mailbox
    none_in_a_phrase
    number_of_today_unknown
    one_name_family_mr
    one_name_family_ms
    one_name_given_ms
    one_name_without_honorific
    partner_as_json
    pending_in_a_position
    question_without_a_blank
    sample
    sentence_without_a_stop
    signs_in_a_line
    town_called_leer
    words_in_brackets
}
