//! Remarks on a document, kept with it: whoever does not make it again is told them again.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::rules;
use crate::source::SourceFile;

/// A warning, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    code: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    file: String,
    start: usize,
    end: usize,
    text: String,
}

impl Remark {
    /// Of a warning; none of an error, which leaves no document to keep it with.
    pub fn of(one: &Diagnostic) -> Option<Self> {
        let place = one.label.as_ref().map(|label| Place {
            file: label.file.name().to_owned(),
            start: label.span.start,
            end: label.span.end,
            text: label.text.clone(),
        });
        (one.severity == Severity::Warning).then(|| Self {
            code: one.code.name.to_owned(),
            message: one.message.clone(),
            help: one.help.clone(),
            place,
        })
    }

    /// The warning again; none when this version does not know its kind, or its file is not at hand.
    pub fn again<'f>(&self, files: impl IntoIterator<Item = &'f SourceFile>) -> Option<Diagnostic> {
        let code = codes::named(&self.code).or_else(|| rules::named(&self.code).map(|rule| rule.code))?;
        let mut warning = Diagnostic::warning(code, self.message.clone());
        warning.help.clone_from(&self.help);
        match &self.place {
            None => Some(warning),
            Some(place) => {
                let file = files.into_iter().find(|file| file.name() == place.file)?;
                Some(warning.at(file, &(place.start..place.end), place.text.clone()))
            }
        }
    }
}
