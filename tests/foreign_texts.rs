//! Texts of the data are in a language, and no document prints one that is in another.

use crate::languages::sample;
use crate::support::{Run, Sandbox};

/// The English sample, of which one partner's documents are German.
fn german(partner: &str) -> Sandbox {
    let sandbox = Sandbox::sample();
    let name = format!("partners/{partner}.yaml");
    sandbox.edit(&name, "working_language: en", "working_language: de");
    sandbox
}

fn built(sandbox: &Sandbox, document: &str, partner: &str) -> Run {
    sandbox.build(&[document, "--partner", partner, "--format", "md"])
}

/// Tried in languages: a text of the data without a language, or in other languages only, printed in a document of another language | an error at the text, with its field, its language, the document, and how to give it in both
#[test]
fn a_text_of_another_language_is_told_where_it_is_printed() {
    let sandbox = german("gruenfliess");
    let run = built(&sandbox, "one-pager", "gruenfliess");
    assert_eq!(run.code, 1, "{}", run.stderr);
    for told in [
        "error[untranslated]: `offer` is in `en`, and a document in `de` prints it",
        "write it in both languages: {en: \"…\", de: \"…\"}; a text without a language is in the institution’s `default_language`, which is `en`",
        "error[untranslated]: `who_we_are` is in `en` and `pt-PT`, and a document in `de` prints it",
        "add a text to those that are there: {en: \"…\", de: \"…\"}",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    // What another document prints is no matter of this one, and numbers have no language.
    assert!(!run.stderr.contains("`idea`") && !run.stderr.contains("facts.value"), "{}", run.stderr);
    assert!(!sandbox.path("output/gruenfliess/one-pager.de.md").exists());
}

/// Tried in languages: a partner's file whose texts are in the partner's language (`texts_in`) | taken for that language, in documents of it and in no other
#[test]
fn a_file_may_say_which_language_its_texts_are_in() {
    let sandbox = sample("de");
    let file = "partners/gruenfliess.yaml";
    let text = sandbox.read(file);
    sandbox.edit("institution.yaml", "default_language: de", "default_language: en");
    let run = built(&sandbox, "contact-formal", "gruenfliess");
    assert!(
        run.stderr.contains("`proposal.idea` is in `en`, and a document in `de` prints it"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("write `texts_in: de` at its top"), "{}", run.stderr);
    sandbox.write(file, format!("texts_in: de\n{text}"));
    let run = built(&sandbox, "contact-formal", "gruenfliess");
    assert!(!run.stderr.contains("proposal.idea"), "{}", run.stderr);
    // The institution's texts are in another language still.
    assert!(run.stderr.contains("`provider` is in `en`"), "{}", run.stderr);
}

/// Tried in languages: `pt` for texts of a document in `pt-PT` | the same language; `pt-BR` is another one
#[test]
fn a_language_without_a_country_is_that_of_every_country() {
    let sandbox = sample("pt-PT");
    let file = "partners/gruenfliess.yaml";
    let text = sandbox.read(file);
    for (tag, is_same) in [("pt", true), ("pt-PT", true), ("pt-BR", false), ("en", false)] {
        sandbox.write(file, format!("texts_in: {tag}\n{text}"));
        let run = built(&sandbox, "contact-formal", "gruenfliess");
        assert_eq!(run.code == 0, is_same, "{tag}: {}", run.stderr);
    }
}

/// Tried in languages: `--lang de,fr`, `--lang all`, a partner without a language whose contact has one | documents in each of them; in those that institution.yaml names; in the contact's
#[test]
fn documents_are_made_in_the_languages_that_are_asked_for() {
    let sandbox = Sandbox::sample();
    let note = |tag: &str| {
        sandbox.write(
            &format!("templates/note/{tag}.md"),
            "---\ntitle: \"1\"\nlayout: letter\nformats: [md]\n---\n1\n",
        );
    };
    ["en", "de", "fr", "pl"].into_iter().for_each(note);
    let made = |sandbox: &Sandbox| -> Vec<&'static str> {
        let is_there = |tag: &&str| sandbox.path(&format!("output/zolty-wiatrak/note.{tag}.md")).exists();
        ["de", "en", "fr", "pl"].into_iter().filter(is_there).collect()
    };
    let run = sandbox.build(&["note", "--lang", "de,fr"]);
    assert!(run.code == 0 && made(&sandbox) == ["de", "fr"], "{}", run.stderr);
    sandbox.edit("institution.yaml", "languages: [en]", "languages: [pl]");
    let run = sandbox.build(&["note", "--lang", "all", "--out", "output"]);
    assert!(
        run.code == 0 && made(&sandbox).contains(&"en") && made(&sandbox).contains(&"pl"),
        "{}",
        run.stderr
    );
    let sandbox = Sandbox::sample();
    sandbox.write("templates/note/pl.md", "---\ntitle: \"1\"\nlayout: letter\nformats: [md]\n---\n1\n");
    sandbox.edit("partners/zolty-wiatrak.yaml", "{email: ", "{language: pl, email: ");
    let run = sandbox.build(&["note", "--partner", "zolty-wiatrak"]);
    assert!(run.code == 0 && made(&sandbox) == ["pl"], "{}", run.stderr);
}

/// Tried in languages: a greeting that ends with a comma, in German, Polish and Italian, and a reference that somebody wrote as a sentence of its own | the sentence goes on with a small letter, but for polite words and nouns
#[test]
fn a_sentence_goes_on_behind_the_comma_of_a_salutation() {
    for (tag, reference, goes_on) in [
        ("de", "Wir haben uns in Graz getroffen.", "wir haben uns in Graz getroffen."),
        ("de", "Ihre Werkstatt hat uns gefallen.", "Ihre Werkstatt hat uns gefallen."),
        ("pl", "Miło było porozmawiać w Grazu.", "miło było porozmawiać w Grazu."),
    ] {
        let sandbox = sample(tag);
        let file = "partners/tahtiselka.yaml";
        let text = sandbox.read(file);
        let line =
            text.lines().find(|line| line.trim_start().starts_with("reference: ") && !line.contains('{'));
        let line = line.expect("a reference").to_owned();
        sandbox.edit(file, &line, &format!("  reference: \"{reference}\""));
        let run = built(&sandbox, "contact-informal", "tahtiselka");
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = sandbox.read(&format!("output/tahtiselka/contact-informal.{tag}.md"));
        assert!(text.contains(&format!("\n\n{goes_on}")), "{tag}\n{text}");
    }
}
