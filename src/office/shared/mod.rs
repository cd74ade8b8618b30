//! What all pages share: the folder as it was read, the words of a language, what stands around a page, its small pieces.

pub mod desk;
pub mod field_names;
pub mod field_words;
pub mod form_fields;
pub mod front;
pub mod happened_words;
pub mod in_address;
pub mod model_words;
pub mod page_shelf;
pub mod page_words;
pub mod partner_request;
pub mod partner_rows;
pub mod pieces;
pub mod preview_shelf;
pub mod problem_list;
pub mod problems_page;
pub mod refusal;
pub mod seen_partner;
pub mod shell;
pub mod snapshot;
pub mod spoken;
pub mod told_notices;
pub mod upload;
pub mod upload_shelf;
pub mod work_in_hand;
pub mod work_list;
