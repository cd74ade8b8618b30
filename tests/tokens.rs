//! A Rust file as words and signs: just enough to see what it declares, what it uses and what it says.

use std::collections::BTreeMap;

/// The words and signs of a text without its comments: a word or number, `::`, or one sign. A literal is `"`, but a path
/// in a literal of an attribute (`#[serde(with = "crate::days")]`) is a path like any other.
pub fn tokens(text: &str) -> Vec<String> {
    with_literals(text).0
}

/// The words and signs of a text, and of each `"` among them, by its number, the literal that it stands for.
pub fn with_literals(text: &str) -> (Vec<String>, BTreeMap<usize, String>) {
    let mut literals = BTreeMap::new();
    let signs: Vec<char> = text.chars().collect();
    let mut tokens: Vec<String> = Vec::new();
    let mut attribute = 0_usize;
    let mut at = 0;
    while let Some(&one) = signs.get(at) {
        let next = signs.get(at + 1).copied().unwrap_or(' ');
        match one {
            '/' if next == '/' => {
                at = signs[at..].iter().position(|one| *one == '\n').map_or(signs.len(), |end| at + end)
            }
            '/' if next == '*' => at = behind_comment(&signs, at),
            '"' => {
                let end = behind_literal(&signs, at + 1);
                let literal: String = signs[at + 1..end - 1].iter().collect();
                let is_path =
                    literal.contains("::") && literal.chars().all(|one| is_of_word(one) || one == ':');
                match attribute > 0 && is_path {
                    true => tokens.extend(self::tokens(&literal)),
                    false => {
                        literals.insert(tokens.len(), literal);
                        tokens.push("\"".to_owned());
                    }
                }
                at = end;
            }
            '\'' if next == '\\' => {
                at = signs[at + 3..]
                    .iter()
                    .position(|one| *one == '\'')
                    .map_or(signs.len(), |end| at + end + 4);
                tokens.push("\"".to_owned());
            }
            '\'' if signs.get(at + 2) == Some(&'\'') => {
                tokens.push("\"".to_owned());
                at += 3;
            }
            // A lifetime is no word.
            '\'' => at = behind_word(&signs, at + 1),
            'r' | 'b' | 'c' if let Some(end) = behind_prefixed(&signs, at) => {
                literals.insert(tokens.len(), signs[at..end].iter().collect());
                tokens.push("\"".to_owned());
                at = end;
            }
            'r' if next == '#' => at += 2,
            _ if is_of_word(one) => {
                let end = behind_word(&signs, at);
                tokens.push(signs[at..end].iter().collect());
                at = end;
            }
            ':' if next == ':' => {
                tokens.push("::".to_owned());
                at += 2;
            }
            _ => {
                let opens = matches!(tokens.as_slice(), [.., last] if last == "#")
                    || matches!(tokens.as_slice(), [.., first, last] if first == "#" && last == "!");
                match one {
                    '[' if opens || attribute > 0 => attribute += 1,
                    ']' => attribute = attribute.saturating_sub(1),
                    _ => {}
                }
                if !one.is_whitespace() {
                    tokens.push(one.to_string());
                }
                at += 1;
            }
        }
    }
    (tokens, literals)
}

fn is_of_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

fn behind_word(signs: &[char], from: usize) -> usize {
    signs[from..].iter().position(|one| !is_of_word(*one)).map_or(signs.len(), |end| from + end)
}

/// The end of a comment that may have others inside.
fn behind_comment(signs: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = from;
    while at < signs.len() {
        match (signs[at], signs.get(at + 1)) {
            ('/', Some('*')) => depth += 1,
            ('*', Some('/')) => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The end of a text in quotation marks that has been entered.
fn behind_literal(signs: &[char], from: usize) -> usize {
    let mut at = from;
    while at < signs.len() {
        match signs[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    signs.len()
}

/// The end of a literal that begins with letters (`b"…"`, `r#"…"#`, `b'…'`), if there is one.
fn behind_prefixed(signs: &[char], from: usize) -> Option<usize> {
    let mut at = from;
    while matches!(signs.get(at), Some('r' | 'b' | 'c')) && at < from + 2 {
        at += 1;
    }
    let is_raw = signs[from..at].contains(&'r');
    if !is_raw {
        return match signs.get(at)? {
            '"' => Some(behind_literal(signs, at + 1)),
            '\'' if signs.get(at + 1) == Some(&'\\') => {
                signs[at + 3..].iter().position(|one| *one == '\'').map(|end| at + end + 4)
            }
            '\'' if signs.get(at + 2) == Some(&'\'') => Some(at + 3),
            _ => None,
        };
    }
    let hashes = signs[at..].iter().take_while(|one| **one == '#').count();
    if signs.get(at + hashes) != Some(&'"') {
        return None;
    }
    let mut end: Vec<char> = vec!['"'];
    end.extend(std::iter::repeat_n('#', hashes));
    let inside = &signs[at + hashes + 1..];
    let length = inside.windows(end.len()).position(|window| window == end)?;
    Some(at + hashes + 1 + length + end.len())
}

/// The names of the types that a file declares, private ones too; the types of an `impl` or a trait are not its own.
pub fn types(tokens: &[String]) -> Vec<&str> {
    let mut found = Vec::new();
    // Whether each open brace is that of an `impl` or a trait.
    let mut open: Vec<bool> = Vec::new();
    let mut enters_associated = false;
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or(";", |before| tokens[before].as_str());
        let begins = matches!(before, ";" | "{" | "}" | "]" | ")" | "pub" | "unsafe");
        match token.as_str() {
            "impl" if begins => enters_associated = true,
            "{" => {
                open.push(enters_associated);
                enters_associated = false;
            }
            "}" => {
                open.pop();
            }
            ";" => enters_associated = false,
            "struct" | "enum" | "trait" | "union" | "type" if begins => {
                let is_associated = token == "type" && open.last() == Some(&true);
                let name = tokens.get(at + 1).map_or("", String::as_str);
                if !is_associated && name.starts_with(|one: char| one.is_alphabetic()) {
                    found.push(name);
                }
                enters_associated |= token == "trait";
            }
            _ => {}
        }
    }
    found
}

/// The first thing in a file that neither declares a file nor re-exports what one has.
pub fn other_than_a_map(tokens: &[String]) -> Option<String> {
    let mut rest = tokens;
    while !rest.is_empty() {
        let item = rest;
        while let ["#", ..] = words(rest).as_slice() {
            let end = rest.iter().position(|token| token == "]")?;
            rest = &rest[end + 1..];
        }
        let is_public = rest.first().is_some_and(|token| token == "pub");
        if is_public {
            rest = &rest[1..];
            if rest.first().is_some_and(|token| token == "(") {
                let end = rest.iter().position(|token| token == ")")?;
                rest = &rest[end + 1..];
            }
        }
        match words(rest).as_slice() {
            ["mod", _, ";"] => rest = &rest[3..],
            ["use", ..] if is_public => {
                let end = rest.iter().position(|token| token == ";")?;
                rest = &rest[end + 1..];
            }
            _ => return Some(item.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(" ")),
        }
    }
    None
}

/// The next three tokens.
fn words(tokens: &[String]) -> Vec<&str> {
    tokens.iter().take(3).map(String::as_str).collect()
}

#[test]
fn comments_and_literals_are_no_words() {
    let text = "/* a /* b */ c */ use x::y; // use z\nlet a = 'u'; let b = '\\''; let c: &'use str = r#\"use \"w\" \"#; b\"use v\";";
    let found = tokens(text).join(" ");
    assert_eq!(found, "use x :: y ; let a = \" ; let b = \" ; let c : & str = \" ; \" ;");
    assert_eq!(
        tokens("#[serde(with = \"crate::days\")] r#type").join(" "),
        "# [ serde ( with = crate :: days ) ] type"
    );
    assert_eq!(tokens("let a = \"crate::days\";").join(" "), "let a = \" ;");
}

#[test]
fn types_are_seen_wherever_they_stand() {
    let text = "pub struct A; enum B { type_ } trait C { type D; } impl C for A { type D = u8; fn f() { struct E; } }
        pub(crate) type F<'a> = &'a A; fn g() -> impl C { type H = u8; } #[derive(Debug)] struct I(u8); union J { a: u8 }";
    assert_eq!(types(&tokens(text)), ["A", "B", "C", "E", "F", "H", "I", "J"]);
}

#[test]
fn a_map_has_files_and_re_exports_only() {
    let map = |text: &str| other_than_a_map(&tokens(text));
    assert_eq!(
        map("//! What.\n#[cfg(unix)]\nmod a;\npub mod b;\npub use a::{B, c::D};\npub(crate) use b::E;"),
        None
    );
    assert_eq!(map("mod a; use a::B;").as_deref(), Some("use a :: B ;"));
    assert_eq!(map("mod a; pub fn b() {}").as_deref(), Some("pub fn b ( ) { }"));
    assert_eq!(map("mod a { struct B; }").as_deref(), Some("mod a { struct B ; }"));
    assert_eq!(map("#[derive(Debug)] pub struct A;").as_deref(), Some("# [ derive ( Debug ) ] pub"));
}
