//! What Markdown reads otherwise than it was meant, and nobody would be told: points of a list that stay in
//! one line, a footnote, cells of a table that are left out.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::schema::is_point;

/// Something that Markdown reads otherwise than it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// A byte of the line that it stands in.
    pub at: usize,
    /// What it is.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// What is read otherwise than it was meant in a text, in the order of its lines, one for each line.
pub fn misread(markdown: &str) -> Vec<Misread> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut finder =
        MisreadFinder { markdown, within: Vec::new(), ended: None, taken: Vec::new(), found: Vec::new() };
    finder.read(Parser::new_ext(markdown, options).into_offset_iter());
    finder.left_over();
    let line = |one: &Misread| line_start(markdown, one.at);
    let mut found = finder.found;
    found.sort_by_key(line);
    found.dedup_by_key(|one| line(one));
    found
}

/// What the text stands within.
enum Within {
    List(List),
    /// How many blanks stand in front of its mark.
    Item(usize),
    Quote,
    /// With so many columns.
    Table(usize),
}

struct List {
    /// How many blanks stand in front of its first mark.
    indent: Option<usize>,
    /// The first number and the next one.
    numbers: Option<(u64, u64)>,
}

struct MisreadFinder<'a> {
    markdown: &'a str,
    within: Vec<Within>,
    /// The indent of the list that has just ended.
    ended: Option<usize>,
    /// What has its meaning already: code, links, marks of emphasis.
    taken: Vec<Range<usize>>,
    found: Vec<Misread>,
}

impl MisreadFinder<'_> {
    fn read(&mut self, events: OffsetIter<'_>) {
        for (event, span) in events {
            if matches!(
                event,
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::Table(_))
            ) {
                self.ended = None;
            }
            match event {
                Event::Start(Tag::List(start)) => self.begin_list(start, &span),
                Event::Start(Tag::Item) => self.begin_item(&span),
                Event::Start(Tag::BlockQuote(_)) => self.begin_quote(&span),
                Event::Start(Tag::Table(columns)) => self.within.push(Within::Table(columns.len())),
                Event::Start(Tag::TableRow) => self.row(&span),
                Event::Start(Tag::Paragraph) => self.begin_paragraph(&span),
                Event::Start(Tag::Strong) => {
                    self.take_marks(&span, 2);
                    self.look_at_marks(&span, 2);
                }
                Event::Start(Tag::Emphasis) => {
                    self.take_marks(&span, 1);
                    self.look_at_marks(&span, 1);
                }
                Event::Code(_) if self.letter_before(span.start).is_some_and(char::is_alphanumeric) => {
                    let help = "for an apostrophe write `’` or `'`; a backtick that is to be printed has a backslash in front";
                    self.push(span.start, "backticks within words, which would not be printed", help);
                    self.taken.push(span);
                }
                Event::Start(Tag::Strikethrough) if !self.markdown[span.clone()].starts_with("~~") => {
                    let help =
                        "put a backslash in front of each `~`; to strike words out write `~~` on both sides";
                    self.push(span.start, "a text between two `~`, which strike it out", help);
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.take_address(&span),
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
                | Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Rule => self.taken.push(span),
                Event::SoftBreak => self.next_line(&span, true),
                Event::HardBreak => self.next_line(&span, false),
                Event::End(TagEnd::List(_)) => {
                    if let Some(Within::List(list)) = self.within.pop() {
                        self.ended = list.indent;
                    }
                }
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::Table) => {
                    self.within.pop();
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, at: usize, what: &'static str, help: &'static str) {
        self.found.push(Misread { at, what, help });
    }

    fn begin_list(&mut self, start: Option<u64>, span: &Range<usize>) {
        let at = self.letter(span.start);
        let above = self.ended.take().filter(|_| !self.has_blank_line_above(at));
        if above.is_some_and(|above| self.indent(at) > above) {
            self.push(at, INSIDE, INSIDE_HELP);
        }
        self.within.push(Within::List(List { indent: None, numbers: start.map(|start| (start, start)) }));
    }

    fn begin_item(&mut self, span: &Range<usize>) {
        let at = self.letter(span.start);
        let indent = self.indent(at);
        let digits: String = self.markdown[at..].chars().take_while(char::is_ascii_digit).collect();
        let (mut slanted, mut out_of_order) = (false, false);
        if let Some(Within::List(list)) = self.within.last_mut() {
            slanted = indent > *list.indent.get_or_insert(indent);
            if let (Some((first, next)), Ok(number)) = (&mut list.numbers, digits.parse::<u64>()) {
                // Numbers that are all the same are Markdown's way to have them counted.
                out_of_order = number != *next && number != *first;
                *next += 1;
            }
        }
        if slanted {
            self.push(at, INSIDE, INSIDE_HELP);
        } else if out_of_order {
            let help = "put the numbers in order; a list begins anew behind a line of text";
            self.push(at, "a number out of order, in place of which the next one would be printed", help);
        }
        self.within.push(Within::Item(indent));
    }

    fn begin_paragraph(&mut self, span: &Range<usize>) {
        let at = self.letter(span.start);
        if self.markdown[at..].starts_with('|') {
            self.push(at, NO_TABLE, TABLE_HELP);
        }
    }

    /// A line that goes on with the paragraph of the line above.
    fn next_line(&mut self, span: &Range<usize>, joined: bool) {
        let Some(start) = self.markdown[span.start..].find('\n').map(|at| span.start + at + 1) else {
            return;
        };
        let line = line_at(self.markdown, start);
        let above = bare(line_at(self.markdown, line_start(self.markdown, span.start)));
        let words = bare(line);
        let at = start + (line.len() - words.len());
        if joined && is_point(words, above) {
            let help = "leave a blank line in front of it, and begin each point with `- `; if it is none, join it to the line above";
            self.push(at, "a point of a list within a paragraph, behind the line above", help);
        } else if joined && words.starts_with('|') {
            self.push(at, NO_TABLE, TABLE_HELP);
        } else if joined && words.starts_with(": ") {
            let help = "write the word and its meaning as one sentence, or as a table";
            self.push(at, "the meaning of a word behind a colon, which gets no line of its own", help);
        } else if self.is_lazy(line) {
            let help = "leave a blank line in front of it; if it belongs to the point, indent it as far as the words of the point";
            self.push(at, "a line behind a list or a quotation, which is taken into it", help);
        }
    }

    /// Whether a line belongs to a list or a quotation only because nothing stands between.
    fn is_lazy(&self, line: &str) -> bool {
        let quotes = self.within.iter().filter(|one| matches!(one, Within::Quote)).count();
        let item = self.within.iter().rev().find_map(|one| match one {
            Within::Item(indent) => Some(*indent),
            _ => None,
        });
        let lead = &line[..line.len() - bare(line).len()];
        lead.matches('>').count() < quotes || item.is_some_and(|indent| width(lead) <= indent)
    }

    fn row(&mut self, span: &Range<usize>) {
        let columns = self.within.iter().rev().find_map(|one| match one {
            Within::Table(columns) => Some(*columns),
            _ => None,
        });
        let row = bare(line_at(self.markdown, line_start(self.markdown, span.start))).trim_end();
        let cells = row.strip_prefix('|').unwrap_or(row);
        let cells = cells.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(cells);
        let bars = |text: &str| {
            let bytes = text.as_bytes();
            (0..bytes.len()).filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\')).count()
        };
        if bars(row) == 0 {
            let help = "leave a blank line behind the table; cells stand between `|`";
            self.push(span.start, "a line right behind a table, which becomes a row of it", help);
        } else if columns.is_some_and(|columns| bars(cells) + 1 > columns) {
            let help = "give the first line and the line `|---|` below it as many cells; a `|` that belongs to a text has a backslash in front";
            self.push(
                span.start,
                "a row with more cells than the head of its table, which are left out",
                help,
            );
        }
    }

    fn letter_before(&self, at: usize) -> Option<char> {
        self.markdown[..at].chars().next_back()
    }

    /// Stars and underscores that begin or end within a word or a number: `2*3*4`, `Schüler*innen und Lehrer*innen`. Strong
    /// letters inside a word are meant so, numbers are not.
    fn look_at_marks(&mut self, span: &Range<usize>, marks: usize) {
        let is = |one: Option<char>, kind: fn(char) -> bool| one.is_some_and(kind);
        let digit: fn(char) -> bool = |one| one.is_ascii_digit();
        let (before, behind) = (self.letter_before(span.start), self.markdown[span.end..].chars().next());
        let first = self.markdown[span.start + marks..].chars().next();
        let last = self.letter_before(span.end - marks);
        let is_in_number = is(before, digit) && is(first, digit) || is(last, digit) && is(behind, digit);
        let is_in_word = marks == 1 && is(before, char::is_alphanumeric);
        if is_in_number || is_in_word {
            let help = "put a backslash in front of each that is to be printed: `2\\*3`; to multiply, `×` is a sign of its own";
            self.push(span.start, "stars within a word or a number, which would not be printed", help);
        }
    }

    fn begin_quote(&mut self, span: &Range<usize>) {
        let at = self.letter(span.start);
        let words = self.markdown[at..].trim_start_matches(['>', ' ']);
        if words.starts_with(|one: char| one.is_ascii_digit()) && self.markdown[at..].starts_with('>') {
            let help = "write “more than”, or put a backslash in front of the `>`";
            self.push(at, "a `>` in front of a number, which makes a quotation of the line", help);
        }
        self.within.push(Within::Quote);
    }

    /// The marks at the ends of an emphasis have their meaning.
    fn take_marks(&mut self, span: &Range<usize>, marks: usize) {
        self.taken.push(span.start..span.start + marks);
        self.taken.push(span.end - marks..span.end);
    }

    /// So has what stands behind the words of a link.
    fn take_address(&mut self, span: &Range<usize>) {
        let link = &self.markdown[span.clone()];
        let address = link.rfind("](").unwrap_or(0);
        self.taken.push(span.start + address..span.end);
    }

    /// Marks without a meaning, which would be printed.
    fn left_over(&mut self) {
        for (mark, what, help) in LEFT_OVER {
            let places: Vec<usize> = self.markdown.match_indices(mark).map(|(at, _)| at).collect();
            for at in places {
                let escaped = self.markdown[..at].ends_with('\\');
                let taken = self
                    .taken
                    .iter()
                    .any(|range| range.contains(&at) || range.contains(&(at + mark.len() - 1)));
                if escaped || taken || !self.is_whole(mark, at) {
                    continue;
                }
                self.push(at, what, help);
                if *mark == FOOTNOTE {
                    // Its text further below is told of by the same words.
                    break;
                }
            }
        }
    }

    /// Whether a footnote's mark has its end.
    fn is_whole(&self, mark: &str, at: usize) -> bool {
        let name = self.markdown[at + mark.len()..].split(']').next().unwrap_or_default();
        let ends = name.len() < self.markdown.len() - at - mark.len();
        mark != FOOTNOTE || ends && !name.is_empty() && !name.contains(char::is_whitespace)
    }

    /// The first letter at or behind a byte.
    fn letter(&self, at: usize) -> usize {
        let rest = &self.markdown[at..];
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    fn has_blank_line_above(&self, at: usize) -> bool {
        let above = self.markdown[..line_start(self.markdown, at)].lines().next_back();
        above.is_none_or(|line| bare(line).trim().is_empty())
    }

    /// How far something stands from the beginning of its line.
    fn indent(&self, at: usize) -> usize {
        width(&self.markdown[line_start(self.markdown, at)..at])
    }
}

const FOOTNOTE: &str = "[^";

/// Marks that mean nothing where they stand, what they were meant for, and what to do.
const LEFT_OVER: &[(&str, &str, &str)] = &[
    (
        FOOTNOTE,
        "a footnote, which a document cannot have",
        "put the words of the note in brackets where its mark stands, and take the note away; a `[^` that is to be printed has a backslash in front",
    ),
    (
        "](",
        "a link that is not whole",
        "write `[words](https://…)`, without a blank in the address; a bracket that is to be printed has a backslash in front",
    ),
    (
        "**",
        "two stars that would be printed",
        "put them right at the first and the last letter of the strong words, with a blank outside; stars that are to be printed have a backslash in front",
    ),
];

const INSIDE: &str = "a point that stands further in than the one above, and not inside it";
const INSIDE_HELP: &str = "a point inside another begins below its words, two blanks further for `- `, three for `1. `; all others begin below each other";
const NO_TABLE: &str = "a row of a table that is none";
const TABLE_HELP: &str = "a table has a blank line above, and a line `|---|---|` below its head; a `|` that is to be printed has a backslash in front";

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The line that begins at a byte.
fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// A line without the blanks and the marks of quotations in front of it.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// How wide the beginning of a line is; a tab counts as four blanks.
fn width(lead: &str) -> usize {
    lead.chars().map(|one| if one == '\t' { 4 } else { 1 }).sum()
}
