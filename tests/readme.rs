//! What the docs show is run: every command, every piece of YAML.
//!
//! Each Markdown file has a sandbox of its own; README.md's is the sample workspace. In `sh` blocks every
//! line is a command that must succeed (`sh fails`: must not); a `text` block behind one shows lines of
//! the last command's output. A `yaml`, `markdown` or `csv` block is written to the file of the comment in front
//! of it, or checked as a piece of one; each of its `lines` takes the place of the first line there with the same key.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use handclasp::model::{Institution, Partner};
use handclasp::schema::Record;
use handclasp::source::SourceFile;

use crate::case::words;
use crate::support::{Sandbox, files_below, root};

/// For those who change the program; its commands are the checks themselves, so that no test can run them.
const CONTRIBUTING: &str = "CONTRIBUTING.md";

/// A fenced block with the line before it.
struct Block {
    before: String,
    info: String,
    text: String,
    line: usize,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = "";
    let mut open: Option<Block> = None;
    for (at, line) in markdown.lines().enumerate() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                open = Some(Block {
                    before: before.trim().to_owned(),
                    info: info.trim().to_owned(),
                    text: String::new(),
                    line: at + 1,
                });
            }
            (None, None) => before = line,
        }
    }
    blocks
}

struct Session<'a> {
    name: &'a str,
    root: PathBuf,
    here: PathBuf,
    output: String,
}

impl Session<'_> {
    fn command(&mut self, line: &str, fails: bool) {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["handclasp", "watch", ..] => self.goes_on(&words[1..], "watching"),
            // There is nobody to look at it.
            ["handclasp", open @ ..] | ["cargo", "run", "--", open @ ..] if open.first() == Some(&"open") => {
                self.goes_on(&[open, &["--no-browser"]].concat(), "open this address")
            }
            ["handclasp", arguments @ ..] | ["cargo", "run", "--", arguments @ ..] => {
                self.program(line, arguments, fails)
            }
            ["cd", folder] => {
                self.here =
                    self.here.join(folder).canonicalize().unwrap_or_else(|_| panic!("{}: {line}", self.name));
                assert!(self.here.starts_with(&self.root), "{}: {line} leaves the sandbox", self.name);
            }
            ["rm", file] => fs::remove_file(self.here.join(file))
                .unwrap_or_else(|error| panic!("{}: {line}: {error}", self.name)),
            ["mkdir", "-p", folder] => fs::create_dir_all(self.here.join(folder)).expect("a folder"),
            ["cp", "-r", from, to] => copy(&self.here.join(from), &self.here.join(to)),
            ["cp", from, to] => {
                fs::copy(self.here.join(from), self.here.join(to))
                    .unwrap_or_else(|error| panic!("{}: {line}: {error}", self.name));
            }
            ["cargo", "test", ..]
            | ["cargo", "install", ..]
            | ["cargo", "bench", ..]
            | ["git", "clone", ..] => {}
            _ => panic!("{}: `{line}` is not a command that the test knows", self.name),
        }
    }

    fn program(&mut self, line: &str, arguments: &[&str], fails: bool) {
        let output = Command::new(env!("CARGO_BIN_EXE_handclasp"))
            .args(arguments)
            .current_dir(&self.here)
            .env("SOURCE_DATE_EPOCH", "1795392000")
            .env("NO_COLOR", "1")
            .env("XDG_CONFIG_HOME", &self.root)
            .output()
            .expect("the program starts");
        self.output =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.success(), !fails, "{}: `{line}`:\n{}", self.name, self.output);
    }

    /// A command that goes on until somebody ends it; what it says until it waits.
    fn goes_on(&mut self, arguments: &[&str], waits: &str) {
        let said = tempfile::NamedTempFile::new().expect("a file");
        let out = said.reopen().expect("a file");
        self.output.clear();
        let mut child = Command::new(env!("CARGO_BIN_EXE_handclasp"))
            .args(arguments)
            .current_dir(&self.here)
            .env("SOURCE_DATE_EPOCH", "1795392000")
            .env("XDG_CONFIG_HOME", &self.root)
            .stdout(out.try_clone().expect("a file"))
            .stderr(out)
            .spawn()
            .expect("the program starts");
        let begun = std::time::Instant::now();
        while !self.output.contains(waits) && begun.elapsed().as_secs() < 60 {
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.output = fs::read_to_string(said.path()).expect("what it said");
        }
        child.kill().and_then(|()| child.wait()).expect("the end");
        assert!(self.output.contains(waits), "{}: {arguments:?}: {}", self.name, self.output);
    }

    fn shows(&self, block: &Block) {
        let mut rest = self.output.as_str();
        for line in block.text.lines() {
            for part in line.split('…').map(str::trim).filter(|part| !part.is_empty()) {
                let at = rest.find(part).unwrap_or_else(|| {
                    panic!("{}:{}: the output has no `{part}` there:\n{}", self.name, block.line, self.output)
                });
                rest = &rest[at + part.len()..];
            }
        }
    }

    fn file(&self, block: &Block) {
        let comment = block.before.trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Some((verb, what)) = comment.split_once(": ") else {
            panic!("{}:{}: the block has no comment that says what it is", self.name, block.line)
        };
        let path = self.here.join(what);
        match verb {
            "file" => {
                fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
                fs::write(&path, &block.text).expect("written");
            }
            "append" => {
                let before = fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{}: {what}: {error}", self.name));
                fs::write(&path, before + &block.text).expect("written");
            }
            "lines" => {
                let mut text = fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{}: {what}: {error}", self.name));
                for line in block.text.lines().map(str::trim) {
                    let key = &line[..=line.find(':').unwrap_or_else(|| panic!("{}: `{line}`", self.name))];
                    let is_old = |old: &&str| old.starts_with(key) && old.len() > key.len();
                    let old = text.lines().map(str::trim).find(is_old);
                    let old = old.unwrap_or_else(|| panic!("{}: {what} has no line `{key}`", self.name));
                    text = text.replacen(old, line, 1);
                }
                fs::write(&path, text).expect("written");
            }
            "piece" => {
                let file = |required: &str| SourceFile::new(self.name, format!("{required}{}", block.text));
                let need = |key: &str, value: &str| {
                    let there = block.text.lines().any(|line| line.starts_with(&format!("{key}:")));
                    if there { String::new() } else { format!("{key}: {value}\n") }
                };
                let found = match what {
                    "institution" => Record::<Institution>::read(file(&need("legal_name", "x"))).err(),
                    _ => {
                        Record::<Partner>::read(file(&(need("legal_name", "x") + &need("kind", "ngo")))).err()
                    }
                };
                assert!(found.is_none(), "{}:{}: {found:?}", self.name, block.line);
            }
            _ => panic!("{}:{}: `{verb}` is not known", self.name, block.line),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    let files: BTreeMap<String, Vec<u8>> = files_below(from);
    for (name, bytes) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("written");
    }
}

fn page(name: &str) -> (String, String) {
    (name.to_owned(), fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// README.md and the guide, by name.
fn pages() -> Vec<(String, String)> {
    let mut pages = vec![page("README.md")];
    for (name, bytes) in files_below(&root().join("docs")) {
        if name.ends_with(".md") {
            pages.push((format!("docs/{name}"), String::from_utf8(bytes).expect("UTF-8")));
        }
    }
    pages
}

#[test]
fn every_command_and_every_piece_of_yaml_in_the_docs_works() {
    let mut commands = 0;
    for (name, text) in pages() {
        let sandbox = if name == "README.md" { Sandbox::sample() } else { Sandbox::empty() };
        let root = sandbox.path("").canonicalize().expect("a folder");
        let mut session = Session { name: &name, here: root.clone(), root, output: String::new() };
        for block in blocks(&text) {
            match block.info.split(' ').next().unwrap_or_default() {
                "sh" => {
                    for line in block.text.lines().filter(|line| !line.trim().is_empty()) {
                        session.command(line, block.info == "sh fails");
                        commands += 1;
                    }
                }
                "text" => session.shows(&block),
                "yaml" | "markdown" | "csv" => session.file(&block),
                _ => {}
            }
        }
    }
    assert!(commands > 15, "only {commands} commands found");
}

#[test]
fn every_link_in_the_docs_leads_to_a_file() {
    for (name, text) in pages().into_iter().chain([page(CONTRIBUTING)]) {
        let folder = root().join(&name).parent().expect("a folder").to_owned();
        // What stands between the fences is no link.
        let text: String = text.split("```").step_by(2).collect();
        for (at, _) in text.match_indices("](") {
            let target: String = text[at + 2..].chars().take_while(|one| *one != ')').collect();
            if target.contains("://")
                || target.starts_with("mailto:")
                || target.starts_with('#')
                || target.is_empty()
            {
                continue;
            }
            let file = target.split('#').next().unwrap_or_default();
            assert!(folder.join(file).exists(), "{name} links to {target}");
        }
    }
}

/// Whether a word of a page is a path below one of our folders.
fn is_own_path(word: &str) -> bool {
    ["src/", "tests/", "benches/", "fuzz/", ".ci/", "templates/"].iter().any(|top| word.starts_with(top))
}

/// The words of a page, paths among them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_whitespace() || "`()[]:,;".contains(one))
}

#[test]
fn every_file_and_module_that_contributors_are_told_of_is_there() {
    let (_, text) = page(CONTRIBUTING);
    let mut seen = 0;
    for name in words_of(&text).filter(|word| is_own_path(word)) {
        assert!(root().join(name).exists(), "{CONTRIBUTING} names {name}");
        seen += 1;
    }
    assert!(seen > 15, "only {seen} names found");
    // The first column of the table of the house.
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let cell = row.split('|').nth(1).unwrap_or_default();
        for name in cell.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches('/')) {
            let file = format!("src/{name}.rs");
            let is_there =
                [file.as_str(), &format!("src/{name}"), name].iter().any(|path| root().join(path).exists());
            assert!(is_there, "{CONTRIBUTING} names the module {name}");
        }
    }
}

#[test]
fn every_file_that_the_design_notes_name_is_there() {
    let mut seen = 0;
    let mut gone = Vec::new();
    for (page, text) in pages().iter().filter(|(page, _)| page.starts_with("docs/design/")) {
        for name in
            words_of(text).map(|word| word.trim_end_matches('.')).filter(|word| word.starts_with("src/"))
        {
            if !root().join(name).exists() {
                gone.push(format!("{page} names {name}"));
            }
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} names found");
    assert!(gone.is_empty(), "{gone:#?}");
}
