//! Partners imported from a list, to look at.

use handclasp::model::Partner;
use handclasp::schema::Record;
use handclasp::source::SourceFile;

use crate::support::{Run, Sandbox};

/// The sample institution without partners.
pub fn empty() -> Sandbox {
    let sandbox = Sandbox::with_partner("none", "");
    std::fs::remove_file(sandbox.path("partners/none.yaml")).expect("removed");
    sandbox
}

/// Imports a table as companies met at a fair.
pub fn import(sandbox: &Sandbox, more: &[&str]) -> Run {
    let mut arguments = vec!["import"];
    arguments.extend(more);
    arguments.extend(["--set", "kind=company", "--source", "the list of exhibitors", "--yes"]);
    sandbox.run(&arguments)
}

/// A list imported as companies met at a fair, by the name of its file.
pub fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Sandbox, Run) {
    let sandbox = empty();
    sandbox.write(name, bytes);
    let run = import(&sandbox, &[name]);
    (sandbox, run)
}

pub fn partner(sandbox: &Sandbox, id: &str) -> Partner {
    read(id, &sandbox.read(&format!("partners/{id}.yaml"))).model
}

/// A partner’s file that is right.
pub fn read(id: &str, text: &str) -> Record<Partner> {
    Record::read(SourceFile::new(format!("partners/{id}.yaml"), text))
        .unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

/// In Windows-1252, as “CSV” of a Western European Excel is.
pub fn western(text: &str) -> Vec<u8> {
    text.chars()
        .map(|one| match one {
            '€' => 0x80,
            '’' => 0x92,
            one => u8::try_from(u32::from(one)).expect("a letter of Western Europe"),
        })
        .collect()
}
