//! Where the values and the comments of a text stand: found without the editor.

use handclasp::source::{SourceFile, Span};
use handclasp::yaml::edit::TreeChange;
use handclasp::yaml::path::PathStep;
use handclasp::yaml::{Node, Value};

/// The value at a path.
pub fn node_at<'t>(tree: &'t Node, path: &[PathStep]) -> Option<&'t Node> {
    path.iter().try_fold(tree, |tree, step| match step {
        PathStep::Key(key) => tree.get(key),
        PathStep::Item(at) => tree.item(*at),
        PathStep::AnyItem => None,
    })
}

/// The comments of a text that was read as this tree, and where they stand: a `#` behind a blank that is inside of no value
/// and no key.
pub fn comments(text: &str, tree: &Node) -> Vec<(usize, String)> {
    let mut taken = Vec::new();
    values(tree, &mut taken);
    let mut found = Vec::new();
    let mut at = 0;
    let mut next = taken.iter().peekable();
    for line in text.split_inclusive('\n') {
        let signs = line.match_indices('#').map(|(inside, _)| at + inside);
        for sign in signs {
            while next.peek().is_some_and(|span| span.end <= sign) {
                next.next();
            }
            let is_value = next.peek().is_some_and(|span| span.contains(&sign));
            let before = text[..sign].chars().next_back();
            if !is_value && before.is_none_or(|one| " \t\r\n\u{feff}[{,".contains(one)) {
                found.push((sign, text[sign..at + line.len()].trim().to_owned()));
                break;
            }
        }
        at += line.len();
    }
    found
}

/// Where keys and scalars stand.
fn values(node: &Node, taken: &mut Vec<Span>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { .. } => taken.push(node.span.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| values(item, taken)),
        Value::Mapping(entries) => {
            for entry in entries {
                taken.push(entry.key_span.clone());
                values(&entry.node, taken);
            }
        }
    }
}

/// The lines of a change in the text before it: outside of them all is the same. Those of the value, of its key or dash, and
/// for something new those of all that is around.
pub fn lines(file: &SourceFile, tree: &Node, change: &TreeChange) -> (usize, usize) {
    let text = file.text();
    let path = match change {
        TreeChange::Set { path, .. } | TreeChange::Remove { path } | TreeChange::Insert { path, .. } => path,
        TreeChange::Move { list, .. } => list,
    };
    // What is missing changes what it is missing in; the last one of a mapping changes that.
    let mut there =
        (0..=path.len()).rev().find(|length| node_at(tree, &path[..*length]).is_some()).unwrap_or(0);
    let holder = there.checked_sub(1).and_then(|up| node_at(tree, &path[..up]));
    let is_last = match holder.map(|node| &node.value) {
        Some(Value::Mapping(entries)) => entries.len() == 1,
        Some(Value::Sequence(items)) => items.len() == 1,
        _ => false,
    };
    if (matches!(change, TreeChange::Insert { .. }) && there == path.len())
        || (matches!(change, TreeChange::Remove { .. }) && is_last)
    {
        there -= 1;
    }
    let (start, end) = lines_of(text, tree, &path[..there]);
    match there.checked_sub(1).and_then(|up| node_at(tree, &path[..up])) {
        // The comma in front of it is in brackets.
        Some(holder) if text[holder.span.start..].starts_with(['[', '{']) => {
            (start.min(holder.span.start), end)
        }
        _ => (start, end),
    }
}

/// The lines of a value, with those of its key or dash.
fn lines_of(text: &str, tree: &Node, path: &[PathStep]) -> (usize, usize) {
    let there = path.len();
    if there == 0 {
        return (0, text.len());
    }
    let node = node_at(tree, &path[..there]).expect("a node");
    let holder = node_at(tree, &path[..there - 1]).expect("a node");
    let (mut start, next) = match (&holder.value, &path[there - 1]) {
        (Value::Mapping(entries), PathStep::Key(key)) => {
            let at = entries.iter().position(|entry| entry.key == *key).expect("an entry");
            (entries[at].key_span.start, entries.get(at + 1).map(|next| next.key_span.start))
        }
        (Value::Sequence(items), PathStep::Item(at)) => {
            // The dash may stand in a line above: behind the item before, or behind the sign of the list.
            let start = match at.checked_sub(1).and_then(|before| items.get(before)) {
                Some(before) => next_line(text, trimmed(text, &before.span)),
                None if there == 1 => 0,
                None => lines_of(text, tree, &path[..there - 1]).0,
            };
            (start.min(node.span.start), items.get(at + 1).map(|next| next.span.start))
        }
        _ => panic!("no place"),
    };
    let mut end = next.unwrap_or(text.len());
    if next.is_none() {
        // Up to what stands behind all that is around.
        for length in (0..there).rev() {
            let around = node_at(tree, &path[..length]).expect("a node");
            let next = match (&around.value, &path[length]) {
                (Value::Mapping(entries), PathStep::Key(key)) => {
                    let at = entries.iter().position(|entry| entry.key == *key).expect("an entry");
                    entries.get(at + 1).map(|next| next.key_span.start)
                }
                (Value::Sequence(items), PathStep::Item(at)) => items.get(at + 1).map(|next| next.span.start),
                _ => None,
            };
            if let Some(next) = next {
                end = next;
                break;
            }
        }
    }
    // A block of text is read without its sign, an item without its dash, which may stand in a line above.
    start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    (start, end.max(start))
}

pub fn trimmed(text: &str, span: &Span) -> usize {
    (span.start + text[span.clone()].trim_end().len()).max(span.start)
}

/// Behind the brackets that close what ends here.
pub fn behind_brackets(text: &str, mut end: usize) -> usize {
    let mut at = end;
    while let Some(one) = text[at..].chars().next() {
        match one {
            ']' | '}' => end = at + 1,
            '#' => at = next_line(text, at) - 1,
            ',' | ' ' | '\t' | '\r' | '\n' => {}
            _ => break,
        }
        at += one.len_utf8();
    }
    end
}

pub fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// All scalars with their paths.
pub fn scalars<'t>(node: &'t Node, path: &mut Vec<PathStep>, all: &mut Vec<(Vec<PathStep>, &'t Node)>) {
    match &node.value {
        Value::Null | Value::Scalar { .. } => all.push((path.clone(), node)),
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(PathStep::Item(at));
                scalars(item, path, all);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                path.push(PathStep::Key(entry.key.clone()));
                scalars(&entry.node, path, all);
                path.pop();
            }
        }
    }
}

/// Where a value stands after a change; none when it is the one that was changed.
pub fn path_after(path: &[PathStep], change: &TreeChange, tree: &Node) -> Option<Vec<PathStep>> {
    match change {
        TreeChange::Set { path: set, .. } => {
            // An empty key on the way was filled.
            (!path.starts_with(set) && !set.starts_with(path)).then(|| path.to_vec())
        }
        TreeChange::Remove { path: gone } if path.starts_with(gone) => None,
        TreeChange::Remove { path: gone } => {
            shifted(path, gone, |at, gone| if at > gone { at - 1 } else { at })
        }
        TreeChange::Insert { path: new, .. } => {
            let list = &new[..new.len() - 1];
            match node_at(tree, list).map(|node| &node.value) {
                Some(Value::Sequence(_)) => shifted(path, new, |at, new| if at >= new { at + 1 } else { at }),
                _ => (!list.starts_with(path)).then(|| path.to_vec()),
            }
        }
        TreeChange::Move { list, from, to } => {
            let item = [list.as_slice(), &[PathStep::Item(0)]].concat();
            shifted(path, &item, |at, _| match at {
                at if at == *from => *to,
                at if *from < at && at <= *to => at - 1,
                at if *to <= at && at < *from => at + 1,
                at => at,
            })
        }
    }
}

/// A path, its item of the list of another path with another number.
fn shifted(
    path: &[PathStep],
    item: &[PathStep],
    number: impl Fn(usize, usize) -> usize,
) -> Option<Vec<PathStep>> {
    let mut path = path.to_vec();
    let (last, list) = item.split_last()?;
    if let (PathStep::Item(other), true) = (last, path.starts_with(list))
        && let Some(PathStep::Item(at)) = path.get_mut(list.len())
    {
        *at = number(*at, *other);
    }
    Some(path)
}
