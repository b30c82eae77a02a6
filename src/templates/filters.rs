//! Days, times, hours and money as people here write them.
use super::locale;
use crate::{
    clock::{local_day, local_time},
    locales::{Args, Locale},
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use minijinja::{Environment, Error, ErrorKind, State, Value};

pub(super) fn add_to(env: &mut Environment<'static>) {
    env.add_filter("day", |state: &State, value: Value| with_day(value, |day| short(locale(state), day)));
    env.add_filter("day_long", |state: &State, value: Value| with_day(value, |day| long(locale(state), day)));
    env.add_filter("time", |value: Value| {
        with_moment(value, |moment| local_time(moment).format("%H.%M").to_string())
    });
    env.add_filter("hours", |state: &State, minutes: i64| decimal(locale(state), minutes * 100 / 60));
    env.add_filter("hundredths", |state: &State, value: i64| decimal(locale(state), value));
    env.add_filter("number", |state: &State, value: i64| grouped(locale(state), value));
    env.add_filter("sek", |state: &State, ore: i64| grouped(locale(state), (ore + 50).div_euclid(100)));
}

/// `24 nov. 2026`
pub(crate) fn short(locale: Locale, day: NaiveDate) -> String {
    let month = locale.say(&format!("date-month-short-{}", day.month()));
    format!("{} {month} {}", day.day(), day.year())
}

/// `tisdag 24 november, vecka 48`
fn long(locale: Locale, day: NaiveDate) -> String {
    let args = Args::default()
        .text("weekday", locale.say(&format!("date-weekday-{}", day.weekday().number_from_monday())))
        .text("month", locale.say(&format!("date-month-{}", day.month())))
        .text("day", day.day().to_string())
        .text("week", day.iso_week().week().to_string());
    locale.say_with("date-long", &args)
}

/// `1 234,5` from hundredths; no decimals where there are none.
pub(crate) fn decimal(locale: Locale, hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let mark = match locale {
        Locale::Swedish => ",",
        Locale::English => ".",
    };
    let whole = grouped(locale, whole);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}{mark}{}", rest / 10),
        _ => format!("{sign}{whole}{mark}{rest:02}"),
    }
}

/// `1 234 567`, with a space no line break falls in.
pub(crate) fn grouped(locale: Locale, value: i64) -> String {
    let mark = match locale {
        Locale::Swedish => '\u{a0}',
        Locale::English => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn with_day(value: Value, say: impl FnOnce(NaiveDate) -> String) -> Result<String, Error> {
    if value.is_none() {
        return Ok(String::new());
    }
    let text = value.as_str().unwrap_or_default();
    let day = text
        .parse::<NaiveDate>()
        .ok()
        .or_else(|| text.parse::<DateTime<Utc>>().ok().map(local_day))
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "not a day"))?;
    Ok(say(day))
}

fn with_moment(value: Value, say: impl FnOnce(DateTime<Utc>) -> String) -> Result<String, Error> {
    let moment = value.as_str().unwrap_or_default().parse::<DateTime<Utc>>();
    moment.map(say).map_err(|_| Error::new(ErrorKind::InvalidOperation, "not a moment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_swedes_write_them() {
        assert_eq!(decimal(Locale::Swedish, 123_450), "1\u{a0}234,5");
        assert_eq!(decimal(Locale::Swedish, -150), "−1,5");
        assert_eq!(decimal(Locale::English, 1_234_500_025), "12,345,000.25");
        assert_eq!(grouped(Locale::Swedish, 999), "999");
    }
}
