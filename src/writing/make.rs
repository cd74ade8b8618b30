//! The second stage: the bytes of what is due; nothing is written yet.

use std::collections::BTreeMap;
use std::time::Duration;

use super::decide::Decision;
use crate::clock::Stopwatch;
use crate::diagnostic::Diagnostic;
use crate::due::{EditPolicy, Manner, Request, Task, mistake_at};
use crate::mistake;
use crate::partnership::Partnership;
use crate::project::WritingBans;
use crate::render::{Findings, Made, Output, Press, Renderer};

/// A decision, carried out.
pub struct Making {
    /// What was decided.
    pub decision: Decision,
    /// What was made.
    pub made: Vec<MadeDocument>,
    /// What could not be made, with the mistake of the program that kept it from that, if it was one.
    pub unmade: Vec<(Task, Option<Diagnostic>)>,
    /// Why it could not be made.
    pub why: Findings,
}

/// A document that was made, to be written.
pub struct MadeDocument {
    /// Which.
    pub task: Task,
    /// What it was made from, by format.
    pub made_from: BTreeMap<String, String>,
    /// The bytes and what is remarked.
    pub made: Made,
    /// How long it took to make it.
    pub time: Duration,
}

impl MadeDocument {
    /// Its files: names and bytes.
    pub fn files(&self, manner: &Manner) -> impl Iterator<Item = (String, &Output)> {
        let name = |output: &Output| self.task.edition.file_name(output.format, output.page, manner);
        self.made.outputs.iter().map(move |output| (name(output), output))
    }
}

/// Makes what is due; gives what made it too, which keeps the pages that it has set if it is to.
pub fn make<'a>(
    press: &'a Press<'a>,
    request: &Request,
    partnership: &Partnership<'a>,
    bans: Option<WritingBans<'a>>,
    mut decision: Decision,
    keeps_pages: bool,
) -> (Making, Renderer<'a>) {
    let mut renderer = Renderer::new(press, *partnership, request.manner)
        .with_edits(decision.used_edits(request))
        .with_bans(bans);
    if request.edits == EditPolicy::Keep {
        renderer = renderer.keeping_edits();
    }
    if keeps_pages {
        renderer = renderer.keeping_sheets();
    }
    let mut made = Vec::new();
    let mut unmade = Vec::new();
    let mut why = Findings::default();
    for (task, made_from) in std::mem::take(&mut decision.due) {
        let watch = Stopwatch::start();
        match mistake::caught(|| renderer.make(&task.edition, &task.formats)) {
            Ok(Ok(one)) => {
                made.push(MadeDocument { task, made_from, made: one, time: watch.elapsed() });
            }
            Ok(Err(found)) => {
                why.join(found);
                unmade.push((task, None));
            }
            Err(place) => {
                let mistake = mistake_at(partnership.id, &task.name(), &place);
                unmade.push((task, Some(mistake)));
            }
        }
    }
    (Making { decision, made, unmade, why }, renderer)
}
