//! Texts that are right as YAML and were most likely not meant so: placeholders that were left, letters that
//! were damaged on the way, quotation marks and notes in the wrong place.

use super::is_point;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::yaml::{Node, is_in_typographic_quotes};

/// What a text looks like that was not meant so.
pub fn in_text(file: &SourceFile, node: &Node, text: &str, plain: bool, name: &str) -> Option<Diagnostic> {
    let unanswered = || PRINTED_ALONE.contains(&name) && is_no_answer(text);
    if PLACEHOLDERS.iter().any(|one| text.eq_ignore_ascii_case(one)) || unanswered() {
        return Some(
            Diagnostic::error("placeholder", format!("`{name}` still has the placeholder `{text}`"))
                .at(file, &node.span, "")
                .help("write the text, or take the line out (or put `# ` in front of it)"),
        );
    }
    if is_garbled(text) {
        return Some(
            Diagnostic::warning("garbled", format!("`{name}` has letters that look garbled"))
                .at(file, &node.span, "for example “Ã¡” in place of “á”")
                .help("the text was saved in one encoding and opened in another; type the letters again"),
        );
    }
    if plain && is_in_typographic_quotes(text) {
        return Some(
            Diagnostic::warning("smart-quotes", format!("the quotation marks around `{name}` will be printed"))
                .at(file, &node.span, "typographic marks belong to the text")
                .help("for a text in quotes write straight ones: \"…\"; if these marks are to be printed, put straight ones around them"),
        );
    }
    if plain && text.ends_with('"') && text.matches('"').count() == 1 {
        return Some(
            Diagnostic::warning(
                "stray-quote",
                format!("the quotation mark at the end of `{name}` will be printed"),
            )
            .at(file, &(node.span.end.saturating_sub(1)..node.span.end), "belongs to the text")
            .help("put one in front of the text as well, or take this one away"),
        );
    }
    let rest = file.text().get(node.span.end..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let note = line.trim_start().strip_prefix('#').filter(|_| plain && line.starts_with(' '))?;
    note.starts_with(|one: char| one.is_alphanumeric()).then(|| {
        let start = node.span.end + line.len() - line.trim_start().len();
        Diagnostic::warning("cut-at-hash", format!("`{name}` ends in front of the `#`"))
            .at(file, &(start..node.span.end + line.len()), "taken as a note to yourself")
            .help("put the text in quotes if this belongs to it; a note has a space behind the `#`")
    })
}

/// Lines of a list that YAML joins to one, as it does in quotes, without them and behind `>`.
pub fn joined_list(
    file: &SourceFile,
    node: &Node,
    text: &str,
    prose: bool,
    name: &str,
) -> Option<Diagnostic> {
    let mut start = node.span.start;
    let mut before = "";
    for (at, line) in file.slice(&node.span).split_inclusive('\n').enumerate() {
        let words = line.trim();
        // In double quotes a line may end in a written line break.
        let letters = words.split(['\\', '"', '\'']).next().unwrap_or_default().trim_end();
        let looks = at > 0 && (is_point(words, before) || words.starts_with('|'));
        if looks && !text.lines().any(|line| line.trim_start().starts_with(letters)) {
            let start = start + line.len() - line.trim_start().len();
            let message = format!("a list or a table in `{name}` becomes one line");
            let help = if prose {
                format!(
                    "write `|` in place of the quotes or the `>`, and the text below it, indented: `{name}: |`"
                )
            } else {
                format!(
                    "`{name}` is one line: write it as a sentence, or, if this is a point of the list that it stands in, begin it where the others begin"
                )
            };
            return Some(
                Diagnostic::error("joined-list", message)
                    .at(file, &(start..start + words.len()), "put behind the line above, with its mark")
                    .help(help),
            );
        }
        before = words;
        start += line.len();
    }
    None
}

/// What stands in a file as long as somebody has not filled it in.
const PLACEHOLDERS: &[&str] = &["…", "...", "todo", "???", "xxx", "tbd"];

/// Fields that are printed as they stand, in an address or a salutation: nobody is called `-`.
const PRINTED_ALONE: &[&str] = &[
    "legal_name",
    "name",
    "name_en",
    "short_name",
    "given_name",
    "family_name",
    "street",
    "postal_code",
    "city",
    "function",
];

/// What people write where they have nothing to write, without case, dots and blanks.
const NO_ANSWERS: &[&str] = &[
    // English
    "n/a",
    "unknown",
    "notknown",
    "notavailable",
    "notapplicable",
    "notspecified",
    "tbc",
    // German
    "k/a",
    "unbekannt",
    "keineangabe",
    "keineangaben",
    "nichtbekannt",
    "nichtvorhanden",
    // French
    "inconnu",
    "inconnue",
    "nonrenseigné",
    "nonrenseignée",
    "noncommuniqué",
    "sansobjet",
    // Spanish
    "desconocido",
    "desconocida",
    "s/d",
    "sindatos",
    "nodisponible",
    "noconsta",
    // Italian
    "sconosciuto",
    "sconosciuta",
    "n/d",
    "nondisponibile",
    "nonpervenuto",
    // Portuguese
    "desconhecido",
    "desconhecida",
    "nãodisponível",
    // Polish, Czech
    "nieznany",
    "nieznana",
    "nieznane",
    "brak",
    "brakdanych",
    "niedotyczy",
    "neznámý",
    "neznámá",
    "neznámé",
    "neuvedeno",
    // Greek
    "άγνωστο",
    "άγνωστος",
    "άγνωστη",
    "δ/υ",
    // Finnish, Swedish, Dutch
    "tuntematon",
    "eitiedossa",
    "eitietoa",
    "okänd",
    "okänt",
    "onbekend",
    "nvt",
    // What pivot tables write
    "(leer)",
    "(blank)",
];

/// The same as initials; only with a dot: `NA` is Namibia, Na and Ka are names.
const INITIALS: &[&str] = &["ka", "na", "nd", "sd", "nb", "nc", "bd", "δυ"];

/// Whether a text says that there is nothing to say: `k. A.`, `n/a`, `unknown`, `–`, `?`.
pub fn is_no_answer(text: &str) -> bool {
    let text = text.trim();
    // Longer ones are something else, and this is asked of every cell.
    if text.is_empty() || text.len() > 40 {
        return false;
    }
    let is_sign = |text: &str| text.chars().count() == 1 && ".-‐‑‒–—−/".contains(text);
    if is_sign(text) || text == "--" || text.chars().all(|one| one == '?') {
        return true;
    }
    let plain: String =
        text.to_lowercase().chars().filter(|one| *one != '.' && !one.is_whitespace()).collect();
    NO_ANSWERS.contains(&plain.as_str()) || (text.contains('.') && INITIALS.contains(&plain.as_str()))
}

/// UTF-8 that was read as Western European: two letters in place of one, the first of them a capital A with
/// tilde or circumflex.
fn is_garbled(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    std::iter::from_fn(|| letters.next().map(|one| (one, letters.peek().copied())))
        .any(|(one, next)| matches!(one, 'Ã' | 'Â' | 'Ä' | 'Å') && matches!(next, Some('\u{80}'..='\u{bf}')))
}
