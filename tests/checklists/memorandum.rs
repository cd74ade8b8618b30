//! The Memorandum of Understanding.

use regex::Regex;
use serde_json::Value;

use super::data::{at, day, in_words, is_on, items, names, names_of_person, text, texts};
use super::made::{Made, rows, squeezed};
use super::point::{Decided, Point, Verdict, all};
use crate::support::letters;

pub const POINTS: &[Point] = &[
    Point {
        number: "9.4/1",
        words: "Title; of each side the whole legal name, the address, who represents it in which position",
        decided: Decided::Machine(
            parties,
            &[
                |made| {
                    let name = text(&made.them, "legal_name").expect("a name");
                    made.spoil(&name, "The partner");
                },
                |made| made.spoil("# Memorandum of Understanding", "# Contract"),
                |made| {
                    let position =
                        text(&items(&made.them, "signatories")[0], "position").expect("a position");
                    made.spoil(&position, "");
                },
                |made| {
                    let street = text(&made.us, "address.street").expect("a street");
                    let latin = text(&made.us, "address.street_latin");
                    made.spoil(&street, "");
                    if let Some(latin) = latin {
                        made.spoil(&latin, "");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/2",
        words: "The numbers of each side that are known (OID, PIC, VAT, register), each with its label",
        decided: Decided::Machine(
            numbers,
            &[
                |made| made.spoil("OID ", ""),
                |made| {
                    let oid = text(&made.us, "ids.oid").expect("a number");
                    made.spoil(&oid, "");
                },
            ],
        ),
    },
    Point {
        number: "9.4/3",
        words: "The purpose in one paragraph; three to eight activities",
        decided: Decided::Machine(
            purpose,
            &[
                |made| {
                    let purpose = text(&made.them, "cooperation.purpose").expect("a purpose");
                    made.spoil(&purpose, "things");
                },
                |made| {
                    made.markdown = made
                        .markdown
                        .replace(" {#scope}", " {#scope}\n\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- i\n")
                },
            ],
        ),
    },
    Point {
        number: "9.4/4",
        words: "First day, last day or open end, renewal and notice are there and do not contradict one another",
        decided: Decided::Machine(
            term,
            &[
                |made| change_section(made, "duration", "It is valid for some time."),
                |made| {
                    let notice = notice(made);
                    made.spoil(&format!("{} month", in_words(notice)), "eleven month");
                },
                |made| {
                    if text(&made.them, "mou.term.renewal").as_deref() == Some("automatic") {
                        made.spoil("extended", "renewed, at least one month before the end, and extended");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/5",
        words: "It says that it does not bind, and no word of it binds",
        decided: Decided::Machine(
            not_binding,
            &[
                |made| made.spoil("not legally binding", "our decision"),
                |made| made.add("The partners shall meet."),
                |made| made.add("Each agrees to pay."),
            ],
        ),
    },
    Point {
        number: "9.4/6",
        words: "Costs: each side bears its own, unless the file says otherwise",
        decided: Decided::Machine(costs, &[|made| made.spoil("bears its own costs", "pays")]),
    },
    Point {
        number: "9.4/7",
        words: "Contact persons of all sides, in a place of their own",
        decided: Decided::Machine(
            contacts,
            &[
                |made| {
                    let email = text(made.contact(), "email").expect("an address");
                    made.spoil(&email, "");
                },
                |made| {
                    made.markdown = made
                        .markdown
                        .replace("{#contact-persons-and-review}", "{#x}")
                        .replace("{#contact-persons}", "{#x}")
                },
            ],
        ),
    },
    Point {
        number: "9.4/8",
        words: "Data protection; when learners travel, insurance and safeguarding too",
        decided: Decided::Machine(
            protection,
            &[
                |made| made.spoil("personal data", "things"),
                |made| {
                    if has_learners(made) {
                        made.spoil("insurance", "luck");
                    }
                },
                |made| {
                    if made.has("mobility.minors") {
                        made.spoil("under 18", "who are young");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/9",
        words: "Review and results have days, with source and keeper of each number; or they are left out cleanly",
        decided: Decided::Machine(
            review,
            &[
                |made| {
                    if let Some(first) = text(&made.them, "mou.review.first_date") {
                        made.spoil(&day(&first), "some day");
                    }
                },
                |made| {
                    for kpi in items(&made.them.clone(), "mou.kpis") {
                        if let Some(source) = text(kpi, "source") {
                            made.spoil(&source, "");
                        }
                    }
                },
                |made| {
                    for kpi in items(&made.them.clone(), "mou.kpis") {
                        made.spoil(&text(kpi, "name").expect("a name"), "");
                    }
                },
                |made| {
                    if items(&made.them, "mou.kpis").is_empty() {
                        made.markdown.push_str("\n## 9. Expected results {#expected-results}\n");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/10",
        words: "Two languages: a clause about them, rows side by side, no cell that is not translated",
        decided: Decided::Test(&[
            ("paired.rs", "what_has_one_id_belongs_together_in_the_order_of_the_first"),
            ("two_languages.rs", "both_languages_stand_beside_each_other"),
            ("invalid.rs", "prevailing_language"),
            ("invalid.rs", "untranslated"),
        ]),
    },
    Point {
        number: "9.4/11",
        words: "As many originals as sides, or words for signing electronically",
        decided: Decided::Machine(
            originals,
            &[
                |made| made.spoil("original", "copy"),
                |made| {
                    if is_electronic(made) {
                        made.spoil("electronic", "quick");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/12",
        words: "Each signatory has name, position, organisation, and on paper lines for place and date and room for a stamp; electronically neither",
        decided: Decided::Machine(
            signatures,
            &[
                |made| {
                    let position = text(&items(&made.us, "signatories")[0], "position").expect("a position");
                    change_table(made, &position, "");
                },
                |made| {
                    if is_electronic(made) {
                        made.page.pages.push("Place, date".to_owned());
                    } else {
                        made.spoil("Stamp", "Room");
                    }
                },
                |made| {
                    if !is_electronic(made) {
                        made.spoil("Place, date", "On");
                    }
                },
                |made| {
                    let signatory = names_of_person(&items(&made.them, "signatories")[0]);
                    change_table(made, signatory.last().expect("a name"), "");
                },
            ],
        ),
    },
    Point {
        number: "9.4/12b",
        words: "The places to sign stand together on one page, below some text of the document",
        decided: Decided::Machine(
            signatures_together,
            &[
                |made| {
                    let signatories = items(&made.them, "signatories");
                    let position =
                        letters(&text(&signatories[signatories.len() - 1], "position").expect("a position"));
                    for page in &mut made.page.pages {
                        *page = letters(page).replace(&position, "");
                    }
                    made.page.pages.push(position);
                },
                |made| {
                    for page in &mut made.page.pages {
                        let plain = letters(page);
                        *page = plain[plain.rfind("Signatures").unwrap_or(0)..].to_owned();
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/13",
        words: "The reference numbers of all sides, page x of y, a mark of draft until it is final",
        decided: Decided::Machine(
            references,
            &[
                |made| {
                    if let Some(reference) = text(&made.them, "mou.reference.ours") {
                        made.spoil(&reference, "");
                    }
                },
                |made| made.page.pages[0] = letters(&made.page.pages[0]).replace("Page1of", ""),
                |made| {
                    if is_final(made) {
                        made.page.pages[0].push_str("Draft");
                    } else {
                        for page in &mut made.page.pages {
                            *page = page.replace("Draft", "");
                        }
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/14",
        words: "Two or three pages; the clauses are numbered without a gap; what is referred to is there",
        decided: Decided::Machine(
            pages_and_numbers,
            &[
                |made| {
                    made.page.pages.truncate(1);
                    made.page.pages.extend(["a", "b", "c", "d", "e"].map(str::to_owned));
                },
                |made| made.markdown = made.markdown.replace("## 2. ", "## 4. "),
                |made| {
                    if made.has("mou.work_plan.attached") {
                        made.spoil("Annex 1", "It");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.4/15",
        words: "Funded projects need contracts of their own; no governing law unless it binds",
        decided: Decided::Machine(
            no_law,
            &[
                |made| made.spoil("need separate", "have"),
                |made| made.add("This memorandum is governed by the law of Portugal."),
            ],
        ),
    },
];

fn is_electronic(made: &Made) -> bool {
    text(&made.them, "mou.signature_mode").as_deref() == Some("electronic")
}

fn is_final(made: &Made) -> bool {
    text(&made.them, "mou.status").as_deref() == Some("final")
}

fn has_learners(made: &Made) -> bool {
    items(&made.them, "mobility.flows").iter().any(|flow| {
        let kind = text(flow, "type").unwrap_or_default();
        kind.is_empty() || kind.contains("learner") || kind == "group_mobility"
    })
}

fn change_section(made: &mut Made, id: &str, with: &str) {
    let old = made.section(id).expect("a section");
    made.markdown = made.markdown.replace(&old, &format!("\n{with}\n\n"));
}

/// Replaces something in the table of signatures, in the Markdown and on the page.
fn change_table(made: &mut Made, from: &str, to: &str) {
    let old = made.section("signatures").expect("signatures");
    made.markdown = made.markdown.replace(&old, &old.replace(from, to));
}

/// All sides: we first.
fn sides(made: &Made) -> Vec<&Value> {
    std::iter::once(&made.us).chain(made.partners()).collect()
}

/// A condition: that a text has what the files say, whether with typed or with typeset signs.
fn has(place: &str, what: &str, where_: &str) -> (bool, String) {
    (squeezed(place).contains(&squeezed(what)), format!("“{what}” is not in {where_}"))
}

/// Markdown as it is read: without its marks.
fn plain(markdown: &str) -> String {
    squeezed(&markdown.replace('\\', "").replace("**", ""))
}

fn parties(made: &Made) -> Verdict {
    let block = plain(&made.section("parties").unwrap_or_default());
    let mut conditions = vec![
        (made.markdown.contains("# Memorandum of Understanding"), "no title".to_owned()),
        (made.shows("Memorandum of Understanding"), "no title on the page".to_owned()),
    ];
    for side in sides(made) {
        for key in ["legal_name", "legal_name_latin", "legal_form"] {
            conditions.extend(text(side, key).map(|value| has(&block, &value, "the parties")));
        }
        for keys in [["address.street", "address.street_latin"], ["address.city", "address.city_latin"]] {
            let wanted: Vec<String> = keys.iter().filter_map(|key| text(side, key)).collect();
            let there = wanted.iter().any(|one| block.contains(&squeezed(one)));
            conditions.push((there, format!("none of {wanted:?} is in the parties")));
        }
        conditions.extend(text(side, "address.postal_code").map(|code| has(&block, &code, "the parties")));
        conditions.push(has(&block, super::data::country(side), "the parties"));
        for signatory in items(side, "signatories") {
            let wanted = names_of_person(signatory);
            conditions.push((
                wanted.iter().any(|name| block.contains(name.as_str())),
                format!("none of {wanted:?} is in the parties"),
            ));
            conditions.extend(text(signatory, "position").map(|position| {
                // Of two with the same position it may be said once, in the plural.
                has(&block, &position, "the parties")
            }));
            conditions
                .extend(text(signatory, "authority_basis").map(|basis| has(&block, &basis, "the parties")));
        }
    }
    all(conditions)
}

fn numbers(made: &Made) -> Verdict {
    let block = plain(&made.section("parties").unwrap_or_default());
    let mut conditions = vec![];
    for side in sides(made) {
        for (key, label) in [("ids.oid", "OID"), ("ids.pic", "PIC"), ("ids.vat", "VAT")] {
            // A national tax number has its national name in some countries.
            if let Some(number) = text(side, key) {
                let labelled = block.contains(&format!("{label} {number}"))
                    || (key == "ids.vat"
                        && Regex::new(&format!(r"\p{{L}}[\p{{L}}. ]+:? {}", regex::escape(&number)))
                            .expect("a pattern")
                            .is_match(&block));
                conditions.push((labelled, format!("{label} {number} is not in the parties")));
            }
        }
        if let (Some(label), Some(number)) =
            (text(side, "ids.registration.label"), text(side, "ids.registration.number"))
        {
            conditions.push(has(&block, &format!("{label} {number}"), "the parties"));
        }
    }
    all(conditions)
}

fn purpose(made: &Made) -> Verdict {
    let purpose = made.section("purpose").unwrap_or_default();
    let paragraphs = purpose.trim().split("\n\n").count();
    let wanted = text(&made.them, "cooperation.purpose").expect("a purpose");
    let scope = made.section("scope").unwrap_or_default();
    let bullets = scope.lines().filter(|line| line.starts_with("- ")).count();
    let own = texts(&made.them, "activities");
    let mut conditions = vec![
        (paragraphs == 1, format!("the purpose has {paragraphs} paragraphs")),
        has(&plain(&purpose), &wanted, "the purpose"),
        ((1..=8).contains(&bullets), format!("{bullets} activities")),
        (own.is_empty() || bullets == own.len(), format!("{bullets} of {} activities", own.len())),
    ];
    // The purpose has the field: it is not said twice.
    for field in texts(&made.them, "cooperation.fields") {
        let said = plain(&purpose).to_lowercase().matches(&field.to_lowercase()).count();
        conditions.push((said <= 1, format!("“{field}” is said {said} times")));
    }
    all(conditions).but(match (bullets < 3, own.is_empty()) {
        (true, true) => {
            Some("the file names no activities; a draft shows an example for each kind of partnership")
        }
        (true, false) => Some("the file names fewer than three activities"),
        _ => None,
    })
}

fn notice(made: &Made) -> usize {
    let own = text(&made.them, "mou.term.notice_months").or_else(|| text(&made.us, "defaults.notice_months"));
    own.and_then(|months| months.parse().ok()).unwrap_or(3)
}

fn term(made: &Made) -> Verdict {
    let clause =
        plain(&made.section("duration").or_else(|| made.section("duration-and-changes")).unwrap_or_default());
    let start = text(&made.them, "mou.term.start").expect("a beginning");
    let begins = if start == "on_last_signature" { "last signature".to_owned() } else { day(&start) };
    let open = made.has("mou.term.open_ended");
    let notice = notice(made);
    let years = text(&made.us, "defaults.mou_term_years").and_then(|years| years.parse().ok()).unwrap_or(3);
    let ends = match text(&made.them, "mou.term.end") {
        _ if open => "open-ended".to_owned(),
        Some(end) => day(&end),
        None => format!("{} years", in_words(years)),
    };
    let renewal = text(&made.them, "mou.term.renewal").unwrap_or_else(|| "by_agreement".to_owned());
    let about_renewal = match renewal.as_str() {
        _ if open => None,
        "automatic" => Some("extended"),
        "none" => Some("comes to an end"),
        _ => Some("renew"),
    };
    let mut conditions = vec![
        has(&clause, &begins, "the clause on duration"),
        has(&clause, &ends, "the clause on duration"),
        has(&clause, &format!("{} month", in_words(notice)), "the clause on duration"),
    ];
    conditions.extend(about_renewal.map(|word| has(&clause, word, "the clause on duration")));
    if open {
        conditions.push((!clause.contains("renew"), "a renewal of what has no end".to_owned()));
    }
    // Every period before the end is the one period of notice.
    let months = Regex::new(r"(\w+) months?(?:’s?)? (?:notice|before)").expect("a pattern");
    for found in months.captures_iter(&clause) {
        conditions.push((
            found[1] == *in_words(notice) || found[1] == notice.to_string(),
            format!("“{}”, and the notice is {notice}", &found[0]),
        ));
    }
    all(conditions)
}

fn not_binding(made: &Made) -> Verdict {
    if made.has("mou.binding") {
        return Verdict::DoesNotApply;
    }
    let said =
        squeezed(&made.text).to_lowercase().replace("not legally binding", "").replace("by agreement", "");
    let clause = made.wants("not legally binding");
    let words = [
        "shall",
        "must",
        "agrees",
        "agreed",
        "agree to",
        "undertakes",
        "obligation",
        "liable",
        "hereby",
        "enter into force",
        "breach",
        "penalty",
        "terms and conditions",
        "the parties",
    ];
    let found = words.iter().map(|word| {
        let whole = Regex::new(&format!(r"\b{word}\b")).expect("a pattern");
        (!whole.is_match(&said), format!("“{word}”"))
    });
    all(found.chain([clause]))
}

fn costs(made: &Made) -> Verdict {
    match text(&made.them, "mou.costs.text") {
        Some(own) => all([made.wants(&own)]),
        None => all([made.wants("bears its own costs")]),
    }
}

fn contacts(made: &Made) -> Verdict {
    let place = ["contact-persons-and-review", "contact-persons", "contact-persons-and-channels"];
    let clause = plain(&place.iter().find_map(|id| made.section(id)).unwrap_or_default());
    let ours = made.sender();
    let others =
        made.partners().into_iter().map(|partner| at(partner, "contacts").get(0).unwrap_or(&Value::Null));
    all(std::iter::once(ours).chain(others).flat_map(|person| {
        let wanted = names_of_person(person);
        let named = wanted.is_empty() || wanted.iter().any(|name| clause.contains(name.as_str()));
        let email = text(person, "email").unwrap_or_default();
        [
            (named, format!("none of {wanted:?} is a contact")),
            (!email.is_empty() && clause.contains(&email), format!("“{email}” is not there")),
        ]
    }))
}

fn protection(made: &Made) -> Verdict {
    let mut conditions = vec![made.wants("personal data")];
    if !items(&made.them, "mobility.flows").is_empty() {
        conditions.push((made.section("safeguarding").is_some(), "no clause on safeguarding".to_owned()));
        conditions.push(made.wants("insurance"));
    }
    if made.has("mobility.minors") {
        conditions.push(made.wants("under 18"));
    }
    let open = has_learners(made) && text(&made.them, "mobility.insurance_by").is_none();
    if open {
        conditions.push((
            made.was_told(&["insur"]),
            "nobody insures the learners, and the program says nothing".to_owned(),
        ));
    }
    all(conditions).but(open.then_some("the file says not who insures; the program warns"))
}

fn review(made: &Made) -> Verdict {
    let kpis = items(&made.them, "mou.kpis");
    let mut conditions = vec![];
    let first = text(&made.them, "mou.review.first_date");
    conditions.extend(first.iter().map(|first| made.wants(&day(first))));
    let table = plain(&made.section("expected-results").unwrap_or_default());
    for kpi in kpis {
        for key in ["name", "target", "source", "owner"] {
            conditions.extend(text(kpi, key).map(|value| has(&table, &value, "the results")));
        }
        conditions.extend(text(kpi, "by").map(|by| has(&table, &day(&by), "the results")));
    }
    conditions.push((
        !kpis.is_empty() || made.section("expected-results").is_none(),
        "results without any".to_owned(),
    ));
    if first.is_none() {
        conditions.push((
            made.was_told(&["review"]),
            "a review without a day, and the program says nothing".to_owned(),
        ));
    }
    all(conditions)
        .but(first.is_none().then_some("the file has no day for the first review; the program warns"))
}

fn originals(made: &Made) -> Verdict {
    let words = made.section("signatures").unwrap_or_default().to_lowercase();
    let sides = sides(made).len();
    if is_electronic(made) {
        return all([
            (words.contains("electronic"), "not that it is signed electronically".to_owned()),
            (!words.contains("original"), "originals of what is signed electronically".to_owned()),
        ]);
    }
    let said = format!("{} original", in_words(sides));
    all([(words.contains(&said), format!("not “{said}”"))])
}

fn signatures(made: &Made) -> Verdict {
    let part = made.section("signatures").unwrap_or_default();
    let table = rows(&part);
    let head = part.lines().find(|line| line.starts_with('|')).unwrap_or_default().to_owned();
    let page = letters(&made.page.text());
    let mut conditions = vec![];
    let mut wanted_rows = 0;
    for side in sides(made) {
        let legal = text(side, "legal_name").expect("a name");
        for signatory in items(side, "signatories") {
            wanted_rows += 1;
            let called = names_of_person(signatory);
            let position = text(signatory, "position").unwrap_or_default();
            let row = table
                .iter()
                .map(|row| row.join(" ").replace('\\', ""))
                .find(|row| called.iter().any(|name| row.contains(name.as_str())));
            let row = row.unwrap_or_default();
            let organisation = names(side).iter().any(|name| row.contains(name.as_str()));
            conditions.push((!row.is_empty(), format!("{called:?} has no place to sign")));
            conditions.push((row.contains(&position), format!("{called:?} has no position")));
            conditions.push((organisation, format!("{called:?} has no organisation ({legal})")));
        }
    }
    conditions.push((
        table.len() == wanted_rows,
        format!("{} places to sign for {wanted_rows} persons", table.len()),
    ));
    let places = page.matches("Place,date").count();
    let stamps = page.matches("Stamp").count();
    if is_electronic(made) {
        conditions.push((
            places == 0 && !head.contains("Place"),
            "a line for place and date, although it is signed electronically".to_owned(),
        ));
        conditions.push((
            stamps == 0 && !head.contains("Stamp"),
            "room for a stamp, although it is signed electronically".to_owned(),
        ));
    } else {
        conditions.push((places > 0, "no line for place and date".to_owned()));
        conditions.push((stamps > 0 && head.contains("Stamp"), "no room for a stamp".to_owned()));
        // What is filled in ends in no comma that nothing follows.
        let dangling =
            made.text.lines().filter(|line| line.starts_with("Place, date:")).any(|line| line.ends_with(','));
        conditions.push((!dangling, "a place with a comma and no room for the date".to_owned()));
    }
    all(conditions)
}

fn signatures_together(made: &Made) -> Verdict {
    let pages: Vec<String> = made.page.pages.iter().map(|page| letters(page)).collect();
    let Some(first) = pages.iter().rposition(|page| page.contains("Signatures")) else {
        return Verdict::False("no heading".to_owned());
    };
    let (before, after) = pages[first].split_at(pages[first].rfind("Signatures").expect("a heading"));
    let mut conditions = vec![
        // More than a heading and what stands in head and foot.
        (
            before.chars().count() > 150,
            format!("{} letters above them on their page", before.chars().count()),
        ),
    ];
    let mut elsewhere = 0;
    for side in sides(made) {
        let called: Vec<String> = names(side).iter().map(|one| letters(one)).collect();
        let wanted: Vec<String> = items(side, "signatories")
            .iter()
            .filter_map(|one| text(one, "position"))
            .map(|one| letters(&one))
            .collect();
        let whole = |page: &str| {
            called.iter().any(|one| page.contains(one.as_str()))
                && wanted.iter().all(|one| page.contains(one.as_str()))
        };
        let later = pages[first + 1..].iter().any(|page| whole(page));
        conditions
            .push((whole(after) || later, format!("{called:?} and {wanted:?} do not stand on one page")));
        elsewhere += usize::from(!whole(after));
    }
    let few = sides(made).len() < 3;
    conditions.push((elsewhere == 0 || !few, "two sides sign on two pages".to_owned()));
    all(conditions).but((elsewhere > 0).then_some("three organisations with room for their stamps need more than what is left of the page; each signs in one piece"))
}

fn references(made: &Made) -> Verdict {
    let mut wanted: Vec<String> = ["ours", "theirs"]
        .iter()
        .filter_map(|side| text(&made.them, &format!("mou.reference.{side}")))
        .collect();
    for id in texts(&made.them, "mou.further_partners") {
        let own = made.others.get(&id).and_then(|file| text(file, "mou.reference.theirs"));
        wanted.extend(text(&made.them, &format!("mou.reference.others.{id}")).or(own));
    }
    let mut conditions: Vec<(bool, String)> = wanted.iter().map(|one| made.wants(one)).collect();
    conditions.extend(wanted.iter().map(|one| (made.shows(one), format!("“{one}” is not on the page"))));
    let count = made.page.pages.len();
    for (at, page) in made.page.pages.iter().enumerate() {
        let page = letters(page);
        let number = format!("Page{}of{count}", at + 1);
        conditions.push((page.contains(&number), format!("page {} does not say which it is", at + 1)));
        let marked = page.contains("Draft");
        conditions.push((
            marked != is_final(made),
            format!("page {} is {}marked as a draft", at + 1, if marked { "" } else { "not " }),
        ));
    }
    all(conditions).but(
        (wanted.len() < sides(made).len()).then_some("the file has no reference number of every side yet"),
    )
}

fn pages_and_numbers(made: &Made) -> Verdict {
    let count = made.page.pages.len();
    let numbered = Regex::new(r"^## (\d+)\. ").expect("a pattern");
    let found: Vec<usize> =
        made.markdown.lines().filter_map(|line| numbered.captures(line)?[1].parse().ok()).collect();
    let right: Vec<usize> = (1..=found.len()).collect();
    let told = made.was_told(&["mou", "pages"]);
    let mut conditions = vec![
        ((2..=3).contains(&count) || count == 4 && (told || sides(made).len() > 2), format!("{count} pages")),
        (found == right && !found.is_empty(), format!("the clauses are {found:?}")),
    ];
    if made.has("mou.work_plan.attached") {
        let costs = plain(
            &made
                .section("implementation-and-costs")
                .or_else(|| made.section("implementation"))
                .unwrap_or_default(),
        );
        conditions.push(has(&costs, "Annex 1", "the clause that says that a work plan is attached"));
    }
    // A clause that is referred to by number is there.
    let referred = Regex::new(r"(?i)\bclause (\d+)").expect("a pattern");
    for number in referred.captures_iter(&made.text) {
        conditions.push((
            number[1].parse().is_ok_and(|number: usize| number <= found.len()),
            format!("there is no {}", &number[0]),
        ));
    }
    all(conditions).but(match (count > 3, told) {
        (false, _) => None,
        (true, true) => Some("the file asks for so many clauses that it has four pages; the program warns"),
        (true, false) => Some("three organisations with room for their stamps take a page more"),
    })
}

fn no_law(made: &Made) -> Verdict {
    let law = made.section("governing-law").is_some() || made.says("governed by");
    all([
        (
            made.says("need separate contracts") || made.says("needs a separate"),
            "not that funded projects need contracts".to_owned(),
        ),
        (!law || is_on(&made.them, "mou.binding"), "a governing law of what does not bind".to_owned()),
    ])
}
