//! The letters of lists: short ones of every country and program are read as they were written, or it is asked.

use encoding_rs::Encoding;
use handclasp::import::{Table, TableRequest};
use handclasp::table::Cell;

use crate::importing::{empty, import, partner, western};
use crate::support::Sandbox;

/// A text as a program stores it.
fn stored(text: &str, page: &str) -> Vec<u8> {
    let table = include_str!("../src/table/codepages.tsv");
    let upper = table.split('\n').find_map(|line| line.strip_prefix(page)?.strip_prefix('\t'));
    let Some(upper) = upper else {
        let encoding = Encoding::for_label(page.as_bytes()).unwrap_or_else(|| panic!("no {page}"));
        let (bytes, _, has_failed) = encoding.encode(text);
        assert!(!has_failed, "{page}: {text}");
        return bytes.into_owned();
    };
    let upper: Vec<char> = upper.chars().collect();
    let byte = |one: char| match upper.iter().position(|upper| *upper == one) {
        Some(at) => u8::try_from(at + 128).expect("a byte"),
        None => u8::try_from(u32::from(one))
            .ok()
            .filter(u8::is_ascii)
            .unwrap_or_else(|| panic!("{page} has no {one}")),
    };
    text.chars().map(byte).collect()
}

/// What a list says, a row in each line with `;` between the cells, and how it was read; or what is asked.
fn read(bytes: &[u8]) -> Result<(String, String), String> {
    let table = Table::read("a.csv", bytes, &TableRequest::default());
    let table =
        table.map_err(|problem| format!("{}: {}", problem.message, problem.help.unwrap_or_default()))?;
    let cells = |row: &handclasp::table::TableRow| -> String {
        let cells =
            table.columns.iter().map(|column| row.cell(column.index).map_or("", Cell::shown).to_owned());
        cells.collect::<Vec<_>>().join(";")
    };
    Ok((table.rows.iter().map(cells).collect::<Vec<_>>().join("\n"), table.remark.clone()))
}

/// A country: its name in English and in its language, the head of a list, rows, and what its programs store lists with.
type Country = (&'static str, &'static str, &'static str, [&'static str; 3], &'static [&'static str]);

const COUNTRIES: &[Country] = &[
    (
        "Germany",
        "Deutschland",
        "Firma;Straße;Ort",
        ["Bootswerk Köln GmbH;Größestraße 3;Köln", "Müller OHG;Weg 2;Nürnberg", "Bäckerei Süß;Weg;Lübeck"],
        &["windows-1252", "macintosh", "cp850", "cp437", "cp852", "windows-1250", "iso-8859-15"],
    ),
    (
        "France",
        "France",
        "Entreprise;Rue;Ville",
        [
            "Crèche Molière;rue de la Forêt;Béziers",
            "Maçonnerie François;Hôtel;Nîmes",
            "Pâtisserie Noël;rue;Orléans",
        ],
        &["windows-1252", "macintosh", "cp850", "cp437"],
    ),
    (
        "Spain",
        "España",
        "Empresa;Calle;Ciudad",
        ["Muñoz;Calle Mayor;Cádiz", "Ferretería Peña;Plaza;León", "Talleres López;Calle;Málaga"],
        &["windows-1252", "macintosh", "cp850", "cp437"],
    ),
    (
        "Portugal",
        "Portugal",
        "Empresa;Rua;Cidade",
        ["Padaria São João;Rua;Évora", "Construções Lda;Rua da Conceição;Guimarães", "Olaria;Rua;Setúbal"],
        &["windows-1252", "macintosh", "cp850", "cp860"],
    ),
    (
        "Poland",
        "Polska",
        "Firma;Ulica;Miasto",
        ["Łąka;Źródlana 5;Łódź", "Gdańsk;Długa;Gdańsk", "Warsztat Święcicki;Polna;Toruń"],
        &["windows-1250", "cp852", "macce", "iso-8859-2"],
    ),
    (
        "Czechia",
        "Česko",
        "Firma;Ulice;Město",
        ["Dvořák;Lipová;Třebíč", "Střední škola;Žižkova;Plzeň", "Železárny;U nádraží;Kladno"],
        &["windows-1250", "cp852", "macce", "iso-8859-2"],
    ),
    (
        "Croatia",
        "Hrvatska",
        "Tvrtka;Ulica;Grad",
        ["Željko;Ilica;Čakovec", "Đurić;Vukovarska;Šibenik", "Škola;Ulica;Požega"],
        &["windows-1250", "cp852", "maccroatian", "iso-8859-2"],
    ),
    (
        "Slovakia",
        "Slovensko",
        "Firma;Ulica;Obec",
        ["Ľubomír;Lúčna;Košice", "Škola;Žižkova;Žilina", "Kôň;Hlavná;Ľuboč"],
        &["windows-1250", "cp852", "macce"],
    ),
    (
        "Hungary",
        "Magyarország",
        "Cég;Utca;Város",
        ["Kőműves Kft.;Fő út 3;Győr", "Űrhajó Zrt.;Szűz u. 5;Szeged", "Iskola;Utca;Pécs"],
        &["windows-1250", "cp852", "macce"],
    ),
    (
        "Lithuania",
        "Lietuva",
        "Įmonė;Gatvė;Miestas",
        ["Šiauliai;Žemaitės g.;Šiauliai", "Mokykla;Gatvė;Klaipėda", "Ąžuolas;Kęstučio;Panevėžys"],
        &["windows-1257", "cp775", "iso-8859-13"],
    ),
    (
        "Latvia",
        "Latvija",
        "Uzņēmums;Iela;Pilsēta",
        ["Bērzs;Brīvības;Rēzekne", "Ķekava;Lāčplēša;Cēsis", "Skola;Iela;Jūrmala"],
        &["windows-1257", "cp775"],
    ),
    (
        "Estonia",
        "Eesti",
        "Ettevõte;Tänav;Linn",
        ["Võru;Jõe;Põlva", "Käsitöö;Tänav;Pärnu", "Šokolaad;Õhu;Jõhvi"],
        &["windows-1257", "cp775"],
    ),
    (
        "Turkey",
        "Türkiye",
        "Şirket;Sokak;Şehir",
        ["Işık;Gazi;Şişli", "Güneş;Cadde;Iğdır", "Öğretmen;Cadde;İstanbul"],
        &["windows-1254", "cp857", "macturkish"],
    ),
    (
        "Iceland",
        "Ísland",
        "Fyrirtæki;Gata;Borg",
        ["Þórður;Laugavegur;Reykjavík", "Skóli;Gata;Ísafjörður", "Íþróttir;Gata;Akureyri"],
        &["windows-1252", "cp861", "maciceland"],
    ),
    (
        "Sweden",
        "Sverige",
        "Företag;Gata;Ort",
        ["Skärgårdsvarvet;Storgatan;Malmö", "Östra Båt;Ån;Göteborg", "Åke;Gatan;Växjö"],
        &["windows-1252", "macintosh", "cp850", "cp437", "cp865"],
    ),
    (
        "Denmark",
        "Danmark",
        "Virksomhed;Vej;By",
        ["Ærø;Vej;København", "Smørrebrød;Søndergade;Århus", "Bådværft;Vej;Ærøskøbing"],
        &["windows-1252", "macintosh", "cp850", "cp865"],
    ),
    (
        "Romania",
        "România",
        "Firma;Strada;Oraş",
        ["Grădina;Strada;Iaşi", "Şcoala;Strada;Brăila", "Înfrăţirea;Strada;Târgu"],
        &["windows-1250", "cp852"],
    ),
    (
        "Italy",
        "Italia",
        "Azienda;Via;Città",
        ["Caffè;Via Libertà;Forlì", "Perù;Via;Mondovì", "Società;Via;Cefalù"],
        &["windows-1252", "macintosh", "cp850"],
    ),
    (
        "Greece",
        "Ελλάδα",
        "Εταιρεία;Οδός;Πόλη",
        ["Σχολείο;Οδός 3;Αθήνα", "Γυμνάσιο;Ερμού;Πάτρα", "Βιβλία;Ερμού;Λάρισα"],
        &["windows-1253", "cp737", "macgreek", "cp869", "iso-8859-7"],
    ),
    (
        "Bulgaria",
        "България",
        "Фирма;Улица;Град",
        ["Училище;Улица 3;София", "Въглища;Шипка;Пловдив", "Хляб;Шипка;Бургас"],
        &["windows-1251", "ibm866", "x-mac-cyrillic", "koi8-r", "iso-8859-5", "cp855"],
    ),
    (
        "Ukraine",
        "Україна",
        "Фірма;Вулиця;Місто",
        ["Школа;Вулиця 3;Київ", "Їжак;Шевченка;Львів", "Ґанок;Вулиця;Чернігів"],
        &["windows-1251", "cp1125", "x-mac-cyrillic", "koi8-u"],
    ),
];

/// Whether the words of a list come out right; not when it is asked with them.
///
/// # Errors
/// What came out in their place.
fn is_right(list: &str, page: &str) -> Result<bool, String> {
    let (_, rows) = list.split_once('\n').unwrap_or_default();
    match read(&stored(list, page)) {
        Ok((read, _)) if read == rows.trim_end() => Ok(true),
        Ok((read, _)) => Err(read),
        Err(asked) => {
            let mut words = list.split([';', '\n', ' ']).filter(|word| !word.is_ascii());
            match words.any(|word| asked.contains(&format!("“{word}”"))) {
                true => Ok(false),
                false => Err(asked),
            }
        }
    }
}

/// Tried in lists: short lists (1 to 3 rows) of 21 countries, as Windows, DOS and Mac store them (windows-1250 to 1257, code pages 437 to 1125, the Mac's sets, ISO 8859, KOI8), with a column of countries | read as they were written, or asked with the words of each reading
#[test]
fn short_lists_with_their_country_come_out_right() {
    let mut asked = Vec::new();
    let mut all = 0;
    for (english, own, _, rows, pages) in COUNTRIES {
        for page in *pages {
            for (country, most) in [(english, 1), (own, 1), (english, 3)] {
                let rows: String = rows.iter().take(most).map(|row| format!("{row};{country}\n")).collect();
                let list = format!("Company;Street;City;Country\n{rows}");
                all += 1;
                match is_right(&list, page) {
                    Ok(true) => {}
                    Ok(false) => asked.push(format!("{page}: {list}")),
                    Err(told) => panic!("{page}: {list}\n{told}"),
                }
            }
        }
    }
    assert!(asked.len() * 20 < all, "{} of {all} are asked: {asked:#?}", asked.len());
}

/// Tried in lists: the same with a head in their own language, and with nothing that tells the language | read as they were written, or asked
#[test]
fn short_lists_without_a_country_come_out_right_or_are_asked() {
    let mut asked = Vec::new();
    let mut all = 0;
    for (_, _, head, rows, pages) in COUNTRIES {
        for page in *pages {
            for (head, most) in [(*head, 2), ("Company;Street;City", 1), ("Company;Street;City", 3)] {
                let list = format!("{head}\n{}\n", rows[..most].join("\n"));
                all += 1;
                match is_right(&list, page) {
                    Ok(true) => {}
                    Ok(false) => asked.push(format!("{page}: {list}")),
                    Err(told) => panic!("{page}: {list}\n{told}"),
                }
            }
        }
    }
    assert!(asked.len() * 8 < all, "{} of {all} are asked: {asked:#?}", asked.len());
}

/// Tried in lists: lists of ASCII and of UTF-8 in all languages | never asked
/// Tried in lists: a long list as Windows stores it, in which nothing tells the language | not asked
#[test]
fn what_can_be_told_is_not_asked() {
    for (_, own, head, rows, _) in COUNTRIES {
        let rows = rows.join(&format!(";{own}\n"));
        let list = format!("{head};Country\n{rows};{own}\n");
        let (_, remark) = read(list.as_bytes()).expect("read");
        assert!(remark.starts_with("UTF-8"), "{remark}");
    }
    assert!(read(b"Company;City\nLaiva Oy;Turku\n").is_ok());
    for (page, rows) in [
        ("windows-1252", "Bäckerei Müller;Größestraße;Köln\nSöhne;Straße;Lübeck\n"),
        ("windows-1252", "Crèche Molière;Forêt;Béziers\nMaçonnerie;Hôtel;Nîmes\nà côté;Île;Besançon\n"),
        ("windows-1252", "Muñoz;Calle;Cádiz\nPeña;Plaza;León\nÍñigo;Nº 3;Málaga\n"),
        ("windows-1250", "Škofja;Šola;Čakovec\nŽelezárny;Lipová;Třebíč\nDvořák;Ďáblice;Plzeň\n"),
        ("windows-1252", "Skärgård;Ån;Malmö\nÅke;Östra;Växjö\nSmørrebrød;Ærø;Århus\n"),
    ] {
        let rows = rows.repeat(20);
        let (read, _) = read(&stored(&format!("Company;Street;City\n{rows}"), page)).expect("read");
        assert_eq!(read, rows.trim_end());
    }
    // The program asks in words.
    let sandbox = empty();
    sandbox.write("a.csv", stored("Company;City\nGdańsk;Toruń\n", "cp852"));
    let run = import(&sandbox, &["a.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("can be stored in more than one way")
            && run.stderr.contains("`--encoding cp852` gives “Gdańsk” “Toruń”"),
        "{}",
        run.stderr
    );
    assert_eq!(import(&sandbox, &["a.csv", "--encoding", "cp852"]).code, 0);
    assert_eq!(partner(&sandbox, "gdansk").legal_name, "Gdańsk");
}

const FAIR: &str = "Firma;Straße;PLZ;Ort;Land;Vorname;Name;Anrede;E-Mail;Telefon\r\n\
    Färberei Müller GmbH;Am Bach 3;01067;Dresden;Deutschland;Jörg;Süß;Herr;j.suess@faerberei.example.org;0351 / 12 34 56\r\n\
    Ferretería Peña, S.L.;Calle Ñandú, 5;28001;Madrid;España;Íñigo;Muñoz;Sr.;info@ferreteria.example.org;+34 910 000 000\r\n";

fn is_the_fair(sandbox: &Sandbox) {
    let dyer = partner(sandbox, "faerberei-mueller");
    assert_eq!(dyer.legal_name, "Färberei Müller GmbH");
    let address = dyer.address.expect("an address");
    assert_eq!(address.street.as_deref(), Some("Am Bach 3"));
    assert_eq!(address.postal_code.as_deref(), Some("01067"));
    assert_eq!(address.country.as_deref(), Some("DE"));
    let contact = &dyer.contacts[0];
    assert_eq!(contact.family_name.as_deref(), Some("Süß"));
    assert_eq!(contact.phone.as_deref(), Some("+49 351 / 12 34 56"));
    let smith = partner(sandbox, "ferreteria-pena");
    assert_eq!(smith.legal_name, "Ferretería Peña, S.L.");
    assert_eq!(smith.contacts[0].given_name.as_deref(), Some("Íñigo"));
    assert_eq!(smith.country(), Some("ES"));
}

#[test]
fn every_way_in_which_excel_stores_text_gives_the_same_partners() {
    let commas: String = FAIR
        .lines()
        .map(|line| {
            let cells: Vec<String> = line.split(';').map(|cell| format!("\"{cell}\"")).collect();
            cells.join(",") + "\r\n"
        })
        .collect();
    let tabs = FAIR.replace(';', "\t");
    let wide =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("CSV, Western European", western(FAIR)),
        ("CSV UTF-8", [b"\xef\xbb\xbf", FAIR.as_bytes()].concat()),
        ("UTF-8 without a mark", FAIR.as_bytes().to_vec()),
        ("with commas", commas.into_bytes()),
        ("sep=", western(&format!("sep=;\r\n{FAIR}"))),
        ("ends of lines of Unix", western(&FAIR.replace("\r\n", "\n"))),
        ("Unicode text", [b"\xff\xfe".to_vec(), wide(&tabs, u16::to_le_bytes)].concat()),
        ("UTF-16 without a mark", wide(&tabs, u16::to_le_bytes)),
        ("UTF-16, the other end first", [b"\xfe\xff".to_vec(), wide(&tabs, u16::to_be_bytes)].concat()),
    ];
    for (way, bytes) in ways {
        let sandbox = empty();
        sandbox.write("fair.csv", bytes);
        let run = import(&sandbox, &["fair.csv"]);
        assert_eq!(run.code, 0, "{way}:\n{}{}", run.stdout, run.stderr);
        is_the_fair(&sandbox);
    }
}
