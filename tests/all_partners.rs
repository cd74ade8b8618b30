//! Documents about all partners: made once, from the files and histories of all of them.

use std::fs;
use std::path::Path;

use handclasp::workspace::is_id;

use crate::reference::FAULTLESS;
use crate::support::{Run, Sandbox, TODAY, letters, pdf_text};

/// A yearly report on all partners.
const REPORT: &str = "---\nkind: report\nscope: institution\ntitle: \"Yearly report\"\nlayout: letter\nformats: [md, pdf]\n---\n\
    # {{ title }}\n\n{{ institution | short_name }} has {{ partners | length }} partners.\n\n\
    {% for partner in partners %}\
    * `{{ partner.id }}`: {{ partner.legal_name }}, {{ partner.history | length }} times\
    {% for event in partner.history %}, {{ event.date | date }}{% endfor %}\n\
    {% endfor %}";

const MARKDOWN: &str = "output/institution/report.en.md";
const PDF: &str = "output/institution/report.en.pdf";

/// The sample with a report.
fn reporting() -> Sandbox {
    let sandbox = Sandbox::sample();
    sandbox.write("templates/report/en.md", REPORT);
    sandbox
}

fn build(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let run = sandbox.build(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The line of an email that was sent, and of how it ended.
fn sent() -> String {
    let start = "{\"at\":\"2026-10-05T09:30:00+02:00\",\"document\":\"contact-formal\",\"what\"";
    format!(
        "{start}:\"rendered\",\"message_id\":\"1@example.org\",\"sha256\":\"00\",\"to\":[\"a@example.org\"],\"subject\":\"A\",\"attachments\":[]}}\n\
         {start}:\"dot\"}}\n{start}:\"outcome\",\"result\":\"sent\",\"reply\":\"250 OK\",\"stage\":\"at the end\"}}\n"
    )
}

/// Tried in documents: a document about all partners (`scope: institution`) | made once, in `output/institution`, from all files and all that happened, and made anew when one of them changes
#[test]
fn a_report_is_made_once_from_all_partners() {
    let sandbox = reporting();
    let run = build(&sandbox, &["report"]);
    assert!(run.stdout.contains("institution"), "{}", run.stdout);
    let (ids, names) =
        (["camara-penarroble", "gruenfliess", "tahtiselka", "zolty-wiatrak"], "`tahtiselka`: ");
    let text = sandbox.read(MARKDOWN);
    assert!(text.contains("has 4 partners.") && text.contains(names), "{text}");
    let pdf = pdf_text(&sandbox.bytes(PDF));
    for id in ids {
        let name = handclasp::workspace::Workspace::at(sandbox.path("")).partner(id).expect("a partner");
        let name = name.text().lines().find_map(|line| line.strip_prefix("legal_name: ")).expect("a name");
        let name = name.trim_matches('"');
        assert!(letters(&pdf).contains(&letters(name)), "{name}\n{pdf}");
        assert!(!sandbox.path(&format!("output/{id}")).exists());
    }
    // Nothing has changed.
    let again = build(&sandbox, &["report"]);
    assert!(again.stderr.contains("1 document up to date"), "{}", again.stderr);
    // A partner’s file.
    sandbox.edit("partners/tahtiselka.yaml", "legal_name: \"", "legal_name: \"New ");
    let run = build(&sandbox, &["report"]);
    assert!(run.stderr.contains("2 files of 1 document"), "{}", run.stderr);
    assert!(sandbox.read(MARKDOWN).contains("`tahtiselka`: New "));
    assert!(letters(&pdf_text(&sandbox.bytes(PDF))).contains("New"));
    // What happened with one.
    sandbox.write("partners/gruenfliess.log", sent());
    build(&sandbox, &["report"]);
    let text = sandbox.read(MARKDOWN);
    assert!(text.contains("5 October 2026"), "{text}");
    // One more partner.
    sandbox.write("partners/wiatrak.yaml", FAULTLESS);
    build(&sandbox, &["report"]);
    assert!(sandbox.read(MARKDOWN).contains("has 5 partners."));
    let check = sandbox.run(&["check", "--date", TODAY]);
    assert_eq!(check.code, 0, "{}", check.stderr);
}

#[test]
fn a_report_is_made_with_everything_and_not_for_one_partner() {
    let sandbox = reporting();
    let run = build(&sandbox, &["--format", "md"]);
    assert!(sandbox.path(MARKDOWN).exists() && sandbox.path("output/tahtiselka/mou.en.md").exists());
    assert!(!sandbox.path("output/tahtiselka/report.en.md").exists());
    assert!(!run.stderr.contains("[left-over]"), "{}", run.stderr);
    for some in [["--partner", "tahtiselka"], ["--where", "country=FI"]] {
        fs::remove_dir_all(sandbox.path("output")).expect("removed");
        build(&sandbox, &[&some[..], &["--format", "md"]].concat());
        assert!(!sandbox.path("output/institution").exists(), "{some:?}");
        let run = sandbox.build(&[&["report"], &some[..]].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains("`report` is about all partners, and not made for some"),
            "{}",
            run.stderr
        );
    }
    fs::remove_dir_all(sandbox.path("output")).expect("removed");
    build(&sandbox, &["--partner", "institution"]);
    let made = sandbox.files("output");
    assert!(
        made.keys().all(|name| !name.contains('/') || name.starts_with("institution/")),
        "{:?}",
        made.keys()
    );
    assert!(sandbox.path(PDF).exists());
    let run = sandbox.build(&["mou", "--partner", "institution"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`mou` is made for a partner, and not about all of them"), "{}", run.stderr);
    let send = sandbox.run(&["send", "report", "--plan"]);
    assert!(send.code != 0 && send.stderr.contains("`report` is no email"), "{}", send.stderr);
}

#[test]
fn who_asks_for_reports_alone_is_told_why_there_is_none() {
    let sandbox = reporting();
    let run = sandbox.build(&["--partner", "institution", "--lang", "xx"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("no templates in the language `xx`"), "{}", run.stderr);
    sandbox.edit("templates/report/en.md", "kind: report", "when: institution.mail\nkind: report");
    let run = build(&sandbox, &["--partner", "institution"]);
    assert!(run.stderr.contains("nothing to make about all partners"), "{}", run.stderr);
    // Where there is no such document, it is the name of a partner that there is none of.
    sandbox.edit("templates/report/en.md", "scope: institution\n", "");
    let run = sandbox.build(&["--partner", "institution"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("there is no partner `institution`"), "{}", run.stderr);
}

/// Tried in documents: a document about all partners, while a partner’s file or log cannot be read | refused, and the file is named; the one of before is taken away, since it would look current
#[test]
fn a_report_lacks_no_partner() {
    for (file, broken) in [
        ("partners/tahtiselka.yaml", "legal_name: \"A\"\nkind: firm\n"),
        ("partners/tahtiselka.yaml", "{"),
        ("partners/gruenfliess.log", "{\"at\":\"2026-10-05T09"),
        ("partners/New One.yaml", "legal_name: \"A\"\nkind: company\n"),
    ] {
        let sandbox = reporting();
        build(&sandbox, &["report"]);
        sandbox.write(file, broken);
        let check = sandbox.run(&["check", "--date", TODAY]);
        for run in [sandbox.build(&["report"]), check] {
            assert_eq!(run.code, 1, "{file}\n{}", run.stderr);
            let told = format!("no document about all partners is made, because `{file}` cannot be read");
            assert!(run.stderr.contains(&told), "{told}\n{}", run.stderr);
        }
        assert!(!sandbox.path(MARKDOWN).exists() && !sandbox.path(PDF).exists(), "{file}");
        // The other documents are made all the same.
        let run = sandbox.build(&["one-pager", "--format", "md"]);
        assert!(!run.stderr.contains("[not-all-partners]"), "{}", run.stderr);
        assert!(sandbox.path("output/zolty-wiatrak/one-pager.en.md").exists());
    }
}

#[test]
fn what_a_person_writes_into_a_report_stays() {
    let sandbox = reporting();
    build(&sandbox, &["report"]);
    sandbox.edit(MARKDOWN, "has 4 partners.", "has four good partners.");
    let run = build(&sandbox, &["report"]);
    assert!(run.stderr.contains("[changed-by-hand]"), "{}", run.stderr);
    assert!(letters(&pdf_text(&sandbox.bytes(PDF))).contains(&letters("four good partners")));
    sandbox.edit("partners/tahtiselka.yaml", "legal_name: \"", "legal_name: \"New ");
    let run = build(&sandbox, &["report"]);
    assert!(run.stderr.contains("[edit-is-stale]"), "{}", run.stderr);
    assert!(sandbox.read(MARKDOWN).contains("four good partners"));
    build(&sandbox, &["report", "--discard-edits"]);
    assert!(sandbox.read(MARKDOWN).contains("has 4 partners."));
}

/// Tried in documents: Markdown and Typst in the name of a partner, in a document about all of them | letter for letter
#[test]
fn a_value_is_no_markup_in_a_report() {
    let name = "A & <B> #1 $5_x *y* @z {{ x }}";
    let sandbox = reporting();
    sandbox.write("partners/wiatrak.yaml", FAULTLESS.replace("Fundacja Wiatrak", name));
    build(&sandbox, &["report", "--format", "txt", "--format", "pdf"]);
    assert!(sandbox.read("output/institution/report.en.txt").contains(name));
    assert!(letters(&pdf_text(&sandbox.bytes(PDF))).contains(&letters(name)));
}

/// Tried in folders and files: a partner called `institution` | refused, since the documents about all partners lie in the folder of that name
#[test]
fn no_partner_is_called_institution() {
    assert!(!is_id("institution") && is_id("institution-2"));
    let sandbox = reporting();
    sandbox.write("partners/institution.yaml", FAULTLESS);
    let run = sandbox.build(&["--format", "md"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for part in ["`partners/institution.yaml` cannot be the name of a partner's file", "about all partners"] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    assert!(!Path::new(&sandbox.path("output/institution")).exists());
    fs::remove_file(sandbox.path("partners/institution.yaml")).expect("removed");
    let run = sandbox.run(&["new", "institution"]);
    assert!(run.code == 2 && !sandbox.path("partners/institution.yaml").exists(), "{}", run.stderr);
    sandbox.write("list.csv", "legal_name;kind;country\nInstitution;company;DE\n");
    let run = sandbox.run(&["import", "list.csv", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.path("partners/partner-institution.yaml").exists(), "{}", run.stderr);
}

#[test]
fn what_a_report_cannot_be_is_told_at_its_place() {
    for (from, to, told) in [
        ("kind: report", "kind: agreement", "a document about all partners is no `agreement`"),
        ("kind: report", "kind: email", "a document about all partners is no `email`"),
        ("kind: report", "kind: reprot", "`kind` cannot be `reprot`"),
        ("scope: institution", "scope: all", "`scope` cannot be `all`"),
        ("kind: report", "to: \"a@example.org\"", "a document about all partners has no `to`"),
        ("kind: report", "occasion: meeting", "a document about all partners has no `occasion`"),
        ("[md, pdf]", "[md, ics]", "a document about all partners cannot be made as `ics`"),
        ("kind: report", "when: partner.mou", "a document about all partners has no `partner` of its own"),
        (
            "kind: report",
            "requires: [contact.email]",
            "a document about all partners has no `contact` of its own",
        ),
        (
            "# {{ title }}",
            "{{ partner.legal_name }}",
            "a document about all partners has no `partner` of its own",
        ),
        (
            "# {{ title }}",
            "{{ history | length }}",
            "a document about all partners has no `history` of its own",
        ),
        ("partner.legal_name", "partner.legal_nam", "there is no field `legal_nam` in `partner.legal_nam`"),
        ("event.date |", "event.day |", "there is no field `day` in `event.day`"),
        ("scope: institution\n", "", "a document for one partner does not see `partners`"),
    ] {
        let sandbox = reporting();
        sandbox.edit("templates/report/en.md", from, to);
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{to}\n{}", run.stderr);
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
        assert!(run.stderr.contains("--> templates/report/en.md:"), "{to}\n{}", run.stderr);
    }
}

#[test]
fn a_partner_gets_no_report() {
    let sandbox = reporting();
    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}documents: [one-pager, report]\n"));
    let run = sandbox.run(&["check", "wiatrak", "--date", TODAY]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`report` is about all partners, and made once for all"), "{}", run.stderr);
    let email = "---\ntitle: \"A\"\nlayout: letter\nformats: [md, eml]\nto: \"{{ contact.email }}\"\nsubject: \"A\"\n\
        attach: [report.pdf]\n---\nText.\n";
    sandbox.write("templates/cover/en.md", email);
    sandbox.write("partners/wiatrak.yaml", format!("{FAULTLESS}documents: [cover]\n"));
    let run = sandbox.build(&["--partner", "wiatrak"]);
    assert!(run.stderr.contains("`report.pdf` cannot be attached"), "{}", run.stderr);
}

#[test]
fn a_broken_report_leaves_none_that_looks_current() {
    let sandbox = reporting();
    build(&sandbox, &["report"]);
    sandbox.edit("templates/report/en.md", "partner.legal_name", "partner.legal_nam");
    let run = sandbox.build(&["report"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("[unknown-field]").count(), 1, "{}", run.stderr);
    assert!(!sandbox.path(MARKDOWN).exists(), "{}", run.stderr);
}

#[test]
fn the_pages_of_a_report_are_no_part_of_a_pack() {
    let sandbox = reporting();
    let run = build(&sandbox, &["one-pager", "report", "--combine", "fair.pdf"]);
    assert!(run.stderr.contains("4 pages for 4 partners"), "{}", run.stderr);
    assert!(sandbox.path(PDF).exists());
}
