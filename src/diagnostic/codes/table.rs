//! The table: a line for each kind of problem but the rules, in the order of the names: how the code calls it, its name,
//! and how a command ends because of it. What it means stands in the Markdown file of its name.

use crate::diagnostic::code::Code;
use crate::diagnostic::exit::Exit;
use crate::diagnostic::explanation::Explanation;

macro_rules! codes {
    ($($constant:ident = $name:literal, $exit:ident;)*) => {
        $(pub const $constant: Code = Code::new($name, Exit::$exit);)*

        /// All kinds of problems but the rules, by name.
        pub const CODES: &[Explanation] =
            &[$(Explanation::new($constant, include_str!(concat!($name, ".md")))),*];
    };
}

codes! {
    ACCOUNT = "account", Content;
    ATTACHMENT = "attachment", Content;
    BAD_CELL = "bad-cell", Content;
    BAD_CONDITION = "bad-condition", Usage;
    BAD_DATE = "bad-date", Usage;
    BAD_FILE_NAME = "bad-file-name", Content;
    BAD_FONT = "bad-font", Content;
    BAD_FORMAT = "bad-format", Content;
    BAD_PACK_NAME = "bad-pack-name", Usage;
    BAD_VALUE = "bad-value", Content;
    CHANGED_BY_HAND = "changed-by-hand", Content;
    CHARACTER_REFUSED = "character-refused", Content;
    CONFLICT_COPY = "conflict-copy", Content;
    CUT_AT_HASH = "cut-at-hash", Content;
    DOCUMENT_LANGUAGES = "document-languages", Content;
    DOUBLED_SECTION = "doubled-section", Content;
    DRAFTED = "drafted", Content;
    EDIT_DISCARDED = "edit-discarded", Content;
    EDIT_IS_STALE = "edit-is-stale", Content;
    EMAIL = "email", Content;
    EMPTY_SECTION = "empty-section", Content;
    ENDLESS_TEXT = "endless-text", Content;
    FILE_EMPTY = "file-empty", Content;
    FILE_EXISTS = "file-exists", Usage;
    FILE_TOO_LARGE = "file-too-large", Content;
    GARBLED = "garbled", Content;
    HEADING_LEVELS = "heading-levels", Content;
    HIDDEN_ROWS = "hidden-rows", Content;
    IMAGE = "image", Content;
    IMPORT = "import", Content;
    IN_DOUBT = "in-doubt", Content;
    IN_USE = "in-use", Content;
    INTERNAL = "internal", Internal;
    JOINED_LIST = "joined-list", Content;
    LAYOUT = "layout", Content;
    LEDGER = "ledger", Content;
    LEFT_OVER = "left-over", Content;
    LINK = "link", Content;
    LINK_OUTSIDE = "link-outside", Content;
    LOGO = "logo", Content;
    LOOK_ALIKE = "look-alike", Content;
    MEETING_NAME = "meeting-name", Content;
    MISREAD = "misread", Content;
    MISSING_DATA = "missing-data", Content;
    MISSING_KEY = "missing-key", Content;
    MISSING_LAYOUT = "missing-layout", Content;
    MISSING_SECTION = "missing-section", Content;
    MISSING_TRANSLATION = "missing-translation", Usage;
    NESTED_TOO_DEEP = "nested-too-deep", Content;
    NEXT_VERSION = "next-version", Content;
    NO_COLUMN = "no-column", Usage;
    NO_EMAIL = "no-email", Usage;
    NO_ENTRY = "no-entry", NoEntry;
    NO_FRONT_MATTER = "no-front-matter", Content;
    NO_GLYPH = "no-glyph", Content;
    NO_HEADER = "no-header", Content;
    NO_PAGE = "no-page", Content;
    NO_REMINDER = "no-reminder", Content;
    NO_ROWS = "no-rows", Content;
    NO_SOURCE = "no-source", Content;
    NO_SUCH_ADDRESS = "no-such-address", Content;
    NO_SUCH_COLUMN = "no-such-column", Usage;
    NO_SUCH_FIELD = "no-such-field", Usage;
    NO_SUCH_OWNER = "no-such-owner", Usage;
    NO_SUCH_SHEET = "no-such-sheet", Usage;
    NO_TABLE = "no-table", Content;
    NO_WORKER = "no-worker", Content;
    NO_WORKSPACE = "no-workspace", Usage;
    NOT_ALL_PARTNERS = "not-all-partners", Content;
    NOT_ASKED = "not-asked", Usage;
    NOT_FORGOTTEN = "not-forgotten", Content;
    NOT_IN_DOUBT = "not-in-doubt", Content;
    NOT_IN_LIST = "not-in-list", Content;
    NOT_MERGED = "not-merged", Content;
    NOT_SENT_YET = "not-sent-yet", Content;
    NOT_TO_BE_SIGNED = "not-to-be-signed", Usage;
    NOT_UNDERSTOOD = "not-understood", Content;
    NOT_UTF_8 = "not-utf-8", Content;
    NOTHING_TO_DO = "nothing-to-do", Content;
    OBJECTION = "objection", Content;
    ODD_CELL = "odd-cell", Content;
    ODD_DAY = "odd-day", Content;
    ODD_PHONE = "odd-phone", Content;
    ODD_ROW = "odd-row", Content;
    OUT_OF_RANGE = "out-of-range", Content;
    OVERRUN = "overrun", Content;
    PACK_INCOMPLETE = "pack-incomplete", Content;
    PARTNER_DIFFERS = "partner-differs", Content;
    PLACEHOLDER = "placeholder", Content;
    PROSE = "prose", Content;
    RAW_VALUE = "raw-value", Content;
    ROW_UNCLEAR = "row-unclear", Content;
    SAME_FIELD = "same-field", Usage;
    SCAN = "scan", Content;
    SECRET_IN_FILE = "secret-in-file", Content;
    SENT_BEFORE = "sent-before", Content;
    SEVERAL_LANGUAGES = "several-languages", Usage;
    SIGN_AT_END = "sign-at-end", Content;
    SIGNATURE_FIELD = "signature-field", Content;
    SIGNATURE_MODE = "signature-mode", Content;
    SIGNED_BEFORE = "signed-before", Content;
    SIGNED_FILE = "signed-file", Content;
    SMART_QUOTES = "smart-quotes", Content;
    STALE_REMOVED = "stale-removed", Content;
    STILL_A_DRAFT = "still-a-draft", Content;
    STRAY_FILE = "stray-file", Content;
    STRAY_QUOTE = "stray-quote", Content;
    TEMPLATE_RENDER = "template-render", Content;
    TEMPLATE_SYNTAX = "template-syntax", Content;
    TOO_LARGE = "too-large", Content;
    TOO_LONG = "too-long", Content;
    TOO_MANY = "too-many", Content;
    TWICE = "twice", Content;
    UNFINISHED = "unfinished", Content;
    UNFIT_DATA = "unfit-data", Content;
    UNKNOWN_CLASS = "unknown-class", Content;
    UNKNOWN_CODE = "unknown-code", Usage;
    UNKNOWN_CONDITION = "unknown-condition", Usage;
    UNKNOWN_CONTACT = "unknown-contact", Usage;
    UNKNOWN_DOCUMENT = "unknown-document", Usage;
    UNKNOWN_FIELD = "unknown-field", Content;
    UNKNOWN_FONT = "unknown-font", Content;
    UNKNOWN_FORMAT = "unknown-format", Usage;
    UNKNOWN_KEY = "unknown-key", Content;
    UNKNOWN_LANGUAGE = "unknown-language", Content;
    UNKNOWN_LAYOUT = "unknown-layout", Content;
    UNKNOWN_LOCALE = "unknown-locale", Content;
    UNKNOWN_MEETING = "unknown-meeting", Usage;
    UNKNOWN_PARTNER_NAME = "unknown-partner-name", Usage;
    UNKNOWN_SECTION = "unknown-section", Content;
    UNNOTED = "unnoted", Content;
    UNREADABLE = "unreadable", Content;
    UNREADABLE_FILE = "unreadable-file", Content;
    UNSEEN = "unseen", Content;
    UNSIGNED = "unsigned", Content;
    UNTRANSLATED = "untranslated", Content;
    UNUSED_FILE = "unused-file", Content;
    UNWATCHABLE = "unwatchable", Content;
    UNWRITABLE_FILE = "unwritable-file", Content;
    VERSIONS_DIFFER = "versions-differ", Content;
    WRONG_TYPE = "wrong-type", Content;
    YAML_ALIAS = "yaml-alias", Content;
    YAML_ANCHOR = "yaml-anchor", Content;
    YAML_DUPLICATE_KEY = "yaml-duplicate-key", Content;
    YAML_INVISIBLE = "yaml-invisible", Content;
    YAML_SEVERAL_DOCUMENTS = "yaml-several-documents", Content;
    YAML_SYNTAX = "yaml-syntax", Content;
    YAML_TAG = "yaml-tag", Content;
    YAML_TOO_DEEP = "yaml-too-deep", Content;
    YAML_TOO_MANY = "yaml-too-many", Content;
}

/// The kind of problem of a name; none when there is none, or when a rule has it.
pub fn named(name: &str) -> Option<Code> {
    CODES.iter().map(|known| known.code).find(|code| code.name == name)
}
