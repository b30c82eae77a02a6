//! Whether the log is as it was sealed.
use super::Finding;
use crate::audit::chain::{self, Broken};
use sea_orm::{ConnectionTrait, DbErr};

pub(super) async fn is_as_sealed(db: &impl ConnectionTrait, heads: &[String]) -> Result<Finding, DbErr> {
    Ok(match chain::verify(db, heads).await? {
        Ok(held) => {
            let head = held.head.map(|head| chain::written(&head.hash)).unwrap_or_default();
            Finding::passed("log")
                .number("rows", held.rows)
                .number("seals", held.seals)
                .number("waiting", held.waiting)
                .text("head", head)
        }
        Err(Broken::Changed(row)) => Finding::failed("log-changed").number("row", row),
        Err(Broken::Removed(row)) => Finding::failed("log-removed").number("row", row),
        Err(Broken::Inserted(row)) => Finding::failed("log-inserted").number("row", row),
        Err(Broken::Seal(seal)) => Finding::failed("log-seal").number("seal", seal),
        Err(Broken::Reason(row)) => Finding::failed("log-reason").number("row", row),
        Err(Broken::NoSuchHead(head)) => Finding::failed("log-head").text("head", head),
        Err(Broken::Guard(guard)) => Finding::failed("log-guard").text("guard", guard),
    })
}
