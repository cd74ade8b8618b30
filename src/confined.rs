//! Work that is done where it can be stopped: in a process of its own, with little memory and little time.
//!
//! **Why a process.** A few kilobytes can ask for gigabytes and hours: a drawing full of letters, a workbook that
//! repeats its cells. The libraries that read them do not all count, no thread can be ended from outside, and an
//! allocation that fails ends the whole program. The program starts itself once more instead, which takes some
//! milliseconds, and tells whoever asked when that one did not get to an end.
//!
//! What work there is, is known to those who ask and to `cli/confined.rs`, which does it; here it is a name.

use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::diagnostic::Exit;

/// The subcommand of the program that does such work.
pub const COMMAND: &str = "confined";

/// The most time and memory that one piece of work can have, in words.
pub const LIMITS: &str = "10 seconds or 512 MB of memory";

const MOST_TIME: Duration = Duration::from_secs(10);
/// Bytes, without the program itself.
#[cfg(unix)]
const MOST_MEMORY: u64 = 400_000_000;
/// The longest answer, in bytes; more is none.
const LONGEST_ANSWER: u64 = 200_000_000;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// It would have taken more time or memory than it may.
    TooMuch,
    /// No process could be started, or the program has a mistake there.
    Unable,
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that does confined work, which is the running one; only the first call counts.
pub fn done_by(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// Has a piece of work done, by its name, with a detail and bytes; none when no program is named, and whoever
/// asks has to do it in its own place.
pub fn ask(work: &str, detail: &str, bytes: &[u8]) -> Option<Result<Vec<u8>, Unanswered>> {
    let program = PROGRAM.get()?;
    Some(answer(program, work, detail, bytes).unwrap_or(Err(Unanswered::Unable)))
}

fn answer(program: &Path, work: &str, detail: &str, bytes: &[u8]) -> io::Result<Result<Vec<u8>, Unanswered>> {
    let mut command = Command::new(program);
    command.args([COMMAND, work]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Ctrl-C is for this run, which ends the other one by not waiting any more.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    // Every further thread has memory of its own.
    command.env("RAYON_NUM_THREADS", "1");
    let mut child = command.spawn()?;
    let pipes = child.stdin.take().zip(child.stdout.take());
    let (input, output) = pipes.ok_or(ErrorKind::BrokenPipe)?;
    let (answered, answers) = channel();
    let (done, until_done) = channel::<()>();
    let waited = std::thread::scope(|scope| {
        let asking = std::thread::Builder::new()
            .spawn_scoped(scope, move || put_question(input, detail, bytes, &until_done));
        let listening = std::thread::Builder::new().spawn_scoped(scope, move || {
            let mut answer = Vec::new();
            let read = output.take(LONGEST_ANSWER).read_to_end(&mut answer);
            let _ = answered.send(read.map(|_| answer));
        });
        let started = asking.and(listening).map(drop);
        let waited =
            started.and_then(|()| answers.recv_timeout(MOST_TIME).map_err(|_| ErrorKind::TimedOut.into()));
        if waited.is_err() {
            // Without it both threads would wait on.
            let _ = child.kill();
        }
        drop(done);
        waited
    });
    let status = child.wait()?;
    Ok(match waited {
        Ok(Ok(answer)) => whole(answer, status),
        Err(error) if error.kind() != ErrorKind::TimedOut => Err(Unanswered::Unable),
        _ => Err(Unanswered::TooMuch),
    })
}

/// The answer, when the process came to its end.
fn whole(answer: Vec<u8>, status: ExitStatus) -> Result<Vec<u8>, Unanswered> {
    match status.code() {
        Some(0) => Ok(answer),
        Some(code) if code == i32::from(Exit::Internal.number()) => Err(Unanswered::Unable),
        // Ended from outside, or because no more memory was to be had.
        _ => Err(Unanswered::TooMuch),
    }
}

/// Writes the question, and keeps the line open until somebody has listened to the answer: when it breaks, the
/// other side knows that nobody waits any more.
fn put_question(mut input: ChildStdin, detail: &str, bytes: &[u8], until_done: &Receiver<()>) {
    let mut write = || -> io::Result<()> {
        for part in [detail.as_bytes(), bytes] {
            input.write_all(&(part.len() as u64).to_le_bytes())?;
            input.write_all(part)?;
        }
        input.flush()
    };
    // Whoever does not read it to its end has ended, which is seen there.
    if write().is_ok() {
        let _ = until_done.recv();
    }
}

/// The question, its detail and its bytes, in the process that does the work; from now on it has little memory and
/// little time, and ends when nobody waits for its answer any more.
///
/// # Errors
/// A question that is cut off.
pub fn question() -> io::Result<(String, Vec<u8>)> {
    confine();
    let mut input = io::stdin();
    let mut part = || -> io::Result<Vec<u8>> {
        let mut length = [0; 8];
        input.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        let mut part = Vec::new();
        let read = input.by_ref().take(length).read_to_end(&mut part)?;
        if read as u64 == length { Ok(part) } else { Err(ErrorKind::UnexpectedEof.into()) }
    };
    let detail = String::from_utf8(part()?).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    let bytes = part()?;
    std::thread::Builder::new().spawn(|| {
        let _ = io::stdin().read(&mut [0]);
        std::process::exit(0);
    })?;
    Ok((detail, bytes))
}

/// Limits the memory and the time of this process. What cannot be limited here is stopped by whoever waits.
#[cfg(unix)]
fn confine() {
    use nix::sys::resource::{Resource, setrlimit};
    let _ = setrlimit(Resource::RLIMIT_DATA, MOST_MEMORY, MOST_MEMORY);
    let _ = setrlimit(Resource::RLIMIT_CPU, MOST_TIME.as_secs(), MOST_TIME.as_secs());
    // What it holds in memory belongs to partners.
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
}

/// Limits nothing: whoever waits stops it.
#[cfg(not(unix))]
fn confine() {}
