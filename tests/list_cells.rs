//! The cells of lists: several addresses or numbers in one, formulas, errors of a spreadsheet, numbers.

use crate::importing::{empty, imported, partner};
use crate::list_books::{addresses, cell, ods, ods_row, xlsx};

/// Tried in lists: several addresses, of which one has the person's name with `ue` or without its accents | that one is theirs
#[test]
fn an_address_with_the_name_of_the_person_is_theirs() {
    for (cell, own) in [
        ("info@example.org; l.suess@example.org", "l.suess@example.org"),
        ("info@example.org, suss.lena@example.org", "suss.lena@example.org"),
        ("Zentrale: info@example.org | Lena Süß <lena@example.org>", "lena@example.org"),
        ("info@example.org\nMAILTO:Lena.Suess@example.org", "Lena.Suess@example.org"),
    ] {
        let list = format!("Company;First name;Last name;Email\nLaiva Oy;Lena;Süß;\"{cell}\"\n");
        let (sandbox, run) = imported("a.csv", list);
        assert_eq!(run.code, 0, "{cell}: {}", run.stderr);
        let contacts = partner(&sandbox, "laiva").contacts;
        assert_eq!(addresses(&contacts), [own, "info@example.org"], "{cell}");
        assert_eq!(contacts[0].family_name.as_deref(), Some("Süß"), "{cell}");
    }
    // What is no address is told as before.
    let (_, run) = imported("a.csv", "Company;Email\nLaiva Oy;\"info@example.org, müller@@x\"\n");
    assert_eq!(run.code, 1, "{}", run.stderr);
}

/// Tried in lists: several telephone numbers in one cell, in every way that they are divided | a problem that names them and says what to do
#[test]
fn several_telephone_numbers_are_told_one_by_one() {
    for cell in [
        "0351 123456; 0172 1234567",
        "0351 123456 / 0172 1234567",
        "0351 123456, 0172 1234567",
        "0351 123456\n0172 1234567",
        "0351 123456 oder 0172 1234567",
        "Tel.: 0351 123456 Mobil: 0172 1234567",
    ] {
        let (_, run) = imported("a.csv", format!("Company;Country;Phone\nBootswerk;Germany;\"{cell}\"\n"));
        assert_eq!(run.code, 1, "{cell}: {}", run.stderr);
        assert!(
            run.stderr.contains("of `0351 123456` and `0172 1234567` leave the one that is to be called"),
            "{cell}: {}",
            run.stderr
        );
    }
}

/// Tried in lists: a formula that was never calculated, in .xlsx, .ods, as text, in CSV; one that gives 0 in a column of texts | an error with its cell
#[test]
fn a_formula_that_was_never_calculated_is_told_with_its_cell() {
    let row = |number: u32, cells: &[String]| format!("<row r=\"{number}\">{}</row>", cells.concat());
    let book = |formula: &str| {
        let head = row(1, &[cell("A1", "Company"), cell("B1", "City"), cell("C1", "Country")]);
        let first = row(2, &[cell("A2", "Laiva Oy"), cell("B2", "Turku"), cell("C2", "Finland")]);
        let second =
            row(3, &[cell("A3", "Vene Oy"), format!("<c r=\"B3\"{formula}</c>"), cell("C3", "Finland")]);
        xlsx(&format!("{head}{first}{second}"))
    };
    let ods_cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Vene Oy</text:p></table:table-cell>\
                    <table:table-cell table:formula=\"of:=[.B2]\"/></table:table-row>";
    let ods_book = ods(&format!(
        "<table:table table:name=\"A\">{}{}{ods_cell}</table:table>",
        ods_row(&["Company", "City"]),
        ods_row(&["Laiva Oy", "Turku"])
    ));
    let never = "the formula in it was never calculated";
    let zero = "its formula gives 0: it was never calculated, or leads to an empty cell";
    for (name, bytes, told) in [
        ("a.xlsx", book("><f>B2</f>"), never),
        ("b.xlsx", book("><f>B2</f><v></v>"), never),
        ("c.xlsx", book("><f>B2</f><v/>"), never),
        ("d.xlsx", book("><f>B2</f><v>0</v>"), zero),
        ("e.xlsx", book(" t=\"inlineStr\"><is><t>=B2</t></is>"), never),
        ("f.ods", ods_book, never),
        ("g.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;=B2\n".to_vec(), never),
        ("h.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;\"=VLOOKUP(A3;X!A:B;2;0)\"\n".to_vec(), never),
        ("i.csv", b"Company;City\nLaiva Oy;Turku\nVene Oy;=Tabelle2!B7\n".to_vec(), never),
    ] {
        let (sandbox, run) = imported(name, bytes);
        assert_eq!(run.code, 1, "{name}: {}{}", run.stdout, run.stderr);
        let told = format!("error[bad-cell]: row 3, column B “City”: {told}");
        assert!(run.stderr.contains(&told), "{name}: {}", run.stderr);
        assert_eq!(sandbox.files("partners").len(), 1, "{name}");
    }
    // What is calculated is read, and an empty result is an empty cell.
    for formula in ["t=\"str\"><f>B2</f><v>Oulu</v>", "t=\"str\"><f>B2</f><v></v>"] {
        let (sandbox, run) = imported("a.xlsx", book(&format!(" {formula}")));
        assert_eq!(run.code, 0, "{formula}: {}{}", run.stdout, run.stderr);
        assert_eq!(sandbox.files("partners").len(), 2);
    }
}

/// Tried in lists: #REF!, #N/A, #NAME?, #BEZUG!, #NV, Err:502 and the like in cells, in the languages of Excel and LibreOffice, in CSV too | an error with its cell, never a text
#[test]
fn errors_of_a_spreadsheet_are_never_text() {
    for error in [
        "#REF!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#ERROR!",
        "####",
        "#BEZUG!",
        "#NV",
        "#WERT!",
        "#ZAHL!",
        "#ÜBERLAUF!",
        "#VALEUR!",
        "#NOM?",
        "#N/D",
        "#¡REF!",
        "#¿NOMBRE?",
        "#¡VALOR!",
        "#RIF!",
        "#VERW!",
        "#NAAM?",
        "#WAARDE!",
        "#N/B",
        "#ADR!",
        "#NAZWA?",
        "#ARG!",
        "#ODKAZ!",
        "#NÁZEV?",
        "#HODNOTA!",
        "#NENÍ_K_DISPOZICI",
        "#HIV!",
        "#HIÁNYZIK",
        "#NÉV?",
        "#REFERENS!",
        "#SAKNAS!",
        "#I/T",
        "#VÆRDI!",
        "#VIITTAUS!",
        "#PUUTTUU!",
        "#ΑΝΑΦ!",
        "#Δ/Υ",
        "#BAŞV!",
        "#YOK",
        "#SKLIC!",
        "#ССЫЛКА!",
        "#Н/Д",
        "Err:502",
        "Fehler:508",
    ] {
        let (sandbox, run) =
            imported("a.csv", format!("Company;City\nLaiva Oy;{error}\n{error};Turku\nVene Oy;Oulu\n"));
        assert_eq!(run.code, 1, "{error}: {}{}", run.stdout, run.stderr);
        for place in ["row 2, column B “City”", "row 3, column A “Company”"] {
            assert!(
                run.stderr.contains(&format!("{place}: {error} is an error of the spreadsheet")),
                "{error}: {}",
                run.stderr
            );
        }
        assert_eq!(sandbox.files("partners").len(), 1, "{error}");
    }
}

#[test]
fn a_number_that_got_a_fraction_is_told_in_a_file() {
    let sandbox = empty();
    sandbox.write(
        "partners/a.yaml",
        "legal_name: \"A1 GmbH\"\nkind: company\ncontacts:\n  - phone: \"+49351123456.0\"\n",
    );
    let run = sandbox.run(&["check"]);
    assert!(
        run.stderr.contains("warning[odd-phone]")
            && run.stderr.contains("the `.0` behind it is from a spreadsheet"),
        "{}",
        run.stderr
    );
}

/// Tried in lists: telephone numbers that are too short or too long for their country | the message names the country, and numbers that fit together
#[test]
fn what_is_said_of_a_telephone_number_is_true_of_it() {
    for (country, text, told) in [
        ("DE", "0351", "`0351` is a short number, which is dialled only within Germany"),
        ("NL", "0101", "`0101` is a short number, which is dialled only within the Netherlands"),
        ("FR", "01 23 45 67 8", "`01 23 45 67 8` is a short number, which is dialled only within France"),
        (
            "FR",
            "01 23 45 67 89 10",
            "`01 23 45 67 89 10` is no number of France, where they have 9 digits behind the 0, and not 11",
        ),
        ("AT", "12345", "`12345` has neither a country code nor the zero in front of the area code"),
    ] {
        let doubt = handclasp::telephone::read(text, Some(country), false).expect_err(text);
        assert_eq!(doubt.message, told, "{country} {text}");
    }
    let doubt = handclasp::telephone::doubt("+44 20 123").expect("a doubt");
    assert!(doubt.message.contains("numbers of the United Kingdom have"), "{doubt:?}");
}
