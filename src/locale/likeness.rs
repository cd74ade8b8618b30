//! When two names are most likely one organisation's: legal form, case, accents and punctuation aside.

use deunicode::deunicode;

/// Legal forms of companies and associations, without points and accents, as they stand behind or in front of a name:
/// German, English, French, Iberian, Italian, Polish, Czech and Slovak, South Slavic and Romanian, Hungarian, Greek,
/// Nordic, Baltic, Dutch.
const FORMS: &str = "gmbh ggmbh mbh co kg kgaa ag se ug haftungsbeschrankt ohg og gbr ek ev ewiv eg egen gesmbh partg \
    ltd limited llc llp plc inc incorporated corp dac clg cic \
    sa sas sasu sarl eurl scop sci snc scs gie asbl srl sprl scrl \
    sl slu sau sll slne slp sc scl scoop coop lda limitada unipessoal crl ipss \
    spa srls sapa scarl scpa onlus aps ets ss \
    spolka spzoo oo sp z o sj sk ska psa \
    sro as vos ks spol ops zs zu \
    doo dd jdoo obrt dno pfa ood eood ad ead \
    kft zrt nyrt bt kkt kht \
    ae epe ike oe ee \
    oy oyj ky ry rf osk ab hb kb ivs asa ans ehf hf sf \
    ou mtu sia ik uab mb vsi \
    bv nv vof cv vzw bvba cvba";

/// Words that join parts of a name, in place of which others write `&` or nothing.
const JOINING: &[&str] = &["und", "and", "et", "y", "e", "i", "og", "och", "ja", "en", "a", "oraz", "si"];

/// What stands in front of a name and does not belong to it.
const IN_FRONT: &[&str] = &["firma", "fa", "ditta", "uab", "sia", "ou", "ab", "as", "mtu"];

/// Whether a word is a legal form, written without points: gmbh, sro.
pub fn is_legal_form(word: &str) -> bool {
    FORMS.split_ascii_whitespace().any(|form| form == word)
}

/// What is left of a name when case, accents, punctuation, joining words and the legal form are put aside; names of one
/// organisation mostly have the same. Empty when nothing is left.
pub fn likeness(name: &str) -> String {
    // Abbreviations lose their points: G.m.b.H.
    let plain = deunicode(name).to_lowercase().replace(['.', '\'', '`'], "");
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    for word in plain.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        // `s r o` is one word, as is `S L`.
        if word.len() == 1 {
            letters.push_str(word);
            continue;
        }
        push_letters(&mut words, &mut letters);
        words.push(word.to_owned());
    }
    push_letters(&mut words, &mut letters);
    while words.len() > 1 && words.first().is_some_and(|first| IN_FRONT.contains(&first.as_str())) {
        words.remove(0);
    }
    let is_polish = words.last().is_some_and(|last| last == "oo");
    // The `z` of `Sp. z o.o.`; other single letters belong to the name.
    let is_form = |word: &String| is_legal_form(word) && (word.len() > 1 || (is_polish && word == "z"));
    while words.len() > 1 && words.last().is_some_and(is_form) {
        words.pop();
    }
    let few = words.len() < 3;
    words.retain(|word| few || !JOINING.contains(&word.as_str()));
    // In German ä is written ae where there is no ä.
    words.concat().replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Puts single letters behind the words: together when they are a legal form, else each as it is.
fn push_letters(words: &mut Vec<String>, letters: &mut String) {
    match letters.as_str() {
        "" => return,
        "zoo" => words.extend(["z".to_owned(), "oo".to_owned()]),
        form if is_legal_form(form) && form.len() > 1 => words.push(form.to_owned()),
        several => words.extend(several.chars().map(String::from)),
    }
    letters.clear();
}
