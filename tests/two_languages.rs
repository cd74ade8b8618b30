//! One agreement in two languages: what is made, in which files, in which order, and that both say the same.

use std::fs;

use crate::support::{Sandbox, letters, pdf_pages, pdf_text};

/// A partner with a Memorandum in English and Dutch; `more` stands in its `mou`.
fn partner(more: &str) -> String {
    format!(
        "legal_name: \"Hafenschule Nord\"\nshort_name: \"Hafenschule\"\nkind: vet_school\ncountry: DE\nworking_language: en\n\
         address: {{street: \"Kai 1\", postal_code: \"20457\", city: \"Hamburg\", country: DE}}\ntimezone: Europe/Berlin\n\
         contacts: [{{given_name: \"Ute\", family_name: \"Meer\", email: ute@hafen.example.org, source: \"a fair\"}}]\n\
         signatories: [{{name: \"Uwe Watt\", position: {{en: \"Head\", nl: \"Directeur\"}}}}]\n\
         partnership_types: [training]\n\
         activities: [{{en: \"exchange of learners\", nl: \"uitwisseling van leerlingen\"}}]\n\
         cooperation: {{purpose: {{en: \"the training of boat builders\", nl: \"de opleiding van botenbouwers\"}}}}\n\
         mou:\n  term: {{start: \"2027-01-01\", end: \"2029-12-31\"}}\n  review: {{first_date: \"2027-12-01\"}}\n  \
         place: {{ours: \"Vila Nova da Maré\"}}\n  {more}\n"
    )
}

const CLAUSE: &str = "own_clauses: [{title: {en: \"Tools\", nl: \"Gereedschap\"}, text: {en: \"Each brings its own tools.\", nl: \"Ieder brengt eigen gereedschap mee.\"}}]";

/// Words of another language: each has other letters, and all that decides stays as it is.
fn in_dutch(words: &str) -> String {
    let front = words[3..].find("---").map_or(0, |end| end + 6);
    let mut dutch = words[..front].replace("Memorandum of Understanding", "Memorandum van overeenstemming");
    dutch = dutch.replace("Letter of Intent", "Intentieverklaring");
    let mut rest = &words[front..];
    while let Some(one) = rest.chars().next() {
        let end = [("{{", "}}"), ("{%", "%}"), ("{#-", "#}"), ("{# ", "#}"), ("{#", "}")]
            .iter()
            .find(|(begin, _)| rest.starts_with(begin))
            .and_then(|(_, end)| Some(rest.find(end)? + end.len()));
        if let Some(end) = end {
            dutch.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        dutch.push(match one {
            'a' => 'ä',
            'e' => 'ë',
            'i' => 'ï',
            'o' => 'ö',
            'u' => 'ü',
            one => one,
        });
        rest = &rest[one.len_utf8()..];
    }
    dutch
}

/// The sample institution with a partner, and with words in Dutch of what is signed.
pub fn workspace(mou: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("hafen", &partner(mou));
    sandbox.edit("institution.yaml", "pt-PT: \"Coordenadora Erasmus+\"", "nl: \"Coördinator Erasmus+\"");
    sandbox.edit("institution.yaml", "position: {en: \"Director\", pt-PT", "position: {en: \"Director\", nl");
    sandbox.edit(
        "institution.yaml",
        "authority_basis: \"Statutes, art. 14\"",
        "authority_basis: {en: \"Statutes, art. 14\", nl: \"Statuten, art. 14\"}",
    );
    let read = |name: &str| fs::read_to_string(name).expect("read");
    let language = read("templates/languages/en.yaml").replace("locale: en-GB", "locale: nl");
    let language = language
        .replace("Page {page} of {pages}", "Blad {page} van {pages}")
        .replace("draft: \"Draft\"", "draft: \"Ontwerp\"");
    sandbox.write("templates/languages/nl.yaml", language);
    for document in ["mou", "loi"] {
        let words = in_dutch(&read(&format!("templates/{document}/en.md")));
        sandbox.write(&format!("templates/{document}/nl.md"), words);
    }
    for piece in fs::read_dir("templates/partials/en").expect("pieces") {
        let piece = piece.expect("a piece");
        let name = piece.file_name().into_string().expect("a name");
        sandbox.write(&format!("templates/partials/nl/{name}"), fs::read(piece.path()).expect("read"));
    }
    sandbox
}

const STEM: &str = "output/hafen/mou.en+nl";

fn built(mou: &str, arguments: &[&str]) -> Sandbox {
    let sandbox = workspace(mou);
    let run = sandbox.build(&[&["mou"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

/// The lines of a Markdown text that are no rows of tables, as letters.
fn lines(markdown: &str) -> Vec<String> {
    let bare = |line: &str| {
        let line = line.split(" {").next().unwrap_or(line).replace("**", "");
        letters(line.trim_end_matches('\\').trim_start_matches(['#', '-', ' ']))
    };
    markdown.lines().filter(|line| !line.starts_with('|')).map(bare).filter(|line| !line.is_empty()).collect()
}

#[test]
fn both_languages_stand_beside_each_other() {
    for layout in ["columns", "stacked"] {
        let one = |language: &str| {
            let mou = format!("languages: [{language}]\n  clauses: {{languages: false}}\n  {CLAUSE}");
            built(&mou, &["--format", "md", "--format", "txt"])
        };
        let (english, dutch) = (one("en"), one("nl"));
        let mou =
            format!("languages: [en, nl]\n  layout: {layout}\n  clauses: {{languages: false}}\n  {CLAUSE}");
        let formats = ["md", "txt", "html", "pdf"].map(|format| ["--format", format]).concat();
        let both = built(&mou, &formats);
        let text = |sandbox: &Sandbox, name: &str| {
            let text = sandbox.read(name);
            text.replace("**Draft / Ontwerp**\n\n", "")
                .replace("**Draft**\n\n", "")
                .replace("**Ontwerp**\n\n", "")
        };
        let single = [text(&english, "output/hafen/mou.en.md"), text(&dutch, "output/hafen/mou.nl.md")];
        let markdown = text(&both, &format!("{STEM}.md"));
        assert_eq!(markdown, format!("{}\n---\n\n{}", single[0], single[1]));
        let html = both.read(&format!("{STEM}.html"));
        let pdf = both.bytes(&format!("{STEM}.pdf"));
        let (on_pages, on_web) = (letters(&pdf_text(&pdf)), letters(&html));
        let plain = both.read(&format!("{STEM}.txt"));
        for line in single.iter().flat_map(|text| lines(text)) {
            assert!(on_pages.contains(&line), "{layout}: not on the pages: {line}");
            assert!(letters(&plain).contains(&line), "{layout}: not in the text: {line}");
        }
        assert!(html.contains("<div lang=\"en\"") && html.contains("<div lang=\"nl\""), "{html}");
        // Clause by clause, or one behind the other.
        let place = |words: &str| on_pages.find(&letters(words)).unwrap_or_else(|| panic!("no {words}"));
        let (own, other, last) =
            (place("Each brings its own tools."), place("Ieder brengt eigen"), place("Thïs döcümënt ïs nöt"));
        assert!(own < other && other < last, "{layout}");
        let is_apart = place("This document is not legally") < place("Eäch pärtnër");
        assert_eq!(is_apart, layout == "stacked");
        assert!(on_web.contains("Gereedschap"));
        // People sign once, below the words of both languages.
        assert_eq!(
            on_pages.matches("UweWatt").count(),
            1 + 2,
            "{layout}: named as a party in both, and to sign"
        );
        assert!(on_pages.contains(&letters("Signature / Sïgnätürë")), "{on_pages}");
        assert!(on_pages.contains(&letters("Page 1 of")) && on_pages.contains(&letters("Blad 1 van")));
    }
}

#[test]
fn a_pdf_in_two_languages_has_fields_once_and_a_bookmark_for_each_clause() {
    let both = built("languages: [en, nl]", &[]);
    let bytes = both.bytes(&format!("{STEM}.pdf"));
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let texts = |key: &[u8]| -> Vec<String> {
        let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        let texts = dictionaries.filter_map(|one| lopdf::decode_text_string(one.get(key).ok()?).ok());
        texts.collect()
    };
    let fields = texts(b"T").into_iter().filter(|name| name.contains("signature")).count();
    assert_eq!(fields, 2);
    let bookmarks = texts(b"Title");
    assert!(bookmarks.iter().any(|title| title.contains("Memorandum of Understanding")), "{bookmarks:?}");
    assert!(!bookmarks.iter().any(|title| title.starts_with("1. Pürpösë")), "{bookmarks:?}");
    assert!(texts(b"Lang").iter().any(|language| language == "nl"), "{:?}", texts(b"Lang"));
    assert!(pdf_pages(&bytes) <= 6);
}

#[test]
fn it_is_made_once_whichever_of_its_languages_is_asked_for() {
    for (asked, is_made) in
        [(&["--lang", "nl"][..], true), (&["--lang", "en,nl"], true), (&["--lang", "fr"], false)]
    {
        let sandbox = workspace("languages: [en, nl]");
        let run = sandbox.build(&[&["mou", "--format", "md"], asked].concat());
        assert_eq!(sandbox.path(&format!("{STEM}.md")).exists(), is_made, "{asked:?}: {}", run.stderr);
        assert!(
            !sandbox.path("output/hafen/mou.nl.md").exists()
                && !sandbox.path("output/hafen/mou.en.md").exists()
        );
    }
    // Its own language counts, whatever the partner's is.
    let sandbox = built("languages: [nl]", &["--format", "md"]);
    assert!(sandbox.path("output/hafen/mou.nl.md").exists());
}

#[test]
fn what_was_made_in_other_languages_goes() {
    let sandbox = built("languages: [en]", &[]);
    assert!(sandbox.path("output/hafen/mou.en.pdf").exists());
    sandbox.edit("partners/hafen.yaml", "languages: [en]", "languages: [en, nl]");
    let run = sandbox.build(&[]);
    assert!(run.stderr.contains("was made in `en`"), "{}", run.stderr);
    assert!(!sandbox.path("output/hafen/mou.en.pdf").exists());
    assert!(sandbox.path(&format!("{STEM}.pdf")).exists());
    // Up to date is what nobody has changed.
    let again = sandbox.build(&["mou"]);
    assert!(again.stderr.contains("up to date"), "{}", again.stderr);
}

#[test]
fn an_edited_text_stays_in_step() {
    let sandbox = built("languages: [en, nl]\n  layout: columns", &[]);
    let name = format!("{STEM}.md");
    let made = sandbox.read(&name);
    sandbox.edit(&name, "Eäch pärtnër", "Elke pärtnër");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("was edited and is used as it is"), "{}", run.stderr);
    let pages = letters(&pdf_text(&sandbox.bytes(&format!("{STEM}.pdf"))));
    assert!(pages.contains(&letters("Elke pärtnër")));
    // A clause that is taken out in one language only.
    let from = made.rfind("{#data-protection-and-names}").expect("the clause");
    let from = made[..from].rfind("\n## ").expect("its heading");
    let to = made[from + 4..].find("\n## ").expect("the next one") + from + 4;
    sandbox.write(&name, format!("{}{}", &made[..from], &made[to..]));
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("`data-protection-and-names` stands in the version in `en` only"),
        "{}",
        run.stderr
    );
    sandbox.write(&name, made.replace("\n---\n", "\n"));
    let run = sandbox.build(&["mou"]);
    assert!(run.stderr.contains("the line between the two languages cannot be found"), "{}", run.stderr);
}

#[test]
fn an_email_takes_it_along_in_both_languages() {
    let mou = "languages: [en, nl]\nwhy_partner: \"your school builds boats\"\nproposal: {attach: [mou.pdf], reply_by: \"2027-01-15\"}";
    let sandbox = workspace(mou);
    let run = sandbox.build(&["mou", "contact-formal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let bytes = sandbox.bytes("output/hafen/contact-formal.en.eml");
    let message = mail_parser::MessageParser::default().parse(&bytes).expect("a message");
    let attached = message.attachment(0).expect("an attachment").contents();
    assert_eq!(attached, sandbox.bytes(&format!("{STEM}.pdf")));
}

#[test]
fn a_final_text_waits_for_somebody_who_has_looked_at_both_languages() {
    let sandbox = workspace(&format!("languages: [en, nl]\n  {CLAUSE}"));
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("still to be looked at in both languages"), "{}", run.stderr);
    sandbox.edit("partners/hafen.yaml", "mou:\n", "mou:\n  status: final\n");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("was never looked at in both languages"), "{}", run.stderr);
    assert!(sandbox.run(&["check"]).stderr.contains("was never looked at in both languages"));
    // Without a terminal nobody can say yes, and nothing is noted; the texts are shown all the same.
    let log = ["log", "hafen", "checked-translation"];
    let asked = sandbox.run(&log);
    assert_ne!(asked.code, 0);
    assert!(asked.stdout.contains("mou.own_clauses.0.text"), "{}", asked.stdout);
    assert!(
        asked.stdout.contains("Each brings its own tools.") && asked.stdout.contains("Ieder brengt"),
        "{}",
        asked.stdout
    );
    assert_eq!(sandbox.build(&["mou"]).code, 1);
    let noted = sandbox.run(&["log", "hafen", "checked-translation", "--yes"]);
    assert_eq!(noted.code, 0, "{}", noted.stderr);
    let before = sandbox.read("partners/hafen.yaml");
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.read("partners/hafen.yaml"), before, "nothing is written into the file");
    assert!(sandbox.run(&["log", "hafen"]).stdout.contains("texts looked at in both languages"));
    assert!(sandbox.run(&log).stderr.contains("none has changed since"));
    // One side changes.
    sandbox.edit(
        "partners/hafen.yaml",
        "Each brings its own tools.",
        "Each brings its own tools and gloves.",
    );
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("changed since its translation was looked at"), "{}", run.stderr);
    assert!(run.stderr.contains("mou.own_clauses.text"), "{}", run.stderr);
    let shown = sandbox.run(&["log", "hafen", "checked-translation", "--yes"]).stdout;
    assert!(shown.contains("gloves") && !shown.contains("Gereedschap"), "only what changed: {shown}");
    assert_eq!(sandbox.build(&["mou"]).code, 0);
}

#[test]
fn the_clause_on_languages_says_which_prevails() {
    let clause = |mou: &str| built(mou, &["--format", "md"]).read(&format!("{STEM}.md"));
    let equal = clause("languages: [en, nl]");
    assert!(
        equal.contains(
            "This memorandum is made in English and Dutch. Both language versions are equally valid"
        ),
        "{equal}"
    );
    let prevails = clause("languages: [en, nl]\n  prevailing: nl");
    assert!(prevails.contains("If the versions differ, the Dutch version prevails."), "{prevails}");
}

#[test]
fn a_letter_of_intent_is_in_two_languages_too() {
    let loi = "languages: [en]\nloi: {languages: [en, nl], layout: LAYOUT, valid_until: \"2027-12-31\"}";
    for layout in ["columns", "stacked"] {
        let sandbox = workspace(&loi.replace("LAYOUT", layout));
        assert_eq!(sandbox.run(&["log", "hafen", "checked-translation", "--yes"]).code, 0);
        let run = sandbox.build(&["loi"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let pages = letters(&pdf_text(&sandbox.bytes("output/hafen/loi.en+nl.pdf")));
        assert!(
            pages.contains(&letters("With this letter we express"))
                && pages.contains(&letters("Wïth thïs lëttër wë ëxprëss")),
            "{pages}"
        );
        assert!(pages.contains(&letters("Our organisation / Oür örgänïsätïön")), "{pages}");
    }
}
