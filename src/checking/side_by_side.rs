//! The partners side by side: whether two files are about one organisation.

use crate::diagnostic::Diagnostics;
use crate::due::{Selection, mistake_with};
use crate::model::Partner;
use crate::project::Project;
use crate::render::agreed;
use crate::rules::{self, Identity};
use crate::schema::Record;
use crate::workers;

/// What tells a partner from the others, in the two readings of its file, which mostly are the same.
pub struct Compared {
    id: String,
    least: Identity,
    most: Identity,
}

impl Compared {
    /// Of a partner.
    pub fn of(id: &str, least: &Record<Partner>, most: &Record<Partner>) -> Self {
        Self { id: id.to_owned(), least: Identity::of(id, least), most: Identity::of(id, most) }
    }
}

/// What is wrong with the partners side by side; beside those that were looked at the others are read too when some
/// are asked for by name, and only what concerns those is told.
pub fn side_by_side(
    project: &Project,
    selection: &Selection,
    jobs: usize,
    looked_at: Vec<Compared>,
) -> Diagnostics {
    let mut all = looked_at;
    let is_known = |id: &&String| all.iter().any(|one| one.id == **id);
    let others: Vec<&String> = project.ids.iter().filter(|id| !is_known(id)).collect();
    let read = |id: &&String| {
        let loaded = project.load_in_part(id)?;
        Some(Compared::of(id, &loaded.least.partner, &loaded.most.partner))
    };
    let mut found = Diagnostics::new();
    match workers::run(jobs, &others, || false, read) {
        Ok(pieces) => {
            for (piece, id) in pieces.into_iter().zip(&others) {
                match piece.done() {
                    Ok(compared) => all.extend(compared),
                    Err(place) => found.push(mistake_with(id, &place)),
                }
            }
        }
        Err(problem) => found.push(problem),
    }
    all.sort_by(|one, other| one.id.cmp(&other.id));
    let (least, most): (Vec<Identity>, Vec<Identity>) =
        all.into_iter().map(|one| (one.least, one.most)).unzip();
    let concerned =
        |id: &str| selection.partners.is_empty() || selection.partners.iter().any(|one| one == id);
    let alike = rules::on_partners(&least, &concerned);
    found.extend(match alike.is_empty() {
        true => alike,
        false => agreed(alike, &rules::on_partners(&most, &concerned)),
    });
    found
}
