//! Data is never markup: whatever stands in a value comes out letter for letter in every output.

use handclasp::colour::Colours;
use handclasp::due::{Edition, Manner};
use handclasp::format::{Format, html, markdown, text};
use handclasp::project::Project;
use handclasp::render::{Press, Renderer};
use handclasp::schema::{Nothing, says_nothing};
use handclasp::workspace::Workspace;
use mail_parser::MessageParser;
use proptest::prelude::*;

use crate::support::{Sandbox, letters, pdf_text};

/// The value of DESIGN.md, principle 2.
const HOSTILE: &str = r#"A & <B> #1 $5_x *y* @z "q" \n {{ x }} ~t~ `c` [l](u) !i | {.facts} 'p' <https://x.example> 1. - + > = ^"#;

fn partner(name: &str) -> String {
    let quoted = serde_json::Value::from(name).to_string();
    format!(
        "legal_name: {quoted}\nshort_name: {quoted}\nkind: ngo\ncountry: \"PL\"\n\
         contacts:\n  - {{family_name: {quoted}, given_name: {quoted}, email: \"biuro@wiatrak.example.org\", source: {quoted}}}\n\
         partnership_types: [mobility]\nactivities: [{quoted}]\nwhy_partner: {quoted}\nwhy_us_for_them: [{quoted}]\n\
         address: {{street: {quoted}, postal_code: \"00-999\", city: {quoted}, country: \"PL\"}}\n\
         timezone: Europe/Warsaw\nsignatories: [{{name: {quoted}, position: {quoted}}}]\n\
         cooperation: {{purpose: {quoted}}}\n\
         mou: {{status: final, reference: {{ours: {quoted}}}, term: {{start: on_last_signature, end: \"2029-01-01\"}}, kpis: [{{name: {quoted}, target: {quoted}}}]}}\n\
         loi: {{direction: from_partner, variant: cooperation, role: {quoted}, contribution: [{quoted}], valid_until: \"2027-12-31\"}}\n\
         meeting: {{date: \"2027-03-04\", start: \"11:00\", slot_min: 60, link: \"https://meet.example.org/x\", participants: [{{name: {quoted}, role: {quoted}}}]}}\n"
    )
}

pub fn spaceless(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

#[test]
fn a_hostile_value_arrives_letter_for_letter_in_every_output() {
    let sandbox = Sandbox::with_partner("wiatrak", &partner(HOSTILE));
    let mut arguments = vec![];
    for format in ["md", "txt", "html", "pdf", "eml", "ics"] {
        arguments.extend(["--format", format]);
    }
    let run = sandbox.build(&arguments);
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert!(errors.is_empty(), "{}", run.stderr);
    let wanted = spaceless(HOSTILE);
    for document in ["contact-formal", "contact-informal", "mou", "loi", "agenda"] {
        let file = |ending: &str| format!("output/wiatrak/{document}.en.{ending}");
        assert!(spaceless(&sandbox.read(&file("txt"))).contains(&wanted), "{document}.txt");
        let html = sandbox.read(&file("html"));
        let shown =
            html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        assert!(spaceless(&shown).contains(&wanted), "{document}.html");
        assert!(!html.contains("<B>"), "{document}.html lets a tag through");
        let page = letters(&pdf_text(&sandbox.bytes(&file("pdf"))));
        assert!(page.contains(&letters(HOSTILE)), "{document}.pdf:\n{page}");
    }
    let eml = sandbox.bytes("output/wiatrak/contact-formal.en.eml");
    let message = MessageParser::default().parse(&eml).expect("a message");
    assert!(spaceless(&message.body_text(0).expect("text")).contains(&wanted));
    let name = message.to().and_then(|to| to.first()).and_then(|to| to.name.clone()).expect("a name");
    assert_eq!(spaceless(&name), format!("{wanted}{wanted}"));
    assert_eq!(message.headers().iter().filter(|header| header.name.as_str() == "X-Unsent").count(), 1);
}

#[test]
fn the_markdown_shows_the_letters_when_it_is_read_again() {
    let sandbox = Sandbox::with_partner("wiatrak", &partner(HOSTILE));
    assert!(sandbox.build(&["mou", "--format", "md"]).code == 0);
    let source = sandbox.read("output/wiatrak/mou.en.md");
    let mut shown = String::new();
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES;
    for event in pulldown_cmark::Parser::new_ext(&source, options) {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => shown.push_str(&text),
            // The template's own: a line end in a cell.
            pulldown_cmark::Event::InlineHtml(tag) if &*tag == "<br>" => shown.push(' '),
            pulldown_cmark::Event::Html(tag) | pulldown_cmark::Event::InlineHtml(tag) => {
                panic!("HTML: {tag}")
            }
            _ => {}
        }
    }
    assert!(spaceless(&shown).matches(&spaceless(HOSTILE)).count() >= 6, "{shown}");
}

#[test]
fn an_emoji_goes_where_there_is_a_glyph_and_is_refused_elsewhere() {
    let sandbox = Sandbox::with_partner("wiatrak", &partner("Wind 🎉 mill"));
    let run = sandbox.build(&["contact-informal"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.read("output/wiatrak/contact-informal.en.md").contains("🎉"));
    let run = sandbox.build(&["mou"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("`🎉` (U+1F389)") && run.stderr.contains("partners/wiatrak.yaml"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path("output/wiatrak/mou.en.md").exists(), "nothing is written for that document");
}

#[test]
fn control_characters_and_line_breaks_are_refused_with_their_field() {
    for (escape, code) in [
        ("\\u0000", "U+0000"),
        ("\\r\\n", "U+000D"),
        ("\\n", "a backslash in"),
        ("\\u202e", "U+202E"),
        ("\\ue000", "U+E000"),
    ] {
        let yaml = partner("X").replace("why_partner: \"X\"", &format!("why_partner: \"a{escape}b\""));
        let sandbox = Sandbox::with_partner("wiatrak", &yaml);
        let run = sandbox.build(&[]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr.contains(code) && run.stderr.contains("`why_partner`"),
            "{escape}: {}",
            run.stderr
        );
    }
}

#[test]
fn what_begins_or_ends_a_block_is_letters_too() {
    let values = [
        " # Heading",
        " - item",
        " + item",
        " > quote",
        " 1. first",
        " 7) seventh",
        "--- ",
        "  ## X #",
        "Escola #",
        "C #",
        "#",
        "===",
        "2027",
        "3.",
        "* * *",
        "[ ] box",
        "+351 1",
        "a\\",
        "**",
        "__x__",
        "~~~",
        "```",
        "|",
        "| a | b |",
        "<!-- x",
        "&amp;",
        "a  b",
        "https://a_b_c.example",
        "{.signatures}",
        "1986. A great year",
    ];
    for value in values {
        // The institution has the name here; a partner of the same name would be refused.
        let quoted = serde_json::Value::from(value).to_string();
        let yaml = partner(value).replacen(&format!("legal_name: {quoted}"), "legal_name: \"Wiatrak\"", 1);
        // What is left of the sample beside a name of one's own is not signed.
        let yaml = yaml.replacen("status: final", "status: draft", 1);
        let sandbox = Sandbox::with_partner("wiatrak", &yaml);
        let institution = sandbox.read("institution.yaml");
        let start = institution.find("\nlegal_name:").expect("a name") + 1;
        let end = start + institution[start..].find('\n').expect("a line");
        let changed = format!("{}legal_name: {quoted}{}", &institution[..start], &institution[end..]);
        sandbox.write("institution.yaml", changed);
        let run = sandbox.build(&["--format", "txt", "--format", "html"]);
        let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
        assert!(errors.is_empty(), "`{value}`: {}", run.stderr);
        for document in ["contact-formal", "contact-informal", "mou", "loi", "agenda", "one-pager"] {
            let text = sandbox.read(&format!("output/wiatrak/{document}.en.txt"));
            assert!(spaceless(&text).contains(&spaceless(value)), "{document}: `{value}`:\n{text}");
            let html = sandbox.read(&format!("output/wiatrak/{document}.en.html"));
            for tag in ["<blockquote", "<pre", "<hr style", "<ol start"] {
                let allowed = tag == "<hr style" && document.starts_with("contact");
                let most = usize::from(allowed);
                assert!(html.matches(tag).count() <= most, "{document}: `{value}` makes `{tag}`:\n{html}");
            }
        }
        let title = sandbox.read("output/wiatrak/one-pager.en.html");
        let heading = &title[title.find("<h1").expect("a heading")..];
        let heading = &heading[..heading.find("</h1>").expect("its end")];
        let shown = heading
            .replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        assert!(spaceless(&shown).ends_with(&spaceless(value)), "`{value}`: {heading}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any printable text, with a preference for what means something somewhere.
    #[test]
    fn any_text_arrives_in_text_html_and_markdown(value in r#"([ -~äßŻќΩ]|[*_`#\\\[\]<>&|{}$~.!+=-]{1,3}|[0-9]{1,2}[.)] ){1,24}"#) {
        let value = value.trim().to_owned();
        // What surely says that there is nothing, `-` or `n/a`, is no name.
        prop_assume!(!value.is_empty() && says_nothing("legal_name", &value) != Some(Nothing::Surely));
        // A value of signs alone was left open, and is not signed.
        let yaml = partner(&value).replacen("status: final", "status: draft", 1);
        let sandbox = Sandbox::with_partner("wiatrak", &yaml);
        let project = Project::read(&Workspace::at(sandbox.path(""))).expect("a workspace");
        let loaded = project.load("wiatrak").expect("a partner");
        let partnership = project.partnership(&loaded, "2026-11-23".parse().expect("a day"));
        let press = Press::new(&project);
        let mut renderer = Renderer::new(&press, partnership, Manner::USUAL);
        let wanted = spaceless(&value);
        for name in ["contact-formal", "mou", "loi", "agenda"] {
            let document = renderer.read(&Edition::new(name, "en"), handclasp::document::Document::clone).expect(name);
            let plain = text::write(&document);
            prop_assert!(spaceless(&plain).contains(&wanted), "{name}.txt lacks `{value}`:\n{plain}");
            let page = html::write(&document, &Colours::of("#000000").expect("a colour"));
            let shown = page.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert!(spaceless(&shown).contains(&wanted), "{name}.html lacks `{value}`:\n{page}");
            prop_assert!(!markdown::write(&document).is_empty());
            let made = renderer.make(&Edition::new(name, "en"), &[Format::Pdf]);
            prop_assert!(made.is_ok(), "{name}.pdf: {:?}", made.err());
        }
    }
}
