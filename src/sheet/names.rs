//! What columns, words, countries and languages are called in people's spreadsheets.
//!
//! One table for the names of columns, one for the words of closed lists; names of countries and languages are
//! CLDR's, in `names/*.tsv`. Case, accents, blanks and punctuation make no difference.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::field::Field;
use crate::diagnostic::words::nearest;

/// A field, and what its column is usually called: English, German, French, Spanish, Italian, Portuguese,
/// Polish, Greek, Finnish.
const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["file", "file name", "short id", "kürzel", "datei", "identifiant", "identificador", "identyfikator", "tunnus"]),
    ("legal_name", &[
        "name", "company", "company name", "organisation", "organization", "organisation name", "organization name",
        "institution", "institution name", "school", "school name", "employer", "business name", "exhibitor", "partner",
        "partner name", "partner organisation", "legal name", "full name of organisation", "official name", "firma",
        "firmenname", "unternehmen", "unternehmensname", "betrieb", "einrichtung", "schule", "schulname", "aussteller",
        "organisationsname", "name der organisation", "name der firma", "name der schule", "entreprise", "société",
        "raison sociale", "établissement", "école", "nom de l'entreprise", "nom de l'organisation", "organisme",
        "empresa", "nombre de la empresa", "razón social", "organización", "institución", "centro", "entidad",
        "escuela", "nombre de la organización", "azienda", "ragione sociale", "impresa", "ente", "organizzazione",
        "istituto", "scuola", "denominazione", "nome da empresa", "organização", "instituição", "escola", "entidade",
        "denominação", "designação social", "nome da organização", "nazwa", "nazwa firmy", "organizacja", "instytucja",
        "szkoła", "przedsiębiorstwo", "επωνυμία", "εταιρεία", "οργανισμός", "σχολείο", "φορέας", "yritys",
        "yrityksen nimi", "organisaatio", "oppilaitos", "koulu", "nimi",
    ]),
    ("name_en", &["english name", "name in english", "englischer name", "nom anglais", "nombre en inglés", "nome inglese", "nome em inglês"]),
    ("legal_name_latin", &["latin name", "name in latin letters"]),
    ("short_name", &["short name", "acronym", "abbreviation", "kurzname", "kurzbezeichnung", "abkürzung", "sigle", "acronyme", "siglas", "acrónimo", "sigla", "acronimo", "skrót", "nazwa skrócona", "αρκτικόλεξο", "lyhenne"]),
    ("kind", &["type", "organisation type", "type of organisation", "organization type", "type of organization", "category", "art", "typ", "organisationstyp", "kategorie", "type d'organisation", "tipo", "tipo de organización", "tipo di organizzazione", "tipo de organização", "rodzaj", "τύπος", "tyyppi"]),
    ("legal_form", &["rechtsform", "forme juridique", "forma jurídica", "forma giuridica", "forma prawna", "νομική μορφή", "yhtiömuoto"]),
    ("sector", &["industry", "branch", "line of business", "branche", "wirtschaftszweig", "secteur", "secteur d'activité", "sector de actividad", "ramo", "settore", "setor", "setor de atividade", "branża", "sektor", "κλάδος", "toimiala", "ala"]),
    ("size", &["employees", "number of employees", "staff", "company size", "mitarbeiter", "mitarbeiterzahl", "beschäftigte", "größe", "effectif", "salariés", "empleados", "número de empleados", "dipendenti", "trabalhadores", "número de trabalhadores", "zatrudnienie", "liczba pracowników", "εργαζόμενοι", "henkilöstö"]),
    ("website", &["web", "web site", "homepage", "home page", "url", "web address", "internet", "webseite", "internetseite", "webadresse", "site", "site web", "site internet", "página web", "sitio web", "sito", "sito web", "sítio web", "página", "strona", "strona www", "strona internetowa", "www", "ιστοσελίδα", "ιστότοπος", "kotisivu", "verkkosivu", "verkkosivut"]),
    ("address.street", &["street", "address", "street address", "address line 1", "street and number", "postal address", "straße", "strasse", "straße nr", "straße und hausnummer", "straße hausnummer", "anschrift", "adresse", "rue", "adresse postale", "calle", "dirección", "domicilio", "via", "indirizzo", "rua", "morada", "endereço", "ulica", "adres", "διεύθυνση", "οδός", "katuosoite", "osoite", "lähiosoite"]),
    ("address.postal_code", &["postal code", "postcode", "post code", "zip", "zip code", "plz", "postleitzahl", "code postal", "cp", "código postal", "c.p.", "cap", "codice postale", "cód. postal", "kod pocztowy", "kod", "τ.κ.", "ταχυδρομικός κώδικας", "postinumero"]),
    ("address.city", &["city", "town", "city town", "place", "ort", "stadt", "ville", "commune", "localité", "ciudad", "localidad", "población", "municipio", "città", "comune", "località", "cidade", "localidade", "concelho", "miasto", "miejscowość", "πόλη", "kaupunki", "paikkakunta", "postitoimipaikka"]),
    ("address.region", &["region", "state", "province", "county", "federal state", "bundesland", "kanton", "région", "département", "provincia", "región", "comunidad autónoma", "regione", "região", "distrito", "województwo", "περιφέρεια", "νομός", "maakunta"]),
    ("address.country", &["country", "country code", "nation", "land", "staat", "ländercode", "länderkürzel", "pays", "país", "paese", "nazione", "stato", "kraj", "państwo", "χώρα", "maa"]),
    ("timezone", &["time zone", "zeitzone", "fuseau horaire", "zona horaria", "fuso orario", "fuso horário", "strefa czasowa", "ζώνη ώρας", "aikavyöhyke"]),
    ("language", &["language", "sprache", "langue", "idioma", "lengua", "lingua", "língua", "język", "γλώσσα", "kieli"]),
    ("working_language", &["working language", "language of documents", "arbeitssprache", "korrespondenzsprache", "langue de travail", "idioma de trabajo", "lingua di lavoro", "língua de trabalho", "język roboczy", "työkieli"]),
    ("documents", &["dokumente", "documentos", "documenti", "dokumenty"]),
    ("ids.oid", &["oid", "organisation id", "organization id", "erasmus oid", "oid code"]),
    ("ids.pic", &["pic", "pic code", "pic number", "participant identification code"]),
    ("ids.vat", &["vat", "vat number", "vat no", "vat id", "ust-id", "ust-idnr", "umsatzsteuer-id", "n° tva", "numéro de tva", "tva", "nif", "cif", "nif/cif", "partita iva", "p. iva", "nif/nipc", "nip", "αφμ", "alv-tunnus"]),
    ("ids.registration.number", &["registration number", "register number", "company number", "handelsregisternummer", "registernummer", "siret", "siren", "nipc", "krs", "regon", "y-tunnus", "γεμη"]),
    ("ids.erasmus_accreditation.code", &["accreditation", "erasmus accreditation", "accreditation code", "akkreditierung", "accréditation", "acreditación", "accreditamento", "acreditação", "akredytacja"]),
    ("contacts.given_name", &["given name", "first name", "forename", "christian name", "vorname", "prénom", "nombre de pila", "nombre del contacto", "nome proprio", "nome próprio", "imię", "όνομα", "etunimi"]),
    ("contacts.family_name", &["family name", "last name", "surname", "nachname", "familienname", "zuname", "nom de famille", "apellido", "apellidos", "cognome", "apelido", "apelidos", "sobrenome", "nazwisko", "επώνυμο", "επίθετο", "sukunimi"]),
    ("contacts.honorific", &["salutation", "mr/ms", "mr ms", "form of address", "anrede", "civilité", "tratamiento", "titolo di cortesia", "tratamento", "zwrot grzecznościowy", "προσφώνηση", "puhuttelu", "gender", "geschlecht"]),
    ("contacts.titles_before", &["academic title", "degree", "titel", "akademischer titel", "tytuł naukowy", "oppiarvo"]),
    ("contacts.function", &["function", "position", "job title", "role", "job", "funktion", "fonction", "poste", "cargo", "puesto", "funzione", "ruolo", "qualifica", "função", "stanowisko", "funkcja", "θέση", "ιδιότητα", "tehtävä", "tehtävänimike", "asema"]),
    ("contacts.email", &["e-mail", "email", "mail", "e-mail address", "email address", "contact email", "contact e-mail", "e-mail-adresse", "mailadresse", "courriel", "adresse e-mail", "adresse électronique", "mél", "correo", "correo electrónico", "dirección de correo", "posta elettronica", "indirizzo email", "correio eletrónico", "correio electrónico", "endereço de email", "adres e-mail", "poczta", "poczta elektroniczna", "ηλεκτρονικό ταχυδρομείο", "ηλ. ταχυδρομείο", "sähköposti", "sähköpostiosoite"]),
    ("contacts.phone", &["phone", "telephone", "tel", "phone number", "telephone number", "mobile", "mobile phone", "contact phone", "telefon", "telefonnummer", "durchwahl", "handy", "mobil", "rufnummer", "téléphone", "tél", "portable", "teléfono", "móvil", "telefono", "cellulare", "telefone", "telemóvel", "telefon komórkowy", "numer telefonu", "τηλέφωνο", "κινητό", "puhelin", "puhelinnumero", "puh"]),
    ("contacts.language", &["contact language", "language of contact", "sprache der person"]),
    ("contacts.register", &["register", "tone", "du/sie", "tu/vous", "tú/usted"]),
    ("contacts.source", &["source", "source of contact", "source of the data", "where from", "quelle", "herkunft der daten", "source des données", "fuente", "fonte", "źródło", "πηγή", "lähde"]),
    ("contacts.source_date", &["source date", "date of source", "date of contact", "obtained on", "erhoben am", "datum der quelle", "date de la source", "fecha de la fuente", "data della fonte", "data da fonte", "data pozyskania"]),
    ("contacts.objected", &["objected", "do not contact", "no contact", "opt-out", "widerspruch", "opposition", "oposición", "opposizione", "oposição", "sprzeciw"]),
    ("contacts.prior_contact", &["prior contact", "previous contact", "vorheriger kontakt"]),
    ("signatories.name", &["signatory", "signed by", "legal representative", "unterzeichner", "zeichnungsberechtigt", "signataire", "représentant légal", "firmante", "representante legal", "firmatario", "rappresentante legale", "signatário", "osoba podpisująca", "υπογράφων", "νόμιμος εκπρόσωπος", "allekirjoittaja"]),
    ("signatories.position", &["position of signatory", "signatory position", "funktion des unterzeichners"]),
    ("partnership_types", &["partnership types", "partnership type", "type of partnership", "types of partnership", "art der partnerschaft", "type de partenariat", "tipo de colaboración", "tipo de asociación", "tipo di partenariato", "tipo de parceria", "rodzaj partnerstwa"]),
    ("activities", &["activity", "planned activities", "aktivitäten", "activités", "actividades", "attività", "atividades", "działania", "δραστηριότητες", "toiminta"]),
    ("why_partner", &["why this partner", "reason", "warum", "begründung"]),
    ("logbook.source", &["found at", "found through", "channel", "gefunden über", "lead source"]),
    ("logbook.found_on", &["found on", "date found", "gefunden am"]),
    ("logbook.owner", &["owner", "responsible", "looked after by", "zuständig", "betreuer", "responsable", "responsabile", "responsável", "opiekun", "vastuuhenkilö"]),
    ("logbook.phase", &["phase", "stage", "fase", "étape", "etap", "faza", "vaihe", "φάση"]),
    ("logbook.status", &["status", "state of contact", "statut", "estado", "stato del contatto", "tila"]),
    ("logbook.fit", &["fit", "score", "rating", "bewertung", "puntuación", "punteggio", "ocena"]),
    ("logbook.next_action", &["next action", "next step", "to do", "nächster schritt", "prochaine étape", "próximo paso", "prossimo passo", "następny krok", "seuraava vaihe"]),
    ("logbook.next_action_due", &["due", "due date", "deadline", "frist", "fällig am", "échéance", "fecha límite", "scadenza", "prazo", "määräaika"]),
];

/// Columns that hold what no single field does, and what to do about them.
const ADVICE: &[(&[&str], &str)] = &[
    (
        &["contact", "contact person", "contact name", "person", "full name", "ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontakt", "kontaktperson", "personne de contact", "interlocuteur", "persona de contacto", "contacto", "referente", "persona di contatto", "pessoa de contacto", "contato", "osoba kontaktowa", "υπεύθυνος επικοινωνίας", "yhteyshenkilö"],
        "a whole name: make two columns of it, given name and family name",
    ),
    (
        &["notes", "note", "remarks", "comments", "bemerkung", "bemerkungen", "notizen", "anmerkungen", "remarques", "observaciones", "notas", "osservazioni", "observações", "uwagi", "παρατηρήσεις", "huomautukset"],
        "notes stay in the spreadsheet",
    ),
    (
        &["title", "titre", "título", "titolo", "tytuł", "τίτλος"],
        "a degree (contacts.titles_before) or a position (contacts.function)?",
    ),
    (
        &["date", "datum", "fecha", "data", "päivämäärä", "ημερομηνία"],
        "which day? the one the contact is from (contacts.source_date), or the partner was found on (logbook.found_on)?",
    ),
    (&["no", "nr", "number", "#", "lfd nr", "n°", "lp", "α/α"], "a number of the list"),
    (&["fax", "telefax", "linkedin"], "there is no field for it"),
];

/// A word of a closed list, and what people write for it. Without a name of a field in front it is for every field.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("kind", "company", &["firm", "business", "employer", "enterprise", "sme", "firma", "unternehmen", "betrieb", "kmu", "entreprise", "société", "pme", "empresa", "pyme", "azienda", "impresa", "pmi", "pme", "przedsiębiorstwo", "εταιρεία", "επιχείρηση", "yritys"]),
    ("kind", "vet_school", &["vet school", "vet college", "vocational school", "vocational college", "school", "vet provider", "college", "berufsschule", "berufsbildende schule", "berufskolleg", "schule", "lycée professionnel", "école professionnelle", "école", "lycée", "centro de fp", "instituto", "escuela", "escuela de fp", "istituto professionale", "istituto tecnico", "scuola", "scuola professionale", "escola profissional", "escola", "szkoła zawodowa", "szkoła branżowa", "technikum", "szkoła", "επαλ", "σχολείο", "ammattiopisto", "ammattioppilaitos", "oppilaitos", "koulu"]),
    ("kind", "training_centre", &["training center", "training provider", "bildungszentrum", "ausbildungszentrum", "bildungsträger", "centre de formation", "cfa", "centro de formación", "centro di formazione", "centro de formação", "centrum szkoleniowe", "centrum kształcenia", "κέντρο κατάρτισης", "koulutuskeskus"]),
    ("kind", "university", &["higher education institution", "hei", "university of applied sciences", "universität", "hochschule", "fachhochschule", "université", "universidad", "università", "universidade", "politécnico", "uniwersytet", "uczelnia", "politechnika", "πανεπιστήμιο", "yliopisto", "ammattikorkeakoulu"]),
    ("kind", "chamber", &["chamber of commerce", "chamber of crafts", "kammer", "ihk", "hwk", "handelskammer", "handwerkskammer", "chambre", "chambre de commerce", "cci", "cámara", "cámara de comercio", "camera di commercio", "câmara de comércio", "izba", "izba gospodarcza", "επιμελητήριο", "kauppakamari"]),
    ("kind", "authority", &["public authority", "public body", "municipality", "city council", "ministry", "behörde", "amt", "gemeinde", "ministerium", "autorité", "mairie", "administración", "ayuntamiento", "autoridad", "ente pubblico", "comune", "ministero", "autarquia", "câmara municipal", "urząd", "gmina", "δημόσια αρχή", "δήμος", "viranomainen", "kunta"]),
    ("kind", "ngo", &["association", "non-profit", "nonprofit", "foundation", "charity", "verein", "stiftung", "association loi 1901", "fondation", "asociación", "fundación", "ong", "associazione", "fondazione", "associação", "fundação", "stowarzyszenie", "fundacja", "σύλλογος", "μκο", "yhdistys", "järjestö", "säätiö"]),
    ("kind", "network", &["consortium", "cluster", "netzwerk", "verbund", "réseau", "red", "rete", "rede", "sieć", "δίκτυο", "verkosto"]),
    ("kind", "other", &["sonstige", "sonstiges", "andere", "autre", "otro", "otra", "altro", "outro", "inne", "άλλο", "muu"]),
    ("honorific", "ms", &["mrs", "miss", "ms.", "f", "w", "female", "frau", "fr.", "weiblich", "madame", "mme", "mlle", "sra", "sra.", "señora", "dña", "doña", "signora", "sig.ra", "sig.na", "senhora", "pani", "κυρία", "κα", "rouva", "nainen"]),
    ("honorific", "mr", &["mister", "m", "male", "herr", "hr.", "herrn", "männlich", "monsieur", "m.", "sr", "sr.", "señor", "d.", "don", "signor", "sig.", "signore", "senhor", "pan", "κύριος", "κος", "κ.", "herra", "mies"]),
    ("honorific", "mx", &["divers", "d", "x", "non-binary", "nonbinary"]),
    ("honorific", "unknown", &["", "?", "-", "n/a", "k. a.", "unbekannt", "inconnu", "desconocido", "sconosciuto", "desconhecido", "nieznany"]),
    ("register", "formal", &["sie", "per sie", "vous", "usted", "lei", "förmlich", "formell"]),
    ("register", "informal", &["du", "per du", "first name", "tu", "tú", "informell"]),
    ("mailbox_kind", "personal", &["person", "persönlich", "personnel", "personale", "pessoal"]),
    ("mailbox_kind", "functional", &["function", "general", "info", "allgemein", "funktion", "générique", "genérico", "generico"]),
    ("partnership_types", "mobility", &["learner mobility", "staff mobility", "internship", "internships", "placement", "placements", "mobilität", "praktikum", "praktika", "mobilité", "stage", "stages", "movilidad", "prácticas", "mobilità", "tirocini", "mobilidade", "estágios", "mobilność", "staże", "praktyki"]),
    ("partnership_types", "training", &["courses", "schulung", "ausbildung", "weiterbildung", "formation", "formación", "formazione", "formação", "szkolenia"]),
    ("partnership_types", "hr_talent", &["recruitment", "recruiting", "hr", "talent", "apprentices"]),
    ("partnership_types", "quality_certification", &["quality", "certification"]),
    ("partnership_types", "community_inclusion", &["community", "inclusion"]),
    ("partnership_types", "international_alliances", &["alliances", "international"]),
    ("partnership_types", "data_intelligence", &["data", "skills intelligence"]),
    ("source", "trade_fair_skills_competition", &["fair", "trade fair", "exhibition", "messe", "salon", "feria", "fiera", "feira", "targi", "messut"]),
    ("source", "company_website", &["website", "web", "homepage", "webseite"]),
    ("source", "contact_seminar", &["seminar", "tca", "kontaktseminar"]),
    ("source", "personal_contact", &["personal", "recommendation", "empfehlung"]),
    ("phase", "scouting", &["lead", "new", "neu"]),
    ("status", "waiting_for_them", &["waiting"]),
];

/// What an organisation is called, or a person: which of the two depends on the other columns.
const NAMES: &[&str] = &["name", "nom", "nombre", "nome", "nazwa", "όνομα", "nimi", "namn"];

/// What stands for yes and for no.
const YES: &[&str] = &["true", "yes", "y", "x", "1", "ja", "j", "wahr", "oui", "o", "vrai", "sí", "s", "si", "verdadero", "vero", "sim", "verdadeiro", "tak", "prawda", "ναι", "αληθής", "kyllä", "k", "tosi", "✓", "✔"];
const NO: &[&str] = &["false", "no", "n", "0", "nein", "falsch", "non", "faux", "falso", "não", "nie", "fałsz", "όχι", "ψευδής", "ei", "epätosi"];

/// Forms of companies at the end of a name, which a file's name does without.
const FORMS: &[&str] = &["gmbh", "co", "kg", "ag", "se", "ug", "ohg", "gbr", "ev", "eg", "mbh", "ltd", "limited", "llc", "plc", "inc", "sl", "slu", "sa", "sau", "sas", "sarl", "eurl", "scop", "spa", "srl", "srls", "snc", "lda", "sro", "as", "oy", "oyj", "ab", "bv", "nv", "spzoo", "zoo", "sp", "z", "o", "sj", "ae", "epe", "ike", "doo", "kft", "zrt", "sc"];

/// A text without case, accents, blanks and punctuation, to compare what people write.
pub fn folded(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let letters: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    // What consists of signs only is compared as it stands.
    if letters.is_empty() { text.trim().to_lowercase() } else { letters }
}

/// Whether a column of this name means something to us.
pub fn is_known(name: &str) -> bool {
    field_of(name).is_some() || advice(name).is_some()
}

/// The field that a column of this name usually is.
pub fn field_of(name: &str) -> Option<&'static str> {
    static FIELDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let mut fields = HashMap::new();
        for (field, names) in COLUMNS {
            for name in *names {
                fields.entry(folded(name)).or_insert(*field);
            }
        }
        fields
    });
    let folded = folded(name);
    // `Land / Country`, `E-mail (work)`: a part says it all when the parts agree.
    FIELDS.get(&folded).copied().or_else(|| {
        let parts = name.split(['/', '|', '(', ')', '\n']).filter(|part| !part.trim().is_empty());
        let mut found = parts.filter_map(|part| FIELDS.get(&self::folded(part)).copied());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    })
}

/// Whether a column of this name may be an organisation's name or a person's.
pub fn is_any_name(name: &str) -> bool {
    NAMES.iter().any(|one| folded(one) == folded(name))
}

/// What to do with a column that holds more or less than a field.
pub fn advice(name: &str) -> Option<&'static str> {
    let wanted = folded(name);
    let has = |names: &&[&str]| names.iter().any(|name| folded(name) == wanted);
    ADVICE.iter().find(|(names, _)| has(names)).map(|(_, advice)| *advice)
}

/// The field that a column of this name might be meant for.
pub fn suggestion(name: &str) -> Option<String> {
    let wanted = folded(name);
    if wanted.len() < 3 {
        return None;
    }
    let names: Vec<(String, String)> = COLUMNS
        .iter()
        .flat_map(|(field, names)| names.iter().map(|name| (folded(name), (*field).to_owned())))
        .chain(Field::all().iter().map(|field| (folded(field.path.last()), field.path.to_string())))
        .collect();
    let near = nearest(&wanted, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(name, _)| name == near).map(|(_, field)| field.clone())
}

/// The option that a word stands for.
pub fn option(field: &str, options: &[&'static str], text: &str) -> Option<&'static str> {
    let wanted = folded(text);
    let own = options.iter().find(|option| folded(option) == wanted).copied();
    own.or_else(|| {
        let said = |(of, _, words): &&(&str, &str, &[&str])| {
            *of == field && words.iter().any(|word| folded(word) == wanted)
        };
        let (_, meant, _) = WORDS.iter().find(said)?;
        options.iter().find(|option| *option == meant).copied()
    })
}

/// Yes or no.
pub fn truth(text: &str) -> Option<bool> {
    let is_in = |words: &[&str]| words.iter().any(|word| folded(word) == folded(text));
    match (is_in(YES), is_in(NO)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The code of a country by its name.
pub fn country(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, Option<&'static str>>> =
        LazyLock::new(|| codes(include_str!("names/countries.tsv")));
    NAMES.get(&folded(name)).copied().flatten()
}

/// The tag of a language by its name.
pub fn language(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, Option<&'static str>>> =
        LazyLock::new(|| codes(include_str!("names/languages.tsv")));
    NAMES.get(&folded(name)).copied().flatten()
}

/// Codes by name; a name that two of them have is none's.
fn codes(table: &'static str) -> HashMap<String, Option<&'static str>> {
    let mut codes: HashMap<String, Option<&'static str>> = HashMap::new();
    for line in table.lines() {
        let mut words = line.split('\t');
        let Some(code) = words.next() else { continue };
        for name in words {
            let known = codes.entry(folded(name)).or_insert(Some(code));
            if *known != Some(code) {
                *known = None;
            }
        }
    }
    codes
}

/// A name for a partner's file out of an organisation's name.
pub fn file_name(name: &str, country: Option<&str>) -> String {
    let mut text = name.to_owned();
    if matches!(country, Some("DE" | "AT" | "CH" | "LI")) {
        for (from, to) in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")] {
            text = text.replace(from, to);
        }
    }
    let plain = deunicode::deunicode(&text).to_lowercase().replace(['\'', '"'], "");
    let mut words: Vec<&str> =
        plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(last)) {
        words.pop();
    }
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + word.len() >= 40 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(60);
    if crate::workspace::is_id(&id) { id } else { format!("partner-{id}").trim_end_matches('-').to_owned() }
}
