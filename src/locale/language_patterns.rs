//! The patterns of a language's file, with what each may set in.

use super::language::{AgendaWords, Language, SalutationPatterns};
use super::pattern_check::CheckedPattern;
use super::placeholders::placeholders;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::schema::Record;

/// What a salutation may set in.
const OF_A_PERSON: &[&str] = &["title", "function", "given_name", "family_name", "name", "organisation"];
/// What is there of everybody whose name is known: the last pattern of a list fits them all.
const OF_ANYBODY_NAMED: &[&str] = &["family_name", "name"];
/// The same of who is on first-name terms.
const OF_ANYBODY_KNOWN: &[&str] = &["given_name", "family_name", "name"];
/// What the words of an agenda may set in.
const OF_A_MEETING: &[&str] = &["us", "them", "all", "host", "programmes", "projects", "funding"];

/// What is wrong with the patterns of a language: placeholders that nobody knows, a salutation that does not fit everybody.
pub(super) fn wrong_patterns(record: &Record<Language>) -> Diagnostics {
    let words = &record.model;
    let mut found = words.party.wrong(record);
    let salutation = &words.salutation;
    let lists = [
        greetings("formal", &salutation.formal),
        greetings("informal", &salutation.informal),
        vec![Greetings {
            path: vec!["first_names"],
            patterns: &salutation.first_names,
            always: OF_ANYBODY_KNOWN,
        }],
    ];
    let lists: Vec<Greetings<'_>> = lists.into_iter().flatten().collect();
    for checked in
        fixed(words).into_iter().chain(agenda(words)).chain(lists.iter().flat_map(Greetings::patterns))
    {
        found.extend(checked.unknown(record));
    }
    found.extend(lists.iter().filter_map(|list| list.too_narrow(record)));
    found
}

/// A list of salutations, with what is known of everybody to whom its last one is written.
struct Greetings<'w> {
    path: Vec<&'static str>,
    patterns: &'w [String],
    always: &'static [&'static str],
}

impl<'w> Greetings<'w> {
    fn place(&self) -> Vec<String> {
        ["salutation"].iter().chain(&self.path).map(|key| (*key).to_owned()).collect()
    }

    fn patterns(&self) -> impl Iterator<Item = CheckedPattern<'w>> {
        let place = self.place();
        self.patterns.iter().enumerate().map(move |(at, pattern)| {
            let path = place.iter().cloned().chain([at.to_string()]).collect();
            CheckedPattern { path, pattern, known: OF_A_PERSON }
        })
    }

    /// That the last of the patterns needs what is not known of everybody, or that there is none.
    fn too_narrow(&self, record: &Record<Language>) -> Option<Diagnostic> {
        let mut path = self.place();
        let name = path.join(".");
        let message = match self.patterns.last() {
            None => format!("`{name}` has no salutation"),
            Some(last) => {
                let (needed, _) =
                    placeholders(last).into_iter().find(|(name, _)| !self.always.contains(name))?;
                if !OF_A_PERSON.contains(&needed) {
                    return None;
                }
                path.push((self.patterns.len() - 1).to_string());
                format!(
                    "the last salutation of `{name}` needs `{{{needed}}}`, which is not known of everybody"
                )
            }
        };
        let help = "add one more at the end that fits everybody: \"Dear Sir or Madam,\"";
        Some(
            Diagnostic::error(codes::BAD_VALUE, message)
                .at(&record.file, &record.place(&path), "")
                .help(help),
        )
    }
}

fn greetings<'w>(key: &'static str, patterns: &'w SalutationPatterns) -> Vec<Greetings<'w>> {
    let list = |sex: &'static str, patterns: &'w [String], always| Greetings {
        path: vec![key, sex],
        patterns,
        always,
    };
    vec![
        list("ms", &patterns.ms, OF_ANYBODY_NAMED),
        list("mr", &patterns.mr, OF_ANYBODY_NAMED),
        list("mx", &patterns.mx, OF_ANYBODY_NAMED),
        list("unknown", &patterns.unknown, OF_ANYBODY_NAMED),
        list("nobody", &patterns.nobody, &[]),
    ]
}

/// Patterns of which there is one each.
fn fixed(words: &Language) -> Vec<CheckedPattern<'_>> {
    let (labels, sheet, dates) = (&words.labels, &words.contact_sheet, &words.dates);
    let weekday_date = dates.weekday_date.as_deref().unwrap_or_default();
    let all: [(&[&str], &str, &'static [&'static str]); 24] = [
        (&["dates", "date"], &dates.date, &["date"]),
        (&["dates", "weekday_date"], weekday_date, &["weekday", "date"]),
        (&["labels", "draft"], &labels.draft, &[]),
        (&["labels", "page"], &labels.page, &["page", "pages"]),
        (&["labels", "logo"], &labels.logo, &["name"]),
        (&["labels", "qr"], &labels.qr, &["address"]),
        (&["labels", "emblem"], &labels.emblem, &[]),
        (&["labels", "signature"], &labels.signature, &["name", "organisation"]),
        (&["labels", "cancelled"], &labels.cancelled, &["title"]),
        (&["labels", "cancelled_text"], &labels.cancelled_text, &["title"]),
        (&["labels", "test"], &labels.test, &["subject"]),
        (&["contact_sheet", "title"], &sheet.title, &["file"]),
        (&["contact_sheet", "file"], &sheet.file, &[]),
        (&["contact_sheet", "made_on"], &sheet.made_on, &[]),
        (&["contact_sheet", "partners"], &sheet.partners, &[]),
        (&["contact_sheet", "documents"], &sheet.documents, &[]),
        (&["contact_sheet", "pages"], &sheet.pages, &[]),
        (&["contact_sheet", "chosen_by"], &sheet.chosen_by, &[]),
        (&["contact_sheet", "bleed"], &sheet.bleed, &["bleed"]),
        (&["contact_sheet", "missing"], &sheet.missing, &["count"]),
        (&["contact_sheet", "missing_remark"], &sheet.missing_remark, &["file"]),
        (&["contact_sheet", "picture"], &sheet.picture, &["title", "partner"]),
        (&["contact_sheet", "one_page"], &sheet.one_page, &["page"]),
        (&["contact_sheet", "several_pages"], &sheet.several_pages, &["first", "last"]),
    ];
    let pattern = |(path, pattern, known): (&[&str], _, _)| CheckedPattern {
        path: path.iter().map(|key| (*key).to_owned()).collect(),
        pattern,
        known,
    };
    let pages = sheet.number_of_pages.iter().map(|(category, pattern)| CheckedPattern {
        path: ["contact_sheet", "number_of_pages", category].map(str::to_owned).into(),
        pattern,
        known: &[""],
    });
    all.into_iter().map(pattern).chain(pages).collect()
}

/// The words of the usual items of a meeting.
fn agenda(words: &Language) -> Vec<CheckedPattern<'_>> {
    let mut all = Vec::new();
    for (id, item) in &words.agenda_items {
        let AgendaWords { title, outcome, points } = item;
        let mut add = |keys: &[&str], pattern| {
            let path = ["agenda_items", id].iter().chain(keys).map(|key| (*key).to_owned()).collect();
            all.push(CheckedPattern { path, pattern, known: OF_A_MEETING });
        };
        add(&["title"], title);
        if let Some(outcome) = outcome {
            add(&["outcome"], outcome);
        }
        for (at, point) in points.iter().enumerate() {
            for text in point.candidates() {
                add(&["points", &at.to_string()], text);
            }
        }
    }
    all
}
