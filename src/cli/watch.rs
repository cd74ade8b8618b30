//! `handclasp watch`: makes anew what depends on a file as soon as it is saved.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use clap::Args;
use handclasp::clock::Stopwatch;
use handclasp::diagnostic::words::{all, count};
use handclasp::diagnostic::{Diagnostic, Diagnostics, Exit, codes};
use handclasp::due::{EditPolicy, Manner, Request, wants_own};
use handclasp::project::Project;
use handclasp::render::Press;
use handclasp::workspace::{
    self, INSTITUTION, OBJECTIONS, OUTPUT, OWN_DOCUMENTS, PARTNERS, TEMPLATES, Workspace,
};
use handclasp::writing::{self, Report};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::build::summary;
use super::common::{Common, held, shown_path, workers};
use super::day::day;
use super::error::CommandError;
use super::selecting::DocumentFlags;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    which: DocumentFlags,
    /// Format: md, txt, html, pdf, png, typ, eml, ics (repeatable)
    #[arg(long, value_name = "FORMAT")]
    format: Vec<String>,
    /// Folder for the documents [default: output in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Programs save a file in several steps; so long nothing more must happen.
const QUIET: Duration = Duration::from_millis(30);
/// How many changed files are named.
const NAMED: usize = 3;

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let (workspace, request, changes, _watcher) = prepared(arguments, common).map_err(CommandError::usage)?;
    let mut told = make(&workspace, &request, &Changes::default(), &Diagnostics::new(), terminal)?;
    terminal.say("watching institution, partners, templates and edited texts; Ctrl-C ends it")?;
    while let Some(changed) = next(&changes, &workspace, &request) {
        told = make(&workspace, &request, &changed, &told, terminal)?;
    }
    Ok(Exit::Fine)
}

/// The workspace, what is to be made of it, and the changes in both, which come as long as the watcher lives.
///
/// # Errors
/// What cannot be meant, or not be watched.
fn prepared(
    arguments: &Arguments,
    common: &Common,
) -> Result<(Workspace, Request, Receiver<Event>, notify::RecommendedWatcher), Diagnostic> {
    let workspace = common.workspace()?;
    let request = Request {
        selection: arguments.which.selection(&arguments.format)?,
        out: arguments.out.clone().unwrap_or_else(|| workspace.root().join(OUTPUT)),
        date: day(None)?,
        is_date_asked: false,
        manner: Manner::USUAL,
        edits: EditPolicy::Use,
        force: false,
        jobs: workers(),
    };
    let (sender, changes) = channel();
    let watcher = watch(&workspace, &request, move |event| {
        // Nobody listens any more when the program ends.
        let _ = sender.send(event);
    })?;
    Ok((workspace, request, changes, watcher))
}

/// Tells of everything that happens below the workspace and the output folder.
fn watch(
    workspace: &Workspace,
    request: &Request,
    tell: impl Fn(Event) + Send + 'static,
) -> Result<notify::RecommendedWatcher, Diagnostic> {
    let broken = |error: notify::Error| {
        Diagnostic::error(codes::UNWATCHABLE, format!("changes of files cannot be noticed here: {error}"))
            .help("use `handclasp build`; what is up to date is not made again")
    };
    let forward = move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            tell(event);
        }
    };
    let mut watcher = notify::recommended_watcher(forward).map_err(broken)?;
    let root = whole(workspace.root());
    watcher.watch(&root, RecursiveMode::Recursive).map_err(broken)?;
    // Without it nobody could tell of what is edited in it.
    workspace::make_folder(&request.out)?;
    let out = whole(&request.out);
    if !out.starts_with(&root) {
        watcher.watch(&out, RecursiveMode::Recursive).map_err(broken)?;
    }
    Ok(watcher)
}

/// A path as the system tells it.
fn whole(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Which files have changed.
#[derive(Debug, Default)]
struct Changes {
    /// Their names, below the workspace.
    names: BTreeSet<String>,
    /// The partners whose files or edited texts these are.
    partners: BTreeSet<String>,
    /// Whether there are others among them, on which every partner may depend.
    concern_all: bool,
}

impl Changes {
    fn add(&mut self, event: &Event, root: &Path, out: &Path) {
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in &event.paths {
            let name = |base: &Path| {
                let parts = path.strip_prefix(base).ok()?.iter().map(|part| part.to_string_lossy());
                Some(parts.collect::<Vec<_>>().join("/"))
            };
            let is_hidden = path.iter().next_back().is_some_and(|last| {
                let last = last.to_string_lossy();
                last.starts_with(['.', '#', '~']) || last.ends_with(['~', '#'])
            });
            if is_hidden {
                continue;
            }
            let of_workspace = name(root).filter(|name| {
                [INSTITUTION, OBJECTIONS].contains(&name.as_str())
                    || [PARTNERS, TEMPLATES].iter().any(|folder| is_below(name, folder))
            });
            if let Some(name) = of_workspace {
                match name.strip_prefix(PARTNERS).and_then(|file| file.strip_prefix('/')) {
                    None => self.concern_all = true,
                    Some(file) => match file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".log")) {
                        Some(partner) => drop(self.partners.insert(partner.to_owned())),
                        // Such a file under another name is told of, and an objection in it counts.
                        None if is_misnamed(file) => self.concern_all = true,
                        None => continue,
                    },
                }
                self.names.insert(name);
            } else if let Some(name) = name(out) {
                // What we write ourselves is no news.
                let is_edit = |(partner, file): &(&str, &str)| {
                    file.ends_with(".md") && writing::is_edited(&out.join(partner), file)
                };
                let Some((partner, _)) = name.split_once('/').filter(is_edit) else { continue };
                self.partners.insert(partner.to_owned());
                self.names.insert(name);
            }
        }
    }
}

/// Whether a file looks like a partner's and is not called like one.
fn is_misnamed(file: &str) -> bool {
    [".yaml", ".yml", ".log"].iter().any(|ending| file.to_lowercase().contains(ending))
}

/// Whether a file lies in a folder.
fn is_below(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Waits for the next change, and until no more follow; none when nobody tells of changes any more.
fn next(events: &Receiver<Event>, workspace: &Workspace, request: &Request) -> Option<Changes> {
    let (root, out) = (whole(workspace.root()), whole(&request.out));
    let mut changes = Changes::default();
    while changes.names.is_empty() {
        changes.add(&events.recv().ok()?, &root, &out);
    }
    loop {
        match events.recv_timeout(QUIET) {
            Ok(event) => changes.add(&event, &root, &out),
            Err(RecvTimeoutError::Timeout) => return Some(changes),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Makes what depends on the changes, everything when none is named, and says what it did; gives what is
/// wrong. Where nothing was made, what was told is not told again.
fn make(
    workspace: &Workspace,
    request: &Request,
    changes: &Changes,
    told: &Diagnostics,
    terminal: &Terminal,
) -> io::Result<Diagnostics> {
    let watch = Stopwatch::start();
    let held = workspace.tidy().and_then(|()| held(&request.out, terminal)).map_err(Diagnostics::from);
    let (report, found) = match held.and_then(|hold| Project::read(workspace).map(|project| (hold, project)))
    {
        Err(found) => (Report::default(), found),
        Ok((_hold, project)) => {
            let mut request = request.clone();
            // It may run for days.
            request.date = day(None).unwrap_or(request.date);
            let is_narrowed = !changes.concern_all && !changes.partners.is_empty();
            if is_narrowed {
                request.selection.partners = concerned(&project, &request, changes);
                if request.selection.partners.is_empty() {
                    return Ok(told.clone());
                }
            }
            let report = writing::run(&Press::new(&project), &request, &(), &()).0;
            // That nothing is made of a partner is no news here, nor that it has no such meeting.
            let is_news = |one: &Diagnostic| {
                one.code != codes::NOTHING_TO_DO && !(is_narrowed && one.code == codes::UNKNOWN_MEETING)
            };
            let mut found = Diagnostics::new();
            found.extend(report.found.clone().into_iter().filter(is_news));
            (report, found)
        }
    };
    let is_news = !report.lines.is_empty() || changes.names.is_empty() || found != *told;
    if is_news && let Some(what) = summary(&report) {
        let place = shown_path(&request.out);
        let time = watch.elapsed().as_secs_f64();
        terminal.say(&format!("{}{what} in `{place}`{}, {time:.2} s", because(changes), made(&report)))?;
    }
    if is_news && !found.is_empty() {
        terminal.report(&found)?;
    }
    Ok(found)
}

/// The documents that were made, when they are few.
fn made(report: &Report) -> String {
    let names: Vec<String> =
        report.lines.iter().map(|line| format!("{}/{}", line.partner, line.edition.name())).collect();
    if names.is_empty() || names.len() > NAMED { String::new() } else { format!(" ({})", all(&names)) }
}

/// The partners to be looked at: those that have changed and those that name them, among those asked for.
fn concerned(project: &Project, request: &Request, changes: &Changes) -> Vec<String> {
    let asked = &request.selection.partners;
    let is_concerned = |id: &&String| {
        changes.partners.contains(*id) || changes.partners.iter().any(|other| project.mentions(id, other))
    };
    let ids = project.ids.iter().filter(|id| asked.is_empty() || asked.contains(id));
    let mut concerned: Vec<String> = ids.filter(is_concerned).cloned().collect();
    // Documents about all partners depend on each.
    if asked.is_empty() && wants_own(project, &request.selection) {
        concerned.push(OWN_DOCUMENTS.to_owned());
    }
    concerned
}

/// What has changed, in words.
fn because(changes: &Changes) -> String {
    match changes.names.len() {
        0 => String::new(),
        1..=NAMED => {
            let names: Vec<String> = changes.names.iter().cloned().collect();
            format!("{}: ", all(&names))
        }
        more => format!("{}: ", count(more, "changed file")),
    }
}
