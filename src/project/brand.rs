//! What the institution looks like: colours, fonts, logo, the emblem of who funds it.

use serde_json::Value as Json;

use super::whole::Project;
use crate::colour::Colours;
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, codes};
use crate::document::Document;
use crate::format::pdf::{Picture, Typesetter};
use crate::format::picture::ENDINGS;
use crate::locale::{Locale, OrganisationNames, Readers, fill};
use crate::model::{Brand, Institution};
use crate::partnership::Partnership;

/// The colours when the institution names none.
const ACCENT: &str = "#0b5c8a";

/// The institution's colours.
pub fn colours(partnership: &Partnership<'_>) -> Colours {
    colours_of(&partnership.institution.model)
}

/// An institution's colours.
pub fn colours_of(institution: &Institution) -> Colours {
    let own = institution.brand.as_ref().and_then(|brand| Colours::of(brand.accent.as_deref()?));
    own.or_else(|| Colours::of(ACCENT)).unwrap_or_else(|| Colours {
        accent: ACCENT.to_owned(),
        ink: ACCENT.to_owned(),
        tint: "#ffffff".to_owned(),
    })
}

/// The institution's fonts and margins.
pub fn brand<'a>(partnership: &Partnership<'a>) -> Option<&'a Brand> {
    partnership.institution.model.brand.as_ref()
}

/// Margins in millimetres, those that are named.
pub fn margins(brand: &Brand) -> Option<Json> {
    let margins = brand.margins.as_ref()?;
    let sides =
        [("left", margins.left), ("right", margins.right), ("top", margins.top), ("bottom", margins.bottom)];
    let named = |(side, width): (&str, Option<u32>)| Some((side.to_owned(), Json::from(width?)));
    Some(sides.into_iter().filter_map(named).collect())
}

/// Fonts that there are none of.
pub fn unknown_fonts(partnership: &Partnership<'_>, typesetter: &Typesetter) -> Diagnostics {
    let mut found = Diagnostics::new();
    let Some(brand) = brand(partnership) else { return found };
    for (key, font) in [("font", &brand.font), ("heading_font", &brand.heading_font)] {
        let Some(font) = font else { continue };
        let families = typesetter.families();
        if families.iter().any(|family| family.eq_ignore_ascii_case(font)) {
            continue;
        }
        let known = did_you_mean(font, &families).unwrap_or_default();
        found.push(
            Diagnostic::error(codes::UNKNOWN_FONT, format!("there is no font `{font}`"))
                .at(&partnership.institution.file, &partnership.institution.place(&["brand", key]), "")
                .help(format!("put its .otf or .ttf files into `templates/fonts/`; {known}")),
        );
    }
    found
}

/// The logo and the emblem of a document.
#[derive(Debug, Default)]
pub struct Pictures<'a> {
    /// The institution's logo, on what carries its letterhead.
    pub logo: Option<Picture<'a>>,
    /// The emblem of who funds the document, when somebody does.
    pub emblem: Option<Picture<'a>>,
}

/// The pictures of a document and what is wrong with their files.
pub fn pictures<'a>(
    project: &'a Project,
    partnership: &Partnership<'a>,
    document: &Document,
) -> (Pictures<'a>, Diagnostics) {
    let mut found = Diagnostics::new();
    if !document.meta.letterhead {
        return (Pictures::default(), found);
    }
    let institution = &partnership.institution.model;
    let locale = project.templates.locale(&document.meta.language);
    let labels = locale.map(|locale| &locale.words.labels);
    let readers = locale.map_or_else(|| Readers::of(&document.meta.language), Locale::readers);
    let own_name = OrganisationNames::from(institution).in_short(readers);
    let logo = institution.logo.as_deref().and_then(|name| {
        let alt = labels.map_or_else(String::new, |labels| fill(&labels.logo, &[("name", own_name)]));
        picture(project, partnership, &["logo"], name, alt, &mut found)
    });
    let funding = institution.eu_funding.as_ref().filter(|funding| funding.show);
    let emblem = funding.and_then(|funding| funding.emblem_file.as_deref()).and_then(|name| {
        let alt = labels.map_or_else(String::new, |labels| labels.emblem.clone());
        picture(project, partnership, &["eu_funding", "emblem_file"], name, alt, &mut found)
    });
    (Pictures { logo, emblem }, found)
}

/// A picture of the workspace; none when it cannot be used.
fn picture<'a>(
    project: &'a Project,
    partnership: &Partnership<'a>,
    field: &[&str],
    name: &'a str,
    alt: String,
    found: &mut Diagnostics,
) -> Option<Picture<'a>> {
    let institution = partnership.institution;
    let mut tell = |severity: Severity, message: String, help: &str| {
        let problem = match severity {
            Severity::Error => Diagnostic::error(codes::LOGO, message),
            Severity::Warning => Diagnostic::warning(codes::LOGO, message),
        };
        found.push(problem.at(&institution.file, &institution.place(field), "").help(help));
    };
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        let message = format!("a picture on the page cannot be a file like `{name}`");
        tell(Severity::Error, message, "use a file that ends in .svg, .png or .jpg");
        return None;
    }
    let Some(bytes) = project.files.own_bytes(name) else {
        let outside = name.starts_with(['/', '\\', '.']) || name.contains("..") || name.contains(':');
        let (message, help) = if outside {
            let help = "copy the picture into `templates/assets/` and write `assets/` and its name";
            (format!("`{name}` does not lie in the folder `templates/`"), help)
        } else {
            let help = "put the picture there, or remove the line to go without one";
            (format!("there is no file `templates/{name}`"), help)
        };
        tell(Severity::Error, message, help);
        return None;
    };
    if let Some(flaw) = project.picture_flaw(name, bytes) {
        tell(flaw.severity, format!("`templates/{name}` {}", flaw.message), &flaw.help);
        if flaw.severity == Severity::Error {
            return None;
        }
    }
    Some(Picture { name, bytes, alt })
}
