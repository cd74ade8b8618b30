//! What came out of a field of many lines, with the line ends of the file.
//!
//! A browser sends every line end as two characters and keeps no byte order mark. Lines that nobody touched stay as they
//! are, byte for byte; new ones end as most do.

/// The mark that some editors put in front of a text.
const MARK: &str = "\u{feff}";

/// What a browser sent, as the file has it.
pub fn with_lines_of(before: &str, typed: &str) -> String {
    let body = before.strip_prefix(MARK).unwrap_or(before);
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    let old: Vec<&str> = body.split_inclusive('\n').collect();
    let new: Vec<&str> = typed.split_inclusive('\n').collect();
    let is_same = |(old, new): &(&&str, &&str)| shown(old) == **new;
    let first = old.iter().zip(&new).take_while(is_same).count();
    let last = old[first..].iter().rev().zip(new[first..].iter().rev()).take_while(is_same).count();
    let windows = old.iter().filter(|line| line.ends_with("\r\n")).count();
    let end = if windows * 2 > old.len() { "\r\n" } else { "\n" };
    let mut text = String::new();
    text.push_str(&before[..before.len() - body.len()]);
    text.extend(old[..first].iter().copied());
    for line in &new[first..new.len() - last] {
        match line.strip_suffix('\n') {
            Some(line) => {
                text.push_str(line);
                text.push_str(end);
            }
            None => text.push_str(line),
        }
    }
    text.extend(old[old.len() - last..].iter().copied());
    text
}

/// A text as a field of many lines shows it, and as it comes back.
pub fn shown(text: &str) -> String {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    // A page cannot hold this letter; a browser puts another one in its place.
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}
