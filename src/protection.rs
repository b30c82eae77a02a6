//! Protected identity (*skyddade personuppgifter*): who may know a client, what it takes to look, and who is told.
//!
//! No statute says how a system must behave; this follows Skatteverket's guidance to agencies: nobody by default, a named
//! group of two at least, a reason for every look, and somebody who answers for it.
pub mod entity;
mod access;
mod group;
mod letters;
mod marking;
mod notices;

pub use access::{Access, Why, access, begin, case_for, case_numbered, emergency, head};
pub use group::{Group, candidates, found, groups, is_member, members, set_members};
pub use letters::{Post, send};
pub use marking::{Lifting, NotMarked, forget, lift, lifting, mark, seal_all};
pub use notices::{Told, double, notices, see, unseen};

use chrono::TimeDelta;

/// How long one reason holds.
pub const VIEW: TimeDelta = TimeDelta::minutes(30);

/// How long access taken in an emergency lasts.
pub const EMERGENCY: TimeDelta = TimeDelta::hours(3);
