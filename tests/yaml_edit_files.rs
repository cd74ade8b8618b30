//! Files as people write them, at random: comments, odd quoting, flow style, blocks of text, CRLF, byte-order mark, unknown
//! keys, lists that are indented or not, two or four blanks.

use std::path::Path;

use crate::support::root;

/// Numbers that look random and are the same in each run (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut one = self.0;
        one = (one ^ (one >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        one = (one ^ (one >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        one ^ (one >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).expect("a small number")
    }

    /// Whether one of so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The files of the samples in all languages.
pub fn sample_files() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["partners", "samples"] {
        collect(&root().join(folder), &mut all);
    }
    let institution = std::fs::read_to_string(root().join("institution.yaml")).expect("a sample");
    all.push(("institution.yaml".to_owned(), institution));
    all.sort();
    all
}

fn collect(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, all);
        } else if path.extension().is_some_and(|one| one == "yaml") {
            all.push((path.display().to_string(), std::fs::read_to_string(&path).expect("a sample")));
        }
    }
}

pub const KEYS: &[&str] = &[
    "legal_name",
    "short_name",
    "kind",
    "address",
    "street",
    "city",
    "contacts",
    "id",
    "given_name",
    "email",
    "function",
    "en",
    "de",
    "activities",
    "why",
    "unknown_key",
    "Größe",
    "\"odd: key\"",
    "'it''s'",
    "x-y",
    "a b",
];

const PLAIN: &[&str] = &[
    "word",
    "two words",
    "0123",
    "yes",
    "true",
    "12",
    "2026-01-02",
    "a:b",
    "https://x.example/?a=b#c",
    "it's",
    "x \"y\" z",
    "Süß & Söhne",
    "-5",
    "a - b",
    "1.5e3",
    "Ünïcode 😀",
    "a#b",
    "null_",
    "x, y",
];

const LINES: &[&str] = &[
    "first line",
    "# no comment",
    "- no item",
    "key: no key",
    "  further in",
    "😀 and äöü",
    "\"quoted\"",
    "{no flow",
];

/// A file being written.
struct Writer<'d> {
    dice: &'d mut Dice,
    text: String,
    step: usize,
    list: usize,
    comments: usize,
    flow: usize,
}

/// A file at random.
pub fn random_file(dice: &mut Dice) -> String {
    let step = *dice.pick(&[2, 2, 4, 3]);
    let list = *dice.pick(&[0, step, step, 2]);
    let comments = *dice.pick(&[2, 3, 5, 1000]);
    let flow = *dice.pick(&[2, 4, 6]);
    let mut writer = Writer { dice, text: String::new(), step, list, comments, flow };
    if writer.dice.one_in(3) {
        writer.text.push_str("# a comment at the head\n");
        if writer.dice.one_in(2) {
            writer.text.push('\n');
        }
    }
    if writer.dice.one_in(12) {
        writer.text.push_str("---\n");
    }
    match writer.dice.below(40) {
        0 => writer.text.push_str("{a: \"1\", b: [x, 'y'], c: {d: e}}\n"),
        1 => {}
        _ => writer.mapping(0, 0, true),
    }
    if writer.dice.one_in(5) {
        writer.text.push_str("\n# the end\n");
    }
    let mut text = writer.text;
    if dice.one_in(6) {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if dice.one_in(4) {
        text = text.replace('\n', "\r\n");
    }
    if dice.one_in(5) {
        text.insert(0, '\u{feff}');
    }
    text
}

impl Writer<'_> {
    fn pad(&mut self, indent: usize) {
        self.text.push_str(&" ".repeat(indent));
    }

    fn comment_lines(&mut self, indent: usize) {
        if self.dice.one_in(8) {
            self.text.push('\n');
        }
        if self.dice.one_in(self.comments) {
            self.pad(indent);
            let number = self.dice.below(1000);
            self.text.push_str(&format!("# note {number}: \"it's\" [so]\n"));
        }
    }

    fn end_of_line(&mut self) {
        if self.dice.one_in(self.comments) {
            let blanks = self.dice.below(4) + 1;
            self.pad(blanks);
            let number = self.dice.below(1000);
            self.text.push_str(&format!("# behind {number}, - {{x}}"));
        } else if self.dice.one_in(30) {
            self.text.push(' ');
        }
        self.text.push('\n');
    }

    fn mapping(&mut self, indent: usize, depth: usize, is_new_line: bool) {
        let number = self.dice.below(if depth == 0 { 6 } else { 3 }) + 1;
        let mut keys: Vec<&str> = KEYS.to_vec();
        for at in 0..number {
            if at > 0 || is_new_line {
                if at > 0 || depth == 0 {
                    self.comment_lines(indent);
                }
                self.pad(indent);
            }
            let key = keys.remove(self.dice.below(keys.len()));
            self.text.push_str(key);
            if self.dice.one_in(20) {
                self.text.push(' ');
            }
            self.text.push(':');
            self.value(indent, depth, true);
        }
        if self.dice.one_in(12) {
            self.pad(indent + self.step);
            self.text.push_str("# further in, below\n");
        }
    }

    fn list(&mut self, indent: usize, depth: usize, is_new_line: bool) {
        let number = self.dice.below(4) + 1;
        let apart = self.dice.one_in(4);
        for at in 0..number {
            if at > 0 || is_new_line {
                if at > 0 && apart {
                    self.text.push('\n');
                }
                self.comment_lines(indent);
                self.pad(indent);
            }
            self.text.push('-');
            self.value(indent, depth, false);
        }
    }

    /// What stands behind a colon or a dash that stands at this column, with the end of the line.
    fn value(&mut self, indent: usize, depth: usize, is_entry: bool) {
        let kinds = if depth < 3 { 12 } else { 8 };
        match self.dice.below(kinds) {
            0 => {
                let nothing = *self.dice.pick(&["", "", " ~", " null"]);
                self.text.push_str(nothing);
                self.end_of_line();
            }
            1 | 2 => {
                self.text.push(' ');
                let word = *self.dice.pick(PLAIN);
                self.text.push_str(word);
                self.end_of_line();
            }
            3 => {
                let word = *self.dice.pick(&["'it''s'", "'a: b'", "''", "' blanks '", "'# no'"]);
                self.text.push_str("  ");
                self.text.push_str(word);
                self.end_of_line();
            }
            4 => {
                let word = *self.dice.pick(&[
                    "\"a\"",
                    "\"say \\\"so\\\"\"",
                    "\"\\u00e4 \\n x\"",
                    "\"\"",
                    "\"C: \\\\ #\"",
                    "\"😀\"",
                ]);
                self.text.push(' ');
                self.text.push_str(word);
                self.end_of_line();
            }
            5 => self.block_text(indent),
            6 => {
                let several = *self.dice.pick(&["plain that", "\"double, it", "'single: it"]);
                let end = match several.chars().next() {
                    Some(mark @ ('"' | '\'')) => mark.to_string(),
                    _ => String::new(),
                };
                self.text.push_str(&format!(" {several}\n"));
                if self.dice.one_in(3) {
                    self.text.push('\n');
                }
                self.pad(indent + self.step);
                self.text.push_str(&format!("goes on{end}"));
                self.end_of_line();
            }
            7 => {
                self.text.push(' ');
                self.flow(indent + 2, 0);
                self.end_of_line();
            }
            8 if !is_entry => {
                self.text.push(' ');
                self.list(indent + 2, depth + 1, false);
            }
            8 | 9 if is_entry => {
                self.end_of_line();
                let list = if indent == 0 || self.list > 0 || is_entry { self.list } else { 2 };
                self.list(indent + list, depth + 1, true);
            }
            _ if is_entry => {
                self.end_of_line();
                self.mapping(indent + self.step, depth + 1, true);
            }
            _ => {
                self.text.push(' ');
                self.mapping(indent + 2, depth + 1, false);
            }
        }
    }

    fn block_text(&mut self, indent: usize) {
        let sign = *self.dice.pick(&["|", "|-", "|+", ">", ">-", ">+"]);
        let step = self.step.max(2);
        let explicit = self.dice.one_in(6);
        let mark = if explicit { step.to_string() } else { String::new() };
        self.text.push_str(&format!(" {}{mark}{}", &sign[..1], &sign[1..]));
        self.end_of_line();
        let number = self.dice.below(4) + 1;
        for at in 0..number {
            if self.dice.one_in(6) {
                self.text.push('\n');
            }
            let mut line = *self.dice.pick(LINES);
            if at == 0 && !explicit {
                line = line.trim_start();
            }
            self.pad(indent + step);
            self.text.push_str(line);
            self.text.push('\n');
        }
        if self.dice.one_in(4) {
            self.text.push('\n');
        }
    }

    fn flow(&mut self, indent: usize, depth: usize) {
        let is_list = self.dice.one_in(2);
        let several = self.dice.one_in(self.flow);
        let number = self.dice.below(4);
        self.text.push(if is_list { '[' } else { '{' });
        let mut keys: Vec<&str> = KEYS.to_vec();
        for at in 0..number {
            if several {
                if at == 0 || self.dice.one_in(2) {
                    self.end_of_line();
                    if self.dice.one_in(self.comments) {
                        self.pad(indent);
                        self.text.push_str("# in brackets\n");
                    }
                    self.pad(indent);
                } else {
                    self.text.push(' ');
                }
            }
            if !is_list {
                let key = keys.remove(self.dice.below(keys.len()));
                self.text.push_str(key);
                self.text.push_str(": ");
            }
            match self.dice.below(6) {
                0 if depth < 2 => self.flow(indent + 2, depth + 1),
                1 if !is_list => {
                    self.text.truncate(self.text.trim_end().len());
                    if self.dice.one_in(2) {
                        self.text.push_str(" ~");
                    }
                    self.text.push(' ');
                }
                2 if is_list && depth == 0 && self.dice.one_in(4) => self.text.push_str("one: pair"),
                3 => self.text.push_str("\"quoted, so\""),
                4 => self.text.push_str("'single # so'"),
                _ => self.text.push_str("plain word"),
            }
            if at + 1 < number {
                self.text.push(',');
                if !several {
                    self.text.push(' ');
                }
            } else if self.dice.one_in(6) && several {
                self.text.push(',');
            }
        }
        if several && self.dice.one_in(2) {
            self.end_of_line();
            self.pad(indent);
        }
        self.text.push(if is_list { ']' } else { '}' });
    }
}
