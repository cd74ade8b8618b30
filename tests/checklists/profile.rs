//! The one-pager.

use regex::Regex;

use super::data::{at, country, day, is_on, items, names, text, texts};
use super::made::{Made, rows};
use super::point::{Decided, Point, Verdict, all};
use crate::support::{TODAY, letters};

pub const POINTS: &[Point] = &[
    Point {
        number: "9.3/1",
        words: "Exactly one page of A4",
        decided: Decided::Machine(
            one_page,
            &[|made| made.page.pages.push("More".to_owned()), |made| made.page.size.1 = 279.0],
        ),
    },
    Point {
        number: "9.3/2",
        words: "The sections in their order: who we are, what we offer, what we look for, why partner with us, contact",
        decided: Decided::Machine(
            sections,
            &[
                |made| made.markdown = made.markdown.replace("{#offer}", "{#other}"),
                |made| {
                    made.markdown = made
                        .markdown
                        .replace("{#who-we-are}", "{#x}")
                        .replace("{#contact", "{#who-we-are} {#contact")
                },
            ],
        ),
    },
    Point {
        number: "9.3/3",
        words: "Two or three reasons that fit this partner or its kind, others for a company than for a school",
        decided: Decided::Machine(
            reasons,
            &[
                |made| change_section(made, "why-us", "- Everything"),
                |made| change_section(made, "why-us", "- One\n- Two"),
            ],
        ),
    },
    Point {
        number: "9.3/4",
        words: "Three facts and more, each with its year",
        decided: Decided::Machine(
            facts,
            &[
                |made| {
                    change_section(made, "facts", "| a | b | c |\n|---|---|---|\n| Learners | 640 | 2025 |")
                },
                |made| {
                    for fact in items(&made.us.clone(), "facts") {
                        made.spoil(&text(fact, "year").expect("a year"), "");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.3/5",
        words: "Contact: name, role, email, telephone with country code, website, LinkedIn; the links lead there",
        decided: Decided::Machine(
            contact,
            &[
                |made| {
                    let phone = text(made.sender(), "phone").expect("a telephone");
                    made.spoil(&phone, "");
                },
                |made| made.page.links.clear(),
                |made| {
                    let role = text(made.sender(), "position").expect("a position");
                    made.spoil(&role, "");
                },
            ],
        ),
    },
    Point {
        number: "9.3/5b",
        words: "The QR code leads to the address that is printed",
        decided: Decided::Test(&[("interop/pictures.py", "the QR code leads where the text says")]),
    },
    Point {
        number: "9.3/6",
        words: "The logo is sharp: lines, or at least 300 dots an inch",
        decided: Decided::Test(&[
            ("pdf.rs", "a_logo_is_looked_at_before_it_is_printed"),
            ("documents.rs", "a_logo_as_a_designer_sends_it_is_taken"),
        ]),
    },
    Point {
        number: "9.3/6b",
        words: "The logo is not stretched and has room around it",
        decided: Decided::Eyes {
            on: "2026-11-29",
            at: "the page of each partner at 100 dots an inch",
            partly: &[],
        },
    },
    Point {
        number: "9.3/7",
        words: "Codes have their right form; no experience is claimed that there is none of",
        decided: Decided::Machine(
            claims,
            &[
                |made| {
                    if let Some(oid) = text(&made.us, "ids.oid") {
                        made.spoil(&oid, &oid.replace('E', "F"));
                    }
                },
                |made| {
                    if !has_experience(made) {
                        made.markdown.push_str("\n## EU experience {#eu-experience}\n");
                        made.text.push_str("\nEU experience\n");
                    }
                },
            ],
        ),
    },
    Point {
        number: "9.3/8",
        words: "No emblem of the European Union unless a project pays; with it statement and disclaimer",
        decided: Decided::Machine(
            emblem,
            &[
                |made| made.page.alternatives.push("Emblem of the European Union".to_owned()),
                |made| made.add("Co-funded by the European Union"),
            ],
        ),
    },
    Point {
        number: "9.3/8b",
        words: "An emblem without a project is refused",
        decided: Decided::Test(&[("invalid.rs", "emblem_without_project")]),
    },
    Point {
        number: "9.3/9",
        words: "The text has 10 points and more, and can be read in grey: a contrast of 4.5 and more",
        decided: Decided::Machine(
            readable,
            &[
                |made| {
                    made.page.sizes =
                        made.page.sizes.iter().map(|(size, count)| (size * 9 / 10, *count)).collect()
                },
                |made| made.page.contrast = 4.4,
            ],
        ),
    },
    Point {
        number: "9.3/10",
        words: "For a print shop: 3 mm of bleed, marks, nothing within 5 mm of the edge",
        decided: Decided::Test(&[("pdf.rs", "a_print_shop_gets_bleed")]),
    },
    Point {
        number: "9.3/11",
        words: "The language is the partner’s working language; the official name of the institution stays",
        decided: Decided::Machine(
            official_name,
            &[
                |made| {
                    let name = text(&made.us, "legal_name").expect("a name");
                    made.spoil(&name, "Our school");
                    // A long name stands on two lines of the page.
                    for page in &mut made.page.pages {
                        *page = letters(page).replace(&letters(&name), "");
                    }
                },
                |made| made.page.language = "xx".to_owned(),
            ],
        ),
    },
    Point {
        number: "9.3/12",
        words: "Whom it is for and its date stand at the foot; tagged, pictures in words, under 1 MB",
        decided: Decided::Machine(
            foot,
            &[
                |made| made.page.tagged = false,
                |made| made.page.alternatives.clear(),
                |made| {
                    let today = letters(&day(TODAY));
                    for page in &mut made.page.pages {
                        *page = letters(page).replace(&today, "");
                    }
                },
                |made| made.page.bytes.resize(1_100_000, 0),
            ],
        ),
    },
];

/// Replaces what stands below a heading.
fn change_section(made: &mut Made, id: &str, with: &str) {
    let old = made.section(id).expect("a section");
    made.markdown = made.markdown.replace(&old, &format!("\n{with}\n\n"));
}

fn one_page(made: &Made) -> Verdict {
    let (width, height) = made.page.size;
    let a4 = (width - 210.0).abs() < 0.5 && (height - 297.0).abs() < 0.5;
    all([
        (made.page.pages.len() == 1, format!("{} pages", made.page.pages.len())),
        (a4, format!("{width} × {height} mm")),
    ])
}

fn sections(made: &Made) -> Verdict {
    let places: Vec<Option<usize>> = ["who-we-are", "offer", "looking-for", "why-us", "contact"]
        .iter()
        .map(|id| {
            [format!("{{#{id}}}"), format!("{{#{id} ")]
                .iter()
                .find_map(|mark| made.markdown.find(mark.as_str()))
        })
        .collect();
    all([
        (places.iter().all(Option::is_some), format!("a section is missing: {places:?}")),
        (places.is_sorted(), format!("the order is another one: {places:?}")),
    ])
}

fn points(markdown: &str) -> Vec<String> {
    markdown.lines().filter_map(|line| line.strip_prefix("- ")).map(|line| line.replace('\\', "")).collect()
}

fn reasons(made: &Made) -> Verdict {
    let printed = points(&made.section("why-us").unwrap_or_default());
    let kind = text(&made.them, "kind").unwrap_or_default();
    let own = texts(&made.them, "why_us_for_them");
    let of_kind = texts(&made.us, &format!("why_us_by_kind.{kind}"));
    let general = texts(&made.us, "why_us");
    let wanted =
        [&own, &of_kind, &general].into_iter().find(|list| !list.is_empty()).cloned().unwrap_or_default();
    let school = texts(&made.us, "why_us_by_kind.vet_school");
    let company = texts(&made.us, "why_us_by_kind.company");
    all([
        ((2..=3).contains(&printed.len()), format!("{} reasons", printed.len())),
        (printed == wanted, format!("{printed:?} and not {wanted:?}")),
        (school.is_empty() || school != company, "a company is told the same as a school".to_owned()),
    ])
    .but(
        (own.is_empty() && of_kind.is_empty())
            .then_some("the reasons are those for everybody, as the files have no others"),
    )
}

fn facts(made: &Made) -> Verdict {
    let printed = rows(&made.section("facts").unwrap_or_default());
    let year = Regex::new(r"\b(19|20)\d\d\b").expect("a pattern");
    let without = printed.iter().filter(|row| !row.last().is_some_and(|cell| year.is_match(cell))).count();
    all([
        ((3..=6).contains(&printed.len()), format!("{} facts", printed.len())),
        (without == 0, format!("{without} facts without a year")),
        (printed.len() == items(&made.us, "facts").len(), "not all facts of the file".to_owned()),
    ])
}

fn contact(made: &Made) -> Verdict {
    let card = made.section("contact").unwrap_or_default().replace('\\', "");
    let sender = made.sender();
    let has = |what: Option<String>| {
        let what = what.unwrap_or_default();
        (!what.is_empty() && card.contains(&what), format!("“{what}” is not on the card"))
    };
    let leads = |address: &str| {
        (
            made.page.links.iter().any(|link| link.trim_end_matches('/') == address),
            format!("no link to {address}"),
        )
    };
    let named = super::data::names_of_person(sender);
    let mut conditions = vec![
        (named.iter().any(|name| card.contains(name.as_str())), format!("none of {named:?} is on the card")),
        has(text(sender, "position")),
        has(text(sender, "email")),
        has(text(sender, "phone")),
        (text(sender, "phone").is_some_and(|phone| phone.starts_with('+')), "no country code".to_owned()),
        has(text(&made.us, "website")),
        leads(&text(&made.us, "website").expect("a website")),
    ];
    if let Some(page) = text(&made.us, "linkedin") {
        conditions.push((card.contains(&page), "LinkedIn is not on the card".to_owned()));
        conditions.push(leads(&page));
    }
    let without = text(&made.us, "linkedin").is_none();
    all(conditions).but(without.then_some("the institution’s file has no page on LinkedIn"))
}

fn has_experience(made: &Made) -> bool {
    !items(&made.us, "projects").is_empty() || at(&made.us, "ids.erasmus_accreditation").is_object()
}

fn claims(made: &Made) -> Verdict {
    let page = made.page.text() + &made.text;
    let form = |name: &str, pattern: &str, value: Option<String>| {
        let printed = value.as_ref().is_none_or(|value| made.says(value));
        let right =
            value.as_ref().is_none_or(|value| Regex::new(pattern).expect("a pattern").is_match(value));
        [
            (right, format!("{name} has another form")),
            (printed || !page.contains(name), format!("another {name} is printed than that of the file")),
        ]
    };
    let claimed = made.says("EU experience") || made.section("eu-experience").is_some();
    let mut conditions = vec![(has_experience(made) || !claimed, "“EU experience” without any".to_owned())];
    conditions.extend(form("OID", r"^E\d{8,9}$", text(&made.us, "ids.oid")));
    conditions.extend(form("PIC", r"^\d{9}$", text(&made.us, "ids.pic")));
    let code = text(&made.us, "ids.erasmus_accreditation.code");
    conditions.extend(form("accreditation", r"^20\d\d-\d-[A-Z]{2}\d\d-KA\d{3}-[A-Z]{3}-\d{9}$", code));
    all(conditions)
}

fn emblem(made: &Made) -> Verdict {
    if is_on(&made.us, "eu_funding.show") {
        return Verdict::DoesNotApply;
    }
    let shown = made.page.alternatives.iter().any(|words| words.to_lowercase().contains("emblem"));
    all([
        (!shown, "an emblem".to_owned()),
        made.avoids("funded by the European Union"),
        made.avoids("Views and opinions expressed"),
    ])
}

fn readable(made: &Made) -> Verdict {
    let sizes = &made.page.sizes;
    let most = sizes.iter().max_by_key(|(_, count)| **count).map_or(0, |(size, _)| *size);
    let least = sizes.keys().min().copied().unwrap_or_default();
    all([
        (most >= 100, format!("most of it is set in {} points", f64::from(most) / 10.0)),
        (least >= 75, format!("something is set in {} points", f64::from(least) / 10.0)),
        (made.page.contrast >= 4.5, format!("a contrast of {:.1}", made.page.contrast)),
    ])
}

fn official_name(made: &Made) -> Verdict {
    let name = text(&made.us, "legal_name").expect("a name");
    let wanted = text(&made.them, "working_language").or_else(|| text(&made.us, "default_language"));
    all([
        (
            names(&made.us).iter().any(|one| made.markdown.contains(&format!("# {one}\n"))),
            "the heading is no name of ours".to_owned(),
        ),
        (made.shows(&name), format!("“{name}” is not on the page")),
        (Some(&made.page.language) == wanted.as_ref(), format!("the language is {}", made.page.language)),
        made.wants(country(&made.us)),
    ])
}

fn foot(made: &Made) -> Verdict {
    let them = names(&made.them);
    let page = letters(&made.page.text());
    let read_aloud = |word: &str| made.page.alternatives.iter().any(|words| words.contains(word));
    all([
        (page.contains(&letters(&day(TODAY))), "no date".to_owned()),
        (them.iter().any(|name| page.contains(&letters(name))), "not whom it is for".to_owned()),
        (made.page.tagged, "not tagged".to_owned()),
        (read_aloud("QR"), "the QR code is not told in words".to_owned()),
        (text(&made.us, "logo").is_none() || read_aloud("ogo"), "the logo is not told in words".to_owned()),
        (made.page.bytes.len() < 1_000_000, format!("{} bytes", made.page.bytes.len())),
    ])
}
