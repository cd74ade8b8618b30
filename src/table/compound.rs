//! The container of older workbooks (MS-CFB): a file system in a file.

/// The last places of a chain; what is larger is no sector.
const LAST: u32 = 0xffff_fffa;

/// The size of the smallest stream that has sectors of its own.
const LEAST: usize = 4096;

/// The bytes of the first stream that has one of these names; none when there is none of them.
pub fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let container = Container::of(bytes)?;
    let folder = container.chain(container.number(48)?, &container.table, usize::MAX)?;
    let entries = folder.chunks_exact(128);
    let root = entries.clone().next()?;
    let entry = names.iter().find_map(|name| entries.clone().find(|entry| is_called(entry, name)))?;
    let place = |entry| Some((number_at(entry, 116)?, usize::try_from(number_at(entry, 120)?).ok()?));
    let (start, size) = place(entry)?;
    // Small streams lie in one of their own.
    let mut content = if size < LEAST {
        let (first, most) = place(root)?;
        let small = container.chain(first, &container.table, most)?;
        let table = container.chain(container.number(60)?, &container.table, usize::MAX)?;
        let table: Vec<u32> = numbers(&table).collect();
        Container { bytes: &small, sector: 64, first: 0, table: Vec::new() }.chain(start, &table, size)?
    } else {
        container.chain(start, &container.table, size)?
    };
    content.truncate(size);
    Some(content)
}

/// Whether a file is such a container and has a stream of one of these names.
pub fn has(bytes: &[u8], names: &[&str]) -> bool {
    let folder = || {
        let container = Container::of(bytes)?;
        container.chain(container.number(48)?, &container.table, usize::MAX)
    };
    folder().is_some_and(|folder| {
        folder.chunks_exact(128).any(|entry| names.iter().any(|name| is_called(entry, name)))
    })
}

struct Container<'a> {
    bytes: &'a [u8],
    /// The size of a sector, and where the first begins.
    sector: usize,
    first: usize,
    /// Which sector follows which.
    table: Vec<u32>,
}

impl<'a> Container<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = match bytes.get(30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self { bytes, sector, first: sector, table: Vec::new() };
        let mut parts: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut next = container.number(68)?;
        // No more of them than the file has room for.
        for _ in 0..bytes.len() / sector {
            let Some(more) = container.sector(next).filter(|_| next < LAST) else { break };
            let (last, more) = more.split_last_chunk::<4>().map(|(more, last)| (last, more))?;
            parts.extend(numbers(more));
            next = u32::from_le_bytes(*last);
        }
        let table: Vec<u32> = parts
            .iter()
            .filter(|part| **part < LAST)
            .filter_map(|part| container.sector(*part))
            .flat_map(numbers)
            .collect();
        container.table = table;
        Some(container)
    }

    fn number(&self, at: usize) -> Option<u32> {
        number_at(self.bytes, at)
    }

    /// The bytes of a sector; some programs cut the last one short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_mul(self.sector)?.checked_add(self.first)?;
        self.bytes.get(start..start.checked_add(self.sector)?.min(self.bytes.len()))
    }

    /// The bytes of a chain of sectors, until there are enough; none when it is broken, or bites its tail.
    fn chain(&self, start: u32, table: &[u32], enough: usize) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let mut next = start;
        // No more of them than the file has room for.
        for _ in 0..=self.bytes.len() / self.sector + 1 {
            if next >= LAST {
                return Some(content);
            }
            content.extend_from_slice(self.sector(next)?);
            if content.len() >= enough {
                return Some(content);
            }
            next = *table.get(usize::try_from(next).ok()?)?;
        }
        None
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Whether an entry has a name, which is kept as UTF-16, in any case.
fn is_called(entry: &[u8], name: &str) -> bool {
    let letters = entry.chunks_exact(2).take(32).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
    String::from_utf16_lossy(&letters).eq_ignore_ascii_case(name)
}

/// The records of a stream from a place on: what they are and what is in them.
pub fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let head = stream.get(at..at.checked_add(4)?)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let body = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((u16::from_le_bytes([head[0], head[1]]), body))
    })
}
