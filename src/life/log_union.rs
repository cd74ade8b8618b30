//! Two versions of a log as one, without losing a line.
//!
//! Both began as the same file and were appended to apart. Each keeps the order of its own lines; where the two meet, the
//! earlier line comes first. A line that both have is written once; what cannot be read is kept where it stood.

use std::collections::HashMap;
use std::iter::Peekable;

use jiff::Timestamp;
use serde_json::Value as Json;

/// A line with the moment at which it takes its place.
struct TimedLine<'t> {
    at: Timestamp,
    text: &'t str,
}

/// The lines of both texts.
pub fn union(first: &str, second: &str) -> String {
    let own = timed(lines(first, second));
    let mut known: HashMap<&str, usize> = HashMap::new();
    for line in &own {
        *known.entry(line.text).or_default() += 1;
    }
    let mut others = timed(lines(second, first));
    others.retain(|line| match known.get_mut(line.text).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            false
        }
        None => true,
    });
    let mut text = String::with_capacity(first.len() + second.len());
    let (mut own, mut others) = (own.into_iter().peekable(), others.into_iter().peekable());
    while let Some(line) = next(&mut own, &mut others) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The earlier one of the next lines; of two at the same moment that of the first log.
fn next<'t>(
    own: &mut Peekable<impl Iterator<Item = TimedLine<'t>>>,
    others: &mut Peekable<impl Iterator<Item = TimedLine<'t>>>,
) -> Option<&'t str> {
    let is_others = match (own.peek(), others.peek()) {
        (Some(one), Some(other)) => other.at < one.at,
        (None, Some(_)) => true,
        _ => false,
    };
    let line = if is_others { others.next() } else { own.next() };
    line.map(|line| line.text)
}

/// The lines that say something. Half a line at the end, of which the other text has the whole, says nothing more.
fn lines<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if let Some(last) = lines.last()
        && !text.ends_with('\n')
        && moment(last).is_none()
        && other.lines().any(|line| line.starts_with(last))
    {
        lines.pop();
    }
    lines
}

/// The lines with their moments: one without takes that of the line in front of it, and no line comes before the one that it
/// stood behind, whatever the clock said.
fn timed(lines: Vec<&str>) -> Vec<TimedLine<'_>> {
    let mut latest = Timestamp::MIN;
    let with_time = |text| {
        latest = latest.max(moment(text).unwrap_or(latest));
        TimedLine { at: latest, text }
    };
    lines.into_iter().map(with_time).collect()
}

/// When it was written.
fn moment(line: &str) -> Option<Timestamp> {
    let line: Json = serde_json::from_str(line).ok()?;
    line.get("at")?.as_str()?.parse().ok()
}
