//! Code lists and numbers that Sweden and its authorities give: identity numbers, places,
//! countries, languages, industries, legal forms and working days. Pure: no database, no clock.

pub mod countries;
pub mod holidays;
pub mod industries;
pub mod languages;
pub mod legal_forms;
pub mod places;

mod birth_region;
mod check_digit;
mod identity_kind;
mod identity_number;
mod list;
mod organisation_number;
mod region_type;
mod reserve_number;
mod spelling;
mod typed_identity;

#[cfg(test)]
mod vectors;

pub use identity_kind::{IdentityKind, IdentityNumberFault};
pub use identity_number::IdentityNumber;
pub use organisation_number::{OrganisationNumber, OrganisationNumberFault};
pub use reserve_number::reserve_number;
