//! No sign of a text is lost untold: stars between digits, backticks for apostrophes, `>` in front of a number; no list is
//! printed raw by a filter for texts or by `~`.

use handclasp::document::prose;
use serde_json::json;

use crate::support::{Run, Sandbox};

const WRONG: &[(&str, &str)] = &[
    ("The hall has 2*3*4 metres.", "stars within"),
    ("Costs: 5*6*2 euros", "stars within"),
    ("All Schüler*innen und Lehrer*innen take part.", "stars within"),
    ("All Teilnehmer*innen, Schüler*innen take part.", "stars within"),
    ("The code is 12*ab*34", "stars within"),
    ("It is 2**3**4.", "stars within"),
    ("a*b and c*d", "stars within"),
    ("*note 5*3", "stars within"),
    ("l`école d`art de Liège", "backticks within"),
    ("It`s the partner`s duty.", "backticks within"),
    ("> 80 % of the learners pass.", "a `>` in front of a number"),
    ("The aims:\n\n> 20 learners a year", "a `>` in front of a number"),
];

const RIGHT: &[&str] = &[
    "The hall has 2 * 3 * 4 metres.",
    "The hall has 2\\*3\\*4 metres.",
    "The hall has 2×3×4 metres.",
    "The file a_b_c and snake_case_names",
    "**V**ocational **E**ducation and **T**raining",
    "work**shop** and Hand**clasp**",
    "*one*, (*two*) and **three**: _four_",
    "***all*** of it, “*quoted*”",
    "One 5* hotel and another 4* hotel",
    "All Schüler*innen take part.",
    "the `code` of the `course`",
    "> A quotation of 80 words",
    "5 > 3 and 80 % > 20 %",
    "from ~10 to ~20 learners",
];

/// Tried in texts: stars within numbers and words (`2*3*4`, `Schüler*innen und Lehrer*innen`), backticks for apostrophes, `>` in front of a number, in prose | an error at the line, as the signs would be lost
#[test]
fn signs_that_would_be_lost_are_told() {
    for (text, what) in WRONG {
        let found = prose::problems(text);
        assert!(found.iter().any(|one| one.what.contains(what)), "{text}: {found:?}");
    }
    for text in RIGHT {
        let found = prose::problems(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

fn sandbox() -> Sandbox {
    let partner = json!({
        "legal_name": "Kovomont s.r.o.",
        "kind": "company",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "timezone": "Europe/Bratislava",
        "contacts": [{"given_name": "Jana", "family_name": "Kováčová", "email": "jana@kovomont.example.org"}],
        "signatories": [{"name": "Ján Horák", "position": "Director"}],
        "partnership_types": ["mobility", "training"],
        "activities": ["internships of 2*3*4 weeks", "visits for `all`"],
        "cooperation": {"purpose": "the training of 5*6*7 learners"},
        "proposal": {"offered_dates": ["2027-01-12 10:00", "2027-01-14 11:00"]},
        "mou": {"term": {"start": "on_last_signature", "end": "2030-12-31"}, "costs": {"mode": "other", "text": "As usual."}},
    });
    Sandbox::with_partner("kovomont", &partner.to_string())
}

/// A template of one's own with a line of text.
fn note(line: &str) -> Run {
    let sandbox = sandbox();
    let template =
        format!("---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n# {{{{ title }}}}\n\n{line}\n");
    sandbox.write("templates/note/en.md", template);
    sandbox.build(&["note"])
}

/// Tried in texts: the same signs in a template and in a text that was edited | an error at the line
#[test]
fn signs_are_told_in_templates_and_edited_texts() {
    let sandbox = sandbox();
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.edit("output/kovomont/mou.en.md", "genuine intention", "genuine 2*3*4 intention");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[misread]") && run.stderr.contains("stars within"), "{}", run.stderr);
    let run = note("We need 2*3*4 metres.");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("stars within"), "{}", run.stderr);
    assert!(run.stderr.contains("templates/note/en.md:8"), "{}", run.stderr);
}

/// Tried in documents: a list given to a filter for texts (`| upper`, `lower`, `title`, `trim`, `date`) by a template | an error at the tag with what prints each of it
/// Tried in documents: a list that a template computes and joins with `~` | an error at the tag with the filter that helps
#[test]
fn a_list_is_no_text_for_a_filter_or_a_joining_sign() {
    for filter in ["upper", "lower", "title", "trim", "capitalize", "date", "phrase", "upper_first"] {
        let run = note(&format!("{{{{ partner.activities | {filter} }}}}"));
        assert_eq!(run.code, 1, "{filter}\n{}", run.stderr);
        let said = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            said.contains(&format!("`{filter}` needs a text, and `partner.activities` is a list")),
            "{}",
            run.stderr
        );
        assert!(
            said.contains(&format!("[one | {filter} for one in partner.activities] | and")),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("templates/note/en.md:8:"), "{}", run.stderr);
    }
    for (line, what) in [
        ("{{ partner.address | upper }}", "is a group of fields"),
        ("{{ partner.contacts | upper }}", "is a list of groups"),
        ("{% if partner.activities | upper == \"A\" %}x{% endif %}", "is a list"),
        ("{{ \"We plan \" ~ [one | upper for one in partner.activities] }}", "is a list"),
        ("{{ \"We plan \" ~ [one | upper for one in partner.activities] ~ \".\" }}", "is a list"),
        ("{{ [one for one in partner.activities] ~ \" are planned\" }}", "is a list"),
        ("{{ (\"We plan \" ~ [one for one in partner.activities]) | upper }}", "is a list"),
        ("{% set text = \"We plan \" ~ [one for one in partner.activities] %}{{ text }}", "is a list"),
        ("{% set list = [one for one in partner.activities] %}{{ \"We plan \" ~ list }}", "is a list"),
        ("{{ \"~ \" ~ partner.contacts[0] ~ \" ~\" }}", "is a group of fields"),
    ] {
        let run = note(line);
        assert_eq!(run.code, 1, "{line}\n{}", run.stderr);
        assert!(
            run.stderr.contains("error[raw-value]") && run.stderr.contains(what),
            "{line}\n{}",
            run.stderr
        );
        assert!(run.stderr.contains("templates/note/en.md:8:"), "{line}\n{}", run.stderr);
    }
    for line in [
        "{{ \"We plan \" ~ [one | upper for one in partner.activities] | and ~ \".\" }} [\"a\"]",
        "{{ \"a\" ~ (\"b\" if partner.activities else \"c\") ~ \"[\" ~ partner.legal_name ~ \"]\" }}",
        "{{ partner.legal_name | upper }} {{ [\"a ~ b\", \"c\"] | join(sep=\" ~ \") }} [\"x\"]",
        "{% set text = \"[\" ~ partner.legal_name ~ \", \" ~ partner.activities | length ~ \"]\" %}{{ text }}",
    ] {
        let run = note(line);
        assert_eq!(run.code, 0, "{line}\n{}", run.stderr);
    }
}
