//! Offices that a salutation may name: "Madame la Directrice".
//!
//! What they are called stands in `offices.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const OFFICES: &str = include_str!("offices.tsv");

/// An office that a salutation may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// The head of a school or a company.
    Director,
    /// Who presides over a chamber, an association, a board.
    President,
    /// The head of a university.
    Rector,
    /// The head of a town.
    Mayor,
}

static TABLE: LazyLock<HashMap<&'static str, Office>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for line in OFFICES.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let office = match cells.next() {
            Some("director") => Office::Director,
            Some("president") => Office::President,
            Some("rector") => Office::Rector,
            Some("mayor") => Office::Mayor,
            _ => continue,
        };
        table.extend(cells.map(|cell| (cell, office)));
    }
    table
});

impl Office {
    /// The office that a function is, in whatever language it is written; none when it is another one: a deputy, the head of a
    /// department.
    pub fn of(function: &str) -> Option<Self> {
        let words = function.split_whitespace().collect::<Vec<_>>().join(" ");
        TABLE.get(words.to_lowercase().replace('\'', "’").as_str()).copied()
    }
}
