//! A mail that went out, or may have, goes out once: also under another file's name, from another window, and after
//! what somebody did while the question was open. And what a mail and its log say is true.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::sending::{At, Fault, Plan, Server, send, workspace};
use crate::support::{Run, Sandbox};

/// Stands in front of a server: does something when somebody connects, which is after the question was answered, and
/// passes all on. Gives its port.
fn gate(server: u16, act: impl Fn() + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for inner in listener.incoming() {
            let inner = inner.expect("a connection");
            act();
            let outer = TcpStream::connect(("127.0.0.1", server)).expect("the server");
            for (from, to) in [(&inner, &outer), (&outer, &inner)] {
                let (mut from, mut to) =
                    (from.try_clone().expect("a stream"), to.try_clone().expect("a stream"));
                std::thread::spawn(move || {
                    let mut bytes = [0; 4096];
                    while let Ok(length @ 1..) = from.read(&mut bytes) {
                        if to.write_all(&bytes[..length]).is_err() {
                            break;
                        }
                    }
                    let _ = to.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    port
}

/// Sends through a gate, which takes its time.
fn send_through(sandbox: &Sandbox, server: &Server, port: u16) -> Run {
    sandbox.edit("institution.yaml", &format!("port: {},", server.port), &format!("port: {port},"));
    sandbox.run_with(
        &["send", "contact-formal", "--yes"],
        &[("HANDCLASP_TIMEOUT", "60"), ("HANDCLASP_PAUSE", "0")],
    )
}

/// Tried in sending: while the question is open, another window notes an objection, sends to the address, changes the partner's file, or a second version of it comes | that email is not sent, the others are
#[test]
fn what_happens_while_the_question_is_open_counts() {
    type Act = fn(&std::path::Path);
    fn run(folder: &std::path::Path, arguments: &[&str]) {
        let run = crate::support::run_in(folder, arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    fn add(folder: &std::path::Path, name: &str, text: &str) {
        let path = folder.join(name);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, before + text).expect("written");
    }
    fn edit(folder: &std::path::Path, from: &str, to: &str) {
        let path = folder.join("partners/tahtiselka.yaml");
        let before = std::fs::read_to_string(&path).expect("a file");
        assert!(before.contains(from));
        std::fs::write(path, before.replacen(from, to, 1)).expect("written");
    }
    let cases: [(&str, Act); 11] = [
        ("an objection is noted", |folder| run(folder, &["log", "tahtiselka", "--objected"])),
        ("the objection is saved in the file", |folder| {
            edit(folder, "    given_by_person", "    objected: true\n    given_by_person");
        }),
        ("a colleague notes that it was sent by hand", |folder| {
            run(folder, &["log", "tahtiselka", "sent", "contact-formal"]);
        }),
        ("a colleague notes that the contact has left", |folder| {
            run(folder, &["log", "tahtiselka", "left", "paivi.ayravainen@tahtiselka.example.org"]);
        }),
        ("the address is corrected", |folder| edit(folder, "paivi.ayravainen@", "p.ayravainen@")),
        ("the file is gone", |folder| {
            std::fs::remove_file(folder.join("partners/tahtiselka.yaml")).expect("removed");
        }),
        ("the person objects with another partner", |folder| {
            add(
                folder,
                "partners/second.yaml",
                "legal_name: \"Second Ltd\"\nkind: company\ncontacts:\n  \
                 - {email: \"paivi.ayravainen@tahtiselka.example.org\", objected: true}\n",
            );
        }),
        ("another window sends it as another partner", |folder| {
            let line = "{\"at\":\"2026-11-23T10:00:00+00:00\",\"document\":\"contact-formal\",\"what\":";
            let to = "\"to\":[\"paivi.ayravainen@tahtiselka.example.org\"]";
            let rendered = format!(
                "{line}\"rendered\",\"message_id\":\"a@b\",\"sha256\":\"00\",{to},\"subject\":\"s\",\"attachments\":[]}}\n"
            );
            add(folder, "partners/second.log", &format!("{rendered}{line}\"dot\"}}\n"));
        }),
        ("another window sends another email to the partner", |folder| {
            let line =
                "{\"at\":\"2026-11-23T10:00:00+00:00\",\"document\":\"invitation\",\"what\":\"dot\"}\n";
            add(folder, "partners/tahtiselka.log", line);
        }),
        ("a second version of the file comes", |folder| {
            std::fs::copy(
                folder.join("partners/tahtiselka.yaml"),
                folder.join("partners/tahtiselka (1).yaml"),
            )
            .expect("copied");
        }),
        ("the list of objections gets a second version", |folder| {
            run(folder, &["log", "tahtiselka", "--objected"]);
            std::fs::rename(folder.join("objections.log"), folder.join("objections-PC12.log"))
                .expect("renamed");
            std::fs::remove_file(folder.join("partners/tahtiselka.log")).expect("removed");
        }),
    ];
    for (what, act) in cases {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        let folder = sandbox.path("");
        let port = gate(server.port, move || act(&folder));
        let run = send_through(&sandbox, &server, port);
        assert_eq!(server.count("ayravainen"), 0, "{what}: {}", run.stderr);
        assert_eq!(server.accepted().len(), 2, "{what}: {}", run.stderr);
        assert_eq!(run.code, 4, "{what}: {}", run.stderr);
        assert!(run.stderr.contains("not sent: "), "{what}: {}", run.stderr);
    }
}

/// Tried in sending: while emails go out, a log becomes unreadable | no further one is sent
#[test]
fn what_becomes_unreadable_stops_the_batch() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let folder = sandbox.path("");
    let port = gate(server.port, move || {
        std::fs::write(folder.join("partners/other.log"), "Guten Tag\n").expect("written");
    });
    let run = send_through(&sandbox, &server, port);
    assert_eq!((run.code, server.accepted().len()), (1, 0), "{}", run.stderr);
    assert!(run.stderr.contains("other.log") && run.stderr.contains("3 not tried"), "{}", run.stderr);
}

/// Tried in sending: two windows send at once to the same address under two files' names | it goes out once
#[test]
fn two_windows_send_once_to_an_address() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let file = sandbox.read("partners/gruenfliess.yaml").replace("Grünfließ Präzisionstechnik", "Blaufließ");
    sandbox.write("partners/blaufliess.yaml", file);
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "blaufliess"]).code, 0);
    std::thread::scope(|scope| {
        for partner in ["gruenfliess", "blaufliess", "gruenfliess", "blaufliess"] {
            let sandbox = &sandbox;
            scope.spawn(move || send(sandbox, &["--partner", partner]));
        }
    });
    assert_eq!(server.count("ausbildung@"), 1);
}

/// Tried in sending: an email in doubt, and then the partner's file gets another name, or a second one has the same address | it is not sent; `resolve` settles it under the former name
#[test]
fn in_doubt_is_not_lost_with_the_name_of_the_file() {
    for renamed in [true, false] {
        let dropped = Plan { at: At::End, fault: Fault::Drop, times: 1, recipient: "" };
        let server = Server::start(vec![dropped], usize::MAX);
        let sandbox = workspace(&server);
        assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 5);
        let (from, to) = (sandbox.path("partners/gruenfliess.yaml"), sandbox.path("partners/zz.yaml"));
        let moved = if renamed { std::fs::rename(&from, &to) } else { std::fs::copy(&from, &to).map(drop) };
        moved.expect("moved");
        let run = sandbox.build(&["contact-formal", "--partner", "zz"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let run = send(&sandbox, &["--partner", "zz"]);
        assert!(run.code == 1 && run.stderr.contains("error[in-doubt]"), "{}", run.stderr);
        assert_eq!(server.accepted().len(), 1);
        let settled = sandbox.run(&["resolve", "gruenfliess", "contact-formal", "--not-sent"]);
        assert_eq!(settled.code, 0, "{}", settled.stderr);
        let run = send(&sandbox, &["--partner", "zz"]);
        assert_eq!((run.code, server.accepted().len()), (0, 2), "{}", run.stderr);
    }
}

/// Tried in sending: SOURCE_DATE_EPOCH that is no number | every command that needs a day says so
/// Tried in sending: SOURCE_DATE_EPOCH of 0 | stands on documents, and never on an email that leaves or in its log
#[test]
fn a_mail_has_the_day_on_which_it_left() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    for value in ["x", "", "1e9", "99999999999999999999"] {
        for arguments in [&["check"][..], &["build"], &["send", "contact-formal", "--yes"]] {
            let run = sandbox.run_with(arguments, &[("SOURCE_DATE_EPOCH", value)]);
            assert_eq!(run.code, 2, "{value} {arguments:?}: {}", run.stderr);
            assert!(run.stderr.contains("error[bad-date]"), "{value} {arguments:?}: {}", run.stderr);
        }
    }
    assert!(server.accepted().is_empty());
    let before = std::time::SystemTime::now();
    let run = sandbox.run_with(&["send", "contact-formal", "--yes"], &[("SOURCE_DATE_EPOCH", "0")]);
    assert_eq!((run.code, server.accepted().len()), (0, 3), "{}", run.stderr);
    let before = before.duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    for mail in server.accepted() {
        let message = mail_parser::MessageParser::default().parse(&mail.bytes).expect("a message");
        let date = message.date().expect("a date").to_timestamp();
        assert!((before as i64 - 5..before as i64 + 600).contains(&date), "{date}");
    }
    let log = sandbox.read("partners/gruenfliess.log");
    assert!(!log.contains("\"at\":\"1970") && !log.contains("\"at\":\"1969"), "{log}");
    let run = sandbox.run_with(&["check"], &[("SOURCE_DATE_EPOCH", "0")]);
    assert_ne!(run.code, 2, "{}", run.stderr);
}

/// Tried in sending: a server that answers with marks that turn the direction of writing, and with the colours of a terminal | they are shown as their numbers
#[test]
fn what_a_server_says_is_made_visible() {
    let answer = "550 5.1.1 \u{202e}resu hcus on\u{202c} \u{1b}[31mred\u{200b}";
    let plan = Plan { at: At::Recipient, fault: Fault::Say(answer), times: 1, recipient: "paivi." };
    let server = Server::start(vec![plan], usize::MAX);
    let sandbox = workspace(&server);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    let log = sandbox.run(&["log", "tahtiselka"]);
    for text in [&run.stderr, &log.stdout, &sandbox.read("partners/tahtiselka.log")] {
        assert!(text.contains("<U+202E>resu hcus on<U+202C> <U+001B>[31mred<U+200B>"), "{text}");
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{200b}']), "{text}");
    }
}
