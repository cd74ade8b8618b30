//! The office page: a page in the browser, served by this program on this computer only, over the same files.
//!
//! ```text
//! a request → guard: from this computer, with the key          guard, entry_key
//!           → what the folder has now                          desk, snapshot
//!           → rows, documents, problems                        partner_rows, seen_partner
//!           → a page in the language of the browser            overview_page, partner_page, …, page_words
//! ```
//!
//! **Why a snapshot.** A page asks for many pictures at once, and reading a thousand partners for each would be slow. What
//! was read is kept until a file of the workspace is another one; then all of it is read anew.
//!
//! It shows and asks only: what is due is known by `due`, what is made by `writing`, how it looks by `render`.

mod assets;
mod compose_address;
mod desk;
mod document_page;
mod email_plan;
mod email_section;
mod ended_page;
mod entry_key;
mod files;
mod guard;
mod making;
mod office_server;
mod overview_page;
mod page_words;
mod partner_page;
mod partner_rows;
mod pieces;
mod problem_list;
mod problems_page;
mod refusal;
mod router;
mod seen_partner;
mod send_page;
mod send_plan_page;
mod send_results;
mod send_steps;
mod send_work;
mod sending_form;
mod settling;
mod settling_form;
mod shell;
mod snapshot;
mod spoken;
mod today_section;
mod work_in_hand;
mod work_list;
mod work_page;

pub use office_server::{EndSignal, OfficeServer};
pub use page_words::PageWords;
pub use spoken::{Spoken, spoken};
