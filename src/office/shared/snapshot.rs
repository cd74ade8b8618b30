//! The folder as it was read at a moment, with what was found out about it since.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::partner_rows::{PartnerRow, row_of, rows};
use crate::checking::{Checked, check};
use crate::clock;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::due::{EditPolicy, Manner, Request, Selection};
use crate::project::{LoadedPartner, Project};
use crate::reminders::{ListRequest, TodaysList, todays_list_seen};
use crate::render::{Press, SharedTypesetter};
use crate::source::SourceFile;
use crate::workers::StandingWorkers;
use crate::workspace::{OUTPUT, Workspace, WorkspaceStamp};

/// The folder as it was read.
pub struct Snapshot {
    /// All of it.
    pub project: Project,
    /// The day.
    pub day: Date,
    moment: SnapshotMoment,
    typesetter: SharedTypesetter,
    /// Who sets its pages.
    pub page_workers: Arc<StandingWorkers>,
    known: OnceLock<KnownPartners>,
    checked: OnceLock<Checked>,
}

/// All partners, looked at once.
struct KnownPartners {
    today: Result<TodaysList, Diagnostics>,
    rows: Vec<PartnerRow>,
}

/// What tells whether something is another than it was: the files and the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotMoment {
    files: WorkspaceStamp,
    day: Date,
}

impl Snapshot {
    /// How the files are now.
    ///
    /// # Errors
    /// A setting of the computer that is no day.
    pub fn moment(workspace: &Workspace) -> Result<SnapshotMoment, Diagnostic> {
        let day = clock::today(&TimeZone::system()).map_err(|text| {
            let message = format!("`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds");
            Diagnostic::error(codes::BAD_DATE, message).help("it is a setting of the computer; take it away")
        })?;
        Ok(SnapshotMoment { files: workspace.changes(), day })
    }

    /// Reads the folder; fonts and layouts are those of before when they have not changed.
    ///
    /// # Errors
    /// What makes every document impossible.
    pub fn read(
        workspace: &Workspace,
        moment: SnapshotMoment,
        before: Option<&Self>,
        jobs: usize,
    ) -> Result<Self, Diagnostics> {
        let project = Project::read(workspace)?;
        let is_same = |before: &&Self| before.moment.files.has_same_templates(&moment.files);
        let typesetter = before.filter(is_same).map(|before| before.typesetter.clone()).unwrap_or_default();
        let page_workers = match before {
            Some(before) => before.page_workers.clone(),
            None => Arc::new(StandingWorkers::new(jobs)?),
        };
        Ok(Self {
            page_workers,
            project,
            day: moment.day,
            moment,
            typesetter,
            known: OnceLock::new(),
            checked: OnceLock::new(),
        })
    }

    /// The same with a text in place of one of its files, which has not been saved.
    ///
    /// # Errors
    /// What is wrong with a text of the institution that cannot be read.
    pub fn with_text(&self, text: SourceFile) -> Result<Self, Diagnostics> {
        Ok(self.with_project(self.project.with_text(text)?))
    }

    /// The same with another project on the same fonts and layouts: what has not been saved yet.
    pub fn with_project(&self, project: Project) -> Self {
        Self {
            project,
            day: self.day,
            moment: self.moment.clone(),
            typesetter: self.typesetter.clone(),
            page_workers: self.page_workers.clone(),
            known: OnceLock::new(),
            checked: OnceLock::new(),
        }
    }

    /// Whether it is of this moment.
    pub fn is_of(&self, moment: &SnapshotMoment) -> bool {
        self.moment == *moment
    }

    /// What sets its pages.
    pub fn press(&self) -> Press<'_> {
        Press::sharing(&self.project, &self.typesetter)
    }

    /// What is to be done.
    ///
    /// # Errors
    /// That nobody knows which partners there are.
    pub fn today(&self, jobs: usize) -> Result<&TodaysList, &Diagnostics> {
        self.known(jobs).today.as_ref()
    }

    /// All partners, each in a row.
    pub fn rows(&self, jobs: usize) -> &[PartnerRow] {
        &self.known(jobs).rows
    }

    /// Both, for which each file is read once.
    fn known(&self, jobs: usize) -> &KnownPartners {
        self.known.get_or_init(|| {
            let request = ListRequest { on: self.day, owner: None, partners: Vec::new(), wheres: Vec::new() };
            let read = Mutex::new(HashMap::new());
            let seen = |loaded: &LoadedPartner| {
                let row = row_of(loaded);
                read.lock().unwrap_or_else(PoisonError::into_inner).insert(loaded.id.clone(), row);
            };
            let today = todays_list_seen(&self.project, &request, jobs, &seen);
            let known = today.as_ref().map_or(&[][..], |list| list.partners.as_slice());
            let read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
            let rows = rows(&self.project, read, known);
            KnownPartners { today, rows }
        })
    }

    /// What is wrong with all files; looked at once.
    pub fn checked(&self, jobs: usize) -> &Checked {
        self.checked.get_or_init(|| {
            let found = check(&self.project, &Selection::default(), self.day, jobs);
            Checked { partners: self.project.ids.len(), found: found.without_repetitions() }
        })
    }

    /// What `build` would be asked for these documents, with the folder that it writes to.
    pub fn request(&self, selection: Selection, jobs: usize) -> Request {
        Request {
            selection,
            out: self.project.workspace.root().join(OUTPUT),
            date: self.day,
            is_date_asked: false,
            manner: Manner::USUAL,
            edits: EditPolicy::Use,
            force: false,
            jobs,
        }
    }
}
