//! What is up to date is not made again; what depends on a change is, and nothing else.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Run, Sandbox, TODAY, documents_below, letters, pdf_text};

/// The documents that a run made: partner and document.
fn made(run: &Run) -> BTreeSet<String> {
    let mut partner = "";
    let rows = run.stdout.lines().skip(1).map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        // The partner stands in the first of its rows only.
        let document = if line.starts_with("  ") { words[0] } else { words[1] };
        if !line.starts_with("  ") {
            partner = words[0];
        }
        format!("{partner}/{document}")
    });
    rows.collect()
}

fn built() -> Sandbox {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn a_second_run_makes_nothing_and_a_forced_one_everything() {
    let sandbox = built();
    let before = sandbox.files("output");
    let run = sandbox.build(&["--all"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("18 documents up to date in `output`"), "{}", run.stderr);
    assert_eq!(sandbox.files("output"), before);
    let run = sandbox.build(&["--force"]);
    assert_eq!(made(&run).len(), 18, "{}", run.stdout);
    assert_eq!(documents_below(&sandbox.path("output")).len(), before.len() - 4);
}

#[test]
fn what_depends_on_a_change_is_made_and_nothing_else() {
    // Each time: what is changed, and the documents that depend on it.
    let sandbox = built();
    sandbox.edit(
        "partners/gruenfliess.yaml",
        "your apprentices already",
        "as we heard, your apprentices already",
    );
    let run = sandbox.build(&[]);
    assert!(!made(&run).is_empty() && made(&run).iter().all(|name| name.starts_with("gruenfliess/")));

    sandbox.write(
        "templates/loi/en.md",
        include_str!("../templates/loi/en.md").replace("Letter of", "A letter of"),
    );
    let run = sandbox.build(&[]);
    assert!(
        made(&run).len() > 1 && made(&run).iter().all(|name| name.ends_with("/loi.en")),
        "{}",
        run.stdout
    );

    // Which layouts another one imports is known to Typst alone, so all documents with pages are made; the one-pager goes
    // with the formal email. The informal email has no pages.
    let layout = include_str!("../templates/layouts/one-pager.typ");
    sandbox.write("templates/layouts/one-pager.typ", layout.replace("name-size = 25pt", "name-size = 24pt"));
    let run = sandbox.build(&["--partner", "tahtiselka"]);
    let with_pages = ["agenda", "contact-formal", "invitation", "loi", "minutes", "mou", "one-pager"];
    assert_eq!(made(&run), with_pages.map(|name| format!("tahtiselka/{name}.en")).into_iter().collect());

    let words = include_str!("../templates/languages/en.yaml");
    sandbox.write("templates/languages/en.yaml", format!("{words}\n# Changed.\n"));
    assert_eq!(made(&sandbox.build(&[])).len(), 18);

    sandbox.edit("institution.yaml", "tagline:", "# A remark.\ntagline:");
    assert_eq!(made(&sandbox.build(&[])).len(), 18);

    // A shared piece, in whichever way a template uses it.
    sandbox.write("templates/partials/base.md", "{% block words %}ONE{% endblock %}\n");
    let head = "title: \"Minutes\"\nlayout: agenda\nformats: [md, pdf]\nwhen: partner.meeting\n";
    let text = format!("---\n{head}---\n{{% extends \"partials/base.md\" %}}\n");
    sandbox.write("templates/minutes/en.md", text);
    assert_eq!(sandbox.build(&["minutes"]).code, 0);
    assert!(sandbox.read("output/tahtiselka/minutes.en.md").contains("ONE"));
    sandbox.write("templates/partials/base.md", "{% block words %}TWO{% endblock %}\n");
    assert_eq!(sandbox.build(&["minutes"]).code, 0);
    assert!(sandbox.read("output/tahtiselka/minutes.en.md").contains("TWO"));

    // A layout whose name is computed.
    let letter = include_str!("../templates/layouts/letter.typ");
    let computed = "#let other = \"extra\"\n#import \"/layouts/\" + other + \".typ\": shade\n";
    sandbox.write("templates/layouts/extra.typ", "#let shade = red\n");
    sandbox.write("templates/layouts/letter.typ", format!("{computed}{letter}"));
    assert_eq!(sandbox.build(&["loi"]).code, 0);
    sandbox.write("templates/layouts/extra.typ", "#let shade = blue\n");
    assert!(made(&sandbox.build(&["loi"])).len() > 1);

    // A day that was asked for stands on every document.
    let run = sandbox.run(&["build", "--date", "2026-11-24", "--partner", "zolty-wiatrak"]);
    assert_eq!(made(&run).len(), 3, "{}", run.stdout);
    // A new partner concerns nobody else.
    let kovomont = "legal_name: \"Kovomont\"\nkind: company\ncountry: CZ\ndocuments: [one-pager]\n";
    assert_eq!(sandbox.build(&[]).code, 0);
    sandbox.write("partners/kovomont.yaml", kovomont);
    assert_eq!(made(&sandbox.build(&[])), set(["kovomont/one-pager.en"]));
}

/// Builds without a day being asked for, as many days after the first as it says.
fn build_later(sandbox: &Sandbox, days: u64, arguments: &[&str]) -> Run {
    let first_noon: u64 = 1_795_435_200;
    let now = (first_noon + days * 86_400).to_string();
    sandbox.run_with(&[&["build"], arguments].concat(), &[("SOURCE_DATE_EPOCH", &now)])
}

#[test]
fn a_new_day_alone_makes_no_document_another_one() {
    let sandbox = built();
    let before = documents_below(&sandbox.path("output"));
    let run = build_later(&sandbox, 1, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("18 documents up to date"), "{}", run.stderr);
    assert_eq!(documents_below(&sandbox.path("output")), before);

    // The pages of a pack are those that lie there.
    let run = build_later(&sandbox, 1, &["one-pager", "--format", "pdf", "--combine", "fair.pdf"]);
    assert_eq!(run.stdout, "", "{}", run.stderr);
    let pack = letters(&pdf_text(&sandbox.bytes("output/fair.pdf")));
    assert!(pack.contains("23November2026") && !pack.contains("24November2026"), "{pack}");

    // What is changed has the day of the change.
    sandbox.edit("partners/zolty-wiatrak.yaml", "2027-01-15", "2027-01-18");
    let run = build_later(&sandbox, 2, &[]);
    assert!(made(&run).iter().all(|name| name.starts_with("zolty-wiatrak/")) && made(&run).len() == 3);
    let page = |partner: &str| {
        let name = format!("output/{partner}/one-pager.en.pdf");
        letters(&pdf_text(&sandbox.bytes(&name)))
    };
    assert!(page("zolty-wiatrak").contains("25November2026"), "{}", page("zolty-wiatrak"));
    assert!(page("gruenfliess").contains("23November2026"), "{}", page("gruenfliess"));

    // Who asks for a day gets it on all.
    let run = sandbox.run(&["build", "one-pager", "--date", "2026-11-26"]);
    assert_eq!(made(&run).len(), 4, "{}", run.stdout);
}

#[test]
fn what_the_day_decides_is_made_again() {
    let sandbox = built();
    // On the 9th of December a call was offered.
    let run = build_later(&sandbox, 17, &[]);
    let told = ["tahtiselka/contact-formal.en", "tahtiselka/contact-informal.en", "tahtiselka/loi.en"];
    assert_eq!(made(&run), set(told), "{}", run.stdout);
    assert!(run.stderr.contains("the offered day 2026-12-09 lies in the past"), "{}", run.stderr);
    // On the 10th another one; once that is over it is told again, and nothing is made.
    let run = build_later(&sandbox, 18, &["--partner", "tahtiselka"]);
    assert_eq!(made(&run), set(told), "{}", run.stdout);
    let run = build_later(&sandbox, 19, &["--partner", "tahtiselka"]);
    assert_eq!(run.stdout, "", "{}", run.stderr);
    assert!(run.stderr.contains("the offered day 2026-12-09 lies in the past"), "{}", run.stderr);

    // Words that compare the day may be others on each.
    let words = include_str!("../templates/loi/en.md");
    let at = words.find("## ").expect("a section");
    let (front, sections) = words.split_at(at);
    let condition = "{% if today > partner.loi.valid_until %}Over.{% endif %}";
    let end = sections.find("\n\n").expect("a paragraph");
    let (heading, rest) = sections.split_at(end);
    sandbox.write("templates/loi/en.md", format!("{front}{heading}\n\n{condition}{rest}"));
    let count = |run: &Run| {
        assert_eq!(run.code, 0, "{}", run.stderr);
        made(run).len()
    };
    let first = count(&build_later(&sandbox, 0, &["loi"]));
    assert!(first > 1);
    assert_eq!(count(&build_later(&sandbox, 0, &["loi"])), 0);
    assert_eq!(count(&build_later(&sandbox, 1, &["loi"])), first);
}

#[test]
fn a_file_that_is_gone_or_changed_is_noticed() {
    let sandbox = built();
    let pdf = "output/gruenfliess/one-pager.en.pdf";
    let bytes = sandbox.bytes(pdf);
    std::fs::remove_file(sandbox.path(pdf)).expect("removed");
    assert_eq!(made(&sandbox.build(&[])), set(["gruenfliess/one-pager.en"]));
    assert_eq!(sandbox.bytes(pdf), bytes);

    // As many other bytes, as after an accident.
    let mut other = bytes.clone();
    other[100] ^= 1;
    sandbox.write(pdf, &other);
    let run = sandbox.build(&[]);
    assert!(run.stderr.contains("one-pager.en.pdf` was changed by hand"), "{}", run.stderr);
    assert_eq!(sandbox.bytes(pdf), other);
    let run = sandbox.build(&["--discard-edits", "one-pager"]);
    assert_eq!(made(&run).len(), 4);
    assert!(run.stderr.contains("one-pager.en.pdf` was changed by hand, and is made anew"), "{}", run.stderr);
    assert_eq!(sandbox.bytes(pdf), bytes);

    // The same bytes with another time, as after a copy, are up to date.
    sandbox.write(pdf, &bytes);
    let run = sandbox.build(&[]);
    assert_eq!(run.stdout, "", "{}", run.stderr);

    // A partner whose file is gone keeps its folder, and that is said.
    std::fs::rename(sandbox.path("partners/zolty-wiatrak.yaml"), sandbox.path("partners/wiatrak.yaml"))
        .expect("renamed");
    let run = sandbox.build(&[]);
    assert!(run.stderr.contains("no partner’s file belongs to `output/zolty-wiatrak`"), "{}", run.stderr);
    assert!(sandbox.path("output/zolty-wiatrak/one-pager.en.pdf").is_file());
    std::fs::rename(sandbox.path("partners/wiatrak.yaml"), sandbox.path("partners/zolty-wiatrak.yaml"))
        .expect("renamed");

    // Another format is another file.
    let run = sandbox.build(&["one-pager", "--partner", "gruenfliess", "--format", "html"]);
    assert_eq!(made(&run), set(["gruenfliess/one-pager.en"]));
    assert_eq!(sandbox.build(&[]).stdout, "");
}

#[test]
fn a_remark_is_told_again_and_an_edit_too() {
    let sandbox = built();
    let long =
        "your energy-saving training kitchen is what our cooking teachers want to learn from, and ".repeat(3);
    sandbox.edit(
        "partners/tahtiselka.yaml",
        "your energy-saving training kitchen is what our cooking teachers want to learn from",
        &long,
    );
    let first = sandbox.build(&["contact-informal"]);
    assert!(first.stderr.contains("warning[length]"), "{}", first.stderr);
    let again = sandbox.build(&["contact-informal"]);
    assert_eq!(again.stdout, "");
    let remarks = |run: &Run| run.stderr.split("1 warning").next().map(str::to_owned);
    assert_eq!(remarks(&again), remarks(&first));
    let name = "output/tahtiselka/one-pager.en.md";
    sandbox.edit(name, "A tutor", "Two tutors");
    assert_eq!(made(&sandbox.build(&["one-pager"])), set(["tahtiselka/one-pager.en"]));
    let run = sandbox.build(&["one-pager"]);
    assert!(
        run.stdout.is_empty() && run.stderr.contains("was edited and is used as it is"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_run_that_is_interrupted_leaves_whole_files_and_the_next_one_goes_on() {
    let sandbox = Sandbox::sample();
    let partner = sandbox.read("partners/gruenfliess.yaml");
    for number in 0..60 {
        let other = partner.replace("legal_name: \"", &format!("legal_name: \"{number} "));
        sandbox.write(&format!("partners/p{number:03}.yaml"), other.replace('@', &format!("{number}@")));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["build", "--date", TODAY, "--jobs", "1"])
        .current_dir(sandbox.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let seen = || std::fs::read_dir(sandbox.path("output")).map_or(0, Iterator::count);
    for _ in 0..2000 {
        if seen() > 3 {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    interrupt(&mut child);
    let output = child.wait_with_output().expect("the end");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("not looked at. The same command goes on from there"), "{told}");
    let files = sandbox.files("output");
    let finished = files.keys().filter(|name| name.ends_with("/.handclasp.json")).count();
    assert!((3..64).contains(&finished), "{finished}");
    assert!(files.keys().all(|name| !name.contains("/.handclasp-")), "{:?}", files.keys());
    let run = sandbox.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("up to date"), "{}", run.stderr);
    let after = sandbox.files("output");
    assert!(files.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
    assert_eq!(after.keys().filter(|name| name.ends_with("/.handclasp.json")).count(), 64);
}

/// What Ctrl-C does.
fn interrupt(child: &mut std::process::Child) {
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()), "no signal could be sent");
}

#[test]
fn who_watches_finds_a_saved_change_made_at_once() {
    let sandbox = built();
    sandbox.write(
        "templates/report/en.md",
        "---\nkind: report\nscope: institution\ntitle: \"A\"\nlayout: letter\nformats: [md]\n---\n\
         {% for one in [one for one in partners if one.why_partner] %}\n* {{ one.why_partner }}\n{% endfor %}",
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["watch"])
        .env("SOURCE_DATE_EPOCH", "1795435200")
        .current_dir(sandbox.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map(Running)
        .expect("the program starts");
    let lines = lines(child.0.stderr.take().expect("a pipe"));
    let hears = |wanted: &str| {
        let mut all = Vec::new();
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(20)) {
            all.push(line);
            if all[all.len() - 1].contains(wanted) {
                return all;
            }
        }
        panic!("no `{wanted}` in {all:?}")
    };
    hears("watching institution, partners, templates");
    sandbox.edit(
        "partners/gruenfliess.yaml",
        "your apprentices already",
        "as we heard, your apprentices already",
    );
    let told = hears("partners/gruenfliess.yaml`: ");
    let line = &told[told.len() - 1];
    assert!(line.contains("documents in `output`") || line.contains("document in `output`"), "{line}");
    assert!(sandbox.read("output/gruenfliess/contact-formal.en.md").contains("as we heard"));
    assert!(sandbox.read("output/institution/report.en.md").contains("as we heard"));
    // A mistake is told, and mended.
    sandbox.edit("partners/gruenfliess.yaml", "kind: company", "kind: compny");
    hears("compny");
    sandbox.edit("partners/gruenfliess.yaml", "kind: compny", "kind: company");
    hears("partners/gruenfliess.yaml`: ");
    // An edited text is the source of its email.
    sandbox.edit("output/tahtiselka/contact-informal.en.md", "Hi Päivi,", "Dear Päivi,");
    hears("tahtiselka/contact-informal.en.md`: ");
    let email = sandbox.bytes("output/tahtiselka/contact-informal.en.eml");
    assert!(String::from_utf8_lossy(&email).contains("Dear P"));
}

/// A program that is ended with the test, however that ends.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Not by Ctrl-C, which a program that was started in the background may be told to pass over.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The lines of a pipe, as they come.
fn lines(pipe: impl std::io::Read + Send + 'static) -> std::sync::mpsc::Receiver<String> {
    use std::io::BufRead;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::BufReader::new(pipe).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
