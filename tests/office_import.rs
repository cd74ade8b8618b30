//! The way from a list to partners on the office page: the file, its columns, the plan, the yes.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use handclasp::import::TargetField;
use handclasp::office::spoken;

use crate::importing::{empty, partner};
use crate::office_browser::{Browser, Got};
use crate::support::Sandbox;

const LIST: &str = "Firma;Ort;Land;Vorname;Name;E-Mail\n\
                    Färberei Müller GmbH;Dresden;Deutschland;Lena;Süß;l.suess@faerberei.example.org\n\
                    Kovomont s.r.o.;Šumperk;Tschechien;;;info@kovomont.example.org\n";

/// What a form with a file has between its parts.
const BOUNDARY: &str = "----office-test";

fn form_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: \
         application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

fn bring(browser: &Browser, name: &str, bytes: &[u8]) -> Got {
    let request = browser.own(Method::POST, "/import");
    let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    browser.send(request.body(Body::from(form_with(name, bytes))).expect("a request"))
}

/// The address of the list that was brought.
fn brought(browser: &Browser, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let got = bring(browser, name, bytes.as_ref());
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    got.header("location").to_owned()
}

/// The plan that a page asks about.
fn plan_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"plan\" value=\"").unwrap_or_else(|| panic!("no plan: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

const FOR_ALL: &str = "kind=company&contacts.source=the+list+of+exhibitors";

fn agree(browser: &Browser, address: &str, fields: &str) -> Got {
    let plan = browser.post(&format!("{address}/plan"), fields);
    assert_eq!(plan.status, StatusCode::OK);
    browser.post(&format!("{address}/write"), &format!("{fields}&plan={}", plan_of(&plan.text())))
}

#[test]
fn a_list_becomes_partners_after_a_yes() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    assert!(browser.get("/").text().contains("href=\"/import\""), "nothing leads to it");
    let address = brought(&browser, "fair.csv", LIST);
    let columns = browser.get(&address).text();
    for text in
        ["Färberei Müller GmbH", "Name of the organisation", "Contact: family name", "for=\"column-0\""]
    {
        assert!(columns.contains(text), "{text}: {columns}");
    }
    let plan = browser.post(&format!("{address}/plan"), FOR_ALL).text();
    assert!(plan.contains("Add 2 partners"), "{plan}");
    assert!(!sandbox.path("partners/faerberei-mueller.yaml").exists(), "written before the yes");
    let done = browser.post(&format!("{address}/write"), &format!("{FOR_ALL}&plan={}", plan_of(&plan)));
    assert!(done.text().contains("2 partners were added"), "{}", done.text());
    assert!(done.text().contains("href=\"/partners/faerberei-mueller\""));
    let written = partner(&sandbox, "faerberei-mueller");
    assert_eq!(written.contacts[0].family_name.as_deref(), Some("Süß"));
    assert_eq!(written.contacts[0].email.as_deref(), Some("l.suess@faerberei.example.org"));
    assert!(written.contacts[0].source.is_some());
    // A second click sees the same, and writes nothing twice.
    let before = sandbox.read("partners/faerberei-mueller.yaml");
    let again = browser.post(&format!("{address}/write"), &format!("{FOR_ALL}&plan={}", plan_of(&plan)));
    assert!(again.text().contains("2 partners were added"));
    assert_eq!(sandbox.read("partners/faerberei-mueller.yaml"), before);
}

#[test]
fn the_page_writes_what_the_command_writes() {
    let (by_page, by_command) = (empty(), empty());
    let browser = Browser::of(&by_page);
    agree(&browser, &brought(&browser, "fair.csv", LIST), FOR_ALL);
    by_command.write("fair.csv", LIST);
    by_command.run(&[
        "import",
        "fair.csv",
        "--set",
        "kind=company",
        "--source",
        "the list of exhibitors",
        "--yes",
    ]);
    for id in ["faerberei-mueller", "kovomont"] {
        let file = format!("partners/{id}.yaml");
        assert_eq!(by_page.read(&file), by_command.read(&file), "{id}");
    }
}

#[test]
fn a_column_is_corrected() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let address =
        brought(&browser, "odd.csv", "Who;Where;Notes\nAlpha GmbH;Berlin;nice people\nBeta SA;Lyon;call\n");
    let refused = browser.post(&format!("{address}/plan"), "kind=company").text();
    assert!(!refused.contains("name=\"plan\""), "{refused}");
    let said = format!("{FOR_ALL}&column-0=legal_name&column-1=address.city&country=DE&column-2=");
    let page = browser.post(&address, &said).text();
    assert!(page.contains("Alpha GmbH") && page.contains("2 new partners"), "{page}");
    assert!(agree(&browser, &address, &said).text().contains("2 partners were added"));
    let written = partner(&sandbox, "alpha");
    assert_eq!(written.address.and_then(|address| address.city).as_deref(), Some("Berlin"));
    assert!(!sandbox.read("partners/alpha.yaml").contains("nice people"), "a column that was left out");
}

#[test]
fn two_columns_cannot_be_the_same() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let address = brought(&browser, "two.csv", "Company;Firm\nAlpha GmbH;Beta SA\n");
    let said = format!("{FOR_ALL}&column-0=legal_name&column-1=legal_name");
    let page = browser.post(&format!("{address}/plan"), &said).text();
    assert!(
        page.contains("aria-invalid=\"true\"") && page.contains("This is column A “Company” already"),
        "{page}"
    );
    assert!(page.contains("aria-describedby=\"column-1-note\""), "the problem is not tied to its column");
    assert!(!page.contains("name=\"plan\""), "it goes on all the same");
    // What was taken by the program gives way to what somebody says.
    let taken = format!("{FOR_ALL}&column-0=legal_name&taken-0=legal_name&column-1=legal_name");
    assert!(agree(&browser, &address, &taken).text().contains("1 partner was added"));
    assert!(sandbox.path("partners/beta.yaml").exists());
}

#[test]
fn what_the_organisations_are_is_asked_for_beside_its_field() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let address = brought(&browser, "fair.csv", LIST);
    let page = browser.post(&format!("{address}/plan"), "").text();
    assert!(
        page.contains("id=\"kind-problem\"") && page.contains("aria-describedby=\"kind-problem\""),
        "{page}"
    );
    assert!(!page.contains("name=\"plan\""));
}

#[test]
fn partners_that_are_there_stay_until_somebody_wants_otherwise() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    agree(&browser, &brought(&browser, "fair.csv", LIST), FOR_ALL);
    let before = sandbox.read("partners/kovomont.yaml");
    let address = brought(&browser, "news.csv", LIST.replace("Šumperk", "Brno"));
    let plan = browser.post(&format!("{address}/plan"), FOR_ALL).text();
    assert!(plan.contains("1 partner is there already and differs"), "{plan}");
    assert!(plan.contains("Šumperk") && plan.contains("Brno") && plan.contains("Town"), "{plan}");
    assert!(plan.contains("There is nothing to import"), "{plan}");
    let update = format!("{FOR_ALL}&update=1");
    let done = agree(&browser, &address, &update).text();
    assert!(done.contains("1 partner was changed"), "{done}");
    assert_eq!(sandbox.read("partners/kovomont.yaml"), before.replace("Šumperk", "Brno"));
}

#[test]
fn what_is_another_plan_by_now_is_shown_and_not_written() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let address = brought(&browser, "fair.csv", LIST);
    let plan = plan_of(&browser.post(&format!("{address}/plan"), FOR_ALL).text());
    let own = "legal_name: Kovomont s.r.o.\nkind: company # mine\n";
    sandbox.write("partners/kovomont.yaml", own);
    let page = browser.post(&format!("{address}/write"), &format!("{FOR_ALL}&plan={plan}")).text();
    assert!(page.contains("Nothing was written yet") && page.contains("Add 1 partner"), "{page}");
    assert!(!sandbox.path("partners/faerberei-mueller.yaml").exists(), "written without a yes");
    assert!(!page.contains(&plan), "the plan of before is asked about");
    let done = browser.post(&format!("{address}/write"), &format!("{FOR_ALL}&plan={}", plan_of(&page)));
    assert!(done.text().contains("1 partner was added"));
    assert_eq!(sandbox.read("partners/kovomont.yaml"), own);
}

#[test]
fn a_plan_that_nobody_has_seen_is_not_written() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let address = brought(&browser, "fair.csv", LIST);
    for plan in ["", "0", &"f".repeat(32)] {
        let page = browser.post(&format!("{address}/write"), &format!("{FOR_ALL}&plan={plan}"));
        assert!(page.text().contains("Nothing was written yet"), "{plan}: {}", page.text());
    }
    assert_eq!(std::fs::read_dir(sandbox.path("partners")).expect("a folder").count(), 0);
}

#[test]
fn the_columns_are_kept_for_the_next_list() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let said = format!("{FOR_ALL}&column-0=legal_name&column-1=");
    let list = "Who;Secret\nAlpha GmbH;x\n";
    let done = agree(&browser, &brought(&browser, "a.csv", list), &format!("{said}&keep=1")).text();
    assert!(done.contains("import.yaml"), "{done}");
    assert!(sandbox.read("import.yaml").contains("\"Who\": legal_name"));
    let next = brought(&browser, "b.csv", list.replace("Alpha", "Beta"));
    assert!(browser.get(&next).text().contains("2 columns as you kept them last time"));
    assert!(agree(&browser, &next, FOR_ALL).text().contains("1 partner was added"));
}

#[test]
fn rows_that_are_left_out_are_told_with_their_numbers() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let list = "Company;Postcode;Country\nAlpha GmbH;7570;Germany\nBeta SA;28001;Spain\n";
    let address = brought(&browser, "gaps.csv", list);
    let plan = browser.post(&format!("{address}/plan"), FOR_ALL).text();
    assert!(plan.contains("1 row is left out") && plan.contains("row 2, column B"), "{plan}");
    let done = agree(&browser, &address, FOR_ALL).text();
    assert!(done.contains("1 partner was added · 1 row was left out"), "{done}");
}

#[test]
fn a_cell_is_never_markup() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let hostile = "<script>alert(1)</script>";
    let list = format!("Company;City;<b>Head</b>\n{hostile} A & <B> GmbH;{hostile};{hostile}\n");
    let address = brought(&browser, "<img src=x>.csv", list);
    let said = format!("{FOR_ALL}&country=DE&column-2=contacts.function");
    let pages = [
        browser.get(&address).text(),
        browser.post(&address, &said).text(),
        browser.post(&format!("{address}/plan"), &said).text(),
        browser
            .post(&address, "column-0=<script>&sheet=<script>&kind=<script>&days=<script>&events=<script>")
            .text(),
    ];
    for page in pages {
        assert!(
            !page.contains(hostile) && !page.contains("<img src=x>") && !page.contains("<b>Head"),
            "{page}"
        );
        assert_eq!(page.matches("<script").count(), 2, "{page}");
    }
}

#[test]
fn the_name_of_a_file_is_no_path() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    for name in ["../../x.csv", "/etc/x.csv", "C:\\lists\\x.csv", "..", "x/../../institution.yaml"] {
        let address = brought(&browser, name, LIST);
        assert!(address.strip_prefix("/import/").is_some_and(|id| id.len() == 16), "{address}");
        let page = browser.get(&address).text();
        assert!(
            !page.contains("../") && !page.contains("/etc") && !page.contains("lists\\"),
            "{name}: {page}"
        );
    }
    assert_eq!(std::fs::read_dir(sandbox.path("partners")).expect("a folder").count(), 0);
}

#[test]
fn what_is_no_list_is_told_as_what_it_is() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let wide = format!("{}\n", "x;".repeat(2_000));
    let long = format!("Company\n{}", "Alpha GmbH\n".repeat(40_000));
    for (name, bytes) in [
        ("empty.xlsx", Vec::new()),
        ("web.xls", b"<html><body><table><tr><td>x</td></tr></table></body></html>".to_vec()),
        ("broken.xlsx", b"PK\x03\x04 and nothing".to_vec()),
        ("picture.csv", vec![0x89, b'P', b'N', b'G', 0, 1, 2, 3]),
        ("only-a-head.csv", b"Company;City\n".to_vec()),
        ("wide.csv", wide.into_bytes()),
        ("long.csv", long.into_bytes()),
        ("quote.csv", b"Company;City\n\"Alpha;Berlin\nBeta;Bonn\n".to_vec()),
    ] {
        let got = browser.get(&brought(&browser, name, &bytes));
        assert_eq!(got.status, StatusCode::OK, "{name}");
        let page = got.text();
        assert!(page.contains("<h1>What is in the columns?</h1>"), "{name}: {page}");
        assert!(page.contains("class=\"problem error\""), "{name}: {page}");
        // Whoever goes on all the same gets the same words, and nothing is written.
        let plan = browser.post(&format!("{}/plan", brought(&browser, name, &bytes)), FOR_ALL).text();
        assert!(!plan.contains("name=\"plan\""), "{name}");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_in_words() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let large = vec![b'a'; 100_000_000];
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    for is_announced in [true, false] {
        let mut request = browser.own(Method::POST, "/import").header(header::CONTENT_TYPE, &kind);
        let body = form_with("large.xlsx", &large);
        if is_announced {
            request = request.header(header::CONTENT_LENGTH, body.len());
        }
        let got = browser.send(request.body(Body::from(body)).expect("a request"));
        assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE, "{is_announced}");
        assert!(got.text().contains("This file is too large"), "{}", got.text());
    }
    // A file is taken only where one is asked for.
    let elsewhere = browser.own(Method::POST, "/partners/nobody/make").header(header::CONTENT_TYPE, kind);
    let elsewhere = elsewhere.header(header::CONTENT_LENGTH, 1_000_000);
    let got = browser.send(elsewhere.body(Body::empty()).expect("a request"));
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn a_form_without_its_file_is_told() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let nothing = bring(&browser, "", b"");
    assert!(nothing.text().contains("Choose a file first"), "{}", nothing.text());
    assert!(nothing.text().contains("aria-invalid=\"true\""));
    let request = browser.own(Method::POST, "/import").header(header::CONTENT_TYPE, "text/plain");
    let other = browser.send(request.body(Body::from("x")).expect("a request"));
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert!(other.text().contains("The file did not arrive"));
    let forgotten = browser.get("/import/0123456789abcdef");
    assert!(forgotten.text().contains("The list is no longer kept"), "{}", forgotten.text());
}

#[test]
fn only_a_few_files_are_kept() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let addresses: Vec<String> =
        (0..6).map(|at| brought(&browser, "a.csv", format!("Company\nFirm {at} GmbH\n"))).collect();
    assert!(browser.get(&addresses[0]).text().contains("The list is no longer kept"));
    assert!(browser.get(&addresses[5]).text().contains("Firm 5 GmbH"));
    // Another run knows none of them.
    assert!(Browser::of(&sandbox).get(&addresses[5]).text().contains("The list is no longer kept"));
}

#[test]
fn a_sheet_of_several_is_chosen() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, firm) in [("Leads", "Alpha GmbH"), ("Old", "Beta SA")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet.write(0, 0, "Company").expect("a cell");
        sheet.write(1, 0, firm).expect("a cell");
    }
    let address = brought(&browser, "two.xlsx", book.save_to_buffer().expect("a workbook"));
    let page = browser.get(&address).text();
    assert!(page.contains("<option value=\"Leads\">") && page.contains("<option value=\"Old\">"), "{page}");
    let old = browser.post(&address, "sheet=Old&sheet-was=").text();
    assert!(old.contains("Beta SA") && !old.contains("Alpha GmbH"), "{old}");
    // What was said of the columns of one sheet does not count for another.
    let other = browser.post(&address, "sheet=Leads&sheet-was=Old&column-0=").text();
    assert!(other.contains("value=\"legal_name\" selected"), "{other}");
}

/// What a browser sends of the columns as they are shown, with one choice changed.
fn sent(page: &str, changed: &str) -> String {
    let mut fields = vec![FOR_ALL.to_owned(), changed.to_owned()];
    for hidden in page.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = hidden.split_once("\" value=\"").expect("a value");
        let value = rest.split('"').next().expect("its end");
        fields.push(format!("{name}={value}"));
        if let Some(place) =
            name.strip_prefix("taken-").filter(|place| !changed.starts_with(&format!("column-{place}=")))
        {
            fields.push(format!("column-{place}={value}"));
        }
    }
    fields.join("&")
}

#[test]
fn what_was_said_of_a_column_of_a_workbook_stays() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (head, cell)) in [("Company", "Alpha GmbH"), ("Odd", "dyes")].into_iter().enumerate() {
        let column = u16::try_from(column).expect("a column");
        sheet.write(0, column, head).expect("a cell");
        sheet.write(1, column, cell).expect("a cell");
    }
    let address = brought(&browser, "one.xlsx", book.save_to_buffer().expect("a workbook"));
    let first = browser.get(&address).text();
    let second = browser.post(&address, &sent(&first, "column-1=sector")).text();
    assert!(second.contains("<dt>Line of business</dt><dd>dyes</dd>"), "{second}");
    let third = browser.post(&address, &sent(&second, "column-1=sector")).text();
    assert!(third.contains("<dt>Line of business</dt><dd>dyes</dd>"), "{third}");
    assert!(
        agree(&browser, &address, &sent(&third, "column-1=sector")).text().contains("1 partner was added")
    );
    assert!(sandbox.read("partners/alpha.yaml").contains("dyes"));
}

#[test]
fn every_field_that_is_offered_is_one() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let page = browser.get(&brought(&browser, "fair.csv", LIST)).text();
    let (_, select) = page.split_once("id=\"column-0\"").expect("a choice");
    let (select, _) = select.split_once("</select>").expect("its end");
    let offered: Vec<&str> =
        select.split("<option value=\"").skip(1).filter_map(|one| one.split('"').next()).collect();
    assert!(offered.len() > 60, "{}", offered.len());
    for field in offered.iter().filter(|field| !field.is_empty()) {
        assert!(TargetField::named(field).is_ok(), "{field}");
    }
    // Each is called something, in every language.
    let languages = spoken().unwrap_or_else(|found| panic!("{found:?}"));
    for one in &languages {
        assert_eq!(one.words.fields.names.len(), languages[0].words.fields.names.len(), "{}", one.tag);
    }
    for field in offered.iter().filter(|field| !field.is_empty() && !field.contains(".2.")) {
        assert!(languages[0].words.fields.names.contains_key(*field), "{field}");
    }
}

#[test]
fn an_objection_stays_when_a_list_says_otherwise() {
    let sandbox = empty();
    sandbox.write(
        "partners/kovomont.yaml",
        "legal_name: Kovomont s.r.o.\nkind: company\ncontacts:\n  - email: info@kovomont.example.org\n    objected: true\n",
    );
    let before = sandbox.read("partners/kovomont.yaml");
    let browser = Browser::of(&sandbox);
    let list = "Company;E-Mail;Objected\nKovomont s.r.o.;info@kovomont.example.org;no\n";
    let address = brought(&browser, "a.csv", list);
    let plan = browser.post(&format!("{address}/plan"), &format!("{FOR_ALL}&update=1")).text();
    assert!(plan.contains("there is an objection"), "{plan}");
    assert!(plan.contains("There is nothing to import"), "{plan}");
    assert_eq!(sandbox.read("partners/kovomont.yaml"), before);
}

#[test]
fn nobody_imports_without_the_key() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    let host = ("host", browser.host.as_str());
    for path in ["/import", "/import/0123456789abcdef", "/import/0123456789abcdef/write"] {
        assert_eq!(browser.bare(Method::POST, path, &[host]).status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn pasted_rows_are_a_list() {
    let sandbox = empty();
    let browser = Browser::of(&sandbox);
    let rows = "Company\tCity\tCountry\r\nAlpha GmbH\tBerlin\tGermany\r\nBeta SA\tLyon\tFrance\r\n";
    let form = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\ncontent-type: \
         application/octet-stream\r\n\r\n\r\n--{BOUNDARY}\r\ncontent-disposition: form-data; \
         name=\"rows\"\r\n\r\n{rows}\r\n--{BOUNDARY}--\r\n"
    );
    let request = browser.own(Method::POST, "/import");
    let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    let got = browser.send(request.body(Body::from(form)).expect("a request"));
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    let done = agree(&browser, got.header("location"), FOR_ALL).text();
    assert!(done.contains("2 partners were added"), "{done}");
    assert_eq!(partner(&sandbox, "beta").legal_name, "Beta SA");
}

#[test]
fn the_partners_that_are_shown_are_saved_as_a_workbook() {
    let sandbox = Sandbox::sample();
    let browser = Browser::of(&sandbox);
    assert!(browser.get("/?country=FI").text().contains("href=\"/partners.xlsx?country=FI"));
    let got = browser.get("/partners.xlsx?country=FI");
    assert_eq!(got.header("content-disposition"), "attachment; filename=\"partners.xlsx\"");
    // What was saved is read again, as the same.
    let address = brought(&browser, "partners.xlsx", &got.bytes);
    let plan = browser.post(&format!("{address}/plan"), "").text();
    assert!(plan.contains("1 partner is there already and is the same"), "{plan}");
    assert!(plan.contains("There is nothing to import"));
    for nobody in ["q=nobody-is-called-so", "only=nonsense%3D1"] {
        assert_eq!(
            browser.get(&format!("/partners.xlsx?{nobody}")).status,
            StatusCode::NOT_FOUND,
            "{nobody}"
        );
    }
}
