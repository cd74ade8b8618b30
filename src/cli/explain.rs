//! `handclasp explain`: what a kind of problem means.

use clap::Args;
use handclasp::diagnostic::codes::{self, CODES};
use handclasp::diagnostic::words::did_you_mean;
use handclasp::diagnostic::{Code, Diagnostic, Exit};
use handclasp::rules::{self, RULES};

use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The word in brackets behind `error` or `warning` [default: list all]
    code: Option<String>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, CommandError> {
    let Some(wanted) = &arguments.code else {
        terminal.data(&list())?;
        return Ok(Exit::Fine);
    };
    // As it is printed: error[term].
    let code = wanted.rsplit('[').next().unwrap_or(wanted).trim_end_matches(']');
    let known = CODES.iter().find(|known| known.code.name == code);
    let text = known
        .map(|known| explained(known.code, known.meaning(), "Example:", known.example()))
        .or_else(|| {
            let rule = rules::named(code)?;
            let meaning = format!("{}\n\nIt concerns {}.", rule.reason, rule.scope.in_words());
            Some(explained(rule.code, &meaning, "It finds fault with this:", rule.example))
        });
    match text {
        Some(text) => {
            terminal.data(&text)?;
            Ok(Exit::Fine)
        }
        None => {
            let codes: Vec<&str> = codes().collect();
            let help = did_you_mean(code, &codes);
            let problem =
                Diagnostic::error(codes::UNKNOWN_CODE, format!("there is no kind of problem `{code}`"))
                    .help(help.unwrap_or_else(|| "`handclasp explain` lists all".to_owned()));
            Err(problem.into())
        }
    }
}

fn codes() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.code.name).chain(CODES.iter().map(|known| known.code.name))
}

fn explained(code: Code, meaning: &str, lead: &str, example: &str) -> String {
    let example: Vec<String> = example.lines().map(|line| format!("    {line}")).collect();
    let (name, meaning) = (code.name, wrapped(meaning));
    format!("{name}\n\n{meaning}\n\n{lead}\n\n{}", example.join("\n").trim_end())
}

/// Lines of at most 80 letters.
fn wrapped(text: &str) -> String {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 80 {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.join("\n")
}

fn list() -> String {
    let mut text = String::from("Rules that look at several fields:\n\n");
    for rule in RULES {
        text.push_str(&format!("  {:<24} {}\n", rule.code.name, rule.scope.in_words()));
    }
    text.push_str("\nEverything else that can be wrong:\n\n");
    let names: Vec<&str> = CODES.iter().map(|known| known.code.name).collect();
    for row in names.chunks(3) {
        let row: Vec<String> = row.iter().map(|name| format!("{name:<24}")).collect();
        text.push_str(&format!("  {}\n", row.join(" ").trim_end()));
    }
    text.push_str("\n`handclasp explain CODE` tells what one of them means.");
    text
}
