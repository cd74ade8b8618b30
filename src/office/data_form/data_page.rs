//! The forms of the institution and of partners: shown, sent back by the buttons of lists, saved.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::data_preview::field_troubles::{FieldTrouble, field_troubles};
use super::super::data_preview::preview_request::preview;
use super::super::noting::noted_notice::notice;
use super::super::saving::text_saving::page_of_file;
use super::super::saving::undo_notices::saved_notice;
use super::super::shared::desk::Desk;
use super::super::shared::problem_list::problem_list;
use super::super::shared::refusal::Refusal;
use super::super::shared::snapshot::Snapshot;
use super::super::shared::spoken::{Spoken, wanted};
use super::conflict_page::conflict_page;
use super::data_target::DataTarget;
use super::edited_data::{EditedData, Unedited, edited_data, edited_with};
use super::filled::FilledValue;
use super::form_page::{PICK, READ, SEEN, ShownState, WAS, form_page, unread_form_page};
use super::form_view::{FormView, named_partners};
use super::list_actions::act;
use super::meanwhile::{FieldDifference, FieldSide, ShownMarks, compare};
use super::standing::standing;
use super::typed_text::meant;
use crate::diagnostic::Diagnostics;
use crate::digest::sha256;
use crate::editing::{SaveResult, save};
use crate::project::problems_in_text;
use crate::schema::is_language;
use crate::source::SourceFile;
use crate::yaml;
use crate::yaml::Node;

/// The most fields of a form: a file has at most as many values.
const MOST_FIELDS: usize = 20_000;
/// How often a file may be changed while it is saved, before somebody is asked.
const TRIES: usize = 3;
/// The language of texts while nobody knows the institution's.
const USUAL_LANGUAGE: &str = "en";

/// What is told on the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DataQuery {
    told: String,
}

/// The institution's form.
///
/// # Errors
/// When the program has a mistake there.
pub async fn institution_form(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Query(query): Query<DataQuery>,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Institution, move |data| data.shown("", &query.told)).await
}

/// The institution's form with a group of it open.
///
/// # Errors
/// A group that there is not.
pub async fn institution_group(
    State(desk): State<Arc<Desk>>,
    Path(group): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Institution, move |data| data.shown(&group, "")).await
}

/// The institution's form as it was sent.
///
/// # Errors
/// When the program has a mistake there.
pub async fn institution_sent(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Institution, move |data| data.sent(&form)).await
}

/// A partner's form.
///
/// # Errors
/// A partner that there is not.
pub async fn partner_form(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Query(query): Query<DataQuery>,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Partner(partner), move |data| data.shown("", &query.told)).await
}

/// A partner's form with a group of it open.
///
/// # Errors
/// A partner or a group that there is not.
pub async fn partner_group(
    State(desk): State<Arc<Desk>>,
    Path((partner, group)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Partner(partner), move |data| data.shown(&group, "")).await
}

/// A partner's form as it was sent.
///
/// # Errors
/// A partner that there is not.
pub async fn partner_sent(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    about(desk, headers, DataTarget::Partner(partner), move |data| data.sent(&form)).await
}

/// How the documents would look with what is typed into the institution's form.
///
/// # Errors
/// When the program has a mistake there.
pub async fn look_at_institution(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    looks(desk, &headers, DataTarget::Institution, form).await
}

/// How the documents would look with what is typed into a partner's form.
///
/// # Errors
/// A partner that there is not.
pub async fn look_at_partner(
    State(desk): State<Arc<Desk>>,
    Path(partner): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    looks(desk, &headers, DataTarget::Partner(partner), form).await
}

async fn looks(
    desk: Arc<Desk>,
    headers: &HeaderMap,
    target: DataTarget,
    form: Vec<(String, String)>,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(headers)).ok_or(Refusal::Mistake)?;
    let file = target.edited_file().ok_or(Refusal::NoSuchPage)?;
    preview(desk, headers, file, form, move |desk, _, snapshot, form| {
        let asked = AskedData { desk, spoken: &spoken, snapshot, target };
        let file = asked.target.file(&desk.workspace).ok()?;
        let partners = named_partners(desk, &spoken, snapshot);
        let edited = edited_data(&asked.target, &file, form, asked.default_language(), &partners).ok()?;
        Some(edited.text)
    })
    .await
}

/// A request about the data of somebody.
struct AskedData<'a> {
    desk: &'a Desk,
    spoken: &'a Spoken,
    snapshot: Option<&'a Snapshot>,
    target: DataTarget,
}

async fn about(
    desk: Arc<Desk>,
    headers: HeaderMap,
    target: DataTarget,
    answer: impl FnOnce(&AskedData<'_>) -> Result<Response, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let spoken = desk.language(&wanted(&headers)).ok_or(Refusal::Mistake)?;
    desk.does(move |desk| {
        // A file with errors is a form all the same, the institution's, too.
        let snapshot = desk.snapshot().ok();
        if let DataTarget::Partner(id) = &target {
            // A name from an address is only ever compared with those that there are.
            let (ids, _) = desk.workspace.partner_ids().map_err(|_| Refusal::NoSuchPage)?;
            if !ids.contains(id) {
                return Err(Refusal::NoSuchPage);
            }
        }
        answer(&AskedData { desk, spoken: &spoken, snapshot: snapshot.as_deref(), target })
    })
    .await?
}

/// A file that was read for a form.
struct ReadData {
    file: SourceFile,
    tree: Node,
}

impl AskedData<'_> {
    fn read(&self) -> Result<ReadData, Diagnostics> {
        let file = self.target.file(&self.desk.workspace)?;
        let tree = yaml::parse(&file)?;
        Ok(ReadData { file, tree })
    }

    fn unread(&self, found: &Diagnostics) -> Response {
        unread_form_page(self.desk, self.spoken, &problem_list(self.spoken, found)).into_response()
    }

    fn view<'v>(&'v self, read: &'v ReadData, filled: &'v FilledValue) -> FormView<'v> {
        FormView {
            desk: self.desk,
            spoken: self.spoken,
            snapshot: self.snapshot,
            target: &self.target,
            file: &read.file,
            tree: &read.tree,
            filled,
            languages: self.languages(&read.tree, filled),
            troubles: troubles(read),
            partners: named_partners(self.desk, self.spoken, self.snapshot),
            focus: None,
            opened: None,
        }
    }

    fn default_language(&self) -> &str {
        self.snapshot.map_or(USUAL_LANGUAGE, |snapshot| &snapshot.project.institution.model.default_language)
    }

    /// The languages that texts may be given in: the usual one, the institution's, the partner's.
    fn languages(&self, tree: &Node, filled: &FilledValue) -> Vec<String> {
        let mut all = vec![self.target.language_of(tree, self.default_language())];
        let ours = self.snapshot.map(|snapshot| snapshot.project.institution.model.languages.clone());
        let keys = ["working_language", "language", "default_language"];
        let theirs = keys.iter().map(|key| filled.note(key).to_owned());
        let listed = filled.part("languages").map(FilledValue::items).unwrap_or_default();
        let listed = listed.into_iter().map(|(_, item)| item.text().to_owned());
        for tag in ours.into_iter().flatten().chain(theirs).chain(listed) {
            if is_language(&tag) && !all.contains(&tag) {
                all.push(tag);
            }
        }
        all
    }

    /// The form as the file has it.
    fn shown(&self, group: &str, told: &str) -> Result<Response, Refusal> {
        if !group.is_empty() && self.target.groups().iter().all(|one| one.name != group) {
            return Err(Refusal::NoSuchPage);
        }
        let told = self.desk.told.of(told);
        let Ok(read) = self.read() else {
            // No form can be made of it; as text it can be mended.
            let file = self.target.edited_file().ok_or(Refusal::NoSuchPage)?;
            return Ok(page_of_file(self.desk, self.spoken, &file, told)?.into_response());
        };
        let filled = standing(self.target.form(), &read.tree);
        let view = self.view(&read, &filled);
        Ok(form_page(&view, &ShownState::of(&view), group, told.as_ref()).into_response())
    }

    /// What becomes of a form that was sent.
    fn sent(&self, form: &[(String, String)]) -> Result<Response, Refusal> {
        if form.len() > MOST_FIELDS {
            return Err(Refusal::TooLarge);
        }
        let mut filled = FilledValue::read(form);
        meant(self.target.form(), &mut filled, &named_partners(self.desk, self.spoken, self.snapshot));
        let what = filled.note("do").to_owned();
        if what.is_empty() || what == "save" {
            return Ok(self.saves(&filled));
        }
        let action = act(self.target.form(), &mut filled, &what).ok_or(Refusal::NoSuchPage)?;
        let read = match self.read() {
            Ok(read) => read,
            Err(found) => return Ok(self.unread(&found)),
        };
        let mut view = self.view(&read, &filled);
        (view.focus, view.opened) = (Some(action.focus), Some(action.opened));
        let mut response = form_page(&view, &self.state(&filled), "", None).into_response();
        // What stands beside the form is renewed.
        response.headers_mut().insert("hx-trigger-after-settle", HeaderValue::from_static("fields-changed"));
        Ok(response)
    }

    /// What a form that was sent said that it showed.
    fn state(&self, filled: &FilledValue) -> ShownState {
        ShownState { read: filled.note(READ).to_owned(), was: filled.note(WAS).to_owned() }
    }

    fn saves(&self, sent: &FilledValue) -> Response {
        for _ in 0..TRIES {
            let read = match self.read() {
                Ok(read) => read,
                Err(found) => return self.unread(&found),
            };
            let filled = match self.settled(&read, sent) {
                Ok(filled) => filled,
                Err(page) => return page.into_response(),
            };
            let edited = match edited_with(&self.target, &read.file, &filled, self.default_language()) {
                Ok(edited) => edited,
                Err(Unedited::Unread(found)) => return self.unread(&found),
                Err(Unedited::Impossible) => {
                    let words = &self.spoken.words.data;
                    let notice =
                        notice("stopped", &words.impossible, &html! { p { (words.impossible_hint) } });
                    return self.again(&read, &filled, &notice);
                }
            };
            let EditedData { name, before, text } = edited;
            match save(&self.desk.workspace, &name, Some(before.text()), Some(&text)) {
                Ok(SaveResult::ChangedMeanwhile) => {}
                Ok(result) => return self.done(&result),
                Err(problem) => {
                    let found = problem_list(self.spoken, &problem.into());
                    return self.again(
                        &read,
                        &filled,
                        &notice("stopped", &self.spoken.words.data.impossible, &found),
                    );
                }
            }
        }
        let words = &self.spoken.words.data;
        let notice = notice("outdated", &words.meanwhile, &html! { p { (words.meanwhile_hint) } });
        match self.read() {
            Ok(read) => self.again(&read, sent, &notice),
            Err(found) => self.unread(&found),
        }
    }

    /// What is to be saved of a form over the file as it is now; the page with the choice, when the file is another one.
    fn settled(&self, read: &ReadData, sent: &FilledValue) -> Result<FilledValue, Markup> {
        let now = sha256(read.file.text());
        if sent.note(READ) == now || sent.note(READ).is_empty() {
            return Ok(sent.clone());
        }
        let marks = ShownMarks::read(sent.note(WAS));
        let (mut compared, differences) = compare(self.target.form(), &read.tree, &marks, sent);
        let picks = picks(sent, &differences);
        let is_chosen = sent.note(SEEN) == now && differences.iter().all(|one| picks.contains_key(&one.way));
        if !differences.is_empty() && !is_chosen {
            return Err(conflict_page(&self.view(read, sent), sent, &differences, &picks));
        }
        for one in differences {
            let way: Vec<&str> = one.way.split('.').collect();
            let picked = match picks.get(&one.way) {
                Some(FieldSide::Theirs) => one.theirs,
                _ => one.mine,
            };
            compared.put(&way, picked);
        }
        Ok(compared)
    }

    /// The form with what was typed, and why it was not saved.
    fn again(&self, read: &ReadData, filled: &FilledValue, notice: &Markup) -> Response {
        form_page(&self.view(read, filled), &self.state(filled), "", Some(notice)).into_response()
    }

    /// Leads back to the form, on which it is told what was done.
    fn done(&self, result: &SaveResult) -> Response {
        let words = &self.spoken.words.data;
        let told = match result {
            SaveResult::Saved(mark) => saved_notice(self.spoken, &self.target.file_name(), mark),
            _ => notice("kept", &words.nothing, &html! { p { (words.nothing_hint) } }),
        };
        let number = self.desk.told.keep(told);
        Redirect::to(&format!("{}?told={number}", self.target.address())).into_response()
    }
}

/// Which side was chosen of each difference.
fn picks(sent: &FilledValue, differences: &[FieldDifference]) -> BTreeMap<String, FieldSide> {
    let picked = |one: &FieldDifference| {
        let way: Vec<&str> = std::iter::once(PICK).chain(one.way.split('.')).collect();
        let side = match sent.at(&way)?.text() {
            "mine" => FieldSide::Mine,
            "theirs" => FieldSide::Theirs,
            _ => return None,
        };
        Some((one.way.clone(), side))
    };
    differences.iter().filter_map(picked).collect()
}

/// What is wrong with a file, by the ways to its fields.
fn troubles(read: &ReadData) -> BTreeMap<String, Vec<FieldTrouble>> {
    let mut all: BTreeMap<String, Vec<FieldTrouble>> = BTreeMap::new();
    for trouble in field_troubles(&read.file, &problems_in_text(&read.file)) {
        all.entry(trouble.field()).or_default().push(trouble);
    }
    all
}
