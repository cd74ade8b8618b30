//! Which address leads to what.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};

use super::super::data_form::data_page::{
    institution_form, institution_group, institution_sent, look_at_institution, look_at_partner,
    partner_form, partner_group, partner_sent,
};
use super::super::data_preview::preview_pictures::{preview_email, preview_page};
use super::super::data_preview::preview_request::{look_at_institution_text, look_at_partner_text};
use super::super::documents::document_page::{document, excerpt};
use super::super::documents::edit_choice::{choose_edit, discard_page, edited_text};
use super::super::documents::edit_page::edit;
use super::super::documents::files::{file, mail, picture};
use super::super::documents::making::make;
use super::super::documents::making_many::{look, make_many};
use super::super::fair::fair_packs::{fair_file, make_pack};
use super::super::fair::fair_page::fair;
use super::super::lists::import_page::{columns, import, import_plan, take_list, write_import};
use super::super::mails::email_settling::{sent_by_hand, settle_email};
use super::super::mails::send_page::send;
use super::super::mails::send_steps::{go, plan, plan_by_link};
use super::super::noting::note_page::{choose_fact, fact_form, note_fact};
use super::super::noting::sign_page::{note_signature, sign_form};
use super::super::noting::undo_page::{undo, undo_question};
use super::super::overview::overview_page::overview;
use super::super::overview::partner_table_file::partner_table;
use super::super::partner::partner_page::partner;
use super::super::partner::settling::settles;
use super::super::saving::text_saving::{
    institution_text, partner_text, save_institution_text, save_partner_text,
};
use super::super::saving::undo_request::undo_of_save;
use super::super::shared::desk::Desk;
use super::super::shared::problems_page::{problem_count, problems};
use super::super::shared::refusal::Refusal;
use super::super::start::example::{leave_example, show_example};
use super::super::start::first_email::{first_email, take_facts};
use super::super::start::first_run::{KeptAnswers, answer, begin, question};
use super::super::start::first_run_gate;
use super::super::start::look::{look_form, look_picture, look_seen, save_look};
use super::super::start::new_partner::{add_partner, new_partner, paste_rows};
use super::super::start::profile::{profile, profile_pdf, profile_picture};
use super::super::words_form::place_page::{look as look_at_words, place};
use super::super::words_form::saving_words::{save_place, undo_words};
use super::super::words_form::typed_page::typed_page;
use super::super::words_form::words_list::words_list;
use super::super::words_form::words_page::words_page;
use super::super::work::work_page::{stop_work, work};
use super::assets::asset;
use super::ended_page::{choose_language, end};
use super::guard::guard;
use super::size_guard::{MOST_BYTES, MOST_TEXT, MOST_UPLOAD, size_guard};
use crate::colour::readable_on;
use crate::project::colours_of;

/// All addresses; every one is behind the guard.
pub fn router(desk: Arc<Desk>) -> Router {
    limited(pages(), MOST_BYTES)
        .merge(limited(files_to_edit(), MOST_TEXT))
        .merge(limited(uploads(), MOST_UPLOAD))
        .layer(from_fn_with_state(desk.clone(), first_run_gate))
        .layer(Extension(Arc::<KeptAnswers>::default()))
        .layer(from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// Addresses to which nobody can bring more than so many bytes.
fn limited(addresses: Router<Arc<Desk>>, most: usize) -> Router<Arc<Desk>> {
    addresses.layer(DefaultBodyLimit::max(most)).layer(from_fn_with_state(most, size_guard))
}

/// Those that take a file.
fn uploads() -> Router<Arc<Desk>> {
    Router::new()
        .route("/import", get(import).post(take_list))
        .route("/look", get(look_form).post(save_look))
        // Its form stands among the others.
        .route("/partners/{partner}/note/signed", post(note_signature))
}

/// Those that have what stands in a whole file.
fn files_to_edit() -> Router<Arc<Desk>> {
    Router::new()
        .route("/partners/{partner}/data/text", get(partner_text).post(save_partner_text))
        .route("/partners/{partner}/data/text/preview", post(look_at_partner_text))
        .route("/institution/text", get(institution_text).post(save_institution_text))
        .route("/institution/text/preview", post(look_at_institution_text))
        .route("/institution", get(institution_form).post(institution_sent))
        .route("/institution/{group}", get(institution_group))
        .route("/institution/preview", post(look_at_institution))
        .route("/partners/{partner}/data", get(partner_form).post(partner_sent))
        .route("/partners/{partner}/data/{group}", get(partner_group))
        .route("/partners/{partner}/data/preview", post(look_at_partner))
}

/// All others.
fn pages() -> Router<Arc<Desk>> {
    Router::new()
        .route("/", get(overview))
        .route("/partners.xlsx", get(partner_table))
        .route("/problems", get(problems))
        .route("/parts/problems", get(problem_count))
        .route("/partners/{partner}", get(partner))
        .route("/partners/{partner}/make", post(make))
        .route("/partners/{partner}/note", get(choose_fact))
        .route("/partners/{partner}/note/signed", get(sign_form))
        .route("/partners/{partner}/note/{fact}", get(fact_form).post(note_fact))
        .route("/partners/{partner}/undo", get(undo_question).post(undo))
        .route("/partners/{partner}/settle", post(settles))
        .route("/previews/{number}/mail", get(preview_email))
        .route("/previews/{number}/{page}", get(preview_page))
        .route("/undo", post(undo_of_save))
        .route("/partners/{partner}/{stem}", get(document))
        .route("/partners/{partner}/{stem}/edit", get(edit).post(choose_edit))
        .route("/partners/{partner}/{stem}/edit/discard", get(discard_page))
        .route("/partners/{partner}/{stem}/edit/text", get(edited_text))
        .route("/partners/{partner}/{stem}/excerpt", get(excerpt))
        .route("/partners/{partner}/{stem}/mail", get(mail))
        .route("/partners/{partner}/{stem}/pages/{page}", get(picture))
        .route("/partners/{partner}/{stem}/file/{format}", get(file))
        .route("/import/{list}", get(columns).post(columns))
        .route("/import/{list}/plan", get(columns).post(import_plan))
        .route("/import/{list}/write", get(columns).post(write_import))
        .route("/partners/{partner}/{stem}/settle", post(settle_email))
        .route("/partners/{partner}/{stem}/sent", post(sent_by_hand))
        .route("/send", get(send))
        .route("/send/plan", get(plan_by_link).post(plan))
        .route("/send/go", post(go))
        .route("/make", get(look).post(make_many))
        .route("/fair", get(fair).post(make_pack))
        .route("/packs/{name}", get(fair_file))
        .route("/words", get(words_list))
        .route("/words/{document}/{language}", get(words_page))
        .route("/words/{document}/{language}/undo", post(undo_words))
        .route("/words/{document}/{language}/{kind}/{name}", get(place).post(save_place))
        .route("/words/{document}/{language}/{kind}/{name}/look", post(look_at_words))
        .route("/words-pages/{name}", get(typed_page))
        .route("/in-hand/{number}", get(work))
        .route("/in-hand/{number}/stop", post(stop_work))
        .route("/start", get(begin))
        .route("/start/{question}", get(question).post(answer))
        .route("/example", post(show_example))
        .route("/example/leave", post(leave_example))
        .route("/look/seen", get(look_seen))
        .route("/look/page.png", get(look_picture))
        .route("/profile", get(profile))
        .route("/profile/page.png", get(profile_picture))
        .route("/profile.pdf", get(profile_pdf))
        // Not below /partners: a partner may be called new.
        .route("/new-partner", get(new_partner).post(add_partner))
        .route("/new-partner/row", post(paste_rows))
        .route("/partners/{partner}/first-email", get(first_email).post(take_facts))
        .route("/language/{tag}", get(choose_language))
        .route("/end", post(end))
        .route("/accent.css", get(accent))
        .route("/assets/{name}", get(asset))
        .fallback(async || Refusal::NoSuchPage)
}

/// The darkest ground of the light page that text in the institution's colour stands on: `--sunk` of office.css.
const DARKEST_LIGHT_GROUND: &str = "#efeeea";
/// The lightest ground of the dark page, where it is `--still-ground`.
const LIGHTEST_DARK_GROUND: &str = "#2a3036";

/// The institution's colour, for light and for dark.
async fn accent(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    let colours =
        desk.does(|desk| desk.snapshot().ok().map(|one| colours_of(&one.project.institution.model)));
    let rules = colours.await?.map(|colours| {
        // All are `#rrggbb`, or there were none.
        let on = |ground: &str| readable_on(&colours.accent, ground).unwrap_or_else(|| colours.ink.clone());
        let (light, dark) = (on(DARKEST_LIGHT_GROUND), on(LIGHTEST_DARK_GROUND));
        format!(":root{{--accent:{};--accent-ink:{light};--accent-glow:{dark}}}\n", colours.accent)
    });
    Ok(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], rules.unwrap_or_default()).into_response())
}
