//! The serving: from a request of this computer, with the key, to the answer of the page that its address names.

pub mod assets;
pub mod ended_page;
pub mod entry_key;
pub mod guard;
pub mod office_server;
pub mod refusal_page;
pub mod router;
pub mod size_guard;
