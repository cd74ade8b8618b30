//! Workspaces to try things in, and the program to try them with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day that all tests are made on: the same input gives the same bytes.
pub const TODAY: &str = "2026-11-23";

/// The repository's root, which is a workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace in a temporary folder.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The sample workspace, as `handclasp init` writes it.
    pub fn sample() -> Self {
        let sandbox = Self::empty();
        let run = sandbox.run(&["init"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        sandbox
    }

    /// The sample institution and one partner, given as YAML.
    pub fn with_partner(id: &str, yaml: &str) -> Self {
        let sandbox = Self::sample();
        for entry in std::fs::read_dir(sandbox.path("partners")).expect("partners") {
            std::fs::remove_file(entry.expect("an entry").path()).expect("removed");
        }
        sandbox.write(&format!("partners/{id}.yaml"), yaml);
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("written");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Replaces a piece of a file, which must be there.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder.path(), arguments)
    }

    /// Runs the program in the folder, with something in its environment.
    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        run_in_with(self.folder.path(), arguments, environment)
    }

    /// Builds on the day of the tests.
    pub fn build(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["build", "--date", TODAY];
        all.extend(arguments);
        self.run(&all)
    }

    /// All files below a folder, by name.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path(folder))
    }
}

pub fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    run_in_with(folder, arguments, &[])
}

fn run_in_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("HANDCLASP_PASSWORD")
        .env("XDG_CONFIG_HOME", folder)
        .env("NO_COLOR", "1")
        .envs(environment.iter().copied())
        .output()
        .expect("the program starts");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// All files below a folder, by their names with `/`.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// All documents below a folder of outputs, without what is noted of them.
pub fn documents_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(folder);
    files.retain(|name, _| !name.ends_with(".handclasp.json"));
    files
}

/// The text of a PDF, page after page.
pub fn pdf_text(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("text")
}

/// How many pages a PDF has.
pub fn pdf_pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).expect("a PDF").get_pages().len()
}

/// Letters only: what is left of a text when blanks, line ends and hyphens go, to compare what different
/// outputs say.
pub fn letters(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace() && !"-\u{ad}\u{2010}".contains(*one)).collect()
}
