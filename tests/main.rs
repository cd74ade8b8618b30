//! All tests, in one binary: each further one would be an expensive link.

mod architecture;
mod commands;
mod documents;
mod drafts;
mod edits;
mod fair;
mod folders;
mod hostile;
mod incremental;
mod invalid;
mod limits;
mod locale;
mod mistakes;
mod mutations;
mod markdown;
mod older_shapes;
mod pdf;
mod readme;
mod reference;
mod schema;
mod sending;
mod sheet;
mod stopping;
mod support;
mod timetable;
