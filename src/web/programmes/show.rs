//! The lead's page: targets against outcomes, and groups side by side.
use super::{
    super::{Error, Result, form::Choice, visit::Visit},
    figures::{self, Card, Progress},
};
use crate::{
    audit::Act,
    clock::Clock,
    codes::places::RegionType,
    database::Database,
    identity::Right,
    indicators::{self, Axis, Contribution, Figure, Indicator, Period, Question},
    programmes::{self, Led, Programme},
    reports::{self, SplitRow},
    templates::decimal,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

/// The indicators that can be split on the page: those a release splits.
const SPLIT: &[Indicator] = crate::releases::TABLES;

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    period: String,
    split: String,
}

#[derive(Serialize)]
struct Page {
    programme: Programme,
    organisations: Vec<String>,
    period: String,
    period_words: String,
    periods: Vec<Choice>,
    whole: bool,
    form: PeriodForm,
    progress: Progress,
    cards: Vec<Card>,
    definitions: Vec<Definition>,
    splits: Vec<Side>,
    split_choices: Vec<Choice>,
    split_name: String,
    split_unit: String,
}

#[derive(Serialize)]
struct PeriodForm {
    period: String,
    split: &'static str,
}

#[derive(Serialize)]
struct Definition {
    code: &'static str,
    name: String,
    text: String,
}

/// Two groups side by side, as a chart with its table.
#[derive(Serialize)]
struct Side {
    kind: &'static str,
    caption: String,
    first: String,
    second: String,
    by: String,
    max: i64,
    rows: Vec<SideRow>,
    has_list: bool,
}

#[derive(Serialize)]
struct SideRow {
    label: String,
    first: Value,
    second: Value,
    unknown: String,
    note: Option<String>,
    total: bool,
}

#[derive(Serialize)]
struct Value {
    value: i64,
    text: String,
    href: Option<String>,
}

/// The page. An administrator, who sees no figures, comes to the form.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let programme = programmes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let Some(led) = programmes::find_led(db.read(), &visit.user, id).await? else {
        visit.only_if(visit.user.may(Right::DefineProgrammes))?;
        return Ok(Redirect::to(&format!("/programmes/{id}/edit")).into_response());
    };
    let period = figures::period_of(&asked.period);
    let question = Question::new(&led, period, clock.now());
    let found = indicators::contributions_to(db.read(), &question, Indicator::ALL).await?;
    visit.saw(Act::new("view", "programme", id)).await?;
    let figures: Vec<Figure> =
        found.iter().map(|(indicator, contributions)| Figure::of(*indicator, contributions)).collect();
    let targets = programmes::targets(db.read(), id).await?;
    let split = Indicator::from_code(&asked.split).filter(|split| SPLIT.contains(split)).unwrap_or(SPLIT[0]);
    let contributions = found.iter().find(|(indicator, _)| *indicator == split).map(|(_, found)| found);
    let organisations = programmes::organisations(db.read(), id).await?;
    let page = Page {
        organisations: organisations.into_iter().map(|organisation| organisation.name).collect(),
        period: period.to_string(),
        period_words: figures::worded(&visit, period),
        periods: figures::period_choices(&visit, &led, clock.today()),
        whole: period == Period::Whole,
        form: PeriodForm { period: period.to_string(), split: split.code() },
        progress: figures::progress(&visit, &figures, &targets),
        cards: figures
            .iter()
            .flat_map(|figure| figures::cards(&visit, &led, period, figure, &targets))
            .collect(),
        definitions: Indicator::ALL.iter().map(|&indicator| definition(&visit, indicator)).collect(),
        splits: sides(&visit, &led, period, split, contributions.map_or(&[], Vec::as_slice)),
        split_choices: SPLIT
            .iter()
            .map(|split| Choice::new(split.code(), visit.say(&split.name_key())))
            .collect(),
        split_name: visit.say(&split.name_key()),
        split_unit: visit.say(&format!("indicators-unit-{}", split.unit().code())),
        programme,
    };
    Ok(visit.page("programmes/show.html", page)?.into_response())
}

fn definition(visit: &Visit, indicator: Indicator) -> Definition {
    Definition {
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        text: visit.say(&indicator.definition_key()),
    }
}

fn sides(
    visit: &Visit,
    led: &Led,
    period: Period,
    indicator: Indicator,
    contributions: &[Contribution],
) -> Vec<Side> {
    let pairs = [
        (Axis::Sex, Axis::Age),
        (Axis::Sex, Axis::RegionType),
        (Axis::Background, Axis::Age),
        (Axis::Background, Axis::RegionType),
    ];
    let side = |(against, by)| {
        let split = reports::split(led, contributions, against, by);
        let level = |axis: Axis, code: &str| level(visit, axis, code);
        let groups = reports::levels(against);
        let cell = |row: &SplitRow, group: &str, value: i64| Value {
            value,
            text: decimal(visit.user.locale, value),
            href: (!against.is_sensitive() && value != 0)
                .then(|| cell_address(led.id, indicator, period, group, by, row.level)),
        };
        Side {
            kind: against.code(),
            caption: format!(
                "{}: {}",
                level_heading(visit, against),
                level_heading(visit, by).to_lowercase()
            ),
            first: level(against, groups[0]),
            second: level(against, groups[1]),
            by: level_heading(visit, by),
            max: split
                .rows
                .iter()
                .filter(|row| row.level.is_some())
                .map(|row| row.first.max(row.second))
                .max()
                .unwrap_or(0),
            has_list: !against.is_sensitive(),
            rows: split
                .rows
                .iter()
                .map(|row| SideRow {
                    label: row.level.map_or_else(|| visit.say("indicators-total"), |code| level(by, code)),
                    first: cell(row, groups[0], row.first),
                    second: cell(row, groups[1], row.second),
                    unknown: decimal(visit.user.locale, row.unknown),
                    note: None,
                    total: row.level.is_none(),
                })
                .collect(),
        }
    };
    pairs.into_iter().map(side).collect()
}

/// The list behind a cell: never one of a split by background.
fn cell_address(
    id: i64,
    indicator: Indicator,
    period: Period,
    sex: &str,
    by: Axis,
    level: Option<&str>,
) -> String {
    let level = level.map(|code| format!("&{}={code}", by.code())).unwrap_or_default();
    format!("/programmes/{id}/indicators/{}?period={period}&part=main&sex={sex}{level}", indicator.code())
}

fn level_heading(visit: &Visit, axis: Axis) -> String {
    visit.say(&format!("indicators-axis-{}", axis.code()))
}

fn level(visit: &Visit, axis: Axis, code: &str) -> String {
    match (axis, RegionType::from_code(code)) {
        (Axis::RegionType, Some(region)) => visit.say(region.word()),
        (Axis::RegionType | Axis::Lan, _) => visit.say("indicators-unknown"),
        _ => visit.say(&format!("indicators-{}-{code}", axis.code())),
    }
}
