//! The case page: who, what is agreed, and everything that happened as one timeline.
use crate::{
    audit::Act,
    cases::{Case, Head, Phase, Status},
    clients::{
        self, Client, Opened, full_name,
        sealed::{CASE_NOTE, CONTACT_ROUTE, FOLLOWUP_NOTE, MEETING_NOTES, NEXT_STEP, OUTCOME_NOTE},
    },
    clock::{Clock, age_on, local_day},
    codes::{countries, languages, places},
    database::Database,
    followups::{self, Followup},
    locales::Locale,
    measures::{self, Taken},
    meetings::{self, Meeting},
    outcomes::{self, Outcome},
    protection::{self, Access},
    vault::Vault,
    web::{
        Error, Result,
        enterprises::{self, Card},
        form::{Choice, Filled},
        meetings::{MeetingChoices, MeetingForm},
        protection::{WhyForm, reasons},
        requests,
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::cmp::Reverse;

/// Longer histories are cut on the page, never in the database.
const MOST: usize = 200;

/// Everything the page shows.
#[derive(Serialize)]
pub(in crate::web) struct Page {
    case: Case,
    client: ClientCard,
    access: Access,
    /// Whether the visitor is responsible for the case.
    mine: bool,
    why: Filled<WhyForm>,
    reasons: Vec<Choice>,
    enterprise: Option<Card>,
    programme: String,
    advisor: String,
    overdue_days: i64,
    timeline: Vec<Entry>,
    cut: bool,
    effort: Effort,
    requests: Vec<requests::Row>,
    meeting: Filled<MeetingForm>,
    meeting_choices: MeetingChoices,
    phases: Vec<Choice>,
}

impl Page {
    /// What the log must say before anybody gets to see it.
    pub(in crate::web) fn view(&self) -> Act {
        self.case.seen()
    }
}

/// What the page says of the person; nothing where her identity is not this user's to know.
#[derive(Serialize)]
struct ClientCard {
    /// Nothing where it is not the visitor's to know.
    name: Option<String>,
    protected: bool,
    protection: Option<&'static str>,
    contact_route: Option<String>,
    number: Option<String>,
    age: Option<i32>,
    sex: &'static str,
    background: &'static str,
    country: Option<&'static str>,
    years_in_sweden: Option<i64>,
    kommun: Option<&'static str>,
    education: &'static str,
    foreign_education: bool,
    language: Option<&'static str>,
    interpreter_needed: bool,
    email: Option<String>,
    phone: Option<String>,
    postal_address: Option<String>,
}

/// What has been put in so far.
#[derive(Serialize)]
struct Effort {
    advice: i64,
    group: i64,
    other: i64,
}

/// One thing that happened or is to happen.
#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    what: What,
    day: NaiveDate,
    future: bool,
    late: bool,
}

#[derive(Serialize)]
#[serde(tag = "noun", content = "row", rename_all = "snake_case")]
enum What {
    Meetings(Meeting),
    Measures(Taken),
    Outcomes(Outcome),
    Followups(Followup),
    Opened,
    Closed,
    Started,
}

/// The page. Nothing of it is sent before the view stands in the log.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let read = db.snapshot().await?;
    let head = protection::head(&read, &visit.user, id).await?.ok_or(Error::NotFound)?;
    let page = page(&read, &clock, &vault, &visit, head, None).await?;
    drop(read);
    visit.saw(page.view()).await?;
    visit.page("cases/show.html", page)
}

/// The page with a meeting form that has mistakes in it, or a fresh one.
pub(in crate::web) async fn page(
    read: &impl ConnectionTrait,
    clock: &Clock,
    vault: &Vault,
    visit: &Visit,
    head: Head,
    mistakes: Option<Filled<MeetingForm>>,
) -> Result<Page> {
    let today = clock.today();
    let Head { mut case, client, programme, advisor } = head;
    let access =
        protection::access(read, &visit.user, &visit.session_row(), &case, &client, clock.now()).await?;
    let opened = match access.knows {
        true => clients::open(read, vault, &client).await?,
        false => Opened::default(),
    };
    let client = opened.client(client);
    let enterprise = match access.knows {
        true => enterprises::card(read, visit, &case, &client).await?,
        false => None,
    };
    let mut met = meetings::of(read, &case).await?;
    let taken = measures::of(read, &case).await?;
    let mut came = outcomes::of(read, &case).await?;
    let mut asked = followups::of(read, &case).await?;
    opened.put(CASE_NOTE, case.id, &mut case.note);
    for row in &mut met {
        opened.put(MEETING_NOTES, row.id, &mut row.notes);
        opened.put(NEXT_STEP, row.id, &mut row.next_step);
        if !access.knows {
            (row.language, row.interpreter) = (None, false);
        }
    }
    came.iter_mut().for_each(|row| opened.put(OUTCOME_NOTE, row.id, &mut row.note));
    asked.iter_mut().for_each(|row| opened.put(FOLLOWUP_NOTE, row.id, &mut row.note));
    let last = match met.first() {
        Some(meeting) => Some(meeting.clone()),
        None => meetings::last_by(read, &visit.user).await?,
    };
    let meeting =
        mistakes.unwrap_or_else(|| Filled::fresh(MeetingForm::after(last.as_ref(), &client, clock)));
    let overdue_days =
        asked.iter().filter(|row| row.is_planned()).map(|row| (today - row.due_on).num_days()).max();
    let effort = Effort::of(&met, &taken);
    let (timeline, cut) = timeline(&case, enterprise.as_ref(), met, taken, came, asked, today);
    Ok(Page {
        client: ClientCard::new(visit, vault, read, (&client, &opened), access, today).await?,
        access,
        mine: case.advisor_id == visit.user.id,
        why: Filled::fresh(WhyForm::default()),
        reasons: if client.protected { reasons(visit) } else { Vec::new() },
        requests: requests::of_case(read, visit, &case, today).await?,
        programme,
        advisor,
        enterprise,
        overdue_days: overdue_days.unwrap_or(0),
        timeline,
        cut,
        effort,
        meeting,
        meeting_choices: MeetingChoices::new(visit),
        phases: visit.choices("cases-phase-", Phase::ALL.iter().map(|code| code.code())),
        case,
    })
}

/// Newest first; what is to come stands on top.
fn timeline(
    case: &Case,
    enterprise: Option<&Card>,
    met: Vec<Meeting>,
    taken: Vec<Taken>,
    came: Vec<Outcome>,
    asked: Vec<Followup>,
    today: NaiveDate,
) -> (Vec<Entry>, bool) {
    let past = |day: NaiveDate, what| Entry { what, day, future: day > today, late: false };
    let mut entries: Vec<_> =
        met.into_iter().map(|row| past(local_day(row.held_at), What::Meetings(row))).collect();
    entries.extend(taken.into_iter().map(|row| past(row.measure.starts_on, What::Measures(row))));
    entries.extend(came.into_iter().map(|row| past(row.reference_date, What::Outcomes(row))));
    entries.extend(asked.into_iter().map(|row| Entry {
        day: row.answered_on.unwrap_or(row.due_on),
        future: row.is_planned(),
        late: row.is_planned() && row.due_on < today,
        what: What::Followups(row),
    }));
    entries.push(past(case.opened_on, What::Opened));
    entries
        .extend(case.closed_on.filter(|_| case.status == Status::Closed).map(|day| past(day, What::Closed)));
    entries.extend(enterprise.and_then(Card::started_on).map(|day| past(day, What::Started)));
    // On the same day the opening stands last: it came first.
    entries.sort_by_key(|entry| (Reverse(entry.day), matches!(entry.what, What::Opened)));
    let cut = entries.len() > MOST;
    entries.truncate(MOST);
    (entries, cut)
}

impl Effort {
    fn of(met: &[Meeting], taken: &[Taken]) -> Self {
        use measures::Kind::{Advice, Coaching, FinancingAdvice, GroupAdvice};
        let minutes = |wanted: &dyn Fn(measures::Kind) -> bool| -> i64 {
            taken.iter().filter(|row| wanted(row.measure.kind)).map(|row| row.measure.minutes).sum()
        };
        let single = |kind| matches!(kind, Advice | FinancingAdvice | Coaching);
        Self {
            advice: met.iter().map(|row| row.minutes).sum::<i64>() + minutes(&single),
            group: minutes(&|kind| kind == GroupAdvice),
            other: minutes(&|kind| !single(kind) && kind != GroupAdvice),
        }
    }
}

impl ClientCard {
    async fn new(
        visit: &Visit,
        vault: &Vault,
        read: &impl ConnectionTrait,
        (client, opened): (&Client, &Opened),
        access: Access,
        today: NaiveDate,
    ) -> Result<Self> {
        use chrono::Datelike;
        let hers = access.knows;
        let number = match hers {
            true => clients::numbers(read, client, vault).await?.first().map(|number| number.masked()),
            false => None,
        };
        let swedish = visit.user.locale == Locale::Swedish;
        let country = client.birth_country.as_deref().and_then(countries::country);
        let language = client.contact_language.as_deref().and_then(languages::language);
        Ok(Self {
            name: hers.then(|| full_name(&client.given_name, &client.family_name)),
            protected: client.protected,
            protection: client.protection.filter(|_| client.protected).map(clients::Protection::code),
            contact_route: opened.text(CONTACT_ROUTE, client.id),
            number,
            age: client.birth_date.filter(|_| hers).map(|day| age_on(day, today)),
            sex: client.sex.code(),
            background: client.birth_background.code(),
            country: country.filter(|_| hers).map(|row| if swedish { row.name_sv } else { row.name_en }),
            years_in_sweden: client
                .in_sweden_since
                .filter(|_| hers)
                .map(|year| i64::from(today.year()) - year),
            kommun: client
                .kommun_code
                .as_deref()
                .filter(|_| hers)
                .and_then(places::kommun)
                .map(|row| row.name),
            education: client.education.code(),
            foreign_education: client.foreign_education,
            language: language.filter(|_| hers).map(|row| if swedish { row.name_sv } else { row.name_en }),
            interpreter_needed: client.interpreter_needed && hers,
            email: client.email.clone().filter(|_| hers),
            phone: client.phone.clone().filter(|_| hers),
            postal_address: client.postal_address.clone().filter(|_| hers),
        })
    }
}
