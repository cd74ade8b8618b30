//! A point of a checklist, and what is found of it.

use super::made::Made;

/// What is found of a point in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    True,
    /// True as far as the file goes; with the reason why not further.
    Partly(String),
    /// With what is wrong.
    False(String),
    DoesNotApply,
}

/// How it is decided whether a point is true.
pub enum Decided {
    /// By a function that looks at what was made; with changes that each have to make it false.
    Machine(fn(&Made) -> Verdict, &'static [fn(&mut Made)]),
    /// By tests about the whole program: a file below `tests/`, and how the test is called in it.
    Test(&'static [(&'static str, &'static str)]),
    /// By eyes: on which day, and at what one looked; with the partners of which it is true only partly, and why.
    Eyes { on: &'static str, at: &'static str, partly: &'static [(&'static str, &'static str)] },
}

/// A point of a checklist of `domain.md` 9, or a part of one.
pub struct Point {
    /// `9.4/12`, and `9.4/12b` for a second part. Those common to all are `9/1` to `9/8`.
    pub number: &'static str,
    pub words: &'static str,
    pub decided: Decided,
}

/// True when all conditions hold, false with what those say that do not.
pub fn all(conditions: impl IntoIterator<Item = (bool, String)>) -> Verdict {
    let missing: Vec<String> =
        conditions.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what).collect();
    match missing.as_slice() {
        [] => Verdict::True,
        missing => Verdict::False(missing.join("; ")),
    }
}

impl Verdict {
    /// The verdict, only partly when it is true and there is a reason.
    pub fn but(self, reason: Option<&str>) -> Self {
        match (self, reason) {
            (Self::True, Some(reason)) => Self::Partly(reason.to_owned()),
            (verdict, _) => verdict,
        }
    }
}
