//! The checklists of an experienced coordinator (`domain.md` 9), point by point, over the documents of all workspaces.

mod agenda;
mod common;
pub mod data;
mod emails;
mod letter;
mod made;
mod memorandum;
mod page;
mod point;
mod profile;
mod table;

use std::collections::BTreeSet;
use std::fs;

use made::{ALL, Made};
use point::{Decided, Point, Verdict};
use table::{by_partner, found};

use crate::support::root;

/// A checklist.
pub struct List {
    pub title: &'static str,
    /// Which documents it is for; of all when it is empty.
    pub documents: &'static [&'static str],
    /// How its numbers begin, and how many points it has in `domain.md`.
    pub numbers: (&'static str, usize),
    pub points: &'static [Point],
}

const LISTS: &[List] = &[
    List { title: "Every document", documents: &[], numbers: ("9", 8), points: common::POINTS },
    List {
        title: "First email, formal",
        documents: &["contact-formal"],
        numbers: ("9.1", 13),
        points: emails::FORMAL,
    },
    List {
        title: "First email, informal",
        documents: &["contact-informal"],
        numbers: ("9.2", 10),
        points: emails::INFORMAL,
    },
    List { title: "One-pager", documents: &["one-pager"], numbers: ("9.3", 12), points: profile::POINTS },
    List {
        title: "Memorandum of Understanding",
        documents: &["mou"],
        numbers: ("9.4", 15),
        points: memorandum::POINTS,
    },
    List { title: "Letter of Intent", documents: &["loi"], numbers: ("9.5", 12), points: letter::POINTS },
    List { title: "Agenda", documents: &["agenda"], numbers: ("9.6", 13), points: agenda::POINTS },
];

fn documents(list: &List) -> Vec<&'static Made> {
    by_partner(list).into_iter().flat_map(|(_, documents)| documents).collect()
}

#[test]
fn every_point_of_the_checklists_is_there_and_most_are_decided_by_a_program() {
    let mut by_machine = BTreeSet::new();
    for list in LISTS {
        let (begin, count) = list.numbers;
        let wanted: BTreeSet<String> = (1..=count).map(|number| format!("{begin}/{number}")).collect();
        let plain =
            |point: &Point| point.number.trim_end_matches(|one: char| one.is_ascii_lowercase()).to_owned();
        let there: BTreeSet<String> = list.points.iter().map(plain).collect();
        assert_eq!(there, wanted, "{}", list.title);
        let numbers: BTreeSet<&str> = list.points.iter().map(|point| point.number).collect();
        assert_eq!(numbers.len(), list.points.len(), "{}: a number stands twice", list.title);
        by_machine.extend(
            list.points.iter().filter(|point| matches!(point.decided, Decided::Machine(..))).map(plain),
        );
    }
    assert!(by_machine.len() >= 60, "only {} points are decided by a program", by_machine.len());
}

#[test]
fn no_point_is_false() {
    let mut wrong = vec![];
    for list in LISTS {
        for point in list.points {
            for (partner, documents) in by_partner(list) {
                match found(point, &documents) {
                    Verdict::False(what) => wrong.push(format!("{} {partner}: {what}", point.number)),
                    Verdict::Partly(reason) => assert!(!reason.is_empty(), "{} {partner}", point.number),
                    Verdict::True | Verdict::DoesNotApply => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the points are false:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_check_fails_when_its_point_is_broken() {
    let (mut without, mut unnoticed) = (vec![], vec![]);
    for list in LISTS {
        let documents = documents(list);
        for point in list.points {
            let Decided::Machine(check, breaks) = &point.decided else { continue };
            assert!(!breaks.is_empty(), "{} is never broken", point.number);
            for (number, break_it) in breaks.iter().enumerate() {
                let mut tried = 0;
                for whole in
                    documents.iter().filter(|made| matches!(check(made), Verdict::True | Verdict::Partly(_)))
                {
                    let mut broken = (*whole).clone();
                    break_it(&mut broken);
                    if broken == **whole {
                        continue;
                    }
                    let verdict = check(&broken);
                    if !matches!(verdict, Verdict::False(_)) {
                        let what = format!("{}, change {}", point.number, number + 1);
                        unnoticed
                            .push(format!("{what} of {}/{}: {verdict:?}", whole.partner, whole.document));
                    }
                    tried += 1;
                }
                if tried == 0 {
                    without.push(format!("{}, change {}", point.number, number + 1));
                }
            }
        }
    }
    assert!(unnoticed.is_empty(), "not noticed:\n{}", unnoticed.join("\n"));
    assert!(without.is_empty(), "no document is right and can be broken: {without:?}");
}

#[test]
fn every_test_that_a_point_names_is_there() {
    for list in LISTS {
        for point in list.points {
            let Decided::Test(tests) = &point.decided else { continue };
            for (file, test) in *tests {
                let text = fs::read_to_string(root().join("tests").join(file))
                    .unwrap_or_else(|error| panic!("{file}: {error}"));
                assert!(text.contains(test), "{}: no `{test}` in tests/{file}", point.number);
            }
        }
    }
}

#[test]
fn the_page_of_the_docs_is_that_of_the_tests() {
    let path = root().join("docs/checklists.md");
    let text = table::page(LISTS);
    if std::env::var_os("HANDCLASP_UPDATE").is_some() {
        fs::write(&path, &text).expect("written");
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == text,
        "docs/checklists.md is stale: run `HANDCLASP_UPDATE=1 cargo test checklists::`"
    );
}

#[test]
fn the_workspaces_are_there() {
    let partners: BTreeSet<(&str, &str)> =
        ALL.iter().map(|made| (made.workspace, made.partner.as_str())).collect();
    for partner in [
        ("sample", "tahtiselka"),
        ("rich", "almholz"),
        ("rich", "ballynacreggan"),
        ("rich", "smallest"),
        ("greek", "havnelokka"),
    ] {
        assert!(partners.contains(&partner), "{partner:?}");
    }
    assert!(ALL.len() >= 65, "{} documents", ALL.len());
}
