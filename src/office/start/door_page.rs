//! The page of the door: the folders that were opened before, a new one, one that is there.

use std::path::Path;

use maud::{Markup, html};
use serde::Deserialize;

use super::super::shared::desk::Desk;
use super::super::shared::form_fields::Labelled;
use super::super::shared::problem_list::problem_list;
use super::super::shared::shell::{CurrentPage, shell};
use super::super::shared::spoken::Spoken;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::locale::fill;
use crate::workspace::{documents_folder, opened_folders};

/// What somebody chose.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FolderChoice {
    /// One of those that were opened before.
    pub opened: String,
    /// The name of a new one.
    pub name: String,
    /// The place of one that is there.
    pub path: String,
    /// Whether it was seen that there are other files in it.
    pub seen: String,
    /// Which of the forms it was.
    pub way: String,
}

/// Why a folder cannot be opened.
pub enum DoorProblem {
    /// It is not there any more.
    Gone,
    /// A new one cannot be called so.
    BadName,
    /// There is one of that name, which is used already.
    IsThere,
    /// It is not known where to put a new one.
    NoPlace,
    /// What was typed is no whole path.
    NoPath,
    /// There is nothing at that place.
    Missing,
    /// It is a file, or nobody may look into it.
    NoFolder,
    /// It could not be made.
    Failed(Diagnostics),
}

/// What lies in a folder that was chosen for the first time.
pub struct OtherFiles<'a> {
    pub folder: &'a Path,
    /// The first names.
    pub names: &'a [String],
    /// How many there are.
    pub all: usize,
}

/// The choice, with what is wrong with one that was made.
pub fn door_page(
    desk: &Desk,
    spoken: &Spoken,
    choice: &FolderChoice,
    problem: Option<&DoorProblem>,
) -> Markup {
    let words = &spoken.words.door;
    let known = opened_folders();
    let documents = documents_folder();
    let told = problem.and_then(|problem| {
        Some(match problem {
            DoorProblem::Gone => &words.gone,
            DoorProblem::BadName => &words.bad_name,
            DoorProblem::IsThere => &words.is_there,
            DoorProblem::NoPlace => &words.no_place,
            DoorProblem::NoPath => &words.no_path,
            DoorProblem::Missing => &words.missing,
            DoorProblem::NoFolder => &words.no_folder,
            DoorProblem::Failed(_) => return None,
        })
    });
    let of_way = |way: &str| told.filter(|_| choice.way == way).map(String::as_str);
    let name = if choice.name.is_empty() { &words.usual_name } else { &choice.name };
    let content = html! {
        div.narrow {
            h1 { (words.title) }
            p.lead { (words.lead) }
            @if let Some(DoorProblem::Failed(found)) = problem {
                div.notice.stopped data-focus tabindex="-1" role="alert" { h2 { (words.failed) } (problem_list(spoken, found)) }
            }
            // Also when none is remembered any more.
            @if let Some(told) = of_way("opened") { p.problem-text role="alert" { (told) } }
            @if !known.is_empty() {
                section.part aria-labelledby="opened" {
                    h2 id="opened" { (words.opened) }
                    ul.folder-list {
                        @for folder in known.iter().filter_map(|folder| folder.to_str()) {
                            li {
                                form method="post" action="/folder" {
                                    input type="hidden" name="way" value="opened";
                                    input type="hidden" name="opened" value=(folder);
                                    button type="submit" {
                                        b { (visible(Path::new(folder).file_name().and_then(|name| name.to_str()).unwrap_or(folder))) }
                                        span.under { (visible(folder)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            section.part aria-labelledby="new" {
                h2 id="new" { (words.new) }
                @if let Some(documents) = &documents {
                    form.steps method="post" action="/folder" {
                        input type="hidden" name="way" value="new";
                        @let hint = fill(&words.name_hint, &[("folder", &visible(&documents.display().to_string()))]);
                        (Labelled { name: "name", label: &words.name, hint: Some(&hint), problem: of_way("new") }.shown(&|described| html! {
                            input id="name" name="name" value=(name) autocomplete="off" required maxlength="80" aria-describedby=(described);
                        }))
                        div.buttons { button.main type="submit" { (words.make) } }
                    }
                } @else {
                    p { (words.no_place) }
                }
            }
            section.part aria-labelledby="there" {
                h2 id="there" { (words.there) }
                form.steps method="post" action="/folder" {
                    input type="hidden" name="way" value="path";
                    (Labelled { name: "path", label: &words.path, hint: Some(&words.path_hint), problem: of_way("path") }.shown(&|described| html! {
                        input id="path" name="path" value=(choice.path) autocomplete="off" spellcheck="false" required aria-describedby=(described);
                    }))
                    div.buttons { button type="submit" { (words.open) } }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.title, &content)
}

/// That there are other files in the folder, before anything is written beside them.
pub fn others_page(desk: &Desk, spoken: &Spoken, choice: &FolderChoice, files: &OtherFiles<'_>) -> Markup {
    let words = &spoken.words.door;
    let path = files.folder.display().to_string();
    let more = files.all.saturating_sub(files.names.len());
    let content = html! {
        div.narrow {
            h1 { (words.others) }
            p.lead { (visible(&path)) }
            ul.dots {
                @for name in files.names { li { (visible(name)) } }
                @if more > 0 { li { (spoken.counted(&spoken.words.today.more, more)) } }
            }
            p.told { (words.others_text) }
            form.steps method="post" action="/folder" {
                input type="hidden" name="way" value=(choice.way);
                input type="hidden" name="opened" value=(choice.opened);
                input type="hidden" name="name" value=(choice.name);
                input type="hidden" name="path" value=(choice.path);
                input type="hidden" name="seen" value="1";
                div.buttons {
                    button.main type="submit" { (words.others_yes) }
                    a.button href="/" { (words.others_no) }
                }
            }
        }
    };
    shell(desk, spoken, CurrentPage::Elsewhere, &words.others, &content)
}
