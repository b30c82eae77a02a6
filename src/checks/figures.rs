//! Whether the figure on a programme's page and the list behind it, which is also the file, have the same count and sum:
//! for every indicator, every line of it that has a list, and every period there is to choose.
use super::Finding;
use crate::{
    clock,
    database::Database,
    indicators::{self, Figure, Filter, Indicator, Line, Listed, Period, Question, Unit},
    programmes::{self, Led},
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};

pub(super) async fn count_the_same(db: &Database, now: DateTime<Utc>) -> anyhow::Result<Finding> {
    // One moment for all: what is entered meanwhile must not make figure and list differ.
    let read = db.snapshot().await?;
    let mut compared = 0;
    for programme in programmes::all(&read).await? {
        let led = Led::unseen(programme);
        for period in [Period::Whole].into_iter().chain(Period::of(&led, clock::local_day(now))) {
            match of_period(&read, &led, period, now).await? {
                Ok(lines) => compared += lines,
                Err(indicator) => {
                    return Ok(Finding::failed("figures-differ")
                        .text("programme", &led.name)
                        .text("indicator", indicator.code())
                        .text("period", period.to_string()));
                }
            }
        }
    }
    Ok(Finding::passed("figures").number("figures", compared))
}

/// How many lines were compared, or the first indicator that is not the same.
async fn of_period(
    db: &impl ConnectionTrait,
    led: &Led,
    period: Period,
    now: DateTime<Utc>,
) -> Result<Result<i64, Indicator>, DbErr> {
    let question = Question::new(led, period, now);
    let mut compared = 0;
    for (indicator, contributions) in indicators::contributions_to(db, &question, Indicator::ALL).await? {
        let figure = Figure::of(indicator, &contributions);
        let listed = indicators::list(db, led, period, indicator, &Filter::default(), now).await?;
        for line in figure.lines.iter().filter(|line| line.part.has_list()) {
            let rows = listed.iter().filter(|row| row.part == line.part);
            if !is_the_sum_of(indicator, line, rows) {
                return Ok(Err(indicator));
            }
            compared += 1;
        }
    }
    Ok(Ok(compared))
}

/// Whether the line of the figure is what one gets who adds up the list by hand.
fn is_the_sum_of<'a>(indicator: Indicator, line: &Line, rows: impl Iterator<Item = &'a Listed>) -> bool {
    let (mut count, mut known, mut sum, mut holds_for) = (0, 0, 0, 0);
    for row in rows {
        count += 1;
        if let Some(value) = row.value {
            known += 1;
            sum += value.units();
            holds_for += i64::from(value.units() > 0);
        }
    }
    let told = line.value.map(|value| value.units());
    let figure = match indicator.unit() {
        Unit::Persons | Unit::Enterprises => told == Some(known),
        Unit::Hours => told == Some(sum),
        Unit::Fte => told == (known > 0).then_some(sum),
        // In tenths of a per cent, rounded half up.
        Unit::Percent => told == (known > 0).then(|| (2000 * holds_for + known) / (2 * known)),
    };
    figure && known == line.known && count == line.known + line.unknown + line.lost + line.not_yet_due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cases::entity::{Phase, Status},
        disclosure::Number,
        indicators::{Part, State},
    };

    fn row(units: Option<i64>, decimals: u8) -> Listed {
        Listed {
            number: "2026-000001".into(),
            organisation: String::new(),
            phase: Phase::Idea,
            status: Status::Open,
            on: chrono::NaiveDate::MIN,
            part: Part::Main,
            state: if units.is_some() { State::Known } else { State::Unknown },
            value: units.map(|units| Number::new(units, decimals)),
        }
    }

    fn line(value: Option<Number>, known: i64, unknown: i64) -> Line {
        let (gains, losses, holds_for, lost, not_yet_due) = (None, None, 0, 0, 0);
        Line { part: Part::Main, value, gains, losses, holds_for, known, unknown, lost, not_yet_due }
    }

    #[test]
    fn a_line_is_the_sum_of_its_list_or_not() {
        let persons = [row(Some(1), 0), row(Some(1), 0), row(None, 0)];
        let holds = |line: &Line| is_the_sum_of(Indicator::J01, line, persons.iter());
        assert!(holds(&line(Some(Number::new(2, 0)), 2, 1)));
        assert!(!holds(&line(Some(Number::new(3, 0)), 2, 1)), "another figure");
        assert!(!holds(&line(Some(Number::new(2, 0)), 2, 0)), "a row too many");
        let hours = [row(Some(150), 2), row(Some(75), 2)];
        let holds =
            |units| is_the_sum_of(Indicator::J06, &line(Some(Number::new(units, 2)), 2, 0), hours.iter());
        assert!(holds(225) && !holds(226));
        let alive = [row(Some(1), 0), row(Some(1), 0), row(Some(0), 0)];
        let holds = |value| is_the_sum_of(Indicator::J08, &line(value, 3, 0), alive.iter());
        assert!(holds(Some(Number::new(667, 1))) && !holds(Some(Number::new(666, 1))) && !holds(None));
    }
}
