//! A file and a request → the table, which column is which field, and what would be done.

use std::collections::BTreeMap;
use std::path::Path;

use super::import_plan::ImportPlan;
use super::import_request::{ExistingPartner, ImportRequest, MappingRequest, PlanRequest, TableRequest};
use super::kept_mapping::{KEPT, KeptMapping};
use super::mapping::Mapping;
use super::objectors::{objected, objecting};
use super::partner_table::Table;
use crate::diagnostic::Diagnostics;
use crate::history::WorkspaceHistory;
use crate::model::Partner;
use crate::overrun;
use crate::schema::Record;
use crate::workspace::{self, Workspace};

/// A list, and which of its columns is which field.
#[derive(Debug)]
pub struct MappedTable {
    /// The table that was read.
    pub table: Table,
    /// Which of its columns is which field.
    pub mapping: Mapping,
}

/// An import that can be shown, and done.
#[derive(Debug)]
pub struct PreparedImport {
    /// The table that was read.
    pub table: Table,
    /// Which of its columns is which field.
    pub mapping: Mapping,
    /// What would be done.
    pub plan: ImportPlan,
}

impl PreparedImport {
    /// Reads a table and the partners that are there, and plans what becomes of the rows; nothing is written.
    ///
    /// # Errors
    /// A file that is no table; columns and fields that there are none of; what is kept and cannot be read.
    pub fn read(workspace: &Workspace, file: &Path, request: &ImportRequest) -> Result<Self, Diagnostics> {
        let _reading = overrun::begin("the reading of the table");
        let bytes = workspace::table(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let mapped = MappedTable::of(workspace, &name, &bytes, request)?;
        let plan = mapped.plan(workspace, request)?;
        let MappedTable { table, mapping } = mapped;
        Ok(Self { table, mapping, plan })
    }
}

impl MappedTable {
    /// Reads a table from its bytes; `name` is what messages call it.
    ///
    /// # Errors
    /// A file that is no table; columns and fields that there are none of; a kept mapping that cannot be read.
    pub fn of(
        workspace: &Workspace,
        name: &str,
        bytes: &[u8],
        request: &ImportRequest,
    ) -> Result<Self, Diagnostics> {
        let kept = match workspace.text(KEPT)? {
            Some(file) => KeptMapping::read(&file)?,
            None => KeptMapping::default(),
        };
        let columns = request.mapped.iter().map(|(name, _)| name.as_str()).chain(kept.columns());
        let columns = columns.map(str::to_owned).collect();
        let table = Table::read(name, bytes, &TableRequest { options: request.options.clone(), columns })?;
        let (asked, placed) = (request.mapped.clone(), request.placed.clone());
        let mapping = Mapping::of(&table, &MappingRequest { asked, placed, kept })?;
        Ok(Self { table, mapping })
    }

    /// Reads the partners that are there, and plans what becomes of the rows; nothing is written.
    ///
    /// # Errors
    /// That no column is a field; what is said for all rows and cannot be; a folder that cannot be read.
    pub fn plan(&self, workspace: &Workspace, request: &ImportRequest) -> Result<ImportPlan, Diagnostics> {
        let (ids, misnamed) = workspace.partner_ids()?;
        let known = ids.into_iter().map(|id| {
            let record = workspace.partner(&id).map_err(Diagnostics::from).and_then(Record::read);
            ExistingPartner { id, record }
        });
        let known: Vec<ExistingPartner> = known.collect();
        let history = WorkspaceHistory::read(workspace)?;
        let plan_request = PlanRequest {
            update: request.update,
            objected: objected(&history, &known),
            defaults: request.defaults.clone(),
            days: request.days,
        };
        let mut plan = ImportPlan::of(&self.table, &self.mapping, &known, &plan_request)?;
        let mut found = misnamed;
        found.extend(plan.found);
        let there: BTreeMap<&str, &Record<Partner>> =
            known.iter().filter_map(|one| Some((one.id.as_str(), one.record.as_ref().ok()?))).collect();
        found.extend(plan.partners.iter().flat_map(|planned| objecting(&history, &there, planned)));
        plan.found = found;
        Ok(plan)
    }
}
