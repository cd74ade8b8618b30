//! The last stage: what lies ready is put into its places.

use super::report::ReportLine;
use super::stage::{StagedDocuments, StagedFile};
use super::stale::remove_further_pages;
use crate::clock::Stopwatch;
use crate::diagnostic::Diagnostics;
use crate::due::{Edition, Request, Task};
use crate::format::Format;
use crate::partnership::Partnership;
use crate::workspace::Staged;

/// What was done for a partner.
pub struct Committed {
    /// The documents that were written.
    pub lines: Vec<ReportLine>,
    /// What is told of all of them.
    pub found: Diagnostics,
}

impl Committed {
    /// The editions that were written as PDF.
    pub fn with_pages(&self) -> impl Iterator<Item = Edition> {
        let written = self.lines.iter().filter(|line| line.formats.contains(&Format::Pdf));
        written.map(|line| line.edition.clone())
    }
}

/// Puts the files into their places.
pub fn commit(
    request: &Request,
    partnership: &Partnership<'_>,
    stage: StagedDocuments,
    tasks: &[Task],
) -> Committed {
    let manner = &request.manner;
    let StagedDocuments { mut decision, mut ready, mut findings, mut found } = stage;
    if let Err(problem) = decision.manifest.write(&decision.folder, &decision.before) {
        found.push(problem);
        ready.clear();
    }
    let mut lines = Vec::new();
    for (one, files) in ready {
        let watch = Stopwatch::start();
        let (formats, problems) = put(files);
        found.extend(problems);
        let stayed = remove_further_pages(&mut decision.manifest, &decision.folder, &one, manner);
        if !stayed.is_empty() {
            // It is tried again the next time.
            decision.manifest.forget_making(&one.task.stem(manner));
            found.extend(decision.manifest.write(&decision.folder, &decision.before).err());
        }
        found.extend(stayed);
        findings.join(one.made.warnings);
        lines.push(ReportLine {
            partner: partnership.id.to_owned(),
            edition: one.task.edition,
            formats,
            time: one.time + watch.elapsed(),
        });
    }
    let names: Vec<String> = tasks.iter().map(Task::name).collect();
    let mut all = findings.settle(names.iter().map(String::as_str), manner.gaps);
    all.extend(found);
    Committed { lines, found: all }
}

/// Puts the files of a document into their places; gives the formats that are there now.
fn put(files: Vec<StagedFile>) -> (Vec<Format>, Diagnostics) {
    let mut formats = Vec::new();
    let mut found = Diagnostics::new();
    for StagedFile { format, staged } in files {
        match staged.map_or(Ok(()), Staged::put) {
            Ok(()) => formats.push(format),
            Err(problem) => found.push(problem),
        }
    }
    (formats, found)
}
