//! What is asked before an import, and what it comes to, in words.

use super::import_plan::{ImportPlan, PartnerAction};
use crate::diagnostic::words::count;
use crate::diagnostic::{Diagnostic, codes};

/// Whether something of this kind is done to a partner.
pub type IsMeant = fn(&PartnerAction) -> bool;

/// The kinds of what is done, and what they are called.
pub const KINDS: &[(&str, IsMeant)] = &[
    ("new", |action| matches!(action, PartnerAction::New(_))),
    ("to be changed", |action| matches!(action, PartnerAction::Changed(..))),
    ("there already, and different", |action| matches!(action, PartnerAction::Differs(_))),
    ("there already, and the same", |action| matches!(action, PartnerAction::Unchanged)),
];

impl ImportPlan {
    /// What is to be agreed to.
    pub fn question(&self) -> String {
        let (new, changed) = self.files();
        match (new, changed) {
            (new, 0) => format!("Write {}", count(new, "new file")),
            (0, changed) => format!("Change {}", count(changed, "file")),
            (new, changed) => {
                format!("Write {} and change {}", count(new, "new file"), count(changed, "file"))
            }
        }
    }

    /// What the plan comes to: 33 new, 10 rows left out.
    pub fn summary(&self) -> String {
        let numbers = KINDS.iter().zip(["new", "to be changed", "different", "the same"]);
        let mut parts: Vec<String> = numbers
            .map(|((_, is_meant), what)| (self.count(is_meant), what))
            .filter(|(number, what)| *number > 0 || *what == "new")
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        if self.left > 0 {
            parts.push(format!("{} left out", count(self.left, "row")));
        }
        parts.join(", ")
    }

    /// How many files are new, and how many are changed.
    pub fn files(&self) -> (usize, usize) {
        (
            self.count(|action| matches!(action, PartnerAction::New(_))),
            self.count(|action| matches!(action, PartnerAction::Changed(..))),
        )
    }

    /// That partners stay as they are in the files, though the table says otherwise.
    pub fn left_different(&self) -> Option<Diagnostic> {
        let differing = self.count(|action| matches!(action, PartnerAction::Differs(_)));
        let partners = count(differing, "partner");
        (differing > 0).then(|| {
            Diagnostic::warning(
                codes::PARTNER_DIFFERS,
                format!("{partners} of the table will stay as in the files, which say otherwise"),
            )
            .help("`--update` changes in the files what is shown above, and nothing else")
        })
    }
}
