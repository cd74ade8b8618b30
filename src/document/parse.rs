//! Markdown (CommonMark with tables, task lists, strike-through and heading attributes) → sections.
//!
//! HTML in the text is not HTML here: it comes out as the letters it is. Only in the cell of a table, where Markdown has no
//! line ends, `<br>` begins a new line.

use pulldown_cmark::{Alignment as Given, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::letters::is_line_end;
use super::misread::{Misread, misread};
use super::parsed::{Alignment, Block, Heading, Inline, Section};
use super::signers::{is_signing, signing_rows};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema;
use crate::source::SourceFile;
use crate::template::unknown_class;

/// The sections of a text.
///
/// # Errors
/// As [`Document::parse`]; the places are lines of the template where they can be told.
pub fn sections(markdown: &str, template: &SourceFile) -> Result<Vec<Section>, Diagnostics> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut parser = SectionParser {
        events: Parser::new_ext(markdown, options),
        template,
        found: Diagnostics::new(),
        depth: 0,
        is_in_cell: false,
    };
    let mut sections = vec![Section::default()];
    while let Some(event) = parser.events.next() {
        if let Event::Start(Tag::Heading { level, id, classes, attrs }) = event {
            let classes: Vec<String> = classes.iter().map(ToString::to_string).collect();
            parser.check_classes(&classes);
            let own = parser.language(&attrs);
            let text = parser.inlines(|end| matches!(end, TagEnd::Heading(_)));
            let heading = Heading { level: level as u8, text };
            // What stands below a heading speaks its language.
            let language = own.or_else(|| above(&sections, heading.level)?.language.clone());
            let id = id.map(|id| id.to_string());
            sections.push(Section { heading: Some(heading), id, classes, language, blocks: Vec::new() });
        } else if let Some(block) = parser.block(event)
            && let Some(section) = sections.last_mut()
        {
            section.blocks.push(block);
        }
    }
    let mut found = parser.found;
    let levels: Vec<u8> =
        sections.iter().filter_map(|section| section.heading.as_ref()).map(|heading| heading.level).collect();
    if let Some(problem) = wrong_levels(&levels) {
        found.push(
            Diagnostic::error(codes::HEADING_LEVELS, problem)
                .at(template, &(0..0), "")
                .help("the first heading is `# …`, below it `## …`, then `### …`; no level is left out"),
        );
    }
    found.extend(sections.iter().filter(|section| is_unsigned(section)).map(|_| {
        let place = template.text().find(".signatures").map_or(0..0, |at| at..at + ".signatures".len());
        Diagnostic::error(codes::UNSIGNED, "the section `{.signatures}` has no table in which somebody signs")
            .at(template, &place, "")
            .help("write a table of name, position, organisation, and a column for the signature")
    }));
    found.extend(misread(markdown).into_iter().map(|one| misread_in(markdown, template, &one)));
    if found.has_errors() { Err(found) } else { Ok(sections) }
}

/// What is read otherwise than it was meant, at the line of the template, if that stands there as it is read.
fn misread_in(markdown: &str, template: &SourceFile, one: &Misread) -> Diagnostic {
    let start = markdown[..one.at].rfind('\n').map_or(0, |at| at + 1);
    let line = markdown[start..].lines().next().unwrap_or_default().trim();
    let problem = Diagnostic::error(codes::MISREAD, one.what).help(one.help);
    match template.find(line, &(0..template.text().len())) {
        Some(place) => problem.at(template, &place, ""),
        None => {
            let beginning: String = line.chars().take(LINE_SHOWN).collect();
            problem.at(template, &(0..0), format!("in the text made from it: {beginning}"))
        }
    }
}

/// How many letters of a line are shown in a message.
const LINE_SHOWN: usize = 60;

/// Whether somebody ought to sign in a section, and nobody can.
fn is_unsigned(section: &Section) -> bool {
    is_signing(section) && section.blocks.iter().all(|block| signing_rows(block).is_empty())
}

/// The section that one of a level stands below.
fn above(sections: &[Section], level: u8) -> Option<&Section> {
    sections.iter().rev().find(|section| section.heading.as_ref().is_none_or(|heading| heading.level < level))
}

/// Screen readers and PDF/UA need headings that begin at the first level and skip none.
fn wrong_levels(levels: &[u8]) -> Option<String> {
    let mut before = 0;
    for level in levels {
        if *level > before + 1 {
            return Some(match before {
                0 => format!("the first heading is of level {level}"),
                _ => format!("a heading of level {level} stands below one of level {before}"),
            });
        }
        before = *level;
    }
    None
}

struct SectionParser<'a> {
    events: Parser<'a>,
    template: &'a SourceFile,
    found: Diagnostics,
    depth: usize,
    /// Whether it stands in the cell of a table.
    is_in_cell: bool,
}

/// How deep lists, quotations and emphasis may stand in one another.
const DEPTH_LIMIT: usize = 16;

impl<'a> SectionParser<'a> {
    /// Passes over what stands inside a container that is nested too deep, up to its end.
    fn pass_over(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some(Event::Start(_)) => open += 1,
                Some(Event::End(_)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        self.found.push(
            Diagnostic::error(
                codes::NESTED_TOO_DEEP,
                format!("lists, quotations or emphasis {DEPTH_LIMIT} levels deep"),
            )
            .at(self.template, &(0..0), "in the text made from this template")
            .help("look for a row of `>` or `*` in a text that may be written as Markdown"),
        );
    }

    fn block(&mut self, event: Event<'a>) -> Option<Block> {
        if self.depth >= DEPTH_LIMIT && matches!(event, Event::Start(_)) {
            self.pass_over();
            return None;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                Some(Block::Paragraph(self.inlines(|end| matches!(end, TagEnd::Paragraph))))
            }
            Event::Start(Tag::HtmlBlock) => {
                Some(Block::Paragraph(self.inlines(|end| matches!(end, TagEnd::HtmlBlock))))
            }
            Event::Start(Tag::List(start)) => Some(self.list(start)),
            Event::Start(Tag::BlockQuote(_)) => {
                Some(Block::Quote(self.blocks(|end| matches!(end, TagEnd::BlockQuote(_)))))
            }
            Event::Start(Tag::Table(alignment)) => Some(self.table(&alignment)),
            Event::Start(Tag::CodeBlock(kind)) => Some(self.code(&kind)),
            Event::Rule => Some(Block::Rule),
            // The text of an item in a tight list stands without a paragraph round it.
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::Html(_)
            | Event::TaskListMarker(_) => {
                let mut inlines = Vec::new();
                self.inline(event, &mut inlines);
                Some(Block::Paragraph(inlines))
            }
            Event::Start(_) => {
                let mut inlines = Vec::new();
                self.inline(event, &mut inlines);
                (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
            }
            _ => None,
        }
    }

    fn blocks(&mut self, ends: fn(&TagEnd) -> bool) -> Vec<Block> {
        self.depth += 1;
        let mut blocks: Vec<Block> = Vec::new();
        let mut tight = false;
        while let Some(event) = self.events.next() {
            match event {
                Event::End(end) if ends(&end) => break,
                event => {
                    let loose_inline = matches!(
                        event,
                        Event::Text(_)
                            | Event::Code(_)
                            | Event::InlineHtml(_)
                            | Event::SoftBreak
                            | Event::HardBreak
                            | Event::TaskListMarker(_)
                            | Event::Start(
                                Tag::Strong
                                    | Tag::Emphasis
                                    | Tag::Strikethrough
                                    | Tag::Link { .. }
                                    | Tag::Image { .. }
                            )
                    );
                    if loose_inline {
                        let mut inlines = Vec::new();
                        self.inline(event, &mut inlines);
                        match blocks.last_mut() {
                            Some(Block::Paragraph(open)) if tight => open.extend(inlines),
                            _ => blocks.push(Block::Paragraph(inlines)),
                        }
                        tight = true;
                    } else {
                        tight = false;
                        blocks.extend(self.block(event));
                    }
                }
            }
        }
        for block in &mut blocks {
            if let Block::Paragraph(inlines) = block {
                merge(inlines);
            }
        }
        self.depth -= 1;
        blocks
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(|end| matches!(end, TagEnd::Item))),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Block::List { start, items }
    }

    fn table(&mut self, alignment: &[Given]) -> Block {
        let alignment = alignment
            .iter()
            .map(|given| match given {
                Given::None => Alignment::Default,
                Given::Left => Alignment::Left,
                Given::Center => Alignment::Centre,
                Given::Right => Alignment::Right,
            })
            .collect();
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut in_head = false;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    self.is_in_cell = true;
                    let cell = self.inlines(|end| matches!(end, TagEnd::TableCell));
                    self.is_in_cell = false;
                    if in_head {
                        head.push(cell);
                    } else if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { alignment, head, rows }
    }

    fn code(&mut self, _: &CodeBlockKind<'a>) -> Block {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(letters) => text.push_str(&letters),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        Block::Code(text)
    }

    fn inlines(&mut self, ends: fn(&TagEnd) -> bool) -> Vec<Inline> {
        self.depth += 1;
        let mut inlines = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(end) if ends(&end) => break,
                event => self.inline(event, &mut inlines),
            }
        }
        self.depth -= 1;
        merge(&mut inlines);
        inlines
    }

    fn inline(&mut self, event: Event<'a>, into: &mut Vec<Inline>) {
        if self.depth >= DEPTH_LIMIT && matches!(event, Event::Start(_)) {
            return self.pass_over();
        }
        match event {
            Event::InlineHtml(tag) if self.is_in_cell && is_line_end(&tag) => into.push(Inline::Break),
            Event::Text(letters) | Event::Html(letters) | Event::InlineHtml(letters) => {
                // A page has no tabs; elsewhere they are as wide as somebody's program likes.
                into.push(Inline::Text(letters.replace('\t', " ")));
            }
            Event::Code(letters) => into.push(Inline::Code(letters.into_string())),
            Event::TaskListMarker(done) => {
                into.push(Inline::Text(if done { "☑ " } else { "☐ " }.to_owned()));
            }
            Event::SoftBreak => into.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => into.push(Inline::Break),
            Event::Start(Tag::Strong) => {
                into.push(Inline::Strong(self.inlines(|end| matches!(end, TagEnd::Strong))));
            }
            Event::Start(Tag::Emphasis) => {
                into.push(Inline::Emphasis(self.inlines(|end| matches!(end, TagEnd::Emphasis))));
            }
            Event::Start(Tag::Strikethrough) => {
                into.push(Inline::Strike(self.inlines(|end| matches!(end, TagEnd::Strikethrough))));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.inlines(|end| matches!(end, TagEnd::Link));
                self.check_link(&dest_url);
                into.push(Inline::Link { url: dest_url.into_string(), text });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let _ = self.inlines(|end| matches!(end, TagEnd::Image));
                let place = self.template.find(&dest_url, &(0..self.template.text().len()));
                self.found.push(
                    Diagnostic::error(codes::IMAGE, format!("a picture in the text (`{dest_url}`)"))
                        .at(self.template, &place.unwrap_or(0..0), "")
                        .help("pictures belong into the layout; the text of a document has none"),
                );
            }
            _ => {}
        }
    }

    fn check_classes(&mut self, classes: &[String]) {
        for class in classes {
            let Some(problem) = unknown_class(class) else { continue };
            let place = self.template.text().find(&format!(".{class}"));
            self.found.push(match place {
                Some(at) => problem.at(self.template, &(at..at + class.len() + 1), "unknown"),
                None => problem,
            });
        }
    }

    /// The language among a heading's attributes: `{lang=pt-PT}`.
    fn language(&mut self, attributes: &[(CowStr<'a>, Option<CowStr<'a>>)]) -> Option<String> {
        let mut language = None;
        for (key, value) in attributes {
            let value = value.as_deref().unwrap_or_default().trim_matches('"');
            if key.as_ref() == "lang" && schema::is_language(value) {
                language = Some(value.to_owned());
                continue;
            }
            let written = if value.is_empty() { key.to_string() } else { format!("{key}={value}") };
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_CLASS, format!("a section cannot carry `{written}`"))
                    .help("behind a heading stand a class, `{.signatures}`, or a language, `{lang=pt-PT}`");
            if let Some(at) = self.template.text().find(&written) {
                diagnostic = diagnostic.at(self.template, &(at..at + written.len()), "unknown");
            }
            self.found.push(diagnostic);
        }
        language
    }

    fn check_link(&mut self, url: &str) {
        if leads_well(url) {
            return;
        }
        let mut diagnostic = Diagnostic::error(codes::LINK, format!("a link cannot lead to `{url}`"))
            .help("links begin with https://, mailto: or tel:");
        if let Some(at) = self.template.text().find(&format!("]({url}")) {
            diagnostic = diagnostic.at(self.template, &(at + 2..at + 2 + url.len()), "");
        }
        self.found.push(diagnostic);
    }
}

/// Whether a link leads to a web page, an email address or a telephone.
pub fn leads_well(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
}

/// Joins neighbouring letters, which the parser hands out in pieces.
fn merge(inlines: &mut Vec<Inline>) {
    let mut merged: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (merged.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(more)) => before.push_str(&more),
            (_, inline) => merged.push(inline),
        }
    }
    *inlines = merged;
}
