//! Cases: the list, intake, the page of one, and what is done to it.
mod assignment;
mod closure;
mod intake;
mod list;
mod show;

pub use assignment::{assign, assignment};
pub use closure::{close, closure, reopen};
pub use intake::{create, new};
pub use list::{index, search};
pub use show::show;

pub(super) use show::page as show_page;
