//! A pack: the pages of all documents in one PDF, and its contact sheet.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use crate::support::{Run, Sandbox, letters, pdf_text};

/// The sample with a pack of its one-pagers.
fn packed(arguments: &[&str]) -> (Sandbox, Run) {
    let sandbox = Sandbox::sample();
    let run = pack(&sandbox, arguments);
    (sandbox, run)
}

fn pack(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.build(&[&["one-pager", "--combine", "fair.pdf"], arguments].concat())
}

fn load(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// The text of each page.
fn pages(pdf: &Document) -> Vec<String> {
    pdf.get_pages().keys().map(|page| pdf.extract_text(&[*page]).expect("text")).collect()
}

/// The bookmarks: how deep, what they say, which page they open.
fn bookmarks(pdf: &Document) -> Vec<(usize, String, u32)> {
    fn below(pdf: &Document, parent: &Dictionary, depth: usize, found: &mut Vec<(usize, String, u32)>) {
        let mut next = parent.get_deref(b"First", pdf).ok();
        while let Some(item) = next {
            let item = item.as_dict().expect("a bookmark");
            let title = lopdf::decode_text_string(item.get(b"Title").expect("a title")).expect("text");
            let action = item.get_deref(b"A", pdf).and_then(Object::as_dict);
            let target = action.and_then(|action| action.get_deref(b"D", pdf));
            let target = target.or_else(|_| item.get_deref(b"Dest", pdf)).expect("a target");
            let page = target.as_array().expect("a place")[0].as_reference().expect("a page");
            let number = pdf.get_pages().into_iter().find(|(_, id)| *id == page).expect("one of the pages").0;
            found.push((depth, title, number));
            below(pdf, item, depth + 1, found);
            next = item.get_deref(b"Next", pdf).ok();
        }
    }
    let root = pdf.catalog().and_then(|catalogue| catalogue.get_deref(b"Outlines", pdf)).expect("bookmarks");
    let mut found = Vec::new();
    below(pdf, root.as_dict().expect("a tree"), 1, &mut found);
    found
}

fn told(bookmarks: &[(usize, String, u32)]) -> Vec<(usize, &str, u32)> {
    bookmarks.iter().map(|(depth, title, page)| (*depth, title.as_str(), *page)).collect()
}

/// The names of the embedded fonts, without the mark of their subset.
fn fonts(pdf: &Document) -> Vec<String> {
    let name = |object: &Object| {
        let font = object.as_dict().ok()?;
        let file = font.get(b"FontName").and_then(Object::as_name).ok()?;
        let name = String::from_utf8_lossy(file).into_owned();
        Some(name.split_once('+').map_or(name.clone(), |(_, rest)| rest.to_owned()))
    };
    pdf.objects.values().filter_map(name).collect()
}

#[test]
fn all_pages_are_in_one_file_with_bookmarks_by_country() {
    let (sandbox, run) = packed(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`output/fair.pdf`: 4 pages for 4 partners"), "{}", run.stderr);
    assert!(run.stderr.contains("`output/fair.html`"), "{}", run.stderr);
    let bytes = sandbox.bytes("output/fair.pdf");
    let pdf = load(&bytes);
    assert_eq!(
        told(&bookmarks(&pdf)),
        [
            (1, "Finland", 1),
            (2, "TAO", 1),
            (1, "Germany", 2),
            (2, "Grünfließ", 2),
            (1, "Poland", 3),
            (2, "Stowarzyszenie Żółty Wiatrak", 3),
            (1, "Spain", 4),
            (2, "Cámara de Peñarroble", 4),
        ]
    );
    let partners = ["tahtiselka", "gruenfliess", "zolty-wiatrak", "camara-penarroble"];
    for (page, partner) in pages(&pdf).iter().zip(partners) {
        let own = pdf_text(&sandbox.bytes(&format!("output/{partner}/one-pager.en.pdf")));
        assert_eq!(letters(page), letters(&own), "{partner}");
    }
    let catalogue = pdf.catalog().expect("a catalogue");
    assert_eq!(catalogue.get(b"PageMode").and_then(Object::as_name).expect("a mode"), b"UseOutlines");
    let preferences = catalogue.get(b"ViewerPreferences").and_then(Object::as_dict).expect("preferences");
    for (key, value) in [(&b"PrintScaling"[..], &b"None"[..]), (b"Duplex", b"Simplex")] {
        assert_eq!(preferences.get(key).and_then(Object::as_name).expect("a preference"), value);
    }
    let fonts = fonts(&pdf);
    assert_eq!(fonts.len(), fonts.iter().collect::<BTreeSet<_>>().len(), "{fonts:?}");
    assert!(fonts.len() >= 3, "{fonts:?}");
    assert!(bytes.ends_with(b"%%EOF\n"));
    let whole = String::from_utf8_lossy(&bytes);
    assert!(whole.contains("<pdfaid:part>2</pdfaid:part>") && whole.contains("pdfuaid:part"));
}

#[test]
fn partners_may_come_by_name_and_partners_without_a_country_come_last() {
    let (sandbox, _) = packed(&["--order", "name"]);
    let named = bookmarks(&load(&sandbox.bytes("output/fair.pdf")));
    let names = ["Cámara de Peñarroble", "Grünfließ", "Stowarzyszenie Żółty Wiatrak", "TAO"];
    let names: Vec<_> = names.into_iter().zip(1..).map(|(name, page)| (1, name, page)).collect();
    assert_eq!(told(&named), names);
    // The same accents, capitals and letters aside: Å stands with A, and a country's name decides, not its code.
    for (id, name, country) in
        [("a", "Ångström", "SE"), ("b", "anders", "SE"), ("c", "Zebra", "CH"), ("d", "Nowhere", "")]
    {
        let country = if country.is_empty() { String::new() } else { format!("country: {country}\n") };
        let text = format!("legal_name: \"{name}\"\nkind: company\ndocuments: [one-pager]\n{country}");
        sandbox.write(&format!("partners/{id}.yaml"), text);
    }
    let run = pack(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let found = bookmarks(&load(&sandbox.bytes("output/fair.pdf")));
    let titles: Vec<&str> = found.iter().map(|(_, title, _)| title.as_str()).collect();
    assert_eq!(
        titles[titles.len() - 6..],
        ["Sweden", "anders", "Ångström", "Switzerland", "Zebra", "Nowhere"],
        "{titles:?}"
    );
    assert_eq!(found.last().map(|(depth, ..)| *depth), Some(1));
}

#[test]
fn each_document_keeps_its_page_numbers_and_has_no_fields() {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["--combine", "all.pdf"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let bytes = sandbox.bytes("output/all.pdf");
    let pdf = load(&bytes);
    let texts = pages(&pdf);
    let marks = bookmarks(&pdf);
    let mut compared = 0;
    for partner in ["tahtiselka", "camara-penarroble"] {
        let own = load(&sandbox.bytes(&format!("output/{partner}/mou.en.pdf")));
        assert!(own.catalog().expect("a catalogue").has(b"AcroForm"), "{partner}");
        let wanted: Vec<String> = pages(&own).iter().map(|page| letters(page)).collect();
        assert!(wanted[0].contains(&format!("Page1of{}", wanted.len())), "{}", wanted[0]);
        let first =
            marks.iter().filter(|(_, title, _)| title == "Memorandum of Understanding").find(|mark| {
                let at = mark.2 as usize - 1;
                letters(&texts[at]) == wanted[0]
            });
        let first =
            first.unwrap_or_else(|| panic!("{partner} has no bookmark for its memorandum: {marks:?}"));
        assert_eq!(first.0, 3, "below country and partner");
        for (page, text) in wanted.iter().enumerate() {
            assert_eq!(letters(&texts[first.2 as usize - 1 + page]), *text, "{partner}");
            compared += 1;
        }
    }
    assert!(compared >= 4);
    assert!(!pdf.catalog().expect("a catalogue").has(b"AcroForm"));
    assert!(!String::from_utf8_lossy(&bytes).contains("form-field.invalid"));
    let own =
        sandbox.files("output").into_iter().filter(|(name, _)| name.contains('/') && name.ends_with(".pdf"));
    let pages_of_all: usize = own.map(|(_, bytes)| load(&bytes).get_pages().len()).sum();
    assert_eq!(pages_of_all, texts.len());
}

#[test]
fn who_is_missing_is_named_and_the_others_are_in_the_pack() {
    let sandbox = Sandbox::sample();
    sandbox.write("partners/silent.yaml", "legal_name: \"Silent 皮革\"\nkind: ngo\ndocuments: [one-pager]\n");
    sandbox.write("partners/unread.yaml", "legal_name: [\n");
    let run = pack(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let told = "`output/fair.pdf` was made without 2 of 6 documents: Silent 皮革 (one-pager), unread (its file cannot be read)";
    assert!(run.stderr.contains("error[pack-incomplete]"), "{}", run.stderr);
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(load(&sandbox.bytes("output/fair.pdf")).get_pages().len(), 4);
    let sheet = sandbox.read("output/fair.html");
    assert!(sheet.contains("Missing in this pack: 2"));
    assert!(sheet.contains("<strong>Silent 皮革</strong>, one-pager"));
    assert!(sheet.contains("<strong>unread</strong>, whose file cannot be read"));

    // Nobody is left: what was made before would look current.
    let run = pack(&sandbox, &["--partner", "silent"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`output/fair.pdf` was not made"), "{}", run.stderr);
    assert!(run.stderr.contains("stale-removed"), "{}", run.stderr);
    assert!(!sandbox.path("output/fair.pdf").exists() && !sandbox.path("output/fair.html").exists());
}

#[test]
fn a_search_that_finds_nobody_leaves_the_pack_of_before() {
    let (sandbox, _) = packed(&[]);
    let before = sandbox.bytes("output/fair.pdf");
    let run = pack(&sandbox, &["--where", "event=fair-2072"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no partner has event=fair-2072"), "{}", run.stderr);
    assert_eq!(sandbox.bytes("output/fair.pdf"), before);
}

#[test]
fn a_document_without_pages_makes_no_pack() {
    let sandbox = Sandbox::sample();
    let run = sandbox.build(&["contact-formal", "--combine", "fair.pdf"]);
    assert!(run.stderr.contains("`output/fair.pdf` was not made: no document has pages"), "{}", run.stderr);
    assert!(!sandbox.path("output/fair.pdf").exists());
}

#[test]
fn a_persons_file_stays() {
    for name in ["output/fair.pdf", "output/fair.html"] {
        let sandbox = Sandbox::sample();
        sandbox.write(name, "mine");
        let run = pack(&sandbox, &[]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("changed-by-hand") && run.stderr.contains(name), "{}", run.stderr);
        assert_eq!(sandbox.read(name), "mine");
        // Neither without the other.
        assert_eq!(sandbox.files("output").keys().filter(|name| name.starts_with("fair.")).count(), 1);
        assert!(sandbox.path("output/gruenfliess/one-pager.en.pdf").exists());
    }
    // What we made and nobody touched is made anew.
    let (sandbox, _) = packed(&[]);
    let run = pack(&sandbox, &["--where", "kind=company"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(load(&sandbox.bytes("output/fair.pdf")).get_pages().len(), 1);
}

#[test]
fn what_a_person_changed_is_in_the_pack_or_told_to_be_missing() {
    let (sandbox, _) = packed(&[]);
    let text = "output/gruenfliess/one-pager.en.md";
    sandbox.edit(text, "Skilled hands", "Gifted hands");
    let run = pack(&sandbox, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let texts = pages(&load(&sandbox.bytes("output/fair.pdf")));
    assert!(letters(&texts[1]).contains("Giftedhands") && !letters(&texts[0]).contains("Giftedhands"));
    sandbox.write("output/tahtiselka/one-pager.en.pdf", "signed on paper and scanned");
    let run = pack(&sandbox, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("was made without 1 of 4 documents: TAO (one-pager)"), "{}", run.stderr);
    assert_eq!(load(&sandbox.bytes("output/fair.pdf")).get_pages().len(), 3);
}

#[test]
fn the_contact_sheet_shows_every_document() {
    let sandbox = Sandbox::sample();
    let hostile = "A & <B> \\\"q\\\" {{ x }} <script>alert(1)</script>";
    sandbox.write(
        "partners/hostile.yaml",
        format!("legal_name: \"{hostile}\"\nkind: company\ncountry: FR\nevents: [\"Fair <2027>\"]\ndocuments: [one-pager]\n"),
    );
    let run = pack(&sandbox, &["--out", "my fair"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.path("my fair/fair.pdf").exists(), "a name alone is put into the folder");
    let sheet = sandbox.read("my fair/fair.html");
    assert!(sheet.contains("A &amp; &lt;B&gt; &quot;q&quot; {{ x }} &lt;script&gt;"), "{}", &sheet[..6000]);
    assert!(!sheet.contains("<script"));
    for fetched in ["src=\"http", "url(http", "@import", "<link"] {
        assert!(!sheet.contains(fetched), "{fetched}");
    }
    let pictures: Vec<&str> = sheet.split("src=\"data:image/png;base64,").skip(1).collect();
    assert_eq!(pictures.len(), 5);
    assert_eq!(sheet.matches(" alt=\"First page of “").count(), 5);
    for page in 1..=5 {
        assert!(sheet.contains(&format!("fair.pdf#page={page}\"")), "{page}");
        assert!(sheet.contains(&format!("<strong>Page {page}</strong>")), "{page}");
    }
    for country in ["Finland", "France", "Germany", "Poland", "Spain"] {
        assert!(sheet.contains(&format!("<p class=\"country\">{country}</p>")), "{country}");
    }
    for link in sheet.split("<p><a href=\"").skip(1) {
        let link = link.split('"').next().expect("an address");
        assert!(sandbox.path("my fair").join(link).is_file(), "{link}");
    }
    // By an event; a PDF elsewhere is linked from there.
    std::fs::create_dir_all(sandbox.path("print shop")).expect("a folder");
    let run = sandbox.build(&["one-pager", "--where", "event=Fair <2027>", "--combine", "print shop/ä.pdf"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let sheet = sandbox.read("print shop/ä.html");
    assert!(sheet.contains("<h1>Fair &lt;2027&gt;</h1>"), "{}", &sheet[..6000]);
    assert!(sheet.contains("href=\"%C3%A4.pdf#page=1\""));
    assert!(sheet.contains("href=\"../output/hostile/one-pager.en.pdf\""));
}

#[test]
fn the_picture_is_that_of_the_page() {
    let (sandbox, _) = packed(&[]);
    let sheet = sandbox.read("output/fair.html");
    let picture = sheet.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, picture).expect("base64");
    let picture = image::load_from_memory(&bytes).expect("a picture").into_rgb8();
    assert_eq!(picture.dimensions(), (400, 566));
    let dark = picture.pixels().filter(|pixel| pixel.0.iter().all(|shade| *shade < 0x60)).count();
    assert!(dark > 1000 && picture.get_pixel(1, 1).0 == [255; 3], "{dark}");
}

#[test]
fn drafts_and_pages_for_a_print_shop_go_into_a_pack_too() {
    let (sandbox, run) = packed(&["--bleed", "3"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = load(&sandbox.bytes("output/fair.pdf"));
    for page in pdf.get_pages().into_values() {
        let boxed = |key: &[u8]| {
            let page = pdf.get_dictionary(page).expect("a page");
            let edges = page.get_deref(key, &pdf).and_then(Object::as_array).expect("a box");
            let [left, _, right, _] = [0, 1, 2, 3].map(|at| edges[at].as_float().expect("a number"));
            ((right - left) * 25.4 / 72.0).round() as i32
        };
        assert_eq!((boxed(b"MediaBox"), boxed(b"TrimBox")), (216, 210));
    }
    let sheet = sandbox.read("output/fair.html");
    assert!(sheet.contains("pages reach 3 mm beyond"), "{}", &sheet[..6000]);
    assert!(sheet.contains("one-pager.en.print.pdf"));

    let sandbox = Sandbox::sample();
    sandbox.edit("institution.yaml", "website:", "website_of_before:");
    let run = pack(&sandbox, &["--draft"]);
    assert_ne!(run.code, 0, "an unknown field is none that a draft may lack");
    let sandbox = Sandbox::sample();
    let run = pack(&sandbox, &["--draft"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for page in pages(&load(&sandbox.bytes("output/fair.pdf"))) {
        assert!(page.contains("Draft"), "{page}");
    }
    assert!(sandbox.read("output/fair.html").contains("<strong>Draft:</strong>"));
}

#[test]
fn the_same_data_give_the_same_pack() {
    let (one, _) = packed(&["--jobs", "1"]);
    let (other, _) = packed(&["--jobs", "3", "--format", "md"]);
    for name in ["output/fair.pdf", "output/fair.html"] {
        assert!(one.bytes(name) == other.bytes(name), "{name}");
    }
    let changed = |sandbox: &Sandbox| {
        let meta = std::fs::metadata(sandbox.path("output/fair.pdf")).expect("a file");
        meta.modified().expect("a time")
    };
    let before = changed(&one);
    pack(&one, &[]);
    assert_eq!(changed(&one), before, "what is the same is not written again");
}

#[test]
fn links_within_a_document_lead_to_its_own_pages() {
    let sandbox = Sandbox::sample();
    let layout = "#let layout(meta, sections) = {
  set document(title: meta.title, date: datetime(year: 2026, month: 11, day: 23))
  set text(lang: meta.lang, font: \"Source Sans 3\")
  outline(title: none)
  pagebreak()
  [#heading[#meta.title] #footnote[A note.] words]
}";
    sandbox.write("templates/layouts/linked.typ", layout);
    let text = "---\ntitle: \"For {{ partner | short_name }}\"\nlayout: linked\nformats: [pdf]\n---\n# {{ title }}\n\nText.\n";
    sandbox.write("templates/linked/en.md", text);
    let run = sandbox.build(&[
        "linked",
        "--partner",
        "tahtiselka",
        "--partner",
        "gruenfliess",
        "--combine",
        "fair.pdf",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = load(&sandbox.bytes("output/fair.pdf"));
    let pages = pdf.get_pages();
    let mut led = Vec::new();
    for (number, page) in &pages {
        let page = pdf.get_dictionary(*page).expect("a page");
        let annotations = page.get_deref(b"Annots", &pdf).and_then(Object::as_array);
        for annotation in annotations.map_or(&[][..], Vec::as_slice) {
            let link = pdf.dereference(annotation).expect("a link").1.as_dict().expect("a link");
            let target = link.get_deref(b"Dest", &pdf).or_else(|_| {
                link.get_deref(b"A", &pdf)
                    .and_then(Object::as_dict)
                    .and_then(|action| action.get_deref(b"D", &pdf))
            });
            let target =
                target.and_then(Object::as_array).expect("a place")[0].as_reference().expect("a page");
            let target = pages.iter().find(|(_, id)| **id == target).expect("a page").0;
            led.push((*number, *target));
        }
    }
    led.sort_unstable();
    led.dedup();
    assert_eq!(pages.len(), 4);
    assert_eq!(led, [(1, 2), (2, 2), (3, 4), (4, 4)]);
}
