//! Values that do not fit are told with the line that is to be written: days, times, countries, words, lists, numbers.
//! The table is `slips/values.txt`.

use handclasp::diagnostic::Diagnostic;
use handclasp::model::{Institution, Partner};
use handclasp::schema::{Described, PARTNER, Record, Shape};
use handclasp::source::SourceFile;

const TABLE: &str = include_str!("slips/values.txt");

fn problems<T: Described>(text: &str) -> Vec<Diagnostic> {
    let file = SourceFile::new("partners/wiatrak.yaml", text);
    let found = match Record::<T>::read(file) {
        Ok(record) => record.remarks,
        Err(found) => found,
    };
    found.iter().cloned().collect()
}

/// What a partner's file has besides.
const START: &[(&str, &str)] = &[("legal_name", "legal_name: \"Wiatrak\"\n"), ("kind", "kind: ngo\n")];

/// A partner's file with a line for the last name of a path.
fn partner(path: &str, line: &str) -> String {
    let names: Vec<&str> = path.split('.').collect();
    let mut text: String = START.iter().filter(|(name, _)| *name != path).map(|(_, line)| *line).collect();
    let mut shape = Shape::of(&PARTNER);
    let mut indent = String::new();
    let mut hyphen = "";
    for (at, name) in names.iter().enumerate() {
        shape = shape.items().unwrap_or(shape).property(name).unwrap_or_else(|| panic!("no {path}"));
        let is_last = at + 1 == names.len();
        let whole = if is_last { line.to_owned() } else { format!("{name}:") };
        text.push_str(&format!("{indent}{hyphen}{whole}\n"));
        indent.push_str(if hyphen.is_empty() { "  " } else { "    " });
        hyphen = if shape.items().is_some() { "- " } else { "" };
    }
    text
}

/// Tried in texts: days, times, countries, languages, honorifics, kinds, addresses, numbers, yes and no as people write them in the languages of Europe | told with the line that is to be written, which is right then
#[test]
fn every_value_is_told_with_the_line_to_write() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for row in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [path, typed, wanted] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        tried += 1;
        let name = path.rsplit('.').next().expect("a name");
        let found = problems::<Partner>(&partner(path, &format!("{name}: {typed}")));
        let [only] = found.as_slice() else {
            wrong.push(format!("{row}\n  {found:?}"));
            continue;
        };
        let told = format!("{} {}", only.message, only.help.clone().unwrap_or_default());
        if !told.contains(wanted) {
            wrong.push(format!("{row}\n  {told}"));
            continue;
        }
        let advice = only.help.as_deref().unwrap_or_default().split('`').nth(1);
        let Some(line) = advice.filter(|line| line.starts_with(&format!("{name}: "))) else { continue };
        let left = problems::<Partner>(&partner(path, line));
        // How well a partner fits is 1 to 5: another thing than the sign behind the number.
        if left.iter().any(|left| left.code.name != "out-of-range" && left.code.name != "missing-key") {
            wrong.push(format!("{row}\n  `{line}` is not right: {left:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried >= 140, "{tried}");
}

/// Tried in texts: the names of Austria and of German in all official languages of the EU | the code
#[test]
fn countries_and_languages_are_known_in_all_languages() {
    let names = "Австрия, Rakousko, Østrig, Österreich, Austria, Αυστρία, Itävalta, Autriche, an Ostair, Austrija, Ausztria, Austrija, Austrija, l-Awstrija, Oostenrijk, Áustria, Rakúsko, Avstrija, Österrike, Austria";
    for name in names.split(", ") {
        let found = problems::<Partner>(&partner("country", &format!("country: {name}")));
        assert_eq!(found[0].help.as_deref(), Some("write `country: AT`"), "{name}");
    }
    let names = "немски, němčina, tysk, Deutsch, Γερμανικά, saksa, allemand, Gearmáinis, njemački, német, tedesco, vokiečių, vācu, Ġermaniż, Duits, niemiecki, alemão, germană, nemčina, nemščina, alemán, tyska, saksa";
    for name in names.split(", ") {
        let found = problems::<Partner>(&partner("language", &format!("language: {name}")));
        assert_eq!(found[0].help.as_deref(), Some("write `language: de`"), "{name}");
    }
}

/// Tried in texts: yes and no in all official languages of the EU | `true` or `false`
#[test]
fn yes_and_no_are_known_in_all_languages() {
    let yes = "да, ano, ja, jah, ναι, sí, kyllä, oui, tá, da, igen, sì, taip, jā, iva, tak, sim, áno";
    let no = "не, ne, nej, nein, ei, όχι, non, níl, nem, nē, le, nee, nie, não, nu";
    for (words, wanted) in [(yes, "true"), (no, "false")] {
        for word in words.split(", ") {
            let found = problems::<Partner>(&partner("mobility.minors", &format!("minors: {word}")));
            let help = found.first().and_then(|problem| problem.help.clone());
            assert_eq!(help, Some(format!("write `minors: {wanted}`")), "{word}");
        }
    }
}

/// Tried in texts: a field as messages name it, with points between: `mobility.flows.learners: 4` | the lines to paste below one another
#[test]
fn a_path_with_points_is_told_as_lines_to_paste() {
    for (typed, wanted) in [
        ("mobility.flows.learners: 4", "mobility:\n  flows:\n    - learners: 4"),
        ("partner.mobility.flows.learners: 4", "mobility:\n  flows:\n    - learners: 4"),
        ("contacts.email: ola@example.org", "contacts:\n  - email: ola@example.org"),
        ("contacts.0.email: ola@example.org", "contacts:\n  - email: ola@example.org"),
        ("contacts[0].email: ola@example.org", "contacts:\n  - email: ola@example.org"),
        ("address/city: Łódź", "address:\n  city: Łódź"),
        ("adress.city: Łódź", "address:\n  city: Łódź"),
        ("mou.term.end: 2030-12-31", "mou:\n  term:\n    end: 2030-12-31"),
        ("mou.kpis.label: x", "mou:\n  kpis:\n    - "),
        ("why_partner.en: your workshop", "why_partner:\n  en: your workshop"),
        ("mou.languages: en", "mou:\n  languages: [en]"),
        ("learners: 4", "mobility:\n  flows:\n    - learners: 4"),
    ] {
        let text = format!("legal_name: \"Wiatrak\"\nkind: ngo\n{typed}\n");
        let found = problems::<Partner>(&text);
        if typed.starts_with("mou.kpis") {
            // There is no such field: no lines are made up.
            assert_eq!(found[0].code.name, "unknown-key");
            continue;
        }
        let [only] = found.as_slice() else { panic!("{typed}: {found:?}") };
        let help = only.help.as_deref().expect("help");
        assert!(help.ends_with(wanted), "{typed}: {help}");
        let (_, lines) = help.split_once(":\n").expect("lines");
        let left = problems::<Partner>(&format!("legal_name: \"Wiatrak\"\nkind: ngo\n{lines}\n"));
        assert_eq!(left, [], "{lines}");
    }
    let inside = "legal_name: \"Wiatrak\"\nkind: ngo\nmobility:\n  flows.learners: 4\n";
    let found = problems::<Partner>(inside);
    assert!(
        found[0].help.as_deref().is_some_and(|help| help.ends_with(":\nflows:\n  - learners: 4")),
        "{found:?}"
    );
    let known = "legal_name: \"Wiatrak\"\nkind: ngo\naddress:\n  city: Łódź\naddress.country: PL\n";
    let found = problems::<Partner>(known);
    assert!(
        found[0].help.as_deref().is_some_and(|help| help.contains("`address` stands in line 3 already")),
        "{found:?}"
    );
}

/// Tried in texts: margins in centimetres or inches: `{left: 2.5}`, `{left: 2,5}`, `2.5 cm`, `1 in` | the millimetres to write
#[test]
fn margins_in_centimetres_are_told_in_millimetres() {
    for (typed, wanted) in [
        ("{left: 2.5}", "`left: 25` for 2.5 cm"),
        ("{left: 2,5}", "`left: 25` for 2.5 cm"),
        ("{left: \"2,5\"}", "`left: 25` for 2.5 cm"),
        ("{left: 2.5 cm}", "`left: 25` for 2.5 cm"),
        ("{left: 2}", "`left: 20` for 2 cm"),
        ("{left: 25 mm}", "`left: 25`"),
        ("{left: 1 in}", "`left: 25` for 1 inches"),
        ("{left: 25.4}", "`left: 25`"),
    ] {
        let found = problems::<Institution>(&format!("legal_name: \"Szkoła\"\nbrand:\n  margins: {typed}\n"));
        // To YAML `{left: 2,5}` is a number that is too small and an entry `5`: both say the same.
        assert!(!found.is_empty(), "{typed}");
        for problem in found {
            let help = problem.help.as_deref().unwrap_or_default();
            assert!(
                help.contains("margins are whole millimetres") && help.contains(wanted),
                "{typed}: {help}"
            );
        }
    }
}

/// Tried in texts: a colour without its `#`, with three digits, as rgb(…) | the colour to write, in quotes
#[test]
fn colours_are_told_as_they_are_to_be_written() {
    for (typed, wanted) in [
        ("7a1f2b", "\"#7a1f2b\""),
        ("\"#7A1\"", "\"#77aa11\""),
        ("\"rgb(122, 31, 43)\"", "\"#7a1f2b\""),
        ("\"#7a1f2bff\"", "\"#7a1f2b\""),
    ] {
        let found = problems::<Institution>(&format!("legal_name: \"Szkoła\"\nbrand:\n  accent: {typed}\n"));
        let help = found.first().and_then(|problem| problem.help.clone());
        assert_eq!(help, Some(format!("write `accent: {wanted}`")), "{typed}");
    }
}

/// Tried in texts: a number or a text with a comma between brackets: `{learners: 1,240}`, `{function: Head, sales}` | the number without it, the text in quotes
#[test]
fn a_comma_inside_of_a_value_between_brackets_is_understood() {
    for (typed, wanted) in [
        ("mobility: {flows: [{learners: 1,240}]}", "`learners: 1240`"),
        ("mobility: {flows: [{weeks: 1,5}]}", "`weeks: 1`"),
        ("contacts: [{given_name: \"Ola\", function: Head, sales}]", "`function: \"Head, sales\"`"),
    ] {
        let found = problems::<Partner>(&format!("legal_name: \"Wiatrak\"\nkind: ngo\n{typed}\n"));
        let [only] = found.as_slice() else { panic!("{typed}: {found:?}") };
        assert!(only.help.as_deref().is_some_and(|help| help.contains(wanted)), "{typed}: {only:?}");
    }
}

/// Tried in texts: a backslash in double quotes that makes a line break of `n`: `"C:\new"` | told, with single quotes
#[test]
fn a_path_whose_backslash_is_read_as_a_line_break_is_told() {
    let found = problems::<Partner>("legal_name: \"Wiatrak\"\nkind: ngo\nlegal_form: \"C:\\new\"\n");
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(only.help.as_deref(), Some("put the text in single quotes: `legal_form: 'C:\\new'`"));
}
