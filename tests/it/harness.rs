//! One app, one database, eleven people per test. Alice opened the case, Bob is in her office, Charlie is in
//! another; Lena leads programme 1, Lars another; Adam administers; Tove receives; Ulla is head of Alice's office,
//! Sara answers there for protected persons, Ludvig reviews the log, and Rut audits until the end of June.
use crate::databases::{self, Fresh};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use jamvaxt::{
    app::{App, Data},
    audit::Views,
    clock::Clock,
    config::Config,
    database::Database,
    identity::{
        Grant, Role, User,
        accounts::{self, NewUser},
        organisations::{self, Kind, NewOrganisation},
        sessions::{SIGNED_IN, SignedIn},
    },
    locales::Locale,
    mail::Mailer,
    programmes::entity::{leadership, participation, plan_step, programme},
    templates::Templates,
    web,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};
use tempfile::TempDir;
use tower::ServiceExt;

/// Monday 2 March 2026, 10.30 in Sweden.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub const PASSWORD: &str = "korrekt häst batteri häftstift";

pub struct TestApp {
    pub parts: App,
    pub db: Database,
    pub router: Router,
    pub alice: Browser,
    pub bob: Browser,
    pub charlie: Browser,
    pub lena: Browser,
    pub lars: Browser,
    pub adam: Browser,
    pub tove: Browser,
    pub ulla: Browser,
    pub sara: Browser,
    pub ludvig: Browser,
    pub rut: Browser,
    _fresh: Fresh,
    _folder: TempDir,
}

#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookie: Option<String>,
    address: Option<IpAddr>,
    agent: Option<&'static str>,
    pub user: Option<User>,
}

pub struct Page {
    pub status: StatusCode,
    pub location: Option<String>,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

async fn fill(db: &Database) {
    Migrator::up(db.writer(), None).await.unwrap();
    let hash = accounts::hash_password(PASSWORD.into()).await.unwrap();
    let txn = db.begin().await.unwrap();
    for (name, kind) in [
        ("Nyföretagarcentrum Norr", Kind::Foundation),
        ("Resurscentrum Syd", Kind::Association),
        ("Tillväxtverket", Kind::Agency),
    ] {
        let new = NewOrganisation { name: name.into(), orgnr: None, kind, lan_code: None };
        organisations::create(&txn, None, new, noon()).await.unwrap();
    }
    for (name, organisation_id, role) in PEOPLE {
        let new = NewUser {
            organisation_id,
            name: name.into(),
            email: format!("{}@example.org", name.to_lowercase()),
            password_hash: hash.clone(),
            locale: Locale::Swedish,
            roles: vec![Grant { role, until: (role == Role::Auditor).then(|| day("2026-06-30")) }],
        };
        accounts::create(&txn, None, new, noon()).await.unwrap();
    }
    for (id, name) in [(1, "Kvinnors företagande i länet"), (2, "Nya vägar in")] {
        let row = programme::ActiveModel {
            name: Set(name.into()),
            funder: Set("Tillväxtverket".into()),
            diary_number: Set(format!("Ä 2025-{id}")),
            starts_on: Set(day("2025-01-01")),
            ends_on: Set(day("2027-12-31")),
            budget_sek: Set(Some(4_000_000)),
            created_at: Set(noon()),
            ..Default::default()
        };
        programme::Entity::insert(row).exec_without_returning(&txn).await.unwrap();
    }
    for (programme_id, organisation_id) in [(1, 1), (1, 2), (2, 2)] {
        let row = participation::ActiveModel {
            programme_id: Set(programme_id),
            organisation_id: Set(organisation_id),
        };
        participation::Entity::insert(row).exec_without_returning(&txn).await.unwrap();
    }
    for (programme_id, user_id) in [(1, 4), (2, 5)] {
        let row = leadership::ActiveModel { programme_id: Set(programme_id), user_id: Set(user_id) };
        leadership::Entity::insert(row).exec_without_returning(&txn).await.unwrap();
    }
    for (anchor, months, weeks) in [
        (plan_step::Anchor::CaseClosed, 0, 4),
        (plan_step::Anchor::CaseClosed, 6, 0),
        (plan_step::Anchor::EnterpriseStarted, 12, 0),
    ] {
        let row = plan_step::ActiveModel {
            programme_id: Set(1),
            anchor: Set(anchor),
            offset_months: Set(months),
            offset_weeks: Set(weeks),
            window_days: Set(30),
            ..Default::default()
        };
        plan_step::Entity::insert(row).exec_without_returning(&txn).await.unwrap();
    }
    txn.commit().await.unwrap();
}

const PEOPLE: [(&str, i64, Role); 11] = [
    ("Alice", 1, Role::Advisor),
    ("Bob", 1, Role::Advisor),
    ("Charlie", 2, Role::Advisor),
    ("Lena", 1, Role::Lead),
    ("Lars", 2, Role::Lead),
    ("Adam", 1, Role::Administrator),
    ("Tove", 3, Role::Recipient),
    ("Ulla", 1, Role::UnitLead),
    ("Sara", 1, Role::ProtectionOfficer),
    ("Ludvig", 1, Role::LogReviewer),
    ("Rut", 1, Role::Auditor),
];

impl TestApp {
    pub async fn new() -> Self {
        Self::at(Clock::reading(noon)).await
    }

    /// At another time of day.
    pub async fn at(clock: Clock) -> Self {
        let folder = TempDir::new().unwrap();
        let fresh = databases::fresh(folder.path(), fill).await;
        let db = Database::connect(&fresh.url, 4).await.unwrap();
        let config = Config::demo(None).unwrap();
        let parts = App {
            db: db.clone(),
            templates: Templates::load(),
            clock,
            vault: config.vault().unwrap(),
            mailer: Mailer::new(&config.mail, folder.path()).unwrap(),
            views: Views::start(db.clone()),
            config: Arc::new(config),
            data: Data(Arc::new(folder.path().to_owned())),
        };
        // What the server would log about a failure is what a failed test needs to tell.
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::ERROR).try_init();
        let router = web::router(parts.clone());
        let mut people = Vec::new();
        for id in 1..=PEOPLE.len() as i64 {
            people.push(Browser::of(&parts, router.clone(), id).await);
        }
        let [alice, bob, charlie, lena, lars, adam, tove, ulla, sara, ludvig, rut] =
            people.try_into().ok().unwrap();
        Self {
            parts,
            db,
            router,
            alice,
            bob,
            charlie,
            lena,
            lars,
            adam,
            tove,
            ulla,
            sara,
            ludvig,
            rut,
            _fresh: fresh,
            _folder: folder,
        }
    }

    /// Somebody of that number, signed in.
    pub async fn browser(&self, id: i64) -> Browser {
        Browser::of(&self.parts, self.router.clone(), id).await
    }

    pub fn stranger(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None, address: None, agent: None, user: None }
    }

    /// The user in a browser of her own, beside those she is signed in with already.
    pub async fn signed_in(&self, id: i64) -> Browser {
        Browser::of(&self.parts, self.router.clone(), id).await
    }

    /// The same browser at another time.
    pub fn later(&self, browser: &Browser, clock: Clock) -> Browser {
        Browser { router: web::router(App { clock, ..self.parts.clone() }), ..browser.clone() }
    }

    /// The same browser at a site with other settings, at another time.
    pub fn elsewhere(&self, browser: &Browser, clock: Clock, set: impl FnOnce(&mut Config)) -> Browser {
        let mut config = Config::clone(&self.parts.config);
        set(&mut config);
        let parts = App { clock, config: Arc::new(config), ..self.parts.clone() };
        Browser { router: web::router(parts), ..browser.clone() }
    }

    /// A stranger who comes from that network address.
    pub fn stranger_at(&self, address: [u8; 4]) -> Browser {
        Browser { address: Some(address.into()), ..self.stranger() }
    }

    /// How to reach the database, as another server of it would.
    pub fn url(&self) -> String {
        self._fresh.url.clone()
    }

    pub fn data(&self) -> PathBuf {
        self._folder.path().to_owned()
    }
}

/// Before the session's cookie of a site behind TLS. A browser here may be behind it at one time and not at another.
const BEHIND_TLS: &str = "__Host-";

impl Browser {
    /// Signed in, in two steps, without the password, which takes a tenth of a second to check: `identity.rs` tests the real way.
    async fn of(parts: &App, router: Router, id: i64) -> Self {
        use tower_sessions::{
            SessionStore,
            session::{Id, Record},
        };
        let signed_in = SignedIn::now(id, true, String::new(), parts.clock.now());
        let mut record = Record {
            id: Id::default(),
            data: [(SIGNED_IN.into(), serde_json::to_value(signed_in).unwrap())].into(),
            expiry_date: time::OffsetDateTime::now_utc() + time::Duration::hours(1),
        };
        web::session::Store(parts.db.clone()).create(&mut record).await.unwrap();
        let user = jamvaxt::identity::find(parts.db.read(), id, parts.clock.today()).await.unwrap();
        Self { router, cookie: Some(format!("session={}", record.id)), address: None, agent: None, user }
    }

    pub fn user(&self) -> &User {
        self.user.as_ref().unwrap()
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[], "same-origin").await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.send(Method::POST, path, form, "same-origin").await
    }

    pub async fn send(&self, method: Method, path: &str, form: &[(&str, &str)], site: &str) -> Page {
        let pairs: Vec<_> =
            form.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.answer(request, Body::from(pairs.join("&"))).await
    }

    /// An upload, as a browser's file field sends it.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (field, name, content) = file;
        let part = format!(
            "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.answer(request, Body::from(body)).await
    }

    async fn answer(&self, mut request: axum::http::request::Builder, body: Body) -> Page {
        if let Some(cookie) = &self.cookie {
            request =
                request.header(header::COOKIE, cookie.replace("session=", &format!("{BEHIND_TLS}session=")));
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(agent) = self.agent {
            request = request.header(header::USER_AGENT, agent);
        }
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(SocketAddr::from((address, 50_000))));
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Page {
            status: parts.status,
            location: parts.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned()),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
            bytes,
        }
    }

    /// The same browser with the cookies an answer set.
    pub fn with_cookie_of(&self, page: &Page) -> Self {
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let pairs = self.cookie.iter().flat_map(|kept| kept.split("; ")).map(str::to_owned);
        let set = page.headers.get_all(header::SET_COOKIE).iter();
        let set = set.map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned());
        for pair in pairs.chain(set) {
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert(name.trim_start_matches(BEHIND_TLS).to_owned(), value.to_owned());
        }
        let all: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self { cookie: Some(all.join("; ")), ..self.clone() }
    }

    /// The same browser with one cookie, and no other.
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self { cookie: Some(cookie.to_owned()), ..self.clone() }
    }

    /// A browser that says it is this one.
    pub fn with_agent(&self, agent: &'static str) -> Self {
        Self { agent: Some(agent), ..self.clone() }
    }

    /// `session=…`, as the browser sends it.
    pub fn session_cookie(&self) -> &str {
        let mut kept = self.cookie.iter().flat_map(|kept| kept.split("; "));
        kept.find(|pair| pair.starts_with("session=")).unwrap()
    }

    /// The same browser without what a session leaves behind: as after signing out.
    pub fn without_session(&self) -> Self {
        let kept = self.cookie.iter().flat_map(|kept| kept.split("; "));
        let kept: Vec<_> = kept.filter(|pair| !pair.starts_with("session=")).collect();
        Self { cookie: Some(kept.join("; ")), ..self.clone() }
    }
}

impl Page {
    /// Whether it is not hers: the role keeps her out, or it is as if it were not there. `rights.rs` tells which.
    pub fn is_closed(&self) -> bool {
        matches!(self.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
    }

    /// The session's cookie as the answer sets it.
    pub fn session_cookie(&self) -> &str {
        let mut cookies =
            self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
        cookies.find(|cookie| cookie.trim_start_matches(BEHIND_TLS).starts_with("session=")).unwrap()
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
