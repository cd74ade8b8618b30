//! The office page: a page in the browser, served by this program on this computer only, over the same files.
//!
//! ```text
//! a request → guard: from this computer, with the key          guard, entry_key
//!           → what the folder has now                          desk, snapshot
//!           → rows, documents, problems                        partner_rows, seen_partner
//!           → a list → its columns → what would be done → files  import_page, upload_shelf, import_choices, columns_page,
//!                                                          plan_page, imported_page
//!           → a page in the language of the browser            overview_page, partner_page, …, page_words
//! ```
//!
//! **Why a snapshot.** A page asks for many pictures at once, and reading a thousand partners for each would be slow. What
//! was read is kept until a file of the workspace is another one; then all of it is read anew.
//!
//! It shows and asks only: what is due is known by `due`, what is made by `writing`, how it looks by `render`.

mod assets;
mod columns_page;
mod compose_address;
mod desk;
mod document_page;
mod edit_choice;
mod edit_page;
mod email_plan;
mod email_section;
mod email_settling;
mod ended_page;
mod entry_key;
mod fact_fields;
mod fact_page;
mod fair_form;
mod fair_packs;
mod fair_page;
mod field_names;
mod files;
mod filter_form;
mod form_fields;
mod guard;
mod hand_edit;
mod happened_words;
mod history_section;
mod import_choices;
mod in_address;
mod import_page;
mod import_pieces;
mod imported_page;
mod made_notice;
mod made_table;
mod making;
mod making_many;
mod note_page;
mod noted_notice;
mod objection_page;
mod office_server;
mod overview_page;
mod page_words;
mod partner_page;
mod partner_request;
mod partner_rows;
mod partner_table_file;
mod pieces;
mod plan_page;
mod problem_list;
mod problems_page;
mod reading_options;
mod refusal;
mod refusal_page;
mod reminder_ways;
mod router;
mod seen_partner;
mod send_page;
mod send_plan_page;
mod send_results;
mod send_steps;
mod send_work;
mod sending_form;
mod settle_section;
mod settling;
mod settling_form;
mod shell;
mod sign_page;
mod signature_fields;
mod size_guard;
mod snapshot;
mod spoken;
mod today_section;
mod told_notices;
mod translation_page;
mod undo_page;
mod upload;
mod upload_shelf;
mod work_in_hand;
mod work_list;
mod work_page;

pub use office_server::{EndSignal, OfficeServer};
pub use page_words::PageWords;
pub use spoken::{Spoken, spoken};
