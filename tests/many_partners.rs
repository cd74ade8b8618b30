//! What is said of many partners at once.

use crate::reference::{FAULTLESS, changed};
use crate::support::{Run, Sandbox, TODAY};

/// As many partners as somebody imports, each with lines of its own in place of a faultless file's.
fn many(number: usize, lines: impl Fn(usize) -> String) -> Sandbox {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    for at in 0..number {
        let name = format!("legal_name: \"Fundacja {}\"\n", word(at));
        let email = format!("ola{at}@wiatrak.example.org");
        let file = FAULTLESS.replace("ola@wiatrak.example.org", &email);
        sandbox.write(
            &format!("partners/partner-{}.yaml", word(at)),
            changed(&file, &format!("{name}{}", lines(at))),
        );
    }
    sandbox
}

/// A word of letters for a number.
fn word(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    [letter(at / 676), letter(at / 26), letter(at)].iter().collect()
}

fn check(sandbox: &Sandbox, more: &[&str]) -> Run {
    sandbox.run(&[&["check", "--date", TODAY], more].concat())
}

/// Tried in lists: the same warning for 60 partners | one warning with the first three places and how many there are; all of them in JSON
#[test]
fn the_same_warning_of_many_partners_is_one() {
    let sandbox = many(60, |_| "logbook: {status: ended}".to_owned());
    let run = check(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[ended]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("--> partners/partner-aaa.yaml:"), "{}", run.stderr);
    let note = "the same in partners/partner-aab.yaml (line 16), partners/partner-aac.yaml (line 16) and 57 more places (60 files in all)";
    let line = run.stderr.lines().find(|line| line.contains("the same in")).unwrap_or_default();
    let digits = |text: &str| text.chars().filter(|one| !one.is_ascii_digit()).collect::<String>();
    assert!(digits(line).contains(&digits(note)) && line.contains("57 more places"), "{}", run.stderr);
    assert!(
        run.stderr.ends_with(
            "60 warnings; those that are alike are told once, and `--message-format json` has each of them\n"
        ),
        "{}",
        run.stderr
    );
    let run = check(&sandbox, &["--message-format", "json"]);
    assert_eq!(run.stderr.matches("\"code\":\"ended\"").count(), 60, "{}", run.stderr);
}

/// Tried in lists: warnings of many partners that differ in a number or a day alone | are alike, and told once
#[test]
fn warnings_that_differ_in_a_number_are_alike() {
    let sandbox = many(6, |at| format!("logbook: {{retention_until: 202{at}-01-0{}}}", at + 1));
    let run = check(&sandbox, &[]);
    assert_eq!(run.stderr.matches("warning[retention]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("alike in partners/partner-aab.yaml"), "{}", run.stderr);
    assert!(run.stderr.contains("\n6 warnings; "), "{}", run.stderr);
}

/// Tried in lists: four partners with the same warning | told one by one, as ever
#[test]
fn a_few_are_told_one_by_one() {
    let sandbox = many(4, |_| "logbook: {status: ended}".to_owned());
    let run = check(&sandbox, &[]);
    assert_eq!(run.stderr.matches("warning[ended]").count(), 4, "{}", run.stderr);
    assert!(run.stderr.ends_with("\n4 warnings\n"), "{}", run.stderr);
}

/// Tried in lists: the same wrong word in many files, and a wrong word of its own in each | the same is told once, what is each one's own is told of each
#[test]
fn the_same_error_of_many_partners_is_one() {
    let sandbox = many(8, |_| "kind: fabrik".to_owned());
    let run = check(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[not-in-list]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("\n8 errors; "), "{}", run.stderr);
    let sandbox = many(8, |at| format!("kind: fabrik-{}", word(at)));
    let run = check(&sandbox, &[]);
    assert_eq!(run.stderr.matches("error[not-in-list]").count(), 8, "{}", run.stderr);
    assert!(run.stderr.ends_with("\n8 errors\n"), "{}", run.stderr);
}

/// Tried in folders and files: the same mistake in many lines of one file | told once, with the other lines
#[test]
fn the_same_error_in_many_lines_is_one() {
    let signatories: Vec<&str> = std::iter::repeat_n("  - {position: \"Chair\"}", 6).collect();
    let lines = format!("signatories:\n{}", signatories.join("\n"));
    let sandbox = Sandbox::with_partner("wiatrak", &changed(FAULTLESS, &lines));
    let run = check(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[missing-data]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("the same in the lines "), "{}", run.stderr);
    assert!(run.stderr.contains("\n6 errors; "), "{}", run.stderr);
}

/// Tried in texts: an email a few words longer or shorter than its template says | is taken as it is, up to a tenth
#[test]
fn words_are_not_counted_one_by_one() {
    let length = |words: usize| {
        let why = "word ".repeat(words);
        let sandbox = Sandbox::with_partner(
            "wiatrak",
            &changed(FAULTLESS, &format!("why_partner: \"{}\"", why.trim())),
        );
        let run = sandbox.run(&["check", "--date", TODAY, "--message-format", "json"]);
        let count = |line: &str| -> Option<(String, usize)> {
            let (document, rest) = line.split_once("the text of `")?.1.split_once("` has ")?;
            Some((document.to_owned(), rest.split_once(' ')?.0.parse().ok()?))
        };
        run.stderr.lines().filter_map(count).collect::<Vec<_>>()
    };
    let told: Vec<(String, usize)> = (1..130).step_by(4).flat_map(length).collect();
    assert!(told.len() > 10, "{told:?}");
    for (document, words) in told {
        let (from, to) = if document == "contact-formal" { (81, 165) } else { (45, 110) };
        assert!(words < from || words > to, "{document} {words}");
    }
}

/// Tried in folders and files: `check --partner` and `check --where` | chosen as in `build`, with “did you mean”
#[test]
fn partners_are_chosen_alike_for_check_and_build() {
    let sandbox = many(2, |at| {
        let kind = if at == 0 { "ngo" } else { "authority" };
        format!("logbook: {{status: ended}}\nkind: {kind}")
    });
    for arguments in [&["--partner", "partner-aaa"][..], &["partner-aaa"], &["--where", "kind=ngo"]] {
        let run = check(&sandbox, arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("partner-aaa") && !run.stderr.contains("partner-aab"), "{}", run.stderr);
    }
    let run = check(&sandbox, &["--partner", "partner-aax"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `partner-aa"), "{}", run.stderr);
    let run = check(&sandbox, &["--where", "knd=ngo"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `kind`?"), "{}", run.stderr);
}

/// Tried in folders and files: `log` with a fact and without a name | says what to write, with the names that there are
#[test]
fn a_fact_without_a_name_says_which_there_are() {
    let sandbox = many(20, |_| String::new());
    for (words, fact) in [(&["--objected"][..], "--objected"), (&["called"], "called"), (&["undo"], "undo")] {
        let run = sandbox.run(&[&["log"], words].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        let command = format!("`handclasp log partner-aaa {fact}`");
        for part in ["`log` needs the name of a partner", command.as_str(), "and 8 more"] {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
    }
}

/// Tried in sending: `send` with a letter, a one-pager, a Memorandum or an agenda | says that it is no email, and what to do
#[test]
fn what_is_no_email_cannot_be_sent_and_why_is_said() {
    let sandbox = Sandbox::sample();
    for document in ["loi", "mou", "one-pager", "agenda", "minutes"] {
        for more in [&["--plan"][..], &["--yes"], &["--to-drafts"], &["--plan", "--partner", "tahtiselka"]] {
            let run = sandbox.run(&[&["send", document], more].concat());
            assert_eq!(run.code, 2, "{document}\n{}", run.stderr);
            for part in [
                format!("`{document}` is no email, so it cannot be sent"),
                format!("`handclasp build {document}` makes it"),
            ] {
                assert!(run.stderr.contains(&part), "{document}\n{}", run.stderr);
            }
        }
    }
    let run = sandbox.run(&["send", "agenda", "--plan"]);
    assert!(run.stderr.contains("`handclasp send invitation`"), "{}", run.stderr);
    let run = sandbox.run(&["send", "contact-formal", "loi", "--plan"]);
    assert!(run.code == 2 && run.stderr.contains("`loi` is no email"), "{}", run.stderr);
}
