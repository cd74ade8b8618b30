//! What somebody says of a signature.

use jiff::civil::Date;

use super::scan_source::ScanSource;

/// What somebody says of a signature.
#[derive(Debug, Clone)]
pub struct SigningRequest {
    /// The partner, by its id.
    pub partner: String,
    /// The document.
    pub document: String,
    /// Who signed: `us`, `them`, or the id of a further organisation.
    pub by: String,
    /// The scan.
    pub scan: ScanSource,
    /// The day of the signature.
    pub on: Date,
    /// Which version was signed; the one that is in hand when it is not said.
    pub version: Option<u32>,
    /// In which languages it is: `en`, `en+pl`; those in which it is made when it is not said.
    pub languages: Option<String>,
    /// Today.
    pub today: Date,
}
