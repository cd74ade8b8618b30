//! The agenda of a meeting, with its calendar entry and the minutes.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use regex::Regex;
use serde_json::Value;

use super::data::{city, items, names, names_of_person, people, text, texts, weekday};
use super::made::{Made, rows, section, squeezed};
use super::point::{Decided, Point, Verdict, all};
use crate::support::letters;

pub const POINTS: &[Point] = &[
    Point {
        number: "9.6/1",
        words: "Title, all organisations, day with weekday, beginning and end in each side’s city, 24 hours",
        decided: Decided::Machine(
            when_and_who,
            &[
                |made| {
                    let date = text(&made.them, "meeting.date").expect("a day");
                    made.spoil(&weekday(&date), "soon");
                },
                |made| made.spoil(&city(&made.us.clone()), ""),
                |made| made.forget(&made.them.clone()),
                |made| made.spoil(&meeting(made).0.strftime("%H:%M").to_string(), "noon"),
            ],
        ),
    },
    Point {
        number: "9.6/2",
        words: "A link that can be clicked, with words, the platform, and whom to call when it fails",
        decided: Decided::Machine(
            link,
            &[
                |made| {
                    if text(&made.them, "meeting.link").is_some() && !in_person(made) {
                        made.page.links.clear();
                    }
                },
                |made| {
                    if let Some(platform) = text(&made.them, "meeting.platform") {
                        made.spoil(&platform, "video");
                    }
                },
                |made| {
                    let all: Vec<Value> =
                        [&made.us, &made.them].into_iter().flat_map(people).cloned().collect();
                    for person in &all {
                        for way in ["phone", "email"].iter().filter_map(|key| text(person, key)) {
                            made.spoil(&way, "");
                        }
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.6/3",
        words: "The items in their order, with points, minutes and times of the clock",
        decided: Decided::Machine(
            all_items,
            &[
                |made| {
                    let titles = titles(&made.markdown);
                    made.markdown = made.markdown.replace(&format!(". {}", titles[1]), ". Break");
                },
                |made| {
                    made.markdown = Regex::new(r"\d+ minutes")
                        .expect("a pattern")
                        .replace_all(&made.markdown, "a while")
                        .into_owned()
                },
                |made| made.markdown = made.markdown.replace('–', " to "),
            ],
        ),
    },
    Point {
        number: "9.6/4",
        words: "The minutes add up to the time that there is at most; what is left is stated",
        decided: Decided::Machine(
            fits,
            &[
                |made| {
                    made.markdown = Regex::new(r"\b\d+ minutes")
                        .expect("a pattern")
                        .replace_all(&made.markdown, "200 minutes")
                        .into_owned()
                },
                |made| made.spoil("reserve", "time"),
            ],
        ),
    },
    Point {
        number: "9.6/5",
        words: "Everybody who takes part, with name, role and organisation",
        decided: Decided::Machine(
            participants,
            &[
                |made| {
                    let who = expected(made);
                    let row = participant_rows(made)
                        .into_iter()
                        .find(|row| who[0].0.iter().any(|name| row.join(" ").contains(name.as_str())));
                    if let Some(row) = row {
                        made.markdown = made.markdown.replace(&row.join(" | "), "Somebody | else | here");
                    }
                },
                |made| {
                    let us = names(&made.us);
                    let part = made.section("participants").expect("participants");
                    let without =
                        us.iter().fold(part.clone(), |part, name| part.replace(name.as_str(), "us"));
                    made.markdown = made.markdown.replace(&part, &without);
                },
            ],
        ),
    },
    Point {
        number: "9.6/6",
        words: "Each item has who leads and what is wanted in the end",
        decided: Decided::Machine(
            leads,
            &[
                |made| made.markdown = made.markdown.replacen("Lead: ", "By: ", 1),
                |made| made.markdown = made.markdown.replacen("Outcome: ", "End: ", 1),
            ],
        ),
    },
    Point {
        number: "9.6/7",
        words: "What is talked about are the areas and activities of this partner, with the funding and its deadline",
        decided: Decided::Machine(
            areas,
            &[
                |made| {
                    for activity in texts(&made.them.clone(), "activities") {
                        made.spoil(&activity, "things");
                    }
                    made.spoil("reas", "ings");
                },
                |made| {
                    if let Some(funding) = text(&made.them, "meeting.funding") {
                        made.spoil(&funding, "");
                    }
                },
                |made| made.add("We speak of synergies (e.g., mobility, training)."),
            ],
        ),
    },
    Point {
        number: "9.6/8",
        words: "Next steps ask for a contact person of each organisation, actions, a timeline",
        decided: Decided::Machine(
            next_steps,
            &[
                |made| made.markdown = made.markdown.replace("ontact person", "friend"),
                |made| made.markdown = made.markdown.replace("imeline", "hing").replace("imetable", "hing"),
            ],
        ),
    },
    Point {
        number: "9.6/9",
        words: "What to read before, with links; the one-pager is attached to the invitation, or not spoken of",
        decided: Decided::Machine(
            materials,
            &[
                |made| {
                    if made.says("one-page") {
                        made.enclosed.clear();
                    } else {
                        made.add("We send our one-page profile.");
                        made.enclosed.clear();
                    }
                },
                |made| {
                    for material in items(&made.them.clone(), "meeting.materials") {
                        made.spoil(&text(material, "title").expect("a title"), "");
                    }
                },
                |made| made.markdown.push_str("\n- Relevant project brochures or concept notes\n"),
            ],
        ),
    },
    Point {
        number: "9.6/10",
        words: "The calendar entry: the same UID after a change, the right time and length, the link, everybody who takes part, plain sentences; it asks for no answer",
        decided: Decided::Machine(
            calendar,
            &[
                |made| entry(made, |entry| entry.replace("DTSTART:", "DTSTART:1")),
                |made| {
                    for (called, _) in expected(&made.clone()) {
                        let unfolded = made.entry.clone().expect("an entry").replace("\r\n ", "");
                        made.entry = Some(
                            called.iter().fold(unfolded, |entry, name| entry.replace(name.as_str(), "X")),
                        );
                    }
                },
                |made| entry(made, |entry| entry.replace("UID:", "UID:other")),
                |made| entry(made, |entry| entry.replace("DESCRIPTION:", "DESCRIPTION:=====")),
                |made| entry(made, |entry| entry.replace("DTEND:20", "DTEND:19")),
                |made| entry(made, |entry| entry.replace("METHOD:PUBLISH", "METHOD:REQUEST")),
            ],
        ),
    },
    Point {
        number: "9.6/10b",
        words: "Two other programs read the calendar entry",
        decided: Decided::Test(&[
            ("interop/calendar_.py", "calendar: CRLF, lines of at most 75 octets"),
            ("documents.rs", "a_calendar_entry_has_the_times_of_both_sides"),
        ]),
    },
    Point {
        number: "9.6/10c",
        words: "An invitation that is sent asks everybody with an address",
        decided: Decided::Test(&[("sending.rs", "a_meeting_is_invited_to_moved_and_cancelled")]),
    },
    Point {
        number: "9.6/11",
        words: "The language of the meeting is said; recording only when it is planned",
        decided: Decided::Machine(
            language,
            &[
                |made| made.spoil("English", ""),
                |made| {
                    if made.has("meeting.recording") {
                        made.spoil("ecording", "");
                    } else {
                        made.add("Recording: planned");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.6/12",
        words: "The minutes have the same items, and an empty table of actions",
        decided: Decided::Machine(
            minutes,
            &[
                |made| {
                    let titles = titles(&made.markdown);
                    let minutes = made.beside.get_mut("minutes").expect("minutes");
                    *minutes = minutes.replace(titles[0].as_str(), "Hello");
                },
                |made| {
                    let minutes = made.beside.get_mut("minutes").expect("minutes");
                    *minutes = minutes.replace("{#actions", "{#x");
                },
            ],
        ),
    },
    Point {
        number: "9.6/13",
        words: "One page",
        decided: Decided::Machine(one_page, &[|made| made.page.pages.push("More".to_owned())]),
    },
];

fn entry(made: &mut Made, change: fn(&str) -> String) {
    if let Some(entry) = &mut made.entry {
        *entry = change(entry);
    }
}

/// When the meeting begins and how many minutes there are.
fn meeting(made: &Made) -> (Zoned, i64) {
    let zone = text(&made.them, "meeting.zone").or_else(|| text(&made.them, "timezone")).expect("a zone");
    let zone = TimeZone::get(&zone).expect("a zone");
    let date: jiff::civil::Date = text(&made.them, "meeting.date").expect("a day").parse().expect("a day");
    let time = |key: &str| text(&made.them, key).map(|time| Time::strptime("%H:%M", time).expect("a time"));
    let start = date.to_datetime(time("meeting.start").expect("a beginning"));
    let minutes = match (text(&made.them, "meeting.slot_min"), time("meeting.end")) {
        (Some(minutes), _) => minutes.parse().expect("minutes"),
        (None, Some(end)) => date.to_datetime(end).duration_since(start).as_secs() / 60,
        (None, None) => panic!("neither end nor length"),
    };
    (start.to_zoned(zone).expect("a moment"), minutes)
}

fn in_person(made: &Made) -> bool {
    text(&made.them, "meeting.form").as_deref() == Some("in_person")
}

fn when_and_who(made: &Made) -> Verdict {
    let (start, minutes) = meeting(made);
    let end = start.checked_add(minutes.minutes()).expect("an end");
    let top = made.markdown.split("{#participants").next().unwrap_or_default();
    let top = squeezed(&top.replace(['*', '\\'], ""));
    let mut conditions = vec![
        (made.markdown.starts_with("# "), "no title".to_owned()),
        (top.contains(&weekday(&start.date().to_string())), "no day with its weekday".to_owned()),
    ];
    for side in made.guests().into_iter().chain([&made.us]) {
        let named = names(side).iter().any(|name| top.contains(name.as_str()));
        conditions.push((named, format!("{:?} is not named at the top", text(side, "legal_name"))));
        if in_person(made) {
            // Everybody is in one place, and reads its clock.
            continue;
        }
        let zone = TimeZone::get(&text(side, "timezone").expect("a zone")).expect("a zone");
        let clock = |moment: &Zoned| moment.with_time_zone(zone.clone()).strftime("%H:%M").to_string();
        let city = city(side);
        let wanted = format!("{}–{}", clock(&start), clock(&end));
        // Sides with the same clock may share their times.
        let near = Regex::new(&format!(r"{wanted}[^·]*\b{city}\b")).expect("a pattern");
        conditions.push((near.is_match(&top), format!("not {wanted} in {city}")));
    }
    if in_person(made) {
        let wanted = format!("{}–{}", start.strftime("%H:%M"), end.strftime("%H:%M"));
        conditions.push((top.contains(&wanted), format!("not {wanted}")));
    }
    let half = Regex::new(r"\b\d{1,2}:\d\d ?(am|pm)").expect("a pattern");
    conditions.push((!half.is_match(&top), "twelve hours".to_owned()));
    // A meeting in a room is no online meeting.
    let online = text(&made.them, "meeting.form").is_none_or(|form| form == "online");
    conditions.push((
        online || !top.to_lowercase().contains("online meeting"),
        "it is called an online meeting".to_owned(),
    ));
    for key in ["name", "street", "city", "room", "directions"] {
        if let Some(part) = text(&made.them, &format!("meeting.place.{key}")) {
            conditions.push(made.wants(part.trim_end_matches('.')));
        }
    }
    all(conditions)
}

fn link(made: &Made) -> Verdict {
    let top = made.markdown.split("{#participants").next().unwrap_or_default().to_owned();
    let mut conditions = vec![];
    match text(&made.them, "meeting.link") {
        Some(_) if in_person(made) => {}
        Some(address) => {
            conditions.push((made.page.links.contains(&address), "no link in the PDF".to_owned()));
            conditions.push((top.contains(&address), "no link in the Markdown".to_owned()));
            let worded = Regex::new(r"\[([^\]]*)\]\(").expect("a pattern");
            let words: Vec<String> = worded.captures_iter(&top).map(|found| found[1].to_owned()).collect();
            conditions.push((
                words.iter().any(|words| !words.contains("://")),
                format!("the link has no words: {words:?}"),
            ));
        }
        None if in_person(made) => {}
        None => {
            let follows = text(&made.them, "meeting.link_follows_by").expect("a link, or a day");
            conditions.push(made.wants(&super::data::day(&follows)));
        }
    }
    if !in_person(made) {
        conditions.extend(text(&made.them, "meeting.platform").map(|platform| made.wants(&platform)));
    }
    // On the day of a meeting in a room, who receives the guests is called.
    let host = made.organisation(&text(&made.them, "meeting.host").unwrap_or_default());
    let hosts = host.into_iter().flat_map(|host| items(host, "contacts"));
    let reach: Vec<String> = std::iter::once(made.sender())
        .chain(hosts)
        .flat_map(|person| ["phone", "email"].iter().filter_map(|key| text(person, key)).collect::<Vec<_>>())
        .collect();
    conditions.push((reach.iter().any(|one| top.contains(one.as_str())), "nobody to call".to_owned()));
    all(conditions).but(
        (text(&made.them, "meeting.platform").is_none() && !in_person(made))
            .then_some("the file does not name the platform"),
    )
}

/// The titles of the items, in their order.
fn titles(markdown: &str) -> Vec<String> {
    let title = Regex::new(r"^### \d+\. (.+)$").expect("a pattern");
    markdown.lines().filter_map(|line| Some(title.captures(line)?[1].to_owned())).collect()
}

/// What stands below each item.
fn bodies(markdown: &str) -> Vec<String> {
    let rest = markdown.split("\n### ").skip(1);
    rest.map(|one| one.split("\n## ").next().unwrap_or_default().to_owned()).collect()
}

fn all_items(made: &Made) -> Verdict {
    let titles = titles(&made.markdown);
    let own: Vec<String> =
        items(&made.them, "meeting.items").iter().filter_map(|item| text(item, "title")).collect();
    let in_order = if own.is_empty() {
        // The five of the guide, in words about these two organisations.
        let wanted = ["welcome", "institution", "partner organisation", "collaborat", "next steps"];
        titles.len() == 5
            && titles.iter().zip(wanted).all(|(title, word)| title.to_lowercase().contains(word))
    } else {
        titles == own
    };
    let clock = Regex::new(r"\d\d:\d\d–\d\d:\d\d").expect("a pattern");
    let minutes = Regex::new(r"\b\d+ minutes?\b").expect("a pattern");
    let points = Regex::new(r"(?m)^- ").expect("a pattern");
    let mut conditions = vec![(in_order, format!("the items are {titles:?}"))];
    let mut bare = 0;
    for (at, body) in bodies(&made.markdown).iter().enumerate() {
        conditions.push((clock.is_match(body), format!("item {} has no times", at + 1)));
        conditions.push((minutes.is_match(body), format!("item {} has no minutes", at + 1)));
        let given =
            items(&made.them, "meeting.items").get(at).is_some_and(|item| items(item, "points").is_empty());
        bare += usize::from(given);
        conditions.push((given || points.is_match(body), format!("item {} has no points", at + 1)));
    }
    all(conditions).but((bare > 0).then_some("the file gives some items without points"))
}

fn fits(made: &Made) -> Verdict {
    let minutes = Regex::new(r"\b(\d+) minutes?\b").expect("a pattern");
    let given: i64 =
        bodies(&made.markdown).iter().filter_map(|body| minutes.captures(body)?[1].parse::<i64>().ok()).sum();
    let (_, slot) = meeting(made);
    let left = slot - given;
    let stated = made.says("reserve") && (left <= 0 || made.says(&left.to_string()));
    all([
        (given > 0 && given <= slot, format!("{given} of {slot} minutes")),
        (stated, format!("{left} minutes are left, which is not stated")),
    ])
}

/// Who takes part by the files: the names of each, and those of the organisation.
fn expected(made: &Made) -> Vec<(Vec<String>, Vec<String>)> {
    let listed = items(&made.them, "meeting.participants");
    if listed.is_empty() {
        let ours = names_of_person(made.sender());
        let theirs = names_of_person(made.contact());
        let fallback = text(made.contact(), "email").into_iter().collect();
        return vec![
            (ours, names(&made.us)),
            (if theirs.is_empty() { fallback } else { theirs }, names(&made.them)),
        ];
    }
    let known = |one: &Value| {
        let organisation = made.organisation(&text(one, "org").unwrap_or_default()).expect("an organisation");
        let by_id = text(one, "person").and_then(|id| {
            people(organisation).into_iter().find(|person| text(person, "id") == Some(id.clone()))
        });
        let called = by_id.map_or_else(|| names_of_person(one), names_of_person);
        (called, names(organisation))
    };
    listed.iter().map(known).collect()
}

fn participant_rows(made: &Made) -> Vec<Vec<String>> {
    rows(&made.section("participants").unwrap_or_default().replace('\\', ""))
}

fn participants(made: &Made) -> Verdict {
    let rows = participant_rows(made);
    let mut conditions = vec![];
    let mut without_role = false;
    for (called, organisation) in expected(made) {
        let row = rows.iter().find(|row| called.iter().any(|name| row[0].contains(name.as_str())));
        conditions.push((row.is_some(), format!("{called:?} is not among them")));
        let Some(row) = row else { continue };
        let there = row.iter().any(|cell| organisation.iter().any(|name| cell.contains(name.as_str())));
        conditions
            .push((there, format!("{called:?} is of {:?}, not of one of {organisation:?}", row.last())));
        without_role |= row.len() > 2 && row[1].is_empty();
    }
    conditions.push((rows.len() >= expected(made).len(), "not all of them".to_owned()));
    all(conditions).but(without_role.then_some("the file gives no role of somebody"))
}

fn leads(made: &Made) -> Verdict {
    let own = items(&made.them, "meeting.items");
    let mut conditions = vec![];
    let mut open = false;
    for (index, body) in bodies(&made.markdown).iter().enumerate() {
        for (key, word) in [("lead", "Lead: "), ("outcome", "Outcome: ")] {
            let given = own.is_empty() || own.get(index).is_some_and(|item| text(item, key).is_some());
            open |= !given;
            conditions.push((!given || body.contains(word), format!("item {} has no {key}", index + 1)));
        }
    }
    all(conditions).but(open.then_some("the file gives some items without an outcome"))
}

fn areas(made: &Made) -> Verdict {
    let schedule = squeezed(&made.text);
    let activities = texts(&made.them, "activities");
    let own = !items(&made.them, "meeting.items").is_empty();
    let named = activities
        .iter()
        .filter(|activity| schedule.to_lowercase().contains(&activity.to_lowercase()))
        .count();
    let mut conditions = vec![
        (!schedule.contains("(e.g."), "examples in brackets".to_owned()),
        (!schedule.contains("if applicable"), "“if applicable”".to_owned()),
    ];
    // Items of one's own say themselves what is talked about.
    if !own && !activities.is_empty() {
        conditions.push((named > 0, "none of the partner’s activities".to_owned()));
    }
    if own || activities.is_empty() {
        conditions.push((made.says("areas") || named > 0, "no areas".to_owned()));
    }
    let funding = text(&made.them, "meeting.funding");
    conditions.extend(funding.iter().map(|funding| made.wants(funding)));
    all(conditions).but(match (activities.is_empty(), funding.is_none()) {
        (true, _) => Some("the file has no activities: the kinds of partnership stand in their place"),
        (_, true) => Some("the file names no funding"),
        _ => None,
    })
}

fn next_steps(made: &Made) -> Verdict {
    let last = bodies(&made.markdown).last().cloned().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| {
        (words.iter().any(|word| last.contains(word)), format!("not {words:?} in the last item"))
    };
    all([
        has(&["contact person"]),
        has(&["action", "who does what"]),
        has(&["timeline", "timetable", "by when"]),
    ])
}

fn materials(made: &Made) -> Verdict {
    let spoken = made.says("one-page profile")
        || made.says("one-pager")
        || made.says("one-page introduction")
        || made.says("profile of");
    let profile = made.enclosed.iter().any(|one| letters(&one.text).contains(&letters("Prepared for")));
    let mut conditions = vec![(
        !spoken || profile,
        "the one-pager is spoken of and not attached to the invitation".to_owned(),
    )];
    for material in items(&made.them, "meeting.materials") {
        conditions.push(made.wants(&text(material, "title").expect("a title")));
        conditions.extend(
            text(material, "link")
                .map(|link| (made.page.links.contains(&link), format!("no link to {link}"))),
        );
    }
    let part = made.section("materials").unwrap_or_default() + &made.markdown;
    let empty = part.lines().any(|line| line.trim_end_matches(['.', ':']).ends_with("concept notes"));
    conditions.push((!empty, "a point with nothing behind it".to_owned()));
    all(conditions)
}

/// A line of the entry, unfolded.
fn line<'a>(unfolded: &'a str, key: &str) -> Vec<&'a str> {
    unfolded
        .lines()
        .filter(|line| line.starts_with(&format!("{key}:")) || line.starts_with(&format!("{key};")))
        .collect()
}

fn calendar(made: &Made) -> Verdict {
    let raw = made.entry.as_deref().expect("an entry");
    let unfolded = raw.replace("\r\n ", "").replace("\n ", "").replace("\r\n", "\n");
    let event = unfolded.split("BEGIN:VALARM").next().unwrap_or_default().to_owned()
        + unfolded.split("END:VALARM").nth(1).unwrap_or_default();
    let moment = |key: &str| -> Option<Timestamp> {
        let line = line(&event, key).first().copied()?.to_owned();
        let (head, value) = line.split_once(':')?;
        let zone = head.split("TZID=").nth(1).map_or("UTC", |zone| zone.split(';').next().unwrap_or(zone));
        let time = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", value.trim_end_matches('Z')).ok()?;
        Some(time.to_zoned(TimeZone::get(zone).ok()?).ok()?.timestamp())
    };
    let (start, minutes) = meeting(made);
    let end = start.checked_add(minutes.minutes()).expect("an end").timestamp();
    let uid = line(&event, "UID").first().map(|line| line.to_string());
    let before = made
        .again
        .iter()
        .find(|(name, _)| name.ends_with(".ics"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).replace("\r\n ", "").replace("\r\n", "\n"));
    let same =
        before.is_some_and(|before| uid.as_ref().is_some_and(|uid| before.lines().any(|line| line == uid)));
    let description = line(&event, "DESCRIPTION").join("");
    let mut conditions = vec![
        (
            unfolded.contains("METHOD:PUBLISH") || !unfolded.contains("METHOD:"),
            "it asks for an answer, although nobody sent it as an invitation".to_owned(),
        ),
        (moment("DTSTART") == Some(start.timestamp()), format!("it begins at {:?}", moment("DTSTART"))),
        (moment("DTEND") == Some(end), format!("it ends at {:?}", moment("DTEND"))),
        (same, "the UID is another one in a second run".to_owned()),
        (
            !description.contains("=====") && !description.contains("-----"),
            "lines of signs in the text".to_owned(),
        ),
    ];
    let named = squeezed(&description.replace("\\,", ",").replace("\\n", " "));
    conditions.extend(expected(made).iter().map(|(called, _)| {
        (called.iter().any(|name| named.contains(name.as_str())), format!("{called:?} is not named"))
    }));
    if let Some(link) = text(&made.them, "meeting.link").filter(|_| !in_person(made)) {
        conditions.push((event.contains(&link), "no link".to_owned()));
    }
    if let Some(town) = text(&made.them, "meeting.place.city") {
        conditions.push((line(&event, "LOCATION").join("").contains(&town), "no place".to_owned()));
    }
    all(conditions)
}

fn language(made: &Made) -> Verdict {
    let recorded = made.says("recording") || made.says("recorded");
    all([
        made.wants("English"),
        (
            recorded == made.has("meeting.recording"),
            format!("recording is {}spoken of", if recorded { "" } else { "not " }),
        ),
    ])
}

fn minutes(made: &Made) -> Verdict {
    let minutes = &made.beside["minutes"];
    let there = rows(&section(minutes, "items").unwrap_or_default());
    let number = Regex::new(r"^\d+\. ").expect("a pattern");
    let there: Vec<String> = there.iter().map(|row| number.replace(&row[0], "").replace('\\', "")).collect();
    let wanted: Vec<String> = titles(&made.markdown).iter().map(|title| title.replace('\\', "")).collect();
    let actions = rows(&section(minutes, "actions").unwrap_or_default());
    let filled = actions.iter().any(|row| row.iter().skip(1).any(|cell| !cell.is_empty()));
    all([
        (there == wanted, format!("the minutes have {there:?}")),
        (actions.len() >= 3 && !filled, format!("{} rows for actions", actions.len())),
    ])
}

fn one_page(made: &Made) -> Verdict {
    all([(made.page.pages.len() == 1, format!("{} pages", made.page.pages.len()))])
}
