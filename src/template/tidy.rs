//! The blanks and blank lines of a text that was put together from pieces.

/// Blank lines that conditions and loops leave behind are joined to one; blanks at the ends of lines go.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            if !blank {
                tidy.push('\n');
            }
            blank = true;
        } else {
            tidy.push_str(line);
            tidy.push('\n');
            blank = false;
        }
    }
    while tidy.ends_with("\n\n") {
        tidy.pop();
    }
    tidy
}
