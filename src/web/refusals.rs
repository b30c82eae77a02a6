//! What somebody signed in asked for and did not get, because it is not hers or is not there, stands in the log too:
//! whoever tries one case number after the other is seen.
use super::visit::Visit;
use crate::{app::App, audit::Act};
use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::Response,
};

/// No table has more rows.
const LARGEST: i64 = 100_000_000;

/// Logs a refusal before it is told.
pub(super) async fn log(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let refused = matches!(response.status(), StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    match refused.then(|| act(&asked)).flatten() {
        Some(act) => logged(asked, app, act, response).await,
        None => response,
    }
}

/// Which page or form, by its route, and which number was asked for.
fn act(asked: &Parts) -> Option<Act> {
    let route = asked.extensions.get::<MatchedPath>()?.as_str().to_owned();
    if route.starts_with("/static/") {
        return None;
    }
    // A row's number, and not what somebody else might have typed there, such as a personal number.
    let number = asked.uri.path().split('/').find_map(|part| part.parse().ok().filter(|id| *id < LARGEST));
    let act = Act { object_id: number, ..Act::of_many("request", "page") };
    Some(act.refused().detail(format!("{} {route}", asked.method)))
}

async fn logged(mut asked: Parts, app: App, act: Act, response: Response) -> Response {
    use axum::response::IntoResponse;
    let visit = <Visit as FromRequestParts<App>>::from_request_parts(&mut asked, &app).await;
    match visit {
        Ok(visit) => match visit.saw(act).await {
            Ok(()) => response,
            Err(error) => error.into_response(),
        },
        // A stranger: she was sent to sign in.
        Err(_) => response,
    }
}
