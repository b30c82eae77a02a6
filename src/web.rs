//! The browser's side: routes, forms, pages. Knows the domain; the domain does not know it.
pub mod account;
pub mod audit;
pub mod cases;
pub mod clients;
pub mod codes;
pub mod enterprises;
pub mod error;
pub mod followups;
pub mod form;
pub mod imports;
mod frame;
pub mod indicators;
pub mod measures;
pub mod meetings;
pub mod min_day;
mod notices;
mod origin;
pub mod outcomes;
mod passkeys;
pub mod programmes;
pub mod releases;
pub mod session;
pub mod organisations;
pub mod sign_in;
pub mod users;
pub mod visit;

pub use error::{Error, Result};

use crate::app::App;
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// Every route of the application, in one place.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        // Coming and going
        .route("/sign-in", get(sign_in::new).post(sign_in::create))
        .route("/sign-in/second-factor", get(sign_in::factor::new).post(sign_in::factor::create))
        .route("/sign-in/second-factor/passkey", post(sign_in::factor::passkey))
        .route("/sign-in/passkey", post(sign_in::passkey))
        .route("/sign-out", post(sign_in::leave))
        .route("/forgotten-password", get(sign_in::forgotten::new).post(sign_in::forgotten::create))
        .route("/links/{token}", get(sign_in::links::show).post(sign_in::links::take))
        .route("/locale", post(account::locale))
        .route("/account", get(account::show))
        .route("/account/password", post(account::password))
        .route("/account/proof", get(account::proof::new).post(account::proof::create))
        .route("/account/proof/passkey", post(account::proof::passkey))
        .route("/account/second-factor", get(account::factor::show))
        .route("/account/second-factor/app", post(account::factor::add_app))
        .route("/account/second-factor/app/removal", post(account::factor::remove_app))
        .route("/account/second-factor/passkeys", post(account::factor::passkeys::add))
        .route("/account/second-factor/passkeys/{id}/removal", post(account::factor::passkeys::remove))
        .route("/account/second-factor/codes", post(account::factor::make_codes))
        .route("/account/sessions", get(account::sessions::index))
        .route("/account/sessions/closure", post(account::sessions::end))
        // The advisor's day
        .route("/", get(min_day::show))
        // Cases and their clients
        .route("/cases", get(cases::index).post(cases::create))
        .route("/cases/new", get(cases::new))
        .route("/cases/search", post(cases::search))
        .route("/cases/{id}", get(cases::show))
        .route("/cases/{id}/assignment", get(cases::assignment).post(cases::assign))
        .route("/cases/{id}/closure", get(cases::closure).post(cases::close))
        .route("/cases/{id}/reopening", post(cases::reopen))
        .route("/cases/{id}/client", get(clients::edit).post(clients::update))
        .route("/cases/{id}/client/numbers", post(clients::reveal))
        // Meetings
        .route("/cases/{id}/meetings", post(meetings::create))
        .route("/meetings/{id}/step", post(meetings::complete_step))
        // The firm, what was done, what came of it
        .route("/cases/{id}/enterprise", get(enterprises::edit).post(enterprises::save))
        .route("/cases/{id}/measures", post(measures::create_in_case))
        .route("/cases/{id}/measures/new", get(measures::new_in_case))
        .route("/measures", get(measures::index))
        .route("/measures/new", get(measures::new).post(measures::create))
        .route("/measures/{id}", get(measures::edit).post(measures::update))
        .route("/measures/{id}/removal", post(measures::remove))
        .route("/cases/{id}/outcomes", post(outcomes::create))
        .route("/cases/{id}/outcomes/new", get(outcomes::new))
        .route("/outcomes/{id}", get(outcomes::edit).post(outcomes::update))
        .route("/outcomes/{id}/removal", post(outcomes::remove))
        .route("/followups", get(followups::index))
        .route("/followups/{id}", get(followups::show).post(followups::settle))
        // Programmes and their figures
        .route("/programmes", get(programmes::index).post(programmes::create))
        .route("/programmes/new", get(programmes::new))
        .route("/programmes/{id}", get(programmes::show))
        .route("/programmes/{id}/edit", get(programmes::edit).post(programmes::update))
        .route("/programmes/{id}/plan", get(programmes::plan).post(programmes::set_plan))
        .route("/programmes/{id}/releases", post(programmes::promise))
        .route("/programmes/{id}/indicators/{code}", get(indicators::list))
        // Releases
        .route("/releases", get(releases::index))
        .route("/releases/preview", get(releases::preview::show).post(releases::preview::begin))
        .route("/releases/preview/cancellation", post(releases::preview::stop))
        .route("/releases/{id}", get(releases::show))
        .route("/releases/{id}/proof.json", get(releases::proof))
        .route("/releases/{id}/files/{name}", get(releases::file))
        // An office's spreadsheet
        .route(
            "/imports",
            get(imports::index).post(imports::create).layer(DefaultBodyLimit::max(imports::HEARD_OUT)),
        )
        .route("/imports/{id}", get(imports::show))
        .route("/imports/{id}/confirmation", post(imports::confirm))
        .route("/imports/{id}/mend.xlsx", get(imports::mend))
        // Code lists for completion
        .route("/codes/kommuner", get(codes::kommuner))
        // Administration
        .route("/organisations", get(organisations::index).post(organisations::create))
        .route("/organisations/new", get(organisations::new))
        .route("/organisations/{id}", post(organisations::update))
        .route("/organisations/{id}/edit", get(organisations::edit))
        .route("/users", get(users::index).post(users::create))
        .route("/users/new", get(users::new))
        .route("/users/{id}", get(users::show))
        .route("/users/{id}/roles", post(users::roles))
        .route("/users/{id}/link", post(users::link))
        .route("/users/{id}/second-factor/removal", post(users::reset_factors))
        .route("/users/{id}/sessions/closure", post(users::end_sessions))
        .route("/users/{id}/closure", post(users::close))
        .route("/users/{id}/reopening", post(users::reopen))
        .route("/audit", get(audit::index))
        // Style, script, icons
        .route("/static/{version}/{*name}", get(frame::asset))
        .layer(Extension(releases::Previews::default()));
    frame::around(routes, app)
}
