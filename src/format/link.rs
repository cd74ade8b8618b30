//! Where links lead.

use std::borrow::Cow;

use crate::email_address::sent;

/// Where a link leads, as programs follow it: an email address as it is sent.
pub fn target(url: &str) -> Cow<'_, str> {
    let Some(rest) = url.strip_prefix("mailto:").filter(|rest| !rest.is_ascii()) else {
        return Cow::Borrowed(url);
    };
    let (address, more) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    Cow::Owned(format!("mailto:{}{more}", sent(address)))
}
