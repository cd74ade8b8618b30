//! The page of a file as text: for who knows it, and for a file that no form can be made of.

use maud::{Markup, html};

use super::super::data_preview::preview_panel::{FORM, PreviewPanel};
use super::super::shared::desk::Desk;
use super::super::shared::pieces::sign;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use super::edited_file::EditedFile;
use super::typed_lines::shown;
use super::undo_notices::last_save_section;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::{ComparedLine, ComparedPart, compared};
use crate::locale::fill;
use crate::project::problems_in_text;
use crate::source::SourceFile;

/// How many lines more than there are have a number: somebody may write some.
const MORE_LINES: usize = 200;

/// A file as text.
pub struct TextPage<'a> {
    /// What all requests share.
    pub desk: &'a Desk,
    /// The language of the page.
    pub spoken: &'a Spoken,
    /// Which file.
    pub file: &'a EditedFile,
    /// The text in the field.
    pub text: &'a str,
    /// What tells the text that lies on the disk from others.
    pub read: &'a str,
    /// The text that lies on the disk, when it is another one than that which was edited.
    pub theirs: Option<&'a str>,
    /// What is told.
    pub notice: Option<Markup>,
}

impl TextPage<'_> {
    /// The page.
    pub fn shown(&self) -> Markup {
        let words = &self.spoken.words.as_text;
        let name = self.file.name();
        let title = fill(&words.title, &[("file", name)]);
        let found = problems_in_text(&SourceFile::new(name, self.text));
        let content = html! {
            nav.back { a href=(self.back()) { "← " (if found.has_errors() { &self.spoken.words.shell.partners } else { &words.to_form }) } }
            div.head { h1 { (visible(&title)) } }
            @if let Some(notice) = &self.notice { (notice) }
            @if let Some(theirs) = self.theirs { (self.conflict(theirs)) }
            @else { (self.standing(&found)) (last_save_section(self.spoken, &self.desk.workspace, name)) }
            div.beside-look {
                div {
                    (self.form())
                    @if found.has_errors() {
                        section.text-problems aria-labelledby="text-problems" {
                            h2 id="text-problems" { (self.spoken.words.problems.title) }
                            (problem_list(self.spoken, &found))
                        }
                    }
                }
                (PreviewPanel {
                    spoken: self.spoken,
                    address: &format!("{}/text/preview", self.file.address()),
                    form: &self.desk.previews.new_form(),
                    stem: "",
                    partners: &[],
                }.shown())
            }
        };
        shell(self.desk, self.spoken, CurrentPage::Partners, &title, &content)
    }

    /// Where this page was come from: a file that cannot be read has no form.
    fn back(&self) -> String {
        match problems_in_text(&SourceFile::new(self.file.name(), self.text)).has_errors() {
            true => "/".to_owned(),
            false => self.file.address(),
        }
    }

    /// How the file stands.
    fn standing(&self, found: &Diagnostics) -> Markup {
        let words = &self.spoken.words.as_text;
        html! {
            @if found.has_errors() {
                section.notice.stopped aria-labelledby="broken" {
                    h2 id="broken" { (sign("stopped")) (words.broken) }
                    p { (words.broken_text) }
                }
            } @else {
                p.hint { (words.intro) }
            }
        }
    }

    /// That somebody else has written meanwhile, and in what the two texts differ.
    fn conflict(&self, theirs: &str) -> Markup {
        let words = &self.spoken.words.as_text;
        html! {
            section.notice.outdated tabindex="-1" autofocus data-focus aria-labelledby="told" {
                h2 id="told" { (sign("outdated")) (words.conflict) }
                p { (words.conflict_text) }
                p.hint { del { (words.only_now) } " " ins { (words.only_yours) } }
                div.compared {
                    @for line in compared(&shown(theirs), self.text) {
                        @match line {
                            ComparedLine::Gap => { p.gap aria-hidden="true" { "⋯" } }
                            ComparedLine::Line(parts) => { p { @for part in &parts { (self.part(part)) } } }
                        }
                    }
                }
                p { a href={ (self.file.address()) "/text" } { (words.take_theirs) } }
            }
        }
    }

    /// A part of a line; what is marked is also said.
    fn part(&self, part: &ComparedPart) -> Markup {
        let words = &self.spoken.words.as_text;
        let said = |word: &str| html! { span.hidden { " [" (word) "] " } };
        html! {
            @match part {
                ComparedPart::Same(text) => { (lines(text)) }
                ComparedPart::Gone(text) => { del { (said(&words.only_now)) (lines(text)) } }
                ComparedPart::New(text) => { ins { (said(&words.only_yours)) (lines(text)) } }
            }
        }
    }

    fn form(&self) -> Markup {
        let words = &self.spoken.words.as_text;
        let text = shown(self.text);
        let count = text.matches('\n').count() + 1;
        let numbers: Vec<String> = (1..=count + MORE_LINES).map(|number| number.to_string()).collect();
        html! {
            form id=(FORM) .as-text method="post" action={ (self.file.address()) "/text" } {
                input type="hidden" name="read" value=(self.read);
                label for="text" { (words.text) }
                div.text-field {
                    pre.line-numbers aria-hidden="true" { (numbers.join("\n")) }
                    // A browser leaves out the first line end in the field.
                    textarea id="text" name="text" rows=(count + 1) wrap="off" spellcheck="false" autocomplete="off" { "\n" (text) }
                }
                div.buttons {
                    button.main type="submit" { (if self.theirs.is_some() { &words.save_mine } else { &words.save }) }
                }
                @if self.theirs.is_some() { p.hint { (words.save_mine_hint) } }
            }
        }
    }
}

/// A text of several lines, as it may be shown.
fn lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
