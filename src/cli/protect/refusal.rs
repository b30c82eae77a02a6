//! A refusal in words: which cell, what gives it away, what to change.
use crate::{
    cli::Failure,
    disclosure::{
        engine::{How, Leak, Refused},
        past::Barred,
    },
};
use std::collections::BTreeMap;

/// So many cells are told of, and so many facts that give one away.
const MOST: usize = 20;

const MEND: &str = "publish a coarser dimension or fewer tables";

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Stopped => Self::stopped("stopped: nothing was written"),
            Refused::Past(why) | Refused::Method(why) => {
                Self::refused(format!("refused: {why}; nothing was written"))
            }
            Refused::Leaks(leaks) => {
                for leak in leaks.iter().take(MOST) {
                    println!("{}", told(leak));
                }
                if leaks.len() > MOST {
                    println!("… and {} more", leaks.len() - MOST);
                }
                let first = leaks.first().map(told).unwrap_or_default();
                let count = leaks.len();
                Self::refused(format!("refused: {count} cells would be given away, first: {first}; {MEND}"))
            }
        }
    }
}

impl From<Barred> for Failure {
    fn from(barred: Barred) -> Self {
        Self::refused(format!("refused: {barred}; nothing was written"))
    }
}

fn told(leak: &Leak) -> String {
    let how = match leak.how {
        How::Exactly => "can be worked out exactly",
        How::Narrowly => "can be worked out too closely",
        How::Undecided => "could not be proven safe in time",
    };
    let from: Vec<_> = leak.from.iter().take(MOST).map(named).collect();
    let more = if leak.from.len() > MOST { ", …" } else { "" };
    let from = if from.is_empty() { String::new() } else { format!(", from {}{more}", from.join(", ")) };
    format!("{} {how} by {}{from}", named(&leak.cell), leak.reader)
}

/// `[lan=01 sex=K]`; what is not named is added up.
pub(super) fn named(cell: &BTreeMap<String, String>) -> String {
    let parts: Vec<_> = cell.iter().map(|(column, code)| format!("{column}={code}")).collect();
    if parts.is_empty() { "[Total]".to_owned() } else { format!("[{}]", parts.join(" ")) }
}
