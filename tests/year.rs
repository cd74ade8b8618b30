//! A year in the life of six partners, as `tests/year/story.txt` tells it: what happens day by day, and what is to be done
//! at the end of each day. The story was written by hand from the phases of the guide, before it was run.

use std::fmt::Write;
use std::fs;

use handclasp::project::Project;
use handclasp::reminders::{ListRequest, TodaysList, Urgency, todays_list};
use handclasp::workspace::Workspace;
use jiff::civil::Date;

use crate::support::{Sandbox, root};

/// What applies at the office of the story.
const DEFAULTS: &str = "defaults:
  reminder_days: [7, 15]
  answer_weeks: 2
  check_in_months: 3
  park_months: 6
  closed:
    - {from: \"2026-12-21\", to: \"2027-01-01\", note: \"Christmas holidays\"}
    - {from: \"2027-03-22\", to: \"2027-03-26\", note: \"Easter holidays\"}
    - {from: \"2027-08-02\", to: \"2027-08-20\", note: \"summer holidays\"}
";

/// A workspace with the sample institution, other defaults, and no partner.
pub fn office(defaults: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("none", "");
    fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    let institution = sandbox.read("institution.yaml");
    let own: String = institution
        .lines()
        .filter(|line| !line.starts_with("defaults:"))
        .fold(String::new(), |text, line| text + line + "\n");
    sandbox.write("institution.yaml", own + defaults);
    sandbox
}

/// The list of a day.
pub fn list_of(sandbox: &Sandbox, on: Date) -> TodaysList {
    let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a project");
    let request = ListRequest { on, owner: None, partners: Vec::new(), wheres: Vec::new() };
    todays_list(&project, &request, 2).expect("a list")
}

/// What is told on the day, each as the story writes it, in order.
pub fn told(list: &TodaysList) -> Vec<String> {
    let due = list.reminders().filter(|one| one.urgency(list.today) != Urgency::Planned);
    let line = |one: &handclasp::reminders::Reminder| {
        format!("{} {} {} {}", one.urgency(list.today).name(), one.partner, one.kind.name(), one.due)
    };
    let mut lines: Vec<String> = due.map(line).collect();
    lines.sort();
    lines
}

/// The lines of a log for a fact of the story: `called "…"`, `sent DOCUMENT`, `mailed DOCUMENT`.
pub fn lines_of(day: &str, address: &str, fact: &str) -> String {
    let (verb, rest) = fact.split_once(' ').unwrap_or((fact, ""));
    let words: Vec<&str> = rest.split(' ').collect();
    let text = rest.split('"').nth(1).unwrap_or_default();
    let at = format!("\"at\":\"{day}T10:00:00+00:00\"");
    let noted = |more: &str| format!("{{{at},{more},\"what\":\"noted\",\"on\":\"{day}\"}}\n");
    let of_mail = |more: &str| format!("{{{at},\"document\":\"{}\",{more}}}\n", words[0]);
    let parts = "\"message_id\":\"1@example.org\",\"subject\":\"An idea\"";
    let rendered =
        format!("\"what\":\"rendered\",{parts},\"sha256\":\"00\",\"to\":[\"{address}\"],\"attachments\":[]");
    let sent = "\"what\":\"outcome\",\"result\":\"sent\",\"reply\":\"250 OK\",\"stage\":\"at the end\"";
    match verb {
        "called" | "met" | "wrote" | "answered" | "declined" | "note" => {
            noted(&format!("\"fact\":\"{verb}\",\"text\":\"{text}\""))
        }
        "snoozed" => noted(&format!("\"fact\":\"snoozed\",\"until\":\"{}\",\"text\":\"{text}\"", words[0])),
        "sent" => {
            let occasion = match words.as_slice() {
                [_, kind, number] => format!(",\"occasion\":{{\"{kind}\":{number}}}"),
                _ => String::new(),
            };
            noted(&format!("\"document\":\"{}\"{occasion},\"fact\":\"sent\"", words[0]))
        }
        "signed" => noted(&format!(
            "\"document\":\"{}\",\"fact\":\"signed\",\"by\":\"{}\",\"file\":\"signed/x.pdf\",\"sha256\":\"00\",\"version\":1",
            words[0], words[1]
        )),
        "objected" => format!("{{{at},\"what\":\"objected\",\"addresses\":[\"{address}\"]}}\n"),
        "mailed" => of_mail(&rendered) + &of_mail("\"what\":\"dot\"") + &of_mail(sent),
        "tried" => of_mail(&rendered) + &of_mail("\"what\":\"dot\""),
        "drafted" => of_mail(&format!(
            "\"what\":\"drafted\",{parts},\"words\":\"00\",\"to\":[\"{address}\"],\"folder\":\"Drafts\""
        )),
        "resolved" => of_mail("\"what\":\"resolved\",\"sent\":true"),
        _ => panic!("the story has no word `{verb}`"),
    }
}

/// Appends what happened with a partner to its log.
pub fn happens(sandbox: &Sandbox, day: &str, partner: &str, fact: &str) {
    let name = format!("partners/{partner}.log");
    let before = fs::read_to_string(sandbox.path(&name)).unwrap_or_default();
    let file = sandbox.read(&format!("partners/{partner}.yaml"));
    let address = file.split("email: \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    sandbox.write(&name, before + &lines_of(day, address, fact));
}

#[test]
fn every_day_of_the_year_says_what_the_story_says() {
    let story = fs::read_to_string(root().join("tests/year/story.txt")).expect("the story");
    let sandbox = office(DEFAULTS);
    let (mut asked, mut differs) = (0, String::new());
    let days = story.split("\n\n").filter(|block| block.lines().any(|line| line.starts_with("20")));
    for block in days {
        let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with('#')).collect();
        let (day, rest) = lines.split_first().expect("a day");
        let mut wanted: Vec<String> = Vec::new();
        let mut is_asked = false;
        let mut file: Option<(String, String)> = None;
        for line in rest {
            if let Some(own) = line.strip_prefix("    ") {
                file.as_mut().expect("a file").1.push_str(&format!("{own}\n"));
                continue;
            }
            if let Some((name, text)) = file.take() {
                sandbox.write(&name, text);
            }
            let line = line.trim();
            if let Some(expected) = line.strip_prefix("- ") {
                is_asked = true;
                wanted.extend((expected != "nothing").then(|| expected.to_owned()));
            } else if let Some(partner) = line.strip_prefix("file ") {
                file = Some((format!("partners/{partner}.yaml"), String::new()));
            } else if let Some(partner) = line.strip_prefix("gone ") {
                for ending in ["yaml", "log"] {
                    fs::remove_file(sandbox.path(&format!("partners/{partner}.{ending}"))).expect("removed");
                }
            } else {
                let (partner, fact) = line.split_once(' ').expect("a partner and a fact");
                happens(&sandbox, day, partner, fact);
            }
        }
        if let Some((name, text)) = file {
            sandbox.write(&name, text);
        }
        if is_asked {
            asked += 1;
            let list = list_of(&sandbox, day.parse().expect("a day"));
            assert!(!list.found.has_errors(), "{day}: {:?}", list.found);
            wanted.sort();
            let got = told(&list);
            if got != wanted {
                let _ = writeln!(differs, "{day}: {got:?}, and not {wanted:?}");
            }
        }
    }
    assert!(differs.is_empty(), "\n{differs}");
    assert!(asked >= 60, "asked on {asked} days only");
}
