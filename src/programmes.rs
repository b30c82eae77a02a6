//! Programmes: who pays, who takes part, what is aimed at, and when clients are asked again.
mod changing;
pub mod entity;
mod plan;
mod reading;
mod targets;

pub use changing::{Details, Refused, Who, change, create};
pub use entity::{plan_step::Anchor, programme::Model as Programme};
pub use plan::{Step, plan, set_plan};
pub(crate) use reading::ids_led_by;
pub use reading::{
    Led, all, find, find_led, has, leads, led_by, named, of_organisation, organisations, possible_leads,
    visible_to,
};
pub use targets::{set_targets, targets};
