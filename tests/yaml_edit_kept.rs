//! That a change of a file touched nothing else: asked without the editor.

use handclasp::letters::composed;
use handclasp::source::{SourceFile, Span};
use handclasp::yaml::edit::TreeChange;
use handclasp::yaml::path::PathStep;
use handclasp::yaml::{self, Node, Value};
use serde_json::{Map, Value as Json};

use crate::yaml_edit_places::{behind_brackets, comments, lines, next_line, node_at, path_after, scalars};

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

/// What a changed text says that it should not: another value where one was asked for, or anything else.
pub fn says(file: &SourceFile, changed: &str, change: &TreeChange) -> Result<(), String> {
    let before = yaml::parse(file).map_err(|found| format!("{found:?}"))?;
    let new = SourceFile::new("x", changed);
    let read = yaml::parse(&new).map_err(|found| format!("{found:?}"))?;
    let wanted = after(&letters(&before), change);
    hold(is_same(&letters(&read), &wanted), || format!("read {}\nwanted {wanted}", letters(&read)))?;
    same_order(&before, &read)?;
    // The other values are written as they were.
    others_are_same((file, &before), (&new, &read), change)
}

/// What of a text was changed that was not asked for.
pub fn only(file: &SourceFile, changed: &str, change: &TreeChange) -> Result<(), String> {
    says(file, changed, change)?;
    let before = yaml::parse(file).map_err(|found| format!("{found:?}"))?;
    let read = yaml::parse(&SourceFile::new("x", changed)).map_err(|found| format!("{found:?}"))?;
    // Every other byte.
    let (start, end) = lines(file, &before, change);
    let text = file.text();
    hold(changed.starts_with(&text[..start]), || "something above was touched".to_owned())?;
    hold(changed.ends_with(&text[end..]), || "something below was touched".to_owned())?;
    hold(changed.len() >= start + text.len() - end, || "something around was touched".to_owned())?;
    hold(changed.starts_with('\u{feff}') == text.starts_with('\u{feff}'), || "the mark is gone".to_owned())?;
    // No line ends otherwise than the others.
    let breaks =
        |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'), text.contains('\r'));
    match breaks(text) {
        (true, false, _) => hold(!breaks(changed).1, || "a line ends with a bare break".to_owned())?,
        (_, _, false) => hold(!breaks(changed).2, || "a line ends with a return".to_owned())?,
        _ => {}
    }
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
        // Where nothing stands is no place.
        hold(old == new || node.value == other.value && node.value == Value::Null, || {
            format!("{path:?} is {new}")
        })?;
        if let (Value::Scalar { plain: a, .. }, Value::Scalar { plain: b, .. }) = (&node.value, &other.value)
        {
            hold(a == b, || format!("{path:?} has other quotes"))?;
        }
    }
    Ok(())
}
