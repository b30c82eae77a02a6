//! The list behind a figure, as a page and as a file.
use super::{
    Error, Result,
    form::Choice,
    programmes::{number, period_of},
    visit::Visit,
};
use crate::{
    audit::Act,
    clients::entity::client::Sex,
    clock::Clock,
    codes::places::RegionType,
    database::Database,
    exports::csv,
    indicators::{self, AgeGroup, Filter, Indicator, Listed, Part},
    programmes::{self, Programme},
};
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Rows a page.
const ROWS: usize = 50;

/// What the address asks for. There is no background here: see [`Filter`].
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    period: String,
    part: String,
    sex: String,
    age: String,
    region_type: String,
    page: usize,
}

#[derive(Serialize)]
struct Page {
    programme: Programme,
    code: &'static str,
    name: String,
    definition: String,
    unit: String,
    narrowed: Vec<String>,
    rows: Vec<Row>,
    total: usize,
    sum: String,
    sums: bool,
    parts: Vec<Choice>,
    part: &'static str,
    born_abroad: bool,
    address: String,
    next_url: Option<String>,
    previous_url: Option<String>,
}

#[derive(Serialize)]
struct Row {
    number: String,
    organisation: String,
    phase: &'static str,
    status: &'static str,
    on: NaiveDate,
    state: &'static str,
    value: String,
}

/// The list; with `.csv` after the code, the file.
pub async fn list(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path((id, code)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (code, as_file) = match code.strip_suffix(".csv") {
        Some(code) => (code, true),
        None => (code.as_str(), false),
    };
    let indicator = Indicator::from_code(code).ok_or(Error::NotFound)?;
    let led = programmes::find_led(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let period = period_of(&asked.period);
    let filter = asked.filter(indicator);
    let rows = indicators::list(db.read(), &led, period, indicator, &filter, clock.now()).await?;
    let action = if as_file { "export" } else { "list" };
    visit.saw(Act::new(action, "programme", id).detail(indicator.code())).await?;
    if as_file {
        return file(&visit, indicator, &format!("{}-{period}.csv", indicator.code()), &rows);
    }
    let page = page(&visit, &led, indicator, &filter, &asked, &rows);
    Ok(visit.page("indicators/list.html", page)?.into_response())
}

impl Asked {
    fn filter(&self, indicator: Indicator) -> Filter {
        let part = Part::from_code(&self.part).filter(|part| indicator.parts().contains(part));
        Filter {
            part: Some(part.unwrap_or(indicator.parts()[0])),
            sex: Sex::from_code(&self.sex),
            age: AgeGroup::from_code(&self.age),
            region_type: RegionType::from_code(&self.region_type),
            organisation_id: None,
        }
    }
}

/// The same question again, from what was understood of it and not from what was typed.
fn query(asked: &Asked, filter: &Filter) -> String {
    let mut query = format!("period={}", period_of(&asked.period));
    let fields = [
        ("part", filter.part.map(Part::code)),
        ("sex", filter.sex.map(Sex::code)),
        ("age", filter.age.map(AgeGroup::code)),
        ("region_type", filter.region_type.map(RegionType::code)),
    ];
    for (name, code) in fields {
        if let Some(code) = code {
            query.push_str(&format!("&{name}={code}"));
        }
    }
    query
}

fn page(
    visit: &Visit,
    programme: &Programme,
    indicator: Indicator,
    filter: &Filter,
    asked: &Asked,
    rows: &[Listed],
) -> Page {
    let address = format!("/programmes/{}/indicators/{}", programme.id, indicator.code());
    let asked_again = query(asked, filter);
    let place = asked.page.min(rows.len() / ROWS);
    let turned = |page: usize| format!("{address}?{asked_again}&page={page}");
    let part = filter.part.unwrap_or(Part::Main);
    let known: Vec<_> = rows.iter().filter_map(|row| row.value).collect();
    let sum = known.iter().map(|value| value.units()).sum();
    let sum = crate::disclosure::Number::new(sum, if indicator.decimals() == 2 { 2 } else { 0 });
    let narrowed = [
        Some(visit.say(&format!("indicators-part-{}", part.code()))).filter(|_| part != Part::Main),
        filter.sex.map(|sex| visit.say(&format!("indicators-sex-{}", sex.code()))),
        filter.age.map(|age| visit.say(&format!("indicators-age-{}", age.code()))),
        filter.region_type.map(|region| visit.say(region.word())),
    ];
    let listed = indicator.parts().iter().filter(|part| part.has_list());
    Page {
        programme: programme.clone(),
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        definition: visit.say(&indicator.definition_key()),
        unit: visit.say(&format!("indicators-unit-{}", indicator.unit().code())),
        narrowed: narrowed.into_iter().flatten().collect(),
        total: rows.len(),
        sum: number(visit.user.locale, sum),
        sums: indicator.decimals() > 0,
        parts: visit.choices("indicators-part-", listed.map(|part| part.code())),
        part: part.code(),
        born_abroad: !part.has_list(),
        rows: rows.iter().skip(place * ROWS).take(ROWS).map(|row| shown(visit, row)).collect(),
        next_url: (rows.len() > (place + 1) * ROWS).then(|| turned(place + 1)),
        previous_url: (place > 0).then(|| turned(place - 1)),
        address: format!("{address}.csv?{asked_again}"),
    }
}

fn shown(visit: &Visit, row: &Listed) -> Row {
    Row {
        number: row.number.clone(),
        organisation: row.organisation.clone(),
        phase: row.phase.code(),
        status: row.status.code(),
        on: row.on,
        state: row.state.code(),
        value: row.value.map(|value| number(visit.user.locale, value)).unwrap_or_default(),
    }
}

/// The same rows as a file for the lead's own use.
fn file(visit: &Visit, indicator: Indicator, name: &str, rows: &[Listed]) -> Result<Response> {
    let heads = ["number", "organisation", "phase", "status", "on", "part", "state", "value", "unit"];
    let header = heads.map(|head| visit.say(&format!("indicators-column-{head}")));
    let unit = visit.say(&format!("indicators-unit-{}", indicator.unit().code()));
    let line = |row: &Listed| {
        [
            row.number.clone(),
            row.organisation.clone(),
            visit.say(&format!("cases-phase-{}", row.phase.code())),
            visit.say(&format!("cases-status-{}", row.status.code())),
            row.on.to_string(),
            visit.say(&format!("indicators-part-{}", row.part.code())),
            visit.say(&format!("indicators-state-{}", row.state.code())),
            row.value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default(),
            unit.clone(),
        ]
    };
    let mut out = Vec::new();
    csv::write_rows(&header, rows.iter().map(line), &mut out).map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, out).into_response())
}
