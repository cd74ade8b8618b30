//! The only place that asks for the time.
//!
//! **Why here alone.** The same input gives the same bytes; the date is an input. Whatever needs a
//! date gets it as a value from the command line, `SOURCE_DATE_EPOCH`, or, failing both, from here.
//! Only what happens once, a mail that leaves, has the moment at which it happens.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The day that `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) sets; none when it is not set.
///
/// # Errors
/// Its value when that is not a number of seconds.
pub fn set_day() -> Result<Option<Date>, String> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let text = value.to_string_lossy().into_owned();
    let moment = text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map(|moment| Some(moment.to_zoned(TimeZone::UTC).date())).ok_or(text)
}

/// Today in the given time zone, for what stands on documents; the day that `SOURCE_DATE_EPOCH` sets takes precedence
/// over the clock.
///
/// # Errors
/// As [`set_day`].
pub fn today(zone: &TimeZone) -> Result<Date, String> {
    Ok(set_day()?.unwrap_or_else(|| Timestamp::now().to_zoned(zone.clone()).date()))
}

/// This moment in the computer's time zone, for the date of a mail that leaves and for what is noted of it. It
/// is always the clock's: what happened, happened when it did.
pub fn now() -> Zoned {
    Timestamp::now().to_zoned(TimeZone::system())
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
