//! What is around every answer: sessions, safety headers, worded error pages, and a log without names.
use super::{error::Failed, origin, refusals, session, visit::Stranger};
use crate::{app::App, templates};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequestParts, Path, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use ipnet::IpNet;
use rand::{RngExt, rngs::StdRng};
use serde::Serialize;
use std::{sync::Arc, time::Duration};
use tower::ServiceBuilder;
use tower_http::{
    compression::CompressionLayer, csrf::CsrfLayer, set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer, trace::TraceLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

/// No form is longer than this; uploads say their own limit.
const LARGEST_FORM: usize = 512 * 1024;
const SLOWEST: Duration = Duration::from_secs(60);
const SESSION: time::Duration = time::Duration::hours(10);

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The routes with everything around them.
pub(super) fn around(routes: Router<App>, app: App) -> Router {
    let https = app.config.server.https();
    // Looked at when the server starts: what is no network has been refused then.
    let proxies: Arc<[IpNet]> = app.config.server.proxies().unwrap_or_default().into();
    let sessions = SessionManagerLayer::new(session::Store(app.db.clone()))
        // The prefix keeps a neighbour under the same domain from setting it (RFC 6265bis).
        .with_name(if https { "__Host-session" } else { "session" })
        .with_secure(https)
        // Strict would make a link in a reminder arrive signed out.
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(SESSION));
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    routes
        .fallback(async || super::Error::NotFound)
        .method_not_allowed_fallback(up)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(header(header::CONTENT_SECURITY_POLICY, CSP))
                .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(header(header::REFERRER_POLICY, "same-origin"))
                .layer(header(header::CACHE_CONTROL, "no-store"))
                .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
                .layer(header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
                // Whoever came by TLS once never comes without it again.
                .option_layer(https.then(|| header(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")))
                .layer(header(
                    HeaderName::from_static("permissions-policy"),
                    "camera=(), microphone=(), geolocation=()",
                ))
                .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
                .layer(from_fn_with_state(app.clone(), word_errors))
                .layer(CsrfLayer::new())
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, SLOWEST))
                .layer(sessions)
                .layer(from_fn_with_state(app.clone(), refusals::log)),
        )
        .layer(from_fn_with_state(proxies, origin::located))
        .layer(from_fn(numbered))
        .with_state(app)
}

/// A page reloaded at an address that only takes forms: the page above it is the nearest that can be shown.
async fn up(method: Method, uri: Uri) -> Response {
    let above = uri.path().rsplit_once('/').map_or("/", |(above, _)| above);
    match method {
        Method::GET => Redirect::to(if above.is_empty() { "/" } else { above }).into_response(),
        _ => super::Error::NotFound.into_response(),
    }
}

/// The number of a request: the same in the program's log and in the log of the people.
#[derive(Clone, Copy)]
pub(super) struct RequestNumber(pub i64);

async fn numbered(mut request: Request, next: Next) -> Response {
    let number = rand::make_rng::<StdRng>().random();
    request.extensions_mut().insert(RequestNumber(number));
    next.run(request).await
}

/// Number, method and route only: a path or query may tell who is being looked at.
fn span(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<axum::extract::MatchedPath>().map_or("-", |path| path.as_str());
    let number = request.extensions().get::<RequestNumber>().map_or(0, |number| number.0);
    tracing::info_span!("request", method = %request.method(), route, number = format_args!("{number:016x}"))
}

#[derive(Serialize)]
struct ErrorPage {
    status: u16,
    kind: &'static str,
    until: Option<DateTime<Utc>>,
}

/// Gives an answer without a page the page that says what is wrong and what to do.
async fn word_errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(stranger) = Stranger::from_request_parts(&mut parts, &app).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let failed = response.extensions().get::<Failed>().copied();
    let bare = failed.is_some()
        || (response.status().is_client_error() && !response.headers().contains_key(header::CONTENT_TYPE));
    let timed_out = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    if !bare && !timed_out {
        return response;
    }
    let status = response.status();
    let kind = match status {
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::CONFLICT => "conflict",
        StatusCode::TOO_MANY_REQUESTS => "too-many",
        status if status.is_client_error() => "bad-request",
        _ => "internal",
    };
    let until = failed.and_then(|failed| failed.until);
    let seconds = until.map(|until| (until - app.clock.now()).num_seconds().max(1).to_string());
    let retry_after = AppendHeaders(seconds.map(|seconds| (header::RETRY_AFTER, seconds)));
    match stranger.page("error.html", ErrorPage { status: status.as_u16(), kind, until }) {
        Ok(page) => (status, retry_after, page).into_response(),
        Err(_) => status.into_response(),
    }
}

/// Style, script and icons never change under their address, so a browser asks once.
pub(super) async fn asset(Path((version, name)): Path<(String, String)>) -> Response {
    match templates::asset(&version, &name) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.media_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            asset.content,
        )
            .into_response(),
        None => super::Error::NotFound.into_response(),
    }
}
