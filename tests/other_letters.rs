//! People and places of another script, in documents whose readers know Latin letters only.

use handclasp::format::ascii_file_name;
use handclasp::locale::{Readers, romanised};
use mail_parser::{MessageParser, MimeHeaders};

use crate::support::{Run, Sandbox, TODAY, pdf_text};

/// A Greek school that writes to Oslo.
const SCHOOL: &str = r#"schema_version: "1"
legal_name: "Δημόσιο ΙΕΚ Πάτρας"
legal_name_latin: "Dimosio IEK Patras"
short_name: "ΙΕΚ Πάτρας"
short_name_latin: "IEK Patras"
address: {street: "Κορίνθου 12", street_latin: "Korinthou 12", postal_code: "26221", city: "Πάτρα", city_latin: "Patra", country: "GR"}
timezone: "Europe/Athens"
website: "https://iek.example.org"
contacts:
  - {given_name: "Γιώργος", family_name: "Παπαδόπουλος", name_latin: "Giorgos Papadopoulos", honorific: mr, position: "Coordinator", email: "gp@iek.example.org", phone: "+30 2610 000000"}
signatories: [{name: "Δρ. Ελένη Παππά", name_latin: "Eleni Pappa", position: "Director"}]
offer: ["Workshops for electronics"]
looking_for: ["Schools for exchanges"]
why_us: ["One contact person"]
who_we_are: "A public school."
facts: [{label: "Learners", value: "420", year: "2025"}]
privacy: {notice_url: "https://iek.example.org/privacy", retention_months: 24, legal_basis: legitimate_interest}
defaults: {mou_term_years: 3, notice_months: 3}
"#;

const OSLO: &str = r#"legal_name: "Fjordbyen skole"
short_name: "Fjordbyen"
kind: vet_school
address: {street: "Storgata 5", postal_code: "0155", city: "Oslo", country: "NO"}
timezone: "Europe/Oslo"
contacts: [{given_name: "Kari", family_name: "Ås", honorific: ms, function: "Coordinator", email: "kari@fjord.example.org", source: "your website"}]
signatories: [{name: "Ola Berg", position: "Rektor"}]
partnership_types: [mobility]
activities: ["Exchange of learners in electronics"]
why_partner: "your workshop teaches marine electronics"
cooperation: {purpose: "learner and staff mobility"}
mou: {term: {start: on_last_signature, end: "2029-12-31"}, place: {ours: "Πάτρα", theirs: "Oslo"}}
loi: {direction: from_us, valid_until: "2027-12-31"}
meeting: {date: "2027-01-20", start: "10:00", slot_min: 60, link: "https://meet.example.org/a", participants: [{name: "Γιώργος Παπαδόπουλος", org: us}, {name: "Kari Ås", org: oslo}]}
"#;

fn school(institution: &str, partner: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("oslo", partner);
    sandbox.write("institution.yaml", institution);
    sandbox
}

fn built(sandbox: &Sandbox) -> Run {
    sandbox.run(&["build", "--date", TODAY, "--format", "md", "--format", "eml", "--format", "ics"])
}

fn is_greek(text: &str) -> bool {
    text.chars().any(|one| ('\u{370}'..='\u{3ff}').contains(&one))
}

#[test]
fn a_letter_to_oslo_names_a_greek_school_so_that_it_can_be_read() {
    let sandbox = school(SCHOOL, OSLO);
    let run = built(&sandbox);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("other-letters"), "{}", run.stderr);
    // Both, where the name stands first: on the letterhead, among the parties.
    let letter = sandbox.read("output/oslo/loi.en.md");
    assert!(
        letter.starts_with(
            "Dimosio IEK Patras\\\nΔημόσιο ΙΕΚ Πάτρας\\\nKorinthou 12\\\n262 21 Patra\\\nGreece\\\n"
        ),
        "{letter}"
    );
    assert!(letter.contains("\nPatra, 23 November 2026\n"), "{letter}");
    assert!(letter.contains("| Organisation | Dimosio IEK Patras (Δημόσιο ΙΕΚ Πάτρας) |"), "{letter}");
    let mou = sandbox.read("output/oslo/mou.en.md");
    assert!(mou.contains("**Dimosio IEK Patras** (Δημόσιο ΙΕΚ Πάτρας), hereinafter “IEK Patras”"), "{mou}");
    assert!(mou.contains("represented by Dr. Eleni Pappa (Δρ. Ελένη Παππά), Director"), "{mou}");
    assert!(
        mou.contains("| Dr. Eleni Pappa | Director | Dimosio IEK Patras |")
            || mou.contains("Dr. Eleni Pappa"),
        "{mou}"
    );
    let clauses = &mou[mou.find("## 1.").expect("clauses")..];
    assert!(!is_greek(clauses), "{clauses}");
    assert!(
        clauses.contains("| Giorgos Papadopoulos<br>Coordinator |") && clauses.contains("Patra"),
        "{clauses}"
    );
    // On the profile too, below its title.
    assert!(sandbox.read("output/oslo/one-pager.en.md").contains("\nΔημόσιο ΙΕΚ Πάτρας · Patra, Greece\n"));
    // Latin letters alone everywhere else.
    for document in ["contact-formal", "contact-informal", "agenda", "minutes", "invitation"] {
        let text = sandbox.read(&format!("output/oslo/{document}.en.md"));
        assert!(!is_greek(&text), "{document}:\n{text}");
        assert!(text.contains("Patras") || text.contains("Giorgos"), "{document}:\n{text}");
    }
    let calendar = sandbox.read("output/oslo/agenda.en.ics").replace("\r\n ", "");
    assert!(!is_greek(&calendar) && calendar.contains("Giorgos Papadopoulos"), "{calendar}");
    let email = sandbox.bytes("output/oslo/contact-formal.en.eml");
    let message = MessageParser::default().parse(&email).expect("a message");
    assert_eq!(message.from().and_then(|from| from.first()?.name()), Some("Giorgos Papadopoulos"));
    let attached: Vec<&str> = message.attachments().filter_map(|part| part.attachment_name()).collect();
    assert_eq!(attached, ["IEK_Patras_Profile_for_Fjordbyen_en_2026-11-23.pdf"]);
    assert!(!is_greek(message.subject().expect("a subject")));
}

#[test]
fn a_page_shows_both_names_of_a_school() {
    let sandbox = school(SCHOOL, OSLO);
    assert_eq!(sandbox.run(&["build", "mou", "--date", TODAY, "--format", "pdf"]).code, 0);
    let text = pdf_text(&sandbox.bytes("output/oslo/mou.en.pdf"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Dimosio IEK Patras") && text.contains("Δημόσιο ΙΕΚ Πάτρας"), "{text}");
}

#[test]
fn the_partner_may_be_the_one_with_other_letters() {
    let partner = r#"legal_name: "Гимназия по електроника"
name_en: "School of Electronics"
short_name: "ГЕ"
kind: vet_school
address: {street: "ул. Раковски 10", street_latin: "ul. Rakovski 10", postal_code: "1000", city: "София", city_latin: "Sofia", country: "BG"}
timezone: "Europe/Sofia"
contacts: [{given_name: "Мария", family_name: "Иванова", name_latin: "Maria Ivanova", honorific: ms, titles_before: "д-р", function: "Coordinator", email: "m@ge.example.org", source: "your website"}]
signatories: [{given_name: "Петър", family_name: "Стоянов", name_latin: "Petar Stoyanov", honorific: mr, position: "Director"}]
partnership_types: [mobility]
activities: ["Exchange of learners in electronics"]
why_partner: "your workshop teaches marine electronics"
cooperation: {purpose: "learner and staff mobility"}
mou: {term: {start: on_last_signature, end: "2029-12-31"}, place: {ours: "Maré", theirs: "София"}}
loi: {direction: from_us, valid_until: "2027-12-31"}
"#;
    let sandbox = Sandbox::with_partner("sofia", partner);
    let run = built(&sandbox);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("other-letters"), "{}", run.stderr);
    let letter = sandbox.read("output/sofia/loi.en.md");
    let address =
        "School of Electronics\\\nPetar Stoyanov, Director\\\nul. Rakovski 10\\\n1000 Sofia\\\nBulgaria\n";
    assert!(letter.contains(address) && letter.contains("Dear Mr Stoyanov,"), "{letter}");
    assert!(letter.contains("cooperation of CFP Âncora Azul and School of Electronics\n"), "{letter}");
    let mou = sandbox.read("output/sofia/mou.en.md");
    assert!(mou.contains("**School of Electronics** (Гимназия по електроника),"), "{mou}");
    assert!(sandbox.read("output/sofia/contact-formal.en.md").contains("Dear Dr Ivanova,"));
    let clauses = &mou[mou.find("## 1.").expect("clauses")..];
    assert!(!clauses.chars().any(|one| ('\u{400}'..='\u{4ff}').contains(&one)), "{clauses}");
}

#[test]
fn what_has_no_latin_form_is_told_where_it_is_printed() {
    let without = SCHOOL
        .replace("legal_name_latin: \"Dimosio IEK Patras\"\n", "")
        .replace("short_name_latin: \"IEK Patras\"\n", "")
        .replace(", street_latin: \"Korinthou 12\"", "")
        .replace(", city_latin: \"Patra\"", "")
        .replace(", name_latin: \"Giorgos Papadopoulos\"", "")
        .replace(", name_latin: \"Eleni Pappa\"", "");
    let sandbox = school(&without, OSLO);
    let run = built(&sandbox);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (told, advice) in [
        ("`legal_name` has letters that readers of English may not know", "add `legal_name_latin: \"…\"`"),
        ("`short_name` has letters", "by rule it would be “IEK Patras”"),
        ("`address.street` has letters", "by rule it would be “Korinthou 12”"),
        ("`address.city` has letters", "by rule it would be “Patra”"),
        ("the name of Γιώργος Παπαδόπουλος has letters", "by rule it would be “Giorgos Papadopoulos”"),
        ("the name of Ελένη Παππά has letters", "add `name_latin: \"…\"` to the person"),
    ] {
        assert_eq!(run.stderr.matches(told).count(), 1, "{told}:\n{}", run.stderr);
        assert!(run.stderr.contains(advice), "{advice}:\n{}", run.stderr);
    }
    // Nothing is printed that nobody wrote.
    assert!(sandbox.read("output/oslo/loi.en.md").starts_with("Δημόσιο ΙΕΚ Πάτρας\\\n"));
    // An English name is read too.
    let english = without.replace("short_name:", "name_en: \"Institute of Patras\"\nshort_name:");
    let sandbox = school(&english, OSLO);
    let run = built(&sandbox);
    assert!(!run.stderr.contains("`legal_name`") && !run.stderr.contains("`short_name`"), "{}", run.stderr);
    assert!(sandbox.read("output/oslo/agenda.en.md").contains("Institute of Patras"));
}

#[test]
fn a_greek_document_has_greek_names() {
    let sandbox = school(SCHOOL, &OSLO.replace("kind:", "working_language: el\nkind:"));
    let english = include_str!("../templates/languages/en.yaml");
    sandbox.write("templates/languages/el.yaml", english.replace("locale: en-GB", "locale: el-GR"));
    sandbox.write(
        "templates/note/document.yaml",
        "kind: page\nlayout: letter\nformats: [md]\nsections:\n  - {id: text}\n",
    );
    sandbox.write(
        "templates/note/el.md",
        "---\ntitle: \"Note\"\n---\n\n## {#text}\n{{ [institution.legal_name, ...(institution | other_names), ...(institution | address_lines), institution.signatories[0] | full_name, sender | full_name, partner.legal_name] | present | lines }}\n",
    );
    let run = sandbox.run(&["build", "note", "--date", TODAY]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/oslo/note.el.md");
    let expected = "Δημόσιο ΙΕΚ Πάτρας\\\nDimosio IEK Patras\\\nΚορίνθου 12\\\n262 21 Πάτρα\\\nΕλλάδα\\\nΔρ. Ελένη Παππά\\\nΓιώργος Παπαδόπουλος\\\nFjordbyen skole";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn readers_know_latin_letters_and_those_of_their_language() {
    let cases = [
        ("en", "Ærøskøbing Škoda ıĦŁ ’ – 12", true),
        ("en", "Ω-Tech GmbH", true),
        ("en", "Σχολή", false),
        ("en", "София", false),
        ("el", "Σχολή 1", true),
        ("el", "София", false),
        ("bg", "София", true),
        ("bg", "Σχολή", false),
        ("sr", "Ниш", true),
        ("sr-Latn", "Ниш", false),
        ("x-school", "Ниш", false),
        ("en", "თბილისი", false),
        ("ka", "თბილისი", true),
        ("en", "東京", false),
    ];
    for (language, name, can_read) in cases {
        assert_eq!(Readers::of(language).can_read(name), can_read, "{name} in {language}");
    }
}

#[test]
fn a_proposal_follows_the_rules_of_the_country() {
    for (country, name, latin) in [
        ("GR", "Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("GR", "Μπάμπης Αγγελόπουλος", "Bampis Angelopoulos"),
        ("GR", "Εύβοια, Ναύπλιο, Αυλώνας", "Evvoia, Nafplio, Avlonas"),
        ("GR", "ΟΥΡΑΝΙΑ Χαϊδάρι Ψυχή", "OURANIA Chaidari Psychi"),
        ("BG", "Джон Атанасов, София, Пещера", "Dzhon Atanasov, Sofia, Peshtera"),
        ("UA", "Житомир, Юрій Згурський, Ялта, Київ", "Zhytomyr, Yurii Zghurskyi, Yalta, Kyiv"),
        ("RS", "Љубљана Шабац", "Ljubljana Šabac"),
        ("MK", "Ѓорче Петров", "Gjorche Petrov"),
        ("PT", "Âncora Ночь", "Âncora Noch'"),
    ] {
        assert_eq!(romanised(name, Some(country)), latin);
    }
}

#[test]
fn a_file_name_keeps_language_and_day() {
    let long = "MoU Centro de Formação Profissional da Região Autónoma das Ilhas Azuis Cámara Oficial de Comercio en 2027-03-04";
    let name = ascii_file_name(long, None);
    assert!(name.len() <= 80 && name.starts_with("MoU_Centro") && name.ends_with("_en_2027-03-04"), "{name}");
    assert_eq!(
        ascii_file_name("MoU ΙΕΚ Πάτρας TAO en 2027-03-04", Some("GR")),
        "MoU_IEK_Patras_TAO_en_2027-03-04"
    );
    assert_eq!(ascii_file_name(&"a".repeat(200), None).len(), 80);
    assert_eq!(ascii_file_name(&format!("{} pt-PT 2027-03-04", "é ".repeat(60)), None).len(), 80);
}
