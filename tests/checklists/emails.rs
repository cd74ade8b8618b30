//! The first email to an organisation, formal and informal.

use regex::Regex;
use serde_json::Value;

use super::data::{
    at, city, country, day, greetings, is_latin, items, names, names_of_person, readable_names, text, texts,
    towns,
};
use super::made::{Made, Mail, squeezed};
use super::point::{Decided, Point, Verdict, all};
use crate::support::letters;

pub const FORMAL: &[Point] = &[
    Point {
        number: "9.1/1",
        words: "The subject has less than 60 letters, is specific, has no placeholder and is not in capitals",
        decided: Decided::Machine(
            subject,
            &[
                |made| {
                    subject_of(made, |subject| {
                        format!("{subject} and everything else that we could do together")
                    })
                },
                |made| subject_of(made, |_| "Proposal for potential collaboration".to_owned()),
                |made| subject_of(made, |subject| subject.to_uppercase()),
                |made| subject_of(made, |subject| format!("{subject} {{{{ us }}}}")),
            ],
        ),
    },
    Point {
        number: "9.1/2",
        words: "The salutation is right by language, gender, title and sign, the usual one where no name is known",
        decided: Decided::Machine(
            |made| salutation(made, "Dear"),
            &[|made| made.spoil("Dear ", "Hi "), |made| greeted_otherwise(made)],
        ),
    },
    Point {
        number: "9.1/3",
        words: "The first two sentences say who writes, on whose behalf, where, what kind of provider",
        decided: Decided::Machine(
            who_writes,
            &[
                |made| spoil_with(made, |made| text(&made.us, "provider")),
                |made| spoil_with(made, |made| Some(country(&made.us).to_owned())),
                |made| made.forget(&made.us.clone()),
            ],
        ),
    },
    Point {
        number: "9.1/4",
        words: "One sentence fits only this partner",
        decided: Decided::Machine(
            only_this_partner,
            &[|made| spoil_with(made, |made| text(&made.them, "why_partner"))],
        ),
    },
    Point {
        number: "9.1/5",
        words: "It names at least one type of partnership or activity",
        decided: Decided::Machine(
            names_an_activity,
            &[|made| {
                let greeting = made.text.lines().next().unwrap_or_default().to_owned();
                made.text = format!("{greeting}\n\nLet us work.\n\nYours\n\n--\n");
            }],
        ),
    },
    Point {
        number: "9.1/6",
        words: "Exactly one ask, with length and up to three dates with their time zone, or a day for the reply",
        decided: Decided::Machine(
            |made| one_ask(made, 3),
            &[
                |made| made.text = made.text.replacen("Yours", "Is that all right?\n\nYours", 1),
                |made| {
                    for date in texts(&made.them, "proposal.offered_dates") {
                        made.spoil(&day(&date), "soon");
                    }
                },
                |made| {
                    if !texts(&made.them, "proposal.offered_dates").is_empty() {
                        made.spoil(&city(&made.them), "");
                    }
                },
                |made| {
                    if let Some(date) = text(&made.them, "proposal.reply_by") {
                        made.spoil(&day(&date), "soon");
                    }
                },
                |made| {
                    if let Some(minutes) = text(&made.them, "proposal.duration_min") {
                        made.spoil(&format!("{minutes} minutes"), "some time");
                        made.spoil(&format!("{minutes}-minute"), "short");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.1/7",
        words: "It mentions the attachment, and the one-pager for this partner is really attached; its link leads to us",
        decided: Decided::Machine(
            attached,
            &[
                |made| made.mail.as_mut().expect("an email").attachments.clear(),
                |made| {
                    for one in &mut made.mail.as_mut().expect("an email").attachments {
                        one.text = one.text.replace("Prepared for", "For");
                    }
                },
                |made| made.spoil("attach", "prepar"),
                |made| {
                    let mail = made.mail.as_mut().expect("an email");
                    mail.html = mail.html.replace("href", "rel");
                },
            ],
        ),
    },
    Point {
        number: "9.1/8",
        words: "90 to 150 words in at most five paragraphs, no abbreviation that is not explained",
        decided: Decided::Machine(
            |made| length(made, 90, 150, 5),
            &[
                |made| made.text = made.text.replacen("\n\n", &format!("\n\n{}\n\n", "word ".repeat(120)), 1),
                |made| {
                    made.text = made.text.replacen(
                        "\n\n",
                        "\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\n",
                        1,
                    )
                },
                |made| made.text = made.text.replacen("\n\n", "\n\nWe know ECVET.\n\n", 1),
            ],
        ),
    },
    Point {
        number: "9.1/9",
        words: "The polite form is the same throughout",
        // English has one "you" only.
        decided: Decided::Machine(polite, &[|made| made.add("What do you think, dear Tom? Cheers!")]),
    },
    Point {
        number: "9.1/10",
        words: "The signature has name, position, institution, telephone with country code, email, website, address",
        decided: Decided::Machine(
            signature,
            &[
                |made| spoil_with(made, |made| text(made.sender(), "phone")),
                |made| spoil_with(made, |made| text(made.sender(), "position")),
                |made| spoil_with(made, |made| text(&made.us, "website")),
                |made| spoil_with(made, |made| text(&made.us, "address.postal_code")),
            ],
        ),
    },
    Point {
        number: "9.1/11",
        words: "Privacy lines: source, purpose, the right to object in a paragraph of its own, the notice; none when the person gave the data",
        decided: Decided::Machine(
            privacy,
            &[
                |made| spoil_with(made, |made| text(made.contact(), "source")),
                |made| spoil_with(made, |made| text(&made.us, "privacy.notice_url")),
                |made| made.spoil(".\n\nYou can object", ". You can object"),
                |made| {
                    if made.contact().get("given_by_person").is_some() {
                        made.add("You can object at any time.");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.1/12",
        words: "To, From and Reply-To are right, the subject is encoded, both parts say the same, the file opens as a draft",
        decided: Decided::Machine(technical, TECHNICAL),
    },
    Point {
        number: "9.1/12b",
        words: "Mail programs open it",
        decided: Decided::Test(&[
            ("interop/email_.py", "email: no defect for the strict parser"),
            ("interop/drafts.py", "drafts: in Dovecot"),
            ("documents.rs", "an_email_opens_as_a_draft_and_carries_the_one_pager"),
        ]),
    },
    Point {
        number: "9.1/13",
        words: "Nobody who objected gets one; a company in Germany without contact before is warned of",
        decided: Decided::Test(&[
            ("objections.rs", "who_objected_is_left_out_and_the_others_get_theirs"),
            ("drafts.rs", "nobody_who_objected_gets_a_draft"),
            ("sending.rs", "nobody_who_objected_is_written_to"),
            ("invalid.rs", "country_of_consent"),
        ]),
    },
];

const TECHNICAL: &[fn(&mut Made)] = &[
    |made| made.mail.as_mut().expect("an email").to = vec!["somebody@example.org".to_owned()],
    |made| made.mail.as_mut().expect("an email").from = vec!["somebody@example.org".to_owned()],
    |made| made.mail.as_mut().expect("an email").html.push_str("<p>One more word</p>"),
    |made| made.mail.as_mut().expect("an email").raw = "Subject: Âncora\r\n\r\n".as_bytes().to_vec(),
];

pub const INFORMAL: &[Point] = &[
    Point {
        number: "9.2/1",
        words: "The first name only among people on first-name terms, else a friendly and polite greeting",
        decided: Decided::Machine(
            informal_salutation,
            &[
                |made| made.spoil("Hello", "Hey"),
                |made| made.spoil("Hi ", "Hi dear "),
                |made| greeted_otherwise(made),
            ],
        ),
    },
    Point {
        number: "9.2/2",
        words: "50 to 100 words in at most three paragraphs",
        decided: Decided::Machine(
            |made| length(made, 50, 100, 3),
            &[
                |made| made.text = made.text.replacen("\n\n", &format!("\n\n{}\n\n", "word ".repeat(120)), 1),
                |made| made.text = made.text.replacen("\n\n", "\n\nOne.\n\nTwo.\n\nThree.\n\n", 1),
            ],
        ),
    },
    Point {
        number: "9.2/3",
        words: "It is warm: where one met, who brought both together, what was seen",
        decided: Decided::Machine(
            warm,
            &[
                |made| spoil_with(made, |made| text(&made.them, "proposal.reference").map(without_stop)),
                |made| spoil_with(made, |made| text(&made.them, "why_partner")),
            ],
        ),
    },
    Point {
        number: "9.2/4",
        words: "The idea is concrete",
        decided: Decided::Machine(
            concrete,
            &[
                |made| spoil_with(made, |made| text(&made.them, "proposal.idea")),
                |made| made.add("Let us do something innovative."),
            ],
        ),
    },
    Point {
        number: "9.2/5",
        words: "The ask is simple: a short talk, two dates at most",
        decided: Decided::Machine(
            |made| one_ask(made, 2),
            &[
                |made| made.text = made.text.replacen("Best", "Is that all right? Is it?\n\nBest", 1),
                |made| {
                    if !texts(&made.them, "proposal.offered_dates").is_empty() {
                        made.spoil(&city(&made.them), "");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.2/6",
        words: "No leftovers of formal letters",
        decided: Decided::Machine(
            no_formal_words,
            &[
                |made| made.add("I hope this message finds you well."),
                |made| made.spoil("Best wishes,", "Yours sincerely,"),
            ],
        ),
    },
    Point {
        number: "9.2/7",
        words: "One exclamation mark at most, no pictures of feelings",
        decided: Decided::Machine(calm, &[|made| made.add("Great! Wonderful!"), |made| made.add("Bye 🙂")]),
    },
    Point {
        number: "9.2/8",
        words: "The signature still has full name, role, institution and link",
        decided: Decided::Machine(
            signature,
            &[
                |made| spoil_with(made, |made| text(made.sender(), "family_name")),
                |made| spoil_with(made, |made| text(&made.us, "website")),
            ],
        ),
    },
    Point {
        number: "9.2/9",
        words: "The privacy lines are there when the person did not give the data",
        decided: Decided::Machine(privacy, &[|made| spoil_with(made, |made| text(made.contact(), "source"))]),
    },
    Point {
        number: "9.2/10",
        words: "To, From, subject, both parts and draft are right, as of the formal one",
        decided: Decided::Machine(technical, TECHNICAL),
    },
];

fn mail(made: &Made) -> &Mail {
    made.mail.as_ref().expect("an email")
}

fn subject_of(made: &mut Made, change: fn(&str) -> String) {
    let mail = made.mail.as_mut().expect("an email");
    mail.subject = change(&mail.subject);
}

/// Takes a value of the files out of every output.
fn spoil_with(made: &mut Made, value: fn(&Made) -> Option<String>) {
    if let Some(value) = value(made) {
        let first =
            value.chars().next().map(|one| one.to_uppercase().collect::<String>()).unwrap_or_default();
        let begun = format!("{first}{}", value.chars().skip(1).collect::<String>());
        made.spoil(&value, "so");
        made.spoil(&begun, "So");
    }
}

fn without_stop(text: String) -> String {
    text.trim_end_matches('.').to_owned()
}

/// Words of a text that say something: five letters and more.
fn telling(text: &str) -> Vec<String> {
    let words = text.split(|one: char| !one.is_alphabetic()).filter(|word| word.chars().count() >= 5);
    words.map(|word| word.to_lowercase().chars().take(6).collect()).collect()
}

fn subject(made: &Made) -> Verdict {
    let subject = &mail(made).subject;
    let mut about: Vec<String> = texts(&made.them, "cooperation.fields");
    about.extend(texts(&made.them, "activities"));
    about.extend(items(&made.them, "mobility.flows").iter().filter_map(|flow| text(flow, "field")));
    about.extend(
        ["proposal.idea", "cooperation.purpose", "why_partner", "sector"]
            .iter()
            .filter_map(|key| text(&made.them, key)),
    );
    let words: Vec<String> = about.iter().flat_map(|text| telling(text)).collect();
    let is_about = telling(subject)
        .iter()
        .any(|word| words.contains(word) && !["learne", "mobili", "partne"].contains(&word.as_str()));
    let from = names(&made.us).iter().any(|name| subject.contains(name.as_str()));
    let place = subject.contains(country(&made.us))
        || towns(&made.us).iter().any(|town| subject.contains(town.as_str()));
    let small = subject.chars().filter(|one| one.is_lowercase()).count();
    let large = subject.chars().filter(|one| one.is_uppercase()).count();
    // Without a field there is nothing but the kind of partnership to name.
    let nothing_known = texts(&made.them, "cooperation.fields").is_empty()
        && items(&made.them, "mobility.flows").iter().all(|flow| text(flow, "field").is_none());
    all([
        (subject.chars().count() < 60, format!("“{subject}” has {} letters", subject.chars().count())),
        (place || from, format!("“{subject}” says neither who writes nor from where")),
        (is_about && place || nothing_known, format!("“{subject}” does not name the field and the country")),
        (!subject.contains(['{', '}', '[', ']']), "a placeholder".to_owned()),
        (small > large, "capitals".to_owned()),
    ])
    .but(
        (nothing_known && !is_about)
            .then_some("the file names no field: the kind of partnership stands in its place"),
    )
}

fn salutation(made: &Made, word: &str) -> Verdict {
    let wanted = greetings(made.contact(), &made.them, word);
    let first = made.text.lines().next().unwrap_or_default().to_owned();
    all([(wanted.contains(&first), format!("“{first}”, not one of {wanted:?}"))])
}

/// Greets somebody else in the same way.
fn greeted_otherwise(made: &mut Made) {
    let first = made.text.lines().next().unwrap_or_default().to_owned();
    made.spoil(&first, &first.replace(',', "-Smith,"));
}

fn informal_salutation(made: &Made) -> Verdict {
    let contact = made.contact();
    let first = made.text.lines().next().unwrap_or_default().to_owned();
    let familiar = text(contact, "register").as_deref() == Some("informal");
    let given = text(contact, "given_name").filter(|_| familiar);
    let wanted = match (given, text(contact, "name_latin")) {
        (Some(_), Some(latin)) => latin.split(' ').map(|name| format!("Hi {name},")).collect(),
        (Some(given), None) => vec![format!("Hi {given},")],
        _ => greetings(contact, &made.them, "Hello"),
    };
    all([(wanted.contains(&first), format!("“{first}”, not one of {wanted:?}"))])
}

fn sentences(text: &str) -> Vec<String> {
    // A stop, a blank and a capital end a sentence.
    let end = Regex::new(r"[.?!] \p{Lu}").expect("a pattern");
    let mut rest = text;
    let mut found = vec![];
    while let Some(at) = end.find(rest) {
        found.push(rest[..=at.start()].to_owned());
        rest = &rest[at.start() + 2..];
    }
    found.push(rest.to_owned());
    found
}

fn who_writes(made: &Made) -> Verdict {
    let introduced = usize::from(text(&made.them, "proposal.introduced_by").is_some());
    let opening = sentences(&made.paragraphs().join(" "))
        .into_iter()
        .take(2 + introduced)
        .collect::<Vec<_>>()
        .join(" ");
    let has = |wanted: &[String]| wanted.iter().any(|one| opening.contains(one.as_str()));
    let readable: Vec<String> = towns(&made.us).into_iter().filter(|town| is_latin(town)).collect();
    all([
        (has(&readable_names(&made.us)), format!("no name of ours that can be read in “{opening}”")),
        (has(&readable) || readable.is_empty(), "no town that can be read".to_owned()),
        (opening.contains(country(&made.us)), "no country".to_owned()),
        (
            text(&made.us, "provider").is_none_or(|provider| opening.contains(&provider)),
            "not what we are".to_owned(),
        ),
    ])
    .but(readable.is_empty().then_some("the file gives the town in Greek letters only"))
}

fn only_this_partner(made: &Made) -> Verdict {
    let why = text(&made.them, "why_partner").expect("a reason");
    all([(
        squeezed(&made.paragraphs().join(" ")).to_lowercase().contains(&why.to_lowercase()),
        format!("“{why}” is not said"),
    )])
}

/// What the file says of the idea: the idea itself, else the activities.
fn ideas(made: &Made) -> Vec<String> {
    match text(&made.them, "proposal.idea") {
        Some(idea) => vec![idea],
        None => texts(&made.them, "activities"),
    }
}

/// All words that the language file has for a kind of partnership.
fn words_for(words: &Value, kind: &str) -> Vec<String> {
    let Some(groups) = words.as_object() else { return vec![] };
    let own = groups.get(kind).and_then(Value::as_str).map(str::to_owned);
    own.into_iter().chain(groups.values().flat_map(|group| words_for(group, kind))).collect()
}

fn names_an_activity(made: &Made) -> Verdict {
    let body = made.paragraphs().join(" ").to_lowercase();
    let language =
        std::fs::read_to_string(crate::support::root().join("templates/languages/en.yaml")).expect("English");
    let language = super::data::read(&language);
    let kind = texts(&made.them, "partnership_types").into_iter().next().unwrap_or_default();
    let mut wanted = ideas(made);
    wanted.extend(words_for(&language, &kind));
    all([(
        wanted.iter().any(|one| body.contains(&one.to_lowercase())),
        format!("none of {wanted:?} is named"),
    )])
}

fn one_ask(made: &Made, most: usize) -> Verdict {
    let body = made.paragraphs().join(" ");
    let dates = texts(&made.them, "proposal.offered_dates");
    let dates = &dates[..dates.len().min(most)];
    let reply = text(&made.them, "proposal.reply_by");
    let minutes = text(&made.them, "proposal.duration_min");
    let city = city(&made.them);
    let questions = body.matches('?').count();
    let own = text(&made.them, "proposal.ask");
    // Among friends the dates behind a question of one's own may be asked for too.
    let allowed = if most == 2 && own.is_some() { 2 } else { 1 };
    let mut conditions = vec![((1..=allowed).contains(&questions), format!("{questions} questions"))];
    if let Some(ask) = &own {
        conditions.push(made.wants(ask));
    }
    for date in dates {
        let near = body.split(&day(date)).nth(1).map(|rest| rest.chars().take(60).collect::<String>());
        let near = near.unwrap_or_default();
        conditions.push((
            near.contains(&date[11..16]) && near.contains(&city),
            format!("{} {} in {city} is not offered", day(date), &date[11..16]),
        ));
    }
    if let Some(minutes) = &minutes {
        let long =
            body.contains(&format!("{minutes} minutes")) || body.contains(&format!("{minutes}-minute"));
        conditions.push((long, format!("{minutes} minutes are not said")));
    }
    if let Some(reply) = &reply {
        conditions
            .push((body.contains(&day(reply)), format!("the reply by {} is not asked for", day(reply))));
    }
    let open = dates.is_empty() && reply.is_none();
    if open {
        let told = made.was_told(&["date"]) || made.was_told(&["reply_by"]) || made.was_told(&["deadline"]);
        conditions
            .push((told, "neither dates nor a day for the reply, and the program says nothing".to_owned()));
    }
    let without_length = (minutes.is_none() && dates.is_empty()).then_some("the file gives no length");
    all(conditions).but(if open {
        Some("the file has neither dates nor a day for the reply; the program warns")
    } else {
        without_length
    })
}

fn attached(made: &Made) -> Verdict {
    let mail = mail(made);
    let body = made.paragraphs().join(" ");
    let them = names(&made.them);
    let profile = mail.attachments.iter().find(|one| {
        let page = letters(&one.text);
        page.contains(&letters("Prepared for")) && them.iter().any(|name| page.contains(&letters(name)))
    });
    let website = text(&made.us, "website").expect("a website");
    all([
        (profile.is_some(), "no one-pager of ours for this partner is attached".to_owned()),
        (profile.is_some_and(|one| one.name.ends_with(".pdf")), "it is no PDF".to_owned()),
        (body.contains("attach") || body.contains("enclos"), "the attachment is not mentioned".to_owned()),
        (body.contains(&website), "our website is not named".to_owned()),
        (mail.html.contains(&format!("href=\"{website}")), "no link leads to our website".to_owned()),
    ])
}

fn length(made: &Made, least: usize, most: usize, paragraphs: usize) -> Verdict {
    // As the rule counts: all above the signature, and a tenth less or more is let pass.
    let proper = made.text.split("\n--\n").next().unwrap_or_default();
    let words = proper.split_whitespace().filter(|word| *word != "-").count();
    let found = made.paragraphs().len();
    let mut known: Vec<String> = names(&made.us);
    known.extend(names(&made.them));
    known.extend(
        ["why_partner", "proposal.idea", "proposal.reference"].iter().filter_map(|key| text(&made.them, key)),
    );
    known.extend(texts(&made.them, "activities"));
    let known = known.join(" ");
    let short = Regex::new(r"\b[A-Z]{2,}\b").expect("a pattern");
    let strange: Vec<&str> = short
        .find_iter(proper)
        .map(|one| one.as_str())
        .filter(|one| *one != "EU" && !known.contains(one))
        .collect();
    all([
        (words * 10 >= least * 9 && words * 10 <= most * 11, format!("{words} words")),
        (found <= paragraphs, format!("{found} paragraphs")),
        (strange.is_empty(), format!("{strange:?} is not explained")),
    ])
}

fn polite(made: &Made) -> Verdict {
    let body = made.text.to_lowercase();
    let loose = ["cheers", "hey", "what do you think, dear", "lol", "asap"];
    let found: Vec<&&str> = loose.iter().filter(|word| body.contains(**word)).collect();
    all([(found.is_empty(), format!("{found:?}"))])
}

fn signature(made: &Made) -> Verdict {
    let end = made.end();
    let has = |what: Option<String>| {
        let what = what.unwrap_or_default();
        (!what.is_empty() && end.contains(&what), format!("“{what}” is not in the signature"))
    };
    let sender = made.sender();
    let one_of = |wanted: Vec<String>, what: &str| {
        (wanted.iter().any(|one| end.contains(one.as_str())), format!("no {what}"))
    };
    let phone = text(sender, "phone");
    let streets =
        ["address.street", "address.street_latin"].iter().filter_map(|key| text(&made.us, key)).collect();
    // Where the file has letters of another script only, there is nothing else to print.
    let whole = names_of_person(sender);
    let latin: Vec<String> = whole.iter().filter(|name| is_latin(name)).cloned().collect();
    let unreadable = latin.is_empty();
    all([
        one_of(if unreadable { whole } else { latin }, "name that can be read"),
        has(text(sender, "position")),
        one_of(readable_names(&made.us), "name of ours that can be read"),
        (phone.as_ref().is_some_and(|phone| phone.starts_with('+')), "no country code".to_owned()),
        has(phone),
        has(text(sender, "email")),
        has(text(&made.us, "website")),
        one_of(streets, "street"),
        has(text(&made.us, "address.postal_code")),
        (end.contains(country(&made.us)), "no country".to_owned()),
    ])
    .but(unreadable.then_some("the file gives the sender’s name in letters of another script only"))
}

fn privacy(made: &Made) -> Verdict {
    let contact = made.contact();
    let objection = made.text.split("\n\n").map(squeezed).any(|one| one.starts_with("You can object"));
    if at(contact, "given_by_person").as_bool() == Some(true) {
        return all([(
            !made.says("You can object"),
            "privacy lines, although the person gave the data".to_owned(),
        )]);
    }
    let end = made.end();
    let has = |what: Option<String>| {
        let what = what.unwrap_or_default();
        (!what.is_empty() && end.contains(&what), format!("“{what}” is not in the privacy lines"))
    };
    all([
        has(text(contact, "source")),
        (end.contains("only to"), "no purpose".to_owned()),
        (objection, "no paragraph that begins with the right to object".to_owned()),
        has(text(&made.us, "privacy.notice_url")),
        has(text(&made.us, "privacy.dpo_email")),
    ])
}

fn technical(made: &Made) -> Verdict {
    let mail = mail(made);
    let from = text(made.sender(), "email").unwrap_or_default();
    let mut to = vec![text(made.contact(), "email").unwrap_or_default()];
    to.retain(|address| !address.is_empty());
    let head = mail.raw.split(|byte| *byte == b'\n').take_while(|line| line.len() > 1);
    let ascii = head.flatten().all(u8::is_ascii);
    let words = |text: &str| letters(text).replace(['*', '='], "");
    let text = words(&mail.text);
    let html = words(&html_words(&mail.html));
    // Of a list the text has lines that begin with a stroke, of a link the address.
    let same = text.trim_end_matches('-') == html.trim_end_matches('-');
    all([
        (mail.from == vec![from.clone()], format!("from {:?}", mail.from)),
        (mail.to == to, format!("to {:?}", mail.to)),
        (
            mail.reply_to.is_empty() || mail.reply_to == vec![from],
            format!("replies go to {:?}", mail.reply_to),
        ),
        (ascii, "a head that is not encoded".to_owned()),
        (
            mail.raw.starts_with(b"From") && String::from_utf8_lossy(&mail.raw).contains("X-Unsent: 1"),
            "it opens as no draft".to_owned(),
        ),
        (same, "the text and the HTML part say other words".to_owned()),
        (letters(&made.text) == letters(&mail.text), "the email says other words than the text".to_owned()),
    ])
}

/// What a reader sees of an HTML page.
fn html_words(html: &str) -> String {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    let tags = Regex::new(r"(?s)<(style|title)[^>]*>.*?</(style|title)>|<[^>]*>").expect("a pattern");
    let text = tags.replace_all(body, " ");
    let entities = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    entities.iter().fold(text.into_owned(), |text, (from, to)| text.replace(from, to))
}

fn warm(made: &Made) -> Verdict {
    let own: Vec<String> = ["proposal.reference", "proposal.introduced_by"]
        .iter()
        .filter_map(|key| text(&made.them, key))
        .collect();
    let mut conditions: Vec<(bool, String)> =
        own.iter().map(|one| made.wants(one.trim_end_matches('.'))).collect();
    conditions.extend(text(&made.them, "why_partner").map(|why| made.wants(&why)));
    all(conditions).but(own.is_empty().then_some("the file says neither where one met nor what was seen"))
}

fn concrete(made: &Made) -> Verdict {
    let wanted = ideas(made);
    let vague = made.avoids("something innovative");
    match wanted.as_slice() {
        [] => all([vague]).but(Some("the file has neither an idea nor activities")),
        wanted => all([vague, made.wants_one(wanted)]),
    }
}

fn no_formal_words(made: &Made) -> Verdict {
    let formal = [
        "hope this message finds you",
        "hope this email finds you",
        "To whom it may concern",
        "Yours sincerely",
        "Yours faithfully",
        "on behalf of",
        "reaching out",
        "do not hesitate",
        "hereby",
        "Dear ",
    ];
    all(formal.iter().map(|words| made.avoids(words)))
}

fn calm(made: &Made) -> Verdict {
    let calls = made.text.matches('!').count();
    let pictures =
        made.text.chars().any(|one| matches!(one, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}'));
    all([
        (calls <= 1, format!("{calls} exclamation marks")),
        (!pictures, "a picture of a feeling".to_owned()),
    ])
}
