//! What holds for all partners of a run.

use super::objecting::Objecting;
use crate::due::{Fingerprints, Request};
use crate::render::Press;

/// What holds for all partners of a run.
pub struct RunContext<'r> {
    /// The project, ready to set pages.
    pub press: &'r Press<'r>,
    /// What was asked for.
    pub request: &'r Request,
    /// What the documents are made from.
    pub fingerprints: Fingerprints<'r>,
    /// Who objected.
    pub objecting: Objecting<'r>,
}
