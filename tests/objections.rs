//! Who objected to being written to is not written to: whatever else is wrong, whatever the file is called, and
//! also when the address is corrected or the partner is deleted.

use crate::sending::{Server, send, workspace};
use crate::support::{Run, Sandbox};

/// What is changed in a workspace.
type Change = fn(&Sandbox);

/// A small file of a partner with a contact at an address, who objected.
fn objecting(address: &str) -> String {
    format!(
        "legal_name: \"Second Ltd\"\nkind: company\ncountry: \"CZ\"\n\
         contacts:\n  - {{email: \"{address}\", source: \"your website\", objected: true}}\n"
    )
}

/// The address of a partner of the sample.
const FORGE: &str = "ausbildung@gruenfliess.example.org";

fn object(sandbox: &Sandbox, partner: &str) -> Run {
    sandbox.run(&["log", partner, "--objected"])
}

fn build(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut all = vec!["contact-formal"];
    all.extend(arguments);
    sandbox.build(&all)
}

/// Tried in sending: an objection noted while institution.yaml has a mistake | it holds, with all addresses
/// Tried in sending: an objection noted while the partner's own file has a mistake | it holds, with all addresses that stand in the file
#[test]
fn an_objection_is_noted_whatever_else_is_wrong() {
    for (name, from, to) in [
        ("institution.yaml", "legal_name:", "legal_nam:"),
        ("partners/tahtiselka.yaml", "kind: vet_school", "kind: [vet_school"),
        ("partners/tahtiselka.yaml", "kind: vet_school", "kind: vet_schol"),
    ] {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        let before = sandbox.read(name);
        let broken = before.replacen(from, to, 1);
        assert_ne!(broken, before, "{name}");
        sandbox.write(name, broken);
        let run = object(&sandbox, "tahtiselka");
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let log = sandbox.read("partners/tahtiselka.log");
        assert!(log.contains("\"paivi.ayravainen@tahtiselka.example.org\""), "{name}: {log}");
        sandbox.write(name, before);
        // Another partner with the same address is not written to either.
        let file = sandbox.read("partners/gruenfliess.yaml");
        sandbox.write(
            "partners/gruenfliess.yaml",
            file.replace(FORGE, "Paivi.Ayravainen@Tahtiselka.example.org"),
        );
        for partner in ["tahtiselka", "gruenfliess"] {
            build(&sandbox, &["--partner", partner]);
            let run = send(&sandbox, &["--partner", partner]);
            assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{name}: {}", run.stderr);
        }
        assert!(server.accepted().is_empty(), "{name}");
    }
}

/// Tried in sending: an objection in the file of another partner that has a mistake elsewhere | nothing is sent to the addresses in it
#[test]
fn an_objection_in_a_file_with_mistakes_counts() {
    let file = objecting(FORGE);
    let latin: Vec<u8> = [b"# B\xfcro\n".as_slice(), file.as_bytes()].concat();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("an unknown key", format!("{file}nonsense: 1\n").into()),
        ("a misspelt objection", file.replace("objected", "objekted").into()),
        ("a value that is not in the list", file.replace("company", "compny").into()),
        ("a bracket that is not closed", file.replace("\"CZ\"", "[\"CZ\"").into()),
        ("an older encoding", latin),
        ("a blank without width in the address", file.replace("@gruen", "@gru\u{200b}en").into()),
        (
            "a key written with the number of a letter",
            file.replace("objected: true", "\"obj\\u0065cted\": true").into(),
        ),
    ];
    for (what, bytes) in cases {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        sandbox.write("partners/second.yaml", bytes);
        let run = send(&sandbox, &["--partner", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{what}: {}", run.stderr);
        assert!(run.stderr.contains("partners/second.yaml"), "{what}: {}", run.stderr);
        // What has nothing to do with it goes out.
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!((run.code, server.accepted().len()), (0, 1), "{what}: {}", run.stderr);
    }
}

/// Tried in sending: a log, a partner's file or the list of objections that cannot be read at all | nothing is sent to anybody
#[test]
fn what_cannot_be_read_forbids_every_mail() {
    let cases: [(&str, Change); 6] = [
        ("another partner's log is a folder", |sandbox| sandbox.write("partners/other.log/x", "")),
        ("another partner's log is no log", |sandbox| sandbox.write("partners/other.log", "Guten Tag\n")),
        ("the list is a folder", |sandbox| sandbox.write("objections.log/x", "")),
        ("the list is of a newer version", |sandbox| {
            sandbox.write("objections.log", "{\"at\":\"2026-11-23T10:00:00+00:00\",\"what\":\"new\"}\n");
        }),
        ("another partner's file is stored otherwise", |sandbox| {
            let wide: Vec<u8> = objecting(FORGE).encode_utf16().flat_map(u16::to_le_bytes).collect();
            sandbox.write("partners/second.yaml", [vec![0xff, 0xfe], wide].concat());
        }),
        ("another partner's file is a folder", |sandbox| sandbox.write("partners/second.yaml/x", "")),
    ];
    for (what, spoil) in cases {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        spoil(&sandbox);
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!((run.code, server.accepted().len()), (1, 0), "{what}: {}", run.stderr);
        assert!(run.stderr.contains("nothing was sent"), "{what}: {}", run.stderr);
    }
}

/// Tried in sending: a link that leads nowhere in place of a log, or of the partners' folder | nothing is sent, and nothing is told to be deleted
#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_nothing() {
    use std::os::unix::fs::symlink;
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    symlink(sandbox.path("gone.log"), sandbox.path("partners/other.log")).expect("a link");
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!((run.code, server.accepted().len()), (1, 0), "{}", run.stderr);
    assert!(run.stderr.contains("other.log"), "{}", run.stderr);
    std::fs::remove_file(sandbox.path("partners/other.log")).expect("removed");
    std::fs::rename(sandbox.path("partners"), sandbox.path("away")).expect("renamed");
    symlink(sandbox.path("nowhere"), sandbox.path("partners")).expect("a link");
    for arguments in [&["build"][..], &["check"], &["send", "contact-formal", "--yes"]] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("error[unreadable-file]"), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.contains("left-over") && !run.stderr.contains("delete"), "{}", run.stderr);
    }
    let run = sandbox.run(&["build", "--partner", "tahtiselka"]);
    assert!(run.stderr.contains("error[unreadable-file]"), "{}", run.stderr);
    assert!(!run.stderr.contains("there is no partner"), "{}", run.stderr);
}

/// Tried in folders and files: a folder for partners that is not there, or is a file | no document is called left over
#[test]
fn a_folder_for_partners_that_is_out_of_reach_makes_nothing_left_over() {
    for is_file in [false, true] {
        let sandbox = Sandbox::sample();
        assert_eq!(build(&sandbox, &[]).code, 0);
        std::fs::rename(sandbox.path("partners"), sandbox.path("away")).expect("renamed");
        if is_file {
            sandbox.write("partners", "");
        }
        let run = sandbox.build(&[]);
        assert!(!run.stderr.contains("left-over") && !run.stderr.contains("delete"), "{}", run.stderr);
        assert_eq!(run.code == 1, is_file, "{}", run.stderr);
    }
    // A partner's file with a wrong name is not gone.
    let sandbox = Sandbox::sample();
    assert_eq!(build(&sandbox, &[]).code, 0);
    let from = sandbox.path("partners/tahtiselka.yaml");
    std::fs::rename(from, sandbox.path("partners/tahtiselka.yaml.txt")).expect("renamed");
    let run = sandbox.build(&[]);
    assert!(!run.stderr.contains("left-over"), "{}", run.stderr);
    assert!(run.stderr.contains("error[bad-file-name]"), "{}", run.stderr);
}

/// Tried in sending: an objection, and then the address is corrected | nothing is sent to the new one either
#[test]
fn a_corrected_address_takes_no_objection_back() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(object(&sandbox, "tahtiselka").code, 0);
    sandbox.edit("partners/tahtiselka.yaml", "paivi.ayravainen@", "p.ayravainen@");
    let run = build(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.code == 0 && run.stderr.contains("warning[objection]"), "{}", run.stderr);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
}

/// Tried in sending: an objection, and then everything of the partner is deleted and it comes back under another name | the list of objections still holds, without a name or an address in it
#[test]
fn an_objection_outlives_the_partner() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let file = sandbox.read("partners/tahtiselka.yaml");
    assert_eq!(object(&sandbox, "tahtiselka").code, 0);
    let list = sandbox.read("objections.log");
    for word in ["@", "ayravainen", "tahtiselka", "Tähtiselkä"] {
        assert!(!list.to_lowercase().contains(&word.to_lowercase()), "{word}: {list}");
    }
    for name in ["partners/tahtiselka.yaml", "partners/tahtiselka.log"] {
        std::fs::remove_file(sandbox.path(name)).expect("removed");
    }
    std::fs::remove_dir_all(sandbox.path("output/tahtiselka")).expect("removed");
    // The same person at another organisation; the same organisation with another person.
    let person = file.replacen("legal_name: \"", "legal_name: \"New ", 1);
    let organisation = file.replace("paivi.ayravainen@", "office@");
    sandbox.write("partners/person.yaml", person);
    sandbox.write("partners/organisation.yaml", organisation);
    let run = build(&sandbox, &[]);
    assert_eq!(run.stderr.matches("warning[objection]").count(), 2, "{}", run.stderr);
    for partner in ["person", "organisation"] {
        assert!(!sandbox.path(&format!("output/{partner}/contact-formal.en.eml")).exists(), "{partner}");
        let run = send(&sandbox, &["--partner", partner]);
        assert!(run.code == 1 && run.stderr.contains("objections.log, line 1"), "{}", run.stderr);
    }
    let run = send(&sandbox, &[]);
    assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
}

/// Tried in folders and files: a partner's file called .yml, .YAML, .yaml.txt, with blanks or in letters that are no UTF-8 | an error by its name, and an objection in it holds
#[test]
fn an_objection_in_a_file_with_a_wrong_name_counts() {
    for name in [
        "second.yml",
        "Second.YAML",
        "second.yaml.txt",
        "second (old).yaml",
        "second.Yaml ",
        "SECOND.YML.txt",
    ] {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        sandbox.write(&format!("partners/{name}"), objecting(FORGE));
        misnamed(&server, &sandbox, name.trim());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_objection_in_a_file_whose_name_is_no_text_counts() {
    use std::os::unix::ffi::OsStrExt;
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let name = std::ffi::OsStr::from_bytes(b"M\xfcller.yaml");
    std::fs::write(sandbox.path("partners").join(name), objecting(FORGE)).expect("written");
    misnamed(&server, &sandbox, "ller.yaml");
}

/// A file of this name, with an objection of the address of `gruenfliess`, is told and counts.
fn misnamed(server: &Server, sandbox: &Sandbox, name: &str) {
    let run = sandbox.run(&["check"]);
    assert!(run.code == 1 && run.stderr.contains("error[bad-file-name]"), "{name}: {}", run.stderr);
    assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
    let run = send(sandbox, &["--partner", "gruenfliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{name}: {}", run.stderr);
    let run = send(sandbox, &[]);
    assert_eq!(run.code, 1, "{name}: {}", run.stderr);
    assert!(server.accepted().is_empty(), "{name}");
}

/// Tried in documents: an email to somebody whose objection is noted in the log only | no `.eml` is made, the one that lay there is removed, other documents are made
#[test]
fn no_email_is_made_that_opens_ready_to_be_sent() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&[]).code, 0);
    let emails = || {
        let files = sandbox.files("output/tahtiselka");
        files.into_keys().filter(|name| name.ends_with(".eml")).collect::<Vec<_>>()
    };
    assert!(!emails().is_empty());
    assert_eq!(object(&sandbox, "tahtiselka").code, 0);
    for arguments in [&[][..], &["--force"], &["--partner", "tahtiselka"]] {
        let run = sandbox.build(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("warning[objection]"), "{}", run.stderr);
        assert!(emails().is_empty(), "{:?}", emails());
        assert!(sandbox.path("output/tahtiselka/one-pager.en.pdf").exists());
        assert!(sandbox.path("output/gruenfliess/contact-formal.en.eml").exists());
    }
    let run = sandbox.run(&["check", "tahtiselka", "--date", crate::support::TODAY]);
    assert!(run.code == 0 && run.stderr.contains("warning[objection]"), "{}", run.stderr);
}

/// Tried in sending: one of many partners objected | it is left out and told, the others get their emails
#[test]
fn who_objected_is_left_out_and_the_others_get_theirs() {
    type Change = fn(&Sandbox);
    let cases: [(&str, Change); 4] = [
        ("at the contact", |sandbox| {
            let file = sandbox.read("partners/gruenfliess.yaml");
            sandbox.write(
                "partners/gruenfliess.yaml",
                file.replace("    mailbox_kind", "    objected: true\n    mailbox_kind"),
            );
        }),
        ("in the status", |sandbox| {
            let file = sandbox.read("partners/gruenfliess.yaml");
            let at = file.find("  status:").expect("a status");
            let end = at + file[at..].find('\n').expect("an end");
            sandbox.write(
                "partners/gruenfliess.yaml",
                format!("{}  status: objected{}", &file[..at], &file[end..]),
            );
        }),
        ("in the log", |sandbox| assert_eq!(object(sandbox, "gruenfliess").code, 0)),
        ("with another partner", |sandbox| sandbox.write("partners/second.yaml", objecting(FORGE))),
    ];
    for (what, change) in cases {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        change(&sandbox);
        let run = send(&sandbox, &[]);
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        assert!(run.stderr.contains("warning[objection]"), "{what}: {}", run.stderr);
        assert_eq!((server.accepted().len(), server.count("ausbildung@")), (2, 0), "{what}");
        let run = send(&sandbox, &["--partner", "gruenfliess"]);
        assert!(run.code == 1 && run.stderr.contains("error[objection]"), "{what}: {}", run.stderr);
    }
}

/// Tried in lists: a list with somebody who objected | it is imported, and told
/// Tried in lists: a list that has no objection any more, or another address for somebody who objected | the file keeps objection and address
#[test]
fn a_list_takes_no_objection_back() {
    let sandbox = Sandbox::sample();
    let contact = "contacts:\n  - {given_name: \"Ola\", family_name: \"Lis\", email: \"ola@second.example.org\", \
                   source: \"your website\", objected: true, objected_on: \"2026-10-02\"}\n\
                   logbook: {status: objected}\n";
    sandbox.write("partners/second.yaml", format!("legal_name: \"Second Ltd\"\nkind: company\n{contact}"));
    let before = sandbox.read("partners/second.yaml");
    for table in [
        "id;contacts.1.objected;contacts.1.objected_on\nsecond;no;2026-11-01\n",
        "id;contacts.1.email\nsecond;ola@new.example.org\n",
        "id;given_name;family_name;email\nsecond;Ola;Lis;ola@new.example.org\n",
        "id;logbook.status\nsecond;active\n",
    ] {
        sandbox.write("list.csv", table);
        let run = sandbox.run(&["import", "list.csv", "--update", "--yes"]);
        assert_eq!(sandbox.read("partners/second.yaml"), before, "{table}{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("warning[objection]"), "{table}{}{}", run.stdout, run.stderr);
    }
    // What has nothing to do with it is changed.
    sandbox.write(
        "list.csv",
        "id;contacts.1.email;contacts.1.phone\nsecond;ola@new.example.org;+420 200 000 001\n",
    );
    let run = sandbox.run(&["import", "list.csv", "--update", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = sandbox.read("partners/second.yaml");
    assert!(after.contains("+420 200 000 001") && after.contains("ola@second.example.org"), "{after}");
    // Somebody whose objection is noted in a log keeps the address too; and who comes anew is told.
    assert_eq!(object(&sandbox, "gruenfliess").code, 0);
    sandbox.write("list.csv", "id;contacts.1.email\ngruenfliess;new@gruenfliess.example.org\n");
    let run = sandbox.run(&["import", "list.csv", "--update", "--yes"]);
    assert!(run.stderr.contains("warning[objection]"), "{}{}", run.stdout, run.stderr);
    assert!(sandbox.read("partners/gruenfliess.yaml").contains(FORGE));
    sandbox.write(
        "list.csv",
        format!("legal_name;kind;country;email;source\nThird Ltd;company;CZ;{FORGE};your website\n"),
    );
    let run = sandbox.run(&["import", "list.csv", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("warning[objection]") && run.stderr.contains("row 2"), "{}", run.stderr);
}

/// Tried in lists: partners written into a spreadsheet, one of whom objected | a column says so, wherever it is noted
#[test]
fn an_exported_table_says_who_objected() {
    let sandbox = Sandbox::sample();
    assert_eq!(object(&sandbox, "gruenfliess").code, 0);
    let run = sandbox.run(&["export", "p.csv", "--separator", "tab"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let table = sandbox.read("p.csv");
    let cells =
        |line: &str| line.trim_start_matches('\u{feff}').split('\t').map(str::to_owned).collect::<Vec<_>>();
    let header = cells(table.lines().next().expect("a header"));
    let column = header.iter().position(|name| name == "contacts.1.objected").expect("a column");
    let of = |id: &str| {
        let line = table.lines().find(|line| line.starts_with(&format!("{id}\t"))).expect("a row");
        cells(line)[column].clone()
    };
    assert_eq!((of("gruenfliess").as_str(), of("zolty-wiatrak").as_str()), ("yes", ""));
    // It comes back into the file.
    let run = sandbox.run(&["import", "p.csv", "--update", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.read("partners/gruenfliess.yaml").contains("objected: true"));
}

/// Tried in lists: partners written into a spreadsheet, and a list, while another file with a mistake has an objection of the same address | the table says so, the file keeps the address, and both are told
#[test]
fn what_is_not_known_protects_in_tables_too() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    sandbox.write("partners/second.yaml", format!("{}nonsense: 1\n", objecting(FORGE)));
    let run = sandbox.run(&["export", "p.csv", "--partner", "gruenfliess"]);
    assert!(run.stderr.contains("perhaps objected"), "{}", run.stderr);
    let table = sandbox.read("p.csv");
    assert!(table.contains("contacts.1.objected"), "{table}");
    sandbox.write("list.csv", "id;E-Mail\ngruenfliess;other@gruenfliess.example.org\n");
    let run = sandbox.run(&["import", "list.csv", "--update", "--yes"]);
    assert!(sandbox.read("partners/gruenfliess.yaml").contains(FORGE), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("objection"), "{}", run.stderr);
}

/// Tried in sending: an objection noted while another run has the partner's log | it is in the list, and what it does not cover is said
#[test]
fn what_an_objection_does_not_cover_is_said() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    // A folder cannot be written into as a log.
    sandbox.write("partners/tahtiselka.log/x", "");
    let run = object(&sandbox, "tahtiselka");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!run.stderr.contains("whatever its address is"), "{}", run.stderr);
    assert!(run.stderr.contains("to another address of `tahtiselka` it still would be"), "{}", run.stderr);
    // Nothing is known of somebody without a file.
    sandbox.write("partners/nobody.log/x", "");
    let run = object(&sandbox, "nobody");
    assert!(run.code == 1 && run.stderr.contains("the objection is not noted"), "{}", run.stderr);
}
