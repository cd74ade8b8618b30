//! Emails that leave from the office page: what was agreed to is what is sent, once, and no secret is on any page.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use handclasp::mail::account::Secret;
use handclasp::office::OfficeServer;
use handclasp::workspace::Workspace;

use crate::drafts::Mailbox;
use crate::office_browser::{Browser, Got};
use crate::sending::{At, Fault, Plan, Server};
use crate::support::Sandbox;

const ALL: &str = "document=contact-formal&partner=tahtiselka&partner=gruenfliess&partner=zolty-wiatrak";
const ONE: &str = "document=contact-formal&partner=tahtiselka";

/// The sample, its formal emails made today, and an account at the server.
fn workspace(server: &Server, account: &str) -> Sandbox {
    let sandbox = Sandbox::sample();
    let account =
        format!("mail: {{host: \"127.0.0.1\", port: {}, tls: none{account}}}\neu_funding:", server.port);
    sandbox.edit("institution.yaml", "eu_funding:", &account);
    let run = sandbox.run(&["build", "contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

fn server() -> Server {
    Server::start(Vec::new(), usize::MAX)
}

/// The mark of the plan on a page.
fn mark(page: &str) -> String {
    let at = page.split("name=\"mark\" value=\"").nth(1).unwrap_or_else(|| panic!("no plan: {page}"));
    at.split('"').next().expect("a mark").to_owned()
}

/// What a plan is agreed to with.
fn agreed(browser: &Browser, asked: &str) -> String {
    let plan = browser.post("/send/plan", asked);
    assert_eq!(plan.status, StatusCode::OK);
    format!("{asked}&mark={}&agreed=yes", mark(&plan.text()))
}

/// Says yes, and waits for what became of it.
fn sent(browser: &Browser, form: &str) -> String {
    over(browser, &browser.post("/send/go", form))
}

/// The page of work, when it is over.
fn over(browser: &Browser, begun: &Got) -> String {
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let page = browser.get(begun.header("location")).text();
        if !page.contains("<progress") {
            return page;
        }
        assert!(Instant::now() < until, "{page}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_choice_the_plan_the_question_and_then_every_email_once() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let choice = browser.get("/send?document=contact-formal").text();
    for partner in ["tahtiselka", "gruenfliess", "zolty-wiatrak"] {
        assert!(
            choice.contains(&format!("name=\"partner\" value=\"{partner}\" checked")),
            "{partner}: {choice}"
        );
    }
    let plan = browser.post("/send/plan", ALL).text();
    for seen in [
        "paivi.",
        "biuro@",
        "ausbildung@",
        "_Profile_",
        " kB",
        &format!("127.0.0.1:{}", server.port),
        "ines.simao@",
    ] {
        assert!(plan.contains(seen), "{seen}: {plan}");
    }
    assert!(plan.contains("Go on: send 3 emails"), "{plan}");
    let asked = browser.post("/send/go", &format!("{ALL}&mark={}", mark(&plan))).text();
    assert!(asked.contains("<h1>Send 3 emails now?</h1>"), "{asked}");
    assert!(server.accepted().is_empty(), "something left before the yes");
    let results = sent(&browser, &format!("{ALL}&mark={}&agreed=yes", mark(&asked)));
    assert!(results.contains("3 of 3 emails were sent"), "{results}");
    assert_eq!(server.accepted().len(), 3);
    for mail in server.accepted() {
        let kept = ["tahtiselka", "gruenfliess", "zolty-wiatrak"]
            .map(|partner| sandbox.bytes(&format!("sent/{partner}/contact-formal.eml")));
        assert!(kept.contains(&mail.bytes), "another one left than is kept");
    }
    let log = sandbox.run(&["log", "tahtiselka"]);
    assert!(log.stdout.contains("contact-formal: sent"), "{}", log.stdout);
    let after = browser.get("/send?document=contact-formal").text();
    assert!(!after.contains("name=\"partner\""), "one that was sent can be chosen again");
    let page = browser.get("/partners/tahtiselka/contact-formal.en").text();
    assert!(page.contains("does not go out twice") && !page.contains("/send/plan"), "{page}");
    assert!(!page.contains("outlook.office.com"), "it can be written once more");
}

#[test]
fn two_clicks_and_two_tabs_send_nothing_twice() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let form = agreed(&browser, ALL);
    // Another tab has a part of it.
    let other = agreed(&browser, ONE);
    let clicks = [&form, &form, &other].map(|form| browser.post("/send/go", form));
    assert_eq!(clicks[0].status, StatusCode::SEE_OTHER);
    for click in clicks.iter().filter(|click| click.status == StatusCode::SEE_OTHER) {
        over(&browser, click);
    }
    for address in ["paivi.", "biuro@", "ausbildung@"] {
        assert_eq!(server.count(address), 1, "{address}");
    }
    // Whoever comes late with an old yes is told.
    let late = browser.post("/send/go", &form);
    assert_eq!(late.status, StatusCode::OK);
    assert!(late.text().contains("Something has changed since you looked. Nothing was sent."));
    assert_eq!(server.accepted().len(), 3);
}

#[test]
fn a_plan_that_is_another_one_by_now_is_not_sent() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let form = agreed(&browser, ALL);
    let refused = |why: &str| {
        let page = browser.post("/send/go", &form);
        assert_eq!(page.status, StatusCode::OK, "{why}");
        assert!(page.text().contains("Nothing was sent."), "{why}: {}", page.text());
        assert!(server.accepted().is_empty(), "{why}");
    };
    // A comment in the file: the email is the same, and the file is another one.
    let file = sandbox.read("partners/gruenfliess.yaml");
    sandbox.write("partners/gruenfliess.yaml", format!("{file}\n# looked at again\n"));
    refused("file");
    sandbox.write("partners/gruenfliess.yaml", &file);
    // The text, made again.
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Päivi\"", "given_name: \"Pirkko\"");
    refused("data");
    assert_eq!(sandbox.run(&["build", "contact-formal"]).code, 0);
    refused("text");
    // Something was noted.
    let form = agreed(&browser, ALL);
    assert_eq!(sandbox.run(&["log", "zolty-wiatrak", "note", "They moved"]).code, 0);
    let page = browser.post("/send/go", &form).text();
    assert!(page.contains("Nothing was sent."), "{page}");
    // A file that is gone.
    let form = agreed(&browser, ALL);
    std::fs::remove_file(sandbox.path("partners/gruenfliess.yaml")).expect("removed");
    let page = browser.post("/send/go", &form).text();
    assert!(page.contains("Nothing was sent."), "{page}");
    // Another server.
    let form = agreed(&browser, ONE);
    sandbox.edit("institution.yaml", "host: \"127.0.0.1\"", "host: \"localhost\"");
    let page = browser.post("/send/go", &form).text();
    assert!(page.contains("Nothing was sent."), "{page}");
    assert!(server.accepted().is_empty());
}

#[test]
fn who_objects_between_plan_and_yes_gets_nothing() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let form = agreed(&browser, ALL);
    assert_eq!(sandbox.run(&["log", "tahtiselka", "--objected"]).code, 0);
    let page = browser.post("/send/go", &form).text();
    assert!(page.contains("Nothing was sent.") && page.contains("objected"), "{page}");
    assert!(server.accepted().is_empty());
    // The others get theirs, by the plan as it is now.
    let results = sent(&browser, &format!("{ALL}&mark={}&agreed=yes", mark(&page)));
    assert!(results.contains("2 of 2 emails were sent"), "{results}");
    assert_eq!((server.count("paivi."), server.accepted().len()), (0, 2));
    let email = browser.get("/partners/tahtiselka/contact-formal.en").text();
    for way in ["/send/plan", "outlook.office.com", "mail.google.com", "file/eml", "data-copy=\"mail-text\""]
    {
        assert!(!email.contains(way), "{way} is offered");
    }
}

#[test]
fn nothing_leaves_without_a_plan_and_a_yes() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let mark = mark(&browser.post("/send/plan", ONE).text());
    let wrong = mark.chars().rev().collect::<String>();
    for form in [
        ONE.to_owned(),
        format!("{ONE}&agreed=yes"),
        format!("{ONE}&mark=&agreed=yes"),
        format!("{ONE}&mark={wrong}&agreed=yes"),
        format!("{ONE}&mark={mark}"),
        format!("{ALL}&mark={mark}&agreed=yes"),
        format!("document=contact-formal&mark={mark}&agreed=yes"),
        format!("{ONE}&limit=none&mark={mark}&agreed=yes"),
        format!("{ONE}&way=test&test_to=nobody&mark={mark}&agreed=yes"),
    ] {
        assert_eq!(browser.post("/send/go", &form).status, StatusCode::OK, "{form}");
    }
    for form in [
        "document=mou&partner=tahtiselka",
        "document=..%2fx&partner=tahtiselka",
        "document=contact-formal&partner=tahtiselka&lang=..%2fx",
    ] {
        assert_eq!(browser.post("/send/plan", form).status, StatusCode::NOT_FOUND, "{form}");
    }
    let nobody = browser.post("/send/plan", "document=contact-formal&partner=..%2f..%2fsecret").text();
    assert!(nobody.contains("No partner was chosen"), "{nobody}");
    assert!(browser.get(&format!("/send/go?{ONE}&mark={mark}&agreed=yes")).status.is_client_error());
    assert!(server.accepted().is_empty());
}

#[test]
fn what_was_not_made_is_not_sent_and_the_page_says_so() {
    let server = server();
    let sandbox = workspace(&server, "");
    sandbox.edit("partners/tahtiselka.yaml", "given_name: \"Päivi\"", "given_name: \"Pirkko\"");
    let browser = Browser::of(&sandbox);
    let choice = browser.get("/send?document=contact-formal").text();
    assert!(
        !choice.contains("value=\"tahtiselka\"") && choice.contains("2 emails are not among them"),
        "{choice}"
    );
    let plan = browser.post("/send/plan", ALL).text();
    assert!(plan.contains("Nothing can be sent now") && !plan.contains("name=\"mark\""), "{plan}");
    let email = browser.get("/partners/tahtiselka/contact-formal.en").text();
    assert!(email.contains("Make it first") && !email.contains("/send/plan"), "{email}");
}

#[test]
fn a_secret_is_on_no_page() {
    let secret = "gEheim-42-Kennwort";
    let server = server();
    let sandbox = workspace(
        &server,
        &format!(
            ", user: \"ines@example.org\", password_command: [\"printf\", \"{}\"]",
            secret.replace('-', "\\\\055")
        ),
    );
    let browser = Browser::of(&sandbox);
    let form = agreed(&browser, ONE);
    let pages = [
        browser.get("/send").text(),
        browser.get("/partners/tahtiselka/contact-formal.en").text(),
        browser.post("/send/plan", ONE).text(),
        browser.post("/send/go", &form.replace("&agreed=yes", "")).text(),
        sent(&browser, &form),
        browser.get("/").text(),
    ];
    assert!(pages[4].contains("1 of 1 emails was sent"), "{}", pages[4]);
    for page in pages {
        assert!(!page.contains(secret) && !page.contains("type=\"password\""), "{page}");
    }
    // A command that fails: what it printed is not repeated.
    let sandbox = workspace(
        &server,
        ", user: \"ines@example.org\", password_command: [\"sh\", \"-c\", \"echo gEheim-42-Kennwort; exit 3\"]",
    );
    let browser = Browser::of(&sandbox);
    let failed = sent(&browser, &agreed(&browser, ONE));
    assert!(failed.contains("password_command") && failed.contains("0 of 1 emails were sent"), "{failed}");
    assert!(failed.contains("Not tried"), "{failed}");
    // The command itself stands in the file, as its owner wrote it; what it printed stands nowhere.
    assert!(!failed.contains(secret), "{failed}");
    assert_eq!(server.count("paivi."), 1);
}

#[test]
fn without_a_password_the_page_says_what_to_do() {
    let server = server();
    let account = ", user: \"ines@example.org\", password_variable: \"HANDCLASP_TEST_NOWHERE\"";
    let sandbox = workspace(&server, account);
    let browser = Browser::of(&sandbox);
    let plan = browser.post("/send/plan", ONE).text();
    assert!(plan.contains("handclasp open --ask-password") && !plan.contains("name=\"mark\""), "{plan}");
    // Typed in the window of the program, it is there.
    let office = OfficeServer::new(Workspace::at(sandbox.path(""))).expect("a server");
    office.keep_secret(Secret::new("typed-in-the-window"));
    let browser = Browser::before(&office);
    let results = sent(&browser, &agreed(&browser, ONE));
    assert!(
        results.contains("1 of 1 emails was sent") && !results.contains("typed-in-the-window"),
        "{results}"
    );
    assert_eq!(server.count("paivi."), 1);
    // No account at all.
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.run(&["build", "contact-formal"]).code, 0);
    let plan = Browser::of(&sandbox).post("/send/plan", ONE).text();
    assert!(plan.contains("It is not known yet how to reach your mailbox"), "{plan}");
}

#[test]
fn each_result_has_its_meaning_and_what_is_in_doubt_is_settled() {
    let fault = |at, fault, recipient| Plan { at, fault, times: 1, recipient };
    let server = Server::start(
        vec![
            fault(At::Recipient, Fault::Say("550 5.1.1 no such <b>user</b>"), "biuro@"),
            fault(At::End, Fault::Drop, "paivi."),
        ],
        usize::MAX,
    );
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let results = sent(&browser, &agreed(&browser, ALL));
    for part in
        ["1 of 3 emails was sent", "In doubt", "Refused", "no such &lt;b&gt;user", "Correct the address"]
    {
        assert!(results.contains(part), "{part}: {results}");
    }
    let settle = "/partners/tahtiselka/contact-formal.en/settle";
    assert!(results.contains(&format!("action=\"{settle}\"")), "{results}");
    let email = browser.get("/partners/tahtiselka/contact-formal.en").text();
    assert!(email.contains(settle) && !email.contains("/send/plan"), "{email}");
    assert_eq!(browser.post(settle, "sent=perhaps").status, StatusCode::NOT_FOUND);
    let settled = browser.post(settle, "sent=no").text();
    assert!(settled.contains("Noted: the email was not sent") && settled.contains("/send/plan"), "{settled}");
    // A second click has nothing to settle.
    let again = browser.post(settle, "sent=yes").text();
    assert!(again.contains("This could not be noted") && again.contains("is not in doubt"), "{again}");
    let log = sandbox.run(&["log", "tahtiselka"]).stdout;
    assert!(log.contains("not sent"), "{log}");
}

#[test]
fn a_test_goes_to_oneself_and_leaves_no_trace() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let form = agreed(&browser, &format!("{ALL}&way=test&test_to=me%40example.org&limit=2"));
    let results = sent(&browser, &form);
    assert!(results.contains("2 of 2 test emails were sent"), "{results}");
    assert_eq!((server.count("me@example.org"), server.accepted().len()), (2, 2));
    for partner in ["tahtiselka", "gruenfliess", "zolty-wiatrak"] {
        assert!(!sandbox.path(&format!("partners/{partner}.log")).exists(), "{partner}");
    }
    let limited = agreed(&browser, &format!("{ALL}&limit=1"));
    assert!(sent(&browser, &limited).contains("1 of 1 emails was sent"));
    assert_eq!(server.accepted().len(), 3);
}

#[test]
fn an_email_sent_by_hand_is_noted_once() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    for _ in 0..2 {
        let noted = browser.post("/partners/tahtiselka/contact-formal.en/sent", "").text();
        assert!(noted.contains("Noted: you sent the email yourself."), "{noted}");
    }
    assert_eq!(sandbox.read("partners/tahtiselka.log").lines().count(), 1);
    let plan = browser.post("/send/plan", ONE).text();
    assert!(plan.contains("sent to") && !plan.contains("name=\"mark\""), "{plan}");
    assert!(server.accepted().is_empty());
}

#[test]
fn the_addresses_of_mailboxes_in_the_browser_carry_what_they_can() {
    let server = server();
    let sandbox = workspace(&server, "");
    let browser = Browser::of(&sandbox);
    let fields = |start: &str| -> Vec<(String, String)> {
        let page = browser.get("/partners/tahtiselka/contact-formal.en").text();
        let link = page.split("href=\"").find(|link| link.starts_with(start)).expect("a link").to_owned();
        assert!(link.contains("target=\"_blank\" rel=\"noopener noreferrer\""), "{link}");
        let address = link.split('"').next().expect("an address").replace("&amp;", "&");
        let query = address.split_once('?').expect("fields").1.to_owned();
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').expect("a field");
            (name.to_owned(), decoded(value))
        };
        query.split('&').map(pair).collect()
    };
    let of = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    };
    let gmail = fields("https://mail.google.com/mail/?");
    assert_eq!(of(&gmail, "view").as_deref(), Some("cm"));
    assert!(of(&gmail, "to").expect("an address").starts_with("paivi."), "{gmail:?}");
    let text = of(&gmail, "body").expect("the text");
    assert!(text.contains("Dear Päivi") && text.contains("\r\n\r\n"), "{text}");
    let outlook = fields("https://outlook.office.com/mail/deeplink/compose?");
    assert_eq!(of(&outlook, "subject"), of(&gmail, "su"));
    assert_eq!(of(&outlook, "to"), of(&gmail, "to"));
    assert_eq!(of(&outlook, "body"), None, "it is longer than what goes through");
    // A plus in an address would become a blank there.
    sandbox.edit("partners/tahtiselka.yaml", "paivi.", "paivi+office.");
    let outlook = fields("https://outlook.office.com/mail/deeplink/compose?");
    assert_eq!(of(&outlook, "to"), None);
    assert!(
        of(&fields("https://mail.google.com/mail/?"), "to").expect("an address").starts_with("paivi+office.")
    );
}

/// A value of an address, read as servers do.
fn decoded(value: &str) -> String {
    assert!(!value.contains('+'), "a plus stands for itself in one place and for a blank in another");
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
                u8::from_str_radix(std::str::from_utf8(&digits).expect("ASCII"), 16).expect("a byte")
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn emails_wait_in_the_drafts_each_once_and_are_not_sent_besides() {
    let (server, mailbox) = (server(), Mailbox::default());
    let account = format!(
        ", imap_host: \"127.0.0.1\", imap_port: {}, user: \"ines@example.org\", password_command: [\"printf\", \"geheim\"]",
        mailbox.clone().start()
    );
    let sandbox = workspace(&server, &account);
    let browser = Browser::of(&sandbox);
    let asked = format!("{ALL}&way=drafts");
    let plan = browser.post("/send/plan", &asked).text();
    assert!(
        plan.contains("Put 3 emails into my drafts") && plan.contains("Nothing goes to the partners"),
        "{plan}"
    );
    // It asks no question: it goes to nobody.
    let form = format!("{asked}&mark={}", mark(&plan));
    let results = sent(&browser, &form);
    assert!(results.contains("3 of 3 emails lie in your drafts"), "{results}");
    assert_eq!(mailbox.drafts.lock().expect("drafts").len(), 3);
    let again = browser.post("/send/go", &form).text();
    assert!(again.contains("Nothing was sent."), "{again}");
    let email = browser.get("/partners/tahtiselka/contact-formal.en").text();
    assert!(email.contains("It was sent") && !email.contains("/send/plan"), "{email}");
    let settled = browser.post("/partners/tahtiselka/contact-formal.en/settle", "sent=yes").text();
    assert!(settled.contains("Noted: the email was sent."), "{settled}");
    assert_eq!((mailbox.drafts.lock().expect("drafts").len(), server.accepted().len()), (3, 0));
}
