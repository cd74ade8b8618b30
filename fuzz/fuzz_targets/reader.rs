//! Any text as a partner's and as the institution's file: read or refused, never a panic, and every
//! problem shows a place in the file.

#![no_main]

use handclasp::diagnostic::alike::Alike;
use handclasp::diagnostic::human::{self, Colour};
use handclasp::diagnostic::{Diagnostics, json};
use handclasp::model::{Institution, Partner};
use handclasp::schema::{Described, Record};
use handclasp::source::SourceFile;
use libfuzzer_sys::{Corpus, fuzz_target};

const LARGEST: usize = 64 << 10;

fuzz_target!(|data: &[u8]| -> Corpus {
    // Bytes that are no text are refused before the reader sees them.
    let Some(text) = std::str::from_utf8(data).ok().filter(|text| text.len() <= LARGEST) else {
        return Corpus::Reject;
    };
    read::<Partner>("partners/x.yaml", text);
    read::<Institution>("institution.yaml", text);
    Corpus::Keep
});

fn read<T: Described>(name: &str, text: &str) {
    let file = SourceFile::new(name, text);
    match Record::<T>::read(file.clone()) {
        Ok(record) => {
            assert!(!record.remarks.has_errors(), "read, and yet an error: {:?}", record.remarks);
            shown(&file, &record.remarks);
        }
        Err(found) => {
            assert!(found.has_errors(), "refused without an error: {found:?}");
            shown(&file, &found);
        }
    }
}

fn shown(file: &SourceFile, found: &Diagnostics) {
    for one in found.iter() {
        let label = one.label.as_ref().unwrap_or_else(|| panic!("no place: {one:?}"));
        assert_eq!(label.file.name(), file.name());
        let (start, end) = (label.span.start, label.span.end);
        assert!(file.text().get(start..end).is_some(), "{start}..{end} is no place: {}", one.message);
        assert!(!human::render(&Alike::of(one), Colour::Never).is_empty());
        let line = json::render(one);
        assert!(line.starts_with('{') && !line.contains('\n'), "not a line of JSON: {line}");
    }
}
