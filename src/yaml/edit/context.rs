//! What is known while a text is changed: its lines, its rules, how it is indented.

use serde_json::Value as Json;

use super::lines::column;
use super::outline::{Form, PlacedPart, ValuePlace, share_line};
use super::scalar::Written;
use crate::yaml::layout::{self, Indentation, LayoutRules};
use crate::yaml::path::{PathStep, last_key};
use crate::yaml::tree::Value;

/// A text that is changed.
pub struct Context<'a> {
    /// The text.
    pub text: &'a str,
    /// How its values are laid out.
    pub rules: &'a dyn LayoutRules,
    /// How it is indented.
    pub indentation: Indentation,
}

impl Context<'_> {
    /// What stands behind the sign of an entry or item that gets this value.
    pub fn written(&self, one: &PlacedPart<'_>, path: &[PathStep], value: &Json) -> Written {
        let indent = column(self.text, one.start);
        let text = match one.key {
            Some(_) => {
                let text = layout::block(self.rules, path, value, indent, self.indentation);
                let name = indent + layout::key(last_key(path)).len() + 1;
                text.get(name..).unwrap_or_default().to_owned()
            }
            None => {
                let text = layout::item(self.rules, path, value, indent, self.indentation);
                text.get(indent + 1..).unwrap_or_default().to_owned()
            }
        };
        let (head, lines) = text.split_once('\n').unwrap_or((&text, ""));
        Written { head: head.trim_start().to_owned(), lines: lines.to_owned() }
    }
}

/// How a text is indented: as near this value, else as mostly.
pub fn indentation(text: &str, root: &ValuePlace<'_>, near: &ValuePlace<'_>) -> Indentation {
    let mut steps = Steps::default();
    near.parts.iter().for_each(|one| steps.note(text, one));
    let (mapping, list) = (mostly(&steps.mapping), mostly(&steps.list));
    if mapping.is_none() || list.is_none() {
        steps.note_all(text, root, 0);
    }
    let mapping = mapping.or(mostly(&steps.mapping));
    let list = list.or(mostly(&steps.list)).or(mapping).unwrap_or(2);
    Indentation { mapping: mapping.or(Some(list).filter(|list| *list > 0)).unwrap_or(2), list }
}

/// How often what is how far indented.
#[derive(Default)]
struct Steps {
    mapping: [usize; 9],
    list: [usize; 9],
}

impl Steps {
    fn note(&mut self, text: &str, one: &PlacedPart<'_>) {
        if one.key.is_none() || one.value.form != Form::Block || share_line(text, one.start, one.value.start)
        {
            return;
        }
        let step = column(text, one.value.start).saturating_sub(column(text, one.start));
        let counts = match one.value.node.value {
            Value::Sequence(_) => &mut self.list,
            _ => &mut self.mapping,
        };
        if let Some(count) = counts.get_mut(step) {
            *count += 1;
        }
    }

    fn note_all(&mut self, text: &str, place: &ValuePlace<'_>, depth: usize) {
        for one in &place.parts {
            self.note(text, one);
            if place.form == Form::Block && depth < 64 {
                self.note_all(text, &one.value, depth + 1);
            }
        }
    }
}

/// The step that is most frequent, of several the smallest.
fn mostly(counts: &[usize]) -> Option<usize> {
    let most = counts.iter().max().filter(|most| **most > 0)?;
    counts.iter().position(|count| count == most)
}
