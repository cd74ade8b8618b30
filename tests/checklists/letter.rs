//! The Letter of Intent.

use serde_json::Value;

use super::data::{at, country, day, greetings, items, names, names_of_person, text, texts};
use super::made::{Made, squeezed};
use super::point::{Decided, Point, Verdict, all};
use crate::support::{TODAY, letters};

pub const POINTS: &[Point] = &[
    Point {
        number: "9.5/1",
        words: "It is a letter: head of the sender, place and date, address, subject, salutation, text, close, signature",
        decided: Decided::Machine(
            is_a_letter,
            &[
                |made| made.forget(&writer(made).clone()),
                |made| made.spoil("Dear ", "Hello "),
                |made| made.spoil("Yours sincerely,", "Bye,"),
                |made| {
                    if !made.is_from_partner() {
                        made.spoil(&day(TODAY), "");
                    }
                },
                |made| {
                    let code = text(reader(made), "address.city").expect("a town");
                    let head = head(made);
                    made.text = made.text.replacen(&head, &head.replace(&code, ""), 1);
                },
                |made| made.spoil("Letter of Intent", "Letter"),
            ],
        ),
    },
    Point {
        number: "9.5/2",
        words: "The right direction: of the partner’s letter the partner’s data and no logo of ours",
        decided: Decided::Machine(
            direction,
            &[
                |made| {
                    if made.is_from_partner() {
                        made.page.alternatives.push("Logo of us".to_owned());
                    }
                },
                |made| made.text = format!("Somebody else\n{}", made.text),
            ],
        ),
    },
    Point {
        number: "9.5/3",
        words: "A letter for a project names programme, action, year of the call, title and acronym, coordinator",
        decided: Decided::Machine(
            project,
            &[
                |made| spoil_all(made, "loi.programme"),
                |made| spoil_all(made, "loi.action"),
                |made| spoil_all(made, "loi.project.title"),
                |made| made.spoil("coordinated by", "run by"),
            ],
        ),
    },
    Point {
        number: "9.5/4",
        words: "Role and contribution in two to four lines; of a host how many, how long",
        decided: Decided::Machine(
            contribution,
            &[
                |made| {
                    for promise in promises(made) {
                        made.spoil(&promise, "help");
                    }
                },
                |made| {
                    for flow in flows(&made.clone()) {
                        made.spoil(&format!("{} week", text(flow, "weeks").unwrap_or_default()), "some week");
                    }
                },
                |made| spoil_all(made, "loi.role"),
            ],
        ),
    },
    Point {
        number: "9.5/5",
        words: "Words of intent, no duty to pay, and the condition when it depends on a grant",
        decided: Decided::Machine(
            intent,
            &[
                |made| made.spoil("not legally binding", "firm"),
                |made| made.add("We shall come."),
                |made| made.spoil("payment", "meeting"),
                |made| {
                    if depends(made) {
                        made.spoil("only", "anyway");
                        made.spoil("on condition", "anyway");
                        made.spoil("depend", "rest");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.5/6",
        words: "It takes care of quality: of a host mentor, standards of the programme, insurance",
        decided: Decided::Machine(
            quality,
            &[
                |made| made.spoil("quality", "luck"),
                |made| {
                    if variant(made) == "hosting" {
                        made.spoil("mentor", "friend");
                    }
                },
                |made| {
                    if variant(made) == "hosting" && text(&made.them, "mobility.insurance_by").is_some() {
                        made.spoil("insure", "like");
                        made.spoil("insurance", "luck");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.5/7",
        words: "No names of learners",
        decided: Decided::Eyes {
            on: "2026-11-29",
            at: "the text of each letter: no field takes a name of a learner, and none is in a text",
            partly: &[],
        },
    },
    Point {
        number: "9.5/8",
        words: "Who may sign signs, with position, and all who sign together; room for a stamp; not the contact person",
        decided: Decided::Machine(
            signatory,
            &[
                |made| {
                    let position =
                        text(&items(writer(made), "signatories")[0], "position").expect("a position");
                    made.markdown = made.markdown.replace(&position, "");
                },
                |made| made.spoil("Stamp", "Room"),
            ],
        ),
    },
    Point {
        number: "9.5/9",
        words: "The data of the side that signs: name, address, numbers, country",
        decided: Decided::Machine(
            data_of_the_writer,
            &[
                |made| {
                    if let Some(oid) = text(writer(made), "ids.oid") {
                        made.spoil(&oid, "");
                    }
                },
                |made| {
                    let country = country(writer(made));
                    made.spoil(country, "");
                },
            ],
        ),
    },
    Point {
        number: "9.5/10",
        words: "One page; “we” throughout, never “the Parties”",
        decided: Decided::Machine(
            we,
            &[
                |made| made.page.pages.push("More".to_owned()),
                |made| made.add("The Parties meet."),
                |made| made.add("I am glad."),
            ],
        ),
    },
    Point {
        number: "9.5/11",
        words: "Until when it is valid, or for which call",
        decided: Decided::Machine(
            valid,
            &[|made| match text(&made.them, "loi.valid_until") {
                Some(until) => made.spoil(&day(&until), "then"),
                None => made.spoil("call", "time"),
            }],
        ),
    },
    Point {
        number: "9.5/12",
        words: "The program says, not the letter, that a call may prescribe its own form",
        decided: Decided::Machine(
            hint,
            &[|made| made.told.clear(), |made| made.add("The call may prescribe its own form.")],
        ),
    },
];

/// The side that signs.
fn writer(made: &Made) -> &Value {
    if made.is_from_partner() { &made.them } else { &made.us }
}

/// The side that is written to.
fn reader(made: &Made) -> &Value {
    if made.is_from_partner() { &made.us } else { &made.them }
}

fn legal_name(organisation: &Value) -> String {
    text(organisation, "legal_name").expect("a name")
}

fn variant(made: &Made) -> String {
    text(&made.them, "loi.variant").unwrap_or_else(|| "cooperation".to_owned())
}

fn depends(made: &Made) -> bool {
    variant(made) != "cooperation"
}

fn spoil_all(made: &mut Made, path: &str) {
    if let Some(value) = text(&made.them, path) {
        made.spoil(&value, "it");
    }
}

/// What stands above the subject: both addresses, place and date.
fn head(made: &Made) -> String {
    made.text.split("Letter of Intent").next().unwrap_or_default().to_owned()
}

fn is_a_letter(made: &Made) -> Verdict {
    let head = head(made);
    let blocks: Vec<&str> = head.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
    let sender = blocks.first().copied().unwrap_or_default();
    let to = blocks.get(1).copied().unwrap_or_default();
    let address = |block: &str, side: &Value, what: &str| {
        let one_of =
            |keys: [&str; 2]| -> Vec<String> { keys.iter().filter_map(|key| text(side, key)).collect() };
        let there = |wanted: Vec<String>| {
            let found = wanted.is_empty() || wanted.iter().any(|one| block.contains(one.as_str()));
            (found, format!("none of {wanted:?} is in the address of {what}"))
        };
        vec![
            there(one_of(["address.street", "address.street_latin"])),
            there(one_of(["address.city", "address.city_latin"])),
            there(text(side, "address.postal_code").into_iter().collect()),
            (block.contains(country(side)), format!("no country in the address of {what}")),
            (
                names(side).iter().any(|name| block.contains(name.as_str())),
                format!("no name in the address of {what}"),
            ),
        ]
    };
    let mut conditions = address(sender, writer(made), "the sender");
    conditions.extend(address(to, reader(made), "the reader"));
    // Irish and British addresses have the code in a line of its own.
    if let (Some("IE" | "GB"), Some(code)) =
        (text(reader(made), "address.country").as_deref(), text(reader(made), "address.postal_code"))
    {
        conditions
            .push((to.lines().any(|line| line == code), format!("{code} stands in no line of its own")));
        conditions.extend(
            text(reader(made), "address.region")
                .map(|county| (to.contains(&county), format!("{county} is missing"))),
        );
    }
    let dated = text(&made.them, "loi.date").or_else(|| (!made.is_from_partner()).then(|| TODAY.to_owned()));
    if let Some(date) = dated {
        conditions.push((head.contains(&day(&date)), "no date".to_owned()));
    } else {
        conditions.push((made.text.contains("Place, date"), "no place for place and date".to_owned()));
    }
    let greeted = made.text.lines().find(|line| line.starts_with("Dear ")).unwrap_or_default().to_owned();
    let known = at(reader(made), "signatories").get(0).cloned();
    let person =
        known.or_else(|| (!made.is_from_partner()).then(|| made.contact().clone())).unwrap_or(Value::Null);
    let wanted = greetings(&person, reader(made), "Dear");
    conditions.push((wanted.contains(&greeted), format!("“{greeted}”, not one of {wanted:?}")));
    conditions.push((made.markdown.contains("# Letter of Intent"), "no subject".to_owned()));
    conditions.push((made.says("Yours sincerely,") || made.says("Yours faithfully,"), "no close".to_owned()));
    conditions.push((made.says("Signature"), "no signature".to_owned()));
    all(conditions)
}

fn direction(made: &Made) -> Verdict {
    let first = made.text.lines().next().unwrap_or_default();
    let logo = made.page.alternatives.iter().any(|words| words.contains("Logo"));
    let ours = text(&made.us, "logo").is_some() && !made.is_from_partner();
    all([
        (names(writer(made)).iter().any(|name| name == first), format!("the head is of “{first}”")),
        (logo == ours, format!("{} logo", if logo { "a" } else { "no" })),
    ])
}

fn project(made: &Made) -> Verdict {
    if !["project_partner", "associated_partner"].contains(&variant(made).as_str()) {
        return Verdict::DoesNotApply;
    }
    let mut conditions: Vec<(bool, String)> =
        ["loi.programme", "loi.action", "loi.call", "loi.project.title", "loi.project.acronym"]
            .iter()
            .filter_map(|key| text(&made.them, key))
            .map(|value| made.wants(&value))
            .collect();
    let coordinator = text(&made.them, "loi.project.coordinator").expect("a coordinator");
    let named = match coordinator.as_str() {
        "us" if made.is_from_partner() => vec![format!("coordinated by you, {}", legal_name(&made.us))]
            .into_iter()
            .chain(names(&made.us).into_iter().map(|name| format!("coordinated by you, {name}")))
            .collect(),
        "us" => vec!["coordinated by us".to_owned()],
        id => match made.organisation(id) {
            Some(other) => names(other)
                .into_iter()
                .flat_map(|name| [format!("coordinated by {name}"), format!("coordinated by you, {name}")])
                .collect(),
            None => vec![format!("coordinated by {id}")],
        },
    };
    conditions.push(made.wants_one(&named));
    if variant(made) == "associated_partner" {
        conditions.push(made.wants("associated partner"));
    }
    // Who coordinates a project does not confirm its interest in taking part in it.
    let odd = coordinator == "us" && !made.is_from_partner();
    conditions.push((
        !odd || !made.says("interest in taking part"),
        "we coordinate and ask to take part".to_owned(),
    ));
    all(conditions)
}

/// What the side that signs promises.
fn promises(made: &Made) -> Vec<String> {
    let own = texts(&made.them, "loi.contribution");
    let side = if made.is_from_partner() {
        "cooperation.commitments.theirs"
    } else {
        "cooperation.commitments.ours"
    };
    match (own.is_empty(), variant(made) == "cooperation") {
        (true, true) => texts(&made.them, side),
        _ => own,
    }
}

fn flows(made: &Made) -> Vec<&Value> {
    let direction = if made.is_from_partner() { "out" } else { "in" };
    let all = items(&made.them, "mobility.flows").iter();
    all.filter(|flow| {
        variant(made) == "hosting" && text(flow, "direction").is_none_or(|one| one == direction)
    })
    .collect()
}

fn contribution(made: &Made) -> Verdict {
    let promises = promises(made);
    let mut conditions: Vec<(bool, String)> = promises.iter().map(|promise| made.wants(promise)).collect();
    conditions.extend(text(&made.them, "loi.role").map(|role| made.wants(&role)));
    conditions.push((promises.len() <= 4, format!("{} contributions", promises.len())));
    for flow in flows(made) {
        let number = text(flow, "learners").unwrap_or_default();
        conditions.push(made.wants_one(&[format!("{number} learner"), format!("{number} member")]));
        let weeks = text(flow, "weeks").unwrap_or_default();
        conditions.push(made.wants_one(&[format!("{weeks} week")]));
    }
    let nothing = promises.is_empty() && flows(made).is_empty();
    all(conditions).but(match (nothing, promises.len()) {
        (true, _) => Some("the file names no contribution, and the program asks for none"),
        (false, 0) => Some("the file names only how many are hosted"),
        (false, 1) => Some("the file has one contribution only"),
        _ => None,
    })
}

fn intent(made: &Made) -> Verdict {
    let said = squeezed(&made.text).to_lowercase();
    let binding = ["shall", "hereby", "undertake", "we agree", "obligation", "we guarantee"];
    let mut conditions: Vec<(bool, String)> =
        binding.iter().map(|word| (!said.contains(word), format!("“{word}”"))).collect();
    conditions.push(made.wants_one(&["we intend", "our intention", "our interest"].map(str::to_owned)));
    conditions.push(made.wants("not legally binding"));
    conditions.push(made.wants("payment"));
    if depends(made) {
        conditions.push(match text(&made.them, "loi.condition") {
            Some(own) => made.wants(&own),
            None => made.wants_one(
                &[
                    "if the funding is approved",
                    "if the project is selected",
                    "on condition that",
                    "depends on",
                ]
                .map(str::to_owned),
            ),
        });
        conditions.push(made.wants_one(&["only if", "on condition", "depend"].map(str::to_owned)));
    }
    all(conditions)
}

fn quality(made: &Made) -> Verdict {
    let mut conditions = vec![made.wants("quality")];
    if variant(made) == "hosting" {
        conditions.push(made.wants("mentor"));
        if text(&made.them, "loi.programme").is_some() {
            conditions.push(made.wants("quality standards"));
        }
        if text(&made.them, "mobility.insurance_by").is_some() {
            conditions
                .push((made.says("insure") || made.says("insurance"), "nothing on insurance".to_owned()));
        }
        let open = text(&made.them, "mobility.insurance_by").is_none();
        return all(conditions).but(open.then_some("the file does not say who insures"));
    }
    all(conditions)
}

fn signatory(made: &Made) -> Verdict {
    let table = made.section("signatures").unwrap_or_default().replace('\\', "");
    let contact = if made.is_from_partner() { made.contact() } else { made.sender() };
    let own: Vec<String> = names_of_person(contact);
    let all_who_sign = items(writer(made), "signatories");
    let mut conditions = vec![
        (table.contains("Stamp"), "no room for a stamp".to_owned()),
        (made.page.text().contains("Stamp"), "no room for a stamp on the page".to_owned()),
    ];
    for person in all_who_sign {
        let called = names_of_person(person);
        let is_contact = called.iter().any(|name| own.contains(name));
        conditions.push((
            called.iter().any(|name| table.contains(name.as_str())),
            format!("{called:?} does not sign"),
        ));
        conditions.push((
            table.contains(&text(person, "position").unwrap_or_default()),
            format!("{called:?} has no position"),
        ));
        conditions.push((
            is_contact || !own.iter().any(|name| table.contains(name.as_str())),
            "the contact person signs".to_owned(),
        ));
    }
    all(conditions)
}

fn data_of_the_writer(made: &Made) -> Verdict {
    let table = made.section("our-organisation").unwrap_or_default().replace('\\', "");
    let side = writer(made);
    let mut wanted: Vec<String> = [
        "legal_name",
        "legal_name_latin",
        "name_en",
        "ids.oid",
        "ids.pic",
        "ids.vat",
        "ids.registration.number",
    ]
    .iter()
    .filter_map(|key| text(side, key))
    .collect();
    wanted.push(country(side).to_owned());
    wanted.extend(text(side, "address.postal_code"));
    let table = squeezed(&table);
    all(wanted.iter().map(|one| (table.contains(&squeezed(one)), format!("“{one}” is not among the data"))))
        .but((!at(side, "ids").is_object()).then_some("the file has no numbers of the organisation"))
}

fn we(made: &Made) -> Verdict {
    let words: Vec<&str> = made.text.split(|one: char| !one.is_alphabetic() && one != '’').collect();
    let alone = words.iter().any(|word| ["I", "I’m", "my", "My"].contains(word));
    all([
        (made.page.pages.len() == 1, format!("{} pages", made.page.pages.len())),
        (words.contains(&"We") || words.contains(&"we"), "no “we”".to_owned()),
        (!alone, "“I”".to_owned()),
        made.avoids("the parties"),
        (letters(&made.page.text()).to_lowercase().contains("we"), "no “we” on the page".to_owned()),
    ])
}

fn valid(made: &Made) -> Verdict {
    match (text(&made.them, "loi.valid_until"), text(&made.them, "loi.call")) {
        (Some(until), _) => all([made.wants(&day(&until))]),
        (None, Some(call)) => {
            all([made.wants_one(&[format!("for the {call} call"), format!("for the call {call}")])])
        }
        (None, None) => Verdict::False("neither a day nor a call".to_owned()),
    }
}

fn hint(made: &Made) -> Verdict {
    let is_annex = ["project_partner", "associated_partner"].contains(&variant(made).as_str());
    let programme = text(&made.them, "loi.programme").unwrap_or_default();
    // National Agencies of Erasmus+ take a letter in words of one's own (`domain.md` 1.4).
    if !is_annex || programme.starts_with("Erasmus") && !made.has("loi.prescribed_form") {
        return Verdict::DoesNotApply;
    }
    all([
        (made.was_told(&["form", "call"]), "the program says nothing of forms".to_owned()),
        made.avoids("own form"),
        made.avoids("prescribe"),
    ])
}
