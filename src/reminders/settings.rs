//! When people are written to.
use crate::{
    clock::{local_day, moment},
    codes::holidays,
    config,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

/// When people are written to, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Swedish wall-clock time on working days.
    pub digest_at: NaiveTime,
    /// Days past the due day before the programme lead is told.
    pub escalate_after_days: u32,
}

impl Settings {
    /// As the configuration says.
    pub fn read(reminders: &config::Reminders) -> Result<Self, config::Unusable> {
        let digest_at = NaiveTime::parse_from_str(reminders.digest_at.trim(), "%H:%M").map_err(|_| {
            config::Unusable(format!(
                "reminders.digest_at {:?} is not a time such as 07:00",
                reminders.digest_at
            ))
        })?;
        Ok(Self { digest_at, escalate_after_days: reminders.escalate_after_days })
    }

    /// Today, if it is a working day and the hour has come. A day that has passed is not made up for:
    /// what was due then is overdue now, and today's letter says so.
    pub fn day_to_write_on(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        let today = local_day(now);
        (holidays::is_working_day(today) && now >= moment(today, self.digest_at)).then_some(today)
    }

    /// What was due before this day is told to the programme lead.
    pub fn too_late_before(&self, today: NaiveDate) -> NaiveDate {
        today - Days::new(self.escalate_after_days.into())
    }
}
