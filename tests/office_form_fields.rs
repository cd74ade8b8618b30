//! Every field of the forms of institution and partner: it has a kind and a group, and what is typed into it stands in the
//! file as the schema wants it, and in the form as it was typed.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use handclasp::model::{Institution, Partner};
use handclasp::schema::{
    Described, FieldGroup, FieldKind, FormType, INSTITUTION, INSTITUTION_FORM, INSTITUTION_GROUPS, PARTNER,
    PARTNER_FORM, PARTNER_GROUPS, Record, Shape,
};
use handclasp::source::SourceFile;
use serde_json::{Value as Json, json};

use crate::office_browser::Browser;
use crate::sent_form::{encoded, sent};
use crate::support::Sandbox;

/// Something to type, and what then stands in the file.
struct Typed {
    name: String,
    text: String,
    pointer: String,
    value: Json,
}

/// In how many ways texts are typed: in no language, and in one.
#[derive(Clone, Copy, PartialEq)]
enum Texts {
    Plain,
    German,
}

/// Everything that can be typed into a form, one item in each list.
struct Typist {
    texts: Texts,
    typed: Vec<Typed>,
    /// What a form carries besides: where items are from, for whom something is.
    carried: Vec<(String, String)>,
    number: usize,
}

impl Typist {
    fn of(form: &FormType, texts: Texts) -> Self {
        let mut typist = Self { texts, typed: Vec::new(), carried: Vec::new(), number: 0 };
        typist.form(form, "", "");
        typist
    }

    fn form(&mut self, form: &FormType, name: &str, pointer: &str) {
        for field in &form.fields {
            // A form does not say that somebody objected; that is noted.
            if form.name == "PartnerContact" && field.key.starts_with("objected") {
                continue;
            }
            let name = if name.is_empty() { field.key.clone() } else { format!("{name}.{}", field.key) };
            self.field(&field.kind, &name, &format!("{pointer}/{}", field.key));
        }
    }

    fn field(&mut self, kind: &FieldKind, name: &str, pointer: &str) {
        self.number += 1;
        let number = self.number;
        let text = match kind {
            FieldKind::Group(form) => return self.form(form, name, pointer),
            FieldKind::Entries(form) => {
                self.carried.push((format!("{name}.0._from"), String::new()));
                return self.form(form, &format!("{name}.0"), &format!("{pointer}/0"));
            }
            FieldKind::List(item) => {
                self.carried.push((format!("{name}.0._from"), String::new()));
                return self.field(item, &format!("{name}.0"), &format!("{pointer}/0"));
            }
            FieldKind::ByPartner(each) => {
                self.carried.push((format!("{name}.0._key"), "third-school".to_owned()));
                return self.field(each, &format!("{name}.0._value"), &format!("{pointer}/third-school"));
            }
            FieldKind::ByLanguage => {
                return self.field(&FieldKind::Line(None), &format!("{name}.de"), &format!("{pointer}/de"));
            }
            FieldKind::Text(_) if self.texts == Texts::German => {
                return self.field(&FieldKind::Line(None), &format!("{name}.de"), &format!("{pointer}/de"));
            }
            FieldKind::Choices(choice) => {
                let word = choice.options[number % choice.options.len()].clone();
                return self.push(name, &word, &format!("{pointer}/0"), json!(word));
            }
            FieldKind::Choice(choice) => choice.options[number % choice.options.len()].clone(),
            FieldKind::YesNo => {
                let truth = number.is_multiple_of(2);
                return self.push(name, &truth.to_string(), pointer, json!(truth));
            }
            FieldKind::Number { least, most } => {
                let value = (*least + number as u64 % 5).min(*most);
                return self.push(name, &value.to_string(), pointer, json!(value));
            }
            FieldKind::Date => format!("2027-03-{:02}", number % 28 + 1),
            FieldKind::TimeOfDay => format!("09:{:02}", number % 60),
            FieldKind::DateTime => format!("2027-03-04 10:{:02}", number % 60),
            FieldKind::Colour => "#0b5c8a".to_owned(),
            FieldKind::Email => format!("n{number}@example.org"),
            FieldKind::Phone => "+351 200 000 001".to_owned(),
            FieldKind::WebAddress => format!("https://n{number}.example.org/x?a=1&b=2"),
            FieldKind::Country => "NO".to_owned(),
            FieldKind::Language => "pt-PT".to_owned(),
            FieldKind::TimeZone => "Europe/Lisbon".to_owned(),
            FieldKind::PartnerName => format!("partner-{number}"),
            FieldKind::TemplateFile => "assets/logo.svg".to_owned(),
            FieldKind::Text(text) if *text == handclasp::schema::TextKind::Prose => {
                format!("First: \"line\" {number}\n\n- *point* # no comment\n- yes")
            }
            // What is about a secret names where it is, never what it is.
            FieldKind::Line(None) if name.contains("password") => "TOKEN_OF_MAIL".to_owned(),
            FieldKind::Text(_) | FieldKind::Line(None) => format!("yes: “{number}” # & <b>’s {{x}}"),
            FieldKind::Line(Some(format)) => match format.as_str() {
                "oid" => "E99999901",
                "pic" => "000000001",
                "erasmus-code" => "2021-1-PT01-KA120-VET-000000001",
                "year" => "2027",
                "meeting-id" => "kick-off",
                "host" => "smtp.example.org",
                "date-or-on-last-signature" => "on_last_signature",
                other => panic!("no value for `{other}`, the format of `{name}`"),
            }
            .to_owned(),
        };
        let value = json!(text);
        self.push(name, &text, pointer, value);
    }

    fn push(&mut self, name: &str, text: &str, pointer: &str, value: Json) {
        let (name, text, pointer) = (name.to_owned(), text.to_owned(), pointer.to_owned());
        self.typed.push(Typed { name, text, pointer, value });
    }

    fn form_to_send(&self) -> Vec<(String, String)> {
        let typed = self.typed.iter().map(|one| (one.name.clone(), one.text.replace('\n', "\r\n")));
        self.carried.iter().cloned().chain(typed).collect()
    }
}

/// What a form of the page has, by the names of its fields; of boxes the last one that is ticked.
fn shown(page: &str) -> BTreeMap<String, String> {
    sent(page, "data-form").into_iter().map(|(name, text)| (name, text.replace("\r\n", "\n"))).collect()
}

fn every_field<T: Described>(address: &str, file: &str, start: &str, form: &FormType, least: usize) {
    for texts in [Texts::Plain, Texts::German] {
        let sandbox = Sandbox::with_partner("almholz", "legal_name: \"Almholz\"\nkind: company\n");
        sandbox.write(file, start);
        let browser = Browser::of(&sandbox);
        let typist = Typist::of(form, texts);
        assert!(typist.typed.len() >= least, "only {} fields", typist.typed.len());
        let got = browser.post(address, &encoded(&typist.form_to_send()));
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
        let text = sandbox.read(file);
        assert!(text.starts_with("# Mine, and nobody else's.\n"), "{text}");
        let record = Record::<T>::read(SourceFile::new(file, text.clone()));
        let values = record.unwrap_or_else(|found| panic!("{found:?}\n{text}")).values;
        for one in &typist.typed {
            assert_eq!(values.pointer(&one.pointer), Some(&one.value), "{}\n{text}", one.name);
        }
        // And again in the form, from which nothing more is to be saved.
        let page = browser.get(address).text();
        let shown = shown(&page);
        for one in &typist.typed {
            // In the only language that there is a text is a text in that language.
            let of_list = typist.typed.iter().filter(|other| other.name == one.name).count() > 1;
            let text = shown.get(&one.name);
            let is_named = one.name.contains("owner") || one.name.ends_with("host") || text.is_some();
            assert!(is_named && !of_list, "`{}` is not in the form", one.name);
            let local = |text: &String| text.replace('T', " ");
            assert!(
                text == Some(&one.text) || text.map(local).as_ref() == Some(&one.text),
                "{}: {text:?}, not {:?}",
                one.name,
                one.text
            );
        }
        let got = browser.post(address, &encoded(&sent(&page, "data-form")));
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
        assert_eq!(sandbox.read(file), text);
    }
}

/// Tried in the page: every field of a partner's form, sent as a browser sends it | it stands in the file as the schema wants it,
/// and in the form as it was typed
#[test]
fn every_field_of_a_partner_is_written_and_read_back() {
    let start = "# Mine, and nobody else's.\nlegal_name: \"Old\"\nkind: ngo\n";
    every_field::<Partner>("/partners/almholz/data", "partners/almholz.yaml", start, &PARTNER_FORM, 270);
}

/// Tried in the page: every field of the institution's form, sent as a browser sends it | it stands in the file as the schema wants it,
/// and in the form as it was typed
#[test]
fn every_field_of_the_institution_is_written_and_read_back() {
    let start = "# Mine, and nobody else's.\nlegal_name: \"Old\"\ndefault_language: en\n";
    every_field::<Institution>("/institution", "institution.yaml", start, &INSTITUTION_FORM, 100);
}

/// All fields of a schema that have no fields themselves.
fn leaves(shape: Shape<'_>, path: &str, found: &mut Vec<String>) {
    for name in shape.names() {
        let field = shape.property(name).expect("a field");
        let item = field.items().unwrap_or(field);
        let path = format!("{path}/{name}");
        match item.fields() {
            Some(_) if item.text_kind().is_none() => leaves(item, &path, found),
            _ => found.push(path),
        }
    }
}

/// The same of a form.
fn form_leaves(form: &FormType, path: &str, found: &mut Vec<String>) {
    for field in &form.fields {
        let path = format!("{path}/{}", field.key);
        match &field.kind {
            FieldKind::Group(inner) | FieldKind::Entries(inner) => form_leaves(inner, &path, found),
            _ => found.push(path),
        }
    }
}

#[test]
fn every_field_of_the_schema_has_a_kind_in_the_form() {
    for (schema, form, least) in [(&PARTNER, &PARTNER_FORM, 250), (&INSTITUTION, &INSTITUTION_FORM, 100)] {
        let (mut of_schema, mut of_form) = (Vec::new(), Vec::new());
        leaves(Shape::of(schema), "", &mut of_schema);
        form_leaves(form, "", &mut of_form);
        assert_eq!(of_form, of_schema);
        assert!(of_form.len() > least, "{}", of_form.len());
        assert!(!form.name.is_empty());
    }
}

#[test]
fn every_field_at_the_top_is_in_one_group() {
    let groups: [(&FormType, &[FieldGroup]); 2] =
        [(&PARTNER_FORM, PARTNER_GROUPS), (&INSTITUTION_FORM, INSTITUTION_GROUPS)];
    for (form, groups) in groups {
        let mut grouped: Vec<&str> = groups.iter().flat_map(|group| group.keys).copied().collect();
        let mut fields: Vec<&str> = form.fields.iter().map(|field| field.key.as_str()).collect();
        grouped.sort_unstable();
        fields.sort_unstable();
        assert_eq!(grouped, fields);
    }
}
