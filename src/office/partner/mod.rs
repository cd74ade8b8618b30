//! One partner: what is known of it, its documents, what happened.

pub mod history_section;
pub mod partner_page;
pub mod settle_section;
pub mod settling;
