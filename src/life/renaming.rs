//! A partner's file gets another name, and with it all that is called after it or names it.

use std::path::PathBuf;

use super::begun::Begun;
use super::own_files::OwnFiles;
use super::reference::{has_word, references, with_new_name};
use super::relocation::{Relocation, carry_out};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::editing::rename_copies;
use crate::history::{Fact, Ledger, LedgerEntry, LedgerEvent, ReadLedger, Signer, read_ledger, renaming};
use crate::workspace::{FolderLock, OUTPUT, PartnerFileKind, Turn, Workspace, is_id, is_there};
use crate::yaml::parse;

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenameResult {
    /// Files and folders that are called otherwise now, each with its new name.
    pub moved: Vec<(String, String)>,
    /// Files that named the partner and name it by its new name now, with the fields.
    pub edited: Vec<(String, Vec<String>)>,
}

/// Renames a partner's file; what a run that was cut off has done already is not done again. `waits` is called when another
/// run has to be waited for.
///
/// # Errors
/// Why it cannot be done: then nothing was, or it is noted how far it came.
pub fn rename(
    workspace: &Workspace,
    old: &str,
    new: &str,
    waits: &dyn Fn(),
) -> Result<RenameResult, Diagnostics> {
    let _turn = Turn::take(&workspace.ledgers(), waits)?;
    let begun = Begun::Rename { from: old.to_owned(), to: new.to_owned() };
    let is_resumed = Begun::noted_in(workspace)?.as_ref() == Some(&begun);
    let plan = RenamePlan::of(workspace, old, new, is_resumed)?;
    let output = workspace.root().join(OUTPUT);
    let _hold = is_there(&output).then(|| FolderLock::on(&output, waits)).transpose()?;
    // A log that another run has open stops us before anything has begun.
    let mut ledgers = Vec::new();
    for path in &plan.logs {
        ledgers.push(Ledger::open_to_note(path)?);
    }
    begun.note(workspace)?;
    for ledger in &mut ledgers {
        let is_noted = ledger.entries().iter().filter_map(renaming).next_back() == Some((old, new));
        if !is_noted {
            ledger.note(None, LedgerEvent::Renamed { from: old.to_owned(), to: new.to_owned() })?;
        }
    }
    drop(ledgers);
    let mut result = RenameResult::default();
    for edit in plan.edits {
        if !workspace.rewrite(&edit.path, &edit.before, edit.after.as_bytes())? {
            return Err(Diagnostic::error(
                codes::UNFINISHED,
                format!("`{}` was changed meanwhile; it stays as it is", edit.name),
            )
            .help(format!("run `{}` once more, which goes on", begun.command()))
            .into());
        }
        result.edited.push((edit.name, edit.fields));
    }
    for moved in carry_out(&plan.moves)? {
        result.moved.push((workspace.shown(&moved.from), workspace.shown(&moved.to)));
    }
    rename_copies(workspace, old, new)?;
    workspace.note_ended()?;
    Ok(result)
}

/// What is to be done.
struct RenamePlan {
    moves: Vec<Relocation>,
    edits: Vec<ReferenceEdit>,
    /// The logs in which the new name is noted.
    logs: Vec<PathBuf>,
}

/// A file that names the partner.
struct ReferenceEdit {
    /// As messages name it.
    name: String,
    /// Its path in the workspace.
    path: String,
    fields: Vec<String>,
    before: String,
    after: String,
}

impl RenamePlan {
    fn of(workspace: &Workspace, old: &str, new: &str, is_resumed: bool) -> Result<Self, Diagnostics> {
        check_name(new)?;
        let own = match is_resumed {
            true => OwnFiles::of(workspace, old)?,
            false => OwnFiles::only(workspace, old)?,
        };
        let there = OwnFiles::of(workspace, new)?;
        if old == new {
            let problem =
                Diagnostic::error(codes::FILE_EXISTS, format!("the partner is called `{new}` already"));
            return Err(problem.help("name the one that it has, then the one that it is to have").into());
        }
        // One by one the log moves first: what was sent is known by the new name before there is anything to send.
        let mut moves = vec![Relocation { from: workspace.ledger(old), to: workspace.ledger(new) }];
        moves.extend(own.right.iter().map(|file| Relocation::renamed(file, new)));
        moves.dedup();
        let folders = workspace.folders_of(old).into_iter().zip(workspace.folders_of(new));
        moves.extend(folders.map(|(from, to)| Relocation { from, to }));
        let mut taken: Vec<String> = Vec::new();
        if !is_resumed {
            taken.extend(there.right.iter().chain(&there.misnamed).map(|file| file.name.clone()));
        }
        let barred = moves.iter().filter(|relocation| relocation.is_barred());
        taken.extend(barred.map(|relocation| workspace.shown(&relocation.to)));
        taken.sort();
        taken.dedup();
        if !taken.is_empty() {
            return Err(exists(new, &taken).into());
        }
        let logs = logs_to_note(workspace, [&own, &there], old)?;
        let edits = edits(workspace, old, new)?;
        Ok(Self { moves, edits, logs })
    }
}

/// Whether a partner's file can be called so.
fn check_name(new: &str) -> Result<(), Diagnostic> {
    if is_id(new) {
        return Ok(());
    }
    let small: String = new.to_lowercase();
    let problem =
        Diagnostic::error(codes::BAD_FILE_NAME, format!("`{new}` cannot be the name of a partner's file"));
    Err(problem.help(match is_id(&small) {
        true => format!("write it in small letters: {small}"),
        false => "use small letters a to z, digits and hyphens, without a folder and without .yaml: gruenfliess; some \
                  names, such as con and aux, no computer with Windows can keep"
            .to_owned(),
    }))
}

/// That the new name is taken.
fn exists(new: &str, taken: &[String]) -> Diagnostic {
    let is = if taken.len() == 1 { "is" } else { "are" };
    Diagnostic::error(
        codes::FILE_EXISTS,
        format!("the name `{new}` is taken: {} {is} there already", all(taken)),
    )
    .help("choose another name; or, when that is left from a partner that is gone, move or delete it first")
}

/// The partner's own logs; one to begin when there is none and something was made or sent; and those of others in which the
/// partner stands by its id.
fn logs_to_note(workspace: &Workspace, own: [&OwnFiles; 2], old: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let own_logs = own.iter().flat_map(|own| &own.right).filter(|file| file.kind == PartnerFileKind::Log);
    let mut logs: Vec<PathBuf> = own_logs.map(|file| file.path.clone()).collect();
    let has_more = workspace.folders_of(old).iter().any(|folder| is_there(folder));
    if logs.is_empty() && has_more && own[0].in_place(PartnerFileKind::Data).is_some() {
        logs.push(workspace.ledger(old));
    }
    let signed = |entry: &LedgerEntry| match &entry.event {
        LedgerEvent::Noted { fact: Fact::Signed { by: Signer::Further(id), .. }, .. } => id == old,
        _ => false,
    };
    for file in workspace.all_partner_files()? {
        if file.kind == PartnerFileKind::Log && file.partner != old && file.misnamed.is_none() {
            // What cannot be read is told by whoever needs it.
            let Ok(ReadLedger { entries, .. }) = read_ledger(&file.path) else { continue };
            if entries.iter().any(signed) && !logs.contains(&file.path) {
                logs.push(file.path);
            }
        }
    }
    Ok(logs)
}

/// The files that name the partner, with its new name.
fn edits(workspace: &Workspace, old: &str, new: &str) -> Result<Vec<ReferenceEdit>, Diagnostics> {
    let mut found = Diagnostics::new();
    let mut edits = Vec::new();
    for file in workspace.all_partner_files()? {
        if file.kind != PartnerFileKind::Data || file.misnamed.is_some() {
            continue;
        }
        // A file that cannot be read may name the partner; nothing says that it does.
        let Ok(source) = file.text() else { continue };
        if !has_word(source.text(), old) {
            continue;
        }
        let by_hand = |why: &str| {
            Diagnostic::error(codes::UNFINISHED, format!("`{}` may name `{old}`, and {why}", file.name)).help(
                format!("mend it (`handclasp check {}` tells what is wrong), then rename", file.partner),
            )
        };
        let Ok(tree) = parse(&source) else {
            found.push(by_hand("has mistakes, so that the new name cannot be put there"));
            continue;
        };
        let is_own = file.partner == old || file.partner == new;
        let places = references(&tree, old, is_own);
        if places.is_empty() {
            continue;
        }
        match with_new_name(&source, &places, old, new) {
            Some(after) => {
                let mut fields: Vec<String> = places.into_iter().map(|place| place.field).collect();
                fields.dedup();
                let path = file.path.strip_prefix(workspace.root()).unwrap_or(&file.path);
                edits.push(ReferenceEdit {
                    path: path.to_string_lossy().into_owned(),
                    name: file.name,
                    fields,
                    before: source.text().to_owned(),
                    after,
                });
            }
            None => found.push(by_hand("the new name cannot be put there by itself")),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(edits) }
}
