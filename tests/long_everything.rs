//! Pages with much on them, and with hardly anything: `tests/long_everything/`, a partner a file. Nothing is cut, nothing
//! stands upon something else, lines can be read, and no number and no small word is left alone at the end of a line.

use std::collections::{BTreeMap, BTreeSet};

use handclasp::due::{Edition, Manner};
use handclasp::format::Format;
use handclasp::project::Project;
use handclasp::render::{Press, Renderer};
use handclasp::workspace::Workspace;

use crate::press::{Piece, collisions, on_one_line, pieces};
use crate::support::{Sandbox, letters};

const MILLIMETRE: f64 = 72.0 / 25.4;

/// A document of a partner, set: its pieces of text, how many pages it has, its width, and the Markdown it is made from.
struct SetDocument {
    markdown: String,
    pieces: Vec<Piece>,
    pages: usize,
    width: f64,
}

/// Sets a document of a partner of a workspace.
fn set(sandbox: &Sandbox, partner: &str, document: &str) -> SetDocument {
    let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a workspace");
    let loaded = project.load(partner).unwrap_or_else(|found| panic!("{:?}", found.iter().next()));
    let partnership = project.partnership(&loaded, crate::support::TODAY.parse().expect("a day"));
    let press = Press::new(&project);
    let mut renderer = Renderer::new(&press, partnership, Manner::USUAL);
    let made = renderer.make(&Edition::new(document, "en"), &[Format::Typst, Format::Markdown]);
    let made = made.unwrap_or_else(|found| panic!("{document}: {found:?}"));
    let [source, markdown] =
        [0, 1].map(|at| String::from_utf8(made.outputs[at].bytes.clone()).expect("UTF-8"));
    let (pieces, width) = pieces(&source);
    let pages = pieces.iter().map(|piece| piece.page + 1).max().unwrap_or_default();
    SetDocument { markdown: markdown.replace('\\', ""), pieces, pages, width }
}

/// The file of a partner of whom everything is long, or short.
fn partner(name: &str) -> String {
    let path = crate::support::root().join(format!("tests/long_everything/{name}.yaml"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Pieces of lines that are closer than lines are, one above the other.
fn overprinted(pieces: &[Piece]) -> Option<String> {
    let pieces: Vec<&Piece> = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    for (at, one) in pieces.iter().enumerate() {
        for other in pieces[at + 1..].iter().filter(|other| other.page == one.page) {
            let apart = (one.baseline - other.baseline).abs();
            let beside = one.right.min(other.right) - one.left.max(other.left);
            if (0.6..7.5).contains(&apart) && beside > 1.0 {
                return Some(format!("`{}` runs into `{}` on page {}", one.text, other.text, one.page + 1));
            }
        }
    }
    None
}

/// A line of a text: its letters, where it begins and where it ends.
#[derive(Debug)]
struct Line {
    text: String,
    page: usize,
    left: f64,
    right: f64,
    baseline: f64,
}

/// The lines of a document, without tables: what stands further apart than words do is no line.
fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut sorted: Vec<&Piece> = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    let key = |piece: &Piece| (piece.page, (piece.baseline * 20.0).round() as i64);
    sorted.sort_by(|one, other| key(one).cmp(&key(other)).then(one.left.total_cmp(&other.left)));
    let mut lines: Vec<Line> = Vec::new();
    let mut last: Option<&Piece> = None;
    for piece in sorted {
        let goes_on = last.is_some_and(|last| on_one_line(last, piece) && piece.left - last.right < 9.0);
        match lines.last_mut().filter(|_| goes_on) {
            Some(line) => {
                if piece.left - line.right > 1.0 {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.right = piece.right;
            }
            None => lines.push(Line {
                text: piece.text.clone(),
                page: piece.page,
                left: piece.left,
                right: piece.right,
                baseline: piece.baseline,
            }),
        }
        last = Some(piece);
    }
    lines
}

/// The texts of a partner's file that a page shows whole, without Markdown and phrases that are fitted into sentences.
fn texts(yaml: &str) -> Vec<String> {
    let keys =
        ["name", "position", "street", "city", "title", "function", "email", "field", "theirs", "ours"];
    let mut texts = Vec::new();
    for key in keys {
        let mark = format!("{key}: \"");
        for (at, _) in yaml.match_indices(&mark) {
            let rest = &yaml[at + mark.len()..];
            texts.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    texts
}

#[test]
fn long_and_short_pages_have_all_and_nothing_upon_something_else() {
    for (name, fewest, documents) in [
        (
            "long-everything",
            90,
            &[("mou", 9), ("loi", 1), ("agenda", 1), ("minutes", 1), ("one-pager", 1)][..],
        ),
        ("long-letter", 8, &[("loi", 2)]),
        ("short-letter", 4, &[("loi", 1), ("mou", 2), ("one-pager", 1)]),
    ] {
        let yaml = partner(name);
        let sandbox = Sandbox::with_partner(name, &yaml);
        let (mut seen, mut written) = (String::new(), String::new());
        for (document, most) in documents {
            let made = set(&sandbox, name, document);
            let what = format!("{document} of {name}");
            assert!(made.pages <= *most, "{what} takes {} pages", made.pages);
            assert_eq!(collisions(&made.pieces, made.width), None, "{what}");
            assert_eq!(overprinted(&made.pieces), None, "{what}");
            seen.extend(made.pieces.iter().map(|piece| piece.text.as_str()));
            written.push_str(&made.markdown);
        }
        let (seen, written) = (letters(&seen), letters(&written));
        let texts = texts(&yaml);
        let wanted: Vec<String> =
            texts.iter().map(|text| letters(text)).filter(|text| written.contains(text)).collect();
        assert!(wanted.len() >= fewest, "{name}: {} texts are printed", wanted.len());
        for text in wanted {
            assert!(seen.contains(&text), "{name} does not show `{text}`");
        }
    }
}

#[test]
fn an_addressee_of_any_length_shows_in_the_window_of_the_envelope() {
    let sample = Sandbox::sample();
    let long = Sandbox::with_partner("long-letter", &partner("long-letter"));
    let short = Sandbox::with_partner("short-letter", &partner("short-letter"));
    for (sandbox, name, first, last) in [
        (&sample, "tahtiselka", "Tähtiselän", "Finland"),
        (&sample, "gruenfliess", "Centro de Formação", "Portugal"),
        (&short, "short-letter", "Aho Oy", "Finland"),
        (&long, "long-letter", "Etelä-Pohjanmaan", "Finland"),
    ] {
        let SetDocument { pieces, .. } = set(sandbox, name, "loi");
        let is_address = |piece: &&Piece| piece.page == 0 && piece.left < 100.0 * MILLIMETRE;
        let found =
            |text: &str| pieces.iter().filter(is_address).position(|piece| piece.text.starts_with(text));
        let (Some(from), Some(to)) = (found(first), found(last)) else { panic!("{name}: no address") };
        let address: Vec<&Piece> = pieces.iter().filter(is_address).collect();
        for piece in &address[from..=to] {
            let place = format!("{name}: `{}`", piece.text);
            // DIN 5008 form B: the window is 45 mm high and begins 45 mm below the upper edge, 20 mm from the left one.
            assert!(piece.left >= 20.0 * MILLIMETRE && piece.right <= 105.5 * MILLIMETRE, "{place}");
            assert!(piece.baseline <= 90.0 * MILLIMETRE, "{place}");
            assert!(piece.baseline >= 47.0 * MILLIMETRE, "{place}");
        }
        // Whatever stands beside it begins behind the window.
        let beside = pieces.iter().filter(|piece| piece.page == 0 && piece.left >= 100.0 * MILLIMETRE);
        let high = beside.filter(|piece| piece.baseline < 92.0 * MILLIMETRE && !piece.text.trim().is_empty());
        assert!(high.clone().count() > 3, "{name}: no sender");
        for piece in high {
            assert!(piece.left >= 120.0 * MILLIMETRE, "{name}: `{}` touches the addressee", piece.text);
        }
    }
}

#[test]
fn a_line_of_text_has_75_to_85_letters() {
    let sample = Sandbox::sample();
    let long = Sandbox::with_partner("long-everything", &partner("long-everything"));
    let letter = Sandbox::with_partner("long-letter", &partner("long-letter"));
    for (sandbox, name, document) in [
        (&sample, "tahtiselka", "mou"),
        (&sample, "camara-penarroble", "mou"),
        (&long, "long-everything", "mou"),
        (&sample, "tahtiselka", "loi"),
        (&sample, "camara-penarroble", "loi"),
        (&letter, "long-letter", "loi"),
    ] {
        let SetDocument { pieces, .. } = set(sandbox, name, document);
        // Not those of the small print, which stand further in.
        let lines: Vec<Line> =
            lines(&pieces).into_iter().filter(|line| line.left < 50.0 * MILLIMETRE).collect();
        // A full line has one below it that begins where it begins.
        let full: Vec<usize> = lines
            .windows(2)
            .filter(|pair| pair[0].page == pair[1].page && (pair[0].left - pair[1].left).abs() < 1.0)
            .filter(|pair| pair[1].baseline - pair[0].baseline < 16.0)
            .map(|pair| pair[0].text.as_str())
            // What was written again and again counts once.
            .collect::<BTreeSet<&str>>()
            .into_iter()
            .map(|line| line.chars().count())
            .filter(|letters| *letters > 66)
            .collect();
        assert!(full.len() >= 5, "{document} of {name}: {full:?}");
        let mean = full.iter().sum::<usize>() as f64 / full.len() as f64;
        assert!((75.0..=85.0).contains(&mean.round()), "{document} of {name}: {mean} letters in {full:?}");
    }
}

/// Texts with many small words and numbers, in several languages.
const SMALL_WORDS: [(&str, &str); 6] = [
    (
        "en",
        "I met a teacher of a school with 640 learners on 5 March, and I saw a workshop for 12 of them; a week later I wrote a letter under Article 5 to Dr. Lee and J. S. Miller about a visit of 3 weeks, 2 of which are free.",
    ),
    (
        "pl",
        "W szkole z tradycją uczy się o 640 osób więcej i w 12 grupach; z nimi i z nauczycielami w 5 miastach robimy o 3 wizyty więcej, a w czerwcu i w maju wszyscy jadą z nami w góry i o 8 godzinie są w domu.",
    ),
    (
        "cs",
        "S 640 žáky a s učiteli v 5 městech pracujeme i o prázdninách; k 5 březnu a v čl. 5 se píše o 3 týdnech, z nichž 2 jsou volné, a u nás i v jiných školách je to tak, že v zimě a v létě jezdíme s nimi k moři.",
    ),
    (
        "de",
        "Am 5. März haben 640 Lernende an 12 Orten und 3 Wochen lang in § 5 gelesen, dass 2 Lehrende je 4 Tage und 8 Stunden lang mit 6 Betrieben sprechen, die 15 Plätze und 30 Geräte haben und nach 9 Monaten antworten.",
    ),
    (
        "fi",
        "Koulussa on 640 opiskelijaa ja 12 opettajaa, ja 5. maaliskuuta 2027 heistä 3 lähtee 2 viikoksi 4 kaupunkiin, joissa on 8 yritystä ja 15 paikkaa; 6 kuukautta myöhemmin 30 vierasta tulee 9 päiväksi kylään.",
    ),
    (
        "pt-PT",
        "A escola e a empresa recebem a 5 de março 640 formandos e 12 professores; a visita dura 3 semanas e a viagem 2 dias, e a direção e a câmara oferecem a todos 4 lugares e 8 bilhetes para o dia 9 de junho.",
    ),
];

/// A small word, or a number whose word comes on the next line.
fn left_alone(line: &Line, next: &Line) -> Option<String> {
    let last = line.text.split_whitespace().last()?;
    let bare = last.trim_start_matches(['(', '“', '„', '«']);
    let first = next.text.chars().next()?;
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let number = bare.trim_end_matches('.');
    // A year ends its date.
    let is_number = (1..4).contains(&number.len()) && number.chars().all(|one| one.is_ascii_digit());
    let is_sign = ["§", "Article", "čl.", "Dr.", "J.", "S."].contains(&bare);
    (is_letter || is_number && first.is_lowercase() || is_sign)
        .then(|| format!("`{}` ends with `{last}` in front of `{}`", line.text, next.text))
}

#[test]
fn no_small_word_and_no_number_is_left_alone_at_the_end_of_a_line() {
    for layout in ["agreement", "letter", "agenda", "one-pager"] {
        for (language, text) in SMALL_WORDS {
            let sandbox = Sandbox::sample();
            // Each beginning shifts the ends of the lines.
            let shifted: Vec<String> = (0..24)
                .map(|at| format!("{}{text}", "mm nn ".repeat(at / 2) + &"n".repeat(2 + at % 5) + " "))
                .collect();
            let template = format!(
                "---\ntitle: \"Note\"\nlayout: {layout}\nformats: [pdf]\n---\n# Note\n\n## Text {{lang={language}}}\n\n{}\n",
                shifted.join("\n\n")
            );
            sandbox.write("templates/note/en.md", template.into_bytes());
            let SetDocument { pieces, .. } = set(&sandbox, "tahtiselka", "note");
            let lines = lines(&pieces);
            let found: Vec<String> = lines
                .windows(2)
                .filter(|pair| (pair[0].left - pair[1].left).abs() < 1.0 && pair[0].page == pair[1].page)
                .filter(|pair| (8.0..19.0).contains(&(pair[1].baseline - pair[0].baseline)))
                .filter_map(|pair| left_alone(&pair[0], &pair[1]))
                .collect();
            assert!(lines.len() >= 48, "{layout}, {language}: {} lines", lines.len());
            assert!(found.is_empty(), "{layout}, {language}: {found:#?}");
        }
    }
}

/// A list of the institution's, of so many points.
fn list(key: &str, count: usize, points: &[&str]) -> String {
    let points: String =
        points.iter().cycle().take(count).map(|point| format!("  - \"{point}\"\n")).collect();
    format!("{key}:\n{points}")
}

/// The sample's institution with other facts, points and numbers on its profile.
fn institution(sample: &str, facts: usize, points: [usize; 3], numbers: &str, projects: bool) -> String {
    let mut blocks: BTreeMap<&str, String> = BTreeMap::new();
    let labels = [
        "Learners",
        "Staff",
        "Partner companies",
        "Learners who find work within six months after their final examination",
    ];
    let mut rows = "facts:\n".to_owned();
    for (at, label) in labels.iter().cycle().take(facts).enumerate() {
        rows.push_str(&format!("  - {{label: \"{label}\", value: \"{}\", year: \"2025\"}}\n", 7 * at + 58));
    }
    let offers = [
        "Certified programmes at levels 2 to 5 with at least half of the time in companies",
        "Workshops for electronics and composite boats, and a training kitchen",
        "Placements in Kraftfahrzeugmechatronikausbildungswerkstätten and boatyards",
    ];
    blocks.insert("facts", rows);
    blocks.insert("offer", list("offer", points[0], &offers));
    blocks.insert(
        "looking_for",
        list("looking_for", points[1], &["Companies that host learners for two to twelve weeks", "Guests"]),
    );
    blocks.insert(
        "why_us",
        list(
            "why_us",
            points[2],
            &["One contact person who answers within two working days", "Small groups"],
        ),
    );
    blocks.insert("why_us_by_kind", String::new());
    blocks.insert("ids", numbers.to_owned());
    if !projects {
        blocks.insert("projects", String::new());
    }
    let mut text = String::new();
    let mut replaced = false;
    for line in sample.lines() {
        if let Some(key) = line.split_once(':').map(|(key, _)| key).filter(|_| !line.starts_with([' ', '#']))
        {
            let other = blocks.remove(key);
            replaced = other.is_some();
            text.push_str(&other.unwrap_or_default());
        }
        if !replaced {
            text.push_str(line);
            text.push('\n');
        }
    }
    assert!(blocks.is_empty(), "{blocks:?}");
    text
}

#[test]
fn a_profile_fits_its_page_whatever_there_is_to_say() {
    let accreditation = "ids: {erasmus_accreditation: {code: \"2021-1-PT01-KA120-VET-000000001\", valid_to: \"2027-12-31\"}}\n";
    let numbers = "ids: {oid: \"E99999901\", pic: \"000000001\"}\n";
    let vat = "ids: {vat: \"PT999999999\"}\n";
    for (facts, points, ids, projects) in [
        (1, [1, 1, 1], vat, false),
        (2, [2, 1, 2], numbers, false),
        (3, [1, 3, 3], accreditation, false),
        (4, [3, 3, 3], numbers, true),
        (5, [5, 3, 3], accreditation, true),
        (6, [3, 2, 1], vat, false),
        (7, [4, 3, 3], accreditation, true),
        (12, [2, 2, 2], numbers, false),
    ] {
        let sandbox = Sandbox::sample();
        let text = institution(&sandbox.read("institution.yaml"), facts, points, ids, projects);
        sandbox.write("institution.yaml", text);
        let SetDocument { pieces, pages, width, .. } = set(&sandbox, "zolty-wiatrak", "one-pager");
        let what = format!("{facts} facts, {points:?} points");
        assert_eq!(pages, 1, "{what}");
        assert_eq!(collisions(&pieces, width), None, "{what}");
        assert_eq!(overprinted(&pieces), None, "{what}");
        let lines: Vec<String> = lines(&pieces).into_iter().map(|line| line.text).collect();
        let has = |text: &str| lines.iter().any(|line| line.contains(text));
        assert_eq!(lines.iter().filter(|line| *line == "2025").count(), facts, "{what}");
        // Numbers alone are no experience.
        assert_eq!(has("EU experience"), projects || ids == accreditation, "{what}");
        assert_eq!(has("EU identifiers"), !projects && ids == numbers, "{what}");
        assert_eq!(has("OID E99999901"), ids == numbers, "{what}");
        // Sections reach down to the contact card: no hole of a tenth of the page between two lines.
        let mut heights: Vec<f64> = pieces.iter().map(|piece| piece.baseline).collect();
        heights.sort_by(f64::total_cmp);
        let hole = heights.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
        assert!(hole < 30.0 * MILLIMETRE, "{what}: a hole of {} mm", hole / MILLIMETRE);
    }
}

#[test]
fn a_tagline_of_ten_lines_and_a_long_name_fit_their_page() {
    let sandbox = Sandbox::sample();
    let tagline =
        "Skilled hands for the sea and for industry, taught in small groups and with real orders. ".repeat(6);
    sandbox.edit("institution.yaml", "Skilled hands for the sea and for industry", tagline.trim());
    let name = "Staatlich anerkannte Höhere Technische Bundeslehr- und Versuchsanstalt für Maschinenbau und Elektrotechnik Nord";
    sandbox.edit("institution.yaml", "Centro de Formação Profissional Âncora Azul", name);
    let SetDocument { pieces, pages, width, .. } = set(&sandbox, "zolty-wiatrak", "one-pager");
    assert_eq!(pages, 1);
    assert_eq!(collisions(&pieces, width), None);
    assert_eq!(overprinted(&pieces), None);
    let seen: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert!(letters(&seen).contains(&letters(name)) && letters(&seen).contains(&letters(&tagline)));
}

#[test]
fn a_letter_has_no_code_below_it_and_an_agreement_has() {
    let sandbox = Sandbox::sample();
    for (document, has) in [("loi", false), ("mou", true)] {
        let made = set(&sandbox, "tahtiselka", document);
        let lines = lines(&made.pieces);
        assert_eq!(
            lines.iter().any(|line| line.text.contains("Text ") && line.text.contains('·')),
            has,
            "{document}"
        );
    }
}

#[test]
fn the_lines_that_the_law_wants_are_smaller_than_the_letter() {
    let sandbox = Sandbox::sample();
    let template = "---\ntitle: \"Note\"\nlayout: letter\nformats: [pdf]\n---\nWe\n\nYou\n\nHere, today\n\n# Subject\n\nDear all,\n\nthe message.\n\n## Privacy {.annex-data}\n\nWe keep your address.\n";
    sandbox.write("templates/note/en.md", template.as_bytes());
    let lines = lines(&set(&sandbox, "tahtiselka", "note").pieces);
    let find = |text: &str| {
        lines.iter().find(|line| line.text.starts_with(text)).unwrap_or_else(|| panic!("{text}"))
    };
    let wide = |line: &Line| (line.right - line.left) / line.text.chars().count() as f64;
    assert!(wide(find("We keep")) < 0.9 * wide(find("the message")));
    assert!(find("We keep").baseline > 250.0 * MILLIMETRE, "at the foot of the page");
}
