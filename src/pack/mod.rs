//! A pack for a fair: the pages of all documents in one PDF, and a contact sheet to look them over.

mod bookmarks;
mod contact_sheet;
mod country_order;
mod files;
mod leaf;
mod made_packs;
mod order;
mod pack_maker;

pub use made_packs::{MadePack, made_packs, pack_file};
pub use order::{BadPackName, PackOrder, PackRequest};
pub use pack_maker::{Pack, PackMaker, documents_with_pages};
