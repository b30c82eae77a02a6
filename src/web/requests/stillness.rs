//! An erased client's cases stay as they are: what is written into them now would be about nobody, or about her.
use crate::{
    cases::{self, Case},
    database::Database,
    followups,
    identity::User,
    meetings, outcomes,
    requests::{self, entity::erasure, erasure as erasures},
    web::Result,
};
use sea_orm::EntityTrait;

/// The case that a form posted to this address would change, if it is the user's to see and its client is erased.
pub(in crate::web) async fn still_case(db: &Database, user: &User, path: &str) -> Result<Option<i64>> {
    let mut pieces = path.trim_start_matches('/').split('/');
    let (Some(noun), Some(Ok(id))) = (pieces.next(), pieces.next().map(str::parse)) else { return Ok(None) };
    let Some(case) = case_of(db, user, noun, id).await? else { return Ok(None) };
    let erasure = erasures::of_client(db.read(), case.client_id).await?;
    Ok(erasure.filter(|row| row.state == erasure::State::Done).map(|_| case.id))
}

async fn case_of(db: &Database, user: &User, noun: &str, id: i64) -> Result<Option<Case>> {
    let read = db.read();
    Ok(match noun {
        "cases" => cases::find(read, user, id).await?,
        "meetings" => match meetings::entity::Entity::find_by_id(id).one(read).await? {
            Some(meeting) => cases::find(read, user, meeting.case_id).await?,
            None => None,
        },
        "outcomes" => outcomes::find(read, user, id).await?.map(|(_, case)| case),
        "followups" => followups::find(read, user, id).await?.map(|(_, case)| case),
        "requests" => match requests::find(read, user, id).await? {
            Some(request) => cases::find(read, user, request.case_id).await?,
            None => None,
        },
        _ => None,
    })
}
