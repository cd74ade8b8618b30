//! The columns of a table that stand there only sometimes: the words carry all of them.

use super::tags::is_escaped;

/// The text with those columns left out of its first table that are not to be shown; they are numbered from 1.
pub fn chosen(text: &str, shown: &[(usize, bool)]) -> String {
    let hidden: Vec<usize> = shown.iter().filter(|(_, shown)| !shown).map(|(number, _)| *number).collect();
    if hidden.is_empty() {
        return text.to_owned();
    }
    let mut lines = Vec::new();
    let mut is_behind = false;
    let mut is_inside = false;
    for line in text.lines() {
        let is_row = line.trim_start().starts_with('|');
        is_behind |= is_inside && !is_row;
        is_inside = is_row;
        lines.push(if is_row && !is_behind { without(line, &hidden) } else { line.to_owned() });
    }
    lines.join("\n")
}

/// A row of a table without some of its cells.
fn without(row: &str, hidden: &[usize]) -> String {
    let borders = row.match_indices('|').map(|(at, _)| at).filter(|at| !is_escaped(row, *at));
    let borders: Vec<usize> = borders.collect();
    let mut kept = String::with_capacity(row.len());
    kept.push_str(&row[..borders.first().map_or(row.len(), |at| at + 1)]);
    for (at, cell) in borders.windows(2).enumerate() {
        if !hidden.contains(&(at + 1)) {
            kept.push_str(&row[cell[0] + 1..=cell[1]]);
        }
    }
    kept.push_str(&row[borders.last().map_or(row.len(), |at| at + 1)..]);
    kept
}
