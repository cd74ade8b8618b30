//! The sample goes in one step, and takes nothing of anybody's along.

use crate::support::Sandbox;

const PARTNERS: [&str; 4] = ["camara-penarroble", "gruenfliess", "tahtiselka", "zolty-wiatrak"];

/// Tried in folders and files: the sample beside an institution of one's own | one command removes what nobody has changed, after a plan and a question; what was changed stays and is named
#[test]
fn what_nobody_changed_of_the_sample_goes() {
    let sandbox = Sandbox::sample();
    sandbox.edit("institution.yaml", "Âncora Azul", "Casa Verde");
    sandbox.edit("partners/tahtiselka.yaml", "legal_name:", "# ours\nlegal_name:");
    sandbox.write("partners/own.yaml", "legal_name: \"Own\"\nkind: ngo\n");
    sandbox.write("partners/gruenfliess.log", "");
    let before = sandbox.files("");
    let plan = sandbox.run(&["init", "--clean", "--plan"]);
    assert_eq!(plan.code, 0, "{}", plan.stderr);
    for told in [
        "remove   partners/camara-penarroble.yaml",
        "remove   partners/gruenfliess.yaml",
        "remove   partners/zolty-wiatrak.yaml",
        "keep     partners/tahtiselka.yaml (it was changed)",
        "keep     templates/assets/logo.svg (institution.yaml names it as its logo)",
    ] {
        assert!(plan.stderr.contains(told), "{told}: {}", plan.stderr);
    }
    assert!(!plan.stderr.contains("own.yaml") && !plan.stderr.contains("schema/"), "{}", plan.stderr);
    assert_eq!(sandbox.files(""), before, "a plan changes nothing");
    // Nobody can answer here.
    let unasked = sandbox.run(&["init", "--clean"]);
    assert_eq!(unasked.code, 2, "{}", unasked.stderr);
    assert!(unasked.stderr.contains("error[not-asked]") && unasked.stderr.contains("nothing was removed"));
    assert_eq!(sandbox.files(""), before);
    let run = sandbox.run(&["init", "--clean", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("3 files removed"), "{}", run.stderr);
    let mut left = before;
    for id in ["camara-penarroble", "gruenfliess", "zolty-wiatrak"] {
        assert!(left.remove(&format!("partners/{id}.yaml")).is_some());
    }
    assert_eq!(sandbox.files(""), left, "nothing else is touched");
    let again = sandbox.run(&["init", "--clean", "--yes"]);
    assert!(again.code == 0 && again.stderr.contains("there is nothing to remove"), "{}", again.stderr);
}

#[test]
fn the_logo_goes_when_nothing_names_it_and_the_institution_never() {
    let sandbox = Sandbox::sample();
    let institution = sandbox.read("institution.yaml");
    let run = sandbox.run(&["init", "--clean", "--plan"]);
    assert!(run.stderr.contains("keep     institution.yaml (still the example’s"), "{}", run.stderr);
    let without =
        institution.lines().filter(|line| !line.starts_with("logo:")).collect::<Vec<_>>().join("\n");
    assert_ne!(without, institution);
    sandbox.write("institution.yaml", without + "\n");
    let run = sandbox.run(&["init", "--clean", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("5 files removed"), "{}", run.stderr);
    assert!(!sandbox.path("templates/assets/logo.svg").exists());
    assert!(sandbox.path("institution.yaml").exists() && sandbox.path("schema/partner.json").exists());
    for id in PARTNERS {
        assert!(!sandbox.path(&format!("partners/{id}.yaml")).exists());
    }
}

#[test]
fn cleaning_needs_a_workspace_and_stands_alone() {
    let empty = Sandbox::empty();
    let run = empty.run(&["init", "--clean", "--yes"]);
    assert!(run.code == 2 && run.stderr.contains("error[no-workspace]"), "{}", run.stderr);
    assert!(empty.files("").is_empty());
    let sandbox = Sandbox::sample();
    for arguments in [&["init", "--yes"][..], &["init", "--plan"], &["init", "--clean", "--templates"]] {
        assert_eq!(sandbox.run(arguments).code, 2, "{arguments:?}");
    }
    // By its folder too.
    let run = empty.run(&["init", "--clean", "--plan", sandbox.path("").to_str().expect("a path")]);
    assert!(run.code == 0 && run.stderr.contains("remove   partners/gruenfliess.yaml"), "{}", run.stderr);
}
