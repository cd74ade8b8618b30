//! Helpers for words: around, present, joined, lines, plural, select, link, party.

use std::collections::BTreeMap;

use handclasp::locale::Locale;
use handclasp::source::SourceFile;
use serde_json::{Value as Json, json};

use crate::support::{Run, Sandbox};

const ENGLISH: &str = include_str!("../templates/languages/en.yaml");

fn partner() -> Json {
    json!({
        "kind": "company",
        "legal_name": "Kovomont *& {} {words}* <x>",
        "country": "SK",
        "address": {"street": "Dlhá 1", "postal_code": "01000", "city": "Lipová", "country": "SK"},
        "website": "https://kovomont.example.org/a_b",
        "contacts": [{"given_name": "Jana", "family_name": "Kováčová", "email": "jana@kovomont.example.org"}],
        "signatories": [{"name": "Ján Horák", "position": "Director"}],
        "partnership_types": ["mobility", "training"],
        "activities": ["internships", "visits for `all`"],
        "cooperation": {"purpose": "the training of learners", "fields": ["metal"]},
        "mou": {
            "term": {"start": "on_last_signature", "end": "2030-12-31"},
            "costs": {"mode": "other", "text": "As **usual**."},
            "confidentiality_years": 3,
        },
        "mobility": {"flows": [{"weeks": 1, "level": 4}, {"weeks": 2}]},
    })
}

fn note(title: &str, text: &str) -> Sandbox {
    let sandbox = Sandbox::with_partner("kovomont", &partner().to_string());
    let front = format!("---\ntitle: \"{title}\"\nlayout: letter\nformats: [md]\n---\n");
    sandbox.write("templates/note/en.md", format!("{front}\n# {{{{ title }}}}\n\n{text}\n"));
    sandbox
}

/// What a template prints for each of its tags, a line each.
fn printed(tags: &[&str]) -> Vec<String> {
    let text: Vec<String> = tags.iter().map(|tag| format!("Is: {tag}|")).collect();
    let sandbox = note("Note", &text.join("\n\n"));
    let run = sandbox.build(&["note"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/kovomont/note.en.md");
    let paragraphs = text.split("Is: ").skip(1);
    paragraphs.map(|one| one.trim_end().trim_end_matches('|').to_owned()).collect()
}

/// That each tag prints what stands beside it.
fn assert_printed(cases: &[(&str, &str)]) {
    let tags: Vec<&str> = cases.iter().map(|(tag, _)| *tag).collect();
    for ((tag, wanted), found) in cases.iter().zip(printed(&tags)) {
        assert_eq!(found, *wanted, "{tag}");
    }
}

/// A template of one line that is refused.
fn refused(line: &str) -> Run {
    let run = note("Note", line).build(&["note"]);
    assert_eq!(run.code, 1, "{line}\n{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn around_sets_words_around_a_value_and_gives_nothing_for_nothing() {
    assert_printed(&[
        (r#"{{ 4 | around(with="**EQF {}**") }}"#, "**EQF 4**"),
        (r#"{{ 0 | around(with="{} learners") }}"#, "0 learners"),
        (r#"{{ partner.mou.version | around(with="Version {}") }}"#, ""),
        (r#"{{ partner.loi?.date | date | around(with="by {}") }}"#, ""),
        (r#"{{ "" | around(with="EQF {}", otherwise="as *arranged*") }}"#, "as *arranged*"),
        (r#"{{ [] | around(with="EQF {}") }}"#, ""),
    ]);
    assert_printed(&[
        (r#"{{ partner.legal_name | around(with="*{}*") }}"#, r"*Kovomont \*& \{\} \{words\}\* \<x>*"),
        (r#"{{ "[website]" | around(with="see {}") }}"#, r"see \[website\]"),
        // Prose is Markdown.
        (r#"{{ partner.mou.costs.text | around(with="Costs: {}") }}"#, "Costs: As **usual**."),
        // What is Markdown is not escaped a second time.
        (r#"{{ "a*b" | around(with="*{}*") | around(with="({})") | sentence }}"#, r"(*a\*b*)."),
        (r#"{{ "a*b" | around(with="{}!") | upper_first }}"#, r"A\*b!"),
        (
            r#"{{ [one | around(with="*{}*") for one in partner.activities] | and }}"#,
            r"*internships* and *visits for \`all\`*",
        ),
        (r#"{{ partner.mou.term.end | date | around(with="to {}") }}"#, "to 31 December 2030"),
        (r#"{{ partner.activities | and | around(with="{}.") }}"#, r"internships and visits for \`all\`."),
    ]);
}

#[test]
fn lists_lose_what_is_not_there_and_are_joined() {
    assert_printed(&[
        (
            r#"{{ [partner.sector, "x_y", "", "*", 3] | present | joined(with=" **·** ") }}"#,
            r"x_y **·** \* **·** 3",
        ),
        (r#"{{ [partner.loi?.date, []] | present | joined(with=", ") | around(with="({})") }}"#, ""),
        (r#"{{ ["a", partner.loi?.date, "b"] | present | lines }}"#, "a\\\nb"),
        (r#"{{ [4 | around(with="EQF *{}*"), "*"] | present | joined(with=", ") }}"#, r"EQF *4*, \*"),
        (r#"{{ [partner.mou.costs.text, "*"] | joined(with=" ") }}"#, r"As **usual**. \*"),
        (r#"{{ "[activities]" | joined(with=", ") }}"#, r"\[activities\]"),
    ]);
    let run = refused(r#"{{ ["a", partner.loi?.date] | joined(with=", ") }}"#);
    assert!(run.stderr.contains("an item of this list is not there"), "{}", run.stderr);
}

#[test]
fn plural_takes_the_words_of_a_number() {
    let weeks = r#"plural(one="a *week*", other="{} weeks", is_2="both {words}")"#;
    let of = |number: &str| format!("{{{{ {number} | {weeks} }}}}");
    let tags: Vec<String> =
        ["1", "2", "3", "0", r#"["a", "b", "c"]"#, r#""[weeks]""#].iter().map(|one| of(one)).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    assert_eq!(printed(&tags), ["a *week*", "both two", "3 weeks", "0 weeks", "3 weeks", r"\[weeks\] weeks"]);
    assert_printed(&[
        (
            r#"{{ partner.mou.confidentiality_years | plural(one="{words} year", other="{words} years") }}"#,
            "three years",
        ),
        (
            r#"{{ partner.loi?.project?.months | plural(one="{} month", other="{} months") | around(with="for {}") }}"#,
            "",
        ),
        (r#"{{ partner.cooperation.fields | plural(one="field", other="fields") }}"#, "field"),
    ]);
    let run = refused(r#"{{ partner.legal_name | plural(one="a", other="b") }}"#);
    assert!(
        run.stderr.contains("`plural` needs a number or a list, and `partner.legal_name` is none"),
        "{}",
        run.stderr
    );
    let run = refused(r#"{{ "x" | plural(one="a", other="b") }}"#);
    assert!(run.stderr.contains("`plural` needs a whole number or a list"), "{}", run.stderr);
}

/// A language of the words of English, with another locale.
fn language(locale: &str) -> String {
    let text = ENGLISH.replacen("locale: en-GB", &format!("locale: {locale}"), 1);
    assert_ne!(text, ENGLISH);
    text
}

#[test]
fn plurals_follow_the_rules_of_a_language() {
    let categories = |tag: &str, numbers: &[i128]| -> Vec<&'static str> {
        let file = SourceFile::new(format!("templates/languages/{tag}.yaml"), language(tag));
        let locale = Locale::read(tag, file).expect("a language");
        numbers.iter().map(|number| locale.plural_category(*number)).collect()
    };
    assert_eq!(
        categories("pl", &[1, 2, 5, 12, 22, 25, 0]),
        ["one", "few", "many", "many", "few", "many", "many"]
    );
    assert_eq!(categories("fr", &[0, 1, 2, 1_000_000]), ["one", "one", "other", "many"]);
    assert_eq!(categories("en", &[0, 1, 2, -1]), ["other", "one", "other", "one"]);
    assert_eq!(categories("sl", &[1, 2, 3, 5]), ["one", "two", "few", "other"]);
    assert_eq!(categories("ga", &[1, 2, 3, 7, 11]), ["one", "two", "few", "many", "other"]);

    let sandbox = Sandbox::with_partner("kovomont", &partner().to_string());
    sandbox.write("templates/languages/pl.yaml", language("pl"));
    let tag = r#"plural(one="{} tydzień", few="{} tygodnie", many="{} tygodni", other="{} tygodnia")"#;
    let text: Vec<String> = [1, 2, 5, 22].iter().map(|weeks| format!("{{{{ {weeks} | {tag} }}}}")).collect();
    let front = "---\ntitle: \"Nota\"\nlayout: letter\nformats: [md]\n---\n\n# {{ title }}\n\n";
    sandbox.write("templates/note/pl.md", format!("{front}{}\n", text.join(", ")));
    let run = sandbox.build(&["note", "--lang", "pl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/kovomont/note.pl.md");
    assert!(text.ends_with("1 tydzień, 2 tygodnie, 5 tygodni, 22 tygodnie\n"), "{text}");
}

#[test]
fn select_takes_the_words_of_a_key() {
    assert_printed(&[
        (r#"{{ partner.mou.costs.mode | select(each_own="own", other="as agreed") }}"#, "as agreed"),
        (
            r#"{{ "quarterly" | select(quarterly="every three months", other="once a year") }}"#,
            "every three months",
        ),
        (
            r#"{{ partner.mou.review?.frequency | select(quarterly="every three months", other="once a year") }}"#,
            "once a year",
        ),
        (r#"{{ partner.mou.review?.frequency | select(quarterly="every three months") }}"#, ""),
        (r#"{{ "weekly" | select(quarterly="x") | around(with="({})", otherwise="-") }}"#, "-"),
        (r#"{{ "in" | select(out="a", in=partner.legal_name) }}"#, r"Kovomont \*& \{\} \{words\}\* \<x>"),
        (r#"{{ "[mode]" | select(ours="a", other="b") }}"#, r"\[mode\]"),
        (r#"{{ "ours" | select(ours="a *b*") }}"#, r"a \*b\*"),
    ]);
}

#[test]
fn link_prints_what_the_shared_piece_prints() {
    let addresses =
        ["partner.website", "\"jana@kovomont.example.org\"", "\"[website]\"", "\"https://x.example/*(y)\""];
    let by_helper: Vec<String> = addresses.iter().map(|one| format!("{{{{ {one} | link }}}}")).collect();
    let by_piece = addresses.map(|one| format!("{{% set to = {one} %}}{{% include \"partials/link.md\" %}}"));
    let all: Vec<&str> = by_helper.iter().chain(&by_piece).map(String::as_str).collect();
    let printed = printed(&all);
    assert_eq!(printed[..4], printed[4..]);
    assert_eq!(printed[1], "[jana@kovomont.example.org](<mailto:jana@kovomont.example.org>)");
    assert_printed(&[
        (
            r#"{{ partner.website | link(words="our *site*") }}"#,
            r"[our \*site\*](<https://kovomont.example.org/a_b>)",
        ),
        (r#"{{ "" | link | around(with="at {}", otherwise="-") }}"#, "-"),
    ]);
}

#[test]
fn what_was_not_given_goes_through_filters_and_is_never_printed() {
    let filters = [
        "date",
        "weekday_date",
        "phrase",
        "sentence",
        "label(of=\"kinds\")",
        "country",
        "language",
        "in_words",
        "full_name",
        "short_name",
        "upper_first",
        "city",
        "link",
        "present",
        "and",
        "plural(one=\"a\", other=\"b\")",
    ];
    let tags: Vec<String> = filters
        .iter()
        .map(|filter| format!("{{% for one in [{{}}] %}}{{{{ one.x | {filter} | around(with=\"by {{}}\", otherwise=\"-\") }}}}{{% endfor %}}"))
        .collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    assert_eq!(printed(&tags), vec!["-"; filters.len()]);
    // Printed, it is an error that names the field.
    for filter in ["date", "phrase | upper_first", "label(of=\"kinds\")", "link"] {
        let run = refused(&format!("{{{{ partner.mou.version | {filter} }}}}"));
        let wanted = "error[missing-data]: `note` needs `partner.mou.version`, which `partners/kovomont.yaml` does not give\n  --> templates/note/en.md:9:4";
        assert!(
            run.stderr.contains(wanted) || run.stderr.contains(&wanted.replace("\n  -->", "\n -->")),
            "{}",
            run.stderr
        );
        let run = refused(&format!("{{% for one in [{{}}] %}}{{{{ one.x | {filter} }}}}{{% endfor %}}"));
        assert!(run.stderr.contains("cannot be made: `one.x` is not there"), "{}", run.stderr);
    }
}

#[test]
fn nothing_is_escaped_where_markdown_is_not_read() {
    let title = "{{ partner.legal_name | around(with='A {}') }} {{ ['*', 'b'] | joined(with=' & ') }} {{ 2 | plural(one='*', other='{}*') }}";
    let sandbox = note(title, "Text of the *title*: {{ title }}");
    let run = sandbox.build(&["note"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("output/kovomont/note.en.md");
    assert!(text.contains(r"Text of the *title*: A Kovomont \*& \{\} \{words\}\* \<x> \* & b 2\*"), "{text}");
}

/// Tried in documents: a list or a group given to a helper for texts (`around`, `link`, `select`), a text given to one for lists, by name or out of a computed list | an error at the tag
#[test]
fn helpers_tell_what_they_cannot_use() {
    for (line, wanted) in [
        (
            r#"{{ partner.activities | around(with="{}") }}"#,
            "`around` needs a text, and `partner.activities` is a list",
        ),
        (
            r#"{{ partner.address | link }}"#,
            "`link` needs a text, and `partner.address` is a group of fields",
        ),
        (
            r#"{{ partner.activities | select(other="x") }}"#,
            "`select` needs a text, and `partner.activities` is a list",
        ),
        (
            r#"{% for one in [["a"]] %}{{ one | around(with="{}") }}{% endfor %}"#,
            "`around` needs a text, and `one` is a list",
        ),
        (
            r#"{{ partner.legal_name | joined(with=", ") }}"#,
            "`joined` needs a list, and `partner.legal_name` is none",
        ),
        (r#"{{ partner.legal_name | lines }}"#, "`lines` needs a list"),
        (r#"{{ partner.mobility.flows | present | joined(with=", ") }}"#, "is a list of groups"),
        (
            r#"{{ partner.legal_name | party }}"#,
            "`party` needs an organisation, and `partner.legal_name` is none",
        ),
        (r#"{{ "x" | party }}"#, "`party` needs an organisation, and this is a string"),
        (r#"{{ partner.contry | around(with="{}") }}"#, "there is no field `contry`"),
    ] {
        let run = refused(line);
        assert!(run.stderr.contains(wanted), "{line}\n{}", run.stderr);
        assert!(run.stderr.contains("--> templates/note/en.md:9:"), "{line}\n{}", run.stderr);
    }
}

/// Tried in texts: a value in place of a pattern, a misspelt placeholder, a helper's Markdown joined by `~`, in branches that no partner reaches | an error at its place, before anything is made
#[test]
fn patterns_are_looked_at_before_anything_is_made() {
    // The place is marked by `^`.
    for (marked, wanted) in [
        ("4 | around(with=^partner.legal_name)", "`with` of `around` is a text in quotes, and no value"),
        ("4 | around(with=^\"x {}\" ~ lang)", "`with` of `around` is a text in quotes, and no value"),
        ("4 | around(with=\"EQF ^{level}\")", "`{level}` stands for nothing here"),
        ("4 | around(with=^\"EQF\")", "this text has `{}` 0 times"),
        ("4 | around(with=^\"{} {}\")", "this text has `{}` 2 times"),
        ("4 | around(with=\"{}\", ^els=\"x\")", "`around` takes no `els`"),
        ("4 | around(with=\"{}\", otherwise=\"^{}\")", "`{}` stands for nothing here"),
        ("4 | ^around", "`around` needs `with`"),
        ("4 | ^plural(one=\"{} week\")", "`plural` needs `other`"),
        ("4 | plural(one=\"{} week\", other=\"^{word} weeks\")", "`{word}` stands for nothing here"),
        ("4 | plural(^ones=\"{} week\", other=\"{} weeks\")", "`plural` takes no `ones`"),
        ("[4] | joined(^sep=\", \")", "`joined` takes no `sep`"),
        ("\"a\" ~ (4 | ^around(with=\"{}\"))", "what `around` gives is joined by `~`"),
        ("partner.website | ^link ~ \"a\"", "what `link` gives is joined by `~`"),
    ] {
        let line = format!("{{% if 1 == 2 %}}{{{{ {marked} }}}}{{% endif %}}");
        let column = line.find('^').expect("a mark") + 1;
        let sandbox = note("Note", &line.replacen('^', "", 1));
        let run = sandbox.build(&["note"]);
        assert_eq!(run.code, 1, "{marked}\n{}", run.stderr);
        assert!(run.stderr.contains(wanted), "{marked}\n{}", run.stderr);
        assert!(
            run.stderr.contains(&format!("templates/note/en.md:9:{column}\n")),
            "{marked}\n{}",
            run.stderr
        );
    }
    // A helper as such between others joins nothing, nor does what stands in quotes.
    assert_printed(&[
        (r#"{{ ("a" ~ "*") | around(with="~ {} ~") }}"#, r"~ a\* ~"),
        (r#"{{ [("a" ~ "b"), 4 | around(with="{}")] | joined(with="~") }}"#, "ab~4"),
        (r#"{{ "a" | around(with="{}") if 1 == 1 else "a" ~ "b" }}"#, "a"),
    ]);
}

/// Tried in texts: a template that doubles a text by a helper, in a loop | refused at its line
#[test]
fn a_helper_that_doubles_a_text_is_counted() {
    let text = "{% set_global a = \"x*\" %}\n{% for i in range(end=40) %}{% set_global b = a ~ \"*\" %}{% set_global a = b | around(with=\"{}\") %}{% endfor %}\n{{ a }}";
    let run = note("Note", text).run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[endless-text]"), "{}", run.stderr);
}

/// The memorandum with the paragraph of an organisation written out, as it stood in the words before there was `party`.
const WRITTEN_OUT: &str = r#"{%- set identifiers = organisation | ids -%}
{%- set lines = organisation | address_lines -%}
**{{ organisation.legal_name }}**
{%- if organisation.legal_name_latin or organisation.name_en %} ({{ organisation.legal_name_latin or "" }}{% if organisation.legal_name_latin and organisation.name_en %}; {% endif %}{{ organisation.name_en or "" }}){% endif %}
{%- if organisation.legal_form %}, {{ organisation.legal_form }}{% endif %}
{%- if organisation.short_name %}, hereinafter “{{ organisation.short_name }}”{% endif %}
{%- if lines %},\
{{ lines | join(sep=", ") }}{% endif %}
{%- if identifiers %},\
{{ identifiers | join(sep=", ") }}{% endif %}
{%- if organisation.signatories %},\
represented by {% for signatory in organisation.signatories -%}
{%- if not loop.first %}, {% if loop.last %}and {% endif %}by {% endif -%}
{{ signatory.name }}{% if signatory.position %}, {{ signatory.position }}{% endif %}{% if signatory.authority_basis %} ({{ signatory.authority_basis | phrase }}){% endif %}
{%- endfor %}{% endif %}"#;

#[test]
fn party_prints_the_paragraph_of_an_organisation() {
    let odd = r#"A *b* & {name} "#;
    let changes = [
        json!({}),
        json!({"legal_name_latin": odd, "legal_form": "s.r.o.", "short_name": "Kovo*", "name_en": "Metal <works>"}),
        json!({"name_en": "Metal", "ids": {"oid": "E10000001", "vat": "SK2020202020", "registration": {"label": "IČO", "number": "1_2", "authority": "Court!"}}}),
        json!({"address": null, "country": null, "signatories": []}),
        json!({"signatories": [
            {"name": odd, "position": "Head [x]", "authority_basis": "decision of the board."},
            {"name": "Two", "position": "Deputy"},
        ]}),
        json!({"signatories": [
            {"name": "One"}, {"name": "Two", "authority_basis": "the S.A."}, {"name": "Eva {signatory}", "position": "Head of {position}"},
        ]}),
    ];
    let sandbox =
        note("Note", "{% for organisation in organisations -%}\n{{ organisation | party }}\n\n{% endfor %}");
    let front = "---\ntitle: \"Note\"\nlayout: letter\nformats: [md]\n---\n\n# {{ title }}\n\n";
    let text =
        format!("{front}{{% for organisation in organisations -%}}\n{WRITTEN_OUT}\n\n{{% endfor %}}\n");
    sandbox.write("templates/note-before/en.md", text);
    for (at, change) in changes.iter().enumerate() {
        let mut partner = partner();
        let (Json::Object(fields), Json::Object(change)) = (&mut partner, change) else { panic!("groups") };
        for (key, value) in change {
            match value {
                Json::Null => fields.remove(key),
                value => fields.insert(key.clone(), value.clone()),
            };
        }
        sandbox.write(&format!("partners/p{at}.yaml"), partner.to_string());
    }
    let run = sandbox.build(&["note", "note-before"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for at in 0..changes.len() {
        let [now, before] =
            ["note", "note-before"].map(|name| sandbox.read(&format!("output/p{at}/{name}.en.md")));
        assert_eq!(now, before, "{at}");
    }
    let last = sandbox.read("output/p5/note.en.md");
    assert!(
        last.contains(
            "represented by One, by Two (the S.A.), and by Eva \\{signatory\\}, Head of \\{position\\}\n"
        ),
        "{last}"
    );
}

/// Tried in documents: a basis of somebody’s authority that fits into no sentence, printed by `party` | the same warning as from the template
#[test]
fn the_authority_to_sign_is_a_phrase() {
    let warned = |paragraph: &str| {
        let mut partner = partner();
        partner["signatories"][0]["authority_basis"] = json!("The board has decided. And more");
        let sandbox = note(
            "Note",
            &format!("{{% for organisation in organisations[1:] -%}}\n{paragraph}\n{{% endfor %}}"),
        );
        sandbox.write("partners/kovomont.yaml", partner.to_string());
        let run = sandbox.build(&["note"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let told = |line: &&str| line.contains("[unfit-phrase]") || line.contains("it reads");
        run.stderr.lines().filter(told).map(str::to_owned).collect::<Vec<_>>()
    };
    let now = warned("{{ organisation | party }}");
    assert!(now.len() == 2 && now[0].contains("`signatories.authority_basis`"), "{now:?}");
    assert_eq!(now, warned(WRITTEN_OUT));
}

#[test]
fn the_patterns_of_a_party_are_looked_at() {
    let told = |from: &str, to: &str| {
        assert!(ENGLISH.contains(from), "{from}");
        let file = SourceFile::new("templates/languages/en.yaml", ENGLISH.replacen(from, to, 1));
        let found = Locale::read("en", file.clone()).expect_err("a mistake");
        let all = found.iter().map(|one| {
            let place = one.label.as_ref().map(|label| file.slice(&label.span).to_owned());
            (one.code.name, one.message.clone(), place.unwrap_or_default())
        });
        all.collect::<Vec<_>>()
    };
    let of = |code, message: &str, place: &str| vec![(code, message.to_owned(), place.to_owned())];
    assert_eq!(
        told("({authority})", "({basis}{authority})"),
        of("bad-value", "`party.authority` knows no `{basis}`", "{basis}")
    );
    assert_eq!(
        told("represented by {signatories}", "represented"),
        of(
            "bad-value",
            "`party.represented` lacks `{signatories}`, and what it stands for would be lost",
            "\"represented\""
        )
    );
    let missing = told("  position: \", {position}\"\n", "");
    assert!(matches!(missing.as_slice(), [("missing-key", ..)]), "{missing:?}");
    let unknown = told("  position: \", {position}\"\n", "  position: \", {position}\"\n  positon: \"x\"\n");
    assert!(matches!(unknown.as_slice(), [("unknown-key", ..)]), "{unknown:?}");
    // All blanks of a pattern are meant.
    let file = SourceFile::new("templates/languages/en.yaml", ENGLISH.to_owned());
    let party = Locale::read("en", file).expect("a language").words.party;
    let patterns = BTreeMap::from([("between", party.between), ("authority", party.authority)]);
    assert_eq!(
        patterns,
        BTreeMap::from([("between", ", ".to_owned()), ("authority", " ({authority})".to_owned())])
    );
}
