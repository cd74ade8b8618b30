//! A partner is put to rest in `archive`, and comes back.

use std::path::{Path, PathBuf};

use super::begun::Begun;
use super::joining::join_logs;
use super::own_files::{OwnFiles, unknown};
use super::reference::named_by;
use super::relocation::{Relocation, carry_out};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::workspace::{AppendedFile, PartnerFileKind, Turn, Workspace, is_there};

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestResult {
    /// Files that lie elsewhere now, each with its new name; none when they lay there already.
    pub moved: Vec<(String, String)>,
    /// The files of other partners that name this one.
    pub named_by: Vec<String>,
}

/// Puts a partner to rest. `waits` is called when another run has to be waited for.
///
/// # Errors
/// Why it cannot be done: then nothing was, or it is noted how far it came.
pub fn rest(workspace: &Workspace, partner: &str, waits: &dyn Fn()) -> Result<RestResult, Diagnostics> {
    let begun = Begun::Archive { partner: partner.to_owned() };
    let place = |kind: PartnerFileKind, _: &OwnFiles| Ok(Some(in_archive(workspace, partner, kind)));
    moved(workspace, partner, &begun, waits, &place, |own, kind| {
        own.in_place(kind).map(|file| file.path.clone()).into_iter().collect()
    })
}

/// Brings a partner back that rests.
///
/// # Errors
/// As [`rest`].
pub fn wake(workspace: &Workspace, partner: &str, waits: &dyn Fn()) -> Result<RestResult, Diagnostics> {
    let begun = Begun::Return { partner: partner.to_owned() };
    let place = |kind: PartnerFileKind, own: &OwnFiles| {
        let several: Vec<String> = own.at_rest(kind).map(|file| file.name.clone()).collect();
        if several.len() > 1 && kind == PartnerFileKind::Data {
            let message = format!("`{partner}` rests more than once: {}", all(&several));
            return Err(Diagnostic::error(codes::FILE_EXISTS, message)
                .help("look which one is right, and move the others out of `archive`"));
        }
        let folder = workspace.ledgers();
        Ok(Some(folder.join(format!("{partner}.{}", ending(kind)))))
    };
    moved(workspace, partner, &begun, waits, &place, |own, kind| {
        own.at_rest(kind).map(|file| file.path.clone()).collect()
    })
}

/// Where a file lies that is put to rest.
fn in_archive(workspace: &Workspace, partner: &str, kind: PartnerFileKind) -> PathBuf {
    workspace.archive().join(format!("{partner}.{}", ending(kind)))
}

fn ending(kind: PartnerFileKind) -> &'static str {
    match kind {
        PartnerFileKind::Data => "yaml",
        PartnerFileKind::Log => "log",
    }
}

type Destination<'a> = dyn Fn(PartnerFileKind, &OwnFiles) -> Result<Option<PathBuf>, Diagnostic> + 'a;

/// Moves a partner's file and its logs to another folder; a log that lies there already is joined with them.
fn moved(
    workspace: &Workspace,
    partner: &str,
    begun: &Begun,
    waits: &dyn Fn(),
    place: &Destination<'_>,
    which: impl Fn(&OwnFiles, PartnerFileKind) -> Vec<PathBuf>,
) -> Result<RestResult, Diagnostics> {
    let _turn = Turn::take(&workspace.ledgers(), waits)?;
    let is_resumed = Begun::noted_in(workspace)?.as_ref() == Some(begun);
    let own =
        if is_resumed { OwnFiles::of(workspace, partner)? } else { OwnFiles::only(workspace, partner)? };
    let mut result = RestResult { named_by: named_by(workspace, partner)?, ..RestResult::default() };
    let data = which(&own, PartnerFileKind::Data);
    if data.is_empty() && !is_resumed {
        // Where it is to be it lies already, or there is only what was noted of it.
        let is_known = own.right.iter().any(|file| file.kind == PartnerFileKind::Data);
        return if is_known { Ok(result) } else { Err(unknown(workspace, partner)?.into()) };
    }
    let mut moves = Vec::new();
    let mut joins: Vec<(PathBuf, PathBuf)> = Vec::new();
    for kind in [PartnerFileKind::Log, PartnerFileKind::Data] {
        let Some(to) = place(kind, &own)? else { continue };
        for from in which(&own, kind) {
            let is_taken = is_there(&to) || moves.iter().any(|one: &Relocation| one.to == to);
            match kind {
                PartnerFileKind::Log if is_taken => joins.push((to.clone(), from)),
                PartnerFileKind::Data if is_taken => return Err(taken(workspace, &to, &from).into()),
                _ => moves.push(Relocation { from, to: to.clone() }),
            }
        }
    }
    // A log that another run has open stops us before anything has begun.
    for log in moves.iter().filter(|one| one.from.extension().is_some_and(|ending| ending == "log")) {
        drop(AppendedFile::open(&log.from)?);
    }
    begun.note(workspace)?;
    for one in carry_out(&moves)? {
        result.moved.push((workspace.shown(&one.from), workspace.shown(&one.to)));
    }
    for (to, from) in joins {
        join_logs(&to, &from)?;
        result.moved.push((workspace.shown(&from), workspace.shown(&to)));
    }
    workspace.note_ended()?;
    Ok(result)
}

/// That a file of the partner lies in the other place too.
fn taken(workspace: &Workspace, to: &Path, from: &Path) -> Diagnostic {
    let (to, from) = (workspace.shown(to), workspace.shown(from));
    Diagnostic::error(codes::FILE_EXISTS, format!("there are two files of this partner: `{from}` and `{to}`"))
        .help("look which one is right, take over into it what only the other one has, and delete the other")
}
