//! Which names a file can have on every system, and how its path is shown.

use std::path::Path;

/// The name of the folder with the documents that are about all partners, beside those of each partner.
pub const OWN_DOCUMENTS: &str = "institution";

/// Whether this can be the name of a partner's file.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id != OWN_DOCUMENTS
        && id.len() <= 80
        && id.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'-')
        && !id.starts_with('-')
        && !is_device(id)
}

/// Whether Windows keeps a name for a device, in capitals or small letters and with any ending: a file of that
/// name cannot be copied to such a computer, nor deleted there (Microsoft, "Naming Files, Paths, and Namespaces").
pub fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name).trim_end().to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let mut number = number.unwrap_or_default().chars();
    // The three small digits above the line are those of the old Western code page.
    let is_number = number.next().is_some_and(|one| one.is_ascii_digit() || "¹²³".contains(one));
    is_number && number.next().is_none()
}

/// Devices without a number.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// A path with `/` between its parts, whatever the system has.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
