//! What goes wrong is said well: `tests/cases/invalid/<case>/`.
//!
//! A case is the sample institution with the files of `workspace/` (if it has one) over it and without the sample's
//! partners, changed by `edits.txt` (file, from, to, with tabs between), and the command line of
//! `arguments.txt`. The exit code and the whole of standard error are compared with `expected.txt`;
//! `HANDCLASP_UPDATE=1 cargo test` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Sandbox, files_below, root};

fn run(case: &Path) -> String {
    let sandbox = Sandbox::with_partner("none", "");
    fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    // A case may have no files of its own: git keeps no empty folder.
    let own = case.join("workspace");
    if own.exists() {
        for (name, bytes) in files_below(&own) {
            sandbox.write(&name, bytes);
        }
    }
    if let Ok(edits) = fs::read_to_string(case.join("edits.txt")) {
        for line in edits.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            sandbox.edit(parts[0], parts[1], parts[2]);
        }
    }
    let arguments = fs::read_to_string(case.join("arguments.txt")).expect("arguments.txt");
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let run = sandbox.run(&arguments);
    let mut stderr = run.stderr;
    // Times differ from run to run.
    if let Some(at) = stderr.rfind("`, ") {
        let end = stderr[at..].find(" s\n").map(|end| at + end);
        if let Some(end) = end {
            stderr.replace_range(at + 3..end, "N");
        }
    }
    format!("exit code {}\n\n{stderr}", run.code)
}

/// Compares a case with what is expected of it, or writes that anew.
fn is_as_expected(name: &str) {
    let case = folder().join(name);
    let got = run(&case);
    for noise in ["panicked", "src/", "Some(", "Err(", "Error {", "RUST_BACKTRACE"] {
        assert!(!got.contains(noise), "{name} shows `{noise}`:\n{got}");
    }
    let expected = case.join("expected.txt");
    if std::env::var_os("HANDCLASP_UPDATE").is_some() {
        fs::write(&expected, &got).expect("written");
    } else {
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert!(known == got, "not as in expected.txt, but:\n{got}");
    }
}

fn folder() -> PathBuf {
    root().join("tests/cases/invalid")
}

/// A test for each case, named after its folder.
macro_rules! cases {
    ($($name:ident)*) => {
        const CASES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                is_as_expected(&stringify!($name).replace('_', "-"));
            }
        )*
    };
}

#[test]
fn every_case_is_a_test() {
    let entries = fs::read_dir(folder()).expect("cases").map(|entry| entry.expect("an entry").path());
    let names =
        entries.filter(|path| path.is_dir()).filter_map(|path| path.file_name()?.to_str().map(str::to_owned));
    let mut names: Vec<String> = names.map(|name| name.replace('-', "_")).collect();
    names.sort();
    assert_eq!(CASES, names, "the list in tests/invalid.rs is that of the folders");
}

cases! {
    attachment
    bad_cell
    bad_cell_addresses
    bad_cell_divided
    bad_cell_formula
    bad_condition
    bad_date
    bad_font
    bad_format
    bad_pack_name
    bad_pack_name_in_partner
    bad_pages
    binding_words
    binding_words_purpose
    binding_words_template
    blank
    broken_language
    broken_partial
    character_refused
    conflict_copy
    contrast
    country_of_consent
    cut_at_hash
    duplicate_key_of_two_entries
    duplicate_partner
    duplicate_partner_alike
    duplicate_partner_asked
    elseif
    email
    email_that_breaks
    emblem_without_project
    ended
    endless_text
    endless_text_template
    fact_without_year
    file_empty
    first_contact_again
    first_contact_again_final
    first_contact_again_noted
    first_contact_again_running
    first_contact_again_sent
    garbled
    garbled_mac
    governing_law
    heading_levels
    hidden_rows
    id_differs
    import
    joined_list
    layout
    left_open
    length
    link
    logo
    logo_broken
    logo_from_elsewhere
    logo_with_script
    long_subject
    look_alike
    meeting_hours
    meeting_length
    misread
    missing_data
    missing_data_of_a_build
    missing_data_of_several
    missing_data_printed
    missing_data_source
    missing_key
    missing_translation
    mou_final_scope
    mou_in_scouting
    mou_in_scouting_in_touch
    nested_too_deep
    new_is_empty
    no_column
    no_email
    no_front_matter
    no_glyph
    no_header
    no_header_unknown
    no_rows
    no_source
    no_such_column
    no_such_country
    no_such_day
    no_such_field
    no_such_field_kept
    no_such_sheet
    no_table
    no_table_letters
    no_table_open_quote
    no_table_xml
    no_workspace
    not_in_list
    not_merged
    not_utf_8
    not_utf_8_utf_16
    not_utf_8_windows
    not_utf_8_word
    nothing_in_names
    nothing_or_a_name
    nothing_to_do
    nothing_to_do_misspelt
    nothing_to_do_not_together
    number_too_large
    objected
    odd_cell
    odd_phone
    odd_row
    one_language
    originals
    originals_electronic
    our_logo
    pack_incomplete
    partner_differs
    partner_is_us
    past_day
    placeholder
    printed_as_it_stands
    prose
    prose_misread
    raw_value
    retention
    retention_day
    retention_mail
    row_unclear
    same_field
    sample_words
    sample_words_final
    schedule_too_long
    sign_at_end
    signature_field
    signature_mode
    smart_quotes
    smart_quotes_colon
    stray_file
    stray_quote
    template_render
    template_syntax
    template_unknown_filter
    term
    term_notice
    term_open_ended
    text_with_colon
    text_without_language
    too_long
    too_long_check
    unclosed_if
    unclosed_tag
    unfit_phrase
    unknown_class
    unknown_code
    unknown_condition
    unknown_document
    unknown_document_in_a_file
    unknown_field
    unknown_field_in_a_condition
    unknown_field_in_a_partial
    unknown_field_in_front_matter
    unknown_field_required
    unknown_font
    unknown_format
    unknown_front_matter_key
    unknown_key
    unknown_key_comma
    unknown_key_level
    unknown_key_without_value
    unknown_language
    unknown_layout
    unknown_owner
    unknown_partner
    unknown_partner_name
    unknown_when
    unopened_endif
    unsigned
    untranslated
    untranslated_item
    unused_file
    unused_template
    wrong_type
    wrong_type_mapping
    wrong_type_number
    yaml_alias
    yaml_anchor
    yaml_duplicate_key
    yaml_invisible
    yaml_invisible_colon
    yaml_invisible_key
    yaml_several_documents
    yaml_slip_at
    yaml_slip_colon
    yaml_slip_dash
    yaml_slip_equals
    yaml_slip_indent
    yaml_slip_quote
    yaml_slip_tab
    yaml_syntax
    yaml_tab
    yaml_tag
    yaml_too_deep
    yaml_too_many
}
