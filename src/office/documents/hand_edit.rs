//! A text that somebody edited by hand, beside the one that would be made now.

use super::super::shared::seen_partner::{edits_of, rendered_from, selection_of};
use super::super::shared::snapshot::Snapshot;
use crate::digest::sha256;
use crate::due::{ComparedLine, Edits, Manner, Task, compared};
use crate::format::Format;
use crate::project::LoadedPartner;
use crate::writing::{DocumentState, outlook};

/// A text that somebody edited by hand.
pub struct HandEdit {
    /// The text.
    pub text: String,
    /// The text that would be made now without it; none when that cannot be made.
    pub fresh: Option<String>,
    /// Whether data or template have changed since it was edited.
    pub is_stale: bool,
    /// Whether the document stays as it is whatever its text says, because it was sent or signed.
    pub is_frozen: bool,
}

impl HandEdit {
    /// That of a document; none when nobody edited it.
    pub fn of(snapshot: &Snapshot, loaded: &LoadedPartner, task: &Task, jobs: usize) -> Option<Self> {
        let edits = edits_of(snapshot, loaded, task).ok()?;
        let edit = edits.get(&task.stem(&Manner::USUAL))?;
        let text = edit.file.text().to_owned();
        let fresh =
            rendered_from(snapshot, loaded, task, Manner::USUAL, Some(Edits::default()), |renderer| {
                renderer.make(&task.edition, &[Format::Markdown])
            });
        let fresh = fresh.ok().and_then(|made| made.outputs.into_iter().next());
        let fresh = fresh.map(|output| String::from_utf8_lossy(&output.bytes).into_owned());
        if fresh.as_ref() == Some(&text) {
            return None;
        }
        let is_stale = fresh.as_ref().is_some_and(|fresh| edit.is_stale(fresh));
        let request = snapshot.request(selection_of(&loaded.id, &task.edition), jobs);
        let known = outlook(&snapshot.press(), &request).0.into_iter().flat_map(|one| one.documents);
        let is_frozen =
            known.filter(|one| one.edition == task.edition).any(|one| one.state == DocumentState::Kept);
        Some(Self { text, fresh, is_stale, is_frozen })
    }

    /// What tells this text from another one.
    pub fn digest(&self) -> String {
        sha256(&self.text)
    }

    /// What was made otherwise, line by line.
    pub fn difference(&self) -> Vec<ComparedLine> {
        self.fresh.as_ref().map(|fresh| compared(fresh, &self.text)).unwrap_or_default()
    }
}
