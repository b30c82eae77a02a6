//! Every route with who may come through it: a handler stands behind a door or is not reached at all.
use super::{
    Error, Result,
    requests::stillness::still_case,
    visit::{Enrolling, Visit},
};
use crate::{
    app::App,
    identity::{Right, User},
};
use axum::{
    Router,
    extract::{FromRequestParts, Request, State},
    handler::Handler,
    http::{Method, request::Parts},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get, post},
};

/// Who may come through a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Strangers too.
    Anybody,
    /// Whoever is signed in, also without the second factor her roles need: to get one.
    Enrolling,
    /// Whoever is signed in, whatever her roles.
    SignedIn,
    /// Whoever has one of these rights.
    With(Vec<Right>),
}

impl From<Right> for Access {
    fn from(right: Right) -> Self {
        Self::With(vec![right])
    }
}

impl<const N: usize> From<[Right; N]> for Access {
    fn from(rights: [Right; N]) -> Self {
        Self::With(rights.to_vec())
    }
}

impl Access {
    /// Whether a user who is signed in may come through.
    pub fn admits(&self, user: &User) -> bool {
        match self {
            Self::Anybody | Self::Enrolling | Self::SignedIn => true,
            Self::With(rights) => rights.iter().any(|right| user.may(*right)),
        }
    }
}

/// One method of one route.
#[derive(Clone, Debug)]
pub struct Door {
    /// How it is asked; `GET` stands for `HEAD` too.
    pub method: Method,
    /// The address, with its variable parts in braces.
    pub path: &'static str,
    /// Who may come through.
    pub access: Access,
}

/// The table of routes while it is written.
pub(super) struct Doors {
    app: App,
    router: Router<App>,
    list: Vec<Door>,
}

impl Doors {
    pub(super) fn new(app: App) -> Self {
        Self { app, router: Router::new(), list: Vec::new() }
    }

    pub(super) fn get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: impl Into<Access>,
        handler: H,
    ) -> Self {
        self.door(Method::GET, path, access.into(), get(handler))
    }

    pub(super) fn post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: impl Into<Access>,
        handler: H,
    ) -> Self {
        self.door(Method::POST, path, access.into(), post(handler))
    }

    pub(super) fn door(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        to: MethodRouter<App>,
    ) -> Self {
        let guarded = match access {
            Access::Anybody => to,
            _ => to.layer(from_fn_with_state((self.app.clone(), access.clone()), guard)),
        };
        self.router = self.router.route(path, guarded);
        self.list.push(Door { method, path, access });
        self
    }

    pub(super) fn finish(self) -> (Router<App>, Vec<Door>) {
        (self.router, self.list)
    }
}

/// Turns strangers to the sign-in page and others away; whoever comes through is known to the handler already.
async fn guard(State((app, access)): State<(App, Access)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match coming(&mut parts, &app, &access).await {
        Ok(visit) => visit,
        Err(error) => return error.into_response(),
    };
    if !access.admits(&visit.user) {
        return Error::Forbidden.into_response();
    }
    if parts.method == Method::POST {
        match still_case(&app.db, &visit.user, parts.uri.path()).await {
            Ok(None) => {}
            Ok(Some(case)) => return Redirect::to(&format!("/cases/{case}?said=case-still")).into_response(),
            Err(error) => return error.into_response(),
        }
    }
    parts.extensions.insert(visit.known());
    next.run(Request::from_parts(parts, body)).await
}

async fn coming(parts: &mut Parts, app: &App, access: &Access) -> Result<Visit> {
    match access {
        Access::Enrolling => {
            let Enrolling(visit) =
                <Enrolling as FromRequestParts<App>>::from_request_parts(parts, app).await?;
            Ok(visit)
        }
        _ => <Visit as FromRequestParts<App>>::from_request_parts(parts, app).await,
    }
}
