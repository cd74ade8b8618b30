//! What a file says, however it is encoded: a mail has its words in lines of other letters.

/// The largest file that is looked through, in bytes.
pub const LARGEST: usize = 20_000_000;

/// The texts in a file's bytes: as they stand there, and what is written in another way in them; none of a file whose words
/// cannot be looked at, such as a PDF or a spreadsheet.
pub fn readings(bytes: &[u8]) -> Option<Vec<String>> {
    const SEALED: [&[u8]; 7] =
        [b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"];
    if bytes.len() > LARGEST || SEALED.iter().any(|head| bytes.starts_with(head)) {
        return None;
    }
    let wide = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = if bytes.starts_with(&[0xff, 0xfe]) {
        wide(u16::from_le_bytes)
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        wide(u16::from_be_bytes)
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // The letters of older encodings, as far as they are alike everywhere in the West.
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        }
    };
    let mut readings = vec![lossy(&unescaped(&text)), lossy(&by_percent(&text))];
    let mut packed = packed_lines(&text);
    packed.push(encoded_words(&text));
    for inner in packed.into_iter().filter(|inner| !inner.is_empty()) {
        readings.push(inner);
    }
    if text.contains('=') {
        readings.push(lossy(&quoted_printable(&text)));
    }
    readings.retain(|reading| *reading != text);
    readings.push(text);
    Some(readings)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Letters by their numbers, as JSON and YAML write them: `\u00e4`, `\xe4`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let length = match behind.chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            _ => 0,
        };
        let number = behind.get(1..=length).filter(|_| length > 0);
        match number.and_then(|number| u32::from_str_radix(number, 16).ok()).and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                rest = behind.get(1 + length..).unwrap_or_default();
            }
            None => {
                plain.push('\\');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    plain.into_bytes()
}

/// Bytes by their numbers, as links have them: `%C3%A4`.
fn by_percent(text: &str) -> Vec<u8> {
    by_hex(text, b'%', false)
}

/// Bytes by their numbers, as mails have them: `=C3=A4`, and lines that go on.
fn quoted_printable(text: &str) -> Vec<u8> {
    by_hex(text, b'=', true)
}

fn by_hex(text: &str, sign: u8, goes_on: bool) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| byte == sign) {
            Some(decoded) => {
                plain.push(decoded);
                at += 3;
            }
            None if goes_on && byte == sign && bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            None if goes_on && byte == sign && bytes[at + 1..].starts_with(b"\n") => at += 2,
            None => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain
}

/// The texts in lines of base64.
fn packed_lines(text: &str) -> Vec<String> {
    let is_line =
        |line: &str| line.len() >= 4 && line.bytes().all(|one| six_bits(one).is_some() || one == b'=');
    let mut texts = Vec::new();
    let mut block = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if is_line(line) {
            block.push_str(line);
        } else if !block.is_empty() {
            texts.extend(String::from_utf8(unpacked(&std::mem::take(&mut block))).ok());
        }
    }
    texts
}

/// The words in the heads of mails that are encoded (RFC 2047), one behind the other.
fn encoded_words(text: &str) -> String {
    let mut bytes = Vec::new();
    for piece in text.split("=?").skip(1) {
        let mut parts = piece.splitn(4, '?');
        let (Some(_), Some(how), Some(word)) = (parts.next(), parts.next(), parts.next()) else { continue };
        match how {
            "B" | "b" => bytes.extend(unpacked(word)),
            "Q" | "q" => bytes.extend(quoted_printable(&word.replace('_', " "))),
            _ => continue,
        }
        let behind = piece.rsplit("?=").next().unwrap_or_default();
        if !behind.trim().is_empty() {
            bytes.push(b' ');
        }
    }
    lossy(&bytes)
}

fn unpacked(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0);
    for value in text.bytes().filter_map(six_bits) {
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap_or_default());
        }
    }
    bytes
}

/// What a letter of base64 stands for.
fn six_bits(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
