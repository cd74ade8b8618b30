//! That a change of a file touched nothing else: asked without the editor.

use handclasp::letters::composed;
use handclasp::source::{SourceFile, Span};
use handclasp::yaml::edit::TreeChange;
use handclasp::yaml::path::PathStep;
use handclasp::yaml::{self, Node, Value};
use serde_json::{Map, Value as Json};

/// The letters of a tree.
pub fn letters(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar { text, .. } => Json::String(text.clone()),
        Value::Sequence(items) => Json::Array(items.iter().map(letters).collect()),
        Value::Mapping(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.key.clone(), letters(&entry.node))).collect())
        }
    }
}

/// A value as letters.
fn as_letters(value: &Json) -> Json {
    match value {
        Json::Null => Json::Null,
        Json::Bool(truth) => Json::String(truth.to_string()),
        Json::Number(number) => Json::String(number.to_string()),
        Json::String(text) => Json::String(composed(text).into_owned()),
        Json::Array(items) => Json::Array(items.iter().map(as_letters).collect()),
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), as_letters(value))).collect(),
    }
}

pub fn node_at<'t>(tree: &'t Node, path: &[PathStep]) -> Option<&'t Node> {
    path.iter().try_fold(tree, |tree, step| match step {
        PathStep::Key(key) => tree.get(key),
        PathStep::Item(at) => tree.item(*at),
        PathStep::AnyItem => None,
    })
}

/// What the letters are after a change.
fn after(tree: &Json, change: &TreeChange) -> Json {
    let mut tree = tree.clone();
    match change {
        TreeChange::Set { path, value } => *made(&mut tree, path) = as_letters(value),
        TreeChange::Insert { path, value } => {
            let (PathStep::Item(at), list) = path.split_last().expect("a path") else { panic!("no item") };
            let list = made(&mut tree, list);
            if list.is_null() {
                *list = Json::Array(Vec::new());
            }
            list.as_array_mut().expect("a list").insert(*at, as_letters(value));
        }
        TreeChange::Remove { path } => {
            let (last, parent) = path.split_last().expect("a path");
            match (made(&mut tree, parent), last) {
                (Json::Object(map), PathStep::Key(key)) => {
                    map.shift_remove(key);
                }
                (Json::Array(items), PathStep::Item(at)) => {
                    items.remove(*at);
                }
                other => panic!("{other:?}"),
            }
        }
        TreeChange::Move { list, from, to } => {
            let list = made(&mut tree, list).as_array_mut().expect("a list");
            let moved = list.remove(*from);
            list.insert(*to, moved);
        }
    }
    tree
}

fn made<'t>(tree: &'t mut Json, path: &[PathStep]) -> &'t mut Json {
    path.iter().fold(tree, |tree, step| match step {
        PathStep::Key(key) => {
            if tree.is_null() {
                *tree = Json::Object(Map::new());
            }
            tree.as_object_mut().expect("a mapping").entry(key.clone()).or_insert(Json::Null)
        }
        PathStep::Item(at) => {
            if tree.is_null() {
                *tree = Json::Array(Vec::new());
            }
            let items = tree.as_array_mut().expect("a list");
            if *at == items.len() {
                items.push(Json::Null);
            }
            &mut items[*at]
        }
        PathStep::AnyItem => panic!("no item"),
    })
}

/// Whether two trees have the same letters: a mapping without keys may be an empty key; behind a block of text the break at
/// its end may have stayed.
fn is_same(read: &Json, wanted: &Json) -> bool {
    match (read, wanted) {
        (Json::Null, Json::Object(map)) => map.is_empty(),
        (Json::String(a), Json::String(b)) => a == b || a.strip_suffix('\n') == Some(b),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_same(a, b)))
        }
        (a, b) => a == b,
    }
}

/// The comments of a text that was read as this tree, and where they stand: a `#` behind a blank that is inside of no value
/// and no key.
fn comments(text: &str, tree: &Node) -> Vec<(usize, String)> {
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
fn lines(file: &SourceFile, tree: &Node, change: &TreeChange) -> (usize, usize) {
    let text = file.text();
    let path = match change {
        TreeChange::Set { path, .. } | TreeChange::Remove { path } | TreeChange::Insert { path, .. } => path,
        TreeChange::Move { list, .. } => list,
    };
    // What is missing changes what it is missing in; the last one of a mapping changes that.
    let mut there = (0..=path.len()).rev().find(|length| node_at(tree, &path[..*length]).is_some()).unwrap_or(0);
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
        Some(holder) if text[holder.span.start..].starts_with(['[', '{']) => (start.min(holder.span.start), end),
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
    let mut end = next.unwrap_or_else(|| text.len());
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

fn trimmed(text: &str, span: &Span) -> usize {
    (span.start + text[span.clone()].trim_end().len()).max(span.start)
}

/// Behind the brackets that close what ends here.
fn behind_brackets(text: &str, mut end: usize) -> usize {
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

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// What of a text was changed that was not asked for.
pub fn only(file: &SourceFile, changed: &str, change: &TreeChange) -> Result<(), String> {
    let before = yaml::parse(file).map_err(|found| format!("{found:?}"))?;
    let new = SourceFile::new("x", changed);
    let read = yaml::parse(&new).map_err(|found| format!("{found:?}"))?;
    // What it says.
    let wanted = after(&letters(&before), change);
    hold(is_same(&letters(&read), &wanted), || format!("read {}\nwanted {wanted}", letters(&read)))?;
    same_order(&before, &read)?;
    // Every other byte.
    let (start, end) = lines(file, &before, change);
    let text = file.text();
    hold(changed.starts_with(&text[..start]), || "something above was touched".to_owned())?;
    hold(changed.ends_with(&text[end..]), || "something below was touched".to_owned())?;
    hold(changed.len() >= start + text.len() - end, || "something around was touched".to_owned())?;
    hold(changed.starts_with('\u{feff}') == text.starts_with('\u{feff}'), || "the mark is gone".to_owned())?;
    // No line ends otherwise than the others.
    let breaks = |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'), text.contains('\r'));
    match breaks(text) {
        (true, false, _) => hold(!breaks(changed).1, || "a line ends with a bare break".to_owned())?,
        (_, _, false) => hold(!breaks(changed).2, || "a line ends with a return".to_owned())?,
        _ => {}
    }
    // The other values as they are written.
    others_are_same((file, &before), (&new, &read), change)?;
    // The comments.
    let (old, left) = (comments(text, &before), comments(changed, &read));
    let kept = |gone: Span| -> Vec<String> {
        old.iter().filter(|(at, _)| !gone.contains(at)).map(|(_, text)| text.clone()).collect()
    };
    let all = kept(0..0);
    let left: Vec<String> = left.into_iter().map(|(_, text)| text).collect();
    let told = || format!("comments {all:?}\nthen {left:?}");
    match change {
        TreeChange::Insert { .. } => hold(all == left, told),
        TreeChange::Move { .. } => {
            let sorted = |comments: &[String]| {
                let mut comments = comments.to_vec();
                comments.sort();
                comments
            };
            hold(sorted(&all) == sorted(&left), told)
        }
        TreeChange::Set { path, .. } => {
            // With a list or mapping that becomes another one, the comments inside may go.
            let gone = node_at(&before, path).map_or(0..0, |node| match node.value {
                Value::Null | Value::Scalar { .. } => 0..0,
                _ => start..end,
            });
            hold(is_part_of(&kept(gone), &left), told)
        }
        TreeChange::Remove { path } => {
            let node = node_at(&before, path).ok_or("no node")?;
            let last_line = next_line(text, behind_brackets(text, node.span.end));
            hold(is_part_of(&kept(start..last_line.max(start)), &left), told)
        }
    }
}

fn hold(holds: bool, told: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(told()) }
}

/// Whether all of these are among the others, in their order.
fn is_part_of(few: &[String], all: &[String]) -> bool {
    let mut rest = all.iter();
    few.iter().all(|one| rest.any(|other| one == other))
}

/// The keys that were there stand in the order in which they stood.
fn same_order(before: &Node, after: &Node) -> Result<(), String> {
    if let (Value::Mapping(old), Value::Mapping(new)) = (&before.value, &after.value) {
        let left: Vec<&str> =
            new.iter().map(|entry| entry.key.as_str()).filter(|key| before.get(key).is_some()).collect();
        let wanted: Vec<&str> =
            old.iter().map(|entry| entry.key.as_str()).filter(|key| after.get(key).is_some()).collect();
        hold(left == wanted, || format!("the order is {left:?}"))?;
        for entry in old {
            if let Some(other) = after.get(&entry.key) {
                same_order(&entry.node, other)?;
            }
        }
    }
    Ok(())
}

type Read<'a> = (&'a SourceFile, &'a Node);

/// All scalars that a change leaves alone have the same letters, written in the same way.
fn others_are_same(before: Read<'_>, after: Read<'_>, change: &TreeChange) -> Result<(), String> {
    let mut all = Vec::new();
    scalars(before.1, &mut Vec::new(), &mut all);
    for (path, node) in all {
        let Some(new) = path_after(&path, change, before.1) else { continue };
        let other = node_at(after.1, &new).ok_or_else(|| format!("{path:?} is gone"))?;
        let (old, new) = (before.0.slice(&node.span).trim_end(), after.0.slice(&other.span).trim_end());
        hold(old == new, || format!("{path:?} is {new}"))?;
        if let (Value::Scalar { plain: a, .. }, Value::Scalar { plain: b, .. }) = (&node.value, &other.value) {
            hold(a == b, || format!("{path:?} has other quotes"))?;
        }
    }
    Ok(())
}

fn scalars<'t>(node: &'t Node, path: &mut Vec<PathStep>, all: &mut Vec<(Vec<PathStep>, &'t Node)>) {
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
fn path_after(path: &[PathStep], change: &TreeChange, tree: &Node) -> Option<Vec<PathStep>> {
    match change {
        TreeChange::Set { path: set, .. } => {
            // An empty key on the way was filled.
            (!path.starts_with(set) && !set.starts_with(path)).then(|| path.to_vec())
        }
        TreeChange::Remove { path: gone } if path.starts_with(gone) => None,
        TreeChange::Remove { path: gone } => shifted(path, gone, |at, gone| if at > gone { at - 1 } else { at }),
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
fn shifted(path: &[PathStep], item: &[PathStep], number: impl Fn(usize, usize) -> usize) -> Option<Vec<PathStep>> {
    let mut path = path.to_vec();
    let (last, list) = item.split_last()?;
    if let (PathStep::Item(other), true) = (last, path.starts_with(list))
        && let Some(PathStep::Item(at)) = path.get_mut(list.len())
    {
        *at = number(*at, *other);
    }
    Some(path)
}
