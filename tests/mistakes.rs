//! A mistake of the program, and a computer that is full: told in words, and never "no problems".

use std::process::Command;

use crate::support::{Sandbox, TODAY};

/// Tried in documents: a mistake of the program itself in one document | words and exit code 70, the place in a log, and all other documents, of that partner too
#[test]
fn a_panic_ends_with_words_a_log_and_the_other_documents() {
    let sandbox = Sandbox::sample();
    let mistake = [("HANDCLASP_MISTAKE_AT", "gruenfliess/one-pager")];
    let run = sandbox.run_with(&["build", "one-pager", "loi", "--date", TODAY], &mistake);
    assert_eq!(run.code, 70, "{}", run.stderr);
    let told = &run.stderr;
    assert!(told.contains("error[internal]: `one-pager` for `gruenfliess` cannot be made"), "{told}");
    assert!(told.contains("mistakes.log"), "{told}");
    for noise in ["panicked", "RUST_BACKTRACE", "src/", ".rs"] {
        assert!(!told.contains(noise), "`{noise}` in {told}");
    }
    assert!(!sandbox.path("output/gruenfliess/one-pager.en.pdf").exists());
    for file in [
        "gruenfliess/loi.en.pdf",
        "tahtiselka/one-pager.en.pdf",
        "camara-penarroble/one-pager.en.pdf",
        "zolty-wiatrak/one-pager.en.pdf",
    ] {
        assert!(sandbox.path("output").join(file).is_file(), "{file}: {told}");
    }
    let log = sandbox.read("handclasp/mistakes.log");
    assert!(log.starts_with("handclasp ") && log.contains("src/render/renderer.rs:"), "{log}");
    assert!(!log.contains("a mistake that was asked for"), "what was being done is not in it: {log}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            std::fs::metadata(sandbox.path("handclasp/mistakes.log")).expect("a log").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it is for its owner only");
    }
    let run = sandbox.run_with(&["check", "--date", TODAY], &mistake);
    assert_eq!(run.code, 70, "{}", run.stderr);
    assert!(!run.stderr.contains("no problems"), "{}", run.stderr);
    let run = sandbox.run_with(
        &["send", "contact-formal", "--plan"],
        &[("HANDCLASP_MISTAKE_AT", "gruenfliess/contact-formal")],
    );
    assert_eq!(run.code, 70, "{}", run.stderr);
    assert!(run.stderr.contains("nothing was sent"), "{}", run.stderr);
}

/// Tried in documents: a computer without memory for the work, at every size of memory | an error, and never "no problems"
#[cfg(target_os = "linux")]
#[test]
fn a_full_computer_is_never_without_problems() {
    let sandbox = Sandbox::with_partner("wiatrak", "legal_name: \"Fundacja Wiatrak\"\nkind: ngoo\n");
    let mut seen = 0;
    let mut without_words = 0;
    // Kilobytes of address space: from enough for all of it to too little for the program itself.
    for room in (80_000..1_000_000).rev().step_by(8_000) {
        let script = format!("ulimit -v {room}; exec \"$0\" \"$@\"");
        for command in [&["check", "--date", TODAY][..], &["send", "contact-formal", "--plan"][..]] {
            let output = Command::new("sh")
                .args(["-c", &script, env!("CARGO_BIN_EXE_handclasp")])
                .args(command)
                .current_dir(sandbox.path(""))
                .env("NO_COLOR", "1")
                .output()
                .expect("the program starts");
            let told = String::from_utf8_lossy(&output.stderr);
            assert_ne!(output.status.code(), Some(0), "{command:?} in {room} KB: {told}");
            assert!(!told.contains("no problems"), "{command:?} in {room} KB: {told}");
            assert!(!told.contains("nothing to send"), "{command:?} in {room} KB: {told}");
            seen += usize::from(told.contains("error[no-worker]"));
            without_words += usize::from(!told.contains("error["));
        }
        // It does not even start any more.
        if without_words > 8 {
            break;
        }
    }
    assert!(seen > 0, "at no size it was the workers that could not be started");
}
