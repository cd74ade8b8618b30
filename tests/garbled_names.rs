//! Names that came out wrong are told, wherever they stand, and right ones are let alone.

use handclasp::letters::{garbled_in_name, garbled_in_name_of_person, is_of_no_language};

use crate::importing::{empty, import};

/// Tried in texts: names, organisations, towns and streets with a letter lost (`M?ller`), as web pages or mails write it (`M&uuml;ller`, `J=C3=BCrgen`), with a sign at a letter (`Ńuri†`, `¦eljko`, `Mu–oz`), with letters of no single language (`Dvoøák`) | a warning, in a file and in a list
#[test]
fn a_name_that_came_out_wrong_is_told() {
    for name in [
        "M?ller",
        "Fran?ois",
        "Gda?sk",
        "?koda",
        "K?LN",
        "M&uuml;ller",
        "Stra&szlig;e",
        "M&#252;ller",
        "M&#xFC;ller",
        "J=C3=BCrgen",
        "M=FCller",
        "Mu–oz",
        "Ńuri†",
        "¦eljko",
        "•uboç",
        "Dvoøák",
        "Pøíbram",
        "Tøebíè",
        "MÃ¼ller",
        "StrednÃ¡",
        "Ðurić",
        "Ðiauliai",
        "£ódź",
        "Ko\u{9a}ice",
        "Zlín\u{fffd}",
        "KÜln",
        "Stra§e",
        "M├╝ller",
        "Ð¡Ð¾Ñ„Ð¸Ñ",
        "Î‘Î¸Î®Î½Î±",
        "B„r",
        "Grš§e",
        "ﾃｼber?s",
        "Gy¢r",
        "Kov¨cs",
        "P‚cs",
    ] {
        assert!(garbled_in_name(name).is_some(), "{name}");
        assert!(garbled_in_name(&format!("Firma {name} GmbH")).is_some(), "{name}");
    }
    assert!(garbled_in_name_of_person("Pawe³").is_some() && garbled_in_name("Cube³").is_none());
    let sandbox = empty();
    sandbox.write(
        "partners/a.yaml",
        "legal_name: \"M?ller GmbH\"\nkind: company\naddress:\n  street: \"Stra&szlig;e 3\"\n  city: \"Dvoøák\"\ncontacts:\n  - family_name: \"Mu–oz\"\n    email: \"a@example.org\"\n",
    );
    let run = sandbox.run(&["check"]);
    assert_eq!(run.stderr.matches("warning[garbled]").count(), 4, "{}", run.stderr);
    let sandbox = empty();
    sandbox.write("a.csv", "Company;City;Last name\nM?ller GmbH;K?ln;J=C3=BCrgens\n");
    let run = import(&sandbox, &["a.csv"]);
    for place in ["row 2, column A “Company”", "row 2, column B “City”", "row 2, column C “Last name”"]
    {
        assert!(run.stderr.contains(&format!("warning[odd-cell]: {place}")), "{place}: {}", run.stderr);
    }
}

/// Names as they are, one a line.
const RIGHT: &str = include_str!("names/right.txt");

/// Tried in texts: over 280 names of persons, organisations, towns and streets of Europe as they are (O'Brien, Col·legi, AT&T, C++, Kadıköy, Ħaż-Żebbuġ, Þingvellir, Θεσσαλονίκη, Nguyễn, "Who? What?") | no warning
#[test]
fn a_right_name_is_let_alone() {
    let right: Vec<&str> = RIGHT.lines().filter(|line| !line.starts_with('#')).collect();
    let told: Vec<&&str> = right.iter().filter(|name| garbled_in_name(name).is_some()).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(right.len() > 280, "{}", right.len());
    for word in ["Fjørður", "Kárášjohka", "Trương", "Tórshavn"] {
        assert!(!is_of_no_language(word), "{word}");
    }
}
