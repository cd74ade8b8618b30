//! The commands and what they print.

use crate::support::{Sandbox, TODAY};

#[test]
fn the_bare_program_says_what_to_do_next() {
    let empty = Sandbox::empty().run(&[]);
    assert_eq!(empty.code, 0);
    assert!(empty.stdout.contains("handclasp init"), "{}", empty.stdout);
    let sample = Sandbox::sample().run(&[]);
    assert!(
        sample.stdout.contains("4 partners") && sample.stdout.contains("handclasp build"),
        "{}",
        sample.stdout
    );
}

#[test]
fn init_never_overwrites() {
    let sandbox = Sandbox::empty();
    sandbox.write("institution.yaml", "legal_name: \"Mine\"\n");
    let run = sandbox.run(&["init", "--templates"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.read("institution.yaml"), "legal_name: \"Mine\"\n");
    assert!(run.stderr.contains("kept     institution.yaml"), "{}", run.stderr);
    assert!(sandbox.path("templates/mou/en.md").is_file());
    assert!(sandbox.path("templates/layouts/letter.typ").is_file());
}

#[test]
fn build_prints_a_table_and_the_time() {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["one-pager", "--partner", "tahtiselka", "--format", "pdf"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().map(str::trim).collect();
    assert!(lines[0].starts_with("partner") && lines[0].ends_with("time"), "{}", run.stdout);
    assert!(
        lines[1].starts_with("tahtiselka") && lines[1].contains("one-pager.en") && lines[1].ends_with("ms")
    );
    assert!(run.stderr.starts_with("1 file of 1 document in `output`, "), "{}", run.stderr);
}

#[test]
fn partners_are_selected_by_their_fields() {
    let sandbox = Sandbox::sample();
    let partners = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["one-pager", "--format", "md", "--out", "chosen"];
        all.extend(arguments);
        let run = sandbox.build(&all);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files = sandbox.files("chosen");
        std::fs::remove_dir_all(sandbox.path("chosen")).expect("removed");
        files
            .keys()
            .filter(|name| name.ends_with(".md"))
            .map(|name| name.split('/').next().expect("a folder").to_owned())
            .collect()
    };
    assert_eq!(partners(&["--where", "kind=company"]), ["gruenfliess"]);
    assert_eq!(partners(&["--where", "country=DE,FI"]), ["gruenfliess", "tahtiselka"]);
    assert_eq!(
        partners(&["--where", "partnership_types=mobility", "--where", "kind=vet_school"]),
        ["tahtiselka"]
    );
    assert_eq!(partners(&["--where", "logbook.phase=proposal", "--partner", "tahtiselka"]).len(), 1);
}

#[test]
fn problems_come_as_json_for_machines() {
    let sandbox = Sandbox::with_partner("wiatrak", "legal_name: \"W\"\nkind: ngoo\n");
    let run = sandbox.run(&["check", "--message-format", "json", "--date", TODAY]);
    assert_eq!(run.code, 1);
    let line: serde_json::Value =
        serde_json::from_str(run.stderr.lines().next().expect("a line")).expect("JSON");
    assert_eq!(line["severity"], "error");
    assert_eq!(line["code"], "not-in-list");
    assert_eq!(line["file"], "partners/wiatrak.yaml");
    assert_eq!((line["line"].as_u64(), line["column"].as_u64()), (Some(2), Some(7)));
    assert_eq!(line["help"], "did you mean `ngo`?");
}

#[test]
fn wrong_usage_ends_with_two() {
    let sandbox = Sandbox::sample();
    for arguments in [
        &["build", "--partner", "nobody"][..],
        &["build", "nothing"],
        &["build", "--format", "docx"],
        &["build", "--date", "tomorrow"],
        &["build", "--where", "kind"],
        &["bild"],
        &["check", "--workspace", "nowhere"],
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty());
    }
}

#[test]
fn what_cannot_be_written_is_said_and_the_others_are_made() {
    let sandbox = Sandbox::sample();
    sandbox.write("output/tahtiselka", "a file where a folder is needed");
    let run = sandbox.build(&["one-pager", "--format", "md"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("cannot be written") || run.stderr.contains("cannot be read"),
        "{}",
        run.stderr
    );
    assert!(sandbox.path("output/gruenfliess/one-pager.en.md").is_file());
    assert_eq!(sandbox.read("output/tahtiselka"), "a file where a folder is needed");
}

#[test]
fn the_schemas_are_printed() {
    let sandbox = Sandbox::empty();
    for file in ["institution", "partner"] {
        let run = sandbox.run(&["schema", file]);
        let schema: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert!(schema["properties"]["legal_name"].is_object());
    }
}

#[test]
fn a_date_comes_from_the_command_line_or_the_environment() {
    let sandbox = Sandbox::sample();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_handclasp"))
        .args(["build", "one-pager", "--partner", "tahtiselka", "--format", "pdf"])
        .current_dir(sandbox.path(""))
        .env("SOURCE_DATE_EPOCH", "1795392000")
        .output()
        .expect("run");
    assert!(output.status.success());
    let first = sandbox.bytes("output/tahtiselka/one-pager.en.pdf");
    let run = sandbox.run(&[
        "build",
        "one-pager",
        "--partner",
        "tahtiselka",
        "--format",
        "pdf",
        "--date",
        "2026-11-23",
        "--out",
        "other",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(first, sandbox.bytes("other/tahtiselka/one-pager.en.pdf"));
}

/// A partner's file as nobody means it: one message with its code, and the other partners are looked at.
#[test]
fn a_file_that_is_no_file_gets_one_message() {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nlegal_name: *c\n";
    let cases: [(&str, &str, Vec<u8>); 5] = [
        ("10 MB in one value", "file-too-large", format!("legal_name: {}\n", "x".repeat(10_000_000)).into()),
        ("a bomb of references", "yaml-anchor", bomb.into()),
        ("10,000 levels", "yaml-too-deep", format!("legal_name: {}", "[".repeat(10_000)).into()),
        ("nothing", "file-empty", Vec::new()),
        ("a picture", "not-utf-8", vec![0x89, b'P', b'N', b'G', 0, 0xff, 0xfe]),
    ];
    let files = cases.map(|(what, code, bytes)| (what, code, "strange.yaml", bytes));
    let folder = ("a folder", "unreadable-file", "strange.yaml/inside.txt", b"x".to_vec());
    for (what, code, name, bytes) in files.into_iter().chain([folder]) {
        let sandbox = Sandbox::sample();
        sandbox.write(&format!("partners/{name}"), bytes);
        sandbox.edit("partners/gruenfliess.yaml", "kind: company", "kind: compny");
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{what}: {}", run.stderr);
        assert_eq!(run.stderr.matches(&format!("[{code}]")).count(), 1, "{what}: {}", run.stderr);
        assert!(
            run.stderr.contains("[not-in-list]") && run.stderr.contains("\n2 errors"),
            "{what}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("partners/strange.yaml"), "{what}: {}", run.stderr);
    }
}

#[test]
fn schema_files_are_renewed_unless_a_person_wrote_them() {
    let sandbox = Sandbox::sample();
    let written = sandbox.read("schema/partner.json");
    sandbox.write("schema/partner.json", written.replace("Full legal name", "Whole legal name"));
    sandbox.write("schema/institution.json", "{\"mine\": true}\n");
    assert_eq!(sandbox.run(&["init"]).code, 0);
    assert_eq!(sandbox.read("schema/partner.json"), written);
    assert_eq!(sandbox.read("schema/institution.json"), "{\"mine\": true}\n");
}

/// The same diagnostics as lines for a machine, with what they stop.
#[test]
fn problems_are_lines_of_json_when_asked_for() {
    let sandbox = Sandbox::sample();
    sandbox.edit(
        "partners/tahtiselka.yaml",
        "renewal: by_agreement",
        "open_ended: true, renewal: by_agreement",
    );
    let run = sandbox.run(&["check", "--message-format", "json", "--date", TODAY]);
    let lines: Vec<serde_json::Value> = run
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    assert!(!lines.is_empty());
    for line in &lines {
        for key in ["severity", "code", "message", "file", "line", "column", "help", "stops"] {
            assert!(line.get(key).is_some(), "{key}: {line}");
        }
    }
    assert!(lines.iter().any(|line| line["code"] == "term" && line["stops"] == serde_json::json!(["mou"])));
}

#[test]
fn a_template_that_became_unusable_leaves_no_stale_files() {
    let sandbox = Sandbox::sample();
    assert_eq!(sandbox.build(&["mou"]).code, 0);
    assert!(sandbox.path("output/tahtiselka/mou.en.pdf").exists());
    assert_eq!(sandbox.run(&["init", "--templates"]).code, 0);
    sandbox.edit("templates/mou/en.md", "partner.cooperation.purpose", "partner.cooperation.purpos");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("[unknown-field]") && run.stderr.contains("[stale-removed]"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path("output/tahtiselka/mou.en.pdf").exists());
}

#[test]
fn a_partner_may_be_named_by_its_file() {
    let sandbox = Sandbox::sample();
    for name in ["tahtiselka", "tahtiselka.yaml", "partners/tahtiselka.yaml"] {
        let run = sandbox.run(&["check", name, "--date", TODAY]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("1 partner"), "{name}: {}", run.stderr);
    }
    let run = sandbox.run(&["build", "tahtiselka", "--date", TODAY]);
    assert!(run.stderr.contains("--partner tahtiselka"), "{}", run.stderr);
}

#[test]
fn a_file_with_the_wrong_ending_is_told_by_its_right_name() {
    for (name, right) in [
        ("papirna.yaml.txt", "papirna.yaml"),
        ("Papirna.YAML", "papirna.yaml"),
        ("My School.yaml", "hyphens"),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.write(&format!("partners/{name}"), "legal_name: A\nkind: ngo\n");
        let run = sandbox.run(&["check", "--date", TODAY]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        let told =
            run.stderr.contains("[bad-file-name]") && run.stderr.contains(name) && run.stderr.contains(right);
        assert!(told, "{name}: {}", run.stderr);
    }
}
