//! The beginnings: the choice of a folder, the first run in an empty one, how our own pages look, a new partner and what its
//! first email needs.

pub mod door;
mod door_page;
pub mod example;
pub mod first_run;
mod first_run_check;
mod first_run_form;
mod first_run_gate;
mod first_run_text;
pub mod profile;

pub use first_run_gate::first_run_gate;
