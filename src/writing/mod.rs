//! From what is due to files: decide → make → stage → commit, with one named value between each two.
//!
//! Everything is written whole or not at all, and nothing over the work of a person.

mod commit;
mod companion;
mod decide;
mod edited_files;
mod freshness;
mod gone_editions;
mod left_over;
mod make;
mod manifest;
mod objecting;
mod outlook;
mod remark;
mod report;
mod run;
mod run_context;
mod signed_text;
mod stage;
mod stale;
mod versions;

pub use companion::{Companion, PartnerPages};
pub use edited_files::{edits_in, second_texts};
pub use freshness::how_it_was_made;
pub use manifest::{FileState, Manifest, is_edited};
pub use objecting::{Objecting, texts};
pub use outlook::{DocumentOutlook, DocumentState, PartnerDocuments, outlook};
pub use report::{Report, ReportLine};
pub use run::run;
pub use signed_text::text_to_sign;
