//! The day on documents: the one asked for, else the one that is set for the computer, else today.

use clap::Args;
use handclasp::clock;
use handclasp::diagnostic::{Diagnostic, codes};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day to put on documents: the one asked for, else today.
///
/// # Errors
/// A text or a setting that is none.
pub fn day(asked: Option<&str>) -> Result<Date, Diagnostic> {
    match asked {
        Some(text) => day_behind("--date ", text),
        None => clock::today(&TimeZone::system()).map_err(|text| bad_setting(&text)),
    }
}

/// The day that a text says; `flag` is what stands before it on the command line, with a blank.
///
/// # Errors
/// A text that is none.
pub fn day_behind(flag: &str, text: &str) -> Result<Date, Diagnostic> {
    text.parse().ok().filter(|_| text.len() == 10).ok_or_else(|| {
        Diagnostic::error(codes::BAD_DATE, format!("`{text}` is not a day"))
            .help(format!("write it as year-month-day: {flag}2027-03-04"))
    })
}

/// On which day it happened.
#[derive(Args)]
pub struct DayArguments {
    /// The day on which it happened: 2027-03-04 [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl DayArguments {
    /// The day.
    ///
    /// # Errors
    /// A text that is none.
    pub fn day(&self) -> Result<Date, Diagnostic> {
        match &self.on {
            Some(text) => day_behind("--on ", text),
            None => day(None),
        }
    }
}

/// The first year whose days stand on documents on purpose.
const FIRST_YEAR: i16 = 2000;

/// A remark when `SOURCE_DATE_EPOCH` sets a day that nobody means; what it sets is read before every command alike.
///
/// # Errors
/// A value that is no number of seconds.
pub fn set_day() -> Result<Option<Diagnostic>, Diagnostic> {
    let day = clock::set_day().map_err(|text| bad_setting(&text))?;
    Ok(day.filter(|day| day.year() < FIRST_YEAR).map(|day| {
        let message = format!("`SOURCE_DATE_EPOCH` sets the day on documents: {day}");
        Diagnostic::warning(codes::BAD_DATE, message)
            .help("it is a setting of the computer; take it away to have the day of today, or name one with `--date`")
    }))
}

fn bad_setting(text: &str) -> Diagnostic {
    let message = match text.trim() {
        "" => "`SOURCE_DATE_EPOCH` is set and empty".to_owned(),
        text => format!("`SOURCE_DATE_EPOCH` is `{text}`, which is not a number of seconds"),
    };
    Diagnostic::error(codes::BAD_DATE, message)
        .help("it is a setting of the computer; take it away, or set it to the seconds since 1970")
}
