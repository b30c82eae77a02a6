//! The browser's side: routes, forms, pages. Knows the domain; the domain does not know it.
pub mod account;
pub mod audit;
pub mod cases;
pub mod checks;
pub mod clients;
pub mod codes;
mod doors;
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
pub mod protection;
mod refusals;
pub mod releases;
pub mod requests;
pub mod retention;
pub mod rights;
pub mod session;
pub mod organisations;
pub mod sign_in;
pub mod statements;
pub mod users;
pub mod visit;

pub use doors::{Access, Door};
pub use error::{Error, Result};

use crate::{app::App, identity::Right::*};
use Access::{Anybody, Enrolling, SignedIn};
use axum::{Extension, Router, extract::DefaultBodyLimit, http::Method, routing::post};
use doors::Doors;

/// Every route of the application, in one place, with who may come through it.
pub fn router(app: App) -> Router {
    let (routes, _) = doors(app.clone()).finish();
    frame::around(routes.layer(Extension(releases::Previews::default())), app)
}

/// The same routes as a list: what the page of rights prints and the tests try.
pub fn routes(app: App) -> Vec<Door> {
    doors(app).finish().1
}

fn doors(app: App) -> Doors {
    let upload = post(imports::create).layer(DefaultBodyLimit::max(imports::HEARD_OUT));
    Doors::new(app)
        // Coming and going
        .get("/sign-in", Anybody, sign_in::new)
        .post("/sign-in", Anybody, sign_in::create)
        .post("/sign-in/passkey", Anybody, sign_in::passkey)
        .get("/sign-in/second-factor", Anybody, sign_in::factor::new)
        .post("/sign-in/second-factor", Anybody, sign_in::factor::create)
        .post("/sign-in/second-factor/passkey", Anybody, sign_in::factor::passkey)
        .get("/forgotten-password", Anybody, sign_in::forgotten::new)
        .post("/forgotten-password", Anybody, sign_in::forgotten::create)
        .get("/links/{token}", Anybody, sign_in::links::show)
        .post("/links/{token}", Anybody, sign_in::links::take)
        .post("/sign-out", Anybody, sign_in::leave)
        .post("/locale", Anybody, account::locale)
        .get("/privacy", Anybody, statements::privacy)
        .get("/accessibility", Anybody, statements::accessibility)
        .post("/accessibility", Anybody, statements::report)
        .get("/.well-known/security.txt", Anybody, statements::security)
        .get("/account", SignedIn, account::show)
        .post("/account/password", SignedIn, account::password)
        .get("/account/proof", Enrolling, account::proof::new)
        .post("/account/proof", Enrolling, account::proof::create)
        .post("/account/proof/passkey", Enrolling, account::proof::passkey)
        .get("/account/second-factor", Enrolling, account::factor::show)
        .post("/account/second-factor/app", Enrolling, account::factor::add_app)
        .post("/account/second-factor/app/removal", SignedIn, account::factor::remove_app)
        .post("/account/second-factor/passkeys", Enrolling, account::factor::passkeys::add)
        .post("/account/second-factor/passkeys/{id}/removal", SignedIn, account::factor::passkeys::remove)
        .post("/account/second-factor/codes", SignedIn, account::factor::make_codes)
        .get("/account/sessions", SignedIn, account::sessions::index)
        .post("/account/sessions/closure", SignedIn, account::sessions::end)
        .get("/rights", SignedIn, rights::index)
        // The advisor's day
        .get("/", SignedIn, min_day::show)
        // Cases and their clients
        .get("/cases", ReadCases, cases::index)
        .post("/cases", WorkInCases, cases::create)
        .get("/cases/new", WorkInCases, cases::new)
        .post("/cases/search", ReadCases, cases::search)
        .get("/cases/{id}", [ReadCases, AnswerForProtected], cases::show)
        .get("/cases/{id}/assignment", AssignCases, cases::assignment)
        .post("/cases/{id}/assignment", AssignCases, cases::assign)
        .get("/cases/{id}/closure", WorkInCases, cases::closure)
        .post("/cases/{id}/closure", WorkInCases, cases::close)
        .post("/cases/{id}/reopening", WorkInCases, cases::reopen)
        .get("/cases/{id}/client", WorkInCases, clients::edit)
        .post("/cases/{id}/client", WorkInCases, clients::update)
        .post("/cases/{id}/client/numbers", WorkInCases, clients::reveal)
        .get("/cases/{id}/client/accesses", WorkInCases, clients::accesses)
        // Protected identity
        .get("/protection", AnswerForProtected, protection::index)
        .post("/protection/case", AnswerForProtected, protection::to_case)
        .post("/protection/notices/{id}", AnswerForProtected, protection::see)
        .get("/cases/{id}/protection", [WorkInCases, AnswerForProtected], protection::show)
        .post("/cases/{id}/protection", [WorkInCases, AnswerForProtected], protection::mark)
        .post("/cases/{id}/protection/group", AnswerForProtected, protection::group)
        .post("/cases/{id}/protection/lifting", [WorkInCases, AnswerForProtected], protection::lift)
        .post("/cases/{id}/protection/opening", WorkInCases, protection::begin)
        .post("/cases/{id}/protection/emergency", BreakProtection, protection::emergency)
        // What a client may ask for
        .get("/requests", HandleRequests, requests::index)
        .get("/requests/{id}", HandleRequests, requests::show)
        .post("/requests/{id}/extension", HandleRequests, requests::extend)
        .post("/requests/{id}/decision", HandleRequests, requests::decide)
        .post("/cases/{id}/requests", HandleRequests, requests::create)
        .get("/cases/{id}/requests/new", HandleRequests, requests::new)
        .get("/cases/{id}/extract", HandleRequests, requests::extract::show)
        .get("/cases/{id}/extract.json", HandleRequests, requests::extract::json)
        .get("/cases/{id}/erasure", HandleRequests, requests::erasure::proposal)
        .post("/cases/{id}/erasure", HandleRequests, requests::erasure::propose)
        .get("/erasures", ConfirmErasure, requests::erasure::index)
        .post("/erasures/{id}/confirmation", ConfirmErasure, requests::erasure::confirm)
        .post("/erasures/{id}/withdrawal", ConfirmErasure, requests::erasure::withdraw)
        .post("/cases/{id}/hold", HandleRequests, retention::hold)
        .post("/cases/{id}/hold/lifting", HandleRequests, retention::lift)
        .get("/retention", [HandleRequests, ConfirmErasure], retention::index)
        .post("/retention", HandleRequests, retention::propose)
        .get("/disposals/{id}", [HandleRequests, ConfirmErasure], retention::protocol)
        .post("/disposals/{id}/confirmation", ConfirmErasure, retention::confirm)
        .post("/disposals/{id}/withdrawal", ConfirmErasure, retention::withdraw)
        // Meetings
        .post("/cases/{id}/meetings", WorkInCases, meetings::create)
        .post("/meetings/{id}/step", WorkInCases, meetings::complete_step)
        // The firm, what was done, what came of it
        .get("/cases/{id}/enterprise", WorkInCases, enterprises::edit)
        .post("/cases/{id}/enterprise", WorkInCases, enterprises::save)
        .post("/cases/{id}/measures", WorkInCases, measures::create_in_case)
        .get("/cases/{id}/measures/new", WorkInCases, measures::new_in_case)
        .get("/measures", ReadCases, measures::index)
        .get("/measures/new", WorkInCases, measures::new)
        .post("/measures/new", WorkInCases, measures::create)
        .get("/measures/{id}", WorkInCases, measures::edit)
        .post("/measures/{id}", WorkInCases, measures::update)
        .post("/measures/{id}/removal", WorkInCases, measures::remove)
        .post("/cases/{id}/outcomes", WorkInCases, outcomes::create)
        .get("/cases/{id}/outcomes/new", WorkInCases, outcomes::new)
        .get("/outcomes/{id}", WorkInCases, outcomes::edit)
        .post("/outcomes/{id}", WorkInCases, outcomes::update)
        .post("/outcomes/{id}/removal", WorkInCases, outcomes::remove)
        .get("/followups", ReadCases, followups::index)
        .get("/followups/{id}", WorkInCases, followups::show)
        .post("/followups/{id}", WorkInCases, followups::settle)
        // Programmes and their figures
        .get("/programmes", [ReadFigures, DefineProgrammes], programmes::index)
        .post("/programmes", DefineProgrammes, programmes::create)
        .get("/programmes/new", DefineProgrammes, programmes::new)
        .get("/programmes/{id}", [ReadFigures, DefineProgrammes], programmes::show)
        .get("/programmes/{id}/edit", DefineProgrammes, programmes::edit)
        .post("/programmes/{id}/edit", DefineProgrammes, programmes::update)
        .get("/programmes/{id}/plan", [LeadProgrammes, DefineProgrammes], programmes::plan)
        .post("/programmes/{id}/plan", [LeadProgrammes, DefineProgrammes], programmes::set_plan)
        .post("/programmes/{id}/releases", [LeadProgrammes, DefineProgrammes], programmes::promise)
        .get("/programmes/{id}/names", AskForNames, programmes::names::ask)
        .post("/programmes/{id}/names", AskForNames, programmes::names::tell)
        .get("/programmes/{id}/indicators/{code}", ReadFigures, indicators::list)
        // Releases
        .get("/releases", ReadReleases, releases::index)
        .get("/releases/preview", LeadProgrammes, releases::preview::show)
        .post("/releases/preview", LeadProgrammes, releases::preview::begin)
        .post("/releases/preview/cancellation", LeadProgrammes, releases::preview::stop)
        .get("/releases/{id}", ReadReleases, releases::show)
        .get("/releases/{id}/proof.json", LeadProgrammes, releases::proof)
        .get("/releases/{id}/files/{name}", ReadReleases, releases::file)
        // An office's spreadsheet
        .get("/imports", WorkInCases, imports::index)
        .door(Method::POST, "/imports", WorkInCases.into(), upload)
        .get("/imports/{id}", WorkInCases, imports::show)
        .post("/imports/{id}/confirmation", WorkInCases, imports::confirm)
        .get("/imports/{id}/mend.xlsx", WorkInCases, imports::mend)
        // Code lists for completion
        .get("/codes/kommuner", SignedIn, codes::kommuner)
        // Administration
        .get("/organisations", Administer, organisations::index)
        .post("/organisations", Administer, organisations::create)
        .get("/organisations/new", Administer, organisations::new)
        .post("/organisations/{id}", Administer, organisations::update)
        .get("/organisations/{id}/edit", Administer, organisations::edit)
        .get("/users", Administer, users::index)
        .post("/users", Administer, users::create)
        .get("/users/new", Administer, users::new)
        .get("/users/{id}", Administer, users::show)
        .post("/users/{id}/roles", Administer, users::roles)
        .post("/users/{id}/link", Administer, users::link)
        .post("/users/{id}/second-factor/removal", Administer, users::reset_factors)
        .post("/users/{id}/sessions/closure", Administer, users::end_sessions)
        .post("/users/{id}/closure", Administer, users::close)
        .post("/users/{id}/reopening", Administer, users::reopen)
        .get("/audit", ReadLog, audit::index)
        .get("/audit/review", ReadLog, audit::review::index)
        .get("/audit/review/{kind}", ReadLog, audit::review::show)
        .post("/audit/review/{kind}", ReadLog, audit::review::create)
        .get("/faults", Administer, statements::faults)
        .post("/faults/{id}/mended", Administer, statements::mended)
        .get("/checks", Administer, checks::index)
        // Style, script, icons
        .get("/static/{version}/{*name}", Anybody, frame::asset)
}
