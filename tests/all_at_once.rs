//! One mistake does not hide another: rules look at what can be read, and say only what they know.

use std::collections::BTreeSet;
use std::path::Path;

use handclasp::checking::check_workspace;
use handclasp::diagnostic::{Diagnostics, Severity};
use handclasp::due::Selection;
use handclasp::rules::{RULES, Rule};
use handclasp::source::SourceFile;
use handclasp::workspace::Workspace;
use handclasp::yaml::{self, Node, Value};

use crate::reference::{FAULTLESS, changed, log_of};
use crate::support::{Sandbox, TODAY};

fn check(folder: &Path, partners: &[&str]) -> Diagnostics {
    let partners = partners.iter().map(|one| (*one).to_owned()).collect();
    let selection = Selection { partners, ..Selection::default() };
    check_workspace(&Workspace::at(folder), &selection, TODAY.parse().expect("a day"), 1).found
}

fn told(found: &Diagnostics) -> String {
    let lines = found.iter().map(|one| format!("{:?}[{}] {}", one.severity, one.code.name, one.message));
    lines.collect::<Vec<_>>().join("\n")
}

/// Mistakes of all kinds, in fields that no example of a rule has.
const MISTAKES: &[&str] = &[
    "website: nowhere\n",
    "colour: red\n",
    "events: fair\n",
    "size: [1, 2]\n",
    "mobility: {flows: [{learners: many}]}\n",
    "why_us_for_them: [\"todo\"]\n",
    "sector: {en: \"a\"\n",
    "sector: \"a\n",
    "erasmus_priorities: {ids: [green]}\n",
];

/// How many of all mistakes a rule is tried with: to try each with all of them takes a quarter of an hour.
const SHARE: usize = 3;

/// The mistakes that the rule of a number is tried with; the next rule is tried with others.
fn in_turn<T>(all: &[T], number: usize) -> impl Iterator<Item = &T> {
    all.iter().skip(number % SHARE).step_by(SHARE)
}

/// The other file that the example of a rule speaks of.
pub fn write_other_file(sandbox: &Sandbox, rule: &str) {
    if rule == "party-incomplete" {
        sandbox.write("partners/zolty-wiatrak.yaml", changed(FAULTLESS, "signatories: []"));
    }
    if let Some(log) = log_of(rule) {
        sandbox.write("partners/wiatrak.log", log);
    }
}

/// Tried in folders and files: a mistake in one field of a file (a wrong word, an unknown field, a bracket that is not closed) and something that a rule finds fault with in another | both are told at once
#[test]
fn a_mistake_hides_nothing_that_a_rule_finds() {
    // What is looked at in a text of two languages needs both texts whole.
    let others = ["long-subject", "our-logo", "checked-translation"];
    for (number, rule) in RULES.iter().enumerate().filter(|(_, rule)| !others.contains(&rule.code.name)) {
        for mistake in in_turn(MISTAKES, number) {
            let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
            write_other_file(&sandbox, rule.code.name);
            match rule.example.strip_prefix("# institution.yaml\n") {
                Some(example) => {
                    let institution = sandbox.read("institution.yaml");
                    sandbox.write("institution.yaml", changed(&institution, example));
                    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}{mistake}"));
                }
                None => {
                    let example = rule.example.replace("WORDS", &"word ".repeat(220));
                    let file = changed(FAULTLESS, &example);
                    // A key stands in a file once.
                    let key = mistake.split_inclusive(':').next().unwrap_or_default();
                    if example.lines().any(|line| line.starts_with(key)) {
                        continue;
                    }
                    if rule.code.name == "duplicate-partner" {
                        sandbox.write("partners/windmill.yaml", &file);
                    }
                    sandbox.write("partners/wiatrak.yaml", format!("{file}{mistake}"));
                }
            }
            let found = check(&sandbox.path(""), &[]);
            let all = told(&found);
            assert!(found.has_errors(), "{} {mistake}\n{all}", rule.code.name);
            assert!(found.iter().any(|one| one.code == rule.code), "{} {mistake}\n{all}", rule.code.name);
        }
    }
}

/// Tried in folders and files: a mistake in institution.yaml, or a file that is no YAML, and something to find fault with in a partner's file | both are told at once
#[test]
fn a_mistake_of_the_institution_hides_nothing_of_the_partners() {
    let mistakes = ["website: nowhere\n", "colour: red\n", "facts: many\n", "brand: {accent: {}\n", "\"\n"];
    let is_of_partner = |rule: &Rule| !rule.example.starts_with('#') || rule.code.name == "length";
    for (number, rule) in RULES.iter().enumerate().filter(|(_, rule)| is_of_partner(rule)) {
        // Whether a Memorandum is final is told by its text, which cannot be written while nothing is known of us.
        let mistakes =
            in_turn(&mistakes, number).filter(|mistake| rule.code.name != "left-open" || **mistake != "\"\n");
        for mistake in mistakes {
            let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
            let example = rule.example.replace("WORDS", &"word ".repeat(220));
            sandbox.write("partners/wiatrak.yaml", changed(FAULTLESS, &example));
            write_other_file(&sandbox, rule.code.name);
            let institution = sandbox.read("institution.yaml");
            sandbox.write("institution.yaml", changed(&institution, mistake));
            let found = check(&sandbox.path(""), &[]);
            let all = told(&found);
            assert!(found.has_errors(), "{} {mistake}\n{all}", rule.code.name);
            assert!(found.iter().any(|one| one.code == rule.code), "{} {mistake}\n{all}", rule.code.name);
        }
    }
    // When nothing can be known of us, what concerns the partner alone is told still.
    for institution in ["", "- a\n", "legal_name: {\n", "mail: {password: \"x\"}\n"] {
        let sandbox = Sandbox::with_partner("wiatrak", &format!("{FAULTLESS}logbook: {{status: ended}}\n"));
        sandbox.write("institution.yaml", institution);
        let found = check(&sandbox.path(""), &[]);
        assert!(found.iter().any(|one| one.code.name == "ended"), "{institution}\n{}", told(&found));
    }
}

/// Tried in folders and files: a layout of one's own that cannot be read, and something to find fault with in a partner's file | both are told at once
#[test]
fn a_broken_layout_hides_nothing_of_the_partners() {
    let sandbox = Sandbox::with_partner("wiatrak", &format!("{FAULTLESS}logbook: {{status: ended}}\n"));
    sandbox.write("templates/layouts/page.html", "{% if %}");
    sandbox.write("templates/layouts/email.html", "{% if %}");
    let found = check(&sandbox.path(""), &[]);
    assert!(found.has_errors(), "{}", told(&found));
    assert!(found.iter().any(|one| one.code.name == "ended"), "{}", told(&found));
}

/// Tried in folders and files: a partner's file that is no YAML at all beside others | the others are looked at as ever
#[test]
fn a_broken_file_hides_nothing_of_the_others() {
    let sandbox = Sandbox::with_partner("wiatrak", &format!("{FAULTLESS}logbook: {{status: ended}}\n"));
    for broken in ["{", "a: \"", "- - -", "legal_name: \"A\"\n\tkind: company\n"] {
        sandbox.write("partners/broken.yaml", broken);
        let found = check(&sandbox.path(""), &[]);
        assert!(found.has_errors(), "{broken}");
        assert!(found.iter().any(|one| one.code.name == "ended"), "{broken}\n{}", told(&found));
    }
}

/// Tried in folders and files: lines behind a tab or a bracket that is not closed | nobody is told that what stands in them is missing
#[test]
fn what_stands_in_a_broken_part_is_not_called_missing() {
    let why = "why_partner: \"your open workshop is known\"\n";
    let types = "partnership_types: [community_inclusion]\n";
    for broken in [
        format!("{types}\t{why}"),
        format!("size: {{en: \"a\"\n  {why}{types}"),
        format!("sector: \"a\n {why}  {types}"),
    ] {
        let file = FAULTLESS.replace(why, "").replace(types, "") + &broken;
        let sandbox = Sandbox::with_partner("wiatrak", &file);
        let found = check(&sandbox.path(""), &[]);
        assert!(found.iter().any(|one| one.code.name.starts_with("yaml-")), "{}", told(&found));
        assert!(found.iter().all(|one| one.code.name != "missing-data"), "{broken}\n{}", told(&found));
    }
}

/// The places of all values and keys of a file.
fn spans(node: &Node, keys: &mut Vec<std::ops::Range<usize>>, leaves: &mut Vec<std::ops::Range<usize>>) {
    match &node.value {
        Value::Mapping(entries) => {
            for entry in entries {
                keys.push(entry.key_span.clone());
                spans(&entry.node, keys, leaves);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| spans(item, keys, leaves)),
        _ => leaves.push(node.span.clone()),
    }
}

fn is_of_rules(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code.name == code) || code == "missing-data"
}

/// What is found besides what the schema says, without what is listed in one warning: words of the sample. Of data that
/// are missing each field stands by itself.
fn findings(found: &Diagnostics) -> BTreeSet<(Severity, &'static str, String)> {
    let mut all = BTreeSet::new();
    for one in found.iter().filter(|one| is_of_rules(one.code.name) && one.code.name != "sample-words") {
        let fields = one.message.split_once(" need").filter(|_| one.code.name == "missing-data");
        let fields = fields.map(|(_, fields)| fields.split(", which ").next().unwrap_or(fields));
        match fields {
            Some(fields) => all.extend(
                fields
                    .split('`')
                    .skip(1)
                    .step_by(2)
                    .map(|field| (one.severity, one.code.name, format!("{field} is missing"))),
            ),
            None => {
                all.insert((one.severity, one.code.name, one.message.clone()));
            }
        }
    }
    all
}

/// Breaks each value and each key of a file by itself: what is said then was said before, when it was right.
fn nothing_false_is_said(sandbox: &Sandbox, name: &str, partners: &[&str], is_tried: impl Fn(usize) -> bool) {
    let text = sandbox.read(name);
    let whole = check(&sandbox.path(""), partners);
    let known = findings(&whole);
    let tree = yaml::parse(&SourceFile::new(name, text.as_str())).expect("YAML");
    let (mut keys, mut leaves) = (Vec::new(), Vec::new());
    spans(&tree, &mut keys, &mut leaves);
    assert!(leaves.len() > 5, "{name}");
    let broken = |span: &std::ops::Range<usize>, with: &str| {
        format!("{}{with}{}", &text[..span.start], &text[span.end..])
    };
    let values = leaves.iter().map(|span| broken(span, "[[\"x\"]]"));
    let misspelt = keys.iter().map(|span| broken(span, &format!("{}x", &text[span.clone()])));
    for (_, wrong) in values.chain(misspelt).enumerate().filter(|(at, _)| is_tried(*at)) {
        sandbox.write(name, &wrong);
        let found = check(&sandbox.path(""), partners);
        // The language of a text can be any, so that a file may be right still.
        let is_broken =
            found.iter().any(|one| one.severity == Severity::Error && !is_of_rules(one.code.name));
        let more: Vec<_> = findings(&found).into_iter().filter(|one| !known.contains(one)).collect();
        let line = wrong.lines().zip(text.lines()).find(|(wrong, right)| wrong != right);
        assert!(more.is_empty() || !is_broken, "{name}: {line:?}\n{more:#?}\n{}", told(&found));
    }
    sandbox.write(name, text);
}

/// Tried in folders and files: each value of the samples' files made unreadable, each key misspelt, one after the other | nothing is said that was not true before
#[test]
fn nothing_false_is_said_of_what_cannot_be_read() {
    let sandbox = Sandbox::sample();
    for partner in ["camara-penarroble", "tahtiselka"] {
        nothing_false_is_said(&sandbox, &format!("partners/{partner}.yaml"), &[partner], |_| true);
    }
}

#[test]
fn nothing_false_is_said_of_an_institution_that_cannot_be_read() {
    let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
    nothing_false_is_said(&sandbox, "institution.yaml", &[], |_| true);
}

#[test]
fn nothing_false_is_said_beside_what_a_rule_finds() {
    let is_own = |code: &str| !["long-subject", "our-logo", "length"].contains(&code);
    for (number, rule) in RULES.iter().enumerate().filter(|(_, rule)| is_own(rule.code.name)) {
        let sandbox = Sandbox::with_partner("wiatrak", FAULTLESS);
        if rule.example.starts_with("# institution.yaml\n") {
            continue;
        }
        let file = changed(FAULTLESS, rule.example);
        if rule.code.name == "duplicate-partner" {
            sandbox.write("partners/windmill.yaml", &file);
        }
        write_other_file(&sandbox, rule.code.name);
        sandbox.write("partners/wiatrak.yaml", file);
        nothing_false_is_said(&sandbox, "partners/wiatrak.yaml", &["wiatrak"], |at| {
            (at + number).is_multiple_of(SHARE)
        });
    }
}

/// Tried in folders and files: an address that is none, with a sentence that does not read on, an ended partnership and a contact who objected in the same file | all four are told, and nothing is made
#[test]
fn everything_of_a_file_is_told_at_once() {
    let file = changed(
        FAULTLESS,
        "why_partner: \"Because you are great.\"\nlogbook: {status: ended}\n\
         contacts:\n  - {family_name: \"Lis\", email: \"not-an-address\", source: \"your website\", objected: true}",
    );
    let sandbox = Sandbox::with_partner("wiatrak", &file);
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for code in ["error[bad-format]", "warning[unfit-phrase]", "warning[ended]", "error[objected]"] {
        assert!(run.stderr.contains(code), "{code}\n{}", run.stderr);
    }
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!sandbox.path("output/wiatrak").exists(), "{}", run.stderr);
    let run = sandbox.run(&["send", "contact-formal", "--plan"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
}

/// Tried in texts: a field that is missing, and a sentence that does not read on in the same document | both are told at once
#[test]
fn what_is_missing_hides_no_words() {
    let file = changed(FAULTLESS, "why_partner: \"Because you are great.\"\npartnership_types: []");
    let sandbox = Sandbox::with_partner("wiatrak", &file);
    let run = sandbox.run(&["check", "--date", TODAY]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for code in ["error[missing-data]", "warning[unfit-phrase]"] {
        assert!(run.stderr.contains(code), "{code}\n{}", run.stderr);
    }
    let file = changed(FAULTLESS, "why_partner: \"Because you are great.\"\nlogbook: {owner: nobody}");
    sandbox.write("partners/wiatrak.yaml", file);
    let run = sandbox.run(&["check", "--date", TODAY]);
    for code in ["error[unknown-owner]", "warning[unfit-phrase]"] {
        assert!(run.stderr.contains(code), "{code}\n{}", run.stderr);
    }
}

/// Tried in folders and files: a misspelt field beside a rule that looks whether it is there (`documnets`, `objectd`, `emblem`) | the misspelling is told, and not that the field is missing
#[test]
fn a_misspelt_field_is_not_taken_for_missing() {
    let cases = [
        ("logbook: {status: ended}\ndocumnets: [one-pager]", "[ended]"),
        (
            "mou: {term: {start: on_last_signature, end: 2030-12-31}, bindng: true, governing_law: \"Polish law\"}",
            "[governing-law]",
        ),
        (
            "mou: {term: {start: on_last_signature, end: 2030-12-31}, binding: ja, governing_law: \"Polish law\"}",
            "[governing-law]",
        ),
        ("why_partnr: \"your open workshop is known\"", "[missing-data]"),
    ];
    for (example, not) in cases {
        let key = example.split(':').next().unwrap_or_default().replace("partnr", "partner");
        let file = changed(FAULTLESS, &format!("{key}: null")).replace(&format!("{key}: null\n"), "")
            + example
            + "\n";
        let sandbox = Sandbox::with_partner("wiatrak", &file);
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(!run.stderr.contains(not), "{example}\n{}", run.stderr);
    }
    let broken = changed(FAULTLESS, "logbook: {owner: coordinator}");
    let sandbox = Sandbox::with_partner("wiatrak", &broken);
    let institution = sandbox.read("institution.yaml");
    for contacts in ["contacts: Ana", "contacts:\n  - {idd: coordinator, email: \"a@example.org\"}"] {
        sandbox.write("institution.yaml", changed(&institution, contacts));
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(!run.stderr.contains("[unknown-owner]"), "{contacts}\n{}", run.stderr);
    }
}

/// Tried in documents: a Memorandum with a further partner whose file has mistakes | said so, and not that there is no such partner
#[test]
fn a_further_partner_with_mistakes_is_not_called_missing() {
    let mou =
        "mou: {term: {start: on_last_signature, end: 2030-12-31}, further_partners: [windmill, windmil]}";
    let sandbox = Sandbox::with_partner("wiatrak", &changed(FAULTLESS, mou));
    let other = FAULTLESS.replace("Wiatrak", "Windmill").replace("ola@wiatrak", "ola@windmill");
    sandbox.write("partners/windmill.yaml", format!("{other}website: nowhere\n"));
    let run = sandbox.run(&["check", "wiatrak", "--date", TODAY]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for part in [
        "`windmill` is to sign, and its file has mistakes",
        "`handclasp check windmill` tells what they are",
        "there is no partner `windmil` that could sign",
        "did you mean `windmill`?",
    ] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
}
