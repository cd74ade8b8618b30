//! Who signs a document: the rows of the table in its section `{.signatures}`.

use super::parsed::{Block, Document, Inline, Section, plain};

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSigner {
    /// The signature's name, the same each time the document is made: `party-a-signature-1`. Letters,
    /// digits and hyphens only, which every signing service takes.
    pub id: String,
    /// The person, as printed.
    pub name: String,
    /// The organisation, as printed.
    pub organisation: String,
}

/// Everybody who signs a document, in the order of the rows; the columns are name, position,
/// organisation and whatever is to be filled in.
pub fn signers(document: &Document) -> Vec<DocumentSigner> {
    let mut parties: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    for row in rows(document) {
        let cell = |at: usize| row.get(at).map(|cell| plain(cell).trim().to_owned()).unwrap_or_default();
        let organisation = cell(2);
        let known = parties.iter().position(|(name, _)| *name == organisation);
        let party = known.unwrap_or_else(|| {
            parties.push((organisation.clone(), 0));
            parties.len() - 1
        });
        parties[party].1 += 1;
        let id = format!("party-{}-signature-{}", letter(party), parties[party].1);
        found.push(DocumentSigner { id, name: cell(0), organisation });
    }
    found
}

fn rows(document: &Document) -> impl Iterator<Item = &Vec<Vec<Inline>>> {
    let signing = document.sections.iter().filter(|section| is_signing(section));
    signing.flat_map(|section| &section.blocks).flat_map(signing_rows)
}

/// Whether somebody signs in a section.
pub fn is_signing(section: &Section) -> bool {
    section.classes.iter().any(|one| one == CLASS)
}

/// The rows of a block of such a section, a signatory each.
pub fn signing_rows(block: &Block) -> &[Vec<Vec<Inline>>] {
    match block {
        Block::Table { head, rows, .. } if head.len() >= COLUMNS => rows,
        _ => &[],
    }
}

/// The class of the section.
const CLASS: &str = "signatures";
/// Name, position, organisation; a table with fewer columns is an ordinary one.
const COLUMNS: usize = 3;

/// a to z, then numbers.
fn letter(party: usize) -> String {
    match u8::try_from(party) {
        Ok(party @ 0..26) => char::from(b'a' + party).to_string(),
        _ => (party + 1).to_string(),
    }
}
