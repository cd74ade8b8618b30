//! Another look: a colour and a logo → the institution's text with them, and the logo among the files.

use serde_json::Value as Json;

use super::typed_values::way;
use crate::colour::{Colours, LEAST_CONTRAST, contrast_with_white};
use crate::diagnostic::Severity;
use crate::format::ascii_file_name;
use crate::format::picture::{ENDINGS, Flaw};
use crate::project::picture_trial;
use crate::schema::{INSTITUTION, Shape};
use crate::source::SourceFile;
use crate::workspace::{FileOutcome, TEMPLATES, Workspace, read};
use crate::yaml::edit::{TreeChange, changed};
use crate::yaml::path::get;

/// Where logos lie, below the folder of templates.
const ASSETS: &str = "assets";
/// A contrast with which small text is read well.
const VERY_GOOD: f32 = 7.0;

/// What somebody chose; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenLook {
    /// The colour, as `#rrggbb`.
    pub accent: Option<String>,
    /// The logo as the file has it; empty for none.
    pub logo: Option<String>,
}

/// How well a colour is read on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readability {
    Good,
    Enough,
    Weak,
}

/// A colour as it is read on white paper.
pub struct ColourSeen {
    /// The contrast, in words of a number.
    pub ratio: String,
    /// How well it is read.
    pub readability: Readability,
    /// The one that text gets.
    pub ink: String,
}

impl ColourSeen {
    /// Of a colour; none when it is no `#rrggbb`.
    pub fn of(accent: &str) -> Option<Self> {
        let contrast = contrast_with_white(accent)?;
        let readability = match contrast {
            contrast if contrast >= VERY_GOOD => Readability::Good,
            contrast if contrast >= LEAST_CONTRAST => Readability::Enough,
            _ => Readability::Weak,
        };
        // Rounded down: 4.49 is not enough.
        let ratio = format!("{:.1}", (contrast * 10.0).floor() / 10.0);
        Some(Self { ratio, readability, ink: Colours::of(accent)?.ink })
    }
}

/// The institution's text with another look; none when it cannot be put in without touching anything else.
pub fn with_look(file: &SourceFile, values: &Json, look: &ChosenLook) -> Option<String> {
    let said = |path: &str| get(values, &way(path)).and_then(Json::as_str).unwrap_or_default();
    let mut changes = Vec::new();
    if let Some(accent) =
        look.accent.as_deref().filter(|accent| !said("brand.accent").eq_ignore_ascii_case(accent))
    {
        changes.push(TreeChange::Set { path: way("brand.accent"), value: Json::from(accent) });
    }
    match look.logo.as_deref() {
        Some("") if !said("logo").is_empty() => changes.push(TreeChange::Remove { path: way("logo") }),
        Some(logo) if !logo.is_empty() && logo != said("logo") => {
            changes.push(TreeChange::Set { path: way("logo"), value: Json::from(logo) });
        }
        _ => {}
    }
    changed(file, &changes, &Shape::of(&INSTITUTION))
}

/// What keeps a file from being a logo, if anything.
pub fn flaw(name: &str, bytes: &[u8]) -> Option<Flaw> {
    picture_trial::flaw(name, bytes).filter(|flaw| flaw.severity == Severity::Error)
}

/// The ending of a file that can be a picture; none of another one.
pub fn ending(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    ENDINGS.iter().find(|one| **one == ending).copied()
}

/// Puts a logo among the files, under a name that is no path and no other file's; gives the name as the institution's file
/// has it.
///
/// # Errors
/// When it cannot be written.
pub fn keep_logo(
    workspace: &Workspace,
    told: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<String, crate::diagnostic::Diagnostic> {
    let stem = told.rsplit_once('.').map_or(told, |(stem, _)| stem);
    let safe = ascii_file_name(stem, None).to_lowercase();
    let safe = safe.trim_matches(['-', '_']);
    let stem = if safe.is_empty() || crate::workspace::is_device(safe) { "logo" } else { safe };
    let names = [format!("{stem}.{ending}")].into_iter();
    for name in names.chain((2..).map(|number| format!("{stem}-{number}.{ending}"))) {
        let own = format!("{ASSETS}/{name}");
        let file = format!("{TEMPLATES}/{own}");
        crate::workspace::lies_in(workspace.root(), TEMPLATES)?;
        crate::workspace::lies_in(&workspace.root().join(TEMPLATES), ASSETS)?;
        // The same picture needs no second file.
        if read(&workspace.root().join(&file))?.is_some_and(|there| there == bytes)
            || workspace.write_new(&file, bytes)? == FileOutcome::New
        {
            return Ok(own);
        }
    }
    Ok(String::new())
}
