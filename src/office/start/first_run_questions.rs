//! What the first run asks: one thing a screen, and where each answer stands in the institution's file.

use std::collections::BTreeMap;

/// What was answered, by the names of the fields.
pub type Answers = BTreeMap<&'static str, String>;

/// How an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// A line.
    Line,
    /// A line in a form of its own, as a browser can help with it: `email`, `tel`, `url`.
    Typed(&'static str),
    /// A paragraph.
    Prose,
    /// Points, a line each.
    Points,
    /// A country.
    Country,
    /// What an organisation is.
    Kind,
    /// A language of documents.
    Language,
}

/// A field of a question.
#[derive(Debug)]
pub struct StartField {
    /// Its name.
    pub name: &'static str,
    /// Where its value stands in the institution's file.
    pub path: &'static str,
    /// How it is given.
    pub kind: AnswerKind,
    /// Whether a first page cannot be without it.
    pub is_needed: bool,
}

/// A question: what stands on one screen.
#[derive(Debug)]
pub struct StartQuestion {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [StartField],
}

const fn needed(name: &'static str, path: &'static str, kind: AnswerKind) -> StartField {
    StartField { name, path, kind, is_needed: true }
}

const fn welcome(name: &'static str, path: &'static str, kind: AnswerKind) -> StartField {
    StartField { name, path, kind, is_needed: false }
}

/// The questions in their order.
pub const QUESTIONS: &[StartQuestion] = &[
    StartQuestion {
        name: "name",
        fields: &[
            needed("legal_name", "legal_name", AnswerKind::Line),
            needed("kind", "org_type", AnswerKind::Kind),
        ],
    },
    StartQuestion {
        name: "address",
        fields: &[
            needed("street", "address.street", AnswerKind::Line),
            welcome("postal_code", "address.postal_code", AnswerKind::Line),
            needed("city", "address.city", AnswerKind::Line),
            needed("country", "address.country", AnswerKind::Country),
        ],
    },
    StartQuestion {
        name: "web",
        fields: &[
            needed("website", "website", AnswerKind::Typed("url")),
            welcome("privacy", "privacy.notice_url", AnswerKind::Typed("url")),
        ],
    },
    StartQuestion {
        name: "writer",
        fields: &[
            needed("given_name", "contacts.0.given_name", AnswerKind::Line),
            needed("family_name", "contacts.0.family_name", AnswerKind::Line),
            needed("position", "contacts.0.position", AnswerKind::Line),
            needed("email", "contacts.0.email", AnswerKind::Typed("email")),
            needed("phone", "contacts.0.phone", AnswerKind::Typed("tel")),
        ],
    },
    StartQuestion {
        name: "about",
        fields: &[
            needed("language", "default_language", AnswerKind::Language),
            needed("who_we_are", "who_we_are", AnswerKind::Prose),
            needed("fact_label", "facts.0.label", AnswerKind::Line),
            needed("fact_value", "facts.0.value", AnswerKind::Line),
            needed("fact_year", "facts.0.year", AnswerKind::Line),
        ],
    },
    StartQuestion {
        name: "offer",
        fields: &[
            needed("offer", "offer", AnswerKind::Points),
            needed("looking_for", "looking_for", AnswerKind::Points),
            needed("why_us", "why_us", AnswerKind::Points),
        ],
    },
];

/// The question behind which everything is seen once more.
pub const CHECK: &str = "check";
