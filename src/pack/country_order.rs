//! Names of countries, and the order in which somebody looks names up who does not know their language.

use deunicode::deunicode;

use crate::locale::Locale;
use crate::project::Project;

/// The names of countries in the institution's language.
pub struct Countries<'a> {
    /// The institution’s language.
    pub locale: Option<&'a Locale>,
}

impl<'a> Countries<'a> {
    /// Of a project.
    pub fn new(project: &'a Project) -> Self {
        Self { locale: project.templates.locale(&project.institution.model.default_language) }
    }

    /// The name of a country.
    pub fn name<'c>(&self, code: &'c str) -> &'c str
    where
        'a: 'c,
    {
        self.locale.map_or(code, |locale| locale.country(code))
    }

    /// Where a country stands in the order: by its name, and behind all countries who has none.
    pub fn rank(&self, code: Option<&str>) -> (bool, String, String) {
        match code {
            Some(code) => (false, folded(self.name(code)), code.to_owned()),
            None => (true, String::new(), String::new()),
        }
    }
}

/// A name as it is sorted: without accents, in Latin letters, small and capital ones alike, as somebody looks
/// it up who does not know the language that it is from.
pub fn folded(name: &str) -> String {
    let letters = |one: &char| one.is_ascii_alphanumeric() || *one == ' ';
    deunicode(name).to_lowercase().chars().filter(letters).collect::<String>().trim().to_owned()
}
