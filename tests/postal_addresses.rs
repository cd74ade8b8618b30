//! Addresses as they are written in their country.

use handclasp::locale::{Locale, PostalAddress};
use handclasp::workspace::TemplateFiles;

use crate::support::{Sandbox, TODAY};

fn english() -> Locale {
    let file = TemplateFiles::built_in().text("languages/en.yaml").expect("a file").expect("text");
    Locale::read("en", file).expect("a language")
}

/// Country, street, postal code, town, region; the lines between bars.
const WRITTEN: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("IE", "12 South Mall", "T12 AB34", "Cork", "Co. Cork", "12 South Mall|Cork|Co. Cork|T12 AB34|Ireland"),
    ("IE", "1 Quay", "d6wxy00", "Dublin", "Leinster", "1 Quay|Dublin|D6W XY00|Ireland"),
    ("IE", "1 Quay", "", "Galway", "Galway", "1 Quay|Galway|Ireland"),
    (
        "GB",
        "5 High Street",
        "LS14AP",
        "Leeds",
        "West Yorkshire",
        "5 High Street|LEEDS|LS1 4AP|United Kingdom",
    ),
    ("GB", "2 Strand", "wc2n 5hr", "London", "", "2 Strand|LONDON|WC2N 5HR|United Kingdom"),
    ("GR", "Korinthou 12", "26221", "Patras", "Achaia", "Korinthou 12|262 21 Patras|Greece"),
    ("GR", "Ermou 1", "151 24", "Marousi", "", "Ermou 1|151 24 Marousi|Greece"),
    ("ES", "Plaza 3", "28300", "Aranjuez", "Madrid", "Plaza 3|28300 Aranjuez (Madrid)|Spain"),
    ("ES", "Plaza 3", "41001", "Sevilla", "sevilla", "Plaza 3|41001 Sevilla|Spain"),
    ("ES", "Plaza 3", "05999", "Peñarroble", "Castilla y León", "Plaza 3|05999 Peñarroble|Spain"),
    ("FI", "Pähkinäkuja 4 B", "00999", "Tähtiselkä", "Uusimaa", "Pähkinäkuja 4 B|00999 Tähtiselkä|Finland"),
    ("FI", "Kuja 1", "FI-00999", "Helsinki", "", "Kuja 1|00999 Helsinki|Finland"),
    ("NO", "Storgata 5", "0155", "Oslo", "", "Storgata 5|0155 Oslo|Norway"),
    ("IT", "Via Roma 1", "36100", "Vicenza", "VI", "Via Roma 1|36100 Vicenza VI|Italy"),
    ("IT", "Via Roma 1", "I-00144", "Roma", "Lazio", "Via Roma 1|00144 Roma|Italy"),
    ("RO", "Str. Horea 7", "400174", "Cluj-Napoca", "Cluj", "Str. Horea 7|400174 Cluj Cluj-Napoca|Romania"),
    ("RO", "Str. Horea 7", "060274", "București", "București", "Str. Horea 7|060274 București|Romania"),
    ("LV", "Brīvības iela 2", "1010", "Rīga", "", "Brīvības iela 2|Rīga, LV-1010|Latvia"),
    ("LV", "Brīvības iela 2", "", "Rīga", "", "Brīvības iela 2|Rīga|Latvia"),
    ("LT", "Gedimino pr. 1", "01103", "Vilnius", "", "Gedimino pr. 1|LT-01103 Vilnius|Lithuania"),
    ("LT", "Gedimino pr. 1", "LT-01103", "Vilnius", "", "Gedimino pr. 1|LT-01103 Vilnius|Lithuania"),
    ("MT", "Triq il-Ħajt 9", "VLT1117", "Ħamrun", "", "Triq il-Ħajt 9|ĦAMRUN VLT 1117|Malta"),
    ("HU", "Kossuth utca 12.", "1053", "Budapest", "", "Budapest|Kossuth utca 12.|1053|Hungary"),
    ("TR", "Atatürk Cad. 3", "01960", "Kozan", "Adana", "Atatürk Cad. 3|01960 Kozan/Adana|Türkiye"),
    ("TR", "Atatürk Cad. 3", "34000", "İstanbul", "Marmara", "Atatürk Cad. 3|34000 İstanbul|Türkiye"),
    (
        "UA",
        "vul. Soborna 1",
        "10001",
        "Zhytomyr",
        "Zhytomyrska oblast",
        "vul. Soborna 1|Zhytomyr|Zhytomyrska oblast|10001|Ukraine",
    ),
    ("NL", "Kade 1", "1234ab", "Gouda", "Zuid-Holland", "Kade 1|1234 AB Gouda|Netherlands"),
    ("PL", "ul. Długa 4", "00950", "Warszawa", "mazowieckie", "ul. Długa 4|00-950 Warszawa|Poland"),
    ("PT", "Rua 12", "9999001", "Maré", "Centro", "Rua 12|9999-001 Maré|Portugal"),
    ("SE", "Gatan 2", "41101", "Göteborg", "", "Gatan 2|411 01 Göteborg|Sweden"),
    ("CZ", "Dlouhá 3", "11000", "Praha 1", "", "Dlouhá 3|110 00 Praha 1|Czechia"),
    ("SK", "Dlhá 3", "81102", "Bratislava", "", "Dlhá 3|811 02 Bratislava|Slovakia"),
    ("DE", "Färberstr. 7", "D-01067", "Dresden", "Sachsen", "Färberstr. 7|01067 Dresden|Germany"),
    ("AT", "Gasse 1", "A-1010", "Wien", "", "Gasse 1|1010 Wien|Austria"),
    ("BG", "ul. Rakovski 10", "1000", "Sofia", "", "ul. Rakovski 10|1000 Sofia|Bulgaria"),
    ("CH", "Weg 1", "8001", "Zürich", "ZH", "Weg 1|8001 Zürich|Switzerland"),
    ("LU", "Rue 1", "L-1111", "Luxembourg", "", "Rue 1|L-1111 Luxembourg|Luxembourg"),
    // What fits no form stays as it is.
    ("GB", "2 Strand", "0X1 2", "Leeds", "", "2 Strand|LEEDS|0X1 2|United Kingdom"),
    ("NL", "Kade 1", "12345", "Gouda", "", "Kade 1|12345 Gouda|Netherlands"),
    ("PL", "Rynek 1", "Poste restante", "Opole", "", "Rynek 1|Poste restante Opole|Poland"),
    ("", "Weg 1", "123", "Nirgends", "Region", "Weg 1|123 Nirgends"),
];

#[test]
fn an_address_is_written_as_in_its_country() {
    let english = english();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for (country, street, code, city, region, written) in WRITTEN {
        let address = PostalAddress {
            street: some(street),
            postal_code: some(code),
            city: some(city),
            region: some(region),
            country: some(country),
            ..PostalAddress::default()
        };
        assert_eq!(english.address_lines(&address, true).join("|"), *written);
        let at_home = english.address_lines(&address, false);
        let country = some(country).map(|code| english.country(&code).to_owned());
        assert!(!at_home.iter().any(|line| Some(line) == country.as_ref()), "{at_home:?}");
    }
}

#[test]
fn every_part_of_an_address_may_be_missing() {
    let english = english();
    let countries = WRITTEN.iter().map(|row| row.0).filter(|code| !code.is_empty());
    for country in countries {
        let whole = PostalAddress {
            extra: vec!["c/o Berg".into()],
            street: Some("Weg 1".into()),
            postal_code: Some("1".into()),
            city: Some("Ort".into()),
            region: Some("RR".into()),
            country: Some(country.into()),
        };
        for without in 0..32 {
            let mut address = whole.clone();
            let drop = |bit: u32| without & (1 << bit) != 0;
            address.street = address.street.filter(|_| !drop(0));
            address.postal_code = address.postal_code.filter(|_| !drop(1));
            address.city = address.city.filter(|_| !drop(2));
            address.region = address.region.filter(|_| !drop(3));
            address.extra.retain(|_| !drop(4));
            for line in english.address_lines(&address, false) {
                let is_whole = !line.is_empty() && line == line.trim_matches([' ', ',', '/']);
                assert!(is_whole && !line.contains("()") && !line.contains("  "), "{country} {line:?}");
            }
        }
    }
}

#[test]
fn the_country_stands_in_an_address_that_crosses_a_border() {
    let partner = |country: &str| {
        format!(
            "legal_name: \"Oficina\"\nkind: company\naddress: {{extra: [\"Bloco B\"], street: \"Rua 1\", postal_code: \"1000-001\", \
             city: \"Porto\", country: {country}}}\nsignatories: [{{name: \"Rui Sá\", position: \"Director\"}}]\n\
             cooperation: {{purpose: \"placements\"}}\nloi: {{direction: from_us, valid_until: \"2027-12-31\"}}\n"
        )
    };
    for (country, lines) in
        [("PT", "Bloco B\\\nRua 1\\\n1000-001 Porto\n\n"), ("ES", "Rua 1\\\n1000-001 Porto\\\nSpain\n\n")]
    {
        let sandbox = Sandbox::with_partner("oficina", &partner(country));
        let run = sandbox.run(&["build", "loi", "--date", TODAY, "--format", "md"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = sandbox.read("output/oficina/loi.en.md");
        assert!(text.contains(lines), "{text}");
        assert_eq!(text.contains("Portugal\\\nhttps"), country == "ES", "{text}");
    }
}
