//! Passwords that somebody wrote into a file.
//!
//! **Why before everything else, and without the line.** Every other message shows the line that it is
//! about. A password would stand on the screen, in a log, in a screenshot that is sent to a helper.

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::yaml::{Node, Value};

/// The block of the mail account in `institution.yaml`.
const ACCOUNT: &str = "mail";
/// What people call a secret.
const NAMES: &[&str] =
    &["password", "passwd", "pass", "pwd", "passwort", "secret", "token", "api_key", "app_password", "key"];

/// That a secret stands in a file: in its mail account, or anywhere in a file that is one.
pub fn secret(file: &SourceFile, tree: &Node) -> Option<Diagnostic> {
    let Value::Mapping(entries) = &tree.value else { return None };
    let account = entries.iter().find(|entry| entry.key == ACCOUNT).map_or(tree, |entry| &entry.node);
    let Value::Mapping(entries) = &account.value else { return None };
    let at = entries.iter().find(|entry| {
        let in_address = entry.key == "host"
            && matches!(&entry.node.value, Value::Scalar { text, .. } if text.contains('@'));
        in_address || NAMES.contains(&entry.key.to_lowercase().as_str())
    })?;
    let line = file.position(at.key_span.start).line;
    let message = format!("a password or token stands in line {line} of `{}`", file.name());
    Some(Diagnostic::error("secret-in-file", message).help(
        "take it out of the file, and change it if others can read the file; Handclasp gets it from \
         `password_command`, from the environment variable HANDCLASP_PASSWORD, or asks for it",
    ))
}
