//! The shipped words: decisions stand in the definitions, so the words are words.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::support::root;

/// How many bytes of a hundred may decide.
const LIMIT: usize = 15;

/// The words of a file: the texts of its front matter and its sections, without ids and comments.
fn words(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("words");
    let (front, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => (front.to_owned(), body.to_owned()),
        None => (String::new(), text),
    };
    let front = pattern(r"(?m)^ *#.*$|^ *(?:[a-z_]+:|-) *").replace_all(&front, "").into_owned();
    let body = pattern(r"(?s)\{#-?[ \n].*?#\}").replace_all(&body, "").into_owned();
    let body = pattern(r"(?m)^#+ \{#[a-z0-9-]+\}$| *\{#[a-z0-9-]+\}$").replace_all(&body, "").into_owned();
    pattern(r"\n{2,}").replace_all(&format!("{front}{body}"), "\n\n").into_owned()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// How many bytes stand in tags that decide or repeat: in `{% … %}`, and in `{{ … }}` with `if`, `else` or `or`.
fn deciding(words: &str) -> usize {
    let text_in_quotes = r#""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"#;
    let tag = pattern(&format!(r#"(?s)\{{%.*?%\}}|\{{\{{(?:{text_in_quotes}|[^"'])*?\}}\}}"#));
    let quoted = pattern(text_in_quotes);
    // `| or` is the filter that lists: a, b or c. `other=` and `or=` are names.
    let lists = pattern(r"\| *or(?-u:\b)");
    let decides = pattern(r"(?-u:\b)(?:if|else|or)(?-u:\b)");
    tag.find_iter(words)
        .map(|tag| tag.as_str())
        .filter(|tag| {
            let bare = quoted.replace_all(tag, "''");
            tag.starts_with("{%") || decides.is_match(&lists.replace_all(&bare, ""))
        })
        .map(str::len)
        .sum()
}

/// The files of the shipped words in English.
fn shipped() -> Vec<PathBuf> {
    let templates = root().join("templates");
    let mut files: Vec<PathBuf> = fs::read_dir(&templates)
        .expect("templates")
        .map(|folder| folder.expect("a folder").path().join("en.md"))
        .filter(|file| file.is_file())
        .collect();
    let pieces = fs::read_dir(templates.join("partials/en")).expect("shared pieces");
    files.extend(pieces.map(|piece| piece.expect("a piece").path()));
    files.sort();
    files
}

#[test]
fn the_counter_sees_what_decides() {
    assert_eq!(deciding("a {{ b | or }} {{ c | around(with=\"{} or if\") }}"), 0);
    assert_eq!(deciding("{% if a %}b{% endif %}"), 21);
    assert_eq!(deciding("{{ a or b }} {{ a if b else c }}"), 31);
    assert_eq!(deciding("{{ \"}} or\" | upper }}"), 0);
}

#[test]
fn in_the_shipped_words_little_decides() {
    let files = shipped();
    assert!(files.len() > 10, "only {files:?}");
    let (mut all, mut decides) = (0, 0);
    for file in files {
        let words = words(&file);
        assert!(!words.trim().is_empty(), "{}", file.display());
        all += words.len();
        decides += deciding(&words);
    }
    assert!(all > 20_000, "only {all} bytes of words were found");
    assert!(decides * 100 < all * LIMIT, "{decides} of {all} bytes decide");
}
