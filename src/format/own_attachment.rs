//! Files of one's own that go with an email: a brochure beside what Handclasp makes.

use crate::diagnostic::words::alternatives;

/// From so many bytes on an email with its attachments is long on its way, and some mailboxes refuse it.
pub const HEAVY: usize = 5_000_000;
/// More than so many bytes hardly any mailbox takes; a mail carries each attachment a third larger than it is.
pub const TOO_HEAVY: usize = 20_000_000;

/// A kind of file that can go with an email: how its name ends, what a mail calls it (IANA media types), how its bytes
/// begin.
const KINDS: &[(&str, &str, &[u8])] = &[
    ("pdf", "application/pdf", b"%PDF-"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK"),
    ("odt", "application/vnd.oasis.opendocument.text", b"PK"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", b"PK"),
    ("odp", "application/vnd.oasis.opendocument.presentation", b"PK"),
    ("jpg", "image/jpeg", b"\xff\xd8\xff"),
    ("jpeg", "image/jpeg", b"\xff\xd8\xff"),
    ("png", "image/png", b"\x89PNG"),
];

/// Whether a file is, by its name, of a kind that can go with an email.
pub fn is_kind_attached(name: &str) -> bool {
    let ending = ending(name);
    KINDS.iter().any(|(known, ..)| *known == ending)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase()
}

/// Why a file cannot go with an email: what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What a mail calls a file, by its name and its bytes; `bytes` is none when there is no such file in the folder of the
/// templates.
///
/// # Errors
/// That it does not lie there, that files of its kind do not go with emails, that it is none of the kind that its name says.
pub fn media_type(name: &str, bytes: Option<&[u8]>) -> Result<&'static str, Unfit> {
    let unfit = |message: String, help: String| Err(Unfit { message, help });
    let ending = ending(name);
    // A name as templates have it: folders and a file, with `/` between them, on each computer alike.
    let outside = name.contains(['\\', ':'])
        || name.starts_with('~')
        || name.split('/').any(|segment| segment.is_empty() || segment.starts_with('.'));
    if outside {
        let help = "copy the file into `templates/assets/` and write `assets/` and its name";
        return unfit(format!("`{name}` does not lie in the folder `templates/`"), help.to_owned());
    }
    let Some((_, media_type, beginning)) = KINDS.iter().find(|(known, ..)| *known == ending) else {
        let known: Vec<&str> = KINDS.iter().map(|(known, ..)| *known).collect();
        let help = format!(
            "attach a document of Handclasp’s as PDF, or a file that ends in {}",
            alternatives(&known)
        );
        return unfit(format!("`{name}` cannot be attached"), help);
    };
    match bytes {
        None => {
            let help = "put the file there, or take it out of the list";
            unfit(
                format!("there is no file `templates/{name}` and no document of that name"),
                help.to_owned(),
            )
        }
        Some([]) => unfit(format!("`templates/{name}` is empty"), "save the file once more".to_owned()),
        Some(bytes) if !bytes.starts_with(beginning) => {
            let help = "open it in the program that it comes from, and save it as that kind of file";
            unfit(format!("`templates/{name}` is no {} file inside", ending.to_uppercase()), help.to_owned())
        }
        Some(_) => Ok(media_type),
    }
}
