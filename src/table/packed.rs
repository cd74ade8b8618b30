//! The parts of a workbook that is packed (.xlsx, .ods): read by their tags, for what the reader of workbooks does not
//! give: which rows are hidden, what is merged, which formulas were never calculated.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

/// A piece of a part, as it is read.
pub enum XmlPiece<'p> {
    /// A tag that opens; one without content closes right after.
    Opens(XmlTag<'p>),
    /// The name of a tag that closes.
    Closes(&'p str),
    /// What stands between tags.
    Text(&'p str),
}

/// A tag that opens.
pub struct XmlTag<'p>(&'p BytesStart<'p>);

impl<'p> XmlTag<'p> {
    /// Its name, whatever its prefix.
    pub fn name(&self) -> &'p str {
        self.0.local_name().into_inner()
    }

    /// The text of an attribute, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|one| one.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// The number of an attribute.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// Whether an attribute says yes.
    pub fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|text| text == "1" || text == "true")
    }
}

/// A packed file. Its parts are found without regard to case, and whichever stroke stands between folders, as the
/// reader of workbooks finds them.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What the parts are called there, by their plain names.
    names: HashMap<String, String>,
}

impl<'a> Package<'a> {
    /// Opens a packed file; none when it is none.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = archive.file_names().flatten().map(|name| (plain(&name), name.into_owned())).collect();
        Some(Self { archive, names })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, part: &str) -> bool {
        self.names.contains_key(&plain(part))
    }

    /// Whether there is a part with this ending.
    pub fn has_any(&self, ending: &str) -> bool {
        self.names.keys().any(|name| name.ends_with(ending))
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The first bytes of a part.
    pub fn start(&mut self, part: &str, most: u64) -> Option<Vec<u8>> {
        let name = self.names.get(&plain(part))?;
        let mut start = Vec::new();
        self.archive.by_name(name).ok()?.take(most).read_to_end(&mut start).ok()?;
        Some(start)
    }

    /// Calls something for every piece of a part, up to where an element ends; what comes after it may be damaged.
    /// None when there is no such part, or no XML in it.
    pub fn each(&mut self, part: &str, end: &str, mut what: impl FnMut(XmlPiece<'_>)) -> Option<()> {
        let name = self.names.get(&plain(part))?;
        let mut reader = Reader::from_reader(BufReader::new(self.archive.by_name(name).ok()?));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) => what(XmlPiece::Opens(XmlTag(&tag))),
                Event::Empty(tag) => {
                    what(XmlPiece::Opens(XmlTag(&tag)));
                    what(XmlPiece::Closes(tag.local_name().into_inner()));
                }
                Event::End(tag) => {
                    let name = tag.local_name().into_inner();
                    what(XmlPiece::Closes(name));
                    if name == end {
                        return Some(());
                    }
                }
                Event::Text(text) => what(XmlPiece::Text(&text.xml10_content())),
                Event::GeneralRef(_) => what(XmlPiece::Text("&")),
                Event::Eof => return Some(()),
                _ => {}
            }
            buffer.clear();
        }
    }
}

/// The name of a part as it is compared.
fn plain(part: &str) -> String {
    part.replace('\\', "/").to_ascii_lowercase()
}

/// Where a sheet is kept in an Excel workbook.
pub fn path_of_sheet(packed: &mut Package<'_>, sheet: &str) -> Option<String> {
    let book = path_of_workbook(packed)?;
    let (folder, name) = book.split_at(book.rfind('/').map_or(0, |at| at + 1));
    let mut id = None;
    packed.each(&book, "workbook", |piece| {
        let XmlPiece::Opens(tag) = piece else { return };
        let is_it = tag.name() == "sheet" && tag.get("name").as_deref() == Some(sheet);
        // Of two with one name the reader takes the first.
        if is_it && id.is_none() {
            id = tag.get("id");
        }
    })?;
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    packed.each(&format!("{folder}_rels/{name}.rels"), "Relationships", |piece| {
        let XmlPiece::Opens(tag) = piece else { return };
        if let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) {
            targets.insert(id, target);
        }
    })?;
    let target = targets.remove(&id?)?.replace('\\', "/");
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{target}"),
    })
}

/// Where an Excel workbook has its list of sheets: mostly, and not always, xl/workbook.xml.
fn path_of_workbook(packed: &mut Package<'_>) -> Option<String> {
    let mut found = None;
    packed.each("_rels/.rels", "Relationships", |piece| {
        let XmlPiece::Opens(tag) = piece else { return };
        let is_it = tag.get("Type").is_some_and(|kind| kind.ends_with("/relationships/officeDocument"));
        if is_it && let Some(target) = tag.get("Target") {
            found = Some(target.replace('\\', "/"));
        }
    })?;
    found.map(|target| target.strip_prefix('/').unwrap_or(&target).to_owned())
}
