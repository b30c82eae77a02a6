//! Figures worded for a page.
use super::super::{form::Choice, visit::Visit};
use crate::{
    disclosure::Number,
    indicators::{Figure, Indicator, Line, Part, Period},
    locales::Locale,
    programmes::{Led, Programme},
    templates::decimal,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// One figure with its honest denominator and the way to the list behind it.
#[derive(Serialize)]
pub struct Card {
    label: String,
    figure: String,
    unit: String,
    of: Option<Of>,
    target: Option<String>,
    href: Option<String>,
}

/// Of how many it tells.
#[derive(Serialize)]
struct Of {
    known: i64,
    unknown: i64,
    lost: i64,
    waiting: i64,
}

/// The period asked for in the address; the whole programme where none or nonsense is.
pub fn period_of(text: &str) -> Period {
    text.parse().unwrap_or(Period::Whole)
}

/// The periods to choose from.
pub fn period_choices(visit: &Visit, programme: &Programme, today: NaiveDate) -> Vec<Choice> {
    let whole = Choice::new("whole", visit.say("indicators-period-whole"));
    let halves =
        Period::of(programme, today).into_iter().map(|period| Choice::new(period, worded(visit, period)));
    [whole].into_iter().chain(halves).collect()
}

/// `första halvåret 2026`
pub fn worded(visit: &Visit, period: Period) -> String {
    match period {
        Period::Whole => visit.say("indicators-period-whole"),
        Period::Half { year, second: false } => {
            format!("{} {year}", visit.say("indicators-period-first-half"))
        }
        Period::Half { year, second: true } => {
            format!("{} {year}", visit.say("indicators-period-second-half"))
        }
    }
}

/// A figure as people here write it.
pub fn number(locale: Locale, number: Number) -> String {
    decimal(locale, hundredths(number))
}

fn hundredths(number: Number) -> i64 {
    match number.decimals() {
        0 => number.units() * 100,
        1 => number.units() * 10,
        _ => number.units(),
    }
}

/// The cards of an indicator, one a line, with gains and losses where they are told apart.
pub fn cards(
    visit: &Visit,
    led: &Led,
    period: Period,
    figure: &Figure,
    targets: &BTreeMap<String, i64>,
) -> Vec<Card> {
    let indicator = figure.indicator;
    let name = visit.say(&indicator.name_key());
    let unit = visit.say(&format!("indicators-unit-{}", indicator.unit().code()));
    let target = targets.get(indicator.code()).filter(|_| period == Period::Whole);
    let card = |line: &Line| {
        let of = Of { known: line.known, unknown: line.unknown, lost: line.lost, waiting: line.not_yet_due };
        Card {
            label: match line.part {
                Part::Main => name.clone(),
                part => format!("{name}: {}", visit.say(&format!("indicators-part-{}", part.code()))),
            },
            figure: line.value.map_or("–".into(), |value| number(visit.user.locale, value)),
            unit: unit.clone(),
            of: may_be_missing(indicator).then_some(of),
            target: target
                .filter(|_| line.part == figure.main().part)
                .map(|target| decimal(visit.user.locale, target * 100)),
            href: line.part.has_list().then(|| {
                let (id, code, part) = (led.id, indicator.code(), line.part.code());
                format!("/programmes/{id}/indicators/{code}?period={period}&part={part}")
            }),
        }
    };
    let apart = |key: &str, value: Option<Number>| {
        value.map(|value| Card {
            label: format!("{name}: {}", visit.say(key)),
            figure: number(visit.user.locale, value),
            unit: unit.clone(),
            of: None,
            target: None,
            href: None,
        })
    };
    let main = figure.main();
    figure
        .lines
        .iter()
        .map(card)
        .chain(apart("indicators-gains", main.gains))
        .chain(apart("indicators-losses", main.losses))
        .collect()
}

/// Whether somebody's answer can be missing: a count of what was done has no such.
fn may_be_missing(indicator: Indicator) -> bool {
    matches!(indicator, Indicator::J07 | Indicator::J08 | Indicator::J13)
}

/// The longest bar, in per cent of the target: one far above it must not make the others invisible.
const LONGEST: i64 = 200;

/// How far the programme has come to its targets, in per cent of each.
#[derive(Serialize)]
pub struct Progress {
    rows: Vec<ProgressRow>,
    max: i64,
}

#[derive(Serialize)]
struct ProgressRow {
    label: String,
    series: [Bar; 1],
    target: i64,
    note: String,
    href: Option<String>,
}

#[derive(Serialize)]
struct Bar {
    class: &'static str,
    value: i64,
    text: String,
}

/// The chart of targets against outcomes, of the indicators that have a target.
pub fn progress(visit: &Visit, figures: &[Figure], targets: &BTreeMap<String, i64>) -> Progress {
    let locale = visit.user.locale;
    let mut rows: Vec<ProgressRow> = figures
        .iter()
        .filter_map(|figure| {
            let target = *targets.get(figure.indicator.code()).filter(|target| **target > 0)?;
            let value = figure.main().value?;
            let share = (hundredths(value).max(0) / target).min(10_000);
            let unit = visit.say(&format!("indicators-unit-{}", figure.indicator.unit().code()));
            Some(ProgressRow {
                label: visit.say(&figure.indicator.name_key()),
                series: [Bar { class: "all", value: share, text: format!("{share} %") }],
                target: 100,
                note: format!(
                    "{} {} {} {unit}",
                    number(locale, value),
                    visit.say("indicators-of-target"),
                    decimal(locale, target * 100)
                ),
                href: None,
            })
        })
        .collect();
    let max = rows.iter().map(|row| row.series[0].value).max().unwrap_or(0).clamp(120, LONGEST);
    for row in &mut rows {
        row.series[0].value = row.series[0].value.min(max);
    }
    Progress { rows, max }
}
