//! The browser's side: routes, forms, pages. Knows the domain; the domain does not know it.
pub mod account;
pub mod codes;
pub mod error;
pub mod form;
mod frame;
pub mod session;
pub mod sign_in;
pub mod visit;

pub use error::{Error, Result};

use crate::app::App;
use axum::{
    Router,
    routing::{get, post},
};

/// Every route of the application, in one place.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        // Coming and going
        .route("/sign-in", get(sign_in::new).post(sign_in::create))
        .route("/sign-out", post(sign_in::leave))
        .route("/locale", post(account::locale))
        .route("/account", get(account::show))
        .route("/account/password", post(account::password))
        // Code lists for completion
        .route("/codes/kommuner", get(codes::kommuner))
        // Style, script, icons
        .route("/static/{version}/{*name}", get(frame::asset));
    frame::around(routes, app)
}
