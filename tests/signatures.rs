//! Where people sign: an organisation a row, its signatories side by side, whatever their number.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::hostile::spaceless;
use crate::pdf::{fields, load, made, text_of};
use crate::support::{Sandbox, pdf_text};

/// An organisation with so many signatories.
fn organisation(name: &str, signatories: usize, more: &str) -> String {
    let people: String = (1..=signatories)
        .map(|at| {
            format!(
                "  - {{name: \"{name} Signatory {at}\", position: \"Deputy head for practical training\"}}\n"
            )
        })
        .collect();
    format!(
        "legal_name: \"{name} Vocational School\"
short_name: \"{name}\"
kind: vet_school
address: {{street: \"Main Road 1\", postal_code: \"99-999\", city: \"Town\", country: PL}}
timezone: Europe/Warsaw
working_language: en
contacts: [{{given_name: Ada, family_name: Lind, email: ada@school.example.org, source: card, given_by_person: true}}]
partnership_types: [mobility]
activities: [\"exchanges of learners\"]
signatories:\n{people}{more}"
    )
}

/// A Memorandum of us and some partners with so many signatories each.
fn memorandum(partners: usize, signatories: usize, mode: &str) -> Sandbox {
    let ids: Vec<String> = (2..=partners).map(|at| format!("partner-{at}")).collect();
    let mou = format!(
        "cooperation: {{purpose: \"training\"}}
mou:
  status: final
  signature_mode: {mode}
  place: {{ours: Lisbon, theirs: Bregenz}}
  further_partners: [{}]
  term: {{start: \"2027-01-01\", end: \"2029-12-31\"}}
  review: {{first_date: \"2028-01-15\"}}
loi: {{direction: from_partner, valid_until: \"2027-12-31\"}}\n",
        ids.join(", ")
    );
    let sandbox = Sandbox::with_partner("partner-1", &organisation("Ash", signatories, &mou));
    for (id, name) in ids.iter().zip(["Birch", "Cedar", "Elm"]) {
        sandbox.write(&format!("partners/{id}.yaml"), organisation(name, signatories, ""));
    }
    sandbox
}

/// A place to sign: its page, and left, bottom, right, top in millimetres.
struct Place {
    page: u32,
    edges: [f32; 4],
}

/// The places to sign of a PDF, by organisation and then by signatory.
fn places(bytes: &[u8]) -> BTreeMap<String, Vec<Place>> {
    let pdf = load(bytes);
    let pages: BTreeMap<lopdf::ObjectId, u32> =
        pdf.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
    let place = |field: &Dictionary| {
        let page = field.get(b"P").and_then(Object::as_reference).expect("a page");
        let rect = field.get(b"Rect").and_then(Object::as_array).expect("a place");
        Place {
            page: pages[&page],
            edges: [0, 1, 2, 3].map(|at| rect[at].as_float().expect("a number") * 25.4 / 72.0),
        }
    };
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (id, field) in fields(&pdf) {
        let party = id.split("-signature-").next().expect("a party").to_owned();
        let number: usize = id.rsplit('-').next().and_then(|number| number.parse().ok()).expect("a number");
        let of_party = places.entry(party).or_default();
        assert_eq!(of_party.len() + 1, number, "{id} is in its turn");
        of_party.push(place(&field));
        assert!(text_of(field.get(b"TU").expect("a tooltip")).starts_with("Signature of "), "{id}");
    }
    places
}

#[test]
fn each_organisation_has_its_rows_and_its_signatories_stand_side_by_side() {
    for (partners, signatories) in
        [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 3), (3, 1), (4, 2), (4, 6)]
    {
        for mode in ["wet", "electronic"] {
            let what = format!("{partners} partners, {signatories} signatories, {mode}");
            let sandbox = memorandum(partners, signatories, mode);
            made(&sandbox, &["mou", "--partner", "partner-1"]);
            let bytes = sandbox.bytes("output/partner-1/mou.en.pdf");
            let places = places(&bytes);
            assert_eq!(places.len(), partners + 1, "{what}");
            assert_eq!(places.values().map(Vec::len).sum::<usize>(), 1 + partners * signatories, "{what}");
            for place in places.values().flatten() {
                let [left, bottom, right, top] = place.edges;
                assert!(right - left >= 40.0 && top - bottom >= 12.0, "{what}: {:?}", place.edges);
            }
            let side_by_side = if mode == "wet" || signatories == 2 || signatories == 4 { 2 } else { 3 };
            for of_one in places.values() {
                let first = of_one.first().expect("a signatory");
                let level = of_one.iter().filter(|other| {
                    other.page == first.page && (other.edges[1] - first.edges[1]).abs() < 1.0
                });
                assert_eq!(level.count(), of_one.len().min(side_by_side), "{what}");
            }
            // The rows of one organisation end above those of the next.
            let all: Vec<&Vec<Place>> = places.values().collect();
            for pair in all.windows(2) {
                let (above, below) = (pair[0].last().expect("a place"), &pair[1][0]);
                assert!(above.page < below.page || above.edges[1] > below.edges[3] + 8.0, "{what}");
                assert!(
                    pair[0].iter().all(|place| place.page == pair[0][0].page),
                    "{what}: an organisation is divided"
                );
            }
            let text = spaceless(&pdf_text(&bytes));
            let (stamps, days) = (text.matches("Stamp(ifused)").count(), text.matches("Place,date").count());
            let on_paper = mode == "wet";
            assert_eq!(stamps, if on_paper { partners + 1 } else { 0 }, "{what}");
            assert_eq!(days, if on_paper { 1 + partners * signatories } else { 0 }, "{what}");
            // Signatures never stand on a page on which nothing of the text is.
            let first = places["party-a"][0].page;
            let opening = load(&bytes).extract_text(&[first]).expect("text");
            assert!(opening.contains("Non-binding nature"), "{what}: {opening}");
        }
    }
}

#[test]
fn all_who_sign_for_an_organisation_sign_its_letter() {
    for (signatories, mode) in [(1, "wet"), (2, "wet"), (3, "wet"), (1, "electronic"), (3, "electronic")] {
        let what = format!("{signatories} signatories, {mode}");
        let sandbox = memorandum(1, signatories, "wet");
        sandbox.edit("partners/partner-1.yaml", "loi: {", &format!("loi: {{signature_mode: {mode}, "));
        made(&sandbox, &["loi", "--partner", "partner-1"]);
        let bytes = sandbox.bytes("output/partner-1/loi.en.pdf");
        let places = places(&bytes);
        let all = &places["party-a"];
        assert_eq!(all.len(), signatories, "{what}");
        let level = all.iter().filter(|place| (place.edges[1] - all[0].edges[1]).abs() < 1.0).count();
        let on_paper = mode == "wet";
        assert_eq!(level, signatories.min(if on_paper { 2 } else { 3 }), "{what}");
        let text = spaceless(&pdf_text(&bytes));
        assert_eq!(text.matches("Stamp(ifused)").count(), usize::from(on_paper), "{what}");
        assert_eq!(text.matches("Place,date").count(), if on_paper { signatories } else { 0 }, "{what}");
    }
}
