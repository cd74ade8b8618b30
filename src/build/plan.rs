//! Which documents of which partners in which language and formats.

use crate::diagnostic::codes;
use serde_json::Value as Json;

use super::Project;
use super::manner::Manner;
use super::renderer::Output;
use crate::condition;
use crate::diagnostic::words::{alternatives, count, did_you_mean};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::format::Format;
use crate::partnership::Partnership;

/// What was asked for; an empty list asks for everything that is due.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Documents.
    pub documents: Vec<String>,
    /// Partners.
    pub partners: Vec<String>,
    /// Fields that partners must have: `kind=company`, `address.country=DE,AT`.
    pub wheres: Vec<(String, String)>,
    /// Language.
    pub language: Option<String>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Whether a document is made only in formats that its own template names too.
    pub usual_formats_only: bool,
}

impl Selection {
    /// Whether everything is asked for that is due.
    pub fn is_everything(&self) -> bool {
        self.documents.is_empty() && self.partners.is_empty() && self.wheres.is_empty()
    }
}

/// One document to be made.
#[derive(Debug, Clone)]
pub struct Task {
    /// The document.
    pub document: String,
    /// The language.
    pub language: String,
    /// The formats.
    pub formats: Vec<Format>,
}

impl Task {
    /// The name of an output in the partner's folder: one-pager.en.pdf, mou.en.2.png.
    pub fn file_name(&self, format: Format, page: Option<usize>, manner: &Manner) -> String {
        let page = page.map_or_else(String::new, |page| format!(".{page}"));
        format!("{}{page}.{}", self.stem(manner), format.name())
    }

    /// Whether a file of this name is an output of this document in the format, whichever page it is.
    pub fn owns(&self, name: &str, format: Format, manner: &Manner) -> bool {
        let rest = name.strip_prefix(&self.stem(manner)).and_then(|rest| rest.strip_suffix(format.name()));
        let Some(page) = rest.and_then(|rest| rest.strip_suffix('.')) else { return false };
        page.is_empty() || page.strip_prefix('.').is_some_and(|page| page.parse::<usize>().is_ok())
    }

    /// How the names of its files begin.
    pub fn stem(&self, manner: &Manner) -> String {
        manner.stem(&self.document, &self.language)
    }

    /// The files of outputs: names and bytes.
    pub fn files<'o>(
        &self,
        outputs: &'o [Output],
        manner: &Manner,
    ) -> impl Iterator<Item = (String, &'o Output)> {
        outputs.iter().map(|output| (self.file_name(output.format, output.page, manner), output))
    }
}

/// The ids of the partners that are asked for by name, all when none is, and what is wrong with the
/// request; nothing is done then.
pub fn partners<'a>(project: &'a Project, selection: &Selection) -> (Vec<&'a str>, Diagnostics) {
    let mut found = Diagnostics::new();
    if let Some(problem) = &project.unlisted {
        return (Vec::new(), problem.clone().into());
    }
    unknown_names(project, selection, &mut found);
    found.extend(condition::unknown(&selection.wheres));
    let misnamed = project.misnamed_of(&selection.partners);
    if found.has_errors() {
        if !selection.partners.is_empty() {
            // Perhaps its file is only called otherwise.
            found.extend(misnamed);
        }
        return (Vec::new(), found);
    }
    found.extend(project.institution.remarks.clone());
    found.extend(project.templates.general_problems());
    found.extend(misnamed);
    let asked = |id: &&str| selection.partners.is_empty() || selection.partners.iter().any(|one| one == id);
    (project.ids.iter().map(String::as_str).filter(asked).collect(), found)
}

fn unknown_names(project: &Project, selection: &Selection, found: &mut Diagnostics) {
    let documents = project.templates.documents();
    for name in &selection.documents {
        if !documents.contains(&name.as_str()) {
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_DOCUMENT, format!("there is no document `{name}`"));
            diagnostic.help = match project.ids.contains(name) {
                true => Some(format!("`{name}` is a partner: write `--partner {name}`")),
                false => did_you_mean(name, &documents),
            };
            found.push(diagnostic);
        }
    }
    let ids: Vec<&str> = project.ids.iter().map(String::as_str).collect();
    for name in &selection.partners {
        if !ids.contains(&name.as_str()) {
            let mut diagnostic =
                Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{name}`"));
            let seems_there = project.misnamed.iter().any(|file| file.partner == *name);
            let is_document = documents.contains(&name.as_str());
            diagnostic.help = is_document
                .then(|| format!("`{name}` is a document; a partner is called as its file is"))
                .or_else(|| did_you_mean(name, &ids))
                .or_else(|| (!seems_there).then(|| format!("`handclasp new {name}` begins a file for it")));
            found.push(diagnostic);
        }
    }
}

/// The documents to be made of a partner; none when its fields are not those asked for.
pub fn tasks(
    project: &Project,
    selection: &Selection,
    partnership: &Partnership<'_>,
    found: &mut Diagnostics,
) -> Vec<Task> {
    if !condition::are_true(&partnership.partner.values, &selection.wheres) {
        return Vec::new();
    }
    let partner = &partnership.partner.model;
    let language = selection
        .language
        .clone()
        .or_else(|| partner.working_language.clone())
        .unwrap_or_else(|| partnership.institution.model.default_language.clone());
    let spoken = project.templates.spoken();
    if !spoken.contains(&language.as_str()) {
        found.push(no_such_language(selection, partnership, &language, &spoken));
        return Vec::new();
    }
    let mut tasks = Vec::new();
    for document in documents(project, selection, partnership, &language, found) {
        match project.templates.get(&document, &language) {
            // Whoever makes it tells why it cannot be made, and takes away what was made before.
            Err(_) => {
                tasks.push(Task { document, language: language.clone(), formats: vec![Format::Markdown] })
            }
            Ok(template) => {
                let usual = formats_of(template, found);
                let formats = match selection.formats.as_slice() {
                    [] => usual,
                    asked => {
                        let is_email = template.is_email();
                        let possible = |format: &Format| match format {
                            Format::Eml => is_email,
                            Format::Ics => usual.contains(&Format::Ics),
                            format => !selection.usual_formats_only || usual.contains(format),
                        };
                        asked.iter().copied().filter(possible).collect()
                    }
                };
                if !formats.is_empty() {
                    tasks.push(Task { document, language: language.clone(), formats });
                }
            }
        }
    }
    tasks
}

fn no_such_language(
    selection: &Selection,
    partnership: &Partnership<'_>,
    language: &str,
    spoken: &[&str],
) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(codes::MISSING_TRANSLATION, format!("there are no templates in the language `{language}`"))
            .help(format!(
                "there are templates in {}; another language is a file `templates/mou/{language}.md` for each document",
                alternatives(spoken)
            ));
    match &selection.language {
        Some(_) => diagnostic,
        None if partnership.partner.model.working_language.is_some() => diagnostic.at(
            &partnership.partner.file,
            &partnership.partner.place(&["working_language"]),
            "the language of this partner’s documents",
        ),
        None => diagnostic.at(
            &partnership.institution.file,
            &partnership.institution.place(&["default_language"]),
            "the language of all documents for which a partner names none",
        ),
    }
}

/// The documents of a partner: those asked for, else those that its file names, else those that are due.
fn documents(
    project: &Project,
    selection: &Selection,
    partnership: &Partnership<'_>,
    language: &str,
    found: &mut Diagnostics,
) -> Vec<String> {
    let known = project.templates.documents();
    let own = partnership.partner.model.documents.as_ref();
    if let Some(own) = own {
        for (at, name) in own.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let at = at.to_string();
                let mut diagnostic =
                    Diagnostic::error(codes::UNKNOWN_DOCUMENT, format!("there is no document `{name}`")).at(
                        &partnership.partner.file,
                        &partnership.partner.place(&["documents", &at]),
                        "",
                    );
                diagnostic.help = did_you_mean(name, &known);
                found.push(diagnostic);
            }
        }
    }
    // Who names both partner and document wants it, due or not, and is told what is missing.
    let insists = !selection.documents.is_empty() && !selection.partners.is_empty();
    let due = |name: &str| match own {
        Some(own) => own.iter().any(|own| own == name),
        // Whether a document is due is the same in every language.
        None => project
            .templates
            .languages(name)
            .into_iter()
            .chain([language])
            .find_map(|language| project.templates.get(name, language).ok())
            .is_none_or(|template| template.is_due(partnership)),
    };
    known
        .into_iter()
        .filter(|name| {
            let asked = selection.documents.iter().any(|asked| asked == name);
            match (selection.documents.is_empty(), insists) {
                (true, _) => due(name),
                (false, true) => asked,
                (false, false) => asked && due(name),
            }
        })
        .map(str::to_owned)
        .collect()
}

/// The formats that a template names.
pub fn formats_of(template: &crate::template::Template, found: &mut Diagnostics) -> Vec<Format> {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    let given = template.front.list("formats");
    if given.is_empty() {
        return vec![Format::Markdown, Format::Pdf];
    }
    given
        .iter()
        .filter_map(|snippet| {
            let format = Format::named(snippet.text.trim());
            if format.is_none() {
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_FORMAT,
                    format!("there is no format `{}`", snippet.text),
                )
                .at(template.file(), &snippet.span, "");
                diagnostic.help = did_you_mean(&snippet.text, &names);
                found.push(diagnostic);
            }
            format
        })
        .collect()
}

/// That there was nothing to do.
pub fn nothing(project: &Project, selection: &Selection) -> Diagnostic {
    if project.ids.is_empty() {
        return Diagnostic::warning(codes::NOTHING_TO_DO, "there is no partner yet")
            .help("`handclasp new NAME` begins a file for one");
    }
    let asked = |id: &&String| selection.partners.is_empty() || selection.partners.contains(*id);
    let loaded = project.ids.iter().filter(asked).filter_map(|id| project.load(id).ok());
    let partners: Vec<Json> = loaded.map(|loaded| loaded.partner.values).collect();
    let looked_at = count(partners.len(), "partner");
    let wheres: Vec<String> = selection.wheres.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let fitting = partners.iter().filter(|values| condition::are_true(values, &selection.wheres)).count();
    if fitting > 0 {
        return Diagnostic::warning(
            codes::NOTHING_TO_DO,
            format!("nothing to make for {}", count(fitting, "partner")),
        )
        .help("a document is made when a partner's file has what it is about: `mou:`, `loi:`, `meeting:`; and where the file has `documents:`, only those that it names");
    }
    let mut diagnostic = Diagnostic::warning(
        codes::NOTHING_TO_DO,
        format!("no partner has {} ({looked_at} looked at)", wheres.join(" and ")),
    );
    let helps: Vec<String> =
        selection.wheres.iter().filter_map(|one| condition::meant(&partners, one)).collect();
    diagnostic.help = match helps.as_slice() {
        [] if selection.wheres.len() > 1 => {
            Some("each of them is true of some partner, but not all of one".to_owned())
        }
        [] => None,
        helps => Some(helps.join("; ")),
    };
    diagnostic
}
