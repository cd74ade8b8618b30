//! Emails: the plan, the question, the sending, the results; drafts, addresses of mailboxes in the browser, and what is in doubt.

pub mod compose_address;
pub mod email_plan;
pub mod email_section;
pub mod email_settling;
pub mod send_page;
pub mod send_plan_page;
pub mod send_results;
pub mod send_steps;
pub mod send_work;
pub mod sending_form;
pub mod settling_form;
