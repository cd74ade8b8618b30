//! All tests, in one binary: each further one would be an expensive link.

mod architecture;
mod commands;
mod documents;
mod drafts;
mod edits;
mod fair;
mod hostile;
mod incremental;
mod invalid;
mod lists;
mod locale;
mod long_addresses;
mod mutations;
mod markdown;
mod pdf;
mod press;
mod readme;
mod reference;
mod schema;
mod sending;
mod sheet;
mod support;
mod timetable;
