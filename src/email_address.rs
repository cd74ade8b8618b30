//! Email addresses and names of servers: which ones there are, in which form they are sent, compared and shown, and
//! what is wrong with what is none.
//!
//! **Why two forms.** A domain may be written with the letters of any language (`schule-münchen.de`); servers know it in
//! a form of ASCII letters alone (`xn--schule-mnchen-3ob.de`, RFC 5890). People read the first one. Mails carry the
//! second, and addresses are compared in it, so that an objection noted for one form holds for the other. In front of
//! the `@` there is no such form: what is not ASCII there reaches few servers (RFC 6531).

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::letters;

static UTS46: Uts46 = Uts46::new();

/// The beginning of a part of a domain that stands for letters of some language.
const ENCODED: &str = "xn--";

/// The addresses that people have: what RFC 5321 allows besides (quotes, `?`, `%`) breaks in links.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    is_local(local) && domain_sent(domain).is_some_and(|sent| local.len() + 1 + sent.len() <= 254)
}

/// The form in which an address stands in a mail: its domain in ASCII letters. What is no address stays as it is.
pub fn sent(address: &str) -> Cow<'_, str> {
    match address.split_once('@').and_then(|(local, domain)| Some((local, domain_sent(domain)?))) {
        Some((local, domain)) if !address.is_ascii() => Cow::Owned(format!("{local}@{domain}")),
        _ => Cow::Borrowed(address),
    }
}

/// The form in which people read an address: its domain in the letters of its language. What is no address, or would
/// be mistaken for another one, stays as it is.
pub fn shown(address: &str) -> Cow<'_, str> {
    let parts = address.split_once('@').and_then(|(local, domain)| Some((local, domain_shown(domain)?)));
    match parts {
        Some((local, domain)) => Cow::Owned(format!("{local}@{domain}")),
        None => Cow::Borrowed(address),
    }
}

/// The form in which people read the name of a server.
pub fn shown_server(name: &str) -> Cow<'_, str> {
    domain_shown(name).map_or(Cow::Borrowed(name), Cow::Owned)
}

/// A domain in the letters of its language, when it is written in others and leads back to the same one.
fn domain_shown(domain: &str) -> Option<String> {
    if !is_encoded(domain) {
        return None;
    }
    let (shown, flaws) = UTS46.to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    let leads_back = domain_sent(&shown).is_some_and(|sent| sent == domain.to_ascii_lowercase());
    (flaws.is_ok() && leads_back).then(|| shown.into_owned())
}

/// The form in which addresses are compared: without blanks around it, in small letters, the domain as it is sent.
pub fn compared(address: &str) -> String {
    let plain = letters::composed(address.trim()).to_lowercase();
    sent(&plain).into_owned()
}

/// Whether two addresses lead to the same mailbox, as far as can be seen.
pub fn is_same(one: &str, other: &str) -> bool {
    compared(one) == compared(other)
}

/// The form in which a server is called: its name in ASCII letters; none of what is no server's name.
pub fn server_name(text: &str) -> Option<Cow<'_, str>> {
    if !text.is_ascii() {
        return domain_sent(text).map(Cow::Owned);
    }
    let within = |one: char| one.is_ascii_alphanumeric() || "-.:".contains(one);
    let is_name = text.len() <= 253
        && text.chars().all(within)
        && text.contains(|one: char| one.is_ascii_alphanumeric());
    is_name.then_some(Cow::Borrowed(text))
}

fn is_encoded(domain: &str) -> bool {
    let begins = |label: &str| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(ENCODED));
    domain.is_ascii() && domain.split('.').any(begins)
}

/// Whether a part of an address or of a domain has letters and digits, and these signs within.
fn is_word(part: &str, signs: &str) -> bool {
    let known = |one: char| one.is_ascii_alphanumeric() || signs.contains(one);
    !part.is_empty() && part.chars().all(known) && !part.starts_with('-') && !part.ends_with('-')
}

fn is_local(local: &str) -> bool {
    local.len() <= 64 && local.split('.').all(|word| is_word(word, "+_'-"))
}

/// The form of a domain that servers know, in small letters; none of what is no domain, or is written so that a server
/// reads other letters than people do.
fn domain_sent(domain: &str) -> Option<String> {
    if !domain.contains('.') {
        return None;
    }
    if domain.is_ascii() && !is_encoded(domain) {
        let is_label = |label: &str| label.len() <= 63 && is_word(label, "-");
        return domain.split('.').all(is_label).then(|| domain.to_ascii_lowercase());
    }
    let (read, flaws) = UTS46.to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    // In Catalan a point stands between two l.
    let is_known = |one: char| one.is_ascii() || one == '·' || letters::is_of_a_word(one);
    let is_read_so = (domain.is_ascii() || *read == domain.to_lowercase()) && read.chars().all(is_known);
    if flaws.is_err() || !is_read_so || read.split('.').any(|label| foreign_letter(label).is_some()) {
        return None;
    }
    let sent =
        UTS46.to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify);
    sent.ok().map(Cow::into_owned)
}

/// The first letter that is of another alphabet than those before it, and looks like one of theirs: `schulе` with a
/// Russian `е`.
fn foreign_letter(word: &str) -> Option<char> {
    let alphabet = |one: char| match one {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some("Latin"),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        _ => None,
    };
    let mut first = None;
    word.chars().find(|one| {
        let own = alphabet(*one);
        own.is_some() && *first.get_or_insert(own) != own
    })
}

/// What to do about a text that is no address, with the reason; none when nothing better is known than what an address
/// looks like.
pub fn advice(text: &str) -> Option<String> {
    if is_email(text) {
        return None;
    }
    if addresses(text) > 1 {
        return Some("it is more than one address: each contact has one".to_owned());
    }
    let (right, reasons) = cleaned(text);
    if !reasons.is_empty() && is_email(&right) {
        return Some(format!("{}: write `{right}`", reasons.join(", ")));
    }
    let (local, domain) = right.split_once('@').filter(|(_, domain)| !domain.contains('@'))?;
    if let Some(one) = foreign_letter(local).or_else(|| domain.split('.').find_map(foreign_letter)) {
        return Some(format!(
            "its `{one}` is a letter of another alphabet that only looks like the right one: type the address anew"
        ));
    }
    let plain: String = local.chars().map(|one| if one.is_alphabetic() { 'a' } else { one }).collect();
    let accent = local.chars().find(|one| !one.is_ascii() && one.is_alphabetic());
    if let Some(one) = accent.filter(|_| is_email(&format!("{plain}@{domain}"))) {
        return Some(format!(
            "most mail servers do not take `{one}` in front of the `@`: ask the partner for its address in plain letters \
             (a to z), which it mostly has, and do not guess it"
        ));
    }
    let is_broken = is_local(local) && is_encoded(domain);
    is_broken.then(|| format!("there is no domain `{domain}`: copy the address again"))
}

/// A text without what people and programs put around and into an address: `Ola <a@b.org>`, `mailto:a@b.org`.
pub fn meant(text: &str) -> String {
    cleaned(text).0
}

/// How many addresses stand in a text.
fn addresses(text: &str) -> usize {
    let parts = text.split(|one: char| one.is_whitespace() || ",;/|".contains(one));
    parts.filter(|part| is_email(part.trim_matches(['<', '>', '(', ')', '"', '.']))).count()
}

const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '«', '»', '`'];
/// What stands in front of an address in a link.
const SCHEME: &str = "mailto:";

/// A text without what people and programs put around and into an address, and what that was.
fn cleaned(text: &str) -> (String, Vec<String>) {
    let mut right = text.to_owned();
    let mut reasons = Vec::new();
    let mut take = |right: &mut String, new: String, reason: String| {
        if *right != new {
            *right = new;
            reasons.push(reason);
        }
    };
    let unseen = |one: char| letters::is_unseen(one) || matches!(one, '\u{200c}' | '\u{200d}');
    let seen = right.replace(unseen, "");
    take(&mut right, seen, "it has a character that nobody sees".to_owned());
    let inside = right.trim().to_owned();
    take(&mut right, inside, "a blank stands around it".to_owned());
    let inside = right.trim_matches(QUOTES).trim().to_owned();
    take(&mut right, inside, "quotation marks stand around it".to_owned());
    if let Some((one, plain)) = right.chars().find_map(|one| Some((one, of_keyboard(one)?))) {
        let new = right.chars().map(|one| of_keyboard(one).unwrap_or(one)).collect();
        take(&mut right, new, format!("its `{one}` is not the `{plain}` of the keyboard"));
    }
    if let Some((_, inner)) = right.rsplit_once('<') {
        let inner = inner.trim_end_matches([' ', '>', ';', ',']).trim().to_owned();
        take(&mut right, inner, "a name or `<` `>` stands around it".to_owned());
    }
    if right.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME)) {
        let address = right[SCHEME.len()..].split('?').next().unwrap_or_default().trim_start_matches('/');
        let address = address.trim().to_owned();
        take(&mut right, address, "`mailto:` stands in front of it".to_owned());
    }
    if !right.contains('@') {
        let spelt = spelt_out(&right);
        take(&mut right, spelt, "its signs are spelt out".to_owned());
    }
    if right.matches('@').count() == 1 {
        let joined: String = right.chars().filter(|one| !one.is_whitespace()).collect();
        take(&mut right, joined, "a blank stands in it".to_owned());
    }
    let inside = right.trim_end_matches(['.', ',', ';', ':', ')', '!']).to_owned();
    let sign = right.chars().next_back().unwrap_or('.');
    take(&mut right, inside, format!("`{sign}` stands at its end"));
    let sign = right.chars().next().unwrap_or('.');
    let inside = right.trim_start_matches(['.', ',', ';', ':', '(']).to_owned();
    take(&mut right, inside, format!("`{sign}` stands in front of it"));
    let once = right.replace("@@", "@");
    take(&mut right, once, "`@` stands in it twice".to_owned());
    if let Some((local, domain)) = right.split_once('@') {
        let (read, flaws) = UTS46.to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
        if let Some(comma) = domain.contains(',').then(|| domain.replace(',', ".")) {
            let new = format!("{local}@{comma}");
            take(&mut right, new, "a comma stands in place of a full stop".to_owned());
        } else if flaws.is_ok() && !domain.is_ascii() && domain_sent(domain).is_none() {
            let new = format!("{local}@{read}");
            take(&mut right, new, "mail servers read its domain with other letters".to_owned());
        }
    }
    (right, reasons)
}

/// The sign of the keyboard that another one was meant for, if it is another one: full-width letters of East Asian
/// keyboards, dashes and apostrophes that an office program has put in place of the typed ones.
pub fn of_keyboard(one: char) -> Option<char> {
    match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(one as u32 - 0xfee0),
        '﹫' => Some('@'),
        '。' | '․' | '｡' => Some('.'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => Some('-'),
        '’' | '‘' | '´' | 'ʼ' => Some('\''),
        _ => None,
    }
}

/// An address whose signs were written as words, so that programs that collect addresses do not find it:
/// `info (at) schule (dot) de`.
fn spelt_out(text: &str) -> String {
    const AT: [&str; 12] =
        ["[at]", "(at)", "{at}", "<at>", "(ät)", "[ät]", "(a)", "[a]", "(@)", " at ", " AT ", " ät "];
    const DOT: [&str; 10] = [
        "[dot]", "(dot)", "{dot}", "(punkt)", "[punkt]", "(point)", "(punto)", "(ponto)", " dot ", " punkt ",
    ];
    let mut spelt = text.to_owned();
    for (words, sign) in [(AT.as_slice(), "@"), (DOT.as_slice(), ".")] {
        for word in words {
            let parts: Vec<&str> = spelt.split(word).map(str::trim).collect();
            if parts.len() > 1 {
                spelt = parts.join(sign);
            }
        }
    }
    spelt
}
