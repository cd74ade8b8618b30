//! What columns, words, countries and languages are called in people's spreadsheets.
//!
//! The names stand in `names/*.tsv` here and in `schema/`: a line each for a field, a word of a closed list, a country, a language; those of
//! countries and languages are CLDR's. Case, accents, blanks and punctuation make no difference.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::field::Field;
use crate::diagnostic::words::nearest;
use crate::locale::{is_legal_form, latin};
pub use crate::schema::names::{country, folded, language};

/// A field in each line, and what its column is usually called in English, German, French, Spanish, Italian,
/// Portuguese, Polish, Greek and Finnish.
const COLUMNS: &str = include_str!("names/columns.tsv");

/// Columns that hold what no single field does, and what to do about them.
const ADVICE: &[(&[&str], &str)] = &[
    (
        &[
            "contact",
            "contact person",
            "contact name",
            "person",
            "full name",
            "ansprechpartner",
            "ansprechpartnerin",
            "ansprechperson",
            "kontakt",
            "kontaktperson",
            "personne de contact",
            "interlocuteur",
            "persona de contacto",
            "contacto",
            "referente",
            "persona di contatto",
            "pessoa de contacto",
            "contato",
            "osoba kontaktowa",
            "υπεύθυνος επικοινωνίας",
            "yhteyshenkilö",
        ],
        "a whole name: make two columns of it, given name and family name",
    ),
    (
        &[
            "notes",
            "note",
            "remarks",
            "comments",
            "bemerkung",
            "bemerkungen",
            "notizen",
            "anmerkungen",
            "remarques",
            "observaciones",
            "notas",
            "osservazioni",
            "observações",
            "uwagi",
            "παρατηρήσεις",
            "huomautukset",
        ],
        "notes stay in the spreadsheet",
    ),
    (
        &["title", "titre", "título", "titolo", "tytuł", "τίτλος"],
        "a degree (contacts.titles_before) or a position (contacts.function)?",
    ),
    (
        &["date", "datum", "fecha", "data", "päivämäärä", "ημερομηνία"],
        "which day? the one the contact is from (contacts.source_date), or the partner was found on (logbook.found_on)?",
    ),
    (
        &[
            "registration number",
            "register number",
            "company number",
            "handelsregisternummer",
            "registernummer",
            "hrb",
            "siret",
            "siren",
            "nipc",
            "krs",
            "regon",
            "y-tunnus",
            "γεμη",
        ],
        "the register’s name needs a column too: ids.registration.label, ids.registration.number",
    ),
    (&["no", "nr", "number", "#", "lfd nr", "n°", "lp", "α/α"], "a number of the list"),
    (&["fax", "telefax", "linkedin"], "there is no field for it"),
];

/// A field, a word of its closed list, and what people write for it.
const WORDS: &str = include_str!("../schema/names/words.tsv");

/// What an organisation is called, or a person: which of the two depends on the other columns.
const NAMES: &[&str] = &["name", "nom", "nombre", "nome", "nazwa", "όνομα", "nimi", "namn"];

/// What stands for yes and for no.
const YES: &[&str] = &[
    "true",
    "yes",
    "y",
    "x",
    "1",
    "ja",
    "j",
    "wahr",
    "oui",
    "o",
    "vrai",
    "sí",
    "s",
    "si",
    "verdadero",
    "vero",
    "sim",
    "verdadeiro",
    "tak",
    "prawda",
    "ναι",
    "αληθής",
    "kyllä",
    "k",
    "tosi",
    "✓",
    "✔",
];
const NO: &[&str] = &[
    "false",
    "no",
    "n",
    "0",
    "nein",
    "falsch",
    "non",
    "faux",
    "falso",
    "não",
    "nie",
    "fałsz",
    "όχι",
    "ψευδής",
    "ei",
    "epätosi",
];

/// Whether a column of this name means something to us.
pub fn is_known(name: &str) -> bool {
    Field::named(name).is_ok() || field_of(name).is_some() || advice(name).is_some()
}

/// The names of columns, each with its field.
fn columns() -> impl DoubleEndedIterator<Item = (&'static str, &'static str)> {
    COLUMNS.lines().flat_map(|line| {
        let mut names = line.split('\t');
        let field = names.next().unwrap_or_default();
        names.map(move |name| (field, name)).collect::<Vec<_>>()
    })
}

/// The field that a column of this name usually is.
pub fn field_of(name: &str) -> Option<&'static str> {
    static FIELDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let names = columns().map(|(field, name)| (folded(name), field));
        // What two fields are called is the first one's.
        names.rev().collect()
    });
    let folded = folded(name);
    // `Land / Country`, `E-mail (work)`: a part says it all when the parts agree.
    FIELDS.get(&folded).copied().or_else(|| {
        let parts = name.split(['/', '|', '(', ')', '\n']).filter(|part| !part.trim().is_empty());
        let mut found = parts.filter_map(|part| FIELDS.get(&self::folded(part)).copied());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    })
}

/// Whether a column of this name may be an organisation's name or a person's.
pub fn is_any_name(name: &str) -> bool {
    NAMES.iter().any(|one| folded(one) == folded(name))
}

/// What a column is called that holds degrees, positions, or how somebody is addressed.
const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "tytuł",
    "τίτλος",
    "titul",
    "titlu",
    "titulus",
    "naziv",
    "titulatuur",
];

/// Whether a column of this name may hold salutations.
pub fn may_be_salutation(name: &str) -> bool {
    TITLES.iter().any(|one| folded(one) == folded(name))
}

/// Whether a text is a running number of a list: 7, 007, 7., No. 7, #7.
pub fn is_running_number(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let starts = ["#", "no.", "nr.", "n°", "nº", "č.", "αρ.", "no", "nr", "lp."];
    let rest = starts.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(&text);
    let digits = rest.trim().trim_end_matches(['.', ')', '°', 'º']);
    !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit())
}

/// What to do with a column that holds more or less than a field.
pub fn advice(name: &str) -> Option<&'static str> {
    let wanted = folded(name);
    let has = |names: &&[&str]| names.iter().any(|name| folded(name) == wanted);
    ADVICE.iter().find(|(names, _)| has(names)).map(|(_, advice)| *advice)
}

/// The field that a column of this name might be meant for.
pub fn suggestion(name: &str) -> Option<String> {
    let wanted = folded(name);
    if wanted.len() < 3 {
        return None;
    }
    let own = Field::all().iter().map(|field| (folded(field.path.last()), field.path.to_string()));
    let names: Vec<(String, String)> =
        columns().map(|(field, name)| (folded(name), field.to_owned())).chain(own).collect();
    let near = nearest(&wanted, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(name, _)| name == near).map(|(_, field)| field.clone())
}

/// The option that a word stands for.
pub fn option(field: &str, options: &[&'static str], text: &str) -> Option<&'static str> {
    let wanted = folded(text);
    let own = options.iter().find(|option| folded(option) == wanted).copied();
    own.or_else(|| {
        static MEANT: LazyLock<HashMap<(&str, String), &str>> = LazyLock::new(|| {
            let mut meant = HashMap::new();
            for line in WORDS.lines() {
                let mut words = line.split('\t');
                let (Some(of), Some(option)) = (words.next(), words.next()) else { continue };
                meant.extend(words.map(|word| ((of, folded(word)), option)));
            }
            meant
        });
        let meant =
            MEANT.iter().find(|((of, word), _)| *of == field && *word == wanted).map(|(_, option)| *option);
        options.iter().find(|option| Some(**option) == meant).copied()
    })
}

/// Yes or no.
pub fn truth(text: &str) -> Option<bool> {
    let is_in = |words: &[&str]| words.iter().any(|word| folded(word) == folded(text));
    match (is_in(YES), is_in(NO)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// A name for a partner's file out of an organisation's name.
pub fn file_name(name: &str, country: Option<&str>) -> String {
    let plain = latin(name, country).to_lowercase().replace(['\'', '"', '.'], "");
    let mut words: Vec<&str> =
        plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| is_legal_form(last)) {
        words.pop();
    }
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + word.len() >= 40 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(60);
    if crate::workspace::is_id(&id) { id } else { format!("partner-{id}").trim_end_matches('-').to_owned() }
}
