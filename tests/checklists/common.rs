//! What holds for every document.

use deunicode::deunicode;
use regex::Regex;
use serde_json::Value;

use super::data::{at, items, names, names_of_person, people, text, text_of, texts};
use super::made::{Made, squeezed};
use super::point::{Decided, Point, Verdict, all};
use crate::support::{TODAY, letters};

pub const POINTS: &[Point] = &[
    Point {
        number: "9/1",
        words: "No placeholder, no `None`, no empty bullet, no doubled blank, sign or word",
        decided: Decided::Machine(
            no_hole,
            &[
                |made| made.add("Represented by None."),
                |made| made.add("We offer {{ activity }}."),
                |made| made.add("-"),
                |made| made.add("We meet  soon."),
                |made| made.add("We meet soon.."),
                |made| made.add("We meet in in March."),
                |made| {
                    if !is_form(made) {
                        made.add("Role: ____________________");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9/2",
        words: "Names are spelt letter for letter as in the files, also in the text of the PDF",
        decided: Decided::Machine(
            names_are_whole,
            &[
                |made| {
                    let name = printed_name(made);
                    made.spoil(&name, &deunicode(&name));
                },
                |made| {
                    let name = printed_name(made);
                    for page in &mut made.page.pages {
                        *page = letters(page).replace(&letters(&name), "");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9/3",
        words: "Dates and numbers are written as in the language: 4 March 2027, 10:00, 1,234.5",
        decided: Decided::Machine(
            days_are_in_words,
            &[
                |made| made.add("We meet on 2027-03-04."),
                |made| made.add("We meet on 04/03/2027."),
                |made| made.add("We meet at 3 pm."),
                |made| made.add("It takes 2,5 hours."),
            ],
        ),
    },
    Point {
        number: "9/4",
        words: "One language throughout, labels too",
        decided: Decided::Machine(
            one_language,
            &[
                |made| made.page.language = "de".to_owned(),
                |made| {
                    if let Some(word) = foreign(made).first() {
                        made.add(word);
                    }
                },
            ],
        ),
    },
    Point {
        number: "9/5",
        words: "Fonts of the PDF are embedded; its title and language are set",
        decided: Decided::Machine(
            page_is_whole,
            &[
                |made| made.page.fonts[0].1 = false,
                |made| made.page.title.clear(),
                |made| made.page.language.clear(),
            ],
        ),
    },
    Point {
        number: "9/5b",
        words: "The PDF opens without a warning",
        decided: Decided::Test(&[
            ("interop/vera.py", "veraPDF 2a and ua1"),
            ("documents.rs", "a_pdf_has_title_language_tags_and_one_standard_each"),
        ]),
    },
    Point {
        number: "9/6",
        words: "The name of an attached file is ASCII and has document, both sides, language and date",
        decided: Decided::Machine(
            file_names,
            &[
                |made| each_name(made, |name| name.replace('_', " ä")),
                |made| each_name(made, |name| name.replace("202", "")),
                |made| each_name(made, |name| name.replace("_en", "")),
            ],
        ),
    },
    Point {
        number: "9/7",
        words: "The same input gives the same bytes",
        decided: Decided::Machine(
            same_again,
            &[|made| {
                let file = made.again.values_mut().next().expect("a file");
                file.push(b' ');
            }],
        ),
    },
    Point {
        number: "9/8",
        words: "Nothing of another partner is in it",
        decided: Decided::Machine(
            nothing_of_others,
            &[
                |made| {
                    if let Some(strange) = strangers(made).first().and_then(|other| text(other, "legal_name"))
                    {
                        made.add(&strange);
                    }
                },
                |made| {
                    if let Some(strange) = strangers(made).first().and_then(|other| {
                        items(other, "contacts").first().and_then(|contact| text(contact, "email"))
                    }) {
                        made.add(&strange);
                    }
                },
            ],
        ),
    },
];

/// The text without what may look like a mistake and is none: addresses of the web.
fn prose(made: &Made) -> String {
    let subject = made.mail.as_ref().map(|mail| mail.subject.as_str()).unwrap_or_default();
    let web = Regex::new(r"https?://[^\s,;]+|[^\s,;]+@[^\s,;]+").expect("a pattern");
    web.replace_all(&format!("{subject}\n{}", made.text), "web").into_owned()
}

/// Whether there are lines to write on.
fn is_form(made: &Made) -> bool {
    ["minutes", "mou", "loi"].contains(&made.document.as_str())
}

fn no_hole(made: &Made) -> Verdict {
    let text = prose(made);
    let signs = [
        "None",
        "undefined",
        "{{",
        "}}",
        "{%",
        "%}",
        "TODO",
        "[Name",
        " ,",
        " .",
        "..",
        "[]",
        ",,",
        "()",
        "&nbsp;",
        ", ,",
        ":.",
    ];
    let mut conditions: Vec<(bool, String)> =
        signs.iter().map(|sign| (!text.contains(sign), format!("`{sign}` in the text"))).collect();
    if !is_form(made) {
        conditions.push((!text.contains("____"), "a line to write on".to_owned()));
    }
    for line in text.lines() {
        conditions.push((!["-", "•", "*"].contains(&line.trim()), "an empty bullet".to_owned()));
        let ruled = line.trim_start_matches([' ', '-']);
        conditions.push((!ruled.contains("  "), format!("two blanks in “{line}”")));
        let words: Vec<String> = ruled.split_whitespace().map(str::to_lowercase).collect();
        let doubled =
            words.windows(2).find(|pair| pair[0] == pair[1] && pair[0].chars().all(char::is_alphabetic));
        conditions.push((doubled.is_none(), format!("a word twice in “{line}”")));
    }
    all(conditions)
}

/// All names of organisations and persons of both sides that have more than ASCII in them.
fn own_names(made: &Made) -> Vec<String> {
    let sides = made.partners().into_iter().chain([&made.us]);
    let own = sides.flat_map(|side| {
        names(side).into_iter().chain(people(side).into_iter().flat_map(names_of_person)).collect::<Vec<_>>()
    });
    let mut own: Vec<String> = own.filter(|name| !name.is_ascii()).collect();
    own.sort_by_key(|name| std::cmp::Reverse(name.len()));
    own.dedup();
    own
}

fn printed_name(made: &Made) -> String {
    own_names(made).into_iter().find(|name| made.says(name)).unwrap_or_default()
}

fn names_are_whole(made: &Made) -> Verdict {
    let mut rest = squeezed(&made.text);
    let page = letters(&made.page.text());
    let mut conditions = vec![];
    for name in own_names(made) {
        if rest.contains(&name) {
            conditions
                .push((page.contains(&letters(&name)), format!("“{name}” is not in the text of the PDF")));
            rest = rest.replace(&name, " ");
        }
    }
    // What is left must have none of them in other letters.
    for name in own_names(made) {
        let plain = deunicode(&name);
        conditions.push((plain == name || !rest.contains(&plain), format!("“{plain}” stands for “{name}”")));
    }
    all(conditions)
}

fn days_are_in_words(made: &Made) -> Verdict {
    let text = prose(made);
    let none = |pattern: &str, what: &str| {
        let pattern = Regex::new(pattern).expect("a pattern");
        let found = pattern.find(&text).map(|found| found.as_str().to_owned());
        (found.is_none(), format!("{what}: {}", found.unwrap_or_default()))
    };
    all([
        none(r"\b20\d\d-[01]\d-[0-3]\d\b", "a day in figures"),
        none(r"\b[0-3]?\d[/.][01]?\d[/.](20)?\d\d\b", "a day in figures"),
        none(r"\b\d{1,2}([:.]\d\d)? ?[ap]\.?m\b", "a time of twelve hours"),
        none(r"\b\d+,\d{1,2}\b", "a comma in a number"),
        none(r"\b\d{1,2}(st|nd|rd|th) (of )?[A-Z]", "an ordinal day"),
    ])
}

/// The texts of the files that are given in other languages, where English is given too.
fn foreign(made: &Made) -> Vec<String> {
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) if map.contains_key("en") => {
                let others = map.iter().filter(|(language, _)| *language != "en");
                found.extend(others.filter_map(|(_, text)| text_of(text)));
            }
            Value::Object(map) => map.values().for_each(|value| collect(value, found)),
            Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = vec![];
    collect(&made.us, &mut found);
    collect(&made.them, &mut found);
    // A word that is the same in both languages says nothing.
    found.retain(|text| text.chars().count() > 5);
    found
}

fn one_language(made: &Made) -> Verdict {
    let wanted = text(&made.them, "working_language").unwrap_or_else(|| "en".to_owned());
    let mut conditions =
        vec![(made.page.language == wanted, format!("the PDF says `{}`", made.page.language))];
    if let Some(mail) = &made.mail {
        conditions.push((mail.language == wanted, format!("the email says `{}`", mail.language)));
    }
    conditions.extend(foreign(made).iter().map(|text| made.avoids(text)));
    all(conditions)
}

fn page_is_whole(made: &Made) -> Verdict {
    let page = &made.page;
    let missing: Vec<&str> =
        page.fonts.iter().filter(|(_, there)| !there).map(|(name, _)| name.as_str()).collect();
    all([
        (!page.fonts.is_empty() && missing.is_empty(), format!("fonts are missing: {missing:?}")),
        (!page.title.trim().is_empty(), "no title".to_owned()),
        (!page.language.is_empty(), "no language".to_owned()),
    ])
}

fn each_name(made: &mut Made, change: fn(&str) -> String) {
    if let Some(mail) = &mut made.mail {
        for attachment in &mut mail.attachments {
            attachment.name = change(&attachment.name);
        }
    }
}

fn file_names(made: &Made) -> Verdict {
    let Some(mail) = made.mail.as_ref().filter(|mail| !mail.attachments.is_empty()) else {
        return Verdict::DoesNotApply;
    };
    let own = texts(&made.them, "proposal.attach");
    let fits = |side: &Value, name: &str| {
        let words = |text: &str| -> Vec<String> {
            // German letters with two dots are written with an e behind them.
            let two = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];
            let german = matches!(text_of(at(side, "address.country")).as_deref(), Some("AT" | "DE"));
            let text = two
                .iter()
                .filter(|_| german)
                .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
            let plain = deunicode(&text).to_lowercase();
            plain
                .split(|one: char| !one.is_ascii_alphanumeric())
                .filter(|word| word.len() > 2)
                .map(str::to_owned)
                .collect()
        };
        let there = words(name);
        names(side).iter().map(|name| words(name)).any(|wanted| {
            // A long name may be cut, but not before its second word.
            wanted.iter().take(2).all(|word| there.contains(word))
        })
    };
    // What is about a meeting may have its day.
    let dates: Vec<String> = text(&made.them, "meeting.date").into_iter().chain([TODAY.to_owned()]).collect();
    let named = mail.attachments.iter().filter(|one| !own.iter().any(|own| own.ends_with(&one.name)));
    all(named.flat_map(|attachment| {
        let name = &attachment.name;
        [
            (name.is_ascii() && !name.contains(' '), format!("{name} is not plain ASCII")),
            (fits(&made.us, name), format!("{name} does not name us")),
            (fits(&made.them, name), format!("{name} does not name the partner")),
            (
                name.contains("_en") || name.contains(".en") || name.contains("-en"),
                format!("{name} has no language"),
            ),
            (dates.iter().any(|date| name.contains(date.as_str())), format!("{name} has no date")),
        ]
    }))
}

fn same_again(made: &Made) -> Verdict {
    let differ: Vec<&String> = made
        .bytes
        .iter()
        .filter(|(name, bytes)| made.again.get(*name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    all([(differ.is_empty() && made.bytes.len() == made.again.len(), format!("{differ:?} differ"))])
}

/// The partners of the workspace that have no part in a document.
fn strangers(made: &Made) -> Vec<&Value> {
    let mut known: Vec<Option<String>> = made.partners().iter().map(|one| text(one, "legal_name")).collect();
    known.extend(made.guests().iter().map(|one| text(one, "legal_name")));
    if let Some(coordinator) = text(&made.them, "loi.project.coordinator") {
        known.extend(made.others.get(&coordinator).map(|one| text(one, "legal_name")));
    }
    made.others.values().filter(|other| !known.contains(&text(other, "legal_name"))).collect()
}

fn nothing_of_others(made: &Made) -> Verdict {
    // The addresses of files lie in folders of a partner, which is no word of the text.
    all(strangers(made).into_iter().flat_map(|other| {
        let mut own = names(other);
        for person in people(other) {
            own.extend(names_of_person(person));
            own.extend(["email", "phone"].iter().filter_map(|key| text(person, key)));
        }
        own.extend(text(other, "why_partner"));
        own.extend(texts(other, "activities"));
        own.extend(at(other, "website").as_str().map(str::to_owned));
        own.into_iter()
            .filter(|what| what.chars().count() > 4)
            .map(|what| made.avoids(&what))
            .collect::<Vec<_>>()
    }))
}
