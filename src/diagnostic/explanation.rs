//! What a kind of problem means, in plain words, with an example.

use super::code::Code;

/// What stands between the words and the example.
const FENCE: &str = "\n\n```console\n";
/// What stands behind the example.
const END: &str = "\n```\n";

/// A kind of problem and the text of its Markdown file: what it means and what to do, then a fenced block that shows it,
/// wrong first and then right.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// The kind of problem.
    pub code: Code,
    /// The whole text.
    pub text: &'static str,
}

impl Explanation {
    /// Of a kind of problem, the text of its file.
    pub const fn new(code: Code, text: &'static str) -> Self {
        Self { code, text }
    }

    /// What it means and what to do, in plain words.
    pub fn meaning(&self) -> &'static str {
        self.parts().0
    }

    /// A small piece of a file or a command that shows it, wrong first and then right.
    pub fn example(&self) -> &'static str {
        let (_, example) = self.parts();
        example.strip_suffix(END).unwrap_or(example)
    }

    fn parts(&self) -> (&'static str, &'static str) {
        self.text.split_once(FENCE).unwrap_or((self.text, ""))
    }
}
