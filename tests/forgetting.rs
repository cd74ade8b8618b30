//! After somebody is forgotten nothing in the folder names them any more, however it was written there.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::sending::{Server, send, workspace};
use crate::support::Sandbox;

/// Every way in which a word could still stand in a file: as it is, in small letters, in letters of other encodings.
fn readings(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut all = vec![text.to_lowercase()];
    // Quoted-printable, and the same in the heads of mails.
    let joined = text.replace("=\r\n", "").replace("=\n", "");
    let mut plain = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'=') {
            Some(byte) => {
                plain.push(byte);
                rest = &behind[2..];
            }
            None => {
                plain.push(if *first == b'_' { b' ' } else { *first });
                rest = behind;
            }
        }
    }
    all.push(String::from_utf8_lossy(&plain).to_lowercase());
    // Everything that could be base64, from every beginning.
    let letters = |one: char| one.is_ascii_alphanumeric() || "+/=".contains(one);
    for run in text.replace(['\r', '\n'], "").split(|one| !letters(one)).filter(|run| run.len() > 7) {
        for shift in 0..4 {
            let bytes = lenient_base64(&run[shift..]);
            all.push(String::from_utf8_lossy(&bytes).to_lowercase());
        }
    }
    all
}

fn lenient_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let six = |one: u8| LETTERS.iter().position(|other| *other == one);
    let values: Vec<usize> = text.bytes().filter_map(six).collect();
    values
        .chunks(4)
        .flat_map(|four| {
            let word = four.iter().fold(0, |word, value| word << 6 | value) << (6 * (4 - four.len()));
            [word >> 16, word >> 8, word].map(|byte| u8::try_from(byte & 0xff).expect("a byte"))
        })
        .collect()
}

/// The files that still have one of these words, in their names or in what they say.
fn still(files: &BTreeMap<String, Vec<u8>>, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in files {
        let mut all = readings(bytes);
        all.push(name.to_lowercase());
        for word in words {
            if all.iter().any(|text| text.contains(&word.to_lowercase())) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    found
}

#[test]
fn a_partner_is_forgotten_with_all_that_was_made_and_sent() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(send(&sandbox, &[]).code, 0);
    assert_eq!(sandbox.build(&[]).code, 0);
    let pack = sandbox.build(&["one-pager", "--combine", "output/fair.pdf"]);
    assert_eq!(pack.code, 0, "{}", pack.stderr);
    for name in ["gruenfliess.yaml~", ".gruenfliess.yaml.swp", "gruenfliess.yaml.bak", ".handclasp-Abc123"] {
        sandbox.write(&format!("partners/{name}"), "family_name: \"Süßmilch-Größl\"");
    }
    sandbox.write("signed/gruenfliess/mou.en.v1.us.pdf", "%PDF a scan");
    let words = [
        "süßmilch",
        "suessmilch",
        "sussmilch",
        "ausbildung@gruenfliess",
        "großkopf",
        "grosskopf",
        "färber 7",
        "faerber 7",
        "grünfließ präz",
        "gruenfliess-praez",
        "gruenfliess",
    ];
    assert!(still(&sandbox.files(""), &words).len() > 10);
    let others: BTreeMap<String, Vec<u8>> = sandbox.files("partners");
    let run = sandbox.run(&["forget", "gruenfliess"]);
    assert!(run.code == 2 && run.stderr.contains("error[not-asked]"), "{}", run.stderr);
    assert!(sandbox.path("partners/gruenfliess.yaml").is_file(), "nothing goes before the question");
    let run = sandbox.run(&["forget", "gruenfliess", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("not reached, so look there yourself: your mailbox"), "{}", run.stderr);
    assert_eq!(still(&sandbox.files(""), &words), Vec::<String>::new());
    // The others are as before, and so are their documents and mails.
    for (name, bytes) in
        others.iter().filter(|(name, _)| !name.contains("gruenfliess") && !name.starts_with('.'))
    {
        assert!(sandbox.files("partners").get(name) == Some(bytes), "{name}");
    }
    assert!(sandbox.path("output/tahtiselka/one-pager.en.pdf").is_file());
    assert!(sandbox.path("sent/tahtiselka/contact-formal.eml").is_file());
    let check = sandbox.run(&["check"]);
    assert!(check.code == 0 && !check.stderr.contains("gruenfliess"), "{}", check.stderr);
    let run = sandbox.run(&["forget", "gruenfliess", "--yes"]);
    assert!(run.code == 2 && run.stderr.contains("error[unknown-partner-name]"), "{}", run.stderr);
}

#[test]
fn an_objection_stays_without_a_name() {
    type Objecting = fn(&Sandbox);
    let ways: [Objecting; 3] = [
        |sandbox| assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0),
        |sandbox| {
            sandbox.edit(
                "partners/tahtiselka.yaml",
                "    given_name: \"Päivi\"",
                "    objected: true\n    given_name: \"Päivi\"",
            )
        },
        // A file that nobody can read any more: what it said of objections cannot be known.
        |sandbox| {
            sandbox.edit(
                "partners/tahtiselka.yaml",
                "    given_name: \"Päivi\"",
                "    objected: [true\n    given_name: \"Päivi\"",
            )
        },
    ];
    for (at, objects) in ways.into_iter().enumerate() {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        let before = sandbox.read("partners/tahtiselka.yaml");
        objects(&sandbox);
        let run = sandbox.run(&["forget", "tahtiselka", "--yes"]);
        assert!(run.code == 0 || at == 2, "{at}: {}{}", run.stdout, run.stderr);
        assert!(!sandbox.path("partners/tahtiselka.yaml").exists(), "{at}: {}", run.stderr);
        assert_eq!(still(&sandbox.files(""), &["ayravainen@", "äyräväinen"]), Vec::<String>::new(), "{at}");
        // It comes back, from a list for example.
        sandbox.write("partners/wieder.yaml", before);
        assert_eq!(sandbox.build(&["contact-formal", "--partner", "gruenfliess"]).code, 0);
        sandbox.build(&["contact-formal", "--partner", "wieder"]);
        let run = send(&sandbox, &["--partner", "wieder"]);
        assert!(run.code == 1 && run.stderr.contains("objection"), "{at}: {}", run.stderr);
        assert!(server.accepted().is_empty(), "{at}");
    }
}

#[test]
fn nobody_who_did_not_object_is_kept() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["forget", "zolty-wiatrak", "--yes"]).code, 0);
    assert!(!sandbox.path("objections.log").exists());
}

#[test]
fn what_a_person_wrote_stays_and_is_told() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["one-pager"]).code, 0);
    sandbox.write("list.csv", "name;email\nJörg Süßmilch-Größl;a@b.example.org\n");
    sandbox.write("suessmilch-groessl.txt", "notes");
    let text = "output/tahtiselka/one-pager.en.md";
    sandbox.write(text, sandbox.read(text) + "\nAsk AUSBILDUNG@Gruenfliess.example.org too.\n");
    let other = sandbox.read("partners/zolty-wiatrak.yaml");
    sandbox.write(
        "partners/zolty-wiatrak.yaml",
        format!("{other}logbook:\n  next_action: \"call 0351 / 4718 2635\"\nmou: {{further_partners: [gruenfliess]}}\n"),
    );
    sandbox.edit(
        "partners/gruenfliess.yaml",
        "    mailbox_kind",
        "    phone: \"+49 351 47182635\"\n    mailbox_kind",
    );
    assert_eq!(sandbox.run(&["export", "partners.xlsx"]).code, 0);
    sandbox.write("scan.pdf", "%PDF-1.7 nobody can look into it");
    let files = sandbox.files("");
    let run = sandbox.run(&["forget", "gruenfliess", "--plan"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(files == sandbox.files(""), "a plan changes nothing");
    for line in [
        "deleted:\n  output/gruenfliess\n  partners/gruenfliess.yaml\n",
        "list.csv, line 2: a name or a street",
        "suessmilch-groessl.txt: a name or a street",
        "output/tahtiselka/one-pager.en.md, line",
        "partners/zolty-wiatrak.yaml, line",
        "partners.xlsx, line 3: an email address",
        "need another partner in its place:\n  partners/zolty-wiatrak.yaml\n",
        "cannot be looked into, so look yourself:\n",
        "scan.pdf",
    ] {
        assert!(run.stdout.contains(line), "{line}:\n{}", run.stdout);
    }
    let run = sandbox.run(&["forget", "gruenfliess", "--yes"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[not-forgotten]").count(), 5, "{}", run.stderr);
    for name in [
        "list.csv",
        "partners.xlsx",
        "suessmilch-groessl.txt",
        "output/tahtiselka/one-pager.en.md",
        "partners/zolty-wiatrak.yaml",
    ] {
        assert!(sandbox.files("").get(name) == files.get(name), "{name} is a person's");
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
    }
}

/// A partner with two people, one of whom is to be forgotten.
const TWO_PEOPLE: &str = "\
legal_name: \"Papírna Vlčí Důl a.s.\"
kind: company
country: CZ
timezone: \"Europe/Prague\"
documents: [contact-formal, one-pager]
contacts:
  # Iveta Příhodová, until she retires
  - id: iveta   # first
    given_name: \"Iveta\"
    family_name: \"Příhodová\"
    honorific: ms
    email: \"prihodova@papirna.example.org\"
    phone: \"+420 999 123 456\"
    source: \"the staff page\"

  # Our second contact.
  - {id: karel, given_name: \"Karel\", family_name: \"Žďárský\", honorific: mr, email: \"info@papirna.example.org\", source: \"the staff page\"}
signatories: [{name: \"Ing. Iveta Příhodová\", position: \"Director\"}, {name: \"Karel Žďárský\"}]
partnership_types: [mobility]
why_partner: \"you make paper\"   # a comment
proposal: {idea: \"meet\", offered_dates: [\"2027-01-12 10:00\", \"2027-01-14 10:00\"]}
";

#[test]
fn one_person_is_forgotten_and_the_partner_stays() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write("partners/papirna.yaml", TWO_PEOPLE);
    let built = sandbox.build(&["--partner", "papirna"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let run = send(&sandbox, &["--partner", "papirna"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let log = sandbox.read("partners/papirna.log").lines().count();
    let run = sandbox.run(&["forget", "papirna", "--contact", "nobody"]);
    assert!(run.code == 2 && run.stderr.contains("error[unknown-contact]"), "{}", run.stderr);
    assert!(run.stderr.contains("`Iveta Příhodová` and `Karel Žďárský`"), "{}", run.stderr);
    let run = sandbox.run(&["forget", "papirna", "--contact", "prihodova@papirna.example.org", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let words = ["příhodov", "prihodov", "iveta", "123 456", "123456"];
    assert_eq!(still(&sandbox.files(""), &words), Vec::<String>::new());
    let file = sandbox.read("partners/papirna.yaml");
    let expected = TWO_PEOPLE
        .split_inclusive('\n')
        .enumerate()
        .filter(|(at, _)| !(6..14).contains(at))
        .map(|(_, line)| line)
        .collect::<String>()
        .replace("{name: \"Ing. Iveta Příhodová\", position: \"Director\"}, ", "");
    assert_eq!(file, expected);
    // The log has all its lines, and the mail counts as sent.
    assert_eq!(sandbox.read("partners/papirna.log").lines().count(), log);
    let said = sandbox.run(&["log", "papirna"]);
    assert!(said.code == 0 && said.stdout.contains("contact-formal: sent"), "{}{}", said.stdout, said.stderr);
    let built = sandbox.build(&["--partner", "papirna"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn who_objected_is_not_written_to_after_only_they_were_forgotten() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write(
        "partners/papirna.yaml",
        TWO_PEOPLE.replace("    honorific: ms", "    honorific: ms\n    objected: true"),
    );
    let run = sandbox.run(&["forget", "papirna", "--contact", "Iveta Prihodova", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.read("objections.log").lines().count(), 1);
    let file = TWO_PEOPLE.replace("Příhodová", "Nováková");
    sandbox.write("partners/papirna.yaml", file);
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "gruenfliess"]).code, 0);
    let run = sandbox.build(&["contact-formal", "--partner", "papirna"]);
    assert!(run.stderr.contains("objection") || run.stderr.contains("objected"), "{}", run.stderr);
}

#[test]
fn what_was_retracted_stays_retracted_when_words_of_it_are_forgotten() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/papirna.yaml", TWO_PEOPLE);
    let note = r#"{"at":"2027-01-01T10:00:00+00:00","what":"noted","on":"2027-01-01","fact":"note","text":"Příhodová called"}"#;
    let entry: handclasp::history::LedgerEntry = serde_json::from_str(note).expect("a line");
    let mark = entry.mark().expect("a mark");
    let undone = format!(r#"{{"at":"2027-01-02T10:00:00+00:00","what":"undone","noted":"{mark}"}}"#);
    sandbox.write("partners/papirna.log", format!("{note}\n{undone}\n"));
    let run = sandbox.run(&["forget", "papirna", "--contact", "iveta", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let lines: Vec<handclasp::history::LedgerEntry> = sandbox
        .read("partners/papirna.log")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(handclasp::history::standing_entries(&lines).is_empty());
}

/// Tried in folders and files: a folder of a partner that is gone | it is forgotten too; a name that leads out of the folder is nobody's
#[test]
fn what_is_left_of_a_partner_that_is_gone_is_forgotten_too() {
    let sandbox = Sandbox::sample();
    std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
    sandbox.write("sent/gruenfliess/contact-formal.eml", "a mail");
    sandbox.write("output/gruenfliess/one-pager.en.md", "a text");
    sandbox.write("partners/gruenfliess.log", "");
    let run = sandbox.run(&["forget", "gruenfliess", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!sandbox.files("").keys().any(|name| name.contains("gruenfliess")));
    for name in ["..", "../partners", "", ".", "institution", "/"] {
        let before = sandbox.files("");
        let run = sandbox.run(&["forget", name, "--yes"]);
        assert!(run.code != 0, "{name}: {}", run.stderr);
        assert!(before == sandbox.files(""), "{name}");
    }
}

/// A name of letters that computers write in many ways.
fn name() -> impl Strategy<Value = String> {
    let first = prop::sample::select(vec!["Ö", "Ž", "É", "Ł", "Ø", "K", "Š", "Τ", "Ж"]);
    let letters = prop::sample::select(vec!["ü", "ä", "ß", "ó", "ł", "č", "ş", "ñ", "q", "x", "vw", "zk"]);
    (first, prop::collection::vec(letters, 4..8))
        .prop_map(|(first, rest)| format!("{first}{}", rest.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn after_it_no_byte_of_a_name_an_address_or_a_number_is_in_the_folder(
        given in name(), family in name(), local in "[a-z]{6}x[0-9]{2}", number in "[1-9][0-9]{8}", alone in any::<bool>(),
    ) {
        let sandbox = Sandbox::sample();
        let address = format!("{local}@wohin.example.org");
        let entry = format!(
            "contacts:\n  - id: they\n    given_name: \"{given}\"\n    family_name: \"{family}\"\n    honorific: mx\n    email: \"{address}\"\n    \
             phone: \"+49 351 {number}\"\n    source: \"a list\"\n  - {{email: \"office@wohin.example.org\", source: \"a list\"}}\n"
        );
        let file = format!(
            "legal_name: \"Wohin\"\nkind: company\ncountry: DE\ndocuments: [contact-formal, contact-informal, one-pager]\n{entry}partnership_types: [mobility]\nwhy_partner: \"you are there\"\nproposal: {{idea: \"meet\"}}\n"
        );
        sandbox.write("partners/wohin.yaml", &file);
        sandbox.build(&["--partner", "wohin"]);
        // The mails as they are kept, with the partner and with another one who got it too.
        let mails: Vec<(String, Vec<u8>)> =
            sandbox.files("output/wohin").into_iter().filter(|(name, _)| name.ends_with(".eml")).collect();
        prop_assert!(!mails.is_empty());
        for (name, bytes) in mails {
            sandbox.write(&format!("sent/wohin/{name}"), &bytes);
            sandbox.write(&format!("sent/tahtiselka/{name}"), &bytes);
        }
        let line = format!(
            "{{\"at\":\"2027-01-01T10:00:00+00:00\",\"what\":\"noted\",\"on\":\"2027-01-01\",\"fact\":\"note\",\"text\":\"with {given} {family}, {address}\"}}\n"
        );
        sandbox.write("partners/wohin.log", &line);
        sandbox.write("partners/tahtiselka.log", &line);
        let mut arguments = vec!["forget", "wohin", "--yes"];
        if alone {
            arguments.extend(["--contact", "they"]);
        }
        let run = sandbox.run(&arguments);
        prop_assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let words = [family.as_str(), address.as_str(), number.as_str(), local.as_str()];
        prop_assert_eq!(still(&sandbox.files(""), &words), Vec::<String>::new());
        prop_assert_eq!(sandbox.path("partners/wohin.yaml").exists(), alone);
        prop_assert_eq!(sandbox.read("partners/tahtiselka.log").lines().count(), 1);
    }
}
