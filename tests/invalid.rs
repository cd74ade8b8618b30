//! What goes wrong is said well: `tests/cases/invalid/<case>/`, folders as `tests/case.rs` tells.
//!
//! Without the sample's partners; the exit code and the whole of standard error are compared with `expected.txt`.

use std::fs;
use std::path::Path;

use crate::case::{command_lines, prepared, run};

/// Compares a case with what is expected of it, or writes that anew.
fn is_told(case: &Path) {
    let sandbox = prepared(case);
    let lines = command_lines(case);
    let [line] = lines.as_slice() else { panic!("one command line, and not {lines:?}") };
    let run = run(&sandbox, line);
    let got = format!("exit code {}\n\n{}", run.code, run.stderr);
    let expected = case.join("expected.txt");
    if std::env::var_os("HANDCLASP_UPDATE").is_some() {
        fs::write(&expected, &got).expect("written");
    } else {
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert!(known == got, "not as in expected.txt, but:\n{got}");
    }
}

cases! { in "invalid", each is_told:
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
    meeting_name
    meeting_name_in_a_file_name
    misread
    missing_data
    missing_data_of_a_build
    missing_data_of_a_meeting
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
    unknown_meeting
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
