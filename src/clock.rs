//! The only place that asks for the time.
//!
//! **Why here alone.** The same input gives the same bytes; the date is an input. Whatever needs a
//! date gets it as a value from the command line, `SOURCE_DATE_EPOCH`, or, failing both, from here.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Today in the given time zone; `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) takes precedence over
/// the clock.
///
/// # Errors
/// The value of `SOURCE_DATE_EPOCH` when it is not a number of seconds.
pub fn today(zone: &TimeZone) -> Result<Date, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .map(|moment| moment.to_zoned(TimeZone::UTC).date())
            .ok_or(text),
        Err(_) => Ok(Timestamp::now().to_zoned(zone.clone()).date()),
    }
}

/// This moment in the computer's time zone: for the date of a mail that is sent, and for the ledger.
pub fn now() -> jiff::Zoned {
    let moment = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let moment = moment.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.unwrap_or_else(Timestamp::now).to_zoned(TimeZone::system())
}

/// A stopwatch for what is shown to the user; never part of an output.
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}
