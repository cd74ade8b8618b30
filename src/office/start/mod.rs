//! The beginnings: the choice of a folder, the first run in an empty one, how our own pages look, a new partner and what its
//! first email needs.

pub mod door;
mod door_page;
pub mod example;
pub mod first_run;
mod first_run_check;
mod first_run_form;
mod first_run_gate;
mod first_run_questions;
mod first_run_text;
pub mod first_email;
mod first_email_form;
mod first_email_text;
pub mod look;
mod look_form;
mod look_text;
pub mod new_partner;
mod new_partner_form;
mod new_partner_text;
mod option_lists;
pub mod profile;
mod typed_values;

pub use first_run_gate::first_run_gate;
