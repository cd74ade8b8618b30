//! Lists and what becomes of them: `tests/cases/lists/<case>/`, folders as `tests/case.rs` tells.
//!
//! What the program says and every file that it writes are as expected; workbooks were made once and are kept as they are.

use std::path::Path;

use crate::case::outcome;

fn is_imported(case: &Path) {
    outcome(case).is_as_expected(case);
}

cases! { in "lists", each is_imported:
    cells_that_stand_for_nothing
    column_without_a_name
    comma_inside_of_a_word
    days_day_first
    days_month_first
    days_that_can_be_two
    days_told_by_another_day
    empty_sheets
    encoding_that_is_said
    encoding_told_by_one_name
    export_of_some_partners
    export_that_is_refused
    headings_between_the_rows
    ids_that_lead_out_of_the_folder
    letters_that_no_cell_can_have
    mailbox_of_the_company
    mapping_is_shown
    mapping_that_was_kept
    mapping_to_keep
    names_that_look_like_nothing
    names_that_would_share_a_file
    number_signs_in_names
    numbers_with_a_fraction
    partner_that_differs
    partner_that_is_updated
    plan_for_machines
    postal_code_as_a_number
    postal_code_without_its_zero
    postal_codes_that_are_too_short
    problems_in_the_order_of_columns
    row_that_is_divided_otherwise
    rows_with_problems
    second_telephone
    second_telephone_of_a_second_person
    several_addresses
    several_rows_of_one_organisation
    several_rows_spelt_otherwise
    signs_around_a_name
    sums_that_may_be_names
    title_above_the_head
    title_and_day_above_the_head
    value_that_is_called_like_a_column
    word_for_contacts_above_the_head
    words_for_all_rows
    words_of_a_list
    workbook_telephone
    workbook_values
}
