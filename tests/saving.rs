//! A file whose text was edited is saved only over what it was; every save can be undone; nothing of it outlives a person.

use handclasp::editing::{
    LastSave, SaveResult, SaveStanding, UndoResult, fields_that_differ, last_save, redo_save, save, undo_save,
};
use handclasp::workspace::Workspace;

use crate::support::Sandbox;

const NAME: &str = "partners/gruenfliess.yaml";

fn workspace(sandbox: &Sandbox) -> Workspace {
    Workspace::at(sandbox.path(""))
}

/// Saves the file with one piece of its text changed; gives the mark.
fn saved(sandbox: &Sandbox, from: &str, to: &str) -> String {
    let before = sandbox.read(NAME);
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after, "{from}");
    match save(&workspace(sandbox), NAME, Some(&before), Some(&after)) {
        Ok(SaveResult::Saved(mark)) => mark,
        other => panic!("{other:?}"),
    }
}

fn last(sandbox: &Sandbox) -> Option<LastSave> {
    last_save(&workspace(sandbox), NAME).expect("the last save")
}

/// The copies that are kept, by their names.
fn copies(sandbox: &Sandbox) -> Vec<String> {
    let files = sandbox.files("").into_keys().filter(|name| name.starts_with(".handclasp/undo/"));
    files.collect()
}

#[test]
fn a_save_writes_the_text_and_each_can_be_undone_backwards_whoever_asks() {
    let sandbox = Sandbox::sample();
    let first = sandbox.read(NAME);
    assert_eq!(last(&sandbox), None);
    let one = saved(&sandbox, "Grünfließ", "Grünfluss");
    let second = sandbox.read(NAME);
    assert!(second.contains("Grünfluss"));
    let two = saved(&sandbox, "Grünfluss", "Grünbach");
    assert_ne!(one, two);
    // Each call is a new reading of the folder, as after a restart.
    let known = last(&sandbox).expect("a save");
    assert_eq!(
        (known.mark.as_str(), known.before.as_deref(), known.standing),
        (&*two, Some(&*second), SaveStanding::Undoable)
    );
    let undo = |mark: &str| undo_save(&workspace(&sandbox), NAME, mark).expect("an answer");
    // The one before the last cannot be undone first.
    assert_eq!(undo(&one), UndoResult::NotTheLast);
    assert!(matches!(undo(&two), UndoResult::Undone { .. }));
    assert_eq!(sandbox.read(NAME), second);
    // A second click undoes nothing twice.
    assert_eq!(undo(&two), UndoResult::NotTheLast);
    assert_eq!(sandbox.read(NAME), second);
    assert!(matches!(undo(&one), UndoResult::Undone { .. }));
    assert_eq!(sandbox.read(NAME), first);
    assert_eq!(last(&sandbox), None);
}

#[test]
fn what_was_undone_is_had_again_until_something_else_is_saved() {
    let sandbox = Sandbox::sample();
    let ours = workspace(&sandbox);
    let texts: Vec<String> = (0..3)
        .map(|number| {
            saved(&sandbox, "legal_name:", &format!("# {number}\nlegal_name:"));
            sandbox.read(NAME)
        })
        .collect();
    let undo = || {
        let save = last(&sandbox).expect("a save");
        match undo_save(&ours, NAME, &save.mark).expect("an answer") {
            UndoResult::Undone { redo, .. } => redo,
            other => panic!("{other:?}"),
        }
    };
    let (third, second) = (undo(), undo());
    assert_eq!(sandbox.read(NAME), texts[0]);
    // Not over the one between.
    assert_eq!(redo_save(&ours, NAME, &third), Ok(SaveResult::ChangedMeanwhile));
    assert!(matches!(redo_save(&ours, NAME, &second), Ok(SaveResult::Saved(_))));
    assert_eq!(sandbox.read(NAME), texts[1]);
    assert_eq!(redo_save(&ours, NAME, &second), Ok(SaveResult::ChangedMeanwhile));
    assert!(matches!(redo_save(&ours, NAME, &third), Ok(SaveResult::Saved(_))));
    assert_eq!(sandbox.read(NAME), texts[2]);
    // It can be undone as before, and there is no way back over something else.
    let third = undo();
    assert_eq!(sandbox.read(NAME), texts[1]);
    sandbox.write(NAME, "somebody else’s");
    assert_eq!(redo_save(&ours, NAME, &third), Ok(SaveResult::ChangedMeanwhile));
    sandbox.write(NAME, &texts[1]);
    saved(&sandbox, "# 1", "# another");
    assert!(copies(&sandbox).iter().all(|name| !name.contains("undone")), "{:?}", copies(&sandbox));
    // A file that went with its save comes back.
    let name = "partners/new.yaml";
    let Ok(SaveResult::Saved(mark)) = save(&ours, name, None, Some("legal_name: N\n")) else {
        panic!("unsaved")
    };
    let Ok(UndoResult::Undone { redo, .. }) = undo_save(&ours, name, &mark) else { panic!("not undone") };
    assert!(!sandbox.path(name).exists());
    assert!(matches!(redo_save(&ours, name, &redo), Ok(SaveResult::Saved(_))));
    assert_eq!(sandbox.read(name), "legal_name: N\n");
}

#[test]
fn nothing_is_written_where_nothing_changes_or_somebody_else_has_written() {
    let sandbox = Sandbox::sample();
    let before = sandbox.read(NAME);
    let files = sandbox.files("");
    let ours = workspace(&sandbox);
    assert_eq!(save(&ours, NAME, Some(&before), Some(&before)), Ok(SaveResult::Same));
    let other = "somebody else’s text";
    assert_eq!(save(&ours, NAME, Some(other), Some("ours")), Ok(SaveResult::ChangedMeanwhile));
    assert_eq!(save(&ours, NAME, None, Some("a new one")), Ok(SaveResult::ChangedMeanwhile));
    assert_eq!(save(&ours, NAME, Some(other), None), Ok(SaveResult::ChangedMeanwhile));
    assert_eq!(save(&ours, "partners/gone.yaml", Some(other), Some("x")), Ok(SaveResult::ChangedMeanwhile));
    assert!(files == sandbox.files(""), "something was written");
}

#[test]
fn an_undo_is_refused_when_somebody_has_changed_the_file_since() {
    let sandbox = Sandbox::sample();
    let mark = saved(&sandbox, "Grünfließ", "Grünfluss");
    let theirs = sandbox.read(NAME) + "# by a colleague\n";
    sandbox.write(NAME, &theirs);
    assert_eq!(last(&sandbox).map(|save| save.standing), Some(SaveStanding::ChangedSince));
    assert_eq!(undo_save(&workspace(&sandbox), NAME, &mark), Ok(UndoResult::ChangedSince));
    assert_eq!(sandbox.read(NAME), theirs);
    // What is saved on top of it can be undone; then that stands again.
    let next = saved(&sandbox, "# by a colleague", "# by both");
    assert!(matches!(undo_save(&workspace(&sandbox), NAME, &next), Ok(UndoResult::Undone { .. })));
    assert_eq!(sandbox.read(NAME), theirs);
    assert_eq!(undo_save(&workspace(&sandbox), NAME, &mark), Ok(UndoResult::ChangedSince));
    // A file that is gone is not brought back.
    std::fs::remove_file(sandbox.path(NAME)).expect("the file");
    assert_eq!(undo_save(&workspace(&sandbox), NAME, &mark), Ok(UndoResult::ChangedSince));
    assert!(!sandbox.path(NAME).exists());
}

#[test]
fn a_copy_that_is_not_whole_any_more_is_not_put_back() {
    let sandbox = Sandbox::sample();
    let mark = saved(&sandbox, "Grünfließ", "Grünfluss");
    let copy = copies(&sandbox).pop().expect("a copy");
    sandbox.write(&copy, "half");
    let now = sandbox.read(NAME);
    assert_eq!(last(&sandbox).map(|save| save.standing), Some(SaveStanding::Damaged));
    assert_eq!(undo_save(&workspace(&sandbox), NAME, &mark), Ok(UndoResult::Damaged));
    assert_eq!(sandbox.read(NAME), now);
}

#[test]
fn a_save_that_was_cut_off_before_it_wrote_never_was() {
    let sandbox = Sandbox::sample();
    let first = sandbox.read(NAME);
    let one = saved(&sandbox, "Grünfließ", "Grünfluss");
    let second = sandbox.read(NAME);
    saved(&sandbox, "Grünfluss", "Grünbach");
    // As if the computer had gone off between the copy and the file.
    sandbox.write(NAME, &second);
    assert_eq!(last(&sandbox).map(|save| save.mark), Some(one.clone()));
    assert!(matches!(undo_save(&workspace(&sandbox), NAME, &one), Ok(UndoResult::Undone { .. })));
    assert_eq!(sandbox.read(NAME), first);
}

#[test]
fn the_last_twenty_saves_are_kept() {
    let sandbox = Sandbox::sample();
    sandbox.edit(NAME, "legal_name:", "# 0\nlegal_name:");
    for number in 0..23 {
        saved(&sandbox, &format!("# {number}\n"), &format!("# {}\n", number + 1));
    }
    assert_eq!(copies(&sandbox).len(), 20);
    let mut undone = 0;
    while let Some(save) = last(&sandbox) {
        assert!(matches!(undo_save(&workspace(&sandbox), NAME, &save.mark), Ok(UndoResult::Undone { .. })));
        undone += 1;
    }
    assert_eq!(undone, 20);
    assert!(sandbox.read(NAME).contains("# 3\n"));
}

#[test]
fn a_file_that_a_save_began_goes_with_its_undo_and_one_that_it_took_away_comes_back() {
    let sandbox = Sandbox::sample();
    let ours = workspace(&sandbox);
    let name = "templates/one-pager/en.md";
    let Ok(SaveResult::Saved(mark)) = save(&ours, name, None, Some("our words\n")) else { panic!("unsaved") };
    assert_eq!(sandbox.read(name), "our words\n");
    sandbox.write(name, "our words, and a colleague’s\n");
    assert_eq!(undo_save(&ours, name, &mark), Ok(UndoResult::ChangedSince));
    sandbox.write(name, "our words\n");
    assert!(matches!(undo_save(&ours, name, &mark), Ok(UndoResult::Undone { .. })));
    assert!(!sandbox.path(name).exists());
    sandbox.write(name, "words\r\n");
    let Ok(SaveResult::Saved(mark)) = save(&ours, name, Some("words\r\n"), None) else { panic!("unsaved") };
    assert!(!sandbox.path(name).exists());
    assert!(matches!(undo_save(&ours, name, &mark), Ok(UndoResult::Undone { .. })));
    assert_eq!(sandbox.read(name), "words\r\n");
}

#[test]
fn nothing_outside_the_files_that_a_person_writes_is_written() {
    let sandbox = Sandbox::sample();
    let ours = workspace(&sandbox);
    let files = sandbox.files("");
    for name in [
        "",
        "/etc/passwd",
        "../institution.yaml",
        "partners/../institution.yaml",
        "partners/a/b.yaml",
        "partners/.hidden.yaml",
        "partners/gruenfliess.log",
        "partners/con.yaml",
        "templates/../x",
        "templates/a\\b",
        "templates//x",
        "templates/.git/config",
        "objections.log",
        ".handclasp/undo/x",
    ] {
        assert!(save(&ours, name, None, Some("x")).is_err(), "{name}");
        assert!(last_save(&ours, name).is_err(), "{name}");
        assert!(undo_save(&ours, name, "x").is_err(), "{name}");
    }
    assert!(files == sandbox.files(""));
    #[cfg(unix)]
    {
        let elsewhere = Sandbox::empty();
        std::os::unix::fs::symlink(elsewhere.path(""), sandbox.path("templates/out")).expect("a link");
        assert!(save(&ours, "templates/out/en.md", None, Some("x")).is_err());
        assert!(elsewhere.files("").is_empty());
    }
}

#[test]
fn the_copies_are_in_nobodys_way() {
    let sandbox = Sandbox::sample();
    let before = sandbox.run(&["check"]);
    saved(&sandbox, "legal_name:", "# a remark\nlegal_name:");
    let check = sandbox.run(&["check"]);
    assert_eq!((check.code, &check.stderr), (before.code, &before.stderr));
    assert_eq!(sandbox.read(".handclasp/.gitignore"), "*\n");
    assert_eq!(sandbox.build(&[]).code, 0);
    assert!(
        copies(&sandbox).iter().all(|name| name.starts_with(".handclasp/undo/partners/gruenfliess.yaml/"))
    );
}

/// The files that have one of these words in them or in their names.
fn that_name(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let names = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        words.iter().any(|word| text.contains(word) || name.contains(word)).then_some(name)
    };
    // The schemas have the sample as an example.
    let files = sandbox.files("").into_iter().filter(|(name, _)| !name.starts_with("schema/"));
    files.filter_map(names).collect()
}

#[test]
fn who_is_forgotten_stands_in_no_copy() {
    let sandbox = Sandbox::sample();
    let words = ["süßmilch", "gruenfliess", "ausbildung@"];
    saved(&sandbox, "legal_name:", "# one\nlegal_name:");
    saved(&sandbox, "# one", "# two");
    // Another partner’s copy names one of its people, too; the save on top of it does not.
    let other = "partners/tahtiselka.yaml";
    let text = sandbox.read(other);
    let naming = text.clone() + "# ask Jörg Süßmilch-Größl\n";
    let later = text.clone() + "# asked\n";
    let ours = workspace(&sandbox);
    for (before, after) in [(&text, &naming), (&naming, &later), (&later, &text)] {
        assert!(matches!(save(&ours, other, Some(before), Some(after)), Ok(SaveResult::Saved(_))));
    }
    let plan = sandbox.run(&["forget", "gruenfliess", "--plan"]);
    assert!(plan.stdout.contains("  .handclasp/undo/partners/gruenfliess.yaml\n"), "{}", plan.stdout);
    assert_eq!(copies(&sandbox).len(), 5);
    let run = sandbox.run(&["forget", "gruenfliess", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(that_name(&sandbox, &words), Vec::<String>::new());
    // Of the other one's the save after it is left, and can be undone still.
    assert_eq!(copies(&sandbox).len(), 1, "{:?}", copies(&sandbox));
    let known = last_save(&ours, other).expect("the last save").expect("a save");
    assert_eq!(known.before.as_deref(), Some(&*later));
    // A file that somebody deleted leaves copies, which go all the same.
    saved_other(&ours, &sandbox);
    std::fs::remove_file(sandbox.path("partners/zolty-wiatrak.yaml")).expect("the file");
    let run = sandbox.run(&["forget", "zolty-wiatrak", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(that_name(&sandbox, &["zolty-wiatrak"]), Vec::<String>::new());
}

fn saved_other(ours: &Workspace, sandbox: &Sandbox) {
    let name = "partners/zolty-wiatrak.yaml";
    let text = sandbox.read(name);
    let after = text.clone() + "# more\n";
    assert!(matches!(save(ours, name, Some(&text), Some(&after)), Ok(SaveResult::Saved(_))));
}

#[test]
fn who_is_forgotten_alone_takes_the_copies_of_the_partner_along() {
    let sandbox = Sandbox::sample();
    saved(&sandbox, "legal_name:", "# one\nlegal_name:");
    let contact = "Jörg Süßmilch-Größl";
    let run = sandbox.run(&["forget", "gruenfliess", "--contact", contact, "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(sandbox.path(NAME).is_file());
    assert_eq!(that_name(&sandbox, &["süßmilch"]), Vec::<String>::new());
    assert_eq!(copies(&sandbox), Vec::<String>::new());
    assert_eq!(last(&sandbox), None);
}

#[test]
fn a_partner_that_gets_another_name_or_rests_takes_its_undo_along() {
    let sandbox = Sandbox::sample();
    let first = sandbox.read(NAME);
    let mark = saved(&sandbox, "legal_name:", "# one\nlegal_name:");
    // What lies there belonged to a file that somebody has deleted.
    sandbox.write(
        ".handclasp/undo/partners/fliess.yaml/000001.20270101T000000Z.0123456789abcdef.none.yaml",
        "of another one",
    );
    let run = sandbox.run(&["rename", "gruenfliess", "fliess"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let ours = workspace(&sandbox);
    assert!(copies(&sandbox).iter().all(|name| !name.contains("gruenfliess")), "{:?}", copies(&sandbox));
    assert!(matches!(undo_save(&ours, "partners/fliess.yaml", &mark), Ok(UndoResult::Undone { .. })));
    assert_eq!(sandbox.read("partners/fliess.yaml"), first);
    let name = "partners/fliess.yaml";
    let after = first.clone() + "# two\n";
    let Ok(SaveResult::Saved(mark)) = save(&ours, name, Some(&first), Some(&after)) else {
        panic!("unsaved")
    };
    assert_eq!(sandbox.run(&["archive", "fliess"]).code, 0);
    // Who rests has no file that could be undone; it is not brought back by that.
    assert_eq!(undo_save(&ours, name, &mark), Ok(UndoResult::ChangedSince));
    assert!(!sandbox.path(name).exists());
    assert_eq!(sandbox.run(&["archive", "fliess", "--back"]).code, 0);
    assert!(matches!(undo_save(&ours, name, &mark), Ok(UndoResult::Undone { .. })));
    assert_eq!(sandbox.read(name), first);
    // And forgetting it while it rests leaves nothing.
    let Ok(SaveResult::Saved(_)) = save(&ours, name, Some(&first), Some(&after)) else { panic!("unsaved") };
    assert_eq!(sandbox.run(&["archive", "fliess"]).code, 0);
    assert_eq!(sandbox.run(&["forget", "fliess", "--yes"]).code, 0);
    assert_eq!(copies(&sandbox), Vec::<String>::new());
}

#[test]
fn the_fields_that_a_save_changed_are_known() {
    let differ = |before: &str, after: &str| {
        let paths = fields_that_differ(before, after)?;
        Some(paths.into_iter().map(|path| path.join(".")).collect::<Vec<_>>())
    };
    let before = "a: 1\nb: {c: [x, y], d: 2}\ne:\nf: [1]\ng: {h: 1}\n";
    let after = "# a remark\na: '1'\nb: {c: [x, z], d: 3}\nf: [1, 2]\nnew: {deep: 1}\ng: {h: 1}\n";
    let told = differ(before, after).expect("both can be read");
    assert_eq!(told, ["b.c.1", "b.d", "f", "new.deep"]);
    assert_eq!(differ(before, before), Some(Vec::new()));
    assert_eq!(differ("a: [", before), None);
}
