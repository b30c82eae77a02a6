//! A request and how to answer it: of somebody signed in, or of a stranger.
use super::{Error, Result, form::Choice, frame::RequestNumber, session};
use crate::{
    app::App,
    audit::{Act, Origin, Views},
    clock::Clock,
    identity::{
        self, Right, User,
        factors::needs_second_factor,
        sessions::{SIGNED_IN, SignedIn},
    },
    locales::Locale,
    purposes,
    templates::Templates,
};
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use minijinja::{Value, context, value::Serde};
use serde::Serialize;
use std::{convert::Infallible, net::IpAddr};
use tower_sessions::Session;

/// A session in use is written to at most this often, in seconds.
const TOUCH: i64 = 10 * 60;

/// A handler that takes a `Visit` is closed to strangers, and to whoever lacks the second factor her roles need.
pub struct Visit {
    /// Who asks.
    pub user: User,
    session: Session,
    signed_in: SignedIn,
    /// Whether she must get a second factor before she sees anything else.
    barred: bool,
    clock: Clock,
    views: Views,
    stranger: Stranger,
}

/// Signed in, but perhaps not yet with the second factor her roles need: for the pages where she gets one.
pub struct Enrolling(pub Visit);

/// What her door has found out, for the handler behind it.
#[derive(Clone)]
pub(super) struct Known {
    user: User,
    signed_in: SignedIn,
    barred: bool,
}

/// Anybody, signed in or not.
pub struct Stranger {
    /// The language of the answer.
    pub locale: Locale,
    templates: Templates,
    path: String,
    said: Option<String>,
}

#[derive(Serialize)]
struct Who {
    name: String,
    organisation: String,
    initials: String,
}

#[derive(Serialize)]
struct NavItem {
    key: &'static str,
    href: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Flash {
    kind: &'static str,
    key: String,
}

/// The menu: what each right finds where.
const MENU: [(&str, &str, &[Right]); 16] = [
    ("min-day", "/", &[Right::WorkInCases]),
    ("cases", "/cases", &[Right::ReadCases]),
    ("followups", "/followups", &[Right::ReadCases]),
    ("measures", "/measures", &[Right::ReadCases]),
    ("programmes", "/programmes", &[Right::ReadFigures, Right::DefineProgrammes]),
    ("releases", "/releases", &[Right::ReadReleases]),
    ("imports", "/imports", &[Right::WorkInCases]),
    ("requests", "/requests", &[Right::HandleRequests]),
    ("erasures", "/erasures", &[Right::ConfirmErasure]),
    ("retention", "/retention", &[Right::ConfirmErasure]),
    ("users", "/users", &[Right::Administer]),
    ("organisations", "/organisations", &[Right::Administer]),
    ("audit", "/audit", &[Right::ReadLog]),
    ("faults", "/faults", &[Right::Administer]),
    ("checks", "/checks", &[Right::Administer]),
    ("protection", "/protection", &[Right::AnswerForProtected]),
];

impl Visit {
    /// The page, with what every layout needs laid under what this page needs.
    pub fn page(&self, name: &str, page: impl Serialize) -> Result<Html<String>> {
        let frame = context! {
            who => Serde(Who {
                name: self.user.name.clone(),
                organisation: self.user.organisation.clone(),
                initials: initials(&self.user.name),
            }),
            nav => Serde(if self.barred { Vec::new() } else { self.menu() }),
            may => Serde(self.rights()),
            purpose_of => Value::from_function(purpose_of),
            ..self.stranger.frame()
        };
        let page = context! { ..Value::from(Serde(page)), ..frame };
        Ok(self.stranger.templates.page(name, page)?)
    }

    /// The same form again with its mistakes: nothing was changed.
    pub fn mistakes(&self, name: &str, page: impl Serialize) -> Result<Response> {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.page(name, page)?).into_response())
    }

    /// Writes to the log what she is about to see; the page is not sent before that is done.
    pub async fn saw(&self, act: Act) -> Result<()> {
        Ok(self.views.record(&self.user, act, self.clock.now()).await?)
    }

    /// What there is to know of her for the handler.
    pub(super) fn known(self) -> Known {
        Known { user: self.user, signed_in: self.signed_in, barred: self.barred }
    }

    /// The time it was asked at.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Sends her to prove who she is, and back to `next`, unless she has within the last minutes.
    pub fn recently_proved(&self, next: &str) -> Result<()> {
        match self.signed_in.recently_proved(self.now()) {
            true => Ok(()),
            false => Err(Error::ProveFirst(next.to_owned())),
        }
    }

    /// She has proved who she is, or has a second factor now: the session goes on under a new id.
    pub async fn proved(&self, second_factor: bool) -> Result<()> {
        let proved_at = self.now().timestamp();
        let second_factor = second_factor || self.signed_in.second_factor;
        let signed_in = SignedIn { proved_at, second_factor, ..self.signed_in.clone() };
        self.session.cycle_id().await?;
        Ok(self.session.insert(SIGNED_IN, signed_in).await?)
    }

    /// She has taken a factor away; whether any is left.
    pub async fn lost_factor(&self, any: bool) -> Result<()> {
        let signed_in =
            SignedIn { second_factor: any && self.signed_in.second_factor, ..self.signed_in.clone() };
        self.session.cycle_id().await?;
        Ok(self.session.insert(SIGNED_IN, signed_in).await?)
    }

    /// The row of the session she asks with.
    pub fn session_row(&self) -> String {
        self.session.id().map(|id| session::row_of(&id)).unwrap_or_default()
    }

    /// Refused unless `may`.
    pub fn only_if(&self, may: bool) -> Result<()> {
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The words of a key in her language.
    pub fn say(&self, key: &str) -> String {
        self.user.locale.say(key)
    }

    /// A code list with its words, such as `choices("cases-phase-", Phase::ALL.iter().map(|phase| phase.code()))`.
    pub fn choices(&self, beginning: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
        codes.into_iter().map(|code| Choice::new(code, self.say(&format!("{beginning}{code}")))).collect()
    }

    /// What a page may offer her: `{% if "work_in_cases" in may %}`.
    fn rights(&self) -> Vec<Right> {
        Right::ALL.iter().copied().filter(|right| self.user.may(*right)).collect()
    }

    /// Where her work begins: the first page of her menu.
    pub fn first_page(&self) -> &'static str {
        self.menu().first().map_or("/account", |item| item.href)
    }

    fn menu(&self) -> Vec<NavItem> {
        let path = self.stranger.path.as_str();
        MENU.iter()
            .filter(|(_, _, rights)| rights.iter().any(|right| self.user.may(*right)))
            .map(|&(key, href, _)| NavItem {
                key,
                href,
                current: path == href || (href != "/" && path.starts_with(&format!("{href}/"))),
            })
            .collect()
    }
}

impl Stranger {
    /// A page for somebody who is not signed in.
    pub fn page(&self, name: &str, page: impl Serialize) -> Result<Html<String>> {
        let page = context! { ..Value::from(Serde(page)), ..self.frame() };
        Ok(self.templates.page(name, page)?)
    }

    fn frame(&self) -> Value {
        context! {
            locale => self.locale.code(),
            other_locale => self.locale.other().code(),
            path => self.path.as_str(),
            who => (),
            nav => (),
            flash => Serde(self.flash()),
            version => env!("CARGO_PKG_VERSION"),
        }
    }

    /// `?said=meeting-saved` becomes the message `said-meeting-saved`: nothing to store, nothing to forget.
    fn flash(&self) -> Option<Flash> {
        let key = format!("said-{}", self.said.as_deref()?);
        let known = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let kind = if key.starts_with("said-not-") { "warn" } else { "ok" };
        (known && self.locale.find(&key, &Default::default()).is_some()).then_some(Flash { kind, key })
    }
}

/// Why a field is asked for: `purpose_of("clients", "email")`.
fn purpose_of(table: &str, column: &str) -> Result<Value, minijinja::Error> {
    let field = purposes::of(table, column).ok_or_else(|| {
        let what = format!("{table}.{column} has no purpose: say in purposes/fields.rs why it is kept");
        minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, what)
    })?;
    Ok(Value::from(Serde(field)))
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).collect()
}

/// What the log keeps of the request. An address is told only by whoever knows it for certain: see [`Origin`].
fn origin(parts: &Parts) -> Origin {
    Origin {
        address: parts.extensions.get::<IpAddr>().copied(),
        request: parts.extensions.get::<RequestNumber>().map(|number| number.0),
    }
}

impl Enrolling {
    async fn of(parts: &mut Parts, app: &App) -> Result<Self> {
        let Ok(mut stranger) = Stranger::from_request_parts(parts, app).await;
        let session = parts.extensions.get::<Session>().cloned().ok_or(Error::SignInFirst)?;
        let (clock, views) = (app.clock, app.views.clone());
        // Her door has asked already.
        if let Some(Known { user, signed_in, barred }) = parts.extensions.get::<Known>().cloned() {
            stranger.locale = user.locale;
            return Ok(Self(Visit { barred, user, session, signed_in, clock, views, stranger }));
        }
        let mut signed_in = session.get::<SignedIn>(SIGNED_IN).await?.ok_or(Error::SignInFirst)?;
        let now = app.clock.now();
        if signed_in.is_over(now) {
            session.flush().await?;
            return Err(Error::SignInFirst);
        }
        let user = identity::find(app.db.read(), signed_in.user_id, app.clock.today()).await?;
        let mut user = user.ok_or(Error::SignInFirst)?;
        user.origin = origin(parts);
        if now.timestamp() - signed_in.seen_at > TOUCH {
            signed_in.seen_at = now.timestamp();
            session.insert(SIGNED_IN, &signed_in).await?;
        }
        stranger.locale = user.locale;
        let barred =
            needs_second_factor(&user.roles) && !signed_in.second_factor && !app.config.demonstration;
        Ok(Self(Visit { barred, user, session, signed_in, clock, views, stranger }))
    }
}

impl FromRequestParts<App> for Enrolling {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::of(parts, app).await
    }
}

impl OptionalFromRequestParts<App> for Enrolling {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>> {
        match Self::of(parts, app).await {
            Ok(visit) => Ok(Some(visit)),
            Err(Error::SignInFirst) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Enrolling(visit) = Enrolling::of(parts, app).await?;
        match visit.barred {
            true => Err(Error::EnrolFirst),
            false => Ok(visit),
        }
    }
}

/// Nobody where she must still get a second factor: a page open to all is then shown as to a stranger.
impl OptionalFromRequestParts<App> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(visit) => Ok(Some(visit)),
            Err(Error::SignInFirst | Error::EnrolFirst) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl FromRequestParts<App> for Stranger {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self {
            locale: locale_of(&parts.headers),
            templates: app.templates.clone(),
            path: parts.uri.path().to_owned(),
            said: query.split('&').find_map(|pair| pair.strip_prefix("said=")).map(str::to_owned),
        })
    }
}

/// The language of a browser that is not signed in: its cookie, else what it says it prefers.
fn locale_of(headers: &axum::http::HeaderMap) -> Locale {
    let cookie = super::origin::cookie(headers, "locale").and_then(Locale::from_code);
    cookie.unwrap_or_else(|| {
        let preferred = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let preferred = preferred.and_then(|value| value.split([',', ';', '-']).next());
        preferred.and_then(|code| Locale::from_code(code.trim())).unwrap_or_default()
    })
}
