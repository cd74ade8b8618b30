//! A language, ready to write with: days, lists, numbers, names of countries.

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{E, YMD, YMDE};
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::language::Language;
use super::language_patterns::wrong_patterns;
use super::placeholders::fill;
use super::readers::Readers;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::display_names::DisplayNames;
use crate::schema::Record;
use crate::source::SourceFile;

/// A language, ready to write with.
pub struct Locale {
    /// The language tag: en, pt-PT.
    pub tag: String,
    /// Its words.
    pub words: Language,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    weekday_date: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, E>,
    and: ListFormatter,
    or: ListFormatter,
    plurals: PluralRules,
    names: Option<DisplayNames>,
}

impl Locale {
    /// Reads a language's file.
    ///
    /// # Errors
    /// What is wrong with the file, or a `locale` that CLDR does not know.
    pub fn read(tag: &str, file: SourceFile) -> Result<Self, Diagnostics> {
        let record = Record::<Language>::read(file)?;
        let unknown = || {
            Diagnostics::from(
                Diagnostic::error(
                    codes::UNKNOWN_LOCALE,
                    format!("`{}` is not a locale that CLDR knows", record.model.locale),
                )
                .at(&record.file, &record.place(&["locale"]), ""),
            )
        };
        let wrong = wrong_patterns(&record);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let names = DisplayNames::of(tag).or_else(|| DisplayNames::of(&record.model.locale));
        if names.is_none() && record.model.countries.is_empty() {
            let message = format!("`countries` is missing, and CLDR’s names are not known in `{tag}`");
            return Err(Diagnostic::error(codes::MISSING_KEY, message)
                .at(&record.file, &record.place(&["locale"]), "")
                .help("name the countries by their codes: `countries: {PT: \"…\", DE: \"…\"}`, and `languages` the same way")
                .into());
        }
        let locale: icu_locale_core::Locale = record.model.locale.parse().map_err(|_| unknown())?;
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        Ok(Self {
            tag: tag.to_owned(),
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                .map_err(|_| unknown())?,
            weekday_date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMDE::long())
                .map_err(|_| unknown())?,
            weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), E::long())
                .map_err(|_| unknown())?,
            and: ListFormatter::try_new_and((&locale).into(), wide).map_err(|_| unknown())?,
            or: ListFormatter::try_new_or((&locale).into(), wide).map_err(|_| unknown())?,
            names,
            plurals: PluralRules::try_new_cardinal((&locale).into()).map_err(|_| unknown())?,
            words: record.model,
        })
    }

    /// Those who read its documents.
    pub fn readers(&self) -> Readers {
        Readers::of(&self.words.locale)
    }

    /// A day: 5 March 2027.
    pub fn date(&self, day: Date) -> String {
        let written =
            gregorian(day).map_or_else(|| day.to_string(), |day| self.date.format(&day).to_string());
        fill(&self.words.dates.date, &[("date", &self.with_first_day(written, day))])
    }

    /// A day with its weekday: Friday 5 March 2027.
    pub fn weekday_date(&self, day: Date) -> String {
        let Some(written) = gregorian(day) else { return day.to_string() };
        match &self.words.dates.weekday_date {
            Some(pattern) => {
                let weekday = self.weekday.format(&written).to_string();
                fill(pattern, &[("weekday", &weekday), ("date", &self.date(day))])
            }
            None => {
                let whole = self.weekday_date.format(&written).to_string();
                let date = self.date.format(&written).to_string();
                // Where the date stands in it as it stands alone, it is written as it is alone.
                match whole.strip_suffix(&date) {
                    Some(weekday) => format!("{weekday}{}", self.date(day)),
                    None => self.with_first_day(whole, day),
                }
            }
        }
    }

    /// With the first day of a month as the language has it.
    fn with_first_day(&self, written: String, day: Date) -> String {
        let Some(first) = self.words.dates.first_of_month.as_ref().filter(|_| day.day() == 1) else {
            return written;
        };
        let mut words: Vec<&str> = written.split(' ').collect();
        if let Some(word) = words.iter_mut().find(|word| **word == "1") {
            *word = first;
        }
        words.join(" ")
    }

    /// A time of the day: 11:00.
    pub fn clock(&self, time: Time) -> String {
        time.strftime(&self.words.dates.clock).to_string().replace(' ', "\u{a0}")
    }

    /// a, b and c.
    pub fn and(&self, items: &[String]) -> String {
        self.and.format_to_string(items.iter())
    }

    /// a, b or c.
    pub fn or(&self, items: &[String]) -> String {
        self.or.format_to_string(items.iter())
    }

    /// Names that have conjunctions of their own, one beside the other: a; b; c.
    pub fn apart(&self, items: &[String]) -> String {
        items.join(&self.words.between_names)
    }

    /// Which words a number takes, as CLDR calls them: zero, one, two, few, many, other.
    pub fn plural_category(&self, number: i128) -> &'static str {
        match self.plurals.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// A number as a word, when the language's file has one.
    pub fn number(&self, number: usize) -> String {
        self.words.numbers.get(number).cloned().unwrap_or_else(|| number.to_string())
    }

    /// What a draft calls a value that is missing, by the path of its field: mou.term.start; the path itself where the language
    /// has no words for it, as no word of another language stands on a page.
    pub fn gap_words(&self, path: &str) -> String {
        self.words.gaps.get(path).map_or(path, String::as_str).to_owned()
    }

    /// The name of a country: that of the language's file, else that of CLDR; its code when there is none.
    pub fn country<'a>(&'a self, code: &'a str) -> &'a str {
        let own = self.words.countries.get(code).map(String::as_str);
        own.or_else(|| self.names?.country(code)).unwrap_or(code)
    }

    /// The name of a language: that of the language's file, else that of CLDR; its tag when there is none.
    pub fn language<'a>(&'a self, tag: &'a str) -> &'a str {
        let own = self.words.languages.get(tag).map(String::as_str);
        own.or_else(|| self.names?.language(tag)).unwrap_or(tag)
    }

    /// The city that a time zone is called by: Europe/Lisbon is Lisbon.
    pub fn city(&self, zone: &str) -> String {
        let own = self.words.cities.get(zone).map(String::as_str);
        let known = own.or_else(|| self.names?.city(zone));
        known.map_or_else(|| zone.rsplit('/').next().unwrap_or(zone).replace('_', " "), str::to_owned)
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({})", self.tag)
    }
}

fn gregorian(day: Date) -> Option<CalendarDate<Gregorian>> {
    CalendarDate::try_new_gregorian(
        i32::from(day.year()),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
    .ok()
}

/// A time zone by its IANA name.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}
