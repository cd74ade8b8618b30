//! How a document looks with words that have not been saved: made in memory, for a partner in whose document they stand.

use maud::{Markup, html};

use super::super::shared::partner_rows::PartnerRow;
use super::super::shared::problem_list::problem_list;
use super::super::shared::seen_partner::rendered_from;
use super::super::shared::snapshot::Snapshot;
use super::asked_words::AskedWords;
use super::judged_words::{JudgedWords, with_change};
use super::place_pieces::front_name;
use super::typed_words::TypedWords;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::words::visible;
use crate::due::{AskedLanguages, Edits, Manner, Selection, Task, tasks};
use crate::format::{Format, text};
use crate::locale::fill;
use crate::project::LoadedPartner;
use crate::template::{Gaps, Meta, PlaceWords, WordsPlace};
use crate::workspace::OWN_DOCUMENTS;

/// How many partners are tried until one has a document with the words.
const TRIED: usize = 12;
/// How many are asked whether the document is due for them.
const ASKED: usize = 60;
/// A word that no text has: where it comes out, the words of the place are printed.
const PROBE: &str = "Xqzqx";
/// How many pixels a point has in the picture that is shown.
const SHOWN: f64 = 2.0;
/// How it is made: what is missing for it is only a gap.
const MANNER: Manner = Manner { gaps: Gaps::Shown, ..Manner::USUAL };

/// The partners whose documents can be looked at; none for a document about all of them.
pub fn candidates<'a>(asked: &AskedWords<'a>) -> &'a [PartnerRow] {
    match asked.snapshot.project.templates.about_all().contains(asked.document) {
        true => &[],
        false => asked.snapshot.rows(asked.desk.jobs),
    }
}

/// The document with the words typed.
pub fn looked(asked: &AskedWords<'_>, place: &WordsPlace, form: &TypedWords, judged: &JudgedWords) -> Markup {
    let words = &asked.spoken.words.wording;
    if !judged.may_be_saved {
        return html! { p.hint { (words.look_later) } };
    }
    let typed = form.words();
    let probing = PlaceWords { text: format!("{} {PROBE}", typed.text).trim().to_owned(), ..typed };
    let probe = with_change(asked, &asked.words.changed(place, &probing));
    let Some(SeenDocument { loaded, task, is_printed }) =
        looked_at(asked, &judged.changed, &probe, &form.partner)
    else {
        return html! { p.hint { (words.nobody) } };
    };
    let partner = match loaded.id.as_str() {
        OWN_DOCUMENTS => String::new(),
        _ => visible(&loaded.partner.model.legal_name),
    };
    let is_printed = is_printed || matches!(place, WordsPlace::Front(_));
    if !is_printed {
        return html! { p.hint { (fill(&words.not_printed, &[("partner", &partner)])) } };
    }
    html! {
        @if !partner.is_empty() { p.hint { (partner) } }
        @match drawn(&judged.changed, &probe, &loaded, &task) {
            Ok(drawn) => {
                @if let WordsPlace::Front(key) = place { (front_value(asked, key, &drawn.meta)) }
                (shown(asked, &drawn, &task))
            }
            Err(found) => {
                p.problem-line { (asked.spoken.words.document.unfinished) }
                (problem_list(asked.spoken, &found))
            }
        }
    }
}

/// What a text at the top comes to.
fn front_value(asked: &AskedWords<'_>, key: &str, meta: &Meta) -> Markup {
    let value = match key {
        "title" => Some(meta.title.clone()),
        "file_name" => Some(meta.file_name.clone()),
        "subject" => meta.subject.clone(),
        "footer" => meta.footer.clone(),
        "summary" => meta.summary.clone(),
        _ => None,
    };
    html! {
        @if let Some(value) = value {
            dl.facts.mail {
                dt { (front_name(asked.spoken, key)) }
                dd lang=(asked.language) { (visible(&value)) }
            }
        }
    }
}

fn shown(asked: &AskedWords<'_>, drawn: &DrawnWords, task: &Task) -> Markup {
    let words = &asked.spoken.words.document;
    html! {
        @match &drawn.seen {
            SeenWords::Page { picture, page, pages } => {
                @let numbers = [("page", page.to_string()), ("pages", pages.to_string())];
                @let name = asked.spoken.words.document(asked.document);
                @let alt = fill(&words.page, &[("page", &numbers[0].1), ("pages", &numbers[1].1), ("document", &name)]);
                figure.typed-page {
                    img src=(asked.desk.typed_pages.keep(picture.clone())) alt=(alt);
                    figcaption.hint { (alt) }
                }
            }
            SeenWords::Text(text) => {
                div.typed-letter lang=(task.language()) {
                    @if let Some(subject) = &drawn.meta.subject { p.subject { (visible(subject)) } }
                    pre.letter tabindex="0" { (text) }
                }
            }
        }
    }
}

/// A partner whose document is looked at.
struct SeenDocument {
    loaded: LoadedPartner,
    task: Task,
    /// Whether the words stand in it.
    is_printed: bool,
}

/// Whose document is looked at: that of the partner asked for, else of the first in which the words stand.
fn looked_at(
    asked: &AskedWords<'_>,
    changed: &Snapshot,
    probe: &Snapshot,
    partner: &str,
) -> Option<SeenDocument> {
    let rows = candidates(asked);
    let of = |id: &str| {
        let (loaded, task) = task_of(asked, changed, id, true)?;
        let is_printed = stands_in(probe, &loaded, &task);
        Some(SeenDocument { loaded, task, is_printed })
    };
    if rows.is_empty() {
        return of(OWN_DOCUMENTS);
    }
    if let Some(row) = rows.iter().find(|row| row.id == partner) {
        return of(&row.id);
    }
    let is_due = |row: &&PartnerRow| task_of(asked, changed, &row.id, false).is_some();
    let due = rows.iter().take(ASKED).filter(is_due).take(TRIED);
    let any = rows.iter().take(TRIED);
    let mut first = None;
    for row in due.chain(any) {
        let Some(one) = of(&row.id) else { continue };
        if one.is_printed {
            return Some(one);
        }
        first.get_or_insert(one);
    }
    first
}

/// The document of a partner in the language of the words; asked for by its name, or only when it is due anyhow.
fn task_of(
    asked: &AskedWords<'_>,
    snapshot: &Snapshot,
    id: &str,
    is_named: bool,
) -> Option<(LoadedPartner, Task)> {
    let loaded = snapshot.project.load(id).ok()?;
    let partnership = snapshot.project.partnership(&loaded, snapshot.day);
    let selection = Selection {
        documents: if is_named { vec![asked.document.to_owned()] } else { Vec::new() },
        partners: vec![id.to_owned()],
        languages: AskedLanguages::These(vec![asked.language.to_owned()]),
        ..Selection::default()
    };
    let all = tasks(&snapshot.project, &selection, &partnership, &mut Diagnostics::new());
    let is_meant = |task: &Task| {
        task.edition.document == asked.document
            && task.edition.languages.all().any(|one| one == asked.language)
    };
    let task = all.into_iter().find(is_meant)?;
    Some((loaded, task))
}

/// Whether the probe is printed; when that cannot be told, it is taken as printed.
fn stands_in(probe: &Snapshot, loaded: &LoadedPartner, task: &Task) -> bool {
    let text = rendered_from(probe, loaded, task, MANNER, Some(Edits::default()), |renderer| {
        Ok(renderer.finished(&task.edition)?.document.whole_markdown())
    });
    text.map_or(true, |text| text.contains(PROBE))
}

/// A document with the words typed.
struct DrawnWords {
    meta: Meta,
    seen: SeenWords,
}

/// What there is to look at.
enum SeenWords {
    /// The page on which the words stand.
    Page { picture: Vec<u8>, page: usize, pages: usize },
    /// What has no pages.
    Text(String),
}

/// # Errors
/// What keeps the document from being made.
fn drawn(
    changed: &Snapshot,
    probe: &Snapshot,
    loaded: &LoadedPartner,
    task: &Task,
) -> Result<DrawnWords, Diagnostics> {
    let has_pages =
        task.formats.iter().any(|format| format.has_pages()) && !task.formats.contains(&Format::Eml);
    if !has_pages {
        return rendered_from(changed, loaded, task, MANNER, Some(Edits::default()), |renderer| {
            let document = &renderer.finished(&task.edition)?.document;
            Ok(DrawnWords { meta: document.meta.clone(), seen: SeenWords::Text(text::write(document)) })
        });
    }
    let page = rendered_from(probe, loaded, task, MANNER, Some(Edits::default()), |renderer| {
        renderer.page_with(&task.edition, PROBE)
    });
    let page = page.ok().flatten().unwrap_or(1);
    rendered_from(changed, loaded, task, MANNER, Some(Edits::default()), |renderer| {
        let meta = renderer.finished(&task.edition)?.document.meta.clone();
        // With the probe it may be a page longer.
        let drawn = match renderer.page_picture(&task.edition, page, SHOWN)? {
            (Some(picture), pages) => (picture, page, pages),
            (None, pages) => {
                let (picture, _) = renderer.page_picture(&task.edition, pages, SHOWN)?;
                (picture.unwrap_or_default(), pages, pages)
            }
        };
        let (picture, page, pages) = drawn;
        Ok(DrawnWords { meta, seen: SeenWords::Page { picture, page, pages } })
    })
}
