//! Work that takes long: how far it is, and its stopping.

pub mod work_page;
