//! All partners: what is to be done today, the list and its filters, and the list as a spreadsheet.

pub mod filter_form;
pub mod overview_page;
pub mod partner_table_file;
pub mod reminder_ways;
pub mod today_section;
