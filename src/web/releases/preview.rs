//! A release as it would be, for the lead of its programme, before it is frozen.
use super::{
    super::{Error, Result, form::Choice, form::Posted, visit::Visit},
    previews::{Outcome, Preview, Previews},
    summary::{Row, Table, summary},
};
use crate::{
    app::App,
    audit::Act,
    clock::local_day,
    disclosure::{Refusal, watch::Stage},
    indicators::{Axis, Period},
    programmes,
    releases::{self, Definition},
};
use axum::{
    Extension,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

/// How often the page of a preview under way is asked for again, in seconds.
const AGAIN_AFTER: &str = "2";
/// So many cells of a refusal are told.
const TOLD: usize = 5;

/// Which release of which half-year.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    definition: String,
    period: String,
}

#[derive(Serialize)]
struct Page {
    form: Asked,
    definitions: Vec<Choice>,
    periods: Vec<Choice>,
    heading: Option<String>,
    threshold: i64,
    running: Option<Running>,
    shown: Option<Shown>,
    refused: Option<Refused>,
    unchanged: bool,
    stopped: bool,
    failed: bool,
}

#[derive(Serialize)]
struct Running {
    stage: &'static str,
    done: usize,
    of: usize,
}

#[derive(Serialize)]
struct Shown {
    tables: Vec<Table>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Refused {
    /// `leaks`, `past`, `undecided` or `not-over`.
    why: &'static str,
    table: String,
    count: usize,
    cells: Vec<String>,
}

/// What may be previewed, and the preview she asked for: under way, done or refused.
pub async fn show(
    State(app): State<App>,
    Extension(previews): Extension<Previews>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let hers = definitions(&app, &visit).await?;
    let found = previews.of(visit.user.id);
    let found = found.filter(|preview| hers.iter().any(|(one, _)| *one == preview.definition));
    let running = found.as_ref().is_some_and(|preview| preview.outcome.is_none());
    let page = visit.page("releases/preview.html", page(&visit, asked, &hers, found))?;
    Ok(match running {
        true => ([(header::REFRESH, AGAIN_AFTER)], page).into_response(),
        false => page.into_response(),
    })
}

/// Begins a preview. That she asked is written down: it shows figures.
pub async fn begin(
    State(app): State<App>,
    Extension(previews): Extension<Previews>,
    visit: Visit,
    Posted(asked): Posted<Asked>,
) -> Result<Response> {
    let hers = definitions(&app, &visit).await?;
    let meant = hers.into_iter().find(|(one, _)| one.id.to_string() == asked.definition);
    let (definition, periods) = meant.ok_or(Error::NotFound)?;
    let period: Period = asked.period.parse().map_err(|_| Error::BadRequest)?;
    if !periods.contains(&period) {
        return Err(Error::BadRequest);
    }
    visit.saw(Act::new("preview", "release_definition", definition.id)).await?;
    previews.begin(app.db.clone(), visit.user.id, definition, period, app.clock.now()).await;
    Ok(Redirect::to("/releases/preview").into_response())
}

/// Stops the preview under way.
pub async fn stop(Extension(previews): Extension<Previews>, visit: Visit) -> Result<Response> {
    previews.stop(visit.user.id);
    Ok(Redirect::to("/releases/preview").into_response())
}

/// What is promised of the programmes she leads, each with the half-years that are over.
async fn definitions(app: &App, visit: &Visit) -> Result<Vec<(Definition, Vec<Period>)>> {
    let today = local_day(app.clock.now());
    let mut hers = Vec::new();
    for programme in programmes::led_by(&visit.user).all(app.db.read()).await? {
        let periods = Period::of(&programme, today);
        let over = periods.into_iter().filter(|period| period.days(&programme).1 < today);
        let over: Vec<Period> = over.collect();
        for definition in releases::of_programme(app.db.read(), programme.id).await? {
            hers.push((definition, over.clone()));
        }
    }
    Ok(hers)
}

fn page(visit: &Visit, form: Asked, hers: &[(Definition, Vec<Period>)], preview: Option<Preview>) -> Page {
    let mut periods: Vec<Period> = hers.iter().flat_map(|(_, periods)| periods.clone()).collect();
    periods.sort_unstable_by(|a, b| b.cmp(a));
    periods.dedup();
    let mut page = Page {
        form,
        definitions: hers.iter().map(|(one, _)| Choice::new(one.id, one.name.clone())).collect(),
        periods: periods.iter().map(|period| Choice::new(period, period.to_string())).collect(),
        heading: None,
        threshold: 0,
        running: None,
        shown: None,
        refused: None,
        stopped: false,
        unchanged: false,
        failed: false,
    };
    let Some(preview) = preview else { return page };
    page.heading = Some(format!("{}, {}", preview.definition.name, preview.period));
    page.threshold = preview.definition.threshold;
    if page.form.definition.is_empty() {
        page.form.definition = preview.definition.id.to_string();
        page.form.period = preview.period.to_string();
    }
    match preview.outcome.as_deref() {
        None => page.running = Some(running(&preview)),
        Some(Outcome::Shown(margins)) => {
            let (tables, rows) = summary(visit, margins, Axis::ALL);
            page.shown = Some(Shown { tables, rows });
        }
        Some(Outcome::Refused(Refusal::Stopped)) if preview.waiting.is_stopped() => page.stopped = true,
        Some(Outcome::Refused(Refusal::Unchanged)) => page.unchanged = true,
        Some(Outcome::Refused(refusal)) => match refused(visit, refusal) {
            Some(refused) => page.refused = Some(refused),
            None => page.failed = true,
        },
        Some(Outcome::NotOver) => page.refused = Some(Refused::of("not-over")),
        Some(Outcome::Failed) => page.failed = true,
    }
    page
}

fn running(preview: &Preview) -> Running {
    match preview.waiting.progress() {
        None => Running { stage: "cells", done: 0, of: 1 },
        Some(progress) => Running {
            stage: match progress.stage {
                Stage::Cells => "cells",
                Stage::Secondary => "secondary",
                Stage::Intervals => "intervals",
                Stage::Audit => "audit",
            },
            done: progress.done,
            of: progress.of.max(1),
        },
    }
}

impl Refused {
    fn of(why: &'static str) -> Self {
        Self { why, table: String::new(), count: 0, cells: Vec::new() }
    }
}

/// A refusal as it is told; nothing for one that is our own mistake.
fn refused(visit: &Visit, refusal: &Refusal) -> Option<Refused> {
    let name = |table: &str| visit.say(&format!("indicators-name-{table}"));
    match refusal {
        Refusal::Leaks { table, leaks } => Some(Refused {
            table: name(table),
            count: leaks.len(),
            cells: leaks
                .iter()
                .take(TOLD)
                .map(|leak| releases::cell_words(visit.user.locale, &leak.cell))
                .collect(),
            ..Refused::of("leaks")
        }),
        Refusal::Past { table, .. } => Some(Refused { table: name(table), ..Refused::of("past") }),
        Refusal::Stopped => Some(Refused::of("undecided")),
        _ => None,
    }
}
