//! Meetings: the short form on the case page.
use super::{
    Error, Result,
    cases::show_page,
    form::{self, Choice, Filled, Posted},
    protection,
    visit::Visit,
};
use crate::{
    cases,
    clients::{Client, Texts},
    clock::{self, Clock},
    codes::languages,
    database::Database,
    locales::Locale,
    meetings::{self, Channel, Meeting, NewMeeting, Topic},
    vault::Vault,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// What is typed about a meeting.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct MeetingForm {
    #[validate(custom(function = "form::is_day"))]
    day: String,
    time: String,
    minutes: String,
    channel: String,
    language: String,
    interpreter: String,
    topic: String,
    #[validate(length(max = 8000, code = "too-long"))]
    notes: String,
    #[validate(length(max = 200, code = "too-long"))]
    next_step: String,
    #[validate(custom(function = "form::is_day_or_empty"))]
    next_step_due_on: String,
}

/// The lists the form chooses from.
#[derive(Serialize)]
pub struct MeetingChoices {
    channels: Vec<Choice>,
    topics: Vec<Choice>,
    languages: Vec<Choice>,
}

impl MeetingChoices {
    /// In the visitor's language.
    pub fn new(visit: &Visit) -> Self {
        let swedish = visit.user.locale == Locale::Swedish;
        let languages = languages::languages()
            .iter()
            .map(|row| Choice::new(row.code, if swedish { row.name_sv } else { row.name_en }))
            .collect();
        Self {
            channels: visit.choices("meetings-channel-", known(Channel::ALL.iter().map(|code| code.code()))),
            topics: visit.choices("meetings-topic-", known(Topic::ALL.iter().map(|code| code.code()))),
            languages,
        }
    }
}

/// Whoever logs a meeting knows how it was held; only an imported book may not say.
fn known(codes: impl Iterator<Item = &'static str>) -> impl Iterator<Item = &'static str> {
    codes.filter(|code| *code != "unknown")
}

impl MeetingForm {
    /// A fresh form: now, and otherwise as last time.
    pub fn after(last: Option<&Meeting>, client: &Client, clock: &Clock) -> Self {
        let now = clock::local_time(clock.now());
        let quarter = now.minute() / 15 * 15;
        Self {
            day: clock.today().to_string(),
            time: format!("{:02}:{quarter:02}", now.hour()),
            minutes: last.map_or(60, |row| row.minutes).to_string(),
            channel: last
                .map(|row| row.channel)
                .filter(|channel| *channel != Channel::Unknown)
                .unwrap_or(Channel::InPerson)
                .code()
                .into(),
            language: client.contact_language.clone().unwrap_or_else(|| "sv".into()),
            interpreter: if client.interpreter_needed { "on".into() } else { String::new() },
            topic: last
                .map(|row| row.topic)
                .filter(|topic| *topic != Topic::Unknown)
                .unwrap_or(Topic::General)
                .code()
                .into(),
            ..Self::default()
        }
    }

    fn checked(&self, opened_on: NaiveDate) -> Result<NewMeeting, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let day = form::day(&self.day);
        if day.is_some_and(|day| day < opened_on) {
            errors.add("day", ValidationError::new("before-opened"));
        }
        let time = time(&self.time);
        if time.is_none() {
            errors.add("time", ValidationError::new("time"));
        }
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| (1..=1440).contains(minutes));
        if minutes.is_none() {
            errors.add("minutes", ValidationError::new("minutes"));
        }
        let channel = form::chosen(&self.channel, Channel::from_code, "channel", &mut errors);
        let topic = form::chosen(&self.topic, Topic::from_code, "topic", &mut errors);
        let due_on = form::day(&self.next_step_due_on);
        let next_step = form::some(&self.next_step);
        if due_on.is_some() && next_step.is_none() {
            errors.add("next_step", ValidationError::new("required"));
        }
        if let (Some(due), Some(day)) = (due_on, day)
            && due < day
        {
            errors.add("next_step_due_on", ValidationError::new("step-before-meeting"));
        }
        match (day, time, minutes, channel, topic) {
            (Some(day), Some(time), Some(minutes), Some(channel), Some(topic)) if errors.is_empty() => {
                Ok(NewMeeting {
                    held_at: clock::moment(day, time),
                    minutes,
                    channel,
                    language: form::some(&self.language).filter(|code| languages::language(code).is_some()),
                    interpreter: self.interpreter == "on",
                    topic,
                    notes: form::some(&self.notes),
                    next_step: next_step.map(|step| (step, due_on)),
                })
            }
            _ => Err(errors),
        }
    }
}

/// `9:00`, `09.00` or `9`.
fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    let (hours, minutes) = text.split_once(':').unwrap_or((&text, "0"));
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

/// Logs a meeting. With mistakes the whole case page comes back, and nothing typed is lost.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<MeetingForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let (client, _) = protection::known(db.read(), &visit, &vault, &case).await?;
    let new = match form.checked(case.opened_on) {
        Ok(new) => new,
        Err(errors) => {
            let read = db.snapshot().await?;
            let head = cases::head(&read, &visit.user, case_id).await?.ok_or(Error::NotFound)?;
            let page = show_page(&read, &clock, &vault, &visit, head, Some(Filled { form, errors })).await?;
            drop(read);
            visit.saw(page.view()).await?;
            return visit.mistakes("cases/show.html", page);
        }
    };
    let txn = db.begin().await?;
    let of = (&case, Texts::of(&client, &vault));
    meetings::log(&txn, &visit.user, of, new, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=meeting-saved")).into_response())
}

/// Where the tick was made.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Back {
    case: String,
}

/// Ticks off what was agreed.
pub async fn complete_step(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(back): Posted<Back>,
) -> Result<Redirect> {
    let case = meetings::case_of(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::at_work(db.read(), &visit, &case).await?;
    let txn = db.begin().await?;
    if !meetings::complete_step(&txn, &visit.user, id, clock.now()).await? {
        return Err(Error::NotFound);
    }
    txn.commit().await?;
    Ok(match back.case.parse::<i64>() {
        Ok(case) => Redirect::to(&format!("/cases/{case}?said=step-done")),
        Err(_) => Redirect::to("/?said=step-done"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        assert_eq!(time("13.30"), at(13, 30));
        assert_eq!(time("9"), at(9, 0));
        assert_eq!(time(" 09:05 "), at(9, 5));
        assert_eq!(time("25:00"), None);
        assert_eq!(time("kl 9"), None);
    }
}
