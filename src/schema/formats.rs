//! The formats of text fields: what they are called, when they are kept, how to say what is expected.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::email_address::{is_email, server_name};
use crate::letters::is_unseen;
use crate::model::Occasion;
use crate::telephone;

/// A format of a text field.
pub struct TextFormat {
    /// Its name in the schema.
    pub name: &'static str,
    /// Whether a text keeps to it.
    pub holds: fn(&str) -> bool,
    /// What is expected, with an example behind the last colon and blank.
    pub expected: &'static str,
    /// The same as a regular expression (ECMA 262), as near as one comes, for editors.
    pub pattern: Option<&'static str>,
}

/// The languages that texts are mostly given in: keys of a text as the names of fields are keys of a file.
pub const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt",
    "nb", "nl", "pl", "pt", "pt-PT", "ro", "sk", "sl", "sv", "tr", "uk",
];

/// The codes of ISO 3166-1 alpha-2, and XK, which EU programmes use for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM \
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// All formats, by name.
pub const FORMATS: &[TextFormat] = &[
    TextFormat {
        name: "date",
        holds: is_date,
        expected: "a day as year-month-day: 2027-03-04",
        pattern: Some(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"),
    },
    TextFormat {
        name: "date-or-on-last-signature",
        holds: |text| text == "on_last_signature" || is_date(text),
        expected: "`on_last_signature` or a day as year-month-day: 2027-03-04",
        pattern: Some(r"^(on_last_signature|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$"),
    },
    TextFormat {
        name: "time-of-day",
        holds: |text| text.len() == 5 && Time::strptime("%H:%M", text).is_ok(),
        expected: "a time of day with 24 hours: 09:30",
        pattern: Some(r"^([01]\d|2[0-3]):[0-5]\d$"),
    },
    TextFormat {
        name: "local-date-time",
        holds: |text| text.len() == 16 && DateTime::strptime("%Y-%m-%d %H:%M", text).is_ok(),
        expected: "a day and a time: 2027-03-04 09:30",
        pattern: Some(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$"),
    },
    TextFormat {
        name: "year",
        holds: |text| text.len() == 4 && text.bytes().all(|one| one.is_ascii_digit()),
        expected: "a year of four digits: 2025",
        pattern: Some(r"^\d{4}$"),
    },
    TextFormat {
        name: "time-zone",
        holds: |text| text.contains('/') && TimeZone::get(text).is_ok(),
        expected: "a time zone by city: Europe/Lisbon",
        pattern: Some(r"^[A-Za-z_]+/[A-Za-z0-9_+/-]+$"),
    },
    TextFormat {
        name: "country",
        holds: |text| text.len() == 2 && COUNTRIES.split_whitespace().any(|code| code == text),
        expected: "a country as two capital letters (ISO 3166-1): PT, DE, FI",
        pattern: Some(r"^[A-Z]{2}$"),
    },
    TextFormat {
        name: "language",
        holds: is_language,
        expected: "a language tag: en, de, pt-PT",
        pattern: Some(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$"),
    },
    TextFormat {
        name: "meeting-id",
        holds: is_meeting_id,
        expected: "small letters a to z, digits and hyphens, and neither a language nor a word of file names as `draft` or `pdf`: kick-off, workshop",
        pattern: Some(
            r"^(?!([a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?|draft|print|html|docx|reminder-[1-9]\d*)$)[a-z0-9]+(-[a-z0-9]+)*$",
        ),
    },
    TextFormat {
        name: "email",
        holds: is_email,
        expected: "an email address: name@example.org",
        pattern: Some(
            r"^[A-Za-z0-9+_'-]+(\.[A-Za-z0-9+_'-]+)*@[A-Za-z0-9\u00b7-\u1fff\u3041-\ud7ff-]+(\.[A-Za-z0-9\u00b7-\u1fff\u3041-\ud7ff-]+)+$",
        ),
    },
    TextFormat {
        name: "uri",
        holds: is_web_address,
        expected: "a web address: https://www.example.org",
        pattern: Some(r"^https?://[^\s/?#.][^\s/?#]*\.[^\s]+$"),
    },
    TextFormat {
        name: "host",
        holds: |text| server_name(text).is_some(),
        expected: "the name of a server: smtp.example.org",
        pattern: Some(r"^[A-Za-z0-9\u00b7-\u1fff\u3041-\ud7ff.:-]+$"),
    },
    TextFormat {
        name: "phone",
        holds: telephone::is_international,
        expected: "a telephone number with country code, and ` ext. 12` behind it for an extension: +351 200 000 001",
        pattern: Some(r"^\+[0-9 ()./-]+( ext\. [0-9]{1,6})?$"),
    },
    TextFormat {
        name: "colour",
        holds: |text| {
            text.strip_prefix('#')
                .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|one| one.is_ascii_hexdigit()))
        },
        expected: "a colour as six hexadecimal digits in quotes: \"#0b5c8a\"",
        pattern: Some(r"^#[0-9A-Fa-f]{6}$"),
    },
    // The Commission's text says nine digits, its own example has eight (domain.md 1.3).
    TextFormat {
        name: "oid",
        holds: |text| {
            text.strip_prefix('E').is_some_and(|digits| {
                matches!(digits.len(), 8 | 9) && digits.bytes().all(|one| one.is_ascii_digit())
            })
        },
        expected: "an organisation ID, E and eight digits: E99999901",
        pattern: Some(r"^E\d{8,9}$"),
    },
    TextFormat {
        name: "pic",
        holds: |text| text.len() == 9 && text.bytes().all(|one| one.is_ascii_digit()),
        expected: "a PIC of nine digits, zeros included: 000000001",
        pattern: Some(r"^\d{9}$"),
    },
    TextFormat {
        name: "erasmus-code",
        holds: is_erasmus_code,
        expected: "an Erasmus+ code: 2021-1-PT01-KA120-VET-000000001",
        pattern: Some(r"^\d{4}-\d-[A-Z]{2}\d{2}-KA\d{3}-[A-Z]{3}-\d{9}$"),
    },
];

/// Whether a text is a language tag, such as pt-PT.
pub fn is_language(text: &str) -> bool {
    icu_locale_core::LanguageIdentifier::try_from_str(text).is_ok_and(|tag| tag.to_string() == text)
}

/// Words that stand in the names of files for something else: the marks of drafts and of the print shop's files, and
/// the endings.
const RESERVED: &[&str] = &["draft", "print", "md", "txt", "html", "pdf", "png", "typ", "eml", "ics", "docx"];
/// How long the id of a meeting may be: it stands in the names of files.
const MEETING_ID_LENGTH: usize = 40;

/// Whether a text can be the id of a meeting: in the name of a file it is told from everything else.
pub fn is_meeting_id(text: &str) -> bool {
    // Some systems make no difference between large and small letters in the names of files.
    let is_letter = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_letter);
    text.len() <= MEETING_ID_LENGTH
        && text.split('-').all(is_word)
        && !RESERVED.contains(&text)
        && Occasion::reminder_of(text).is_none()
        && !is_plain_language(text)
}

/// Whether a text is a language tag that may stand in the name of a file, where some short words mean something else.
pub fn is_file_language(text: &str) -> bool {
    is_language(text) && !RESERVED.contains(&text)
}

/// Whether it is the tag of a language as most are, in large or small letters: with script or country at most, and without
/// a variant, which a word and a year look like: `may-2027`.
pub fn is_plain_language(text: &str) -> bool {
    let tag = icu_locale_core::LanguageIdentifier::try_from_str(text);
    tag.is_ok_and(|tag| tag.variants.is_empty())
}

/// What a format of this name expects.
pub fn expected(name: &str) -> &'static str {
    FORMATS.iter().find(|format| format.name == name).map_or("another form", |format| format.expected)
}

/// An example of a format of this name.
pub fn example(name: &str) -> &'static str {
    examples(name).next().unwrap_or("…")
}

/// The examples of a format of this name.
pub fn examples(name: &str) -> impl Iterator<Item = &'static str> {
    let examples = expected(name).rsplit_once(": ").map_or("…", |(_, examples)| examples);
    examples.split(", ").map(|example| example.trim_matches('"'))
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        host.contains('.')
            && !host.starts_with('.')
            && !rest.contains(|one: char| {
                one.is_whitespace() || one.is_control() || has_no_width(one) || "<>\"\\^`{|}".contains(one)
            })
    })
}

/// Characters without width, which come along when an address is copied, and lead elsewhere: joiners too, as an
/// address is in no language.
fn has_no_width(one: char) -> bool {
    is_unseen(one) || matches!(one, '\u{200c}' | '\u{200d}')
}

fn is_erasmus_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let [year, round, agency, action, field, number] = parts.as_slice() else {
        return false;
    };
    digits(year, 4)
        && digits(round, 1)
        && agency.len() == 4
        && agency.is_char_boundary(2)
        && agency[..2].bytes().all(|one| one.is_ascii_uppercase())
        && digits(&agency[2..], 2)
        && action.strip_prefix("KA").is_some_and(|rest| digits(rest, 3))
        && field.len() == 3
        && field.bytes().all(|one| one.is_ascii_uppercase())
        && digits(number, 9)
}
