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
mod values;

use crate::diagnostic::{Code, codes};
use serde_yaml::granit_parser::{ErrorKind, Options, Parser};

use crate::source::Span;
use line::Lines;

/// A slip: what it is, where, what to do.
pub struct Slip {
    /// The kind of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// The bytes meant.
    pub span: Span,
    /// What to do.
    pub help: String,
}

/// Bytes and what stands in their place when a slip is mended.
#[derive(Debug, Clone)]
struct Edit {
    span: Span,
    text: String,
}

impl Edit {
    fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// What may be a slip, and how it is mended.
struct Suspect {
    slip: Slip,
    /// In the order of their places, without overlaps.
    edits: Vec<Edit>,
    /// Whether it may be noticed lines later: a quotation mark or a bracket that is never closed.
    reaches_far: bool,
    /// Whether another one that can be read further is the likelier.
    is_doubtful: bool,
}

impl Suspect {
    fn new(message: impl Into<String>, span: Span, help: impl Into<String>, edits: Vec<Edit>) -> Self {
        let slip = Slip { code: codes::YAML_SYNTAX, message: message.into(), span, help: help.into() };
        Self { slip, edits, reaches_far: false, is_doubtful: false }
    }

    fn reaching_far(self) -> Self {
        Self { reaches_far: true, ..self }
    }
}

/// Whether a word is the name of a field.
pub type IsField<'a> = &'a dyn Fn(&str) -> bool;

/// How many slips of one file are told.
const MOST_SLIPS: usize = 20;
/// From how many bytes on only the first slip is told.
const LONG: usize = 200_000;
/// How many bytes are read in all trials of one file.
const MOST_BYTES: usize = 30_000_000;

/// The slips of a text that cannot be read, from the first one on, as far as they are understood; none when the first
/// is not. The places are bytes of the text.
pub fn of(text: &str, is_field: IsField<'_>) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut mended = text.to_owned();
    let mut rounds: Vec<Vec<Edit>> = Vec::new();
    let mut trials = Trials { left: MOST_BYTES };
    // Nobody types so much that has several slips.
    let most = if text.len() > LONG { 1 } else { MOST_SLIPS };
    while slips.len() < most {
        let Some(at) = stumbles(&mended) else { break };
        let Some(Suspect { mut slip, edits, .. }) = trials.first(&mended, at, is_field) else { break };
        for round in rounds.iter().rev() {
            slip.span = place_before(round, slip.span.start)..place_before(round, slip.span.end);
        }
        slips.push(slip);
        mended = with(&mended, &edits);
        // From here on the lines have other numbers.
        if edits.iter().any(|edit| edit.text.contains('\n')) {
            break;
        }
        rounds.push(edits);
    }
    slips
}

/// The byte at which a text can be read no further; none when all of it can.
fn stumbles(text: &str) -> Option<usize> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut parser = Parser::new_from_str_with_options(text, options);
    let error = parser.find_map(Result::err)?;
    // A bracket that is never closed is told at the bracket, after all the rest was read.
    if matches!(error.kind(), ErrorKind::UnclosedFlowCollection { .. }) {
        return Some(text.len());
    }
    Some(error.marker().byte_offset().unwrap_or(0).min(text.len()))
}

/// A text with its slips mended.
fn with(text: &str, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for edit in edits {
        mended.push_str(text.get(from..edit.span.start).unwrap_or_default());
        mended.push_str(&edit.text);
        from = edit.span.end;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    mended
}

/// Where a byte of the mended text stood before.
fn place_before(edits: &[Edit], at: usize) -> usize {
    let (mut more, mut less) = (0, 0);
    for edit in edits {
        let start = edit.span.start + more - less;
        if at < start {
            break;
        }
        if at < start + edit.text.len() {
            return edit.span.start;
        }
        more += edit.text.len();
        less += edit.span.len();
    }
    at + less - more
}

/// What reading the mended text says of a suspect.
enum Verdict {
    /// The text can be read further.
    Slip,
    /// It can be read past the suspect's line, and there is something else.
    Perhaps,
    /// The text can be read no further.
    Innocent,
}

struct Trials {
    left: usize,
}

impl Trials {
    /// The first slip of a text that can be read up to a byte.
    fn first(&mut self, text: &str, at: usize, is_field: IsField<'_>) -> Option<Suspect> {
        let lines = Lines::of(text);
        let near = lines.index_at(at);
        let above = (0..near.saturating_sub(1)).rev();
        let nearest = [Some(near), near.checked_sub(1), Some(near + 1)];
        let order = nearest.into_iter().flatten().chain(above).filter(|index| *index < lines.all.len());
        let mut perhaps = None;
        for index in order {
            for suspect in strong(&lines, index, is_field) {
                match self.verdict(text, at, &suspect) {
                    Verdict::Slip if !suspect.is_doubtful => return Some(suspect),
                    Verdict::Slip | Verdict::Perhaps if perhaps.is_none() => perhaps = Some(suspect),
                    _ => {}
                }
            }
        }
        let nearest = nearest.into_iter().flatten().filter(|index| *index < lines.all.len());
        for index in nearest {
            for suspect in indentation::suspects(&lines, index, is_field) {
                if matches!(self.verdict(text, at, &suspect), Verdict::Slip) {
                    return Some(suspect);
                }
            }
        }
        perhaps
    }

    fn verdict(&mut self, text: &str, at: usize, suspect: &Suspect) -> Verdict {
        if self.left < text.len() {
            return Verdict::Innocent;
        }
        self.left -= text.len();
        let Some(stop) = stumbles(&with(text, &suspect.edits)) else { return Verdict::Slip };
        let stop = place_before(&suspect.edits, stop);
        let mended_up_to = suspect.edits.last().map_or(0, |edit| edit.span.end);
        if stop > at && stop > mended_up_to {
            return Verdict::Slip;
        }
        let line_end = text[suspect.slip.span.start..]
            .find('\n')
            .map_or(text.len(), |behind| suspect.slip.span.start + behind);
        if suspect.reaches_far && stop > line_end && stop > mended_up_to {
            return Verdict::Perhaps;
        }
        Verdict::Innocent
    }
}

/// What a line has that may be a slip, whatever stands around it.
fn strong(lines: &Lines<'_>, index: usize, is_field: IsField<'_>) -> Vec<Suspect> {
    let line = &lines.all[index];
    let mut suspects = blanks::suspects(lines, index);
    if line.is_block_text || line.content().is_empty() || line.content().starts_with('#') {
        return suspects;
    }
    suspects.extend(marks::suspects(lines, index));
    for piece in &line.pieces {
        suspects.extend(keys::suspects(piece, is_field));
        suspects.extend(values::suspects(line, piece, is_field));
    }
    suspects.extend(brackets::suspects(lines, index));
    suspects
}

/// A value that begins with a sign of YAML's.
pub struct SignedValue {
    /// The byte of the sign.
    pub at: usize,
    /// The entry as it is written when the sign belongs to the text.
    pub entry: String,
}

/// The value that begins with a sign in the line of a byte, the nearest one in front of it.
pub fn value_with_sign(text: &str, at: usize, sign: char) -> Option<SignedValue> {
    let lines = Lines::of(text);
    let line = lines.all.get(lines.index_at(at))?;
    let mut signed =
        line.pieces.iter().filter(|piece| piece.value_start <= at && piece.value.starts_with(sign));
    let piece = signed.next_back()?;
    let mended = quoted(piece.value);
    Some(SignedValue { at: piece.value_start, entry: values::entry(line, piece, piece.key, &mended) })
}

/// A text in quotes that hold it together whatever it has inside.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// A text for a message, with its middle left out when it is long.
fn shown(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 80 {
        return text.to_owned();
    }
    let first: String = letters[..45].iter().collect();
    let last: String = letters[letters.len() - 25..].iter().collect();
    format!("{first} … {last}")
}
