//! Looks at everything and writes nothing: the data of all partners, the texts of their documents, the longest pages, the
//! partners side by side, the templates.

mod kept_scans;
mod longest_pages;
mod partner_check;
mod side_by_side;
mod template_check;
mod translations;
mod whole_check;

pub use partner_check::check_partner;
pub use template_check::words_problems;
pub use translations::{TextInTwo, texts_to_look_at};
pub use whole_check::{Checked, check, check_workspace};
