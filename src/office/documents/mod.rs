//! A document: its pages and files, the making of one or many, and texts that somebody edited by hand.

pub mod document_page;
pub mod edit_choice;
pub mod edit_page;
pub mod files;
pub mod hand_edit;
pub mod made_notice;
pub mod made_table;
pub mod making;
pub mod making_many;
