//! Outside working hours: before six and from ten at night, on weekends, holidays and the eves offices are closed on.
use super::Scope;
use crate::{audit::entity as log, clock, codes::holidays::is_working_day};
use chrono::{DateTime, NaiveTime, Utc};
use sea_orm::{ExprTrait, sea_query::Condition};

const MORNING: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).expect("a time of day");
const EVENING: NaiveTime = NaiveTime::from_hms_opt(22, 0, 0).expect("a time of day");

/// As ranges of moments, which an index answers and which know summer time.
pub(super) fn outside_work(scope: &Scope) -> Condition {
    spans(scope).into_iter().fold(Condition::any(), |any, (from, until)| {
        any.add(log::COLUMN.at.gte(from).and(log::COLUMN.at.lt(until)))
    })
}

fn spans(scope: &Scope) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let (mut from, end) = scope.moments();
    let mut spans = Vec::new();
    for day in scope.days().filter(|day| is_working_day(*day)) {
        spans.push((from, clock::moment(day, MORNING)));
        from = clock::moment(day, EVENING);
    }
    spans.push((from, end));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn christmas_and_the_night_of_summer_time_are_outside() {
        let outside = |moment: &str| {
            let moment: DateTime<Utc> = moment.parse().unwrap();
            let scope = Scope::of(clock::local_day(moment));
            spans(&scope).iter().any(|(from, until)| *from <= moment && moment < *until)
        };
        // 05.59, 06.00, 21.59 and 22.00 on a Tuesday in winter, then in summer.
        for (moment, expected) in [
            ("2026-03-03T04:59:59Z", true),
            ("2026-03-03T05:00:00Z", false),
            ("2026-03-03T20:59:59Z", false),
            ("2026-03-03T21:00:00Z", true),
            ("2026-06-30T03:59:59Z", true),
            ("2026-06-30T04:00:00Z", false),
            ("2026-06-30T19:59:59Z", false),
            ("2026-06-30T20:00:00Z", true),
            // Saturday, Ascension Day, Christmas Eve, the last minute of a month.
            ("2026-03-07T11:00:00Z", true),
            ("2026-05-14T11:00:00Z", true),
            ("2026-12-24T11:00:00Z", true),
            ("2026-03-31T21:59:59Z", true),
        ] {
            assert_eq!(outside(moment), expected, "{moment}");
        }
    }
}
