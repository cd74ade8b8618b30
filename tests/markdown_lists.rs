//! What a person writes as Markdown comes out as it was meant in every output, or is told of at its line.

use handclasp::document::prose;
use mail_parser::MessageParser;

use crate::languages::sample;
use crate::press::pieces;
use crate::support::{Sandbox, TODAY, letters, pdf_text};

const PARTNER: &str = r#"legal_name: "Stredná odborná škola lodná"
short_name: "SOŠ"
kind: vet_school
address: {street: "Street 1", postal_code: "01000", city: "Town", country: "SK"}
contacts:
  - {given_name: "Jana", family_name: "Kováčová", honorific: ms, email: "jana.f@example.org", source: "the seminar"}
signatories: [{name: "Ján Horák", position: "Head teacher"}]
partnership_types: [mobility]
why_partner: "you train boat builders"
cooperation: {purpose: "the recognition of learning outcomes"}
mou:
  term: {start: on_last_signature, end: "2030-08-31"}
  own_clauses:
    - title: "Clause"
      text: "#;

/// What `check` says of a clause's text, written as YAML behind `text: `.
fn told(text: &str) -> String {
    let sandbox = Sandbox::with_partner("firma", &format!("{PARTNER}{text}\n"));
    sandbox.run(&["check", "--date", TODAY]).stderr
}

/// A text in a block, as its lines stand below `text: |`.
fn block(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("        {line}")).collect();
    format!("|\n{}", lines.join("\n"))
}

/// The lines of the file that a problem is told of at.
fn lines_told(stderr: &str, code: &str) -> Vec<usize> {
    let head = format!("error[{code}]");
    stderr
        .split("\n\n")
        .filter(|problem| problem.starts_with(&head))
        .map(|problem| {
            let place = problem.split("firma.yaml:").nth(1).expect("a place");
            place.split(':').next().and_then(|line| line.parse().ok()).expect("a line")
        })
        .collect()
}

/// The first line below `text: |`.
const FIRST: usize = 16;

/// Tried in texts: a list in a contract, in quotes over several lines or behind `>` | told of at the line of its first point: it would become one line
#[test]
fn a_list_that_yaml_joins_to_one_line_is_told_of() {
    for text in [
        "\"Exceptions are:\n         - restoration\n         - gifts\"",
        "'Exceptions are:\n\n         * gifts\n         * restoration'",
        ">\n        Exceptions are:\n        - restoration\n        - gifts",
        ">-\n        Exceptions are:\n        1. restoration\n        2. gifts",
        "\"Exceptions are:\n        (a) restoration\n        (b) gifts\"",
        "Exceptions are these\n        • restoration\n        • gifts",
        "\"Exceptions are:\n        a. restoration\n        b. gifts\"",
        "\"Exceptions are:\n        | A | B |\n        |---|---|\"",
        "\"Exceptions are:\n        1.1 restoration\n        1.2 gifts\"",
        "\"Exceptions are:\n        – restoration\n        – gifts\"",
    ] {
        let told = told(text);
        let line = FIRST - 1
            + text.lines().position(|line| line.contains("restor") || line.contains("| A")).expect("a point");
        assert_eq!(lines_told(&told, "joined-list"), [line], "{text}\n{told}");
    }
    // The same below `|`, or with the ends of lines written out, is a list.
    for text in [
        block("Exceptions are:\n- restoration\n- gifts"),
        block("Exceptions are:\n\n1. restoration\n2. gifts"),
        "\"Exceptions are:\\n- restoration\\n- gifts\"".to_owned(),
        "\"Exceptions are:\\n\\\n          - restoration\\n\\\n          - gifts\"".to_owned(),
        "\"A long sentence that\n        goes on in the next line, from\n        5. March on - or\n        later.\"".to_owned(),
    ] {
        let told = told(&text);
        assert!(!told.contains("error["), "{text}\n{told}");
    }
}

/// Tried in texts: a list in a field of one line, such as `purpose` or an activity | told of at its line
#[test]
fn a_list_in_a_field_of_one_line_is_told_of() {
    let yaml = format!("{PARTNER}\"x\"\n").replace(
        "\"the recognition of learning outcomes\"}",
        "\"the recognition of:\n  - outcomes\n  - stays\"}\nactivities:\n  - Training of\n    - cooks",
    );
    let sandbox = Sandbox::with_partner("firma", &yaml);
    let told = sandbox.run(&["check", "--date", TODAY]).stderr;
    assert_eq!(lines_told(&told, "joined-list"), [11, 15], "{told}");
}

/// Tried in texts: footnotes, lettered points without a blank line, a fifth level, numbers out of order, cells too many, stars that make nothing strong, a new line by blanks | told of at the line, with what to write
#[test]
fn what_would_be_printed_otherwise_than_it_looks_is_told_of_at_its_line() {
    for (text, line, words) in [
        ("The law[^1] says so.\n\n[^1]: Law no. 1 of 2020.", 0, "a footnote"),
        ("The law says so.\n\nAs here[^law].\n\n[^law]: https://example.org", 4, "a footnote"),
        ("- one\n\n  [^a]: Law no. 1", 2, "a footnote"),
        ("Exceptions are:\n(a) restoration\n(b) gifts", 1, "a point of a list"),
        ("a) restoration\nb) gifts", 1, "a point of a list"),
        ("• restoration\n• gifts", 1, "a point of a list"),
        ("☐ yes\n☒ no", 1, "a point of a list"),
        ("iv) restoration\nv) gifts", 1, "a point of a list"),
        ("Exceptions are:\n2. restoration", 1, "a point of a list"),
        ("1.1 restoration\n1.2 gifts", 1, "a point of a list"),
        ("a. restoration\nb. gifts", 1, "a point of a list"),
        ("Exceptions are:\n– restoration", 1, "a point of a list"),
        ("- one\n        - two", 1, "a point of a list"),
        ("- one\n - two\n  - three", 1, "stands further in"),
        ("1. one\n  - two\n2. three", 1, "stands further in"),
        ("1. one\n3. three", 1, "a number out of order"),
        ("- one\n- two\nThese are final.", 2, "taken into it"),
        ("> one\nThis is not.", 1, "taken into it"),
        ("- one\n  - two\nThese are final.", 2, "taken into it"),
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |", 2, "more cells"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\nThese are final.", 3, "becomes a row"),
        ("| A | B |\n| 1 | 2 |", 0, "a row of a table"),
        ("Costs:\n| A | B |\n| 1 | 2 |", 1, "a row of a table"),
        ("Term\n: meaning", 1, "the meaning of a word"),
        ("**Note:**this", 0, "two stars"),
        ("from ~10 to 20~ learners", 0, "strike it out"),
        ("See [our page](https://exa mple.org).", 0, "a link that is not whole"),
        ("- 1\n  - 2\n    - 3\n      - 4\n        - 5", 4, "too deep"),
        ("One\n\n# Two", 2, "a heading"),
        ("One\n\nTwo\n---", 2, "a heading"),
        ("One\n\n***", 2, "a line across"),
        ("One\n\n<br>", 2, "an HTML tag"),
        ("One <b>two</b>", 0, "an HTML tag"),
        ("One ![two](https://example.org/a.png)", 0, "a picture"),
        ("One\n\n    two", 2, "a code block"),
    ] {
        let told = told(&block(text));
        let first = lines_told(&told, "prose");
        assert!(
            first.contains(&(FIRST + line)) && told.contains(words),
            "{text:?} at {}: {told}",
            FIRST + line
        );
        assert!(first.len() <= 2, "{text:?}: {told}");
    }
    let told = told("\"One  \\nTwo\"");
    assert!(told.contains("error[prose]: `text` has a new line by blanks"), "{told}");
}

/// What may be written.
const RIGHT: &[&str] = &[
    "Two lines of a\nparagraph, from\n5. March to 3.5 per cent – or\nmore.",
    "One\\\nTwo",
    "Exceptions are:\n- restoration\n- gifts",
    "- one\n  - two\n    - three\n      - four",
    "1. one\n   - two\n\n     more of two\n2. three",
    "1. one\n1. two\n1. three",
    " 9. nine\n10. ten",
    "3) three\n4) four",
    "(a) restoration\n\n(b) gifts",
    "- [ ] open\n- [x] done",
    "☐ yes ☑ no ☒ never",
    "> one\n> two\n> > three",
    "- one\n\n  | A | B |\n  |---|---|\n  | 1 | 2\\|3 |\n",
    "a \\[^1\\] and \\*\\*b\\*\\* and \\[c\\](d) and \\- e",
    "~~old~~ **new** *and* ***both*** `code**` [a](https://example.org)",
    "Price\\*\\* and 2 * 3, 10\\~20",
];

#[test]
fn what_is_right_is_not_told_of() {
    for text in RIGHT {
        let found = prose::problems(text);
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}

/// Tried in texts: lists of three levels, boxes to tick, a numbered list from 3, a table inside a point, quotations in one another, struck words, `☒` | set as what they are in Markdown, text, web page, PDF and email
#[test]
fn lists_come_out_as_lists_in_every_output() {
    let text = "Before:\n\n- one\n  - two\n    - three\n\n  more of one\n\n3. third\n4. fourth\n\n- [ ] open\n- [x] done\n\n☒ never\n\n- a table\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n\n> outer\n> > inner\n\n~~old~~ new\\\nnext";
    let sandbox = Sandbox::with_partner("firma", &format!("{PARTNER}{}\n", block(text)));
    let run = sandbox.build(&[
        "mou", "--format", "md", "--format", "txt", "--format", "html", "--format", "pdf", "--format", "typ",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let file = |ending: &str| format!("output/firma/mou.en.{ending}");
    let plain = sandbox.read(&file("txt"));
    for wanted in [
        "Before:\n\n- one\n  - two\n    - three\n\n  more of one\n",
        "3. third\n4. fourth\n",
        "- ☐ open\n- ☑ done\n",
        "☒ never\n",
        "- a table\n\n  A: 1\n  B: 2\n",
        "  outer\n\n    inner\n",
        "~~old~~ new\nnext\n",
    ] {
        assert!(plain.contains(wanted), "{wanted:?} is not in\n{plain}");
    }
    let page = sandbox.read(&file("html"));
    for wanted in ["<ol start=\"3\"", "☐ open", "☑ done", "☒ never", "<s>old</s>", "new<br>"] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let list = &page[page.find("Before:").expect("the clause")..];
    let list = &list[..list.find("<ol").expect("the next list")];
    assert_eq!((list.matches("<ul").count(), list.matches("<li").count()), (3, 3), "{list}");
    assert!(sandbox.read(&file("md")).contains("- [x] done"));
    let pdf = letters(&pdf_text(&sandbox.bytes(&file("pdf"))));
    for wanted in ["3.third4.fourth", "☐open", "☑done", "☒never"] {
        assert!(pdf.contains(wanted), "{wanted}: {pdf}");
    }
    // Each point stands on a line of its own, further in than the one that it stands in.
    let (pieces, _) = pieces(&sandbox.read(&file("typ")));
    let place = |word: &str| {
        let piece = pieces.iter().find(|piece| piece.text.trim() == word);
        piece.map(|piece| (piece.left, piece.baseline)).unwrap_or_else(|| panic!("no `{word}`"))
    };
    let steps = ["one", "two", "three"].map(place);
    for pair in steps.windows(2) {
        assert!(pair[1].0 > pair[0].0 + 5.0 && pair[1].1 > pair[0].1 + 5.0, "{steps:?}");
    }
    assert!((place("more of one").0 - steps[0].0).abs() < 1.0, "goes on with the first point");
}

/// Tried in documents: a template, or a text in `output/` edited by hand, with a list, a table or a footnote that Markdown reads otherwise than it looks | told of at its line
#[test]
fn a_template_and_an_edited_text_are_looked_at_too() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["mou", "--partner", "tahtiselka"]).code, 0);
    let name = "output/tahtiselka/mou.en.md";
    let text = sandbox.read(name);
    let line = text.lines().count() + 4;
    sandbox.write(name, format!("{text}\nExceptions are:\n(a) restoration\n(b) gifts\n"));
    let run = sandbox.build(&["mou", "--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("error[misread]"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{name}:{}", line - 1)), "{line}: {}", run.stderr);
}

/// Tried in sending: the language of an email | stands in its head, in the file and in what is sent, for the spelling check of the mail program
#[test]
fn an_email_says_its_language() {
    for (tag, partner) in [("en", "gruenfliess"), ("pt-PT", "tahtiselka")] {
        let sandbox = sample(tag);
        let run = sandbox.build(&["contact-formal", "--partner", partner, "--lang", tag, "--format", "eml"]);
        let name = format!("output/{partner}/contact-formal.{tag}.eml");
        assert!(sandbox.path(&name).exists(), "{tag}: {}", run.stderr);
        let eml = sandbox.bytes(&name);
        let message = MessageParser::default().parse(&eml).expect("a message");
        let named: Vec<&str> = message
            .headers()
            .iter()
            .filter(|header| header.name.as_str().eq_ignore_ascii_case("Content-Language"))
            .filter_map(|header| header.value.as_text())
            .collect();
        assert_eq!(named, [tag]);
    }
}
