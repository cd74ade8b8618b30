//! Sending, against a server that fails in every way: what the ledger says and what the server accepted
//! must agree, and nothing is accepted twice.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Run, Sandbox};

/// Where in the conversation something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,
    Body,
    End,
}

/// What happens there.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This answer, in place of the usual one.
    Say(&'static str),
    /// The connection is closed. At the end: the mail is accepted, and nobody hears of it.
    Drop,
    /// Nothing comes for too long.
    Stall,
}

/// A fault, and in how many conversations or mails it happens.
#[derive(Debug, Clone)]
pub struct Plan {
    pub at: At,
    pub fault: Fault,
    pub times: usize,
    /// Only for a recipient with this in its address.
    pub recipient: &'static str,
}

/// A mail that the server has accepted.
#[derive(Debug, Clone)]
pub struct Accepted {
    pub to: Vec<String>,
    pub bytes: Vec<u8>,
}

pub struct Server {
    pub port: u16,
    accepted: Arc<Mutex<Vec<Accepted>>>,
    connections: Arc<Mutex<usize>>,
    ends: Arc<AtomicBool>,
}

impl Server {
    pub fn start(plans: Vec<Plan>, mails_per_connection: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let accepted = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let ends = Arc::new(AtomicBool::new(false));
        let plans = Arc::new(Mutex::new(plans));
        let (mails, count, over) = (accepted.clone(), connections.clone(), ends.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                *count.lock().expect("a count") += 1;
                let (mails, plans) = (mails.clone(), plans.clone());
                let stream = stream.expect("a connection");
                std::thread::spawn(move || {
                    let _ = converse(&stream, &mails, &plans, mails_per_connection);
                });
            }
        });
        Self { port, accepted, connections, ends }
    }

    pub fn accepted(&self) -> Vec<Accepted> {
        self.accepted.lock().expect("mails").clone()
    }

    /// How many mails were accepted for an address.
    pub fn count(&self, address: &str) -> usize {
        self.accepted().iter().filter(|mail| mail.to.iter().any(|to| to.contains(address))).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Takes the next fault for a place, if there is one left.
fn fault(plans: &Mutex<Vec<Plan>>, at: At, recipient: &str) -> Option<Fault> {
    let mut plans = plans.lock().expect("plans");
    let plan = plans
        .iter_mut()
        .find(|plan| plan.at == at && plan.times > 0 && recipient.contains(plan.recipient))?;
    plan.times -= 1;
    Some(plan.fault.clone())
}

fn converse(
    stream: &TcpStream,
    mails: &Mutex<Vec<Accepted>>,
    plans: &Mutex<Vec<Plan>>,
    most: usize,
) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream.try_clone()?);
    let gone = || std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    // What is said at a place; nothing when the connection ends there.
    let mut say = |at: At, recipient: &str, usual: &str| -> std::io::Result<bool> {
        match fault(plans, at, recipient) {
            None => out.write_all(format!("{usual}\r\n").as_bytes()).map(|()| true),
            Some(Fault::Say(answer)) => {
                out.write_all(format!("{answer}\r\n").as_bytes())?;
                if answer.starts_with("421") { Err(gone()) } else { Ok(false) }
            }
            Some(Fault::Drop) => Err(gone()),
            Some(Fault::Stall) => {
                std::thread::sleep(Duration::from_secs(3));
                Err(gone())
            }
        }
    };
    say(At::Greeting, "", "220 ready")?;
    let mut to: Vec<String> = Vec::new();
    let mut served = 0;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_uppercase();
        if command.starts_with("EHLO") {
            say(At::Hello, "", "250-fault.example\r\n250-SIZE 10000000\r\n250-AUTH PLAIN\r\n250 8BITMIME")?;
        } else if command.starts_with("MAIL") {
            to.clear();
            if served >= most {
                say(At::Sender, "", "421 4.7.0 enough for one connection")?;
                return Ok(());
            }
            say(At::Sender, "", "250 2.1.0 fine")?;
        } else if command.starts_with("RCPT") {
            let address = line.trim_end().to_lowercase();
            if say(At::Recipient, &address, "250 2.1.5 fine")? {
                to.push(address);
            }
        } else if command.starts_with("DATA") {
            let whom = to.join(" ");
            if !say(At::Data, &whom, "354 go on")? {
                continue;
            }
            if let Some(fault) = fault(plans, At::Body, &whom) {
                let mut some = [0; 500];
                lines.read_exact(&mut some)?;
                if matches!(fault, Fault::Stall) {
                    std::thread::sleep(Duration::from_secs(3));
                }
                stream.shutdown(std::net::Shutdown::Both)?;
                return Err(gone());
            }
            let mut bytes = Vec::new();
            loop {
                let mut line = Vec::new();
                if lines.read_until(b'\n', &mut line)? == 0 {
                    return Ok(());
                }
                if line == b".\r\n" {
                    break;
                }
                bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            }
            // What is accepted is noted before anybody hears of it.
            let answered =
                |plan: &&Plan| plan.at == At::End && plan.times > 0 && whom.contains(plan.recipient);
            let next = plans.lock().expect("plans").iter().find(answered).map(|plan| plan.fault.clone());
            if !matches!(next, Some(Fault::Say(_))) {
                mails.lock().expect("mails").push(Accepted { to: to.clone(), bytes });
                served += 1;
            }
            say(At::End, &whom, "250 2.0.0 queued as 4711")?;
        } else if command.starts_with("AUTH") {
            say(At::Hello, "login", "235 2.7.0 welcome")?;
        } else if command.starts_with("QUIT") {
            say(At::Hello, "quit", "221 bye")?;
            return Ok(());
        } else {
            say(At::Sender, "reset", "250 fine")?;
        }
    }
}

const SAY: fn(At, &'static str, usize) -> Plan =
    |at, answer, times| Plan { at, fault: Fault::Say(answer), times, recipient: "" };

/// The sample, its formal emails built, and an account at the server.
pub fn workspace(server: &Server) -> Sandbox {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let account = format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    sandbox
}

pub fn send(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut all = vec!["send", "contact-formal", "--yes"];
    all.extend(arguments);
    sandbox.run_with(
        &all,
        &[("HANDCLASP_TIMEOUT", "1"), ("HANDCLASP_PAUSE", "0"), ("SOURCE_DATE_EPOCH", "1795435200")],
    )
}

/// The last word of the ledger on the formal email: `sent`, `refused` …
fn verdict(sandbox: &Sandbox, partner: &str) -> String {
    let ledger = sandbox.read(&format!("partners/{partner}.log"));
    let last = ledger.lines().last().expect("a line").to_owned();
    let entry: serde_json::Value = serde_json::from_str(&last).expect("JSON");
    let word = entry["result"].as_str().or(entry["what"].as_str()).expect("a word");
    word.to_owned()
}

const PARTNERS: [(&str, &str); 3] =
    [("gruenfliess", "ausbildung@"), ("tahtiselka", "paivi."), ("zolty-wiatrak", "biuro@")];

#[test]
fn what_was_seen_is_sent_once_and_kept() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(server.accepted().len(), 3);
    assert_eq!(*server.connections.lock().expect("a count"), 1, "one connection for all");
    for (partner, address) in PARTNERS {
        assert_eq!(server.count(address), 1);
        assert_eq!(verdict(&sandbox, partner), "sent");
        let mail = server.accepted().into_iter().find(|mail| mail.to[0].contains(address)).expect("a mail");
        assert_eq!(mail.bytes, sandbox.bytes(&format!("sent/{partner}/contact-formal.eml")));
        let text = String::from_utf8(mail.bytes).expect("ASCII");
        assert!(
            text.lines().all(|line| line.len() <= 998) && !text.replace("\r\n", "").contains(['\r', '\n'])
        );
        for line in ["Date: ", "Message-ID: <", "MIME-Version: 1.0", "Content-Language: en"] {
            assert_eq!(text.matches(&format!("\r\n{line}")).count(), 1, "{line}");
        }
        assert!(!text.contains("X-Unsent") && !text.to_lowercase().contains("\r\nbcc:"));
    }
    let again = send(&sandbox, &[]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(again.stderr.contains("warning[sent-before]"), "{}", again.stderr);
    assert_eq!(server.accepted().len(), 3, "nothing is sent twice");
    let log = sandbox.run(&["log", "gruenfliess"]);
    assert!(
        log.stdout.contains("contact-formal: sent (the end of the mail: 250 2.0.0 queued as 4711)"),
        "{}",
        log.stdout
    );
}

#[test]
fn what_nobody_has_seen_is_not_sent() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    // A name was changed since somebody looked.
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Päivi\"", "given_name: \"Pirkko\"");
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[unseen]") && run.stderr.contains("tahtiselka"), "{}", run.stderr);
    assert!(server.accepted().is_empty(), "one problem stops the whole batch");
    // Edited, and then the data changed.
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    let text = "output/tahtiselka/contact-formal.en.md";
    sandbox.edit(text, "Dear Pirkko", "My dear Pirkko");
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Pirkko\"", "given_name: \"Päivi\"");
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("was edited before"), "{}", run.stderr);
    assert_eq!(sandbox.build(&["contact-formal", "--keep-edits"]).code, 0);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(String::from_utf8_lossy(&server.accepted()[0].bytes).contains("My dear Pirkko"));
}

#[test]
fn nobody_who_objected_is_written_to() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0);
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[objection]"), "{}", run.stderr);
    assert!(server.accepted().is_empty());
    // The others get theirs, whatever case the address is written in and whichever partner it stands with.
    let file = sandbox
        .read("partners/gruenfliess.yaml")
        .replace("ausbildung@gruenfliess", "PAIVI.Ayravainen@tahtiselka");
    sandbox.write("partners/gruenfliess.yaml", file);
    assert_eq!(sandbox.build(&["contact-formal"]).code, 0);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[objection]").count(), 2, "{}", run.stderr);
    assert_eq!((server.accepted().len(), server.count("biuro@")), (1, 1));
}

#[test]
fn a_plan_and_a_question_come_first() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let plan = sandbox.run(&["send", "contact-formal", "--plan"]);
    assert_eq!(plan.code, 0, "{}", plan.stderr);
    assert!(plan.stdout.contains("3 emails from ines.simao@"), "{}", plan.stdout);
    let unasked = sandbox.run(&["send", "contact-formal"]);
    assert_eq!(unasked.code, 2, "{}", unasked.stderr);
    assert!(unasked.stderr.contains("error[not-asked]"), "{}", unasked.stderr);
    assert!(server.accepted().is_empty());
    let limited = send(&sandbox, &["--limit", "2"]);
    assert_eq!(limited.code, 0, "{}", limited.stderr);
    assert_eq!(server.accepted().len(), 2);
    // To oneself: marked, and without a trace.
    let before = sandbox.files("partners");
    let tested = send(&sandbox, &["--test-to", "me@example.org"]);
    assert_eq!(tested.code, 0, "{}", tested.stderr);
    assert_eq!(server.count("me@example.org"), 3);
    assert_eq!(sandbox.files("partners"), before);
    assert!(String::from_utf8_lossy(&server.accepted()[2].bytes).contains("Subject: [Test] "));
    let other =
        server.accepted()[2..].iter().any(|mail| mail.to.iter().any(|to| !to.contains("me@example.org")));
    assert!(!other, "a test goes to nobody else");
}

/// A fault at every stage, once and always: what the ledger says, what was accepted, the exit code.
#[test]
fn every_fault_leaves_ledger_and_server_in_agreement() {
    const ALWAYS: usize = 1000;
    let refusals = ["550 5.1.1 no such user", "552 5.2.2 full", "553 5.1.3 no", "554 5.7.1 no"];
    let delays = ["450 4.2.1 greylisted", "451 4.3.0 later", "452 4.2.2 full"];
    let mut cases: Vec<(Plan, &str, i32)> = Vec::new();
    for at in [At::Sender, At::Recipient, At::Data, At::End] {
        for answer in refusals {
            cases.push((SAY(at, answer, 1), "refused", 3));
        }
        for answer in delays {
            cases.push((SAY(at, answer, 1), "sent", 0));
            cases.push((SAY(at, answer, ALWAYS), "deferred", 4));
        }
        cases.push((SAY(at, "421 4.3.2 going down", 1), "sent", 0));
    }
    for at in [At::Greeting, At::Hello, At::Sender, At::Recipient, At::Data, At::Body] {
        for fault in [Fault::Drop, Fault::Stall] {
            // A body may lie in buffers on the way, its end with it, when nobody reads it any more.
            if at == At::Body && matches!(fault, Fault::Stall) {
                cases.push((Plan { at, fault, times: 1, recipient: "" }, "in-doubt", 5));
                continue;
            }
            cases.push((Plan { at, fault: fault.clone(), times: 1, recipient: "" }, "sent", 0));
            if matches!(fault, Fault::Drop) {
                cases.push((Plan { at, fault, times: ALWAYS, recipient: "" }, "deferred", 4));
            }
        }
    }
    for fault in [Fault::Drop, Fault::Stall] {
        cases.push((Plan { at: At::End, fault, times: 1, recipient: "" }, "in-doubt", 5));
    }
    // What is said before the end of the mail is no answer to it.
    for answer in ["354 go\r\n250 early", "354 go\r\n451 early"] {
        cases.push((SAY(At::Data, answer, ALWAYS), "deferred", 4));
    }
    // A code without words is an answer.
    cases.push((SAY(At::Sender, "550", 1), "refused", 3));
    // Answers that are none.
    for answer in ["nonsense", "999 what", "250-never\r\nending"] {
        cases.push((SAY(At::Data, answer, ALWAYS), "deferred", 4));
    }
    cases.push((SAY(At::End, "354 what", ALWAYS), "in-doubt", 5));
    let results: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let next = Mutex::new(cases.iter());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some((plan, wanted, code)) = next.lock().expect("cases").next() else { break };
                    if let Err(wrong) = tried(plan, wanted, *code) {
                        results.lock().expect("results").push(format!("{plan:?}: {wrong}"));
                    }
                }
            });
        }
    });
    let wrong = results.into_inner().expect("results");
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn tried(plan: &Plan, wanted: &str, code: i32) -> Result<(), String> {
    let server = Server::start(vec![plan.clone()], usize::MAX);
    let sandbox = workspace(&server);
    let partner = "tahtiselka";
    let run = send(&sandbox, &["--partner", partner]);
    // A mail that was never on its way is not noted.
    let noted = sandbox.path(&format!("partners/{partner}.log")).metadata().is_ok_and(|file| file.len() > 0);
    let found = if noted { verdict(&sandbox, partner) } else { "deferred".to_owned() };
    // Who closes the connection in the middle of a mail may do so unnoticed until the end is written, on a busy
    // machine: then nobody knows, and that is what is noted.
    let unnoticed = plan.at == At::Body && matches!(plan.fault, Fault::Drop);
    let (wanted, code) = match unnoticed && found == "in-doubt" {
        true => ("in-doubt", 5),
        false => (wanted, code),
    };
    if found != wanted || run.code != code {
        return Err(format!("{found}, exit {}, not {wanted}, {code}\n{}", run.code, run.stderr));
    }
    let accepted = server.accepted().len();
    if unnoticed && wanted == "in-doubt" && accepted > 0 {
        return Err(format!("{accepted} accepted"));
    }
    let may_have =
        if wanted == "in-doubt" { accepted <= 1 } else { accepted == usize::from(wanted == "sent") };
    if !may_have {
        return Err(format!("{wanted}, and {accepted} accepted"));
    }
    if wanted == "in-doubt" {
        // Nobody sends it again by itself; a person settles it.
        let again = send(&sandbox, &["--partner", partner]);
        if again.code != 1 || !again.stderr.contains("error[in-doubt]") || server.accepted().len() != accepted
        {
            return Err(format!("sent again:\n{}", again.stderr));
        }
        let settled = sandbox.run(&["resolve", partner, "contact-formal", "--sent"]);
        let after = send(&sandbox, &["--partner", partner]);
        if settled.code != 0 || after.code != 0 || server.accepted().len() != accepted {
            return Err(format!("not settled:\n{}{}", settled.stderr, after.stderr));
        }
    }
    Ok(())
}

#[test]
fn one_bad_address_does_not_stop_the_others() {
    let plan = Plan {
        at: At::Recipient,
        fault: Fault::Say("550 5.1.1 no such user"),
        times: 1000,
        recipient: "paivi.",
    };
    let server = Server::start(vec![plan], usize::MAX);
    let sandbox = workspace(&server);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("refused (the recipient): 550 5.1.1 no such user"), "{}", run.stderr);
    assert_eq!((server.count("ausbildung@"), server.count("biuro@"), server.accepted().len()), (1, 1, 2));
    assert_eq!(*server.connections.lock().expect("a count"), 1, "a refusal needs no new connection");
    // Nobody writes to an address again that there is not.
    let again = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(again.code, 1, "{}", again.stderr);
    assert!(again.stderr.contains("error[no-such-address]"), "{}", again.stderr);
    sandbox.edit("partners/tahtiselka.yaml", "paivi.ayravainen@", "international@");
    let run = sandbox.build(&["contact-formal", "--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(send(&sandbox, &["--partner", "tahtiselka"]).code, 0);
    assert_eq!(server.count("international@"), 1);
}

#[test]
fn a_sent_text_stays_as_it_was_sent() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let run = sandbox.run(&[
        "send",
        "contact-formal",
        "--yes",
        "--partner",
        "tahtiselka",
        "--message-format",
        "json",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record: serde_json::Value = serde_json::from_str(run.stdout.trim()).expect("a line of JSON");
    assert_eq!((record["partner"].as_str(), record["result"].as_str()), (Some("tahtiselka"), Some("sent")));
    let before = sandbox.files("output/tahtiselka");
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Päivi\"", "given_name: \"Pirkko\"");
    let run = sandbox.build(&["contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.files("output/tahtiselka"), before);
    sandbox.edit("output/tahtiselka/contact-formal.en.md", "Dear ", "Hello ");
    let run = sandbox.build(&["contact-formal"]);
    assert!(run.stderr.contains("what is edited now changes nothing"), "{}", run.stderr);
    // The next mail belongs to the same conversation.
    let run = sandbox.build(&["contact-informal", "--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["send", "contact-informal", "--yes", "--partner", "tahtiselka"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let id = record["message_id"].as_str().expect("an id");
    let text = String::from_utf8(server.accepted()[1].bytes.clone()).expect("ASCII");
    for line in [format!("In-Reply-To: <{id}>"), format!("References: <{id}>")] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
}

#[test]
fn what_is_too_large_for_the_server_is_found_out_before_anything_is_sent() {
    let hello = Fault::Say("250-fault.example\r\n250-SIZE 40000\r\n250 8BITMIME");
    let server =
        Server::start(vec![Plan { at: At::Hello, fault: hello, times: 9, recipient: "" }], usize::MAX);
    let sandbox = workspace(&server);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("larger are `contact-formal` to `gruenfliess`"), "{}", run.stderr);
    assert!(run.stderr.contains("3 not tried"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 0);
    assert!(!sandbox.path("partners/gruenfliess.log").exists() && !sandbox.path("sent").exists());
}

#[test]
fn a_server_may_take_only_so_many_mails_at_a_time() {
    let server = Server::start(Vec::new(), 2);
    let sandbox = workspace(&server);
    let run = send(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(server.accepted().len(), 3);
}

#[test]
fn a_run_that_was_cut_off_leaves_no_mail_twice() {
    let line = |what: &str| {
        format!("{{\"at\":\"2026-11-23T10:00:00+00:00\",\"document\":\"contact-formal\",\"what\":\"{what}\"")
    };
    let rendered = format!(
        "{},\"message_id\":\"a@b\",\"sha256\":\"00\",\"to\":[\"x@y.example\"],\"subject\":\"s\",\"attachments\":[]}}\n",
        line("rendered")
    );
    let intent = format!("{},\"attempt\":1,\"server\":\"s\"}}\n", line("intent"));
    let dot = format!("{}}}\n", line("dot"));
    let torn = &dot[..dot.len() / 2];
    // A run that is cut off leaves a note of the log that it was writing.
    for (state, is_noted, code, accepted) in [
        (rendered.clone(), true, 0, 1),
        (format!("{rendered}{intent}"), true, 0, 1),
        (format!("{rendered}{intent}{torn}"), true, 0, 1),
        (format!("{rendered}{intent}{torn}"), false, 1, 0),
        (format!("{rendered}{intent}{dot}"), true, 1, 0),
    ] {
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        sandbox.write("partners/tahtiselka.log", &state);
        if is_noted {
            sandbox.write("partners/.sending.note", "{\"log\":\"tahtiselka.log\",\"length\":0}");
        }
        let run = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!((run.code, server.accepted().len()), (code, accepted), "{state}\n{}", run.stderr);
        let ledger = sandbox.read("partners/tahtiselka.log");
        if !is_noted {
            assert_eq!(ledger, state, "{}", run.stderr);
            continue;
        }
        assert!(ledger.starts_with(&rendered) && ledger.ends_with('\n'), "{ledger}");
        assert!(
            ledger.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
            "{ledger}"
        );
    }
}

#[test]
fn a_failed_update_leaves_the_invitation_sent() {
    let plans = vec![SAY(At::Sender, "450 4.2.1 later", 1000)];
    let server = Server::start(Vec::new(), usize::MAX);
    let busy = Server::start(plans, usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(sandbox.build(&["invitation", "--partner", "tahtiselka"]).code, 0);
    let invite = |more: &str| {
        let all = ["send", "invitation", "--partner", "tahtiselka", "--yes", more];
        sandbox.run_with(&all, &[("SOURCE_DATE_EPOCH", "1795435200"), ("HANDCLASP_PAUSE", "0")])
    };
    assert_eq!(invite("--invite").code, 0);
    let unchanged = invite("--update");
    assert!(unchanged.stderr.contains("has not changed since"), "{}", unchanged.stderr);
    let file = sandbox
        .read("partners/tahtiselka.yaml")
        .replace("https://meet.example.org/abc-123", "https://meet.example.org/new-1");
    sandbox.write("partners/tahtiselka.yaml", file);
    assert_eq!(sandbox.build(&["invitation", "--partner", "tahtiselka"]).code, 0);
    let port = |from: u16, to: u16| {
        sandbox.edit("institution.yaml", &format!("port: {from},"), &format!("port: {to},"));
    };
    port(server.port, busy.port);
    assert_eq!(invite("--update").code, 4);
    port(busy.port, server.port);
    // It was sent, whatever failed afterwards; only the update goes out.
    let again = invite("--invite");
    assert!(again.stderr.contains("warning[sent-before]"), "{}", again.stderr);
    assert_eq!(server.accepted().len(), 1);
    assert_eq!(invite("--update").code, 0);
    assert_eq!(invite("--update").code, 0);
    assert_eq!(server.accepted().len(), 2, "the same update goes out once");
    assert_eq!(invite("--cancel").code, 0);
    assert_eq!(invite("--cancel").code, 0);
    assert_eq!(server.accepted().len(), 3, "a meeting is cancelled once");
}

#[test]
fn a_renamed_file_gets_nothing_twice() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(send(&sandbox, &["--partner", "gruenfliess"]).code, 0);
    std::fs::rename(sandbox.path("partners/gruenfliess.yaml"), sandbox.path("partners/gruen.yaml"))
        .expect("renamed");
    assert_eq!(sandbox.build(&["contact-formal", "--partner", "gruen"]).code, 0);
    let run = send(&sandbox, &["--partner", "gruen"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("already, as `gruenfliess`"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
}

#[test]
fn an_attachment_is_sent_as_it_was_seen() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    // On another day the same bytes.
    let run = sandbox.run_with(&["send", "contact-formal", "--yes", "--partner", "gruenfliess"], &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let draft = sandbox.bytes("output/tahtiselka/contact-formal.en.eml");
    sandbox.edit("institution.yaml", "value: \"640\"", "value: \"650\"");
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("an attachment have changed since"), "{}", run.stderr);
    sandbox.edit("institution.yaml", "value: \"650\"", "value: \"640\"");
    sandbox.write("output/tahtiselka/contact-formal.en.eml", [&draft[..], b"P.S.\r\n"].concat());
    let run = send(&sandbox, &["--partner", "tahtiselka"]);
    assert!(run.code == 1 && run.stderr.contains("was changed by hand"), "{}", run.stderr);
    assert_eq!(server.accepted().len(), 1);
}

#[test]
fn two_runs_at_once_send_each_mail_once() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| send(&sandbox, &[]));
        }
    });
    for (_, address) in PARTNERS {
        assert_eq!(server.count(address), 1, "{address}");
    }
}

#[test]
fn a_password_in_a_file_is_refused_and_not_shown() {
    for account in [
        "mail: {host: \"smtp.example.org\", user: \"me@example.org\", password: \"gEheim-42\"}",
        "mail:\n  host: \"me:gEheim-42@smtp.example.org\"",
        "mail:\n  host: smtp.example.org\n  Token: gEheim-42\n  nonsense: 1",
        "mail: {host: smtp.example.org}\nsmtp_password: gEheim-42",
        "mail: {host: smtp.example.org, auth: {kennwort: gEheim-42}}",
        "mail: {host: smtp.example.org, password_command: \"gEheim-42\"}",
        "mail: {host: smtp.example.org, password_variable: \"gEheim-42\"}",
        "mail: \"smtp://ines:gEheim-42@smtp.example.org\"",
    ] {
        let sandbox = Sandbox::sample();
        sandbox.edit("institution.yaml", "eu_funding:", &format!("{account}\neu_funding:"));
        // A mistake in the line must not show it either.
        let broken = Sandbox::sample();
        broken.edit(
            "institution.yaml",
            "eu_funding:",
            "mail: {host: x, password: \"gEheim-42\"x\"}\neu_funding:",
        );
        let run = broken.run(&["check"]);
        assert!(run.code == 1 && !run.stderr.contains("gEheim-42"), "{}", run.stderr);
        for command in [&["check"][..], &["build"], &["send", "contact-formal", "--yes"]] {
            for format in ["human", "json"] {
                let mut all = command.to_vec();
                all.extend(["--message-format", format]);
                let run = sandbox.run(&all);
                assert_eq!(run.code, 1, "{}", run.stderr);
                assert!(
                    run.stderr.contains("secret-in-file") && run.stderr.contains("password_command"),
                    "{}",
                    run.stderr
                );
                assert!(
                    !run.stderr.contains("gEheim-42") && !run.stdout.contains("gEheim-42"),
                    "{}",
                    run.stderr
                );
            }
        }
    }
}

/// A server's certificate and its authority, as PEM, for a name.
struct Certificate {
    authority: String,
    chain: Vec<rustls::pki_types::CertificateDer<'static>>,
    key: rustls::pki_types::PrivateKeyDer<'static>,
}

fn certificate(name: &str) -> Certificate {
    let mut authority = rcgen::CertificateParams::new(Vec::new()).expect("parameters");
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_key = rcgen::KeyPair::generate().expect("a key");
    let issuer_certificate = authority.self_signed(&authority_key).expect("an authority");
    let issuer = rcgen::Issuer::new(authority, authority_key);
    let key = rcgen::KeyPair::generate().expect("a key");
    let own = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("parameters");
    let own = own.signed_by(&key, &issuer).expect("a certificate");
    Certificate {
        authority: issuer_certificate.pem(),
        chain: vec![own.der().clone()],
        key: rustls::pki_types::PrivateKeyDer::Pkcs8(key.serialize_der().into()),
    }
}

/// A server that speaks as told, in the clear or encrypted, and counts what it is asked; one conversation.
fn encrypted_server(
    certificate: Certificate,
    starttls: &'static [&'static str],
    login_answer: &'static str,
) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(certificate.chain, certificate.key)
        .expect("a certificate");
    let config = Arc::new(config);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let (config, heard) = (config.clone(), heard.clone());
            std::thread::spawn(move || -> std::io::Result<()> {
                if !starttls.is_empty() {
                    stream.write_all(b"220 ready\r\n")?;
                    for answer in starttls {
                        let mut line = Vec::new();
                        let mut one = [0];
                        while !line.ends_with(b"\n") {
                            stream.read_exact(&mut one)?;
                            line.push(one[0]);
                        }
                        heard.lock().expect("lines").push(String::from_utf8_lossy(&line).into_owned());
                        stream.write_all(answer.as_bytes())?;
                    }
                }
                let session = rustls::ServerConnection::new(config).map_err(std::io::Error::other)?;
                let mut encrypted = BufReader::new(rustls::StreamOwned::new(session, stream));
                if starttls.is_empty() {
                    encrypted.get_mut().write_all(b"220 ready\r\n")?;
                }
                loop {
                    let mut line = String::new();
                    if encrypted.read_line(&mut line)? == 0 {
                        return Ok(());
                    }
                    heard.lock().expect("lines").push(line.clone());
                    let answer = match line.get(..4).unwrap_or_default() {
                        "EHLO" => {
                            "250-fault.example\r\n250-SIZE 30000000\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n"
                        }
                        "AUTH" => login_answer,
                        "QUIT" => "221 bye\r\n",
                        _ => "500 5.5.1 what\r\n",
                    };
                    encrypted.get_mut().write_all(answer.as_bytes())?;
                }
            });
        }
    });
    (port, asked)
}

fn check_account(port: u16, tls: &str, authority: Option<&str>, more: &str) -> Run {
    let sandbox = Sandbox::sample();
    let ca = match authority {
        Some(pem) => {
            sandbox.write("ca.pem", pem);
            ", tls_ca: \"ca.pem\""
        }
        None => "",
    };
    // The user's own file comes before the institution's.
    let account =
        format!("{{host: \"localhost\", port: {port}, tls: {tls}, user: \"me@example.org\"{ca}{more}}}\n");
    sandbox.write("handclasp/mail.yaml", account);
    let environment = [("HANDCLASP_TIMEOUT", "2"), ("HANDCLASP_PASSWORD", "gEheim-42")];
    let run = sandbox.run_with(&["send", "--check-account"], &environment);
    assert!(!run.stderr.contains("gEheim-42") && !run.stdout.contains("gEheim-42"), "{}", run.stderr);
    run
}

#[test]
fn only_a_trusted_server_is_talked_to() {
    const WELCOME: &str = "235 2.7.0 welcome\r\n";
    let own = certificate("localhost");
    let pem = own.authority.clone();
    let (port, asked) = encrypted_server(own, &[], WELCOME);
    let run = check_account(port, "implicit", Some(&pem), "");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("its certificate is trusted") && run.stderr.contains("logged in: me@example.org"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("largest email: 30 MB"), "{}", run.stderr);
    // Nobody vouches for it.
    let before = asked.lock().expect("lines").len();
    let run = check_account(port, "implicit", None, "");
    assert_eq!(run.code, 6, "{}", run.stderr);
    assert!(run.stderr.contains("is not trusted, so nothing was sent"), "{}", run.stderr);
    assert_eq!(asked.lock().expect("lines").len(), before, "nothing was said to it");
    // Its certificate is another server's.
    let other = certificate("mail.example.org");
    let pem = other.authority.clone();
    let (port, asked) = encrypted_server(other, &[], WELCOME);
    assert_eq!(check_account(port, "implicit", Some(&pem), "").code, 6);
    assert!(asked.lock().expect("lines").is_empty());
}

#[test]
fn encryption_after_the_greeting_is_demanded() {
    const WELCOME: &str = "235 2.7.0 welcome\r\n";
    const OFFERS: &str = "250-fault.example\r\n250 STARTTLS\r\n";
    for (answers, code) in [
        (&[OFFERS, "220 2.0.0 go ahead\r\n"] as &'static [&'static str], 0),
        // Not offered.
        (&["250-fault.example\r\n250 AUTH PLAIN\r\n", ""], 6),
        // Refused.
        (&[OFFERS, "454 4.7.0 not now\r\n"], 4),
        // Somebody put an answer in front of the encryption (CVE-2011-0411).
        (&[OFFERS, "220 2.0.0 go ahead\r\n250-evil.example\r\n250 AUTH PLAIN\r\n"], 6),
    ] {
        let own = certificate("localhost");
        let pem = own.authority.clone();
        let (port, asked) = encrypted_server(own, answers, WELCOME);
        let run = check_account(port, "starttls", Some(&pem), "");
        let wanted = if code == 4 { 6 } else { code };
        assert_eq!(run.code, wanted, "{answers:?}: {}", run.stderr);
        let clear = asked.lock().expect("lines").iter().take(2).any(|line| line.contains("AUTH"));
        assert!(!clear, "a password went out in the clear");
    }
}

#[test]
fn who_is_not_let_in_tries_once() {
    for (more, answer) in [
        ("", "535 5.7.8 no\r\n"),
        (", auth: xoauth2", "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"),
        (", password_command: [\"echo\", \"gEheim-42\"]", "535 5.7.8 no\r\n"),
        // Servers that repeat what they were sent.
        ("", "535 gEheim-42 is wrong\r\n"),
        ("", "gEheim-42 is no command\r\n"),
    ] {
        let own = certificate("localhost");
        let pem = own.authority.clone();
        let (port, asked) = encrypted_server(own, &[], answer);
        let run = check_account(port, "implicit", Some(&pem), more);
        assert_eq!(run.code, 6, "{more}: {}", run.stderr);
        let tries = asked.lock().expect("lines").iter().filter(|line| line.starts_with("AUTH")).count();
        assert_eq!(tries, 1, "{more}");
    }
}

#[test]
fn without_encryption_nothing_leaves_this_computer() {
    let sandbox = Sandbox::sample();
    sandbox.write("handclasp/mail.yaml", "{host: \"192.0.2.1\", tls: none}\n");
    let run = sandbox.run_with(&["send", "--check-account"], &[("HANDCLASP_TIMEOUT", "1")]);
    assert_eq!(run.code, 6, "{}", run.stderr);
    assert!(run.stderr.contains("not over a network"), "{}", run.stderr);
}

/// The calendar part of a mail and its attachments by name.
pub fn calendar(bytes: &[u8]) -> (Option<String>, Vec<(String, Vec<u8>)>) {
    use mail_parser::{MessageParser, MimeHeaders};
    let message = MessageParser::default().parse(bytes).expect("a message");
    let entry = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("calendar"))
    });
    let method = entry.and_then(|part| Some(part.content_type()?.attribute("method")?.to_owned()));
    let text = entry.map(|part| String::from_utf8(part.contents().to_vec()).expect("UTF-8"));
    if let (Some(method), Some(text)) = (&method, &text) {
        assert!(text.contains(&format!("\r\nMETHOD:{method}\r\n")), "{text}");
    }
    let attachments = message.attachments();
    let named = |part: &mail_parser::MessagePart<'_>| {
        (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec())
    };
    (text, attachments.map(named).filter(|(name, _)| !name.is_empty()).collect())
}

/// The value of a property of a calendar entry.
fn property(entry: &str, name: &str) -> String {
    let unfolded = entry.replace("\r\n ", "");
    let event = &unfolded[unfolded.find("BEGIN:VEVENT").expect("an event")..];
    let line = event.lines().find(|line| line.starts_with(&format!("{name}:"))).unwrap_or_default();
    line.split_once(':').map_or_else(String::new, |(_, value)| value.to_owned())
}

#[test]
fn a_meeting_is_invited_to_moved_and_cancelled() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    let invite = |more: &[&str]| {
        let mut all = vec!["send", "invitation", "--partner", "tahtiselka", "--yes"];
        all.extend(more);
        sandbox.run_with(&all, &[("SOURCE_DATE_EPOCH", "1795435200")])
    };
    let build = || {
        let run = sandbox.build(&["invitation", "--partner", "tahtiselka"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    build();
    assert_eq!(invite(&["--update"]).code, 1, "nothing to update yet");
    let run = invite(&["--invite"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (entry, attachments) = calendar(&server.accepted()[0].bytes);
    let first = entry.expect("an invitation");
    assert_eq!(property(&first, "SEQUENCE"), "0");
    // Everybody with an address is asked, but for who invites.
    let unfolded = first.replace("\r\n ", "");
    let invited: Vec<&str> = unfolded.lines().filter(|line| line.starts_with("ATTENDEE")).collect();
    assert_eq!(invited.len(), 3, "{unfolded}");
    for (address, says) in [
        ("paivi.ayravainen@tahtiselka", "RSVP=TRUE"),
        ("rehtori@tahtiselka", "RSVP=TRUE"),
        ("ines.simao@ancora-azul", "PARTSTAT=ACCEPTED"),
    ] {
        assert!(invited.iter().any(|line| line.contains(address) && line.contains(says)), "{invited:?}");
    }
    assert!(
        attachments.iter().any(|(name, bytes)| name == "invite.ics" && bytes == first.as_bytes()),
        "the same bytes"
    );
    assert!(attachments.iter().any(|(name, _)| name.ends_with(".pdf")));
    assert!(first.contains("ORGANIZER;CN=") && first.contains("mailto:ines.simao@"), "{first}");
    // Moved by a day: the same meeting, a higher number.
    let file = sandbox.read("partners/tahtiselka.yaml");
    let from = file.find("meeting:").expect("a meeting");
    let at = from + file[from..].find("date: ").expect("a date") + 6;
    let day = file[at..].trim_start_matches('"')[..10].to_owned();
    let moved = format!("{}{:02}", &day[..8], day[8..].parse::<u32>().expect("a day") + 1);
    sandbox.write(
        "partners/tahtiselka.yaml",
        format!("{}{}", &file[..at], file[at..].replacen(&day, &moved, 1)),
    );
    assert_eq!(invite(&["--update"]).code, 1, "nobody has seen the new text");
    build();
    let run = invite(&["--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let second = calendar(&server.accepted()[1].bytes).0.expect("an update");
    assert_eq!(property(&second, "UID"), property(&first, "UID"));
    assert_eq!(property(&second, "SEQUENCE"), "1");
    assert_ne!(property(&second, "DTSTART"), property(&first, "DTSTART"));
    let run = invite(&["--cancel"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mail = server.accepted()[2].bytes.clone();
    let third = calendar(&mail).0.expect("a cancellation");
    assert_eq!(
        (property(&third, "UID"), property(&third, "SEQUENCE")),
        (property(&first, "UID"), "2".to_owned())
    );
    assert_eq!(property(&third, "STATUS"), "CANCELLED");
    assert!(third.contains("METHOD:CANCEL"));
    assert!(String::from_utf8_lossy(&mail).contains("Subject: Cancelled: "));
    let ids: std::collections::BTreeSet<String> = server
        .accepted()
        .iter()
        .map(|mail| {
            let text = String::from_utf8_lossy(&mail.bytes).into_owned();
            text.lines().find(|line| line.starts_with("Message-ID: ")).expect("an id").to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 3, "each mail has a Message-ID of its own");
    for name in ["invitation", "invitation-1", "invitation-2"] {
        assert!(sandbox.path(&format!("sent/tahtiselka/{name}.eml")).exists(), "{name}");
    }
}

#[test]
fn without_the_word_the_entry_is_only_attached() {
    let server = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&server);
    assert_eq!(sandbox.build(&["invitation", "--partner", "tahtiselka"]).code, 0);
    let run = sandbox.run(&["send", "invitation", "--partner", "tahtiselka", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (entry, attachments) = calendar(&server.accepted()[0].bytes);
    assert!(entry.is_none());
    assert!(attachments.iter().any(|(name, _)| name.ends_with(".ics") && name != "invite.ics"));
    // An email without an entry cannot be an invitation.
    let run = send(&sandbox, &["--partner", "tahtiselka", "--invite"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("has no calendar entry"), "{}", run.stderr);
}

#[test]
fn one_refused_recipient_of_several_is_named() {
    let plan = Plan {
        at: At::Recipient,
        fault: Fault::Say("550 5.1.1 no such user"),
        times: 1,
        recipient: "office@",
    };
    let server = Server::start(vec![plan], usize::MAX);
    let account = serde_json::json!({"host": "127.0.0.1", "port": server.port, "tls": "none"});
    let account = serde_json::from_value(account).expect("an account");
    let place = handclasp::mail::account::server(&account, None).expect("a server");
    let mut connection = handclasp::mail::smtp::Connection::open(&place).expect("a connection");
    let address = |text: &str| text.parse().expect("an address");
    let to = [address("head@example.org"), address("office@example.org")];
    let sent = connection
        .send(&address("me@example.org"), &to, &[], b"Subject: x\r\n\r\n.\r\n", || Ok::<(), ()>(()));
    let taken = sent.expect("it was taken");
    assert_eq!(taken.refused, [("office@example.org".to_owned(), "550 5.1.1 no such user".to_owned())]);
    assert_eq!(server.accepted().len(), 1);
    assert_eq!(
        server.accepted()[0].bytes,
        b"Subject: x\r\n\r\n.\r\n",
        "a dot at the beginning of a line stays one"
    );
    connection.close();
}

/// A disk that is full in the middle of each line of the ledger; the system's limit on the length of files
/// stands for it.
#[cfg(unix)]
#[test]
fn a_full_disk_at_any_line_of_the_ledger_leaves_no_mail_twice_and_none_unnoted() {
    const BLOCKS: usize = 400;
    let clean = Server::start(Vec::new(), usize::MAX);
    let sandbox = workspace(&clean);
    assert_eq!(send(&sandbox, &["--partner", "tahtiselka"]).code, 0);
    let ledger = sandbox.read("partners/tahtiselka.log");
    let lengths: Vec<usize> = ledger.lines().map(|line| line.len() + 1).collect();
    assert_eq!(lengths.len(), 4, "{ledger}");
    for (stage, what) in ["rendered", "intent", "dot", "outcome"].into_iter().enumerate() {
        assert!(
            ledger.lines().nth(stage).expect("a line").contains(&format!("\"what\":\"{what}\"")),
            "{ledger}"
        );
        let server = Server::start(Vec::new(), usize::MAX);
        let sandbox = workspace(&server);
        // What happened before fills the file up to the middle of the line.
        let filled = BLOCKS * 512 - lengths[..stage].iter().sum::<usize>() - lengths[stage] / 2;
        let pad = |text: &str| {
            format!(
                "{{\"at\":\"2026-11-23T10:00:00+00:00\",\"document\":\"loi\",\"what\":\"outcome\",\
                 \"result\":\"refused\",\"reply\":\"{text}\",\"stage\":\"the end\"}}\n"
            )
        };
        let before = pad(&"x".repeat(filled - pad("").len()));
        sandbox.write("partners/tahtiselka.log", &before);
        let run = std::process::Command::new("sh")
            .args(["-c", &format!("trap '' XFSZ; ulimit -f {BLOCKS}; exec \"$0\" \"$@\"")])
            .args([
                env!("CARGO_BIN_EXE_handclasp"),
                "send",
                "contact-formal",
                "--yes",
                "--partner",
                "tahtiselka",
            ])
            .current_dir(sandbox.path(""))
            .env("SOURCE_DATE_EPOCH", "1795435200")
            .env("HANDCLASP_TIMEOUT", "1")
            .env("HANDCLASP_PAUSE", "0")
            .env("XDG_CONFIG_HOME", sandbox.path(""))
            .output()
            .expect("a shell");
        let told = String::from_utf8_lossy(&run.stderr);
        assert_ne!(run.status.code(), Some(0), "{what}: {told}");
        assert!(told.contains("tahtiselka.log` cannot be written"), "{what}: {told}");
        let accepted = usize::from(what == "outcome");
        assert_eq!(server.accepted().len(), accepted, "{what}: {told}");
        // With room again: what may be out stays in doubt, anything else goes out now.
        let again = send(&sandbox, &["--partner", "tahtiselka"]);
        assert_eq!(server.accepted().len(), 1, "{what}: {}", again.stderr);
        assert_eq!(again.code == 0, accepted == 0, "{what}: {}", again.stderr);
        assert!(sandbox.read("partners/tahtiselka.log").starts_with(&before));
    }
}
