//! A document is defined once, and its words stand apart: which sections are due, how they hang together, what a
//! workspace's own words change.

use crate::support::{Sandbox, files_below, root};

/// The definition of a note, below its sections.
const HEAD: &str = "kind: page\nlayout: letter\nformats: [md]\n";

/// A workspace with a note for one partner.
fn note(definition: &str, words: &str, partner: &str) -> Sandbox {
    let partner = format!("legal_name: Firma Ltd\nkind: company\ndocuments: [note]\n{partner}");
    let sandbox = Sandbox::with_partner("firma", &partner);
    sandbox.write("templates/note/document.yaml", format!("{HEAD}{definition}"));
    sandbox.write("templates/note/en.md", format!("---\ntitle: \"A note\"\n---\n{words}"));
    sandbox
}

/// Runs a command line that ends well.
fn done(sandbox: &Sandbox, line: &[&str]) {
    let run = sandbox.run(line);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// The note's Markdown.
fn made(sandbox: &Sandbox) -> String {
    done(sandbox, &["build", "note", "--partner", "firma", "--date", "2026-11-23"]);
    sandbox.read("output/firma/note.en.md")
}

const TITLE: &str = "## {#title}\n# {{ title }}\n\n";

#[test]
fn a_group_has_its_heading_for_several_parts_and_theirs_for_one() {
    let definition = "sections:\n  - {id: title}\n  - id: both\n    class: clause\n    parts:\n      - {id: first, when: partner.website}\n      - {id: second, when: partner.activities}\n";
    let words =
        format!("{TITLE}## Both {{#both}}\n\n## First {{#first}}\nOne.\n\n## Second {{#second}}\nTwo.\n");
    let website = "website: https://example.org\n";
    let activities = "activities: [\"job shadowing\"]\n";
    let text = made(&note(definition, &words, &format!("{website}{activities}")));
    assert_eq!(text, "# A note\n\n## 1. Both {#both}\n\nOne.\n\nTwo.\n");
    let text = made(&note(definition, &words, website));
    assert_eq!(text, "# A note\n\n## 1. First {#first}\n\nOne.\n");
    let text = made(&note(definition, &words, activities));
    assert_eq!(text, "# A note\n\n## 1. Second {#second}\n\nTwo.\n");
    assert_eq!(made(&note(definition, &words, "")), "# A note\n");
}

#[test]
fn pieces_hang_together_as_they_are_meant() {
    let pieces = "[{id: one}, {id: two}]";
    let definition = format!(
        "sections:\n  - {{id: title}}\n  - {{id: runs-on, sentences: {pieces}}}\n  - {{id: address, lines: [{{id: street}}, {{id: town}}]}}\n  - {{id: list, rows: [{{id: item, each: partner.activities, as: activity}}]}}\n  - {{id: steps, sentences: [{{id: these}}, {{id: behind}}]}}\n"
    );
    let words = format!(
        "{TITLE}## {{#one}}\nOne.\n\n## {{#two}}\nTwo.\n\n## {{#street}}\nStreet 1\n\n## {{#town}}\nTown\n\n## {{#item}}\n- {{{{ number }}}}: {{{{ activity }}}}\n\n## {{#these}}\nThese:\n\n- a step\n\n## {{#behind}}\nBehind them.\n"
    );
    let text = made(&note(&definition, &words, "activities: [\"job shadowing\", \"a visit\"]\n"));
    let expected = "# A note\n\nOne. Two.\n\nStreet 1\\\nTown\n\n- 1: job shadowing\n- 2: a visit\n\nThese:\n\n- a step\n\nBehind them.\n";
    assert_eq!(text, expected);
}

#[test]
fn the_first_that_is_due_is_chosen() {
    let definition = "sections:\n  - {id: title}\n  - choose:\n      - {id: with-website, when: partner.website}\n      - {id: with-activities, when: partner.activities}\n      - {id: with-neither}\n";
    let words = format!(
        "{TITLE}## {{#with-neither}}\nNo.\n\n## {{#with-website}}\nWeb.\n\n## {{#with-activities}}\nAct.\n"
    );
    for (data, expected) in [
        ("website: https://example.org\nactivities: [\"job shadowing\"]\n", "Web."),
        ("activities: [\"job shadowing\"]\n", "Act."),
        ("", "No."),
    ] {
        assert_eq!(made(&note(definition, &words, data)), format!("# A note\n\n{expected}\n"));
    }
}

#[test]
fn a_column_stands_there_when_it_is_wanted() {
    let definition = "define:\n  kpis: partner.mou.kpis or []\n  dated: \"[kpi for kpi in kpis if kpi.by]\"\nsections:\n  - {id: title}\n  - {id: results, when: kpis, columns: {2: dated}}\n";
    let words = format!(
        "{TITLE}## Results {{#results}}\n| What | By | Target |\n|---|---|---|\n{{% for kpi in kpis -%}}\n| {{{{ kpi.name }}}} | {{{{ kpi.by or \"each review\" }}}} | {{{{ kpi.target }}}} |\n{{% endfor %}}\n"
    );
    let kpi = |by: &str| format!("mou:\n  kpis:\n    - {{name: \"Learners | staff\", target: \"4\"{by}}}\n");
    let text = made(&note(definition, &words, &kpi("")));
    assert!(text.contains("| What | Target |\n|---|---|\n| Learners \\| staff | 4 |\n"), "{text}");
    let text = made(&note(definition, &words, &kpi(", by: 2028-06-30")));
    assert!(
        text.contains("| What | By | Target |\n|---|---|---|\n| Learners \\| staff | 2028-06-30 | 4 |\n"),
        "{text}"
    );
}

#[test]
fn a_section_for_each_item_has_an_id_of_its_own() {
    let definition = "sections:\n  - {id: title}\n  - {id: own, class: clause, each: partner.mou.own_clauses, as: clause}\n";
    let words = format!("{TITLE}## {{{{ clause.title }}}} {{#own}}\n{{{{ clause.text }}}}\n");
    let clauses = "mou:\n  own_clauses:\n    - {title: \"Bees {#x}\", text: \"No honey.\"}\n    - {title: Cats, text: \"Not {#own}\"}\n";
    let text = made(&note(definition, &words, clauses));
    // A value begins no section, and cannot end one.
    assert_eq!(
        text,
        "# A note\n\n## 1. Bees \\{#x\\} {#own-1}\n\nNo honey.\n\n## 2. Cats {#own-2}\n\nNot {#own}\n"
    );
}

#[test]
fn what_a_section_needs_is_needed_when_it_is_due() {
    let definition = "sections:\n  - {id: title}\n  - {id: law, when: partner.mou.binding, needs: [partner.mou.governing_law]}\n  - {id: phone, needs: [{when: not contact.email, fields: [contact.phone]}]}\n";
    let words = format!("{TITLE}## {{#law}}\n{{{{ partner.mou.governing_law }}}}\n\n## {{#phone}}\nCall.\n");
    let sandbox = note(definition, &words, "contacts: [{email: a@example.org}]\n");
    assert_eq!(made(&sandbox), "# A note\n\nCall.\n");
    let sandbox = note(definition, &words, "contacts: [{function: Office}]\nmou: {binding: true}\n");
    let run = sandbox.run(&["build", "note", "--partner", "firma", "--date", "2026-11-23"]);
    assert!(run.stderr.contains("needs `mou.governing_law`"), "{}", run.stderr);
    assert!(run.stderr.contains("needs `contacts.phone`"), "{}", run.stderr);
    done(&sandbox, &["build", "note", "--partner", "firma", "--draft", "--date", "2026-11-23"]);
    let text = sandbox.read("output/firma/note.en.draft.md");
    assert!(text.contains("\\[mou governing law\\]"), "{text}");
}

#[test]
fn the_first_subject_that_fits_is_taken() {
    let definition = "sections:\n  - {id: title}\n  - {id: text}\n";
    let definition = format!("{definition}to: contact.email\n").replace("page", "email");
    let words = |city: &str| {
        format!(
            "subject:\n  - \"{{{{ partner.address.city }}}}: we write to you about the partnership\"\n  - \"{{{{ partner.legal_name }}}}: a note\"\n  - \"A note\"\n---\n{TITLE}## {{#text}}\nText {city}.\n"
        )
    };
    let subject = |data: &str| {
        let partner = format!(
            "legal_name: Firma Ltd\nkind: company\ndocuments: [note]\ncontacts: [{{email: a@example.org}}]\n{data}"
        );
        let sandbox = Sandbox::with_partner("firma", &partner);
        let definition = format!("{HEAD}{definition}").replace("kind: page", "kind: email");
        sandbox.write("templates/note/document.yaml", &definition);
        sandbox.write("templates/note/en.md", format!("---\ntitle: \"A note\"\n{}", words("x")));
        let text = made(&sandbox);
        let line = text.lines().find(|line| line.starts_with("subject:")).expect("a subject");
        line.to_owned()
    };
    assert!(subject("address: {city: Oslo, country: NO}\n").contains("Oslo: we write"));
    assert!(subject("").contains("Firma Ltd: a note"));
    let long =
        "address: {city: \"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch\", country: GB}\n";
    assert!(subject(long).contains("Firma Ltd: a note"));
}

#[test]
fn a_document_and_a_language_are_files_of_words() {
    let definition = "sections:\n  - {id: title}\n  - {id: text}\n";
    let words = format!("{TITLE}## {{#text}}\nA text.\n");
    let sandbox = note(definition, &words, "");
    let english = std::fs::read_to_string("templates/languages/en.yaml").expect("the language");
    sandbox.write("templates/languages/nl.yaml", english.replace("locale: en-GB", "locale: nl"));
    sandbox.write(
        "templates/note/nl.md",
        "---\ntitle: \"Een brief\"\n---\n## {#text}\nEen tekst.\n\n## {#title}\n# {{ title }}\n",
    );
    for (language, title) in [("en", "A note"), ("nl", "Een brief")] {
        let formats = ["md", "txt", "html", "pdf", "png", "typ"];
        let mut line =
            vec!["build", "note", "--partner", "firma", "--lang", language, "--date", "2026-11-23"];
        line.extend(formats.iter().flat_map(|format| ["--format", *format]));
        done(&sandbox, &line);
        for format in formats.iter().filter(|format| **format != "png") {
            let bytes = sandbox.bytes(&format!("output/firma/note.{language}.{format}"));
            assert!(!bytes.is_empty(), "{language} {format}");
        }
        let text = sandbox.read(&format!("output/firma/note.{language}.md"));
        assert!(text.starts_with(&format!("# {title}\n")), "{text}");
    }
}

#[test]
fn ids_are_in_the_markdown_and_in_no_other_output() {
    let definition = "sections:\n  - {id: title}\n  - {id: deep-purpose, class: clause}\n";
    let words = format!("{TITLE}## Purpose {{#deep-purpose}}\nA text.\n");
    let sandbox = note(definition, &words, "");
    let line =
        "build note --partner firma --date 2026-11-23 --format md --format txt --format html --format typ";
    done(&sandbox, &line.split(' ').collect::<Vec<_>>());
    assert!(sandbox.read("output/firma/note.en.md").contains("## 1. Purpose {#deep-purpose}\n"));
    for format in ["txt", "html", "typ"] {
        let text = sandbox.read(&format!("output/firma/note.en.{format}"));
        assert!(!text.contains("{#"), "{format}: {text}");
    }
    // A text that was edited before there were ids goes on to be used.
    sandbox.write("output/firma/note.en.md", "# A note\n\n## 1. Purpose\n\nMy own text.\n");
    let line = "build note --partner firma --date 2026-11-23 --format txt --keep-edits";
    done(&sandbox, &line.split(' ').collect::<Vec<_>>());
    assert!(sandbox.read("output/firma/note.en.txt").contains("My own text."));
}

/// A workspace's words for the memorandum of the sample, and what it is then.
fn memorandum(sandbox: &Sandbox, words: &str) -> String {
    sandbox.write("templates/mou/en.md", words);
    done(sandbox, &["check", "tahtiselka"]);
    done(sandbox, &["build", "mou", "--partner", "tahtiselka", "--date", "2026-11-23"]);
    sandbox.read("output/tahtiselka/mou.en.md")
}

#[test]
fn override_by_section() {
    let sandbox = Sandbox::sample();
    let made = ["build", "mou", "--partner", "tahtiselka", "--date", "2026-11-23"];
    done(&sandbox, &made);
    let before = sandbox.read("output/tahtiselka/mou.en.md");
    let heading = "Quality and recognition {#quality-and-recognition}\n\n";
    let (front, rest) = before.split_once(heading).expect("the clause");
    let (_, behind) = rest.split_once("\n\n## ").expect("the next clause");
    let own = "Both schools settle in writing what a learner is to learn.\n\nThe host assesses it.";
    let text = memorandum(&sandbox, &format!("## {heading}{own}\n"));
    assert_eq!(text, format!("{front}{heading}{own}\n\n## {behind}"));
    // Without the file everything is as before.
    std::fs::remove_file(sandbox.path("templates/mou/en.md")).expect("removed");
    done(&sandbox, &made);
    assert_eq!(sandbox.read("output/tahtiselka/mou.en.md"), before);
}

#[test]
fn a_document_in_one_file_takes_the_place_of_the_whole_built_in_one() {
    let sandbox = Sandbox::sample();
    // As the memorandum was written before there were definitions, shortened.
    let text = memorandum(
        &sandbox,
        "---\ntitle: \"Our Memorandum\"\nlayout: agreement\nformats: [md, pdf]\nwhen: partner.mou\nstatus: \"{{ partner.mou?.status or 'draft' }}\"\nrequires:\n  - partner.cooperation.purpose\n  - \"{% if partner.mou?.binding %}partner.mou.governing_law{% endif %}\"\n---\n{%- set us = institution | short_name -%}\n# {{ title }}\n\n## Purpose {.clause}\n\n{{ us }} works with us in {{ partner.cooperation.purpose | phrase }}.\n\n{% if not partner.mou.binding -%}\n## Non-binding nature {.clause}\n\nThis document is not legally binding.\n{% endif %}\n## Signatures {.signatures}\n\n| Name | Position | Organisation | Signature |\n|---|---|---|---|\n{% for one in organisations -%}\n{% for person in one.signatories -%}\n| {{ person.name }} | {{ person.position }} | {{ one.legal_name }} |  |\n{% endfor -%}\n{% endfor -%}\n",
    );
    assert!(text.starts_with("# Our Memorandum\n\n## 1. Purpose"), "{text}");
    assert!(text.contains("CFP Âncora Azul works with us in the mobility of learners"), "{text}");
    assert!(text.contains("## 2. Non-binding nature"), "{text}");
    assert!(text.contains("| Jyrki Hämäläinen-Öst | Principal | Tähtiselän ammattiopisto |"), "{text}");
    // Nothing of the built-in words is left.
    assert_eq!(text.matches("\n## ").count(), 3, "{text}");
}

/// What is told of a note that cannot be made.
fn told(sandbox: &Sandbox) -> String {
    let run = sandbox.run(&["build", "note", "--partner", "firma", "--date", "2026-11-23"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    run.stderr
}

#[test]
fn pieces_with_headings_stand_under_one() {
    let definition = "sections:\n  - {id: title}\n  - {id: both, parts: [{id: first}, {id: second}]}\n";
    let words = format!("{TITLE}## First {{#first}}\nOne.\n\n## Second {{#second}}\nTwo.\n");
    let told = told(&note(definition, &words, ""));
    assert!(told.contains("error[missing-section]: the section `both` brings together"), "{told}");
}

#[test]
fn a_section_is_made_for_each_item_of_a_list_and_of_nothing_else() {
    let words = format!("{TITLE}## {{#item}}\n{{{{ one }}}}\n");
    for list in ["partner.legal_name", "partner.contacts and true"] {
        let definition = format!("sections:\n  - {{id: title}}\n  - {{id: item, each: {list}, as: one}}\n");
        let told = told(&note(&definition, &words, "contacts: [{email: a@example.org}]\n"));
        assert!(told.contains("`each` goes through a list"), "{told}");
    }
    let names = "define:\n  one: partner.legal_name\nsections:\n  - {id: title}\n  - {id: item, each: partner.activities, as: one}\n  - {id: item-2}\n";
    let told = told(&note(names, &words, ""));
    assert!(
        told.contains("`one` is defined already") && told.contains("is that of an item of `item`"),
        "{told}"
    );
    let number = "sections:\n  - {id: title}\n  - {id: item, each: partner.activities, as: number}\n";
    assert!(self::told(&note(number, &words, "")).contains("`number` is there already"));
}

#[test]
fn a_lone_piece_of_an_item_has_an_id_of_its_own() {
    let definition = "sections:\n  - {id: title}\n  - {id: clause, each: partner.mou.own_clauses, as: one, parts: [{id: words}]}\n";
    let words =
        format!("{TITLE}## Clause {{#clause}}\n\n## {{{{ one.title }}}} {{#words}}\n{{{{ one.text }}}}\n");
    let clauses =
        "mou:\n  own_clauses: [{title: Bees, text: \"No honey.\"}, {title: Cats, text: \"No milk.\"}]\n";
    let text = made(&note(definition, &words, clauses));
    assert!(text.contains("## Bees {#words-1}") && text.contains("## Cats {#words-2}"), "{text}");
}

#[test]
fn a_sentence_leads_into_no_list() {
    let definition = "sections:\n  - {id: title}\n  - {id: text, sentences: [{id: one}, {id: two}]}\n";
    let words = format!("{TITLE}## {{#one}}\nOne:\n\n## {{#two}}\n- two\n");
    assert_eq!(made(&note(definition, &words, "")), "# A note\n\nOne:\n\n- two\n");
}

#[test]
fn a_draft_shows_the_gaps_of_what_its_gaps_make_due() {
    let definition = "needs: [partner.why_partner]\nsections:\n  - {id: title}\n  - {id: why, when: partner.why_partner, needs: [partner.cooperation.purpose]}\n  - {id: end, when: partner.cooperation.purpose, needs: [partner.mou.governing_law]}\n";
    let words = format!(
        "{TITLE}## {{#why}}\n{{{{ partner.why_partner }}}} {{{{ partner.cooperation.purpose }}}}\n\n## {{#end}}\n{{{{ partner.mou.governing_law }}}}\n"
    );
    let sandbox = note(definition, &words, "");
    done(&sandbox, &["build", "note", "--partner", "firma", "--draft", "--date", "2026-11-23"]);
    let text = sandbox.read("output/firma/note.en.draft.md");
    assert!(text.contains("cooperation purpose") && text.contains("mou governing law"), "{text}");
}

#[test]
fn a_group_of_fields_is_no_text_of_a_setting() {
    let definition = "author: partner\nsections:\n  - {id: title}\n";
    let told = told(&note(definition, TITLE, ""));
    assert!(told.contains("`author` needs a text"), "{told}");
}

#[test]
fn a_document_is_due_by_a_value_that_is_defined() {
    let definition = "define:\n  terms: partner.mou\nwhen: terms\nsections:\n  - {id: title}\n";
    for (data, is_due) in [("", false), ("mou: {binding: true}\n", true)] {
        let sandbox = note(definition, TITLE, data);
        sandbox.edit("partners/firma.yaml", "documents: [note]\n", "");
        sandbox.run(&["build", "--date", "2026-11-23"]);
        assert_eq!(sandbox.path("output/firma/note.en.md").exists(), is_due, "{data}");
    }
}

#[test]
fn a_first_email_is_for_no_meeting() {
    let definition = "occasion: meeting\nto: contact.email\nsections:\n  - {id: title}\n";
    let sandbox = note(definition, TITLE, "");
    sandbox.edit("templates/note/document.yaml", "kind: page", "kind: first-contact");
    assert!(told(&sandbox).contains("a first contact is written once"));
}

/// Tried in templates: all shipped templates of all languages as somebody's own | nothing is wrong with them; of shipped ones it is not looked at each time
#[test]
fn nothing_is_wrong_with_any_shipped_template() {
    let sandbox = Sandbox::sample();
    for (name, bytes) in files_below(&root().join("templates")) {
        // A copy that nobody has changed counts as shipped.
        let is_text = [".md", ".yaml"].iter().any(|ending| name.ends_with(ending));
        let changed = if is_text { [bytes, b"\n".to_vec()].concat() } else { bytes };
        sandbox.write(&format!("templates/{name}"), changed);
    }
    done(&sandbox, &["check", "--date", "2026-11-23"]);
    // It would be told of each.
    for document in ["mou", "contact-formal"] {
        for tag in ["fi", "pt-PT"] {
            let name = format!("templates/{document}/{tag}.md");
            let words = sandbox.read(&name);
            sandbox.write(&name, format!("{words}\n{{{{ partner.no_such_field }}}}\n"));
            let run = sandbox.run(&["check", "--date", "2026-11-23"]);
            assert!(run.stderr.contains("no_such_field") && run.stderr.contains(&name), "{}", run.stderr);
            sandbox.write(&name, words);
        }
    }
}
