//! Packs for a fair: the choice of partners, the pages together, the contact sheet.

pub mod fair_form;
pub mod fair_packs;
pub mod fair_page;
