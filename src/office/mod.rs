//! The office page: a page in the browser, served by this program on this computer only, over the same files.
//!
//! ```text
//! a request → guard: from this computer, with the key          serving
//!           → what the folder has now                          shared (desk, snapshot)
//!           → a page in the language of the browser            overview, partner, documents, …
//! ```
//!
//! | Where | What |
//! |---|---|
//! | `shared/` | what all pages have: the folder as it was read, the words, what stands around a page |
//! | `work/` | work that takes long, while it is in hand |
//! | `overview/`, `partner/`, `documents/` | the partners, one of them, its documents |
//! | `data_preview/`, `saving/` | what is seen beside a form; a file that is saved, undone, or edited as text |
//! | `noting/` | what happened is noted |
//! | `words_form/` | words of documents, ours and one's own |
//! | `mails/`, `fair/`, `lists/` | emails that leave, packs for a fair, lists that are imported |
//! | `start/` | the choice of a folder, the first run, the look, a new partner and what its first email needs |
//! | `serving/` | addresses, the guard in front of them, the server |
//!
//! **Why a snapshot.** A page asks for many pictures at once, and reading a thousand partners for each would be slow. What
//! was read is kept until a file of the workspace is another one; then all of it is read anew.
//!
//! It shows and asks only: what is due is known by `due`, what is made by `writing`, how it looks by `render`.

mod data_form;
mod data_preview;
mod documents;
mod fair;
mod lists;
mod mails;
mod noting;
mod overview;
mod partner;
mod saving;
mod serving;
mod shared;
mod words_form;
mod start;
mod work;

pub use serving::office_server::{EndSignal, OfficeServer};
pub use shared::model_words::{FieldText, ModelWords};
pub use shared::page_words::PageWords;
pub use shared::spoken::{Spoken, spoken};
