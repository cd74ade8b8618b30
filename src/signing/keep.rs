//! A scan is kept, so that the signature can be noted.

use super::request::SigningRequest;
use super::scan_kind::ending_of;
use super::what_is_signed::{edition, in_a_name, signer, version};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::digest::sha256;
use crate::due::{Edition, Manner};
use crate::history::{
    Fact, LedgerEntry, LedgerEvent, NotedSignature, PartnerHistory, SignedText, read_ledger, signatures_in,
};
use crate::model::Partner;
use crate::noting::{FactToNote, odd_day};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::render::Press;
use crate::rules;
use crate::workspace::{FileOutcome, OUTPUT, SIGNED, Workspace};
use crate::writing::{Manifest, text_to_sign};

/// How many scans of the same signature are kept beside one another.
const MOST_SCANS: u32 = 99;

/// Keeps the scan of a signed document; gives what is to be noted of it.
///
/// # Errors
/// A file that is no scan, a document that nobody signs, somebody who has signed already; what cannot be read or written.
pub fn keep(project: &Project, request: &SigningRequest) -> Result<FactToNote, Diagnostics> {
    let SigningRequest { partner, document, on, today, .. } = request;
    let mut remarks = Diagnostics::new();
    remarks.extend(odd_day(partner, *on, *today)?);
    let workspace = &project.workspace;
    let loaded = project.load(partner)?;
    // A text that was never built is looked at as it was on the day of the signature.
    let partnership = project.partnership(&loaded, *on);
    let folder = workspace.root().join(OUTPUT).join(partner);
    let manifest = Manifest::read(&folder)?;
    let first = edition(project, &partnership, request, &manifest)?;
    let by = signer(project, &partnership, request)?;
    let log = read_ledger(&workspace.ledger(partner))?.entries;
    let mut signatures = signatures_in(&log);
    signatures.retain(|signature| signature.document == *document);
    let number = version(request, &by, &signatures, &manifest)?;
    let edition = first.in_version(number);
    let bytes = request.scan.bytes()?;
    let ending = ending_of(&request.scan.shown(), &bytes)?;
    let text = text_of(&signatures, &edition).cloned().or_else(|| {
        let press = Press::new(project);
        text_to_sign(&press, &partnership, &edition, &folder)
    });
    let stem = format!("{}.v{number}.{}", first.stem(&Manner::USUAL), in_a_name(&by));
    let name = kept_under(workspace, partner, &stem, ending, &bytes)?;
    let file = format!("{SIGNED}/{partner}/{name}");
    let fact = Fact::Signed { by, file, sha256: sha256(&bytes), version: number, text };
    let about = (edition.document, edition.occasion);
    let entry = LedgerEntry {
        at: on.to_string(),
        document: Some(about.0.clone()),
        occasion: about.1.clone(),
        event: LedgerEvent::Noted { on: *on, fact: fact.clone() },
    };
    remarks.extend(odd_signatures(&partnership, &loaded.partner.model, [log, vec![entry]].concat(), request));
    Ok(FactToNote { partner: partner.clone(), on: *on, about: Some(about), fact, remarks })
}

/// What is odd about the signatures on a document, with the one that is to be noted.
fn odd_signatures(
    partnership: &Partnership<'_>,
    model: &Partner,
    log: Vec<LedgerEntry>,
    request: &SigningRequest,
) -> Diagnostics {
    let history = PartnerHistory::of(model, Some(&log));
    let after = Partnership { history: &history, today: request.today, ..*partnership };
    rules::on_signatures(&after, &request.document)
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
