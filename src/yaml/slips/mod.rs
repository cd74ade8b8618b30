//! What somebody most likely meant where the text is no YAML: the slips of people who know Word and Excel.
//!
//! **Why trials.** The place where a reader stumbles is seldom the place of the mistake: a `{` that is never closed is
//! noticed lines later, and an indentation looks wrong that is right. So each line is asked what it has that may be a
//! slip, and how it would be mended. A slip is told only if the text can be read further when it is mended as the
//! advice says: no advice breaks a right line. Then the mended text is read on, and the next slip is told too.

mod blanks;
mod brackets;
mod indentation;
mod keys;
mod line;
mod marks;
mod shown;
mod signed_value;
mod suspect;
mod trials;
mod values;

pub use signed_value::value_with_sign;
pub use suspect::IsField;
pub use trials::of;
