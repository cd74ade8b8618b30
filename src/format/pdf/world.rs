//! What Typst sees: fonts, layouts and one document's program, all in memory.
//!
//! **Why fixed names.** Typst keeps every path for ever in a table of 65,536; so a document's program,
//! data, logo and QR code have the same names each time, and a partner's name is never one.

use std::borrow::Cow;
use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::diagnostic::{Diagnostic, codes};
use crate::source::SourceFile;
use crate::workspace::TemplateFiles;

/// The part of Typst that all documents share; made once.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// A bit for each character, whether some font has it.
    glyphs: Vec<u64>,
    layouts: HashMap<FileId, (Source, SourceFile)>,
    main: FileId,
    meta: FileId,
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Typesetter {
    /// Reads fonts and layouts.
    ///
    /// # Errors
    /// A layout that is not text, a font file that is no font.
    pub fn new(files: &TemplateFiles) -> Result<Self, Diagnostic> {
        let mut fonts = Vec::new();
        for name in files.under("fonts") {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            if !["otf", "ttf", "otc", "ttc"].contains(&ending.as_str()) {
                continue;
            }
            let bytes = files.bytes(name).unwrap_or_default().to_vec();
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(bytes)));
            if fonts.len() == before {
                return Err(Diagnostic::error(codes::BAD_FONT, format!("`templates/{name}` is not a font"))
                    .help("fonts are files that end in .otf or .ttf"));
            }
        }
        let mut layouts = HashMap::new();
        for name in files.under("layouts") {
            if !name.ends_with(".typ") {
                continue;
            }
            let (Some(Ok(file)), Some(id)) = (files.text(name), id(&format!("/{name}"))) else {
                return Err(Diagnostic::error(
                    codes::UNREADABLE_FILE,
                    format!("`templates/{name}` cannot be read as text"),
                ));
            };
            layouts.insert(id, (Source::new(id, file.text().to_owned()), file));
        }
        let fixed = |path: &str| {
            id(path).ok_or_else(|| Diagnostic::error(codes::INTERNAL, format!("`{path}` is no path")))
        };
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            glyphs: bits(fonts.iter().flat_map(|font| font.info().coverage.iter())),
            fonts,
            layouts,
            main: fixed("/main.typ")?,
            meta: fixed("/meta.json")?,
        })
    }

    /// Whether some font can show a character; what is never shown needs none.
    pub fn has_glyph(&self, one: char) -> bool {
        let code = one as usize;
        let has = self.glyphs.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1);
        has || one.is_whitespace()
            || one.is_control()
            || matches!(one, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
    }

    /// The families of the fonts that there are.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = self.fonts.iter().map(|font| font.info().family.as_str()).collect();
        families.sort_unstable();
        families.dedup();
        families
    }

    /// The source of a layout at a path.
    pub fn source_at(&self, path: &str) -> Option<&Source> {
        self.layouts.get(&id(path)?).map(|(source, _)| source)
    }

    /// The file of the layout of a name.
    pub fn layout(&self, name: &str) -> Option<&SourceFile> {
        self.layout_file(id(&format!("/layouts/{name}.typ"))?)
    }

    /// The file of a layout.
    pub fn layout_file(&self, id: FileId) -> Option<&SourceFile> {
        self.layouts.get(&id).map(|(_, file)| file)
    }
}

/// One document for Typst.
pub struct Job<'a> {
    typesetter: &'a Typesetter,
    main: Source,
    meta: Bytes,
    pictures: Vec<(FileId, Bytes)>,
}

impl<'a> Job<'a> {
    /// A document's program, its data, paths and bytes of its pictures.
    pub fn new(
        typesetter: &'a Typesetter,
        main: &str,
        meta: &str,
        pictures: &[(String, Cow<'_, [u8]>)],
    ) -> Self {
        let picture = |(path, bytes): &(String, Cow<'_, [u8]>)| Some((id(path)?, Bytes::new(bytes.to_vec())));
        Self {
            typesetter,
            main: Source::new(typesetter.main, main.to_owned()),
            meta: Bytes::from_string(meta.to_owned()),
            pictures: pictures.iter().filter_map(picture).collect(),
        }
    }

    /// The part that is shared.
    pub fn typesetter(&self) -> &Typesetter {
        self.typesetter
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.typesetter.main {
            return Ok(self.main.clone());
        }
        self.typesetter.layouts.get(&id).map(|(source, _)| source.clone()).ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.typesetter.meta {
            return Ok(self.meta.clone());
        }
        let picture = self.pictures.iter().find(|(picture, _)| *picture == id);
        picture.map(|(_, bytes)| bytes.clone()).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// A set of characters, one bit each.
fn bits(codes: impl Iterator<Item = u32>) -> Vec<u64> {
    let mut bits = vec![0; char::MAX as usize / 64 + 1];
    for code in codes {
        if let Some(word) = bits.get_mut(code as usize / 64) {
            *word |= 1 << (code % 64);
        }
    }
    bits
}
