//! What stands in a PDF besides its text: signature fields, boxes, pictures.

use std::collections::BTreeMap;

use handclasp::colour::{Colours, LEAST_CONTRAST, contrast_with_white};
use handclasp::diagnostic::Severity;
use handclasp::format::picture;
use image::{ImageFormat, RgbImage};
use lopdf::{Dictionary, Document, Object};
use sha2::{Digest, Sha256};

use crate::documents::{output, pdf};
use crate::support::{Sandbox, pdf_text};

/// Builds, which must go well.
pub fn made(sandbox: &Sandbox, arguments: &[&str]) {
    let run = sandbox.build(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

pub fn load(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// The signature fields of a PDF, by name.
pub fn fields(pdf: &Document) -> BTreeMap<String, Dictionary> {
    let Ok(form) = pdf.catalog().expect("a catalogue").get(b"AcroForm") else { return BTreeMap::new() };
    let fields =
        form.as_dict().and_then(|form| form.get(b"Fields")).and_then(Object::as_array).expect("fields");
    let field = |field: &Object| {
        let field = pdf.get_dictionary(field.as_reference().expect("a reference")).expect("a field").clone();
        (text_of(field.get(b"T").expect("a name")), field)
    };
    fields.iter().map(field).collect()
}

pub fn text_of(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("text")
}

fn name<'a>(dictionary: &'a Dictionary, key: &[u8]) -> &'a str {
    dictionary.get(key).and_then(Object::as_name).map_or("", |name| std::str::from_utf8(name).expect("ASCII"))
}

/// The structure element that stands for an annotation, through the page's entry in the parent tree.
fn element_of(pdf: &Document, key: i64) -> Dictionary {
    let root = pdf.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", pdf)).expect("a tree");
    let tree = root.as_dict().and_then(|root| root.get_deref(b"ParentTree", pdf)).expect("a parent tree");
    fn search(pdf: &Document, node: &Dictionary, key: i64) -> Option<Dictionary> {
        if let Ok(pairs) = node.get_deref(b"Nums", pdf).and_then(Object::as_array) {
            let pair = pairs.chunks(2).find(|pair| pair[0].as_i64().ok() == Some(key))?;
            return pdf.dereference(&pair[1]).ok()?.1.as_dict().ok().cloned();
        }
        let kids = node.get_deref(b"Kids", pdf).and_then(Object::as_array).ok()?;
        kids.iter().find_map(|kid| search(pdf, pdf.dereference(kid).ok()?.1.as_dict().ok()?, key))
    }
    search(pdf, tree.as_dict().expect("a node"), key).expect("an element")
}

#[test]
fn every_signatory_has_a_field() {
    for (document, wanted) in [
        ("tahtiselka/mou.en.pdf", vec!["party-a-signature-1", "party-b-signature-1"]),
        ("tahtiselka/loi.en.pdf", vec!["party-a-signature-1"]),
        ("gruenfliess/loi.en.pdf", vec!["party-a-signature-1"]),
        ("tahtiselka/one-pager.en.pdf", vec![]),
        ("tahtiselka/agenda.en.pdf", vec![]),
    ] {
        let pdf = load(&pdf(document));
        let fields = fields(&pdf);
        assert_eq!(fields.keys().collect::<Vec<_>>(), wanted, "{document}");
        for (id, field) in &fields {
            assert_eq!((name(field, b"Subtype"), name(field, b"FT")), ("Widget", "Sig"), "{id}");
            assert_eq!(field.get(b"F").and_then(Object::as_i64).ok(), Some(4), "{id}");
            assert!(text_of(field.get(b"TU").expect("a tooltip")).starts_with("Signature of "), "{id}");
            for absent in [&b"A"[..], b"Border", b"Contents", b"V", b"Lock"] {
                assert!(field.get(absent).is_err(), "{id} has {}", String::from_utf8_lossy(absent));
            }
            let rect = field.get(b"Rect").and_then(Object::as_array).expect("a place");
            let [left, bottom, right, top] = [0, 1, 2, 3].map(|at| rect[at].as_float().expect("a number"));
            let millimetres = |points: f32| points * 25.4 / 72.0;
            assert!(millimetres(right - left) >= 40.0 && millimetres(top - bottom) >= 12.0, "{id} {rect:?}");
            let page = field.get(b"P").and_then(Object::as_reference).expect("a page");
            assert_eq!(name(pdf.get_dictionary(page).expect("a page"), b"Tabs"), "S", "{id}");
            let appearance = field.get(b"AP").and_then(Object::as_dict).expect("an appearance");
            assert!(appearance.get_deref(b"N", &pdf).and_then(Object::as_stream).is_ok(), "{id}");
            let key = field.get(b"StructParent").and_then(Object::as_i64).expect("a key");
            let element = element_of(&pdf, key);
            assert_eq!(name(&element, b"S"), "Form", "{id}");
            let kid = element.get_deref(b"K", &pdf).expect("a kid");
            assert_eq!(name(kid.as_dict().expect("not an array"), b"Type"), "OBJR", "{id}");
        }
        let whole = String::from_utf8_lossy(&crate::documents::pdf(document)).into_owned();
        assert!(!whole.contains("form-field.invalid"), "{document} still has a link for a field");
        assert!(whole.ends_with("%%EOF\n"), "{document}");
    }
}

#[test]
fn people_may_sign_in_every_layout_and_in_several_tables() {
    let table = |names: &[&str]| {
        let rows: String = names
            .iter()
            .map(|name| format!("| {name} | Head | {{{{ partner.legal_name }}}} |  |  |\n"))
            .collect();
        format!(
            "| Name | Position | Organisation | Place, date | Signature |\n|---|---|---|---|---|\n{rows}\n"
        )
    };
    for layout in ["agreement", "letter", "agenda", "one-pager"] {
        let sandbox = Sandbox::sample();
        let text = format!(
            "---\ntitle: \"Pact\"\nlayout: {layout}\nformats: [md, pdf]\n---\n# Pact\n\nWe shake hands.\n\n## Parties {{.signatures}}\n\n{}{}## Witnesses {{.signatures}}\n\n{}",
            table(&["Ann Lee", "Bo Lind"]),
            table(&["Cy Moe"]),
            table(&["Di Noe"]),
        );
        sandbox.write("templates/pact/en.md", text.into_bytes());
        made(&sandbox, &["pact", "--partner", "tahtiselka"]);
        let pdf = load(&sandbox.bytes("output/tahtiselka/pact.en.pdf"));
        let fields = fields(&pdf);
        let tooltips: Vec<String> =
            fields.values().map(|field| text_of(field.get(b"TU").expect("a tooltip"))).collect();
        assert_eq!(fields.len(), 4, "{layout}: {tooltips:?}");
        for name in ["Ann Lee", "Bo Lind", "Cy Moe", "Di Noe"] {
            assert!(tooltips.iter().any(|tooltip| tooltip.contains(name)), "{layout}: {tooltips:?}");
        }
    }
}

#[test]
fn for_paper_there_are_no_fields() {
    let sandbox = Sandbox::sample();
    made(&sandbox, &["mou", "loi", "--partner", "tahtiselka", "--signature", "wet"]);
    for document in ["mou", "loi"] {
        let pdf = load(&sandbox.bytes(&format!("output/tahtiselka/{document}.en.pdf")));
        assert!(fields(&pdf).is_empty() && pdf.catalog().expect("a catalogue").get(b"AcroForm").is_err());
    }
}

#[test]
fn a_signing_service_finds_its_marks_and_nobody_else_does() {
    for (service, marks) in [
        (
            "docuseal",
            [
                "{{Signature A1;role=Party A1;type=signature}}",
                "{{Signature B1;role=Party B1;type=signature}}",
            ],
        ),
        ("documenso", ["{{signature, r1}}", "{{signature, r2}}"]),
        ("adobe", ["{{Sig1_es_:signer1:signature}}", "{{Sig2_es_:signer2:signature}}"]),
        ("docusign", ["/party-a-signature-1/", "/party-b-signature-1/"]),
    ] {
        let sandbox = Sandbox::sample();
        sandbox.edit(
            "institution.yaml",
            "default_language: en",
            &format!("esign: {service}\ndefault_language: en"),
        );
        made(&sandbox, &["mou", "--partner", "tahtiselka"]);
        let bytes = sandbox.bytes("output/tahtiselka/mou.en.pdf");
        let text = pdf_text(&bytes).replace(' ', "");
        for mark in marks {
            assert_eq!(text.matches(&mark.replace(' ', "")).count(), 1, "{service}: {mark}\n{text}");
        }
        assert_eq!(fields(&load(&bytes)).len(), 2, "{service}");
        assert!(!sandbox.read("output/tahtiselka/mou.en.md").contains(marks[0]), "{service}");
    }
}

#[test]
fn the_footer_tells_text_and_version() {
    let sandbox = Sandbox::sample();
    sandbox.edit("partners/tahtiselka.yaml", "  status: final", "  status: final\n  version: \"2\"");
    made(&sandbox, &["mou", "--partner", "tahtiselka"]);
    let hash = Sha256::digest(sandbox.bytes("output/tahtiselka/mou.en.md"));
    let pdf = sandbox.bytes("output/tahtiselka/mou.en.pdf");
    let letters: String = pdf_text(&pdf).split_whitespace().collect();
    let footer =
        format!("Version2of23November2026·Text{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
    let pages = load(&pdf).get_pages().len();
    assert_eq!(letters.matches(&footer).count(), pages, "{footer} is not on every page:\n{letters}");
    assert!(letters.contains(&format!("Page{pages}of{pages}")));
}

#[test]
fn a_print_shop_gets_bleed() {
    let sandbox = Sandbox::sample();
    made(&sandbox, &["one-pager", "--partner", "tahtiselka", "--bleed", "3"]);
    let pdf = load(&sandbox.bytes("output/tahtiselka/one-pager.en.print.pdf"));
    let page = *pdf.get_pages().get(&1).expect("a page");
    let page = pdf.get_dictionary(page).expect("a page");
    let millimetres = |key: &[u8]| {
        let sides = page.get(key).and_then(Object::as_array).expect("a box");
        let [left, bottom, right, top] = [0, 1, 2, 3]
            .map(|at| (sides[at].as_float().expect("a number") * 25.4 / 72.0 * 10.0).round() / 10.0);
        (left, bottom, right, top)
    };
    assert_eq!(millimetres(b"MediaBox"), (0.0, 0.0, 216.0, 303.0));
    assert_eq!(millimetres(b"TrimBox"), (3.0, 3.0, 213.0, 300.0));
    assert!(!sandbox.path("output/tahtiselka/one-pager.en.pdf").exists(), "only the print shop’s file");
    // What comes from a print shop is paper; emails are not printed.
    made(&sandbox, &["--partner", "tahtiselka", "--bleed", "2,5"]);
    let mou = load(&sandbox.bytes("output/tahtiselka/mou.en.print.pdf"));
    assert!(fields(&mou).is_empty());
    assert!(!sandbox.path("output/tahtiselka/contact-formal.en.print.pdf").exists());
}

#[test]
fn pages_come_as_pictures() {
    let sandbox = Sandbox::sample();
    made(&sandbox, &["one-pager", "mou", "--partner", "tahtiselka", "--format", "png"]);
    let pages = load(&pdf("tahtiselka/mou.en.pdf")).get_pages().len();
    let files: Vec<String> = (1..=pages).map(|page| format!("mou.en.{page}.png")).collect();
    for name in files.iter().map(String::as_str).chain(["one-pager.en.png"]) {
        let picture = image::load_from_memory(&sandbox.bytes(&format!("output/tahtiselka/{name}")));
        let picture = picture.expect("a picture");
        // A4 at 144 dpi.
        assert_eq!((picture.width(), picture.height()), (1191, 1684), "{name}");
    }
    // Pages that are no longer there go; what a person has put there stays.
    sandbox.write("output/tahtiselka/mou.en.9.png", b"a picture of somebody else's");
    let clauses = ["commitments", "review", "costs", "mobility", "safeguarding", "data_protection", "kpis"];
    let off: Vec<String> = clauses.iter().map(|clause| format!("{clause}: false")).collect();
    let off = format!("clauses: {{{}}}", off.join(", "));
    sandbox.edit("partners/tahtiselka.yaml", "clauses: {recognition: true}", &off);
    made(&sandbox, &["mou", "--partner", "tahtiselka", "--format", "png"]);
    assert!(!sandbox.path(&format!("output/tahtiselka/{}", files[pages - 1])).exists());
    assert!(sandbox.path("output/tahtiselka/mou.en.9.png").exists());
}

#[test]
fn the_source_is_one_file_with_everything_in_it() {
    let sandbox = Sandbox::sample();
    made(&sandbox, &["mou", "one-pager", "--partner", "tahtiselka", "--format", "typ"]);
    for document in ["mou", "one-pager"] {
        let source = sandbox.read(&format!("output/tahtiselka/{document}.en.typ"));
        assert!(!source.lines().any(|line| line.trim_start().starts_with("#import")), "{document}");
        assert!(!source.contains("form-field.invalid"), "{document}");
        assert!(
            source.contains("#let layout(meta, sections)") && source.contains("bytes(\"<svg"),
            "{document}"
        );
    }
    let text = output("tahtiselka/mou.en.md");
    assert!(text.contains("## 1. "), "{text}");
}

#[test]
fn a_section_may_speak_another_language() {
    let sandbox = Sandbox::sample();
    let name = "templates/agenda/en.md";
    let template = std::fs::read_to_string(crate::support::root().join(name)).expect("a template");
    // Behind it stand only the words of the calendar entry.
    let end = "## {#entry}\n";
    assert!(template.contains(end));
    let more =
        format!("## Resumo {{lang=pt-PT}}\n\nUma reunião sobre estágios.\n\n## Notes\n\nNone.\n\n{end}");
    let template = template.replacen(end, &more, 1);
    sandbox.write(name, template.into_bytes());
    made(&sandbox, &["agenda", "--partner", "tahtiselka", "--format", "pdf", "--format", "html"]);
    let page = sandbox.read("output/tahtiselka/agenda.en.html");
    assert!(page.contains("<div lang=\"pt-PT\">") && page.contains("</div>\n<h2"), "{page}");
    let pdf = load(&sandbox.bytes("output/tahtiselka/agenda.en.pdf"));
    let languages = pdf.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Lang").ok());
    let languages: Vec<String> = languages.map(text_of).collect();
    assert!(languages.iter().any(|language| language == "pt-PT"), "{languages:?}");
    assert_eq!(text_of(pdf.catalog().expect("a catalogue").get(b"Lang").expect("a language")), "en");
}

#[test]
fn text_in_an_accent_colour_can_be_read() {
    for red in (0..=255).step_by(51) {
        for green in (0..=255).step_by(51) {
            for blue in (0..=255).step_by(51) {
                let accent = format!("#{red:02x}{green:02x}{blue:02x}");
                let colours = Colours::of(&accent).expect("colours");
                assert_eq!(colours.accent, accent);
                let contrast = contrast_with_white(&colours.ink).expect("a colour");
                assert!(contrast >= LEAST_CONTRAST, "{accent} as {} has {contrast}", colours.ink);
                // What is dark enough stays as it is; on the tint it needs a little more than on white.
                if contrast_with_white(&accent).expect("a colour") > LEAST_CONTRAST + 1.0 {
                    assert_eq!(colours.ink, accent);
                }
            }
        }
    }
    assert_eq!(contrast_with_white("#ffffff"), Some(1.0));
    assert!(contrast_with_white("#000000").is_some_and(|contrast| (contrast - 21.0).abs() < 0.01));
    // A grey of exactly this value is the lightest with 4.5 : 1 on white (WCAG's own example).
    assert!(contrast_with_white("#767676").is_some_and(|contrast| contrast >= LEAST_CONTRAST));
    assert!(contrast_with_white("#777777").is_some_and(|contrast| contrast < LEAST_CONTRAST));
}

fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::new(width, height).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

#[test]
fn a_logo_is_looked_at_before_it_is_printed() {
    let svg = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"80\" height=\"40\">{inside}</svg>"
        )
    };
    let cut_jpeg = encoded(900, 300, ImageFormat::Jpeg)[..700].to_vec();
    let truncated = png(900, 300)[..400].to_vec();
    let mut huge = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(8000, 5000).write_to(&mut huge, ImageFormat::Png).expect("a picture");
    let fine: Vec<(&str, Vec<u8>)> = vec![
        ("logo.png", png(900, 300)),
        ("logo.JPG", encoded(900, 300, ImageFormat::Jpeg)),
        ("logo.svg", svg("<rect width=\"80\" height=\"40\"/>").into_bytes()),
        ("logo.svg", format!("<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">{}", svg("<rect id=\"a\" width=\"9\" height=\"9\"/><use xlink:href=\"#a\"/>")).into_bytes()),
    ];
    for (name, bytes) in &fine {
        assert_eq!(picture::flaw(name, bytes), None, "{name}");
    }
    for (name, bytes, wanted) in [
        ("logo.png", truncated, "is broken"),
        ("logo.png", huge.into_inner(), "pixels, 40 million"),
        ("logo.png", b"no picture".to_vec(), "is broken"),
        ("logo.png", Vec::new(), "is broken"),
        ("logo.png", encoded(900, 300, ImageFormat::Jpeg), "has the name of a PNG file but is a JPG file"),
        ("logo.png", vec![0; 6_000_000], "megabytes"),
        ("logo.svg", b"<html/>".to_vec(), "is broken"),
        ("logo.svg", b"<svg".to_vec(), "is broken"),
        ("logo.svg", svg("<script/>").into_bytes(), "contains a script"),
        ("logo.svg", svg("<rect onload=\"x()\"/>").into_bytes(), "contains a script"),
        ("logo.svg", svg("<image xlink:href=\"file:///etc/passwd\"/>").into_bytes(), "from elsewhere"),
        (
            "logo.svg",
            svg("<style>@import url(https://x.example/a.css);</style>").into_bytes(),
            "from elsewhere",
        ),
        ("logo.svg", svg("<rect fill=\"url(https://x.example/#a)\"/>").into_bytes(), "from elsewhere"),
        ("logo.svg", svg("<g/>").into_bytes(), "shows nothing"),
        (
            "logo.svg",
            svg("<filter id=\"f\"><feTurbulence numOctaves=\"200000\"/></filter>").into_bytes(),
            "effects",
        ),
        ("logo.svg", svg("<text>Hi</text><script/>").into_bytes(), "contains a script"),
        (
            "logo.svg",
            format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>{}", "x".repeat(9_000), svg(&"&a;".repeat(9_000)))
                .into_bytes(),
            "is broken",
        ),
        ("logo.svg", svg("<image href=\"data:image/gif;base64,AAAA\"/>").into_bytes(), "cannot be shown"),
        ("logo.jpg", cut_jpeg, "is broken"),
        ("logo.svg", svg("<foreignObject/>").into_bytes(), "contains a web page"),
        ("logo.svg", svg(&"<g/>".repeat(100_001)).into_bytes(), "too many elements"),
        ("logo.svg", svg("<image href=\"data:image/png;base64,AAAA\"/>").into_bytes(), "is broken"),
    ] {
        let flaw = picture::flaw(name, &bytes).unwrap_or_else(|| panic!("{wanted} is let pass"));
        assert!(flaw.message.contains(wanted) && flaw.severity == Severity::Error, "{wanted}: {flaw:?}");
    }
    for (name, bytes, wanted) in [
        ("logo.png", png(120, 40), "looks blurred"),
        ("logo.svg", svg("<text>School</text>").into_bytes(), "letters as text"),
    ] {
        let flaw = picture::flaw(name, &bytes).expect("a remark");
        assert!(flaw.message.contains(wanted) && flaw.severity == Severity::Warning, "{wanted}: {flaw:?}");
    }
}
