//! Who saw which client, and what there is between the two.
use super::{Kind, Scope};
use crate::{
    audit::{AuditEvent, entity as log},
    cases::entity as cases,
    clients::{entity::client, fold, full_name},
    identity::directory::{self, Account},
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
    sea_query::ExprTrait,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Rows that are asked for at once.
const AT_ONCE: usize = 1_000;

/// Fewer clients than this are looked up one by one; of more, the month is read from its end.
const FEW: usize = 500;

/// One user and one client of the month.
pub(super) struct Pair {
    pub user_id: i64,
    pub client_id: i64,
    /// How often she saw her.
    pub rows: i64,
    marks: HashSet<Kind>,
}

impl Pair {
    pub fn is(&self, kind: Kind) -> bool {
        self.marks.contains(&kind)
    }
}

/// All of the month, read from an index alone.
pub(super) async fn of(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Pair>, DbErr> {
    let rows: Vec<(i64, i64, i64)> = scope
        .seen()
        .select_only()
        .columns([log::Column::UserId, log::Column::ClientId])
        .column_as(Expr::col(log::Column::ClientId).count(), "rows")
        .group_by(log::Column::UserId)
        .group_by(log::Column::ClientId)
        .into_tuple()
        .all(db)
        .await?;
    let pair = |(user_id, client_id, rows)| Pair { user_id, client_id, rows, marks: HashSet::new() };
    Ok(rows.into_iter().map(pair).collect())
}

/// Those there is something to ask about.
pub(super) async fn marked(db: &impl ConnectionTrait, mut pairs: Vec<Pair>) -> Result<Vec<Pair>, DbErr> {
    let house = House::of(directory::all(db).await?);
    let ids: BTreeSet<i64> = pairs.iter().map(|pair| pair.client_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let (mut people, mut theirs) = (HashMap::new(), HashSet::new());
    for some in ids.chunks(AT_ONCE) {
        people.extend(people_of(db, some).await?);
        theirs.extend(advisors_of(db, some).await?);
    }
    for pair in &mut pairs {
        // Who has been erased has no name any more to compare.
        if let Some(person) = people.get(&pair.client_id) {
            house.mark(pair, person);
        }
        if !theirs.contains(&(pair.client_id, pair.user_id)) {
            pair.marks.insert(Kind::NoCase);
        }
    }
    let left: BTreeSet<i64> =
        pairs.iter().filter(|pair| pair.is(Kind::NoCase)).map(|pair| pair.client_id).collect();
    let opened = opened_by(db, left).await?;
    for pair in &mut pairs {
        if opened.contains(&(pair.client_id, pair.user_id)) {
            pair.marks.remove(&Kind::NoCase);
        }
    }
    pairs.retain(|pair| !pair.marks.is_empty());
    Ok(pairs)
}

/// What is compared of a client. It leaves this file as marks only.
struct Person {
    organisation_id: i64,
    family_name: String,
    words: BTreeSet<String>,
    email: Option<String>,
    protected: bool,
}

async fn people_of(
    db: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<impl Iterator<Item = (i64, Person)>, DbErr> {
    type Row = (i64, i64, String, String, Option<String>, bool);
    let rows: Vec<Row> = client::Entity::find()
        .select_only()
        .columns([
            client::Column::Id,
            client::Column::OrganisationId,
            client::Column::GivenName,
            client::Column::FamilyName,
            client::Column::Email,
            client::Column::Protected,
        ])
        .filter(client::COLUMN.id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, organisation_id, given, family, email, protected)| {
        let words = fold(&full_name(&given, &family));
        let email = email.map(|email| email.trim().to_lowercase());
        (id, Person { organisation_id, family_name: family, words, email, protected })
    }))
}

/// Client and whoever has a case of hers.
async fn advisors_of(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<(i64, i64)>, DbErr> {
    cases::Entity::find()
        .select_only()
        .columns([cases::Column::ClientId, cases::Column::AdvisorId])
        .filter(cases::COLUMN.client_id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}

/// Client and whoever entered her or opened a case of hers, whoever has it now.
async fn opened_by(db: &impl ConnectionTrait, ids: BTreeSet<i64>) -> Result<HashSet<(i64, i64)>, DbErr> {
    let mut opened = HashSet::new();
    let ids: Vec<i64> = ids.into_iter().collect();
    for some in ids.chunks(AT_ONCE) {
        let rows: Vec<(i64, i64)> = log::Entity::find()
            .select_only()
            .columns([log::Column::ClientId, log::Column::UserId])
            .filter(log::COLUMN.client_id.is_in(some.iter().copied()))
            .filter(log::COLUMN.action.is_in(["enter", "open"]))
            .filter(log::COLUMN.user_id.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        opened.extend(rows);
    }
    Ok(opened)
}

/// Everybody with an account.
struct House {
    /// By user, the last word of her name.
    surnames: HashMap<i64, String>,
    /// By organisation.
    names: HashSet<(i64, BTreeSet<String>)>,
    emails: HashSet<(i64, String)>,
}

impl House {
    fn of(accounts: Vec<Account>) -> Self {
        let last = |name: &str| name.split_whitespace().next_back().map(fold)?.into_iter().next_back();
        Self {
            surnames: accounts.iter().filter_map(|one| Some((one.id, last(&one.name)?))).collect(),
            names: accounts.iter().map(|one| (one.organisation_id, fold(&one.name))).collect(),
            emails: accounts.iter().map(|one| (one.organisation_id, one.email.to_lowercase())).collect(),
        }
    }

    fn mark(&self, pair: &mut Pair, person: &Person) {
        if person.protected {
            pair.marks.insert(Kind::Protected);
        }
        let surname = self.surnames.get(&pair.user_id);
        if surname.is_some_and(|surname| fold(&person.family_name).contains(surname)) {
            pair.marks.insert(Kind::Surname);
        }
        let named = self.names.contains(&(person.organisation_id, person.words.clone()));
        let email = person.email.clone().map(|email| (person.organisation_id, email));
        if named || email.is_some_and(|email| self.emails.contains(&email)) {
            pair.marks.insert(Kind::Colleagues);
        }
    }
}

/// The rows of the marked pairs, newest first.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    kind: Kind,
    scope: &Scope,
    mut before: i64,
    limit: usize,
) -> Result<Vec<AuditEvent>, DbErr> {
    let marked = marked(db, of(db, scope).await?).await?;
    let marked: HashSet<(i64, i64)> =
        marked.iter().filter(|pair| pair.is(kind)).map(|pair| (pair.user_id, pair.client_id)).collect();
    let clients: BTreeSet<i64> = marked.iter().map(|(_, client)| *client).collect();
    let mut seen = scope.seen();
    if clients.len() <= FEW {
        seen = seen.filter(log::COLUMN.client_id.is_in(clients));
    }
    let mut found = Vec::new();
    while !marked.is_empty() && found.len() < limit {
        let some = seen
            .clone()
            .filter(log::COLUMN.id.lt(before))
            .order_by_desc(log::Column::Id)
            .limit(AT_ONCE as u64)
            .all(db)
            .await?;
        let Some(last) = some.last() else { break };
        before = last.id;
        found.extend(
            some.into_iter()
                .filter(|row| row.user_id.zip(row.client_id).is_some_and(|pair| marked.contains(&pair))),
        );
    }
    found.truncate(limit);
    Ok(found)
}
