//! What a form cannot take back: that somebody objected to being written to. It is shown, and noted elsewhere.

use crate::schema::{FieldKind, FormType};
use crate::yaml::{Node, Value};

/// The type of a partner's contact, and the fields of it that say that the person objected.
const CONTACT: &str = "PartnerContact";
const OBJECTION: [&str; 2] = ["objected", "objected_on"];

/// Whether a field stays as it is, whatever a form has: the objection itself, and the address that it is about.
pub fn is_locked(form: &FormType, key: &str, node: Option<&Node>) -> bool {
    match (form.name.as_str(), key) {
        (CONTACT, key) if OBJECTION.contains(&key) => true,
        (CONTACT, "email") => node.is_some_and(says_so),
        ("Logbook", "status") => {
            node.and_then(|node| node.get(key)).is_some_and(|status| letters(status) == "objected")
        }
        _ => false,
    }
}

/// Whether an entry of a list is somebody who objected: it is not taken away.
pub fn has_objected(kind: &FieldKind, node: &Node) -> bool {
    matches!(kind, FieldKind::Group(form) if form.name == CONTACT) && says_so(node)
}

/// Whether a contact says that the person objected: by a day, too, and by whatever is not plainly a no.
fn says_so(contact: &Node) -> bool {
    let [objected, on] = OBJECTION.map(|key| contact.get(key).filter(|node| node.value != Value::Null));
    let is_no = |node: &Node| ["false", "False", "FALSE", "no", "No"].contains(&letters(node));
    on.is_some() || objected.is_some_and(|node| !is_no(node))
}

fn letters(node: &Node) -> &str {
    match &node.value {
        Value::Scalar { text, .. } => text.trim(),
        _ => "",
    }
}
