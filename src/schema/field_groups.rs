//! The fields of a file in groups, as somebody thinks of them who fills in a form, and which of them are usual.

use super::form_field::{FormField, FormType};

/// Fields at the top of a file that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldGroup {
    /// Its name, which is in addresses too.
    pub name: &'static str,
    /// The keys of its fields, in the order of the form.
    pub keys: &'static [&'static str],
}

const fn group(name: &'static str, keys: &'static [&'static str]) -> FieldGroup {
    FieldGroup { name, keys }
}

/// The groups of a partner's file.
pub const PARTNER_GROUPS: &[FieldGroup] = &[
    group(
        "organisation",
        &[
            "legal_name",
            "legal_name_latin",
            "name_en",
            "short_name",
            "short_name_latin",
            "kind",
            "legal_form",
            "sector",
            "size",
            "website",
            "ids",
        ],
    ),
    group("address", &["address", "country", "timezone"]),
    group("languages", &["language", "working_language", "texts_in"]),
    group("contacts", &["contacts"]),
    group("signatories", &["signatories"]),
    group(
        "cooperation",
        &[
            "partnership_types",
            "why_partner",
            "why_us_for_them",
            "cooperation",
            "activities",
            "erasmus_priorities",
        ],
    ),
    group("proposal", &["proposal"]),
    group("meetings", &["meeting", "meetings"]),
    group("mou", &["mou"]),
    group("loi", &["loi"]),
    group("mobility", &["mobility"]),
    group("logbook", &["logbook", "events", "documents", "id"]),
];

/// The groups of `institution.yaml`.
pub const INSTITUTION_GROUPS: &[FieldGroup] = &[
    group(
        "organisation",
        &[
            "legal_name",
            "legal_name_latin",
            "name_en",
            "short_name",
            "short_name_latin",
            "legal_form",
            "org_type",
            "website",
            "linkedin",
            "ids",
            "schema_version",
        ],
    ),
    group("address", &["address", "timezone"]),
    group("languages", &["default_language", "languages"]),
    group(
        "about",
        &[
            "tagline",
            "who_we_are",
            "provider",
            "offer",
            "looking_for",
            "why_us",
            "why_us_by_kind",
            "facts",
            "programmes",
            "projects",
        ],
    ),
    group("contacts", &["contacts"]),
    group("signatories", &["signatories"]),
    group("look", &["logo", "brand"]),
    group("mail", &["mail"]),
    group("defaults", &["defaults"]),
    group("privacy", &["privacy"]),
    group("eu_funding", &["eu_funding"]),
    group("esign", &["esign"]),
];

/// The fields that most people fill in, by the type that has them. Of a type that is not named here all are usual.
const USUAL: &[(&str, &[&str])] = &[
    (
        "Partner",
        &[
            "legal_name",
            "short_name",
            "kind",
            "sector",
            "size",
            "website",
            "address",
            "language",
            "working_language",
            "contacts",
            "signatories",
            "partnership_types",
            "why_partner",
            "why_us_for_them",
            "cooperation",
            "activities",
            "proposal",
            "meeting",
            "meetings",
            "mou",
            "loi",
            "mobility",
            "logbook",
            "events",
        ],
    ),
    (
        "Institution",
        &[
            "legal_name",
            "short_name",
            "org_type",
            "website",
            "address",
            "timezone",
            "default_language",
            "languages",
            "tagline",
            "who_we_are",
            "provider",
            "offer",
            "looking_for",
            "why_us",
            "facts",
            "programmes",
            "projects",
            "contacts",
            "signatories",
            "logo",
            "brand",
            "mail",
            "defaults",
            "privacy",
            "eu_funding",
            "esign",
        ],
    ),
    ("Address", &["street", "postal_code", "city", "country"]),
    (
        "PartnerContact",
        &[
            "given_name",
            "family_name",
            "honorific",
            "function",
            "email",
            "phone",
            "language",
            "register",
            "source",
            "source_date",
            "objected",
        ],
    ),
    ("InstitutionContact", &["given_name", "family_name", "honorific", "position", "email", "phone"]),
    ("Signatory", &["given_name", "family_name", "honorific", "position", "email"]),
    ("Brand", &["accent"]),
    ("Proposal", &["idea", "ask", "offered_dates", "reply_by", "duration_min"]),
    ("Cooperation", &["purpose", "fields", "commitments"]),
    ("Commitments", &["ours", "theirs"]),
    ("BothSides", &["ours", "theirs"]),
    (
        "Meeting",
        &["date", "start", "end", "platform", "link", "form", "place", "participants", "agreed", "next_step"],
    ),
    ("Venue", &["name", "street", "city", "room"]),
    ("Participant", &["person", "name", "org", "role"]),
    ("AgendaItem", &["title", "min", "max", "points"]),
    (
        "Mou",
        &[
            "status",
            "preamble",
            "term",
            "languages",
            "costs",
            "kpis",
            "review",
            "channels",
            "work_plan",
            "clauses",
        ],
    ),
    ("Term", &["start", "end", "open_ended", "notice_months"]),
    ("Clauses", &[]),
    ("Kpi", &["name", "baseline", "target", "unit", "by"]),
    ("Channels", &["tools", "meetings"]),
    (
        "Loi",
        &[
            "direction",
            "variant",
            "programme",
            "action",
            "call",
            "call_deadline",
            "project",
            "role",
            "contribution",
            "valid_until",
        ],
    ),
    ("Flow", &["type", "direction", "learners", "weeks", "field"]),
    ("Logbook", &["source", "found_on", "owner", "phase", "status", "next_action", "next_action_due"]),
    ("LogEntry", &["date", "channel", "summary"]),
    ("MailAccount", &["host", "port", "tls", "user", "imap_host"]),
    ("Defaults", &["mou_term_years", "notice_months", "reminder_days", "answer_weeks", "closed"]),
];

/// Whether a field is one that most people fill in.
pub fn is_usual(owner: &FormType, field: &FormField) -> bool {
    let named = USUAL.iter().find(|(name, _)| *name == owner.name);
    field.is_required || named.is_none_or(|(_, keys)| keys.contains(&field.key.as_str()))
}
