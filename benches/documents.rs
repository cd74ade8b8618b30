//! How much the whole way of a document costs beside the work of Typst alone.
//!
//! For each kind of document the pipeline (rules, template, Markdown, markup, Typst, PDF) is measured beside
//! Typst setting the same kind of page from ready markup, on one thread, in turns, in one process; and a
//! fair's worth of one-pagers with files and all, beside Typst alone with as many workers. The two sides
//! work on different partners, so that neither finds the other's pages in the compiler's caches. Ratios
//! count; the machine decides the milliseconds. `cargo bench`

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use handclasp::checking;
use handclasp::document::Document;
use handclasp::due::{EditPolicy, Edition, Manner, Request, Selection};
use handclasp::format::{Format, pdf};
use handclasp::project::{LoadedPartner, Project};
use handclasp::render::{Press, Renderer};
use handclasp::workspace::Workspace;
use handclasp::writing;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);
const ROUNDS: usize = 5;
const IN_A_ROUND: usize = 12;

/// A workspace with so many partners, all different, made from one of the samples; `word` begins their
/// names.
fn workspace(sample: &str, word: &str, partners: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let workspace = Workspace::at(folder.path());
    workspace.write_sample("en").expect("the sample");
    let path = |id: &str| folder.path().join(format!("partners/{id}.yaml"));
    let text = std::fs::read_to_string(path(sample)).expect("a partner");
    for entry in std::fs::read_dir(folder.path().join("partners")).expect("partners") {
        std::fs::remove_file(entry.expect("an entry").path()).expect("removed");
    }
    for number in 0..partners {
        let name = format!("{word} {number:04}");
        // Every text of the partner's own is another one, as with real partners.
        let own: Vec<String> = text
            .lines()
            // What only one organisation has is another one too, or left out.
            .filter(|line| !["id:", "oid:", "pic:", "vat:"].iter().any(|key| line.trim().starts_with(key)))
            .map(|line| line.replace('@', &format!("{number}@")))
            .map(|line| match line.split_once('"') {
                Some((key, rest)) if personal(key) => format!("{key}\"{name}: {rest}"),
                _ => line.clone(),
            })
            .collect();
        std::fs::write(path(&format!("p{number:04}")), own.join("\n")).expect("written");
    }
    folder
}

/// Whether the text behind this beginning of a line is one of the partner's own.
fn personal(key: &str) -> bool {
    let key = key.trim().trim_start_matches("- ").trim_end_matches(['{', ' ']).trim_end_matches("en:");
    ["legal_name:", "short_name:", "why_partner:", "purpose:", ""].contains(&key.trim_end_matches(['{', ' ']))
}

/// The time of some work on a stack of 16 MB and on one thread, as a worker does it.
fn timed(work: impl FnOnce() + Send) -> Duration {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(16 << 20).build().expect("a pool");
    pool.install(|| {
        let start = Instant::now();
        work();
        start.elapsed()
    })
}

fn loaded(project: &Project, partners: &[String]) -> Vec<LoadedPartner> {
    let read = |id: &String| project.load(id).unwrap_or_else(|found| panic!("{found:?}"));
    partners.iter().map(read).collect()
}

/// A document of each partner, made ready for Typst.
fn prepared<'a>(press: &'a Press<'a>, loaded: &'a [LoadedPartner], document: &str) -> Vec<pdf::Prepared<'a>> {
    let prepare = |loaded: &'a LoadedPartner| {
        let mut renderer = Renderer::new(press, press.project.partnership(loaded, TODAY), Manner::USUAL);
        let edition = Edition::new(document, "en");
        let parsed = renderer.read(&edition, Document::clone).expect("a document");
        pdf::prepare(&parsed, &renderer.page_setup(&edition).expect("a document"))
    };
    loaded.iter().map(prepare).collect()
}

fn kind(document: &str, sample: &str) {
    let each = ROUNDS * IN_A_ROUND;
    let folder = workspace(sample, "Oppilaitos", 2 * each);
    let project = Project::read(&Workspace::at(folder.path())).unwrap_or_else(|found| panic!("{found:?}"));
    let (ours, theirs) = project.ids.split_at(each);
    let press = Press::new(&project);
    let typesetter = press.typesetter().expect("a typesetter");
    let loaded = loaded(&project, theirs);
    let prepared = prepared(&press, &loaded, document);
    let pipeline = |id: &String| {
        let loaded = project.load(id).unwrap_or_else(|found| panic!("{found:?}"));
        let mut renderer = Renderer::new(&press, project.partnership(&loaded, TODAY), Manner::USUAL);
        renderer
            .make(&Edition::new(document, "en"), &[Format::Pdf])
            .unwrap_or_else(|found| panic!("{found:?}"));
    };
    // The first documents of a process fill the caches that all others share.
    timed(|| {
        pipeline(&ours[0]);
        pdf::set(typesetter, &prepared[0]).unwrap_or_else(|error| panic!("{error:?}"));
    });
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|round| {
            let range = round * IN_A_ROUND..(round + 1) * IN_A_ROUND;
            let whole = timed(|| ours[range.clone()].iter().for_each(pipeline));
            let floor = timed(|| {
                for one in &prepared[range] {
                    pdf::set(typesetter, one).unwrap_or_else(|error| panic!("{error:?}"));
                }
            });
            let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0 / IN_A_ROUND as f64;
            (milliseconds(whole), milliseconds(floor))
        })
        .collect();
    rounds.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    let (whole, floor) = rounds[ROUNDS / 2];
    println!(
        "{document:<12} {whole:>9.2} ms {floor:>9.2} ms   {:>5.2}{}",
        whole / floor,
        finisher(typesetter, &prepared)
    );
}

/// What the signature fields cost, of documents that have some: the median.
fn finisher(typesetter: &pdf::Typesetter, prepared: &[pdf::Prepared<'_>]) -> String {
    let mut times: Vec<f64> = prepared
        .iter()
        .take(IN_A_ROUND)
        .map(|one| {
            let pdf = pdf::set(typesetter, one).unwrap_or_else(|error| panic!("{error:?}"));
            let finish = || {
                pdf::finish(typesetter, one, pdf).unwrap_or_else(|error| panic!("{error:?}"));
            };
            timed(finish).as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    if prepared.iter().all(pdf::Prepared::is_signed) {
        format!("   signature fields {median:.2} ms")
    } else {
        String::new()
    }
}

/// Some work on plain threads, each with a stack of 16 MB and a one-thread pool, as the workers of a build.
fn spread<T: Sync>(workers: usize, pieces: &[T], work: impl Fn(&T) + Sync) -> Duration {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(16 << 20).build();
                pool.expect("a pool").install(|| {
                    while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                        work(piece);
                    }
                });
            });
        }
    });
    start.elapsed()
}

/// A fair: one-pagers of so many partners, from the files to the files, beside Typst alone with as many
/// workers; and with one worker. Rounds in turns, each with partners of its own; nothing is deleted before
/// the end, since ext4 takes long to make new files right after that.
fn batch(partners: usize, workers: usize) {
    let mut kept = Vec::new();
    let mut rounds = Vec::new();
    for round in 0..3 {
        let floor = {
            let folder = workspace("tahtiselka", &format!("Opinahjo {round}"), partners);
            let project = Project::read(&Workspace::at(folder.path())).expect("a workspace");
            kept.push(folder);
            let loaded = loaded(&project, &project.ids);
            let press = Press::new(&project);
            let prepared = prepared(&press, &loaded, "one-pager");
            let typesetter = press.typesetter().expect("a typesetter");
            let set = |one: &pdf::Prepared<'_>| {
                pdf::set(typesetter, one).unwrap_or_else(|error| panic!("{error:?}"));
            };
            spread(workers, &prepared, set)
        };
        let mut whole = |workers: usize| {
            let folder = workspace("tahtiselka", &format!("Koulutus {round} {workers}"), partners);
            let time = build(&folder, partners, workers);
            kept.push(folder);
            time
        };
        rounds.push((whole(workers), whole(1), floor));
    }
    rounds.sort_by(|a, b| {
        (a.0.as_secs_f64() / a.2.as_secs_f64()).total_cmp(&(b.0.as_secs_f64() / b.2.as_secs_f64()))
    });
    let (whole, alone, floor) = rounds[1];
    let seconds = |time: Duration| time.as_secs_f64();
    println!(
        "{partners:>5} one-pagers, {workers} workers {:>6.2} s {:>6.2} s   {:>5.2}   {:>5.2} times as fast as one worker",
        seconds(whole),
        seconds(floor),
        seconds(whole) / seconds(floor),
        seconds(alone) / seconds(whole)
    );
}

/// The time of a build of one-pagers, reading and writing included.
fn build(folder: &tempfile::TempDir, partners: usize, jobs: usize) -> Duration {
    let start = Instant::now();
    let project = Project::read(&Workspace::at(folder.path())).expect("a workspace");
    let request = Request {
        selection: Selection {
            documents: vec!["one-pager".to_owned()],
            formats: vec![Format::Pdf],
            ..Selection::default()
        },
        out: folder.path().join("output"),
        date: TODAY,
        is_date_asked: true,
        manner: Manner::USUAL,
        edits: EditPolicy::Use,
        force: false,
        jobs,
    };
    let (report, _) = writing::run(&Press::new(&project), &request, &(), &());
    assert_eq!(report.lines.len(), partners, "{:?}", report.found);
    start.elapsed()
}

/// Checking so many partners with all their documents, files read included, on all cores.
fn check(partners: usize) {
    let folder = workspace("tahtiselka", "Koulu", partners);
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let project = Project::read(&Workspace::at(folder.path())).expect("a workspace");
            let found = checking::check(&project, &Selection::default(), TODAY, jobs);
            assert!(!found.has_errors(), "{found:?}");
            start.elapsed()
        })
        .collect();
    times.sort();
    let (fastest, median) = (times[0].as_secs_f64(), times[ROUNDS / 2].as_secs_f64());
    println!(
        "check of {partners} partners on {jobs} cores: {median:.2} s (fastest of {ROUNDS}: {fastest:.2} s)"
    );
}

fn main() {
    check(1000);
    println!("\ndocument        whole way   Typst alone   ratio   (time per document, one worker)");
    for (document, sample) in [
        ("one-pager", "tahtiselka"),
        ("mou", "tahtiselka"),
        ("loi", "tahtiselka"),
        ("agenda", "tahtiselka"),
        ("contact-formal", "gruenfliess"),
    ] {
        kind(document, sample);
    }
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\na fair, with reading the files and writing the PDFs   Typst alone   ratio");
    for partners in [100, 300] {
        batch(partners, workers);
    }
}
