//! Second versions of files, as programs leave them that keep a folder alike on several computers: of logs the two are
//! joined; of other files it is told what differs.

use std::path::Path;

use serde_json::Value as Json;

use super::log_union::union;
use crate::diagnostic::words::{count, visible};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::history::read_ledger;
use crate::model::{Institution, Partner};
use crate::schema::{Described, Record};
use crate::workspace::{
    AppendedFile, INSTITUTION, OBJECTIONS, PARTNERS, PartnerFile, PartnerFileKind, Turn, Workspace,
    appended_text, delete, is_there, read, read_lines, with_plain_lines,
};

/// What was done with the second versions of files.
#[derive(Debug, Default)]
pub struct JoinResult {
    /// Those that are joined or say nothing new, and are gone: their names, those of the first, and how many lines came
    /// from them.
    pub joined: Vec<JoinedVersion>,
    /// Those that stay, and why.
    pub found: Diagnostics,
}

/// A second version that is in the first now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedVersion {
    /// Its name.
    pub second: String,
    /// That of the first.
    pub first: String,
    /// How many lines came from it.
    pub lines: usize,
}

/// Joins all second versions of logs, and takes away those of other files that say the same as the first. `waits` is called
/// when another run has to be waited for.
///
/// # Errors
/// When the folders cannot be read, or another run keeps its turn.
pub fn join(workspace: &Workspace, waits: &dyn Fn()) -> Result<JoinResult, Diagnostic> {
    let _turn = Turn::take(&workspace.ledgers(), waits)?;
    let mut result = JoinResult::default();
    for (second, first) in pairs(workspace)? {
        let first_path = workspace.root().join(&first);
        let done = match second.kind {
            PartnerFileKind::Log => join_logs(&first_path, &second.path),
            PartnerFileKind::Data => joined_data(&first, &first_path, &second),
        };
        match done {
            Ok(lines) => {
                // What came in may have been lost where the two were apart.
                if second.kind == PartnerFileKind::Log {
                    match read_ledger(&first_path) {
                        Ok(log) => result.found.extend(log.problems()),
                        Err(problem) => result.found.push(problem),
                    }
                }
                result.joined.push(JoinedVersion { second: second.name, first, lines });
            }
            Err(problem) => result.found.push(problem),
        }
    }
    Ok(result)
}

/// The second versions, each with the name of the first.
fn pairs(workspace: &Workspace) -> Result<Vec<(PartnerFile, String)>, Diagnostic> {
    let mut pairs = Vec::new();
    for file in workspace.partner_files()? {
        let ending = match file.kind {
            PartnerFileKind::Log => "log",
            PartnerFileKind::Data => "yaml",
        };
        let first = format!("{PARTNERS}/{}.{ending}", file.partner);
        let is_second = file.misnamed.as_ref().is_some_and(|problem| problem.code == codes::CONFLICT_COPY);
        if is_second && is_there(&workspace.root().join(&first)) {
            pairs.push((file, first));
        }
    }
    let lists = workspace.objection_files()?.into_iter().map(|file| (file, OBJECTIONS.to_owned()));
    let institutions = workspace.institution_copies()?.into_iter().map(|file| (file, INSTITUTION.to_owned()));
    let second = |(file, first): &(PartnerFile, String)| {
        file.misnamed.is_some() && is_there(&workspace.root().join(first))
    };
    pairs.extend(lists.chain(institutions).filter(second));
    Ok(pairs)
}

/// Joins a log into another one, which another run cannot write into meanwhile; the second goes when the disk has the whole.
/// Gives how many lines came from it.
///
/// # Errors
/// A log that cannot be read or written; both are as they were then.
pub(super) fn join_logs(first: &Path, second: &Path) -> Result<usize, Diagnostic> {
    let (other, own) = (AppendedFile::open(second)?, AppendedFile::open(first)?);
    let ((second_file, second_text), (first_file, first_text)) = (other, own);
    let joined = union(&first_text, &second_text);
    let came = joined
        .lines()
        .count()
        .saturating_sub(first_text.lines().filter(|line| !line.trim().is_empty()).count());
    if joined != first_text {
        first_file.replaced_by(&joined)?;
        if appended_text(first)?.as_ref() != Some(&joined) {
            let message = format!("`{}` was written and is not what was written", first.display());
            return Err(Diagnostic::error(codes::UNNOTED, message)
                .help("the disk or the program that keeps the folder alike is in the way; the other version is still there"));
        }
    }
    drop(second_file);
    delete(second)?;
    Ok(came)
}

/// Takes away a second version of a file that says the same as the first.
///
/// # Errors
/// That the two differ, and in what.
fn joined_data(first: &str, path: &Path, second: &PartnerFile) -> Result<usize, Diagnostic> {
    let bytes = |path: &Path| read(path).map(|bytes| bytes.map(with_plain_lines));
    if bytes(path)? == bytes(&second.path)? {
        delete(&second.path)?;
        return Ok(0);
    }
    let message = format!("`{}` and `{first}` say different things", second.name);
    let problem = Diagnostic::error(codes::CONFLICT_COPY, message);
    let differences = if first == INSTITUTION {
        differing::<Institution>(path, &second.path)
    } else {
        differing::<Partner>(path, &second.path)
    };
    let what = match differences.as_deref() {
        None => "one of the two has mistakes, so that they cannot be compared".to_owned(),
        Some([]) => "all values are the same; only comments, the order or the spacing differ".to_owned(),
        Some(fields) => {
            let more = fields.len().saturating_sub(MOST_FIELDS);
            let named: Vec<String> =
                fields.iter().take(MOST_FIELDS).map(|field| format!("`{field}`")).collect();
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("they differ in {}: {}{rest}", count(fields.len(), "field"), named.join(", "))
        }
    };
    Err(problem.help(format!(
        "{what}. Open both, take over into `{first}` what is right, then delete `{}`",
        second.name
    )))
}

/// How many fields are named.
const MOST_FIELDS: usize = 12;

/// The fields in which two files differ; none when one of them cannot be read.
fn differing<T: Described>(first: &Path, second: &Path) -> Option<Vec<String>> {
    let values = |path: &Path| {
        let (source, _) = read_lines(path).ok()??;
        Some(Record::<T>::read(source).ok()?.values)
    };
    let mut fields = Vec::new();
    compare(&values(first)?, &values(second)?, "", &mut fields);
    Some(fields)
}

/// Adds the fields in which two values differ.
fn compare(one: &Json, other: &Json, field: &str, fields: &mut Vec<String>) {
    let below = |key: &str| if field.is_empty() { visible(key) } else { format!("{field}.{}", visible(key)) };
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            for (key, value) in one {
                compare(value, other.get(key).unwrap_or(&Json::Null), &below(key), fields);
            }
            for key in other.keys().filter(|key| !one.contains_key(*key)) {
                fields.push(below(key));
            }
        }
        (Json::Array(one), Json::Array(other)) => {
            for at in 0..one.len().max(other.len()) {
                let value = |list: &'_ [Json]| list.get(at).cloned().unwrap_or(Json::Null);
                compare(&value(one), &value(other), &below(&(at + 1).to_string()), fields);
            }
        }
        _ if one == other => {}
        _ => fields.push(field.to_owned()),
    }
}
