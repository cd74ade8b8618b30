//! What can be told of a partner although something of its file, or of the institution's, could not be read.
//!
//! Nothing is made then. But a misspelt address must not hide that a sentence does not read on, or that somebody objected:
//! whoever has mended it would be told only then. Everything is looked at in both readings of a file
//! ([`crate::schema::PartialRecord`]), and told is what is so in both.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::condition;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::due::{self, AskedLanguages, Selection, Task};
use crate::partnership::Partnership;
use crate::project::{PartlyLoaded, Project};
use crate::rules;
use crate::schema::PartialRecord;
use crate::template::{
    Gap, Gaps, InstitutionView, RenderedTemplate, Root, Template, TemplateError, View, missing_data,
};

/// What is wrong with what can be read, in the documents that were asked for.
pub fn problems_in_part(
    project: &Project,
    selection: &Selection,
    loaded: &PartlyLoaded,
    date: Date,
) -> Diagnostics {
    let least = project.partnership(&loaded.least, date);
    let most = project.fullest_partnership(&loaded.most, date);
    let mut found = loaded.least.partner.remarks.clone();
    if !condition::are_true(&least.partner.values, &selection.wheres) {
        return Diagnostics::new();
    }
    let tasks = due::tasks(project, selection, &least, &mut Diagnostics::new());
    if tasks.is_empty() && least.partner.knows("documents") {
        return without_unread(found, &least);
    }
    let are_named = !selection.documents.is_empty();
    let (few, many) = if are_named || least.partner.knows("documents") {
        let language = knows_language(selection, &least);
        let look = |partnership: &Partnership<'_>| all(project, partnership, &tasks, language);
        (look(&least), look(&most))
    } else {
        // Nobody knows which documents are made: told is what concerns all of them.
        let look = |partnership: &Partnership<'_>| InOneReading {
            found: rules::on_any(partnership),
            gaps: Vec::new(),
        };
        found.extend(rules::objections(&least));
        (look(&least), look(&most))
    };
    found.extend(few.and(&many));
    without_unread(found, &least)
}

/// What the rules find in a text whose data have gaps, whatever will stand in those.
pub fn in_gaps(
    project: &Project,
    partnership: &Partnership<'_>,
    template: &Template,
    gaps: &[Gap],
) -> Diagnostics {
    let of = |root: Root| {
        let own = gaps.iter().map(Gap::origin).filter(|origin| origin.0 == root);
        own.map(|(_, path)| path.to_vec()).collect::<Vec<_>>()
    };
    let parts = (
        PartialRecord::without(partnership.institution, &of(Root::Institution)),
        PartialRecord::without(partnership.partner, &of(Root::Partner)),
    );
    let (Some(institution), Some(partner)) = parts else { return Diagnostics::new() };
    let most = Partnership { institution: &institution.most, partner: &partner.most, ..*partnership };
    let texts = |partnership: &Partnership<'_>| of_text(project, partnership, template).found;
    rules_only(agreed(texts(partnership), &texts(&most)))
}

/// Whether it is known in which language the documents are.
fn knows_language(selection: &Selection, partnership: &Partnership<'_>) -> bool {
    let is_named = selection.languages != AskedLanguages::OfPartner
        || partnership.partner.model.working_language.is_some();
    is_named
        || partnership.partner.knows("working_language") && partnership.institution.knows("default_language")
}

/// What is found in one reading.
#[derive(Default)]
struct InOneReading {
    found: Diagnostics,
    gaps: Vec<Gap>,
}

impl InOneReading {
    /// What is found in another reading too.
    fn and(self, other: &Self) -> Diagnostics {
        let gaps: Vec<Gap> = self.gaps.into_iter().filter(|gap| other.gaps.contains(gap)).collect();
        let mut found = Diagnostics::new();
        found.extend(missing_data(&gaps));
        found.extend(agreed(self.found, &other.found));
        found
    }

    fn join(&mut self, other: Self) {
        self.found.extend(other.found);
        self.gaps.extend(other.gaps);
    }
}

/// In all documents: their data and, when their language is known, their texts.
fn all(
    project: &Project,
    partnership: &Partnership<'_>,
    tasks: &[Task],
    knows_language: bool,
) -> InOneReading {
    let mut look = InOneReading::default();
    for task in tasks {
        let Some(partnership) = partnership.on(&task.edition.occasion) else { continue };
        for (at, language) in task.edition.languages.all().enumerate() {
            // What is wrong with a template is told of the template.
            let Ok(template) = project.templates.get(task.document(), language) else { continue };
            if at == 0 {
                look.found.extend(rules::on_data(&partnership, template));
            }
            if knows_language {
                look.join(of_text(project, &partnership, template));
            }
        }
    }
    look
}

fn of_text(project: &Project, partnership: &Partnership<'_>, template: &Template) -> InOneReading {
    let locale = template.locale();
    let institution = if std::ptr::eq(partnership.institution, &project.institution) {
        project.institution_view(template.locale())
    } else {
        Arc::new(InstitutionView::new(partnership.institution, locale))
    };
    let view = View::new(*partnership, locale, institution);
    let mut look = InOneReading { found: Diagnostics::new(), gaps: Vec::new() };
    match template.render(&view, Gaps::Shown) {
        Ok(RenderedTemplate { filled, phrases, gaps }) => {
            look.gaps.extend(gaps);
            // What a document cannot have is told when all of it is known.
            if let Ok(mut document) = Document::parse(filled) {
                // The mark is there for the gaps; the rules are to see it as it is meant.
                if document.meta.is_final {
                    document.meta.draft = None;
                }
                let text =
                    rules::FinishedText { partnership, template, document: &document, phrases: &phrases };
                look.found.extend(rules::on_text(&text));
            }
        }
        Err(TemplateError::Gaps(gaps)) => look.gaps.extend(gaps),
        Err(TemplateError::Foreign(found)) => look.found.extend(found),
        Err(TemplateError::Wrong(problem)) => look.found.push(*problem),
    }
    look
}

/// What is found in both readings.
pub fn agreed(least: Diagnostics, most: &Diagnostics) -> Diagnostics {
    let told = |one: &Diagnostic| {
        let place = one.label.as_ref().map(|label| (label.file.name().to_owned(), label.span.start));
        (one.code, one.severity, one.message.clone(), place)
    };
    let most: HashSet<_> = most.iter().map(told).collect();
    let mut both = Diagnostics::new();
    both.extend(least.into_iter().filter(|one| most.contains(&told(one))));
    both
}

fn rules_only(found: Diagnostics) -> Diagnostics {
    let mut only = Diagnostics::new();
    only.extend(found.into_iter().filter(|one| rules::RULES.iter().any(|rule| rule.code == one.code)));
    only
}

/// Without what is about something that could not be read: that is told already.
fn without_unread(found: Diagnostics, partnership: &Partnership<'_>) -> Diagnostics {
    let mut known = Diagnostics::new();
    // A file with mistakes stops all documents, not those that a problem concerns.
    let found = found.map(|one| Diagnostic { reach: None, ..one });
    known.extend(found.into_iter().filter(|one| {
        let is_rule =
            rules::RULES.iter().any(|rule| rule.code == one.code) || one.code == codes::MISSING_DATA;
        !is_rule
            || !(partnership.partner.is_about_unread(one) || partnership.institution.is_about_unread(one))
    }));
    known
}
