//! The answers of the first run → the institution's file, and what is wrong with an answer.

use serde_json::Value as Json;

use super::super::shared::form_fields::FieldProblem;
use super::super::shared::spoken::Spoken;
use super::first_run_questions::{AnswerKind, Answers, QUESTIONS, StartField, StartQuestion};
use super::typed_values::{TypedValue, refused, tree, way};
use crate::locale::fill;
use crate::model::Institution;
use crate::schema::{INSTITUTION, Shape};
use crate::workspace::SCHEMAS;
use crate::yaml::layout;

/// What stands in front of a point in a list that was copied from elsewhere.
const BULLETS: [char; 6] = ['-', '–', '•', '*', '·', '▪'];

/// The institution's file with these answers.
pub fn institution_text(answers: &Answers) -> String {
    let head = format!("# yaml-language-server: $schema={SCHEMAS}/institution.json\n");
    layout::file(head, &tree(&INSTITUTION, &values(answers)), &Shape::of(&INSTITUTION)).text
}

/// All values that the answers give.
fn values(answers: &Answers) -> Vec<TypedValue> {
    let fields = QUESTIONS.iter().flat_map(|question| question.fields);
    let mut values: Vec<TypedValue> =
        fields.filter_map(|field| Some((way(field.path), value(field, answers)?))).collect();
    values.push((way("schema_version"), Json::from("1")));
    if let Some(language) = answers.get("language").filter(|language| !language.is_empty()) {
        values.push((way("languages"), Json::from(vec![language.clone()])));
    }
    values
}

/// What is wrong with the answers to a question.
pub fn problems(spoken: &Spoken, question: &StartQuestion, answers: &Answers) -> Vec<FieldProblem> {
    let words = &spoken.words.start;
    let is_missing = |field: &&StartField| field.is_needed && value(field, answers).is_none();
    let missing = question.fields.iter().filter(is_missing);
    let mut wrong: Vec<FieldProblem> =
        missing.map(|field| FieldProblem::of(field.name, &words.missing)).collect();
    for (path, why) in refused::<Institution>(&values(answers)) {
        let is_it = |field: &&StartField| {
            let own = way(field.path);
            path.starts_with(&own) || own.starts_with(&path)
        };
        let Some(field) = question.fields.iter().find(is_it) else { continue };
        if wrong.iter().all(|known| known.name != field.name) {
            let told = match field.kind {
                AnswerKind::Typed("email") => words.wrong_email.clone(),
                AnswerKind::Typed("tel") => words.wrong_phone.clone(),
                AnswerKind::Typed(_) => words.wrong_url.clone(),
                _ => fill(&words.wrong, &[("why", &why)]),
            };
            wrong.push(FieldProblem { name: field.name, words: told });
        }
    }
    wrong
}

/// What a field says, as it is written; none when nothing was answered.
pub fn value(field: &StartField, answers: &Answers) -> Option<Json> {
    let text = answers.get(field.name)?.trim();
    match field.kind {
        _ if text.is_empty() => None,
        AnswerKind::Points => {
            let points = points(text);
            (!points.is_empty()).then(|| Json::from(points))
        }
        AnswerKind::Typed("url") if !text.contains("://") => Some(Json::from(format!("https://{text}"))),
        AnswerKind::Prose => Some(Json::from(text.replace("\r\n", "\n"))),
        _ => Some(Json::from(text)),
    }
}

/// The points of a list, a line each, without what stands in front of them.
pub fn points(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(BULLETS).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
