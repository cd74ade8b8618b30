//! All tests, in one binary: each further one would be an expensive link.

mod architecture;
mod commands;
mod conflict_copies;
mod documents;
mod drafts;
mod edits;
mod fair;
mod hostile;
mod incremental;
mod invalid;
mod lists;
mod locale;
mod mutations;
mod markdown;
mod objections;
mod pdf;
mod readme;
mod reference;
mod schema;
mod sending;
mod sending_again;
mod sheet;
mod support;
mod timetable;
mod wrong_words;
