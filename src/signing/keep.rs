//! A scan is kept, and the signature noted.

use super::request::SigningRequest;
use super::scan_kind::ending_of;
use super::what_is_signed::{edition, in_a_name, signer, version, who};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::sha256;
use crate::due::{Edition, Manner};
use crate::history::{Fact, Ledger, LedgerEvent, NotedSignature, PartnerHistory, SignedText, signatures_in};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::render::Press;
use crate::rules;
use crate::workspace::{FileOutcome, OUTPUT, SIGNED, Workspace, scan};
use crate::writing::{Manifest, text_to_sign};

/// A scan that is kept, and of which it is noted who signed.
#[derive(Debug, Clone)]
pub struct KeptScan {
    /// The document.
    pub document: String,
    /// Which version of it, from 1.
    pub version: u32,
    /// Who signed, in a sentence: us, the partner.
    pub by: String,
    /// Where the copy is, below the workspace, with `/`.
    pub file: String,
    /// What is odd about it.
    pub found: Diagnostics,
}

/// How many scans of the same signature are kept beside one another.
const MOST_SCANS: u32 = 99;

/// Keeps the scan of a signed document and notes who signed.
///
/// # Errors
/// A file that is no scan, a document that nobody signs, somebody who has signed already; what cannot be read or written.
/// Nothing is noted then.
pub fn keep(project: &Project, request: &SigningRequest) -> Result<KeptScan, Diagnostics> {
    let bytes = scan(&request.scan)?;
    let ending = ending_of(&request.scan, &bytes)?;
    let workspace = &project.workspace;
    let loaded = project.load(&request.partner)?;
    // A text that was never built is looked at as it was on the day of the signature.
    let partnership = project.partnership(&loaded, request.on.min(request.today));
    let folder = workspace.root().join(OUTPUT).join(&request.partner);
    let manifest = Manifest::read(&folder)?;
    let first = edition(project, &partnership, request, &manifest)?;
    let by = signer(project, &partnership, request)?;
    // Held from here on, so that two people do not note the same.
    let mut ledger = Ledger::open_to_note(&workspace.ledger(&request.partner))?;
    let (number, text) = {
        let mut signatures = signatures_in(ledger.entries());
        signatures.retain(|signature| signature.document == request.document);
        let number = version(request, &by, &signatures, &manifest)?;
        let signed_before = text_of(&signatures, &first.in_version(number)).cloned();
        let text = signed_before.or_else(|| {
            let press = Press::new(project);
            text_to_sign(&press, &partnership, &first.in_version(number), &folder)
        });
        (number, text)
    };
    let edition = first.in_version(number);
    let stem = format!("{}.v{number}.{}", first.stem(&Manner::USUAL), in_a_name(&by));
    let name = kept_under(workspace, &request.partner, &stem, ending, &bytes)?;
    let file = format!("{SIGNED}/{}/{name}", request.partner);
    let fact =
        Fact::Signed { by: by.clone(), file: file.clone(), sha256: sha256(&bytes), version: number, text };
    let about = (edition.document.as_str(), &edition.occasion);
    ledger.note(Some(about), LedgerEvent::Noted { on: request.on, fact })?;
    let history = PartnerHistory::of(&loaded.partner.model, Some(ledger.entries()));
    let after = Partnership { history: &history, today: request.today, ..partnership };
    let found = rules::on_signatures(&after, &request.document);
    Ok(KeptScan { document: edition.document, version: number, by: who(&by).to_owned(), file, found })
}

/// The text that others have signed in the same languages.
fn text_of<'h>(signatures: &[NotedSignature<'h>], edition: &Edition) -> Option<&'h SignedText> {
    let is_same = |signature: &&NotedSignature<'_>| {
        let signed = signature.file_name().and_then(Edition::of_file);
        signature.version == edition.occasion.version()
            && signed.is_some_and(|signed| signed.languages == edition.languages)
    };
    signatures.iter().filter(is_same).find_map(|signature| signature.text)
}

/// Puts a copy into the folder of what was signed; gives its name. What lies there stays: the same bytes, as a run that was
/// cut off has left them, are the copy; others get another name.
fn kept_under(
    workspace: &Workspace,
    partner: &str,
    stem: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<String, Diagnostic> {
    for at in 1..=MOST_SCANS {
        let number = if at > 1 { format!("-{at}") } else { String::new() };
        let name = format!("{stem}{number}.{ending}");
        if workspace.keep_signed(partner, &name, bytes)? == FileOutcome::New
            || workspace.signed_copy(partner, &name)?.is_some_and(|there| there == bytes)
        {
            return Ok(name);
        }
    }
    let message = format!("there are {MOST_SCANS} scans of this signature in `{SIGNED}/{partner}` already");
    Err(Diagnostic::error(codes::SCAN, message).help("put those that nobody needs elsewhere"))
}
