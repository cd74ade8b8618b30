//! What each kind of problem means: the table behind `handclasp explain` and the docs.
//!
//! Rules that look at several fields explain themselves, each in its file (`rules/`).

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Its name, as printed in brackets behind `error` or `warning`.
    pub code: &'static str,
    /// What it means and what to do, in plain words.
    pub meaning: &'static str,
    /// A small piece of a file or a command that shows it, wrong first and then right.
    pub example: &'static str,
}

pub const ACCOUNT: &str = "account";
pub const ATTACHMENT: &str = "attachment";
pub const BAD_CELL: &str = "bad-cell";
pub const BAD_CONDITION: &str = "bad-condition";
pub const BAD_DATE: &str = "bad-date";
pub const BAD_FILE_NAME: &str = "bad-file-name";
pub const BAD_FONT: &str = "bad-font";
pub const BAD_FORMAT: &str = "bad-format";
pub const BAD_PACK_NAME: &str = "bad-pack-name";
pub const BAD_VALUE: &str = "bad-value";
pub const CHANGED_BY_HAND: &str = "changed-by-hand";
pub const CHARACTER_REFUSED: &str = "character-refused";
pub const CONFLICT_COPY: &str = "conflict-copy";
pub const CUT_AT_HASH: &str = "cut-at-hash";
pub const DRAFTED: &str = "drafted";
pub const EDIT_DISCARDED: &str = "edit-discarded";
pub const EDIT_IS_STALE: &str = "edit-is-stale";
pub const EMAIL: &str = "email";
pub const ENDLESS_TEXT: &str = "endless-text";
pub const FILE_EMPTY: &str = "file-empty";
pub const FILE_EXISTS: &str = "file-exists";
pub const FILE_TOO_LARGE: &str = "file-too-large";
pub const GARBLED: &str = "garbled";
pub const HEADING_LEVELS: &str = "heading-levels";
pub const HIDDEN_ROWS: &str = "hidden-rows";
pub const IMAGE: &str = "image";
pub const IMPORT: &str = "import";
pub const IN_DOUBT: &str = "in-doubt";
pub const IN_USE: &str = "in-use";
pub const INTERNAL: &str = "internal";
pub const JOINED_LIST: &str = "joined-list";
pub const LAYOUT: &str = "layout";
pub const LEDGER: &str = "ledger";
pub const LEFT_OVER: &str = "left-over";
pub const LINK: &str = "link";
pub const LINK_OUTSIDE: &str = "link-outside";
pub const LOGO: &str = "logo";
pub const LOOK_ALIKE: &str = "look-alike";
pub const MISREAD: &str = "misread";
pub const MISSING_DATA: &str = "missing-data";
pub const MISSING_KEY: &str = "missing-key";
pub const MISSING_LAYOUT: &str = "missing-layout";
pub const MISSING_TRANSLATION: &str = "missing-translation";
pub const NESTED_TOO_DEEP: &str = "nested-too-deep";
pub const NO_COLUMN: &str = "no-column";
pub const NO_EMAIL: &str = "no-email";
pub const NO_ENTRY: &str = "no-entry";
pub const NO_FRONT_MATTER: &str = "no-front-matter";
pub const NO_GLYPH: &str = "no-glyph";
pub const NO_HEADER: &str = "no-header";
pub const NO_ROWS: &str = "no-rows";
pub const NO_SOURCE: &str = "no-source";
pub const NO_SUCH_ADDRESS: &str = "no-such-address";
pub const NO_SUCH_COLUMN: &str = "no-such-column";
pub const NO_SUCH_FIELD: &str = "no-such-field";
pub const NO_SUCH_SHEET: &str = "no-such-sheet";
pub const NO_TABLE: &str = "no-table";
pub const NO_WORKER: &str = "no-worker";
pub const NO_WORKSPACE: &str = "no-workspace";
pub const NOT_ASKED: &str = "not-asked";
pub const NOT_IN_DOUBT: &str = "not-in-doubt";
pub const NOT_IN_LIST: &str = "not-in-list";
pub const NOT_MERGED: &str = "not-merged";
pub const NOT_SENT_YET: &str = "not-sent-yet";
pub const NOT_UNDERSTOOD: &str = "not-understood";
pub const NOT_UTF_8: &str = "not-utf-8";
pub const NOTHING_TO_DO: &str = "nothing-to-do";
pub const OBJECTION: &str = "objection";
pub const ODD_CELL: &str = "odd-cell";
pub const ODD_PHONE: &str = "odd-phone";
pub const ODD_ROW: &str = "odd-row";
pub const OUT_OF_RANGE: &str = "out-of-range";
pub const OVERRUN: &str = "overrun";
pub const PACK_INCOMPLETE: &str = "pack-incomplete";
pub const PARTNER_DIFFERS: &str = "partner-differs";
pub const PLACEHOLDER: &str = "placeholder";
pub const PROSE: &str = "prose";
pub const RAW_VALUE: &str = "raw-value";
pub const ROW_UNCLEAR: &str = "row-unclear";
pub const SAME_FIELD: &str = "same-field";
pub const SECRET_IN_FILE: &str = "secret-in-file";
pub const SENT_BEFORE: &str = "sent-before";
pub const SIGN_AT_END: &str = "sign-at-end";
pub const SIGNATURE_FIELD: &str = "signature-field";
pub const SIGNATURE_MODE: &str = "signature-mode";
pub const SMART_QUOTES: &str = "smart-quotes";
pub const STALE_REMOVED: &str = "stale-removed";
pub const STILL_A_DRAFT: &str = "still-a-draft";
pub const STRAY_FILE: &str = "stray-file";
pub const STRAY_QUOTE: &str = "stray-quote";
pub const TEMPLATE_RENDER: &str = "template-render";
pub const TEMPLATE_SYNTAX: &str = "template-syntax";
pub const TOO_LARGE: &str = "too-large";
pub const TOO_LONG: &str = "too-long";
pub const TOO_MANY: &str = "too-many";
pub const TWICE: &str = "twice";
pub const UNFIT_DATA: &str = "unfit-data";
pub const UNKNOWN_CLASS: &str = "unknown-class";
pub const UNKNOWN_CODE: &str = "unknown-code";
pub const UNKNOWN_CONDITION: &str = "unknown-condition";
pub const UNKNOWN_DOCUMENT: &str = "unknown-document";
pub const UNKNOWN_FIELD: &str = "unknown-field";
pub const UNKNOWN_FONT: &str = "unknown-font";
pub const UNKNOWN_FORMAT: &str = "unknown-format";
pub const UNKNOWN_KEY: &str = "unknown-key";
pub const UNKNOWN_LANGUAGE: &str = "unknown-language";
pub const UNKNOWN_LAYOUT: &str = "unknown-layout";
pub const UNKNOWN_LOCALE: &str = "unknown-locale";
pub const UNKNOWN_PARTNER_NAME: &str = "unknown-partner-name";
pub const UNNOTED: &str = "unnoted";
pub const UNREADABLE: &str = "unreadable";
pub const UNREADABLE_FILE: &str = "unreadable-file";
pub const UNSEEN: &str = "unseen";
pub const UNSIGNED: &str = "unsigned";
pub const UNTRANSLATED: &str = "untranslated";
pub const UNUSED_FILE: &str = "unused-file";
pub const UNWATCHABLE: &str = "unwatchable";
pub const UNWRITABLE_FILE: &str = "unwritable-file";
pub const WRONG_TYPE: &str = "wrong-type";
pub const YAML_ALIAS: &str = "yaml-alias";
pub const YAML_ANCHOR: &str = "yaml-anchor";
pub const YAML_DUPLICATE_KEY: &str = "yaml-duplicate-key";
pub const YAML_INVISIBLE: &str = "yaml-invisible";
pub const YAML_SEVERAL_DOCUMENTS: &str = "yaml-several-documents";
pub const YAML_SYNTAX: &str = "yaml-syntax";
pub const YAML_TAG: &str = "yaml-tag";
pub const YAML_TOO_DEEP: &str = "yaml-too-deep";
pub const YAML_TOO_MANY: &str = "yaml-too-many";

/// All kinds of problems but the rules, by name.
pub const CODES: &[Code] = &[
    Code {
        code: ACCOUNT,
        meaning: "Emails cannot be sent, because something of the account is missing or wrong: the server's name, the \
                  password, a certificate. The account stands in `institution.yaml` under `mail:`, or in a file \
                  `mail.yaml` of your own; the password never does. `handclasp send --check-account` tries it \
                  without sending anything.",
        example: "handclasp send contact-formal    (without an account)
# right:
mail: {host: \"smtp.example.org\", user: \"ines.simao@example.org\"}",
    },
    Code {
        code: ATTACHMENT,
        meaning: "A template attaches something to an email that cannot be attached. Only documents that \
                  Handclasp makes itself go with an email, and always as PDF. Write the document's name and \
                  `.pdf` behind it.",
        example: "attach: [one-pager]
# right:
attach: [one-pager.pdf]",
    },
    Code {
        code: BAD_CELL,
        meaning: "A cell of the spreadsheet cannot become a value of a partner’s file, or its row lacks what every \
                  partner needs. The message says in which row and column, as the spreadsheet shows them. The row \
                  is not imported; the others are. Mend the cell and import once more: what was imported already \
                  is not written again.",
        example: "Company;E-Mail
Kovomont;info(at)kovomont.example.org
# right:
Company;E-Mail
Kovomont;info@kovomont.example.org",
    },
    Code {
        code: BAD_CONDITION,
        meaning: "`--where` chooses partners by a field and its value, and the field or the `=` is missing. \
                  Without it Handclasp cannot tell which partners are meant, so it makes nothing. Write the \
                  field, `=` and the value, without spaces between them.",
        example: "handclasp build --where company
# right:
handclasp build --where kind=company",
    },
    Code {
        code: BAD_DATE,
        meaning: "The day behind `--date` cannot be read. 4.3. is the fourth of March in one country and the \
                  third of April in another, so Handclasp takes only one form: year-month-day, with two \
                  digits for the month and the day. If the message names `SOURCE_DATE_EPOCH`, a setting of \
                  the computer is meant, which every command reads alike; ask whoever looks after the \
                  computer to correct or remove it. A warning tells that it sets a day long ago.",
        example: "handclasp build --date 4.3.2027
# right:
handclasp build --date 2027-03-04",
    },
    Code {
        code: BAD_FILE_NAME,
        meaning: "A partner's file, or its log, cannot have this name. The name is used for folders and commands on every \
                  computer, so it consists of small letters a to z, digits and hyphens, and ends in `.yaml`. \
                  Rename the file; accents, capitals and spaces have their place in `legal_name`. Until then no \
                  document is made from it, but an objection in it counts.",
        example: "partners/Grünfließ GmbH.yaml
# right:
partners/gruenfliess.yaml",
    },
    Code {
        code: BAD_FONT,
        meaning: "A file in `templates/fonts/` has the name of a font, but is none that can be used. Perhaps \
                  it was not copied completely, or it is a font for web pages that was renamed. Put the \
                  `.otf` or `.ttf` file there as its maker gives it out, or delete the file.",
        example: "templates/fonts/our-font.otf    (a .woff2 file that was renamed)
# right:
templates/fonts/our-font.otf    (the .otf file from the font's maker)",
    },
    Code {
        code: BAD_FORMAT,
        meaning: "The value is not written in the form that this field needs: a day, a time, a country, an \
                  email address and the like have one fixed form. That way nothing has to be guessed, and \
                  each document can print it in its own language. Write it as the message shows.",
        example: r#"country: Poland
website: www.gruenfliess.example.org
meeting: {date: "4.3.2027", start: "11h"}
# right:
country: "PL"
website: "https://gruenfliess.example.org"
meeting: {date: "2027-03-04", start: "11:00"}"#,
    },
    Code {
        code: BAD_PACK_NAME,
        meaning: "`--combine` puts the pages of all documents into one PDF and needs a name for it, which ends in \
                  `.pdf`. A name alone is put into the folder for the documents; with a folder in front it is put \
                  there. The folders below, one for each partner, are only for the partners' own documents.",
        example: "handclasp build one-pager --combine fair
# right:
handclasp build one-pager --combine fair.pdf",
    },
    Code {
        code: BAD_VALUE,
        meaning: "The value is not one that can stand here. Mostly it is a line at the top of a template: \
                  `pages`, `words`, `letterhead` or `status`, which understand only a few words. The message \
                  shows which ones.",
        example: r#"pages: one
# right:
pages: "1""#,
    },
    Code {
        code: CHANGED_BY_HAND,
        meaning: "Somebody has changed a finished file, or put one of the same name into the folder. \
                  Handclasp never writes over the work of a person. A text (the `.md` file) may be edited: \
                  the email and the PDF are then made from it. Of a document of which another file was \
                  changed, all files stay as they are. To keep the change, do nothing; to have the document \
                  made anew without it, add `--discard-edits`.",
        example: "handclasp build mou --partner tahtiselka
# right:
handclasp build mou --partner tahtiselka --discard-edits",
    },
    Code {
        code: CHARACTER_REFUSED,
        meaning: "A text has a character in it that no document can show: an invisible mark, a tab, or a \
                  line break where there is only one line. Such characters often come along when text is \
                  copied from a table, a web page or a PDF. Delete that place and type it again; a long text \
                  that goes over several lines begins with `>`, which joins them.",
        example: "size: |
  85 employees,
  12 of them apprentices
# right:
size: >
  85 employees,
  12 of them apprentices",
    },
    Code {
        code: CONFLICT_COPY,
        meaning: "In the folder `partners` lies a second version of a partner's file, or of its log; or in the folder for \
                  the documents one of a text that somebody has edited. OneDrive, Dropbox, \
                  Google Drive, Syncthing, Nextcloud and other programs that keep a folder alike on several computers \
                  leave one when two people write at once, each under a name of its own making. Only one of the two is \
                  the partner's; the other may say that somebody objected, or that an email was sent. So nothing is \
                  sent to this partner until there is one again. From a second text in the folder for the documents nothing \
                  is made. Put what only the second one has into the first, and \
                  delete the second.",
        example: "partners/gruenfliess-PC12.yaml    (beside partners/gruenfliess.yaml)
# right:
partners/gruenfliess.yaml    (with what was only in the other, which is deleted)",
    },
    Code {
        code: CUT_AT_HASH,
        meaning: "A space and a `#` begin a note to yourself, which is not read. Here a word follows the `#` at once, \
                  which looks as if it belonged to the text. Put the whole text in quotes if it does.",
        example: r#"- Exchange #1 of learners
# right:
- "Exchange #1 of learners""#,
    },
    Code {
        code: DRAFTED,
        meaning: "This email was put into the Drafts folder of your mailbox before. It is not put there a second \
                  time, and not sent from here: perhaps you have sent it from there already. If you have, or if \
                  you deleted it, say so.",
        example: "handclasp send contact-formal --partner gruenfliess    (after `--to-drafts`)\n# right, when the draft was deleted:\nhandclasp resolve gruenfliess contact-formal --not-sent",
    },
    Code {
        code: EDIT_DISCARDED,
        meaning: "A text that somebody had edited was made anew, because `--discard-edits` said so. What was lost is shown \
                  behind minus signs, in case it is still wanted. A correction that is to last belongs into the \
                  partner's file or the template.",
        example: "handclasp build mou --discard-edits
# right, to keep the edits:
handclasp build mou",
    },
    Code {
        code: EDIT_IS_STALE,
        meaning: "A text was edited by hand, and afterwards the partner's file, the institution's or the template was \
                  changed. The edited text is still used as it is, so it may say what is no longer right. The lines \
                  in which it differs from a new one are shown: minus as edited, plus as it would be new. Take over \
                  by hand what is missing, or have it made anew with `--discard-edits`.",
        example: "handclasp build contact-formal    (after a name was changed in the partner's file)
# right, when nothing of the edits is needed any more:
handclasp build contact-formal --discard-edits",
    },
    Code {
        code: EMAIL,
        meaning: "The email cannot be written because something in it would reach the other side damaged. \
                  Mostly a name or the subject has `=?` in it, which mail programs take for the beginning of \
                  a code. The message says what it is; correct it in the file.",
        example: r#"family_name: "=?Süßmilch-Größl"
# right:
family_name: "Süßmilch-Größl""#,
    },
    Code {
        code: ENDLESS_TEXT,
        meaning: "A text is far longer than anybody would write: more than 2,000 letters on one line, 20,000 in \
                  a text of several lines, or a word of more than 1,000. Mostly something was pasted into it by \
                  mistake, such as a picture as text. Write what is to be printed. When a whole document or \
                  something that a template keeps is meant, a loop in the template has no end.",
        example: "legal_name: \"Gruenfliess iVBORw0KGgoAAAANSUhEUgAA…\"
# right:
legal_name: \"Gruenfliess GmbH\"",
    },
    Code {
        code: FILE_EMPTY,
        meaning: "The file has nothing in it, so there is nothing to make documents from. Perhaps it was \
                  saved before anything was typed, or its content was cut by accident. Fill it in or put an \
                  older copy back; or delete it and let `handclasp new NAME` begin it anew.",
        example: r#"# partners/gruenfliess.yaml without any line
# right:
legal_name: "Grünfließ Präzisionstechnik GmbH & Co. KG"
kind: company"#,
    },
    Code {
        code: FILE_EXISTS,
        meaning: "`handclasp new` was asked to begin a partner's file that is there already. It never \
                  replaces a file, because everything in it would be lost. Open the file that is there, or \
                  choose another name.",
        example: "handclasp new gruenfliess
# right:
handclasp new gruenfliess-dresden",
    },
    Code {
        code: FILE_TOO_LARGE,
        meaning: "The file is larger than Handclasp reads: 2 MB for a text such as a partner's file or a \
                  template, 20 MB for a logo, a font or anything else in `templates/`. A file of that size is mostly \
                  something else that got a wrong name or place. Take it out, or make a picture smaller.",
        example: "templates/assets/logo.png    (a photo of 34 MB)
# right:
templates/assets/logo.png    (the same picture, scaled down to less than 1 MB)",
    },
    Code {
        code: GARBLED,
        meaning: "A text has inside a word what no language has there, such as `Ã¡`, `§` or `├`: it was saved in one \
                  encoding and opened in another. Type the letters again; then save the file as UTF-8. If the text \
                  is from a list, import it again with `--encoding`.",
        example: r#"legal_name: "StrednÃ¡ škola"
# right:
legal_name: "Stredná škola""#,
    },
    Code {
        code: HEADING_LEVELS,
        meaning: "The headings of a template leave out a level or do not begin with the first. A screen \
                  reader goes from heading to heading and would lead people who cannot see the page astray. \
                  Begin with one `#`, put `##` below it, then `###`.",
        example: "# Memorandum of Understanding
### Purpose
# right:
# Memorandum of Understanding
## Purpose",
    },
    Code {
        code: HIDDEN_ROWS,
        meaning: "The spreadsheet does not show some of its rows: a filter leaves them out, or somebody has hidden \
                  them. They are not imported, because whoever filters a list means the rows that are left. If they \
                  are meant too, say `--hidden`, or show them in the spreadsheet and save it.",
        example: "handclasp import leads.xlsx
# right, when the hidden rows are meant too:
handclasp import leads.xlsx --hidden",
    },
    Code {
        code: IMAGE,
        meaning: "The text of a template has a picture in it. The same text becomes a PDF, a web page and a \
                  plain email, and a picture cannot go into all of them. Write a link instead; a logo stands \
                  in `institution.yaml`, and other pictures belong into the layout.",
        example: "![Our workshop](https://www.example.org/workshop.jpg)
# right:
[Our workshop](https://ancora-azul.example.org)",
    },
    Code {
        code: IMPORT,
        meaning: "A layout uses another file in a way that cannot be put into the one file of `--format typ`: it \
                  gives that file a name of its own (`as`), or takes it as a whole. For PDF it is fine. Write which \
                  names are wanted, or `*` for all.",
        example: "#import \"base.typ\" as base
# right:
#import \"base.typ\": *",
    },
    Code {
        code: IN_DOUBT,
        meaning: "The connection to the server broke in the very moment in which it took the email. It may have it or \
                  not; nobody can know from here. So that nobody gets it twice, Handclasp does not send it again by \
                  itself. Look into your Sent folder or ask the partner, and say what you found. A draft is in doubt in the \
                  same way; `--to-drafts` looks once more whether it lies in the folder.",
        example: "handclasp send contact-formal --partner gruenfliess
# right, when the partner did not get it:
handclasp resolve gruenfliess contact-formal --not-sent",
    },
    Code {
        code: IN_USE,
        meaning: "Another run of Handclasp is sending to this partner at the moment. Two at once could send an email \
                  twice. Wait until the other one has ended, and try again.",
        example: "handclasp send contact-formal    (in two windows)
# right:
handclasp send contact-formal    (in one)",
    },
    Code {
        code: INTERNAL,
        meaning: "This is a mistake in Handclasp itself, so there is nothing for you to correct. The \
                  documents of the other partners are made all the same. Please report it, with the last line \
                  of the file that the message names: it says where in the program the mistake is and has \
                  nothing of your data.",
        example: "handclasp build --partner gruenfliess
# right:
handclasp --version",
    },
    Code {
        code: JOINED_LIST,
        meaning: "A text is written over several lines that look like points of a list or rows of a table. In quotes, \
                  without them and behind `>`, YAML makes one line of them, and the document would say \
                  “Exceptions are: - restoration - gifts”. In a text that may be several lines, write `|` behind the colon and \
                  the lines below it, indented. A field of one line can have no list; write a sentence.",
        example: r#"text: "Exceptions are:
    - restoration
    - gifts"
# right:
text: |
  Exceptions are:

  - restoration
  - gifts"#,
    },
    Code {
        code: LAYOUT,
        meaning: "A layout, the file that says what the page looks like, has something in it that cannot be \
                  carried out, or a picture cannot be shown. Without the page there is no document. Go back \
                  to the place that the message shows; if it cannot be found, delete your own copy of the \
                  layout, and Handclasp uses the one that it brings along.",
        example: r#"set page(papr: "a4")
# right:
set page(paper: "a4")"#,
    },
    Code {
        code: LEDGER,
        meaning: "A line in a partner's `.log` file cannot be read. Handclasp notes there what was sent, and somebody or \
                  something has changed it; or the file ends in the middle of a line, as when a program that keeps \
                  folders alike has copied only half of it. Nothing is sent on top of it, because an email might go out \
                  twice, or to somebody who objected. Take the file back from a backup or from the other computer. If \
                  there is none, look into your Sent folder what went out, and delete the half line.",
        example: "a line in partners/gruenfliess.log that was cut in half in an editor
# right:
the file as Handclasp has written it",
    },
    Code {
        code: LEFT_OVER,
        meaning: "In the folder for the documents there are some of a partner that has no file any more. Handclasp \
                  deletes nothing of that kind by itself: perhaps the partner's file was only renamed. Delete the \
                  folder when nobody needs it, so that nobody prints from it.",
        example: "output/neu-ag    (and no partners/neu-ag.yaml)
# right:
partners/neu-ag.yaml    (or the folder deleted)",
    },
    Code {
        code: LINK,
        meaning: "A link in a text leads to something that is neither a web page nor an email address nor a \
                  telephone number. For whoever reads the document it would lead nowhere. Write the address \
                  in full, with `https://`, `mailto:` or `tel:` in front.",
        example: "[our website](ancora-azul.example.org)
# right:
[our website](https://ancora-azul.example.org)",
    },
    Code {
        code: LINK_OUTSIDE,
        meaning: "A file in the folder of the documents is no file but a link that leads somewhere else. \
                  Handclasp reads no text through it and writes nothing there, because what it leads to \
                  may be anything. Put the file itself into the folder, or delete the link.",
        example: "output/gruenfliess/mou.en.md    (a link to another folder)
# right:
output/gruenfliess/mou.en.md    (the file itself)",
    },
    Code {
        code: LOGO,
        meaning: "The logo that `institution.yaml` names is not in the folder `templates/`, or it is not a \
                  picture that can be used. A letterhead with a hole is not made. Put the picture there and \
                  write its name as it is, with `.svg`, `.png` or `.jpg`; or remove the line to go without a \
                  logo.",
        example: r#"logo: "assets/lgo.svg"
# right:
logo: "assets/logo.svg""#,
    },
    Code {
        code: LOOK_ALIKE,
        meaning: "An organisation of the spreadsheet has almost the name of another one: only the legal form, capitals, \
                  accents or punctuation differ. It is imported all the same, into a file of its own. If both are one \
                  organisation, write the name in the same way and import again; somebody would get two first emails.",
        example: "Company;City
Farberei Muller;Dresden      (while partners/faerberei-mueller.yaml is there)
# right:
Company;City
Färberei Müller GmbH;Dresden",
    },
    Code {
        code: MISREAD,
        meaning: "A template, or a text in `output/` that you edited, has something that Markdown reads otherwise than it looks: a \
                  point of a list that would be printed behind the line above, a footnote, a row of a table with a \
                  cell too many, a line that would be taken into the list above it, stars within a number (`2*3*4`). The \
                  document would say something else than its text. Do what the message says.",
        example: r#"- restoration
- gifts
These are final.
# right:
- restoration
- gifts

These are final."#,
    },
    Code {
        code: MISSING_DATA,
        meaning: "A document needs something that your files do not say yet. Handclasp does not guess and \
                  makes no document with a hole, so this one is left out; the others are made. Add the field \
                  that the message names, at the place it shows. To see the unfinished document now, add \
                  `--draft`: the gaps then stand in square brackets.",
        example: r#"meeting: {date: "2027-03-04", start: "11:00", slot_min: 50}
# right:
meeting: {date: "2027-03-04", start: "11:00", slot_min: 50, link: "https://meet.example.org/abc-123"}
timezone: "Europe/Berlin""#,
    },
    Code {
        code: MISSING_KEY,
        meaning: "A field that must always be there is missing. Without it the file, or the entry that it \
                  belongs to, cannot be used. Add the line; the message says what the field is for. If it is \
                  there, look whether its name is spelt right and whether it stands at the right place.",
        example: r#"kind: company
# right:
legal_name: "Grünfließ Präzisionstechnik GmbH & Co. KG"
kind: company"#,
    },
    Code {
        code: MISSING_LAYOUT,
        meaning: "The page that emails or web pages are put into is not there. Handclasp brings both pages \
                  along, so this should not happen. Install Handclasp again, or put a page of your own at \
                  the place that the message names.",
        example: "templates/layouts/    (without page.html)
# right:
templates/layouts/page.html",
    },
    Code {
        code: MISSING_TRANSLATION,
        meaning: "A document is wanted in a language for which there is no template. Handclasp does not \
                  translate, so the document is not made. Choose another language with `working_language` in \
                  the partner's file or with `--lang`, or add a template in that language.",
        example: "working_language: pl
# right:
working_language: en",
    },
    Code {
        code: NESTED_TOO_DEEP,
        meaning: "Lists, quotations or emphasis stand inside one another more than 16 levels deep. Nobody \
                  writes that on purpose: mostly it is a row of `>` or `*` that was meant as an ornament. \
                  Take the row away.",
        example: ">>>>>>>>>>>>>>>>>>>> Please note
# right:
**Please note**",
    },
    Code {
        code: NO_COLUMN,
        meaning: "Every partner’s file needs a legal name and says what the organisation is. No column of the \
                  spreadsheet is one of the two. Say which column it is with `--map`, or give all new partners the \
                  same value with `--set`.",
        example: "handclasp import fair.csv
# right:
handclasp import fair.csv --set kind=company",
    },
    Code {
        code: NO_EMAIL,
        meaning: "A template is to become an email, but it has no subject or nobody to go to. An email \
                  without them cannot be sent. Put both lines at the top of the template, `subject:` and \
                  `to:`, or take `eml` out of `formats`. Or `send` was asked for a document that is no email, \
                  such as a letter: build it, and attach it to an email of your own.",
        example: r#"formats: [md, eml]
to: "{{ contact.email }}"
# right:
formats: [md, eml]
to: "{{ contact.email }}"
subject: "Partnership with {{ institution | short_name }}""#,
    },
    Code {
        code: NO_ENTRY,
        meaning: "The mail server could not be reached, is not the one that it says it is, or did not let you in. \
                  Nothing was sent. The reason is in brackets, in the server's own words. Mostly `host`, `port`, the \
                  user name or the password is wrong; your IT or your provider knows them.",
        example: "mail: {host: \"mail.example.org\", port: 465}
# right:
mail: {host: \"smtp.example.org\", port: 465}",
    },
    Code {
        code: NO_FRONT_MATTER,
        meaning: "The template does not begin with the few lines that say what it is: its title, its layout, \
                  its formats. Without them Handclasp does not know how to make the document. Put them at \
                  the very top, between two lines `---`.",
        example: r#"# A note
# right:
---
title: "A note"
layout: letter
---
# A note"#,
    },
    Code {
        code: NO_GLYPH,
        meaning: "None of the fonts has this character, so the PDF would show an empty box in its place. \
                  Mostly it is an emoji or a letter of another script. Take the character out; names in \
                  another script can be given in Latin letters as `legal_name_latin`. If it has to stay, put \
                  a font that has it into `templates/fonts/`.",
        example: r#"legal_name: "Stowarzyszenie Żółty Wiatrak 🎉"
# right:
legal_name: "Stowarzyszenie Żółty Wiatrak""#,
    },
    Code {
        code: NO_HEADER,
        meaning: "The first row of the spreadsheet has values and not the names of the columns, so nobody can tell \
                  what is what. Put a row above it that says what the columns are.",
        example: "Kovomont;info@kovomont.example.org
# right:
Company;E-Mail
Kovomont;info@kovomont.example.org",
    },
    Code {
        code: NO_ROWS,
        meaning: "There is nothing in the spreadsheet, or only the names of the columns. Perhaps the rows are on \
                  another sheet, or the file was saved before they were typed.",
        example: "Company;E-Mail
# right:
Company;E-Mail
Kovomont;info@kovomont.example.org",
    },
    Code {
        code: NO_SOURCE,
        meaning: "Contacts come into the files without saying where their data are from. The first email has to \
                  tell the person that, so none can be made yet. Say it for all of them with `--source`, or have a \
                  column for it.",
        example: r#"handclasp import fair.csv
# right:
handclasp import fair.csv --source "the list of exhibitors of the fair""#,
    },
    Code {
        code: NO_SUCH_ADDRESS,
        meaning: "The partner's mail server has said that there is no such address, so nothing is sent there \
                  again: whoever writes to wrong addresses is soon taken for a sender of spam. Ask for the \
                  right address and correct it in the partner's file.",
        example: "contacts:\n  - {email: \"ausbidlung@gruenfliess.example.org\"}\n# right:\ncontacts:\n  - {email: \"ausbildung@gruenfliess.example.org\"}",
    },
    Code {
        code: NO_SUCH_COLUMN,
        meaning: "`--map` names a column that the spreadsheet does not have, or a name that several columns have. \
                  Write it as it stands in the first row, or take the letter above the column.",
        example: r#"handclasp import fair.csv --map "Compani=legal_name"
# right:
handclasp import fair.csv --map "Company=legal_name""#,
    },
    Code {
        code: NO_SUCH_FIELD,
        meaning: "A column is to become a field that a partner’s file does not have, or one that is too large for \
                  a cell. Fields inside of others are written with a dot; the guide lists all of them \
                  (docs/reference/partner.md). If the message names `import.yaml`, correct it there.",
        example: r#"handclasp import fair.csv --map "Place=city"
# right:
handclasp import fair.csv --map "Place=address.city""#,
    },
    Code {
        code: NO_SUCH_SHEET,
        meaning: "The workbook has several sheets, and it is not said which one is meant, or there is none of that \
                  name. Name it with `--sheet` as it stands on its tab.",
        example: r#"handclasp import contacts.xlsx
# right:
handclasp import contacts.xlsx --sheet "Leads 2027""#,
    },
    Code {
        code: NO_TABLE,
        meaning: "The file cannot be read as a spreadsheet: it is of another kind, damaged, protected with a \
                  password, or far too large; a quotation mark in it is never closed; its letters can be stored in \
                  several ways; or it cannot be told which of its rows a filter hides. The message says which, and \
                  what to do. Mostly it helps to open the file in Excel or LibreOffice and to save it as “Excel \
                  workbook (.xlsx)” or “CSV UTF-8”.",
        example: "handclasp import exhibitors.pdf
# right:
handclasp import exhibitors.xlsx",
    },
    Code {
        code: NO_WORKER,
        meaning: "The computer does not let Handclasp begin its work: it has no memory or no place for a \
                  further program left. Nothing was looked at, so nobody can say that there are no \
                  problems. Close other programs, or start the computer anew, and try once more.",
        example: "handclasp check    (while the computer is full)
# right:
handclasp check    (when other programs are closed)",
    },
    Code {
        code: NO_WORKSPACE,
        meaning: "Handclasp works in a folder that has the file `institution.yaml` in it, and here is none. \
                  Mostly the terminal is in another folder than yours. Go to your folder with `cd`, or name \
                  it with `--workspace`. If you have none yet, `handclasp init` makes one.",
        example: "handclasp build
# right:
cd my-partnerships
handclasp build",
    },
    Code {
        code: NOT_ASKED,
        meaning: "Before emails are sent, Handclasp shows them and asks. Here it could not ask, because no person sits at \
                  a terminal. If the plan is right, say so in the command.",
        example: "handclasp send contact-formal    (from a script)
# right:
handclasp send contact-formal --yes",
    },
    Code {
        code: NOT_IN_DOUBT,
        meaning: "Somebody wants to settle whether an email was sent, and there is no doubt about it. What happened is \
                  told by `handclasp log`.",
        example: "handclasp resolve gruenfliess contact-formal --sent
# right:
handclasp log gruenfliess",
    },
    Code {
        code: NOT_IN_LIST,
        meaning: "This field takes one of a few fixed words, and the value is none of them. With fixed words \
                  Handclasp can choose the right sentences and sort partners. Write one of the words that \
                  the message names, letter by letter: small letters, and `_` instead of a space or hyphen.",
        example: "kind: vet-school
# right:
kind: vet_school",
    },
    Code {
        code: NOT_MERGED,
        meaning: "A value of the spreadsheet cannot be put into the partner’s file without changing something else \
                  there, so the file stays as it is. Mostly the file has a text for each language where the table \
                  has one text. Name the language in the column’s name, or change the file yourself.",
        example: "id;sector
gruenfliess;Metal
# right:
id;sector.en
gruenfliess;Metal",
    },
    Code {
        code: NOT_SENT_YET,
        meaning: "Somebody wants to update or cancel an invitation that was never sent to this partner. There is \
                  nothing in the partner's calendar yet. Send the invitation first, or name the right partner.",
        example: "handclasp send invitation --partner tahtiselka --update\n# right:\nhandclasp send invitation --partner tahtiselka --invite",
    },
    Code {
        code: NOT_UNDERSTOOD,
        meaning: "The file `.handclasp.json` in a folder of documents says which of them were made and \
                  which a person has changed. It is damaged, or a newer version of Handclasp wrote it, \
                  so nothing is written into the folder. Use the newer version; or put aside what you \
                  changed by hand, and make the documents anew with `--discard-edits`.",
        example: "handclasp build
# right:
handclasp build --discard-edits    (when nothing in the folder was changed by hand)",
    },
    Code {
        code: NOT_UTF_8,
        meaning: "The file is stored in a way that does not fit all alphabets, so accented letters would \
                  come out wrong. Some editors still do so by default. Open the file in an editor, choose \
                  “Save as” and the encoding UTF-8; in Notepad it is a list beside the button “Save”.",
        example: r#"legal_name: "Gr�nflie� GmbH"
# right:
legal_name: "Grünfließ GmbH""#,
    },
    Code {
        code: NOTHING_TO_DO,
        meaning: "There was nothing to make: there is no partner yet, no partner fits what you asked for, or \
                  the partners' files do not have what the documents are about. Nothing is wrong with your \
                  files. Ask for less, or add what the document needs, for example `mou:` for a memorandum.",
        example: "handclasp build --where kind=university
# right:
handclasp build --where kind=company",
    },
    Code {
        code: OBJECTION,
        meaning: "The recipient objected to being written to. The law gives everybody that right (GDPR, Article 21), and \
                  there is no way round it. It holds wherever it stands: at the contact in any partner's file, in a \
                  partner's log, in the list `objections.log`; the message names the file and the line. Where a file \
                  cannot be read, it may say so, and nothing is sent to the addresses in it. If it was noted by mistake, \
                  correct the partner's file, or remove the lines of that moment from its `.log` file and from \
                  `objections.log`.",
        example: "handclasp send contact-formal --partner gruenfliess    (after an objection)
# right:
handclasp send contact-formal --partner tahtiselka",
    },
    Code {
        code: ODD_CELL,
        meaning: "A cell was read, but looks as if something went wrong on the way: letters that were garbled, or \
                  a text in the quotation marks of a word processor. Look at it in the spreadsheet. If letters are \
                  wrong everywhere, say with `--encoding` how the file was saved.",
        example: "Company
StrednÃ¡ Å¡kola
# right:
Company
Stredná škola",
    },
    Code {
        code: ODD_PHONE,
        meaning: "A telephone number can hardly be called from abroad. It has too few or too many digits for its \
                  country, begins with the code of no country, has behind the code the zero that is dialled only \
                  within the country, or is of a kind that is mostly reached only from there, such as free numbers. \
                  Look it up.",
        example: r#"phone: "+351 21 123 45"
# right:
phone: "+351 21 123 45 67""#,
    },
    Code {
        code: ODD_ROW,
        meaning: "A row of the spreadsheet is none of an organisation, and is left out: a sum or a count, a country or \
                  another heading that stands alone in its row, a note below the list, the names of the columns once \
                  more. If it is an organisation all the same, write its whole name and what else you know of it.",
        example: "Company;City;Country
Kovomont;Šumperk;Czechia
Total;;1
# right:
Company;City;Country
Kovomont;Šumperk;Czechia",
    },
    Code {
        code: OUT_OF_RANGE,
        meaning: "The number is smaller or larger than makes sense in this field; no number here is below \
                  zero or above 100000. Mostly a digit or a sign is too many. Correct it as the message \
                  says.",
        example: "mou: {originals: 200000}
# right:
mou: {originals: 2}",
    },
    Code {
        code: OVERRUN,
        meaning: "Something took far longer or far more memory than any document does, and the run was \
                  stopped so that the computer stays usable. Mostly a template or a layout of your own \
                  repeats something without an end. What was made before is there; go back to the \
                  built-in file, or take out what you changed last.",
        example: "{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}
# right:
{% for activity in partner.activities %}{{ activity }}{% endfor %}",
    },
    Code {
        code: PACK_INCOMPLETE,
        meaning: "The one PDF with all pages (`--combine`) lacks documents that could not be made or that stay as they \
                  are: of a partner with an error, of one whose PDF was changed by hand. The others are in it and can \
                  be printed; the contact sheet beside it says who is missing. Mend what is told about these partners \
                  and build again.",
        example: "partners/kovomont.yaml    (without `kind`)
handclasp build one-pager --combine fair.pdf
# right:
partners/kovomont.yaml    (with `kind: company`)",
    },
    Code {
        code: PARTNER_DIFFERS,
        meaning: "The spreadsheet says something else about a partner than its file. Files that are there are \
                  never changed without being told to: `--update` changes the values that are shown, and leaves \
                  comments, order and all else as they are.",
        example: "handclasp import fair.csv
# right:
handclasp import fair.csv --update",
    },
    Code {
        code: PLACEHOLDER,
        meaning: "A field still has the placeholder that `handclasp new` wrote, or says that there is nothing yet: `TODO`, \
                  `to be named`, `k. A.`, `n/a`, `unknown`, `-`, `___`, `[name]`. It would be printed, or signed. Write \
                  the text, or take the line out: then the documents say what they need. It is a warning where \
                  somebody may be called so: Mr Null.",
        example: r#"why_partner: "…"
# right:
why_partner: "your workshop trains young people""#,
    },
    Code {
        code: PROSE,
        meaning: "In this text you may write paragraphs, lists, tables, **bold**, *italics* and links, but not what \
                  stands here: a heading, a picture, a line across, an HTML tag, a block of code or a link \
                  to a file, which would disturb the rest of the document; or something that would be printed \
                  otherwise than it looks, such as a footnote, a point of a list in the middle of a paragraph, or the \
                  stars in `2*3*4`, which would be lost. Do what the message says, or put a backslash in front of the sign if it belongs to the text.",
        example: r##"mou: {preamble: ["# Why we work together"]}
# right:
mou: {preamble: ["Both sides train young people in electronics."]}"##,
    },
    Code {
        code: RAW_VALUE,
        meaning: "A template prints a list, or a group of fields, as it is stored: with brackets and quotation marks. \
                  A list needs a filter that puts its items together, or a loop that prints one after the other; of a \
                  group one field is named. Filters for texts, such as `upper`, need one too. The message says what helps.",
        example: r#"We plan {{ partner.activities }}.
# right:
We plan {{ partner.activities | and }}."#,
    },
    Code {
        code: ROW_UNCLEAR,
        meaning: "Rows that seem to be about one organisation do not fit together, or a row could be about several \
                  partners. Rows with the same name may differ in the contact only. If they are two organisations, \
                  give each an `id`.",
        example: "Company;City;E-Mail
Kovomont;Brno;a@kovomont.example.org
Kovomont;Praha;b@kovomont.example.org
# right:
Company;City;E-Mail
Kovomont;Brno;a@kovomont.example.org
Kovomont;Brno;b@kovomont.example.org",
    },
    Code {
        code: SAME_FIELD,
        meaning: "Two columns are to become the same field, and only one value has room there. Map one of them to \
                  another field, or leave it out with nothing behind the `=`. A second contact has fields of its \
                  own, for example `contacts.2.email`.",
        example: r#"handclasp import fair.csv --map "Mail=contacts.email" --map "Mail 2=contacts.email"
# right:
handclasp import fair.csv --map "Mail=contacts.1.email" --map "Mail 2=contacts.2.email""#,
    },
    Code {
        code: SECRET_IN_FILE,
        meaning: "A password or token stands in a file. Files are copied, sent and backed up, and others read them. Take \
                  it out, and change it if somebody may have seen it. Handclasp asks for it, takes it from the \
                  environment variable HANDCLASP_PASSWORD, or runs a command that prints it.",
        example: "mail: {host: \"smtp.example.org\", user: \"me@example.org\", password: \"…\"}
# right:
mail: {host: \"smtp.example.org\", user: \"me@example.org\", password_command: [\"pass\", \"show\", \"mail\"]}",
    },
    Code {
        code: SENT_BEFORE,
        meaning: "This email was sent to this partner before. It is not sent again, whatever has changed since. What \
                  happened is told by `handclasp log`.",
        example: "handclasp send contact-formal --partner gruenfliess    (a second time)
# right, a week later:
handclasp send contact-informal --partner gruenfliess",
    },
    Code {
        code: SIGN_AT_END,
        meaning: "A text ends in a comma or a semicolon, which would be printed. In YAML no sign stands at the end of a \
                  line. Take it away; if it belongs to the text, put the whole text in quotes.",
        example: r#"position: Director,
# right:
position: Director"#,
    },
    Code {
        code: SIGNATURE_FIELD,
        meaning: "A layout does not draw the places where people sign as the program expects: one box for each row of \
                  the table of signatures, with nothing in it. A memorandum without its field for electronic \
                  signatures is found out only when the director wants to sign, so there is no PDF then. Take over \
                  what the built-in layouts do, or make documents for paper only.",
        example: "handclasp build mou
# right, with a layout of your own that draws no boxes:
handclasp build mou --signature wet",
    },
    Code {
        code: SIGNATURE_MODE,
        meaning: "The partner's file says that the memorandum is signed electronically, and its text says so too; but it \
                  is made for paper, without the fields to sign in. One of the two is meant. Change the line in the \
                  file, or leave `--signature wet` out.",
        example: "mou: {signature_mode: electronic}    (with --signature wet)
# right:
mou: {signature_mode: wet}",
    },
    Code {
        code: SMART_QUOTES,
        meaning: "A value stands in typographic quotation marks, which Word and web pages put in place of \
                  the straight ones. Here they count as letters of the text and are printed with it. Replace \
                  them by straight ones, as the key on the keyboard writes them; if the marks are to be \
                  printed, put straight ones round them.",
        example: r#"legal_name: “Grünfließ Präzisionstechnik GmbH & Co. KG”
# right:
legal_name: "Grünfließ Präzisionstechnik GmbH & Co. KG""#,
    },
    Code {
        code: STALE_REMOVED,
        meaning: "A document can no longer be made, for a reason that another message gives, so its older \
                  files were taken out of the output folder. They would look current and might be sent by \
                  mistake. Correct the problem and run `handclasp build` again. Files that you changed \
                  yourself are never removed.",
        example: r#"mou: {term: {end: "2029-12-31"}}
# right:
mou: {term: {start: "2027-01-01", end: "2029-12-31"}}"#,
    },
    Code {
        code: STILL_A_DRAFT,
        meaning: "An email is marked as a draft, and somebody wants to send it to a partner. A mail that is sent is \
                  finished. Take the line `status: draft` out of its template, build it, look at it, and send it.",
        example: "status: draft    (in templates/contact-formal/en.md)
# right:
status: final",
    },
    Code {
        code: STRAY_FILE,
        meaning: "A partner's file, or its log, lies where no partner is looked for: in a folder inside `partners`, beside \
                  `institution.yaml`, or in a folder whose name is misspelt. No document is made from it, and nothing is \
                  sent to this partner; but what it says of an objection holds. Move it into `partners`. A partner that \
                  rests, because nothing is planned with it for now, belongs into the folder `archive` beside `partners`, \
                  its log too: no document is made of it there, and its objections and what was sent to it still count.",
        example: "partners/2026/gruenfliess.yaml
# right:
partners/gruenfliess.yaml    (or, of a partner that rests, archive/gruenfliess.yaml)",
    },
    Code {
        code: STRAY_QUOTE,
        meaning: "A text without a quotation mark in front has one at its end, which would be printed. Mostly the \
                  first one was forgotten.",
        example: r#"position: Director"
# right:
position: "Director""#,
    },
    Code {
        code: TEMPLATE_RENDER,
        meaning: "A template asks for something that cannot be done with the value it is given. The document \
                  is not made, because the place would stay empty or wrong. Look at the place that the \
                  message shows and compare it with the template that Handclasp brings along.",
        example: r#"{{ partner.kind | label(of="kind") }}
# right:
{{ partner.kind | label(of="kinds") }}"#,
    },
    Code {
        code: TEMPLATE_SYNTAX,
        meaning: "Something between `{{` and `}}` or between `{%` and `%}` in a template cannot be \
                  understood: mostly a brace, an `{% endif %}` or an `{% endfor %}` is missing, or a word \
                  behind `|` is misspelt. No document is made from it until it is right. Look at the place \
                  shown and a few lines above it.",
        example: "{% if partner.sector %}{{ partner.sector }}
# right:
{% if partner.sector %}{{ partner.sector }}{% endif %}",
    },
    Code {
        code: TOO_LARGE,
        meaning: "The mail server says how large an email may be, and some of these are larger. This is asked \
                  before the first one is sent, so nothing has gone out. A PDF is mostly large because of a \
                  picture in it: use a smaller logo, or one that is an SVG file.",
        example: "logo: \"assets/logo-for-the-printer.png\"
# right:
logo: \"assets/logo.svg\"",
    },
    Code {
        code: TOO_LONG,
        meaning: "The PDF takes more pages than its template allows (the line `pages`). For a document of \
                  exactly so many pages, such as the one-pager, this is an error and it is not made; for \
                  others it is a warning. Shorten the longest texts of the partner or the institution.",
        example: r#"why_us_for_them:
  - "We have been working with companies in many countries since 1987, among them …"
# right:
why_us_for_them:
  - "One contact person who speaks German and can be reached throughout the stay""#,
    },
    Code {
        code: TOO_MANY,
        meaning: "A file has more than a hundred problems. The first ones are shown, the others are only \
                  counted. Mostly they have one cause: a wrong file in the folder, or an indentation that is \
                  wrong from one line on. Mend the first ones and run `handclasp check` again.",
        example: "partners/list.yaml, a spreadsheet that was renamed\n# right:\npartners/gruenfliess.yaml, one file for each partner",
    },
    Code {
        code: TWICE,
        meaning: "One address would get two emails in one go, for example because two partners share a contact, or two \
                  documents were named. That looks like spam. Send one of them, and the other one later.",
        example: "handclasp send contact-formal contact-informal
# right:
handclasp send contact-formal",
    },
    Code {
        code: UNFIT_DATA,
        meaning: "Each value is right by itself, but together they do not work out: the meeting ends before \
                  it begins, or its items need more minutes than it has. The document is not made, because \
                  it would contradict itself. Change one of the values.",
        example: r#"meeting: {date: "2027-03-04", start: "11:00", end: "10:30"}
# right:
meeting: {date: "2027-03-04", start: "11:00", end: "12:00"}"#,
    },
    Code {
        code: UNKNOWN_CLASS,
        meaning: "A word in braces behind a heading of a template, such as `{.signatures}`, says how the \
                  section is to be drawn, and there is no such word. The section would look like any other. \
                  Write one of the words that there are: `parties`, `signatures`, `facts`, `contact-card`, \
                  `schedule`, `annex-data`, `minutes` or `clause`.",
        example: "## Signatures {.signature}
# right:
## Signatures {.signatures}",
    },
    Code {
        code: UNKNOWN_CODE,
        meaning: "`handclasp explain` was asked for a kind of problem that does not exist. The name of a \
                  kind stands in square brackets behind `error` or `warning`. Write it letter by letter, \
                  without the brackets.",
        example: "handclasp explain layot
# right:
handclasp explain layout",
    },
    Code {
        code: UNKNOWN_CONDITION,
        meaning: "`--where` names a field that no partner's file can have. No partner would ever fit, so \
                  nothing is made. Write the field as it stands in the file; a field below another one has a \
                  full stop between the two, as in `logbook.phase`.",
        example: "handclasp build --where knd=company
# right:
handclasp build --where kind=company",
    },
    Code {
        code: UNKNOWN_DOCUMENT,
        meaning: "There is no document of this name. A document is called like its folder among the \
                  templates: `mou`, `loi`, `one-pager`, `agenda`, `minutes`, `contact-formal`, \
                  `contact-informal`. Correct the name in the command or in the partner's line `documents`.",
        example: "handclasp build one-pagr
# right:
handclasp build one-pager",
    },
    Code {
        code: UNKNOWN_FIELD,
        meaning: "A template asks for a field that none of your files can have; mostly its name is misspelt. \
                  The place would stay empty in every document, so none is made. Write the field as it is \
                  called in the files, with `partner.`, `institution.`, `contact.` or `sender.` in front.",
        example: "{{ partner.legal_nam }}
# right:
{{ partner.legal_name }}",
    },
    Code {
        code: UNKNOWN_FONT,
        meaning: "`institution.yaml` names a font that Handclasp does not have. It uses only the fonts that \
                  it brings along and those in `templates/fonts/`, not those of the computer, so that a \
                  document looks the same everywhere. Put the font's `.otf` or `.ttf` files there, or name \
                  one of the fonts in the message.",
        example: r#"brand: {font: "Arial"}
# right:
brand: {font: "Source Sans 3"}"#,
    },
    Code {
        code: UNKNOWN_FORMAT,
        meaning: "There is no format of this name. Handclasp writes `pdf`, `md` and `txt` (plain text), \
                  `html` (a web page), `eml` (an email) and `ics` (a calendar entry). Correct the name in \
                  the command or in the template's line `formats`.",
        example: "handclasp build --format word
# right:
handclasp build --format pdf",
    },
    Code {
        code: UNKNOWN_KEY,
        meaning: "There is no field of this name at this place. What stands in it would be left out \
                  unnoticed, so the file is not used until it is right. Correct the spelling; if the name is \
                  right, look how far the line is indented, for it decides what the field belongs to. A note \
                  to yourself begins with `# `.",
        example: r#"sectr: "Metal and electrical"
# right:
sector: "Metal and electrical""#,
    },
    Code {
        code: UNKNOWN_LANGUAGE,
        meaning: "There is a template in this language, but no file that says how the language works: how \
                  dates are written and people are addressed. Without it no document can be made in the \
                  language. Copy `templates/languages/en.yaml`, name it after the language and translate it.",
        example: "templates/mou/pl.md
# right:
templates/mou/pl.md
templates/languages/pl.yaml",
    },
    Code {
        code: UNKNOWN_LAYOUT,
        meaning: "The template names a layout that does not exist, so Handclasp does not know what the page \
                  is to look like. Write the name of one that there is, such as `letter` or `agreement`. A \
                  layout of your own is a file in `templates/layouts/`.",
        example: "layout: leter
# right:
layout: letter",
    },
    Code {
        code: UNKNOWN_LOCALE,
        meaning: "The line `locale` in a language's file says how dates and lists are written, and this is \
                  not the name of a language and country. Write the language in two small letters, a hyphen \
                  and the country in two capitals.",
        example: r#"locale: "English (UK)"
# right:
locale: en-GB"#,
    },
    Code {
        code: UNKNOWN_PARTNER_NAME,
        meaning: "There is no partner of this name. A partner is called like its file in the folder \
                  `partners`, without `.yaml`: not by its legal name, and in small letters. Correct the \
                  name, or begin a file for a new partner with `handclasp new NAME`.",
        example: "handclasp check Grünfließ
# right:
handclasp check gruenfliess",
    },
    Code {
        code: UNNOTED,
        meaning: "Handclasp writes down each step before it takes it, so that no email goes out twice. It could not \
                  write, mostly because the disk is full or the folder belongs to somebody else, and has stopped. \
                  Make room, then look with `handclasp log` what was sent.",
        example: "handclasp send contact-formal    (on a full disk)
# right:
handclasp log gruenfliess",
    },
    Code {
        code: UNREADABLE,
        meaning: "Every value seems right by itself, but together they do not make up what the file is to \
                  describe. This should not happen; the message says which field it is about. Write that \
                  field as `handclasp new NAME` shows it in a new file. If that does not help, please report \
                  it with the file.",
        example: "handclasp check gruenfliess
# right:
handclasp new gruenfliess-new    (shows how every field is written)",
    },
    Code {
        code: UNREADABLE_FILE,
        meaning: "A file or folder is there, but the computer does not let Handclasp read it: the permission \
                  is missing, a folder has the name of a file, or a disk or network drive does not answer. \
                  Nothing was changed. Try to open the file in an editor; if that fails too, ask whoever \
                  looks after the computer.",
        example: "partners/gruenfliess.yaml/    (a folder)
# right:
partners/gruenfliess.yaml",
    },
    Code {
        code: UNSEEN,
        meaning: "What would be sent is not what lies in the output folder, so nobody has seen it: it was never built, or \
                  the data, the template or the text have changed since. Build it, look at it, and send it then.",
        example: "handclasp send contact-formal
# right:
handclasp build contact-formal
handclasp send contact-formal",
    },
    Code {
        code: UNSIGNED,
        meaning: "A section is marked as that of the signatures, and there is no table in it in which somebody \
                  could sign: each row is a person, and the columns are name, position, organisation, and at \
                  least one to sign in. The PDF would have no place for a signature.",
        example: "## Signatures {.signatures}\n\nSigned by both sides.\n# right:\n## Signatures {.signatures}\n\n\
                  | Name | Position | Organisation | Signature |\n|---|---|---|---|\n\
                  | {{ institution.signatories[0].name }} | Director | {{ institution.legal_name }} |  |",
    },
    Code {
        code: UNTRANSLATED,
        meaning: "A text is there in other languages, but not in the language of the document. A single text \
                  is left out, with a warning; that an item of a list is not there would hardly be noticed, \
                  so that is an error. Add the text in this language; a text without a language serves all \
                  of them.",
        example: r#"sector: {de: "Metall und Elektro"}
# right:
sector: {de: "Metall und Elektro", en: "Metal and electrical"}"#,
    },
    Code {
        code: UNUSED_FILE,
        meaning: "A file or folder for documents has a name, or lies in a place, where nothing uses it. A document is a \
                  folder in `templates` with a text for each language, called as the language: `templates/motto/en.md`. \
                  Languages lie in `templates/languages`, pieces that documents share in `templates/partials`, how they look \
                  in `templates/layouts`. Rename or move it, or delete it.",
        example: "templates/motto/motto.txt
# right:
templates/motto/en.md",
    },
    Code {
        code: UNWATCHABLE,
        meaning: "`handclasp watch` waits for files to be saved, and the system does not tell when that happens: on \
                  some network drives it cannot, and sometimes too many folders are watched already. Use \
                  `handclasp build` after each change; what is up to date is not made again, so it is quick.",
        example: "handclasp watch    (on a drive that does not tell)
# right:
handclasp build",
    },
    Code {
        code: UNWRITABLE_FILE,
        meaning: "A file cannot be written or removed. Mostly another program has it open, such as a PDF \
                  viewer or Word; or the disk is full, or the permission is missing. What was there before \
                  is still there. Close the other program and try again, or choose another folder with \
                  `--out`.",
        example: "handclasp build
# right:
handclasp build --out finished",
    },
    Code {
        code: WRONG_TYPE,
        meaning: "The field needs another kind of value: a list, a number, `true` or `false`, or fields of \
                  its own below it. Handclasp cannot tell how the value is meant, so the file is not used \
                  until it is right. Several things stand in square brackets, or each on a line of its own \
                  that begins with `- `; an empty item is removed.",
        example: "partnership_types: mobility
# right:
partnership_types: [mobility]",
    },
    Code {
        code: YAML_ALIAS,
        meaning: "A value begins with `*`, which in YAML means “the same as at another place”. Handclasp \
                  does not use that, so that each file can be read from top to bottom. Write the value out; \
                  if the star belongs to the text, put the text in quotes.",
        example: r#"sector: *Metal
# right:
sector: "*Metal""#,
    },
    Code {
        code: YAML_ANCHOR,
        meaning: "A value begins with `&`, which in YAML gives the place a name. Handclasp does not use such \
                  names, and the word behind the sign would be lost. If the `&` belongs to the text, put the \
                  text in quotes; otherwise take it away.",
        example: r#"short_name: &Partners Ltd
# right:
short_name: "&Partners Ltd""#,
    },
    Code {
        code: YAML_DUPLICATE_KEY,
        meaning: "The same field stands twice at the same place. Only one of the two could count, and \
                  Handclasp does not choose for you. Keep one and delete the other; the message says in \
                  which line the first one is.",
        example: "kind: company
kind: ngo
# right:
kind: company",
    },
    Code {
        code: YAML_INVISIBLE,
        meaning: "Where YAML needs an ordinary space, there is another character that only looks like one or \
                  cannot be seen at all: a non-breaking space or one without width. Mostly it was pasted \
                  from Word or a web page. Delete it and type a space.",
        example: "kind:␣company    (␣ stands for the space that was pasted)
# right:
kind: company",
    },
    Code {
        code: YAML_SEVERAL_DOCUMENTS,
        meaning: "A line `---` in the middle of the file begins a second record. One file holds one \
                  organisation, so Handclasp does not know which of the two is meant. Remove the line; a \
                  second organisation gets a file of its own.",
        example: r#"legal_name: "Tähtiselän ammattiopisto"
---
kind: vet_school
# right:
legal_name: "Tähtiselän ammattiopisto"
kind: vet_school"#,
    },
    Code {
        code: YAML_SYNTAX,
        meaning: "The file is not written in the way that YAML needs, so it cannot be read from here on. \
                  Mostly a quotation mark or a bracket is not closed, a tab stands in place of spaces, or a \
                  text with a colon in it stands without quotes. Look at the line shown and the one above \
                  it: text in straight quotes, and two spaces for what belongs to a field.",
        example: r#"why_partner: you offer two things: workshops and placements
# right:
why_partner: "you offer two things: workshops and placements""#,
    },
    Code {
        code: YAML_TAG,
        meaning: "A value begins with `!`, which in YAML says of what kind the value is. Handclasp knows \
                  that already and does not use the sign. If the `!` belongs to the text, put the text in \
                  quotes; otherwise take it away.",
        example: r#"sector: !important
# right:
sector: "!important""#,
    },
    Code {
        code: YAML_TOO_DEEP,
        meaning: "Fields or lists stand inside one another more than 24 levels deep; no field of yours needs \
                  more than a few. Mostly a row of brackets was typed by accident. Take away the brackets \
                  that are too many.",
        example: r#"activities: [[[[[[[[[[[[[[[[[[[[[[[[["Guest lectures"]]]]]]]]]]]]]]]]]]]]]]]]]
# right:
activities: ["Guest lectures"]"#,
    },
    Code {
        code: YAML_TOO_MANY,
        meaning: "A list or a file has far more entries than anybody writes: more than 1,000 in a list \
                  or keys in one place, or 20,000 values in a file. Mostly a whole table was pasted into \
                  one partner's file. Take it out; a list of partners is read by `handclasp import`.",
        example: "activities: [\"1\", \"2\", \"3\", … \"100000\"]
# right:
activities: [\"Guest lectures\"]",
    },
];
