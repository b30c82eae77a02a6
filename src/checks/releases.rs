//! Whether the releases and their ledger are as they were frozen.
use super::Finding;
use crate::releases::{self, NotWhole};
use sea_orm::ConnectionTrait;
use std::path::Path;

pub(super) async fn are_as_frozen(db: &impl ConnectionTrait, folder: &Path) -> anyhow::Result<Finding> {
    Ok(match releases::whole(db, folder).await? {
        Ok(releases) => Finding::passed("releases").number("releases", releases),
        Err(wrong) => told(wrong),
    })
}

pub(super) async fn ledger_holds(db: &impl ConnectionTrait) -> anyhow::Result<Finding> {
    Ok(match releases::ledger_whole(db).await? {
        Ok(entries) => Finding::passed("ledger").number("entries", entries),
        Err(wrong) => told(wrong),
    })
}

fn told(wrong: NotWhole) -> Finding {
    match wrong {
        NotWhole::File { release, name } => {
            Finding::failed("releases-file").number("release", release).text("file", name)
        }
        NotWhole::PutOut { release, name } => {
            Finding::failed("releases-put-out").number("release", release).text("file", name)
        }
        NotWhole::Cells { release, table } => {
            Finding::failed("releases-cells").number("release", release).text("table", table)
        }
        NotWhole::Ledger { occasion, table } => {
            Finding::failed("ledger-broken").text("occasion", occasion).text("table", table)
        }
    }
}
