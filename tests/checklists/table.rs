//! The checklists as a page of the docs.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::List;
use super::made::{ALL, Made};
use super::point::{Decided, Point, Verdict};

/// What is found of a point for one partner: of several documents the worst.
pub fn found(point: &Point, documents: &[&Made]) -> Verdict {
    let one = |made: &&Made| -> Verdict {
        match &point.decided {
            Decided::Machine(check, _) => check(made),
            Decided::Test(_) => Verdict::True,
            Decided::Eyes { partly, .. } => match partly.iter().find(|(partner, _)| *partner == made.partner)
            {
                Some((_, reason)) => Verdict::Partly((*reason).to_owned()),
                None => Verdict::True,
            },
        }
    };
    let with_document = |made: &&Made| match (one(made), documents.len() > 1) {
        (Verdict::False(what), true) => Verdict::False(format!("{}: {what}", made.document)),
        (Verdict::Partly(what), true) => Verdict::Partly(format!("{}: {what}", made.document)),
        (verdict, _) => verdict,
    };
    documents.iter().map(with_document).max_by_key(rank).unwrap_or(Verdict::DoesNotApply)
}

fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::DoesNotApply => 0,
        Verdict::True => 1,
        Verdict::Partly(_) => 2,
        Verdict::False(_) => 3,
    }
}

/// The documents of a checklist by partner, in the order of the workspaces.
pub fn by_partner(list: &List) -> Vec<(String, Vec<&'static Made>)> {
    let mut all: Vec<(String, Vec<&'static Made>)> = vec![];
    for made in ALL
        .iter()
        .filter(|made| list.documents.is_empty() || list.documents.contains(&made.document.as_str()))
    {
        match all.iter_mut().find(|(partner, _)| *partner == made.partner) {
            Some((_, documents)) => documents.push(made),
            None => all.push((made.partner.clone(), vec![made])),
        }
    }
    all
}

/// The page.
pub fn page(lists: &[List]) -> String {
    let mut text = String::from(HEAD);
    let machine: usize = lists
        .iter()
        .flat_map(|list| list.points)
        .filter(|point| matches!(point.decided, Decided::Machine(..)))
        .count();
    let all: usize = lists.iter().map(|list| list.points.len()).sum();
    let _ = writeln!(
        text,
        "{machine} of {all} points are decided by a program that looks at what was made (**m**), the others by tests of the whole program (**t**) or by eyes (**e**).\n"
    );
    for list in lists {
        one_list(&mut text, list);
    }
    text
}

const HEAD: &str = "# The checklists\n\nGenerated from the tests (`tests/checklists.rs`): what an experienced coordinator looks for in each document, and what was found in those of the sample, of partners with much in their files (`tests/rich/`), and of the smallest partner that gets every document. Each point that a program decides is also tried with a document that was spoiled for it.\n\n✓ is true, ◐ is true as far as the partner’s file goes (the reason stands below), – does not apply.\n\n";

fn one_list(text: &mut String, list: &List) {
    let partners = by_partner(list);
    let heads: Vec<&str> = partners.iter().map(|(partner, _)| partner.as_str()).collect();
    let _ = write!(
        text,
        "## {}\n\n| | Point | | {} |\n|---|---|---|{}\n",
        list.title,
        heads.join(" | "),
        "---|".repeat(heads.len())
    );
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut order: Vec<String> = vec![];
    let mut notes = String::new();
    for point in list.points {
        let way = match &point.decided {
            Decided::Machine(..) => "m",
            Decided::Test(tests) => {
                let tests: Vec<String> =
                    tests.iter().map(|(file, test)| format!("`{test}` in `tests/{file}`")).collect();
                let _ = writeln!(notes, "* {}: {}", point.number, tests.join(", "));
                "t"
            }
            Decided::Eyes { on, at, .. } => {
                let _ = writeln!(notes, "* {}: seen on {on}, {at}", point.number);
                "e"
            }
        };
        let cells: Vec<String> = partners
            .iter()
            .map(|(partner, documents)| match found(point, documents) {
                Verdict::True => "✓".to_owned(),
                Verdict::DoesNotApply => "–".to_owned(),
                Verdict::False(what) => format!("**false**: {}", what.replace('|', "\\|")),
                Verdict::Partly(reason) => {
                    let reason = format!("{}: {reason}", point.number);
                    if !order.contains(&reason) {
                        order.push(reason.clone());
                    }
                    reasons.entry(reason).or_default().push(partner.clone());
                    "◐".to_owned()
                }
            })
            .collect();
        let _ = writeln!(text, "| {} | {} | {way} | {} |", point.number, point.words, cells.join(" | "));
    }
    if !order.is_empty() {
        let _ = writeln!(text, "\nTrue only in part:\n");
        for reason in order {
            let _ = writeln!(text, "* {reason} ({})", reasons[&reason].join(", "));
        }
    }
    if !notes.is_empty() {
        let _ = write!(text, "\nDecided by tests of the whole program, or by eyes:\n\n{notes}");
    }
    text.push('\n');
}
