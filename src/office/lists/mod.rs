//! A list of partners is imported: the file or the rows pasted, its columns, what would be done, what was done.

pub mod columns_page;
pub mod import_choices;
pub mod import_page;
pub mod import_pieces;
pub mod imported_page;
pub mod plan_page;
pub mod reading_options;
