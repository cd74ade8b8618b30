//! Which sections of a document are due, and the text that they make together.

use std::borrow::Cow;

use tera::{Context, Value};

use super::columns;
use super::compiled::{Template, body_of, heading_of};
use super::context::{NUMBER, View};
use super::definition::{Joint, SectionPiece, SectionRule};
use super::engine_values::is_missing;
use super::expression::Expression;
use super::requirements::is_mark;
use crate::diagnostic::{Diagnostic, codes};

/// What is done about a condition that cannot be worked out.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// It is not true: what it is made from is looked for only now.
    OfNeeds,
    /// It is an error.
    OfWords,
}

/// Whether a line is an item, a row or a quotation.
fn is_block_line(line: Option<&str>) -> bool {
    let line = line.unwrap_or_default().trim_start();
    let digits = line.trim_start_matches(|one: char| one.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(". ");
    is_numbered || ["- ", "* ", "+ ", "|", ">"].iter().any(|mark| line.starts_with(mark))
}

/// Once that a section is made.
struct Round<'c> {
    /// What is known in it.
    context: Cow<'c, Context>,
    /// The number of the item, from 1, of a section that is made for each.
    number: Option<usize>,
}

/// A section with its values.
struct WrittenSection {
    /// Its id; of one that is made for each item of a list with its number: own-2.
    id: String,
    /// The words of its heading behind their `#`; none for a mark.
    heading: Option<String>,
    /// What the layout draws it as.
    class: Option<String>,
    /// The Markdown below the heading.
    body: String,
}

impl WrittenSection {
    fn markdown(&self) -> String {
        let Some(heading) = &self.heading else { return self.body.clone() };
        let class = self.class.as_ref().map_or_else(String::new, |class| format!(" .{class}"));
        format!("{heading} {{#{}{class}}}\n\n{}", self.id, self.body)
    }
}

impl Template {
    /// The Markdown of all of these sections that are due.
    ///
    /// # Errors
    /// What cannot be worked out or printed; a section that is due and comes out empty.
    pub(super) fn written_sections(
        &self,
        pieces: &[SectionPiece],
        context: &Context,
        view: &View<'_>,
    ) -> Result<String, Diagnostic> {
        let sections = self.written(pieces, context, view)?;
        let texts: Vec<String> = sections.iter().map(WrittenSection::markdown).collect();
        Ok(texts.join("\n\n"))
    }

    /// The sections that are due, as far as that can be told before what they need is there.
    pub(super) fn due_sections<'s>(
        &'s self,
        pieces: &'s [SectionPiece],
        context: &Context,
        view: &View<'_>,
    ) -> Vec<&'s SectionRule> {
        let mut due = Vec::new();
        for piece in pieces {
            match piece {
                SectionPiece::Choose(candidates) => {
                    for candidate in candidates {
                        let taken = self.due_sections(std::slice::from_ref(candidate), context, view);
                        if !taken.is_empty() {
                            due.extend(taken);
                            break;
                        }
                    }
                }
                SectionPiece::Section(rule) => {
                    let rounds = self.rounds(rule, context, view, Reading::OfNeeds).unwrap_or_default();
                    for Round { context, .. } in rounds {
                        let children = self.due_sections(&rule.children.pieces, &context, view);
                        if !children.is_empty() || self.has_own_words(rule) {
                            due.push(rule.as_ref());
                            due.extend(children);
                        }
                    }
                }
            }
        }
        due
    }

    /// Whether a section can print more than its pieces.
    fn has_own_words(&self, rule: &SectionRule) -> bool {
        rule.children.pieces.is_empty()
            || self.words.sections.get(&rule.id).is_some_and(|words| !words.is_blank())
    }

    /// How often a section is made: once, for each item of its list, or not at all; with what is known each time and the
    /// number of the item.
    fn rounds<'c>(
        &self,
        rule: &SectionRule,
        context: &'c Context,
        view: &View<'_>,
        reading: Reading,
    ) -> Result<Vec<Round<'c>>, Diagnostic> {
        let value = |expression: &Expression| match (self.value_of(expression, context, view), reading) {
            (Err(_), Reading::OfNeeds) => Ok(Value::undefined()),
            (value, _) => value,
        };
        if let Some(when) = &rule.when
            && !value(when)?.is_truthy()
        {
            return Ok(Vec::new());
        }
        let Some(each) = &rule.each else {
            return Ok(vec![Round { context: Cow::Borrowed(context), number: None }]);
        };
        let list = value(&each.list)?;
        let mark = is_mark(list.as_str().unwrap_or_default()).then(|| [list.clone()]);
        let items: &[Value] = match (list.as_array(), &mark) {
            (Some(items), _) => items,
            (None, Some(mark)) => mark,
            (None, None) if is_missing(&list) || matches!(reading, Reading::OfNeeds) => &[],
            (None, None) => return Err(self.no_list(&each.list, &list)),
        };
        let round = |(at, item): (usize, &Value)| {
            let mut context = context.clone();
            context.insert_value(each.name.clone(), item.clone());
            context.insert_value(NUMBER, (at as u64 + 1).into());
            Round { context: Cow::Owned(context), number: Some(at + 1) }
        };
        Ok(items.iter().enumerate().map(round).collect())
    }

    fn is_true(
        &self,
        expression: &Expression,
        context: &Context,
        view: &View<'_>,
    ) -> Result<bool, Diagnostic> {
        Ok(self.value_of(expression, context, view)?.is_truthy())
    }

    fn written(
        &self,
        pieces: &[SectionPiece],
        context: &Context,
        view: &View<'_>,
    ) -> Result<Vec<WrittenSection>, Diagnostic> {
        let mut written = Vec::new();
        for piece in pieces {
            match piece {
                SectionPiece::Choose(candidates) => {
                    for candidate in candidates {
                        let taken = self.written(std::slice::from_ref(candidate), context, view)?;
                        if !taken.is_empty() {
                            written.extend(taken);
                            break;
                        }
                    }
                }
                SectionPiece::Section(rule) => {
                    for Round { context, number } in self.rounds(rule, context, view, Reading::OfWords)? {
                        written.extend(self.written_section(rule, number, &context, view)?);
                    }
                }
            }
        }
        Ok(written)
    }

    /// A section; none when it has neither pieces that are due nor words of its own.
    fn written_section(
        &self,
        rule: &SectionRule,
        number: Option<usize>,
        context: &Context,
        view: &View<'_>,
    ) -> Result<Option<WrittenSection>, Diagnostic> {
        let numbered = |id: &str| number.map_or_else(|| id.to_owned(), |number| format!("{id}-{number}"));
        let part = |name: String| match self.part(&name) {
            Some(_) => self.printed_part(&name, context, view).map(|text| text.trim().to_owned()),
            None => Ok(String::new()),
        };
        let own = part(body_of(&rule.id))?;
        let mut pieces = self.written(&rule.children.pieces, context, view)?;
        if pieces.is_empty() && own.is_empty() {
            let has_words = self.has_own_words(rule);
            return if has_words { Err(self.comes_out_empty(rule, view)) } else { Ok(None) };
        }
        let mut shown = Vec::new();
        for (number, condition) in &rule.columns {
            shown.push((*number, self.is_true(condition, context, view)?));
        }
        // One piece alone stands there under its own heading.
        if let ([only], true) = (pieces.as_slice(), own.is_empty())
            && only.heading.is_some()
        {
            let class = only.class.clone().or_else(|| rule.class.as_ref().map(|(class, _)| class.clone()));
            return Ok(pieces.pop().map(|only| WrittenSection {
                id: numbered(&only.id),
                body: columns::chosen(&only.body, &shown),
                class,
                ..only
            }));
        }
        let joint = rule.children.joint;
        let mut body = own;
        for piece in pieces {
            if !body.is_empty() {
                // Behind a list or a table no sentence goes on, and none leads into one.
                let is_block =
                    is_block_line(body.lines().next_back()) || is_block_line(piece.body.lines().next());
                let is_apart = joint == Joint::Sentences && is_block;
                body.push_str(if is_apart { Joint::Parts } else { joint }.between());
            }
            body.push_str(&piece.body);
        }
        let heading = self.words.sections.get(&rule.id).filter(|words| words.has_heading());
        let heading = match heading {
            None => None,
            Some(words) => Some(format!("{} {}", "#".repeat(words.level), part(heading_of(&rule.id))?)),
        };
        Ok(Some(WrittenSection {
            id: numbered(&rule.id),
            heading,
            class: rule.class.as_ref().map(|(class, _)| class.clone()),
            body: columns::chosen(&body, &shown),
        }))
    }

    fn no_list(&self, expression: &Expression, value: &Value) -> Diagnostic {
        let message = format!("`each` goes through a list, and this is a {}", value.name());
        let problem = Diagnostic::error(codes::BAD_VALUE, message);
        problem.at(&self.definition.file, &expression.span, "").help(
            "name a list, such as `partner.activities`; what is to stand there once has `when` and no `each`",
        )
    }

    fn comes_out_empty(&self, rule: &SectionRule, view: &View<'_>) -> Diagnostic {
        let message = format!(
            "the section `{}` of `{}` comes out empty for `{}`",
            rule.id, self.document, view.partnership.id
        );
        let problem = Diagnostic::error(codes::EMPTY_SECTION, message);
        let problem = match self.words.sections.get(&rule.id) {
            Some(words) => problem.at(&words.file, &words.place, ""),
            None => problem.at(&self.definition.file, &rule.place, ""),
        };
        problem.help("give it words for this case, or say in `document.yaml` when it is due: `when: …`")
    }
}
