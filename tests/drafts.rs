//! Mails put into the Drafts folder of a mailbox, each once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::support::{Run, Sandbox};

/// A mailbox: what lies in its Drafts folder, and after how many of them the next one is taken and nobody
/// hears of it.
#[derive(Clone, Default)]
pub struct Mailbox {
    pub drafts: Arc<Mutex<Vec<Vec<u8>>>>,
    silent_after: Arc<Mutex<Option<usize>>>,
    without_use: bool,
    /// Whether it repeats what it is sent when it lets nobody in.
    echoes: bool,
}

impl Mailbox {
    pub fn start(self) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mailbox = self.clone();
                let stream = stream.expect("a connection");
                std::thread::spawn(move || mailbox.converse(&stream));
            }
        });
        port
    }

    /// The few commands of RFC 9051 that are needed.
    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut out = stream.try_clone()?;
        let mut lines = BufReader::new(stream.try_clone()?);
        out.write_all(b"* OK ready\r\n")?;
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let (tag, command) = line.trim_end().split_once(' ').unwrap_or_default();
            let word = command.split(' ').next().unwrap_or_default().to_uppercase();
            let untagged = match word.as_str() {
                "LOGIN" if self.echoes => {
                    let said = format!("* BAD you said {command}\r\n{tag} NO [{command}] {command}\r\n");
                    out.write_all(said.as_bytes())?;
                    continue;
                }
                "LOGIN" if !command.contains("geheim") => {
                    out.write_all(format!("{tag} NO [AUTHENTICATIONFAILED] no\r\n").as_bytes())?;
                    continue;
                }
                "LIST" => {
                    let special = if self.without_use { "" } else { " \\Drafts \\Sent" };
                    format!(
                        "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\HasNoChildren{special}) \"/\" \"Entw&APw-rfe\"\r\n"
                    )
                }
                "SELECT" => {
                    assert!(command.contains("Entw&APw-rfe"), "{command}");
                    "* 0 EXISTS\r\n* FLAGS (\\Draft)\r\n".to_owned()
                }
                "UID" => {
                    let from = command.find('<').expect("a Message-ID");
                    let wanted = &command[from..=command.find('>').expect("its end")];
                    let drafts = self.drafts.lock().expect("drafts");
                    let found = drafts.iter().any(|mail| String::from_utf8_lossy(mail).contains(wanted));
                    if found { "* SEARCH 7\r\n".to_owned() } else { "* SEARCH\r\n".to_owned() }
                }
                "APPEND" => {
                    assert!(command.contains("\\Seen"), "{command}");
                    let length = command.rsplit_once('{').expect("a literal").1.trim_end_matches(['}', '+']);
                    let mut mail = vec![0; length.parse().expect("a length")];
                    out.write_all(b"+ go on\r\n")?;
                    lines.read_exact(&mut mail)?;
                    lines.read_line(&mut String::new())?;
                    let mut drafts = self.drafts.lock().expect("drafts");
                    drafts.push(mail);
                    if *self.silent_after.lock().expect("a number") == Some(drafts.len()) {
                        return Ok(());
                    }
                    String::new()
                }
                _ => String::new(),
            };
            out.write_all(format!("{untagged}{tag} OK done\r\n").as_bytes())?;
        }
    }
}

fn workspace(port: u16) -> Sandbox {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    let account = format!(
        "{{host: \"127.0.0.1\", tls: none, user: \"me@example.org\", imap_host: \"127.0.0.1\", imap_port: {port}}}\n"
    );
    sandbox.write("handclasp/mail.yaml", account);
    sandbox
}

fn put(sandbox: &Sandbox, more: &[&str]) -> Run {
    let mut all = vec!["send", "contact-formal", "--to-drafts"];
    all.extend(more);
    sandbox.run_with(&all, &[("HANDCLASP_PASSWORD", "geheim"), ("HANDCLASP_TIMEOUT", "2")])
}

#[test]
fn a_draft_is_put_once_and_not_sent_besides() {
    let mailbox = Mailbox::default();
    let sandbox = workspace(mailbox.clone().start());
    let run = put(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("3 emails put into Drafts; nothing was sent"), "{}", run.stderr);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 3);
    for mail in mailbox.drafts.lock().expect("drafts").iter() {
        let text = String::from_utf8_lossy(mail);
        assert!(text.contains("\r\nMessage-ID: <") && text.contains("\r\nTo: "), "{text}");
    }
    assert_eq!(put(&sandbox, &[]).code, 0);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 3, "never twice");
    let run = sandbox.run(&["send", "contact-formal", "--yes"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[drafted]"), "{}", run.stderr);
    let log = sandbox.run(&["log", "gruenfliess"]);
    assert!(log.stdout.contains("contact-formal: put into Drafts for ausbildung@"), "{}", log.stdout);
    // Other words are another draft.
    sandbox.edit("output/tahtiselka/contact-formal.en.md", "I have attached", "I attach");
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    assert_eq!(put(&sandbox, &[]).code, 0);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 4);
    // A person says what became of it.
    assert_eq!(sandbox.run(&["resolve", "tahtiselka", "contact-formal", "--sent"]).code, 0);
    let run = sandbox.run(&["log", "tahtiselka"]);
    assert!(run.stdout.contains("settled: it was sent"), "{}", run.stdout);
}

#[test]
fn a_draft_that_nobody_heard_of_is_found_again() {
    let mailbox = Mailbox::default();
    *mailbox.silent_after.lock().expect("a number") = Some(2);
    let sandbox = workspace(mailbox.clone().start());
    assert_eq!(put(&sandbox, &[]).code, 6);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 2);
    let run = put(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("lies in Drafts already"), "{}", run.stderr);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 3);
}

#[test]
fn a_mailbox_that_does_not_open_is_told_in_words() {
    let without_use = Mailbox { without_use: true, ..Mailbox::default() };
    let sandbox = workspace(without_use.start());
    let run = put(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("does not say which folder is for this"), "{}", run.stderr);
    let sandbox = workspace(Mailbox::default().start());
    let run =
        sandbox.run_with(&["send", "contact-formal", "--to-drafts"], &[("HANDCLASP_PASSWORD", "falsch")]);
    assert_eq!(run.code, 6, "{}", run.stderr);
    assert!(run.stderr.contains("does not let you in") && !run.stderr.contains("falsch"), "{}", run.stderr);
}

#[test]
fn copies_of_what_was_sent_are_put_into_the_mailbox() {
    let mailbox = Mailbox::default();
    let server = crate::sending::Server::start(Vec::new(), usize::MAX);
    let port = mailbox.clone().start();
    let sandbox = workspace(port);
    let account = |imap: u16| {
        let text = format!(
            "{{host: \"127.0.0.1\", port: {}, tls: none, user: \"me@example.org\", imap_host: \"127.0.0.1\", imap_port: {imap}, copy_to_sent: true}}\n",
            server.port
        );
        sandbox.write("handclasp/mail.yaml", text);
    };
    let send = |more: &[&str]| {
        let mut all = vec!["send", "contact-formal", "--yes"];
        all.extend(more);
        sandbox.run_with(&all, &[("HANDCLASP_PASSWORD", "geheim"), ("HANDCLASP_TIMEOUT", "2")])
    };
    account(port);
    let run = send(&["--partner", "gruenfliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 email copied into Sent"), "{}", run.stderr);
    let copy = mailbox.drafts.lock().expect("copies")[0].clone();
    assert_eq!(copy, sandbox.bytes("sent/gruenfliess/contact-formal.eml"));
    // A mailbox that does not open makes nothing unsent.
    account(1);
    let run = send(&["--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("the mails were sent; only their copies are not in Sent"), "{}", run.stderr);
}

/// Tried in sending: a mailbox that takes a draft and is gone before it says so | the email is in doubt and not sent; `--to-drafts` looks again
#[test]
fn a_draft_that_may_lie_in_the_mailbox_is_not_sent() {
    let mailbox = Mailbox::default();
    *mailbox.silent_after.lock().expect("a number") = Some(1);
    let server = crate::sending::Server::start(Vec::new(), usize::MAX);
    let port = mailbox.clone().start();
    let sandbox = workspace(port);
    assert_eq!(put(&sandbox, &["--partner", "gruenfliess"]).code, 6);
    let log = sandbox.read("partners/gruenfliess.log");
    assert!(log.contains("\"what\":\"drafting\"") && log.contains("in-doubt"), "{log}");
    let account = |text: &str| sandbox.write("handclasp/mail.yaml", text);
    account(&format!("{{host: \"127.0.0.1\", port: {}, tls: none}}\n", server.port));
    let run = sandbox.run(&["send", "contact-formal", "--yes", "--partner", "gruenfliess"]);
    assert!(run.code == 1 && run.stderr.contains("error[in-doubt]"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
    account(&format!(
        "{{host: \"127.0.0.1\", tls: none, user: \"me@example.org\", imap_host: \"127.0.0.1\", imap_port: {port}}}\n"
    ));
    // A person has found it there and sent it: it is not put there again.
    let kept = std::mem::take(&mut *mailbox.drafts.lock().expect("drafts"));
    let run = put(&sandbox, &["--partner", "gruenfliess"]);
    assert!(run.code == 5 && run.stderr.contains("in doubt"), "{}", run.stderr);
    assert!(mailbox.drafts.lock().expect("drafts").is_empty());
    // It lies there: found, and noted.
    *mailbox.drafts.lock().expect("drafts") = kept;
    let run = put(&sandbox, &["--partner", "gruenfliess"]);
    assert!(run.code == 0 && run.stderr.contains("lies in Drafts already"), "{}", run.stderr);
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 1);
}

/// Tried in sending: a mailbox that repeats the password when it lets nobody in | only its codes are told
#[test]
fn what_a_mailbox_repeats_is_not_shown() {
    let echoing = Mailbox { echoes: true, ..Mailbox::default() };
    let sandbox = workspace(echoing.start());
    for format in ["human", "json"] {
        let run = put(&sandbox, &["--message-format", format]);
        assert_eq!(run.code, 6, "{}", run.stderr);
        assert!(!run.stderr.contains("geheim") && !run.stdout.contains("geheim"), "{}", run.stderr);
        assert!(run.stderr.contains("does not let you in"), "{}", run.stderr);
    }
}

/// Tried in sending: a draft for somebody who objected while the question was open | it is not put into Drafts
#[test]
fn nobody_who_objected_gets_a_draft() {
    let mailbox = Mailbox::default();
    let sandbox = workspace(mailbox.clone().start());
    assert_eq!(sandbox.run(&["log", "gruenfliess", "--objected"]).code, 0);
    let run = put(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[objection]"), "{}", run.stderr);
    let drafts = mailbox.drafts.lock().expect("drafts").clone();
    assert_eq!(drafts.len(), 2);
    assert!(!drafts.iter().any(|mail| String::from_utf8_lossy(mail).contains("ausbildung@")));
}

/// Tried in sending: an email that lies in Drafts, and then the partner's file gets another name | it is not sent under the new one
#[test]
fn a_draft_is_not_lost_with_the_name_of_the_file() {
    let mailbox = Mailbox::default();
    let sandbox = workspace(mailbox.clone().start());
    assert_eq!(put(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    std::fs::rename(sandbox.path("partners/gruenfliess.yaml"), sandbox.path("partners/zz.yaml"))
        .expect("moved");
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "zz"]).code, 0);
    let run = sandbox.run(&["send", "contact-formal", "--yes", "--partner", "zz"]);
    assert!(run.code == 1 && run.stderr.contains("error[drafted]"), "{}", run.stderr);
    assert!(put(&sandbox, &["--partner", "zz"]).stderr.contains("error[drafted]"));
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 1);
}
