//! Meetings: logged in under thirty seconds.
pub mod entity;
