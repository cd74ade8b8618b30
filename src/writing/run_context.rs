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

impl<'r> RunContext<'r> {
    /// For what was asked for, of the press’s project.
    pub fn new(press: &'r Press<'r>, request: &'r Request) -> Self {
        let project = press.project;
        Self {
            press,
            request,
            fingerprints: Fingerprints::new(project, &request.manner),
            objecting: Objecting::new(project),
        }
    }
}
