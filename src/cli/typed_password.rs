//! The password of a mailbox, typed by a person in the window of the program.

use std::io::{self, IsTerminal};

use handclasp::diagnostic::{Diagnostic, codes};
use handclasp::mail::account::{Secret, VARIABLE};
use handclasp::model::MailAccount;

/// Asks for the password of a user of an account.
///
/// # Errors
/// Where nobody can type, and what helps there.
pub fn typed_password(account: &MailAccount, user: &str) -> Result<Secret, Diagnostic> {
    if !io::stdin().is_terminal() {
        let variable = account.password_variable.as_deref().unwrap_or(VARIABLE);
        return Err(Diagnostic::error(codes::ACCOUNT, format!("there is no password for `{user}`")).help(format!(
            "set the environment variable {variable}, name a `password_command`, or give it with `--password-stdin`"
        )));
    }
    let text = rpassword::prompt_password(format!("Password of {user} at {}: ", account.host));
    text.map(|text| Secret::new(&text))
        .map_err(|error| Diagnostic::error(codes::ACCOUNT, format!("no password could be read: {error}")))
}
