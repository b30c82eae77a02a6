//! The ledger of releases: what is promised to whom, what was frozen, and who fetched it.
mod defining;
pub mod entity;
mod files;
mod freezing;
mod kept;
mod ledger;
mod output;
mod protecting;
mod schedule;
mod told;
mod whole;
mod words;

pub use defining::{NewDefinition, Refused, define, meant, named, of_programme};
pub use entity::{
    cell::Model as Cell, definition::Model as Definition, delivery::Model as Delivery, file::Model as File,
    release::Model as Release,
};
pub use freezing::{Done, NotRun, TABLES, due, run, run_due};
pub use ledger::{FileName, Seen, cells, deliver, file_names, find, is_led_by, proof, visible_to};
pub use output::{folder, put_out, put_out_missing};
pub use protecting::{Progress, Waiting, preview};
pub use schedule::{next_run_after, period_of_run};
pub use whole::{NotWhole, ledger_whole, whole};
pub use words::{cell_words, level, word};
