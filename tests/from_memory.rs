//! A partner that is not on a disk: what somebody types into a form is made like what lies in a file.

use handclasp::due::{Edition, Manner};
use handclasp::format::Format;
use handclasp::history::WorkspaceHistory;
use handclasp::project::{Project, WritingBans};
use handclasp::render::{Press, Renderer};
use handclasp::source::SourceFile;
use handclasp::workspace::Workspace;

use crate::support::{Sandbox, files_below};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);
const ALL: [Format; 5] = [Format::Markdown, Format::Text, Format::Html, Format::Pdf, Format::Eml];

/// The bytes of a document of a partner, in each format that it can have.
fn made(project: &Project, id: &str, document: &str, formats: &[Format]) -> Vec<Vec<u8>> {
    let press = Press::new(project);
    let loaded = project.load(id).unwrap_or_else(|found| panic!("{found:?}"));
    let history = WorkspaceHistory::read(&project.workspace).unwrap_or_else(|found| panic!("{found:?}"));
    let mut renderer = Renderer::new(&press, project.partnership(&loaded, TODAY), Manner::USUAL)
        .with_bans(Some(WritingBans::new(&history, true)));
    let made =
        renderer.make(&Edition::new(document, "en"), formats).unwrap_or_else(|found| panic!("{found:?}"));
    made.outputs.into_iter().map(|output| output.bytes).collect()
}

#[test]
fn a_partner_from_memory_is_made_like_one_from_disk() {
    let sandbox = Sandbox::sample();
    let text = sandbox.read("partners/gruenfliess.yaml");
    let changed = text.replacen("your apprentices already", "your youngest apprentices already", 1);
    assert_ne!(text, changed);
    let workspace = Workspace::at(sandbox.path(""));
    let before = files_below(&sandbox.path(""));
    let read = || Project::read(&workspace).expect("a workspace");
    let unsaved =
        || read().with_partner("gruenfliess", SourceFile::new("partners/gruenfliess.yaml", &changed));
    let first = made(&unsaved(), "gruenfliess", "contact-formal", &ALL);
    assert_eq!(first.len(), ALL.len());
    assert!(
        String::from_utf8_lossy(&first[0]).contains("your youngest apprentices"),
        "the words are those of memory"
    );
    // Nothing is written, wherever.
    assert_eq!(before, files_below(&sandbox.path("")));
    assert_ne!(first, made(&read(), "gruenfliess", "contact-formal", &ALL));
    sandbox.write("partners/gruenfliess.yaml", &changed);
    assert_eq!(first, made(&read(), "gruenfliess", "contact-formal", &ALL));
}

#[test]
fn one_more_partner_from_memory_stands_in_its_place() {
    let sandbox = Sandbox::sample();
    let text = sandbox.read("partners/gruenfliess.yaml");
    let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a workspace");
    let new = project.with_partner("hafen", SourceFile::new("partners/hafen.yaml", &text));
    assert!(new.ids.is_sorted() && new.ids.iter().any(|id| id == "hafen"), "{:?}", new.ids);
    let one = made(&new, "hafen", "one-pager", &[Format::Markdown]);
    assert_eq!(one, made(&new, "gruenfliess", "one-pager", &[Format::Markdown]));
}
