//! Long addresses on a page: whole, in order, with the comma behind them, wherever one can stand.

use handclasp::due::{Edition, Manner};
use handclasp::format::Format;
use handclasp::project::Project;
use handclasp::render::{Press, Renderer};
use handclasp::workspace::Workspace;
use proptest::prelude::*;

use crate::press::{Piece, collisions, on_one_line, pieces};
use crate::support::{Sandbox, letters, pdf_text};

/// Documents with the fewest times that each address stands in them. Emails are set as pages too; an invitation names only
/// where one meets.
const DOCUMENTS: [(&str, usize); 8] = [
    ("mou", 3),
    ("loi", 3),
    ("agenda", 3),
    ("minutes", 3),
    ("one-pager", 3),
    ("contact-formal", 3),
    ("contact-informal", 3),
    ("invitation", 0),
];

/// Addresses in every place of a partner's file where a text can stand that is printed.
fn partner(email: &str, page: &str, kpis: bool) -> String {
    let words = format!("see {email}, and {page}, or both");
    let further = if kpis {
        format!("kpis: [{{name: \"{words}\", target: \"{email}, 5\", baseline: \"{page}\"}}]")
    } else {
        "kpis: []".to_owned()
    };
    format!(
        r#"legal_name: "Firma"
name_en: "Firm {email}, here"
short_name: "Firma"
legal_form: "{page}, s.r.o."
kind: company
address: {{street: "{email}, 1", postal_code: "99999", city: "Ort", country: "SK"}}
timezone: "Europe/Bratislava"
website: "{page}"
contacts:
  - {{given_name: "Jana", family_name: "Kovac", honorific: ms, email: "{email}", phone: "+421 200 000 001", source: "{words}", prior_contact: true, function: "{words}"}}
signatories: [{{name: "A B", position: "{words}", authority_basis: "{words}"}}]
partnership_types: [mobility]
activities: ["{words}"]
why_partner: "{words}"
why_us_for_them: ["{words}"]
cooperation: {{purpose: "{words}", fields: ["{page}, here"], commitments: {{ours: ["{words}"], theirs: ["{words}"]}}}}
mou:
  status: draft
  term: {{start: "2027-01-01", end: "2029-12-31"}}
  reference: {{ours: "{page}", theirs: "{email}"}}
  place: {{theirs: "{email}"}}
  preamble: ["{words}, [{page}](<{page}>), there"]
  work_plan: {{items: ["{words}"]}}
  binding_exceptions: ["{words}"]
  annexes: ["{words}"]
  {further}
  own_clauses:
    - title: "{words}"
      text: |
        {words}

        - {words}
          - ({page}), and
            1. “{email}”, and

        > {words}

        | A | B | C | D | E | F |
        |---|---|---|---|---|---|
        | {page}, | {email}, | x | {words} | {email}; | 2027-1-PT01-KA120-VET-000000001, |
meeting:
  date: "2027-03-04"
  start: "11:00"
  slot_min: 60
  link: "{page}"
  platform: "{email}"
  funding: "{words}"
  materials: [{{title: "{words}", link: "{page}"}}]
  participants: [{{name: "{email}", role: "{page}, here", org: "{email}, there"}}]
  items: [{{title: "{words}", min: 5, max: 10, lead: "{words}", outcome: "{words}", points: ["{words}"]}}]
loi: {{variant: cooperation, role: "{words}", contribution: ["{words}"], condition: "{words}", next_step: "{words}", valid_until: "2027-12-31"}}
documents: [mou, loi, agenda, minutes, one-pager, contact-formal, contact-informal, invitation]
"#
    )
}

/// The sample's institution with addresses where it has short ones and other texts; those that are its own differ
/// from the partner's, which would be taken for ours.
fn institution(sandbox: &Sandbox, email: &str, page: &str) {
    let words = format!("see {email}, and {page}, or both");
    let changes = [
        ("ines.simao@ancora-azul.example.org", format!("o.{email}")),
        ("https://ancora-azul.example.org\"", format!("{page}/o\"")),
        ("https://linkedin.example.org/school/ancora-azul", page.to_owned()),
        ("Skilled hands for the sea and for industry", words.clone()),
        ("Small groups, real orders", words.clone()),
        ("Partner companies", format!("{email}, here")),
        ("Short courses for employees", words.clone()),
        ("Companies that host learners", words.clone()),
        ("en: \"Erasmus+ coordinator\"", format!("en: \"{words}\"")),
        ("en: \"Director\"", format!("en: \"{words}\"")),
        ("Blue Anchor Vocational", format!("{page}, Vocational")),
    ];
    for (from, to) in changes {
        sandbox.edit("institution.yaml", from, &to);
    }
}

fn sources(sandbox: &Sandbox) -> Vec<(&'static str, usize, String)> {
    let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a workspace");
    let loaded = project.load("firma").unwrap_or_else(|found| panic!("{:?}", found.iter().next()));
    let partnership = project.partnership(&loaded, "2026-11-23".parse().expect("a day"));
    let press = Press::new(&project);
    let mut renderer = Renderer::new(&press, partnership, Manner::USUAL);
    DOCUMENTS
        .into_iter()
        .map(|(name, fewest)| {
            let made = renderer.make(&Edition::new(name, "en"), &[Format::Typst]);
            let made = made.unwrap_or_else(|found| panic!("{name}: {found:?}"));
            (name, fewest, String::from_utf8(made.outputs[0].bytes.clone()).expect("UTF-8"))
        })
        .collect()
}

/// Where an address stands in the pieces: the number of the piece of each of its letters and of the mark
/// behind it, if there is one.
fn places(pieces: &[Piece], address: &str) -> Vec<Vec<usize>> {
    let mut whole = String::new();
    let mut owners = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        for one in piece.text.chars().filter(|one| !one.is_whitespace()) {
            whole.push(one);
            owners.extend(std::iter::repeat_n(number, one.len_utf8()));
        }
    }
    let found = whole.match_indices(address);
    found
        .map(|(at, _)| {
            let end = at + address.len();
            let marks = whole[end..].chars().next().filter(|one| ",;)”".contains(*one));
            owners[at..end + marks.map_or(0, char::len_utf8)].to_vec()
        })
        .collect()
}

/// A piece and those in front of it on its line, up to the next column.
fn line_before(pieces: &[Piece], number: usize) -> Vec<&Piece> {
    let mut line = vec![&pieces[number]];
    for piece in pieces[..number].iter().rev() {
        let next = line[line.len() - 1];
        if !on_one_line(piece, next) || !(-1.0..9.0).contains(&(next.left - piece.right)) {
            break;
        }
        line.push(piece);
    }
    line
}

/// Whether a text is the mark of a point of a list.
fn is_marker(text: &str) -> bool {
    let text = text.trim();
    text == "•" || text.strip_suffix('.').is_some_and(|number| number.parse::<u8>().is_ok())
}

/// Why somebody who reads by places would not read an address as it is written.
fn torn(pieces: &[Piece], owners: &[usize]) -> Option<String> {
    for pair in owners.windows(2).filter(|pair| pair[0] != pair[1]) {
        let (one, next) = (&pieces[pair[0]], &pieces[pair[1]]);
        if on_one_line(one, next) {
            if (next.left - one.right).abs() > 1.0 {
                return Some(format!("`{}` does not stand right behind `{}`", next.text, one.text));
            }
            continue;
        }
        if one.text.ends_with(['-', '\u{ad}', '‐']) {
            return Some(format!("a line ends with the hyphen of `{}`", one.text));
        }
        if next.text.starts_with([',', ';', ')', '”']) {
            return Some(format!("a line begins with `{}`", next.text));
        }
        if next.page == one.page && next.baseline < one.baseline {
            return Some(format!("`{}` stands above `{}`", next.text, one.text));
        }
        // The next line begins where the line of the first letter begins, or, set to the right, ends there.
        let line = line_before(pieces, owners[0]);
        let alone = line.len() == 1 || line.len() == 2 && is_marker(&line[1].text);
        let starts = if alone { &line[..] } else { &line[1..] };
        let begins = starts.iter().any(|piece| (piece.left - next.left).abs() < 1.0);
        let last =
            pieces[pair[1]..].iter().take_while(|piece| on_one_line(piece, next)).last().unwrap_or(next);
        if !begins && (last.right - one.right).abs() > 1.5 {
            return Some(format!("the line `{}` is set in", next.text));
        }
    }
    None
}

fn check(email: &str, page: &str, kpis: bool) -> Result<(), TestCaseError> {
    let sandbox = Sandbox::with_partner("firma", &partner(email, page, kpis));
    institution(&sandbox, email, page);
    for (name, fewest, source) in sources(&sandbox) {
        let (pieces, width) = pieces(&source);
        for address in [email, page] {
            let places = places(&pieces, address);
            prop_assert!(places.len() >= fewest, "{name} has `{address}` only {} times", places.len());
            for owners in &places {
                let flaw = torn(&pieces, owners);
                prop_assert!(flaw.is_none(), "{name}, `{address}`: {}", flaw.unwrap_or_default());
            }
        }
        let flaw = collisions(&pieces, width);
        prop_assert!(flaw.is_none(), "{name}, `{email}`, `{page}`: {}", flaw.unwrap_or_default());
    }
    Ok(())
}

/// So many letters of an address, cut where it may be cut.
fn cut(text: &str, letters: usize) -> String {
    text.chars()
        .take(letters)
        .collect::<String>()
        .trim_end_matches(['-', '.', '_', '~', '=', '&', '%', '/', '?'])
        .to_owned()
}

fn email() -> impl Strategy<Value = String> {
    let label = "[a-z0-9]{1,12}(-[a-z0-9]{1,20}){0,2}";
    let local = proptest::collection::vec("[a-z0-9]{1,9}([+_-][a-z0-9]{1,9}){0,2}", 1..4);
    (local, proptest::collection::vec(label, 1..8), 20..250_usize).prop_map(|(local, labels, letters)| {
        let local = cut(&local.join("."), 60);
        let domain = cut(&labels.join("."), letters.saturating_sub(local.len() + 5).max(6));
        format!("{local}@{domain}.org")
    })
}

fn page() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        "[a-zA-Z0-9]{1,60}",
        "[a-z0-9]{1,8}([-_~.][a-z0-9]{1,8}){1,6}",
        "(%[0-9a-f]{2}[a-z]{0,5}){1,9}"
    ];
    let query = "([a-z]{1,6}=[a-zA-Z0-9%-]{1,20}&){0,4}";
    let host = prop_oneof![
        Just("meet.example.org"),
        Just("www.müller-schiffs-und-bootsbau-gesellschaft.example.org"),
        Just("żółty-wiatrak_szkoła.example.org"),
    ];
    (host, proptest::collection::vec(step, 0..8), query, 20..250_usize).prop_map(
        |(host, steps, query, letters)| {
            let letters = letters.max(host.chars().count() + 12);
            let whole = format!("https://{host}/{}?{query}", steps.join("/"));
            format!("{}0", cut(&whole, letters - 1))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Tried in documents: an email address or a meeting link of up to 250 letters, in every place where one can stand | whole and in order, with the comma right behind it, emails set as pages and domains with umlauts too; cut where its line ends, never behind a hyphen
    #[test]
    fn an_address_of_any_length_is_read_as_it_is_written(email in email(), page in page(), kpis in any::<bool>()) {
        check(&email, &page, kpis)?;
    }
}

#[test]
fn addresses_that_were_torn_before_are_whole() {
    let school = "jana.kovacova@stredna-odborna-skola-lodna-ruz.example.org";
    let meeting = "https://teams.example.org/l/meetup-join/19%3ameeting_NDgyYzQ5ZTUtMmE4ZC00NzUxLWJhY2QtYzg2MWIxYTk2ZTM0%40thread.v2/0?context=%7b%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%7d";
    let unbroken = format!("https://x.example.org/{}", "a".repeat(220));
    let labels = "abcdefghij-klmnopqrst.".repeat(8);
    let long = format!("{}@{labels}example.org", "a".repeat(60));
    for (email, page) in [
        (school, meeting),
        (long.as_str(), unbroken.as_str()),
        ("ab@cd.example.org", "https://x.example.org"),
        // A footer of many lines.
        (
            "a@7v3-zvn4we7y6mce9-dq40otmu.ncg-7935b983ugn1k2xn.org",
            "https://żółty-wiatrak_szkoła.example.org/3Gd9b64xX2RSOxk2vJ63cf7HQSFwA8ZH72gVw8w4AurN8Fsa5y9JpIPEH0",
        ),
    ] {
        check(email, page, true).unwrap_or_else(|flaw| panic!("{flaw}"));
    }
}

#[test]
fn the_text_of_a_pdf_has_the_comma_behind_a_long_address() {
    let address = "jana.kovacova@stredna-odborna-skola-lodna-ruz.example.org";
    let sandbox = Sandbox::with_partner("firma", &partner(address, "https://meet.example.org/a", false));
    sandbox.edit("partners/firma.yaml", "documents: [mou,", "documents: [who, mou,");
    sandbox.write(
        "templates/who/en.md",
        "---\ntitle: \"Who\"\nlayout: agreement\n---\n# Who\n\n| Organisation | Person | Email and telephone |\n|---|---|---|\n\
         | {{ partner.legal_name }} | {{ contact | full_name }} | {{ contact.email }}, {{ contact.phone }} |\n",
    );
    let run = sandbox.build(&["who"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = letters(&pdf_text(&sandbox.bytes("output/firma/who.en.pdf")));
    assert!(text.contains(&format!("{},+421", letters(address))), "{text}");
}

#[test]
fn a_footer_of_many_lines_ends_where_a_printer_prints() {
    // A name without a short form, and a disclaimer below it.
    let name =
        "Regional Training Consortium for Boat Builders and Electronics Technicians of the Lower Coast "
            .repeat(3);
    let yaml = format!(
        "legal_name: \"{}\"\nkind: company\naddress: {{street: \"Rua 1\", city: \"Ort\", country: PT}}\ndocuments: [one-pager]\n",
        name.trim()
    );
    let sandbox = Sandbox::with_partner("firma", &yaml);
    sandbox.edit(
        "institution.yaml",
        "eu_funding: {show: false}",
        "eu_funding: {show: true, statement: co_funded, project_code: \"2027-1-PT01-KA120-VET-000000001\", disclaimer: true, emblem_file: \"assets/logo.svg\"}",
    );
    let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a workspace");
    let loaded = project.load("firma").unwrap_or_else(|found| panic!("{:?}", found.iter().next()));
    let press = Press::new(&project);
    let partnership = project.partnership(&loaded, "2026-11-23".parse().expect("a day"));
    let mut renderer = Renderer::new(&press, partnership, Manner::USUAL);
    let made = renderer.make(&Edition::new("one-pager", "en"), &[Format::Typst]);
    let made = made.unwrap_or_else(|found| panic!("{found:?}"));
    let source = String::from_utf8(made.outputs[0].bytes.clone()).expect("UTF-8");
    let (pieces, width) = pieces(&source);
    let last = pieces.iter().map(|piece| piece.page).max();
    assert_eq!(last, Some(0), "one page");
    assert_eq!(collisions(&pieces, width), None);
}
