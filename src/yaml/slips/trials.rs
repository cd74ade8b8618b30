//! The slips of a text, found by trying what can be read when each is mended.

use serde_yaml::granit_parser::{ErrorKind, Options, Parser};

use super::line::TextLines;
use super::suspect::{IsField, Replacement, Slip, Suspect};
use super::{blanks, brackets, indentation, keys, marks, values};

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
    let mut rounds: Vec<Vec<Replacement>> = Vec::new();
    let mut trials = Trials { left: MOST_BYTES };
    // Nobody types so much that has several slips.
    let most = if text.len() > LONG { 1 } else { MOST_SLIPS };
    while slips.len() < most {
        let Some(at) = stumbles(&mended) else { break };
        let Some(Suspect { mut slip, replacements, .. }) = trials.first(&mended, at, is_field) else { break };
        for round in rounds.iter().rev() {
            slip.span = place_before(round, slip.span.start)..place_before(round, slip.span.end);
        }
        slips.push(slip);
        mended = with(&mended, &replacements);
        // From here on the lines have other numbers.
        if replacements.iter().any(|replacement| replacement.text.contains('\n')) {
            break;
        }
        rounds.push(replacements);
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
fn with(text: &str, replacements: &[Replacement]) -> String {
    let mut mended = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for replacement in replacements {
        mended.push_str(text.get(from..replacement.span.start).unwrap_or_default());
        mended.push_str(&replacement.text);
        from = replacement.span.end;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    mended
}

/// Where a byte of the mended text stood before.
fn place_before(replacements: &[Replacement], at: usize) -> usize {
    let (mut more, mut less) = (0, 0);
    for replacement in replacements {
        let start = replacement.span.start + more - less;
        if at < start {
            break;
        }
        if at < start + replacement.text.len() {
            return replacement.span.start;
        }
        more += replacement.text.len();
        less += replacement.span.len();
    }
    at + less - more
}

/// What reading the mended text says of a suspect.
enum TrialResult {
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
        let lines = TextLines::of(text);
        let near = lines.index_at(at);
        let above = (0..near.saturating_sub(1)).rev();
        let nearest = [Some(near), near.checked_sub(1), Some(near + 1)];
        let order = nearest.into_iter().flatten().chain(above).filter(|index| *index < lines.all.len());
        let mut perhaps = None;
        for index in order {
            for suspect in strong(&lines, index, is_field) {
                match self.verdict(text, at, &suspect) {
                    TrialResult::Slip if !suspect.is_doubtful => return Some(suspect),
                    TrialResult::Slip | TrialResult::Perhaps if perhaps.is_none() => perhaps = Some(suspect),
                    _ => {}
                }
            }
        }
        let nearest = nearest.into_iter().flatten().filter(|index| *index < lines.all.len());
        for index in nearest {
            for suspect in indentation::suspects(&lines, index, is_field) {
                if matches!(self.verdict(text, at, &suspect), TrialResult::Slip) {
                    return Some(suspect);
                }
            }
        }
        perhaps
    }

    fn verdict(&mut self, text: &str, at: usize, suspect: &Suspect) -> TrialResult {
        if self.left < text.len() {
            return TrialResult::Innocent;
        }
        self.left -= text.len();
        let Some(stop) = stumbles(&with(text, &suspect.replacements)) else { return TrialResult::Slip };
        let stop = place_before(&suspect.replacements, stop);
        let mended_up_to = suspect.replacements.last().map_or(0, |replacement| replacement.span.end);
        if stop > at && stop > mended_up_to {
            return TrialResult::Slip;
        }
        let line_end = text[suspect.slip.span.start..]
            .find('\n')
            .map_or(text.len(), |behind| suspect.slip.span.start + behind);
        if suspect.reaches_far && stop > line_end && stop > mended_up_to {
            return TrialResult::Perhaps;
        }
        TrialResult::Innocent
    }
}

/// What a line has that may be a slip, whatever stands around it.
fn strong(lines: &TextLines<'_>, index: usize, is_field: IsField<'_>) -> Vec<Suspect> {
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
