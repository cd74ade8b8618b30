//! An email: as a file that mail programs may open for editing (`X-Unsent: 1`, without Date and Message-ID,
//! which the mail program adds when the user sends it), or as it is sent.
//!
//! `multipart/mixed( multipart/alternative( text/plain, text/html ), attachments )`. The gaps of the
//! message builder that `reference/email.md` lists are guarded here.

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};

use super::ics::NamedAddress;
use crate::digest::Digest;
use crate::email_address::sent;
use crate::schema::is_language;

/// A file that goes with an email.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name, ASCII.
    pub file_name: String,
    /// What it is: application/pdf.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a message is made of.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// The sender.
    pub from: &'a NamedAddress,
    /// The recipients.
    pub to: &'a [NamedAddress],
    /// Who gets a copy, for all to see.
    pub cc: &'a [NamedAddress],
    /// The subject.
    pub subject: &'a str,
    /// The tag of the language that it is written in.
    pub language: &'a str,
    /// The text part.
    pub text: &'a str,
    /// The HTML part.
    pub html: &'a str,
    /// What is attached.
    pub attachments: &'a [Attachment],
    /// The Message-IDs of the mails that it follows, the latest last.
    pub references: &'a [String],
    /// What a message has that is sent; a draft has none of it.
    pub sending: Option<&'a Sending>,
    /// The calendar entry that asks for an answer, with its method.
    pub calendar: Option<(&'static str, &'a str)>,
}

/// What a message has that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Its date, as it stands in a message (RFC 5322, 3.3).
    pub date: String,
    /// Its Message-ID, without the angle brackets.
    pub message_id: String,
    /// The Message-IDs of the mails that it follows, the latest last.
    pub references: Vec<String>,
    /// Whose address stands in place of the recipient's, for a test.
    pub test_to: Option<String>,
    /// Whether the calendar entry is an invitation.
    pub invite: Option<Invite>,
}

/// An invitation to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invite {
    /// How often it was sent before.
    pub sequence: u32,
    /// Whether the meeting does not take place.
    pub cancelled: bool,
}

/// The message, lines ended by CRLF.
///
/// # Errors
/// What cannot stand in a message, in plain words.
pub fn write(letter: &Letter<'_>) -> Result<Vec<u8>, String> {
    fit(letter.subject, letter.from, letter.to.iter().chain(letter.cc))?;
    let quoted = |text: &str, content_type: ContentType| -> Result<SinglePart, String> {
        let encoding = ContentTransferEncoding::QuotedPrintable;
        let body = Body::new_with_encoding(text.replace('\n', "\r\n"), encoding)
            .map_err(|_| "the text cannot be encoded".to_owned())?;
        Ok(SinglePart::builder().header(content_type).body(body))
    };
    let alternative = MultiPart::alternative()
        .boundary(boundary("alternative", letter))
        .singlepart(quoted(letter.text, ContentType::TEXT_PLAIN)?)
        .singlepart(quoted(letter.html, ContentType::TEXT_HTML)?);
    let alternative = match letter.calendar {
        Some((method, entry)) => alternative.singlepart(calendar(method, entry)?),
        None => alternative,
    };
    let content = if letter.attachments.is_empty() {
        alternative
    } else {
        let mut mixed = MultiPart::mixed().boundary(boundary("mixed", letter)).multipart(alternative);
        for attachment in letter.attachments {
            mixed = mixed.singlepart(attach(attachment)?);
        }
        mixed
    };
    let from = address(letter.from)?;
    let first = letter.to.first().ok_or("nobody is there for it to go to")?;
    let mut message = Message::builder()
        .from(Mailbox::new(None, from.clone()))
        .to(Mailbox::new(None, address(first)?))
        .subject(letter.subject)
        .multipart(content)
        .map_err(|error| error.to_string())?;
    let headers = message.headers_mut();
    headers.remove_raw("Date");
    let mut lines = letter.sending.map_or_else(|| vec![("X-Unsent", "1".to_owned())], sending_lines);
    lines.extend(thread_lines(letter.references));
    // The language in which the spelling check of a mail program reads the text (RFC 3282).
    if !is_language(letter.language) {
        return Err(format!("`{}` is not the tag of a language", letter.language));
    }
    lines.push(("Content-Language", letter.language.to_owned()));
    for (name, value) in lines {
        // Our own words, ASCII throughout.
        let name = HeaderName::new_from_ascii_str(name);
        headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
    }
    let writers = std::slice::from_ref(letter.from);
    for (name, people) in [("From", writers), ("To", letter.to), ("Cc", letter.cc)] {
        if !people.is_empty() {
            headers.insert_raw(mailboxes(name, people)?);
        }
    }
    Ok(message.formatted())
}

/// The lines of a header that only a message has that is sent; the builder's own Date is in UTC.
fn sending_lines(sending: &Sending) -> Vec<(&'static str, String)> {
    vec![("Date", sending.date.clone()), ("Message-ID", format!("<{}>", sending.message_id))]
}

/// The lines of a header by which mail programs show a mail below those that it follows (RFC 5322, 3.6.4).
fn thread_lines(references: &[String]) -> Vec<(&'static str, String)> {
    let Some(last) = references.last() else { return Vec::new() };
    let all: Vec<String> = references.iter().map(|id| format!("<{id}>")).collect();
    vec![("In-Reply-To", format!("<{last}>")), ("References", all.join("\r\n "))]
}

/// Whether subject and names can stand in a message's header.
///
/// # Errors
/// What cannot, in plain words.
pub fn fit<'a>(
    subject: &str,
    from: &'a NamedAddress,
    to: impl Iterator<Item = &'a NamedAddress>,
) -> Result<(), String> {
    fit_text("subject", subject)?;
    for person in to.chain([from]) {
        fit_text("name", &person.name)?;
        address(person)?;
    }
    Ok(())
}

/// Whether a text, called `what` in messages, can stand at the top of an email.
///
/// # Errors
/// Why it cannot.
pub fn fit_text(what: &str, value: &str) -> Result<(), String> {
    if value.chars().any(char::is_control) {
        return Err(format!("the {what} has a control character in it"));
    }
    if value.contains("=?") {
        return Err(format!("the {what} `{value}` has `=?` in it, which mail programs take for a code"));
    }
    Ok(())
}

fn address(person: &NamedAddress) -> Result<Address, String> {
    sent(&person.email).parse().map_err(|_| format!("`{}` is not an email address", person.email))
}

/// A header with names and addresses, each on a line of its own (RFC 5322, 2.2.3).
fn mailboxes(header: &'static str, people: &[NamedAddress]) -> Result<HeaderValue, String> {
    let header = HeaderName::new_from_ascii_str(header);
    let each = people.iter().map(|person| Ok(mailbox(&person.name, &address(person)?)));
    let value = each.collect::<Result<Vec<_>, String>>()?.join(",\r\n ");
    // Each part is ASCII and has no line end but those that fold it.
    Ok(HeaderValue::dangerous_new_pre_encoded(header, value.clone(), value))
}

/// A name and an address as they stand in a header. An ASCII name is a quoted string (RFC 5322, section 3.2.4):
/// the builder would encode a comma or an apostrophe in base64, which looks like spam.
fn mailbox(name: &str, address: &Address) -> String {
    let plain = name.bytes().all(|one| (b' '..=b'~').contains(&one));
    if plain && !name.is_empty() && name.len() <= 60 {
        let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
        // Every byte was just seen to be printable ASCII.
        return format!("\"{quoted}\" <{address}>");
    }
    let name = (!name.is_empty()).then(|| name.to_owned());
    let mailbox = Mailbox::new(name, address.clone());
    let mut holder = lettre::message::header::Headers::new();
    holder.set(lettre::message::header::To::from(lettre::message::Mailboxes::from(mailbox)));
    let encoded = holder.to_string();
    encoded.strip_prefix("To: ").unwrap_or(&encoded).trim_end().to_owned()
}

/// The calendar entry as another form of the text, for programs that then ask whether to accept (RFC 6047,
/// 2.4: the parameter is the same as the entry's METHOD).
fn calendar(method: &str, entry: &str) -> Result<SinglePart, String> {
    let content_type = format!("text/calendar; charset=utf-8; method={method}")
        .parse::<ContentType>()
        .map_err(|_| format!("`{method}` is not a method"))?;
    let body = Body::new_with_encoding(entry.as_bytes().to_vec(), ContentTransferEncoding::Base64)
        .map_err(|_| "the calendar entry cannot be encoded".to_owned())?;
    Ok(SinglePart::builder().header(content_type).body(body))
}

/// Base64 for every attachment: as 7bit the builder would send bare line feeds.
fn attach(attachment: &Attachment) -> Result<SinglePart, String> {
    let name = &attachment.file_name;
    let content_type: ContentType = format!("{}; name=\"{name}\"", attachment.media_type)
        .parse()
        .map_err(|_| format!("`{}` is not a media type", attachment.media_type))?;
    let body = Body::new_with_encoding(attachment.bytes.clone(), ContentTransferEncoding::Base64)
        .map_err(|_| format!("`{}` cannot be encoded", attachment.file_name))?;
    Ok(SinglePart::builder().header(FileName(name.clone())).header(content_type).body(body))
}

/// `Content-Disposition: attachment` with a plain `filename` (RFC 2183): the builder would write
/// `filename*0`, which older mail programs do not read.
#[derive(Clone)]
struct FileName(String);

impl Header for FileName {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Disposition")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        // `ascii_file_name` leaves letters, digits, hyphens, underscores.
        let value = format!("attachment;\r\n filename=\"{}\"", self.0);
        HeaderValue::dangerous_new_pre_encoded(Self::name(), value.clone(), value)
    }
}

/// A boundary that is the same each time the same message is made.
fn boundary(part: &str, letter: &Letter<'_>) -> String {
    let addressee = letter.to.first().map_or("", |first| first.email.as_str());
    let hash = Digest::new().and(part).and(letter.subject).and(addressee).and(letter.text);
    format!("=_handclasp_{}", hash.digits(24))
}
