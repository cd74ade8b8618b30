//! `handclasp log NAME signed DOCUMENT`: who signed, and the scan of it.

use std::path::PathBuf;

use clap::Args;
use handclasp::diagnostic::Exit;
use handclasp::noting::NotedLine;
use handclasp::signing::{ScanSource, SigningRequest, keep};
use handclasp::workspace::Workspace;

use super::common::project;
use super::day::{DayArguments, day};
use super::error::CommandError;
use super::terminal::Terminal;

/// Who signed which document.
#[derive(Args)]
pub struct SignedArguments {
    /// The document, by the name of its folder in `templates`
    document: String,
    /// Who signed: us, them, or the name of a further partner's file
    #[arg(long, value_name = "WHO")]
    by: String,
    /// The scan: a PDF, PNG or JPEG; it is copied, and stays where it is
    #[arg(long, value_name = "SCAN")]
    file: PathBuf,
    /// Which version was signed [default: the one in hand]
    #[arg(long, value_name = "NUMBER")]
    version: Option<u32>,
    /// The language of the document, or both: en+pl [default: that in which it is made]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    #[command(flatten)]
    when: DayArguments,
}

impl SignedArguments {
    /// Keeps the scan, and notes who signed.
    ///
    /// # Errors
    /// Why it cannot be noted.
    pub fn note(
        &self,
        workspace: &Workspace,
        partner: &str,
        terminal: &Terminal,
    ) -> Result<Exit, CommandError> {
        let request = SigningRequest {
            partner: partner.to_owned(),
            document: self.document.clone(),
            by: self.by.clone(),
            scan: ScanSource::File(self.file.clone()),
            on: self.when.day()?,
            version: self.version,
            languages: self.lang.clone(),
            today: day(None)?,
        };
        let NotedLine { sentence, remarks } = keep(&project(workspace)?, &request)?.note(workspace)?;
        terminal.report(&remarks)?;
        terminal.say(&sentence)?;
        terminal.say(&format!(
            "this version stays as it is from now on; what changes after it is made as a version of its own. If that is \
             wrong, `handclasp log {partner} undo` takes it back"
        ))?;
        Ok(remarks.exit())
    }
}
