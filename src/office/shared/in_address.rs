//! A value as it stands in an address: what has a meaning there is written as numbers (RFC 3986, section 2.1).

/// A value as it stands in an address: a blank is `%20`, which no server takes for a plus.
pub fn in_address(value: &str) -> String {
    let mut written = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => written.push(char::from(byte)),
            byte => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}
