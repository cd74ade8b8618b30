//! Which edition of a document somebody signed, in which version, and who it was.

use std::collections::BTreeSet;

use super::request::SigningRequest;
use crate::diagnostic::words::{alternatives, did_you_mean, visible};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{AskedLanguages, Edition, Selection, tasks};
use crate::history::{NotedSignature, Signer};
use crate::model::{Occasion, US};
use crate::partnership::Partnership;
use crate::project::Project;
use crate::template::Kind;
use crate::writing::Manifest;

/// The partner, as somebody names it who says who signed.
const THEM: &str = "them";

/// Who signed.
///
/// # Errors
/// Somebody who is no party to the document.
pub fn signer(
    project: &Project,
    partnership: &Partnership<'_>,
    request: &SigningRequest,
) -> Result<Signer, Diagnostic> {
    let by = request.by.trim();
    let template = project.templates.of_any_language(&request.document);
    let is_agreement = template.is_some_and(|template| template.kind() == Kind::Agreement);
    let mut parties = vec![US, THEM];
    parties.extend(partnership.further_ids().filter(|_| is_agreement));
    match by {
        US => Ok(Signer::Us),
        THEM => Ok(Signer::Them),
        id if id == partnership.id => Ok(Signer::Them),
        id if parties.contains(&id) => Ok(Signer::Further(id.to_owned())),
        other => {
            let message = format!("`{}` does not sign `{}`", visible(other), request.document);
            let help = did_you_mean(other, &parties)
                .unwrap_or_else(|| format!("it is signed by {}", alternatives(&parties)));
            Err(Diagnostic::error(codes::NOT_TO_BE_SIGNED, message).help(help))
        }
    }
}

/// The edition that was signed, in its first version.
///
/// # Errors
/// A document that there is not, or that nobody signs; languages in which there is none.
pub fn edition(
    project: &Project,
    partnership: &Partnership<'_>,
    request: &SigningRequest,
    manifest: &Manifest,
) -> Result<Edition, Diagnostics> {
    let document = request.document.as_str();
    let signed = signed_documents(project);
    if project.templates.of_any_language(document).is_none() {
        let help = did_you_mean(document, &signed)
            .unwrap_or_else(|| format!("a signature is noted of {}", alternatives(&signed)));
        let message = format!("there is no document `{}`", visible(document));
        return Err(Diagnostic::error(codes::UNKNOWN_DOCUMENT, message).help(help).into());
    }
    if !signed.contains(&document) {
        let message = format!("`{document}` is nothing that is signed");
        let help = format!("a signature is noted of {}", alternatives(&signed));
        return Err(Diagnostic::error(codes::NOT_TO_BE_SIGNED, message).help(help).into());
    }
    if let Some(tags) = &request.languages {
        return in_languages(project, document, tags).map_err(Diagnostics::from);
    }
    let selection = Selection {
        documents: vec![document.to_owned()],
        partners: vec![partnership.id.to_owned()],
        languages: AskedLanguages::OfPartner,
        ..Selection::default()
    };
    let mut found = Diagnostics::new();
    let usual = tasks(project, &selection, partnership, &mut found).into_iter().next();
    let usual = usual.map(|task| task.edition.in_version(1)).ok_or(found)?;
    // What was made in other languages only is what was signed.
    let made: BTreeSet<Edition> = editions_of(manifest, document).map(|one| one.in_version(1)).collect();
    Ok(match made.first() {
        Some(only) if made.len() == 1 && !made.contains(&usual) => only.clone(),
        _ => usual,
    })
}

/// The editions of a document that were made.
fn editions_of(manifest: &Manifest, document: &str) -> impl Iterator<Item = Edition> {
    let editions = manifest.names().filter_map(Edition::of_file);
    editions.filter(move |edition| {
        edition.document == document && matches!(edition.occasion, Occasion::None | Occasion::Version(_))
    })
}

/// The documents that somebody signs, once for each partner.
pub fn signed_documents(project: &Project) -> Vec<&str> {
    let is_signed = |name: &&str| {
        let template = project.templates.of_any_language(name);
        template.is_some_and(|template| template.kind().is_signed() && template.occasion().is_none())
    };
    project.templates.documents().into_iter().filter(is_signed).collect()
}

fn in_languages(project: &Project, document: &str, tags: &str) -> Result<Edition, Diagnostic> {
    let edition = Edition::of_file(&format!("{document}.{tags}")).filter(|edition| {
        edition.occasion.is_none() && edition.document == document && edition.languages.written() == tags
    });
    let spoken = project.templates.languages(document);
    // Only of a document whose languages the data name there are some in two.
    let template = project.templates.of_any_language(document);
    let may_be_two = template.is_some_and(|template| template.said("languages").next().is_some());
    let is_made = |edition: &Edition| {
        (may_be_two || edition.languages.all().count() == 1)
            && edition.languages.all().all(|tag| spoken.contains(&tag))
    };
    edition.filter(is_made).ok_or_else(|| {
        let message = format!("there is no `{document}` in `{}`", visible(tags));
        let two = if may_be_two { "; two languages are written `en+pl`" } else { "" };
        Diagnostic::error(codes::MISSING_TRANSLATION, message)
            .help(format!("it can be made in {}{two}", alternatives(&spoken)))
    })
}

/// Which version of an edition was signed, from 1.
///
/// # Errors
/// A version that there is not, or that this side has signed; one that is not clear.
pub fn version(
    request: &SigningRequest,
    by: &Signer,
    signatures: &[NotedSignature<'_>],
    manifest: &Manifest,
) -> Result<u32, Diagnostic> {
    let document = request.document.as_str();
    let made = editions_of(manifest, document).map(|edition| edition.occasion.version());
    let signed = signatures.iter().map(|signature| signature.version);
    let last = made.chain(signed).max().unwrap_or(1).max(1);
    let is_signed_by =
        |number: u32| signatures.iter().find(|signature| signature.version == number && signature.by == by);
    let number = match request.version {
        Some(0) => {
            let message = "versions are counted from 1";
            return Err(Diagnostic::error(codes::NOT_TO_BE_SIGNED, message).help("write `--version 1`"));
        }
        Some(number) if number > last => {
            let message = format!("there is no version {number} of `{document}` yet; the last one is {last}");
            let help = format!(
                "`handclasp build {document} --partner {}` makes the next version when the text has changed since the last \
                 one was signed",
                request.partner
            );
            return Err(Diagnostic::error(codes::NOT_TO_BE_SIGNED, message).help(help));
        }
        Some(number) => number,
        None => {
            let is_open = |number: &u32| is_signed_by(*number).is_none();
            let open: Vec<u32> = (last.saturating_sub(1).max(1)..=last).filter(is_open).collect();
            if let [earlier, later] = open.as_slice() {
                let message =
                    format!("it is not clear which version of `{document}` was signed: {earlier} or {later}");
                let help = format!("write `--version {earlier}` or `--version {later}`");
                return Err(Diagnostic::error(codes::NOT_TO_BE_SIGNED, message).help(help));
            }
            last
        }
    };
    match is_signed_by(number) {
        None => Ok(number),
        Some(before) => {
            let message = format!(
                "it is noted already that version {number} of `{document}` was signed by {} on {}",
                in_a_name(by),
                before.day
            );
            Err(Diagnostic::error(codes::SIGNED_BEFORE, message).help(format!(
                "if the wrong scan was noted, take that back with `handclasp log {} undo`, as long as it is the last thing \
                 noted; another version is named with `--version`",
                request.partner
            )))
        }
    }
}

/// Somebody who signed, as it is written on the command line and in the name of a file.
pub fn in_a_name(by: &Signer) -> &str {
    match by {
        Signer::Us => US,
        Signer::Them => THEM,
        Signer::Further(id) => id,
    }
}
