//! `handclasp build`: the main job.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, Table};
use handclasp::clock::Stopwatch;
use handclasp::diagnostic::words::count;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::due::{EditPolicy, Manner, Request, Selection, Signature, bleed_of};
use handclasp::format::Format;
use handclasp::pack::{BadPackName, Pack, PackMaker, PackOrder, PackRequest};
use handclasp::render::Press;
use handclasp::template::Gaps;
use handclasp::workspace::{OUTPUT, Workspace};
use handclasp::writing::{self, Report};

use super::columns::in_columns;
use super::common::{Common, held, project, shown_path, workers};
use super::day::day;
use super::error::CommandError;
use super::progress::Progress;
use super::selecting::DocumentFlags;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// Everything that is due, for all partners, as when nothing is named
    #[arg(long, conflicts_with_all = ["documents", "partner", "wheres", "meeting"])]
    all: bool,
    #[command(flatten)]
    which: DocumentFlags,
    /// Format: md, txt, html, pdf, png, typ, eml, ics (repeatable)
    #[arg(long, value_name = "FORMAT")]
    format: Vec<String>,
    /// Folder for the documents [default: output in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The day on the documents [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Show gaps instead of refusing them, and mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// How documents are signed: with fields for electronic signatures, or on paper only, without
    #[arg(long, value_name = "HOW", default_value = "fields")]
    signature: SignatureOption,
    /// Pages for a print shop that reach so many millimetres beyond the trimmed edge: 3
    #[arg(long, value_name = "MM", value_parser = bleed)]
    bleed: Option<f64>,
    /// Put the pages of all documents into one PDF too, with bookmarks, and make a contact sheet beside it; a
    /// name alone is put into the folder for the documents
    #[arg(long, value_name = "FILE.pdf")]
    combine: Option<PathBuf>,
    /// The order of the pages in the one PDF: by country and name, or by name
    #[arg(long, value_name = "ORDER", default_value = "country", requires = "combine")]
    order: PageOrder,
    /// Take edited texts as up to date with the data as they are now
    #[arg(long, conflicts_with = "discard_edits")]
    keep_edits: bool,
    /// Throw away what was changed by hand in the documents, and make them anew
    #[arg(long)]
    discard_edits: bool,
    /// Make what is up to date too
    #[arg(long)]
    force: bool,
    /// Number of workers [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// How documents are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SignatureOption {
    /// With fields for electronic signatures; nobody sees them on paper
    Fields,
    /// On paper only, without fields
    Wet,
}

/// The order of the pages in one PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageOrder {
    /// By the names of the countries, then by those of the partners
    #[value(alias = "country,name")]
    Country,
    /// By the names of the partners
    Name,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let watch = Stopwatch::start();
    let (workspace, request, pack) = prepared(arguments, common)?;
    workspace.tidy()?;
    let _hold = held(&request.out, terminal)?;
    let project = project(&workspace)?;
    let progress = Progress::new(terminal);
    let press = Press::new(&project);
    let (report, packed) = match &pack {
        Some(pack) => {
            let maker = PackMaker { project: &project, request: &request, pack };
            writing::run(&press, &request, &progress, &maker)
        }
        None => (writing::run(&press, &request, &progress, &()).0, None),
    };
    progress.finish();
    // Whoever has closed the output hears of what is wrong all the same.
    let printed = match report.lines.is_empty() || terminal.is_json() {
        true => Ok(()),
        false => terminal.data(&table(&report)),
    };
    terminal.report(&report.found)?;
    printed?;
    if let Some(summary) = summary(&report) {
        let time = watch.elapsed().as_secs_f64();
        terminal.say(&format!("{summary} in `{}`, {time:.1} s", shown_path(&request.out)))?;
    }
    if report.untouched > 0 {
        let partners = count(report.untouched, "partner");
        let again = if request.force { " without `--force`" } else { "" };
        let pack = pack
            .as_ref()
            .map_or_else(String::new, |pack| format!("; `{}` is as it was before", shown_path(&pack.path)));
        terminal.say(&format!(
            "stopped; {partners} not looked at{pack}. The same command{again} goes on from there"
        ))?;
        return Ok(Exit::Stopped);
    }
    if let Some(Pack { path, contact_sheet, partners, pages }) = &packed {
        terminal.say(&format!(
            "`{}`: {} for {}; look them over in `{}`",
            shown_path(path),
            count(*pages, "page"),
            count(*partners, "partner"),
            shown_path(contact_sheet),
        ))?;
    }
    Ok(report.found.exit())
}

/// The workspace and what is to be made of it.
///
/// # Errors
/// What cannot be meant.
fn prepared(
    arguments: &Arguments,
    common: &Common,
) -> Result<(Workspace, Request, Option<PackRequest>), Diagnostic> {
    let workspace = common.workspace()?;
    let mut selection = arguments.which.selection(&arguments.format)?;
    if arguments.bleed.is_some() {
        selection.for_print_shop().map_err(no_pages)?;
    }
    let out = arguments.out.clone().unwrap_or_else(|| workspace.root().join(OUTPUT));
    let pack = match &arguments.combine {
        Some(file) => Some(pack(file, &out, arguments.order, &mut selection)?),
        None => None,
    };
    let request = Request {
        selection,
        out,
        date: day(arguments.date.as_deref())?,
        is_date_asked: arguments.date.is_some(),
        manner: Manner {
            gaps: if arguments.draft { Gaps::Shown } else { Gaps::Refused },
            signature: match arguments.signature {
                SignatureOption::Fields => Signature::Fields,
                SignatureOption::Wet => Signature::Wet,
            },
            bleed: arguments.bleed,
        },
        edits: match (arguments.keep_edits, arguments.discard_edits) {
            (true, _) => EditPolicy::Keep,
            (_, true) => EditPolicy::Discard,
            (false, false) => EditPolicy::Use,
        },
        force: arguments.force,
        jobs: arguments.jobs.map_or_else(workers, NonZeroUsize::get),
    };
    Ok((workspace, request, pack))
}

/// What was done, in a line; none when that was nothing.
pub fn summary(report: &Report) -> Option<String> {
    let files: usize = report.lines.iter().map(|line| line.formats.len()).sum();
    let made =
        (files > 0).then(|| format!("{} of {}", count(files, "file"), count(report.lines.len(), "document")));
    let current = (report.current > 0).then(|| format!("{} up to date", count(report.current, "document")));
    let parts: Vec<String> = made.into_iter().chain(current).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// That a format has no pages for a print shop.
fn no_pages(format: Format) -> Diagnostic {
    let message = format!("`--bleed` is for pages, and `{}` has none", format.name());
    Diagnostic::error(codes::UNKNOWN_FORMAT, message).help("leave out `--format`, or write pdf")
}

/// The one file for all pages.
///
/// # Errors
/// A name that is no PDF's, or a place among a partner's own files.
fn pack(
    file: &Path,
    out: &Path,
    order: PageOrder,
    selection: &mut Selection,
) -> Result<PackRequest, Diagnostic> {
    let order = match order {
        PageOrder::Country => PackOrder::Country,
        PageOrder::Name => PackOrder::Name,
    };
    PackRequest::new(file, out, order, selection).map_err(|why| {
        let (what, help) = match why {
            BadPackName::NoPdf => {
                ("does not name a PDF", "write a name that ends in .pdf: --combine fair.pdf")
            }
            BadPackName::Device => {
                ("is a name that Windows keeps for a device", "choose another one: --combine fair.pdf")
            }
            BadPackName::AmongDocuments => (
                "lies in a folder for one partner’s documents",
                "write a name without a folder: it is put beside the partners’ folders",
            ),
        };
        Diagnostic::error(codes::BAD_PACK_NAME, format!("`--combine {}` {what}", file.display())).help(help)
    })
}

/// Millimetres beyond the trimmed edge.
fn bleed(text: &str) -> Result<f64, String> {
    bleed_of(text).ok_or_else(|| "write millimetres, from 0.5 to 10; most print shops want 3".to_owned())
}

fn table(report: &Report) -> String {
    let mut table = Table::new();
    table.set_header(["partner", "document", "files", "time"]);
    let mut before = "";
    for line in &report.lines {
        let mut formats: Vec<&str> = line.formats.iter().map(|format| format.name()).collect();
        formats.dedup();
        let partner = if line.partner == before { "" } else { &line.partner };
        before = &line.partner;
        let time = format!("{} ms", line.time.as_millis());
        table.add_row([partner, &line.edition.stem(&Manner::USUAL), &formats.join(" "), &time]);
    }
    if let Some(column) = table.column_mut(3) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    in_columns(table)
}
