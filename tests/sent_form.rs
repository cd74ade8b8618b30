//! A form of a page as a browser would send it, without having changed anything in it.

/// What a form of a page has, in the order of the page.
pub fn sent(page: &str, form: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("id=\"{form}\"")).unwrap_or_else(|| panic!("no form `{form}` in {page}"));
    let end = start + page[start..].find("</form>").expect("the end of a form");
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(open) = page[at..].find('<').map(|found| at + found) {
        let close = open + page[open..].find('>').expect("the end of a tag");
        let tag = &page[open + 1..close];
        at = close + 1;
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let has = |attribute: &str| tag.split_whitespace().any(|one| one == attribute);
        let is_own = match attribute(tag, "form") {
            Some(named) => named == form,
            None => (start..end).contains(&open),
        };
        let Some(field) = attribute(tag, "name").filter(|_| is_own) else { continue };
        match name {
            "input" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                let is_sent = !["radio", "checkbox"].contains(&kind.as_str()) || has("checked");
                let value = attribute(tag, "value").unwrap_or_default();
                assert!(is_kept(&kind, &value), "a browser loses `{value}` in {tag}");
                if is_sent {
                    // A browser takes line breaks away there.
                    fields.push((field, value.replace(['\r', '\n'], "")));
                }
            }
            "textarea" => {
                let text = &page[at..at + page[at..].find("</textarea>").expect("the end of a text")];
                let text = unescaped(text);
                let text = text.strip_prefix('\n').unwrap_or(&text);
                fields.push((field, text.replace("\r\n", "\n").replace('\n', "\r\n")));
            }
            "select" => {
                let inner = &page[at..at + page[at..].find("</select>").expect("the end of a choice")];
                let options: Vec<&str> = inner.split("<option ").skip(1).collect();
                let chosen = options.iter().find(|one| {
                    one.split('>')
                        .next()
                        .is_some_and(|tag| tag.split_whitespace().any(|one| one == "selected"))
                });
                let chosen = chosen.or(options.first()).expect("a choice");
                fields.push((field, attribute(chosen, "value").unwrap_or_default()));
            }
            _ => {}
        }
    }
    fields
}

/// Whether an input of a browser keeps a value, or empties itself.
fn is_kept(kind: &str, value: &str) -> bool {
    let digits = |pattern: &str| {
        value.len() == pattern.len()
            && value.bytes().zip(pattern.bytes()).all(|(one, like)| match like {
                b'0' => one.is_ascii_digit(),
                like => one == like,
            })
    };
    match kind {
        "date" => value.is_empty() || digits("0000-00-00"),
        "time" => value.is_empty() || digits("00:00"),
        "datetime-local" => value.is_empty() || digits("0000-00-00T00:00"),
        "number" => value.parse::<f64>().is_ok() || value.is_empty(),
        "color" => digits("#000000"),
        "email" | "url" => value.trim() == value && !value.contains('\n'),
        _ => true,
    }
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag
        .split_once(&format!(" {name}=\""))
        .or_else(|| tag.strip_prefix(&format!("{name}=\"")).map(|rest| ("", rest)));
    rest.and_then(|(_, rest)| rest.split('"').next()).map(unescaped)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// A form in the letters in which a browser sends it.
pub fn encoded(fields: &[(String, String)]) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        byte => format!("%{byte:02X}"),
    };
    let text = |text: &str| text.bytes().map(letter).collect::<String>();
    fields.iter().map(|(name, value)| format!("{}={}", text(name), text(value))).collect::<Vec<_>>().join("&")
}

/// The same form with another text in a field, which must be there.
pub fn typed(fields: &mut [(String, String)], name: &str, text: &str) {
    let field = fields.iter_mut().find(|(own, _)| own == name).unwrap_or_else(|| panic!("no field `{name}`"));
    text.clone_into(&mut field.1);
}
