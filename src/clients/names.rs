//! Finding people by name: folded words, one row each, so that a search reads one range of an index.
use super::{
    Client, Facts,
    entity::{client, name},
};
use crate::identity::User;
use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::SelectStatement,
};
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// More people than this are not shown: more letters find fewer.
const MOST: u64 = 200;

/// The words of a name as they are compared: lower case, without marks, parted at anything that is no letter.
pub fn fold(text: &str) -> BTreeSet<String> {
    let plain: String =
        text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect();
    let plain =
        plain.replace('ø', "o").replace('æ', "ae").replace('ł', "l").replace('đ', "d").replace('ß', "ss");
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words she is found by; a protected person has none.
pub(crate) fn words(facts: &Facts) -> BTreeSet<String> {
    match facts.protected {
        Some(_) => BTreeSet::new(),
        None => fold(&format!("{} {}", facts.given_name, facts.family_name)),
    }
}

pub(super) async fn write(
    txn: &DatabaseTransaction,
    client_id: i64,
    organisation_id: i64,
    words: BTreeSet<String>,
) -> Result<(), DbErr> {
    name::Entity::delete_many().filter(name::COLUMN.client_id.eq(client_id)).exec(txn).await?;
    let rows = rows(client_id, organisation_id, words);
    if rows.is_empty() {
        return Ok(());
    }
    name::Entity::insert_many(rows).exec_without_returning(txn).await.map(drop)
}

pub(crate) fn rows(client_id: i64, organisation_id: i64, words: BTreeSet<String>) -> Vec<name::ActiveModel> {
    let row = |word| name::ActiveModel {
        client_id: Set(client_id),
        word: Set(word),
        organisation_id: Set(organisation_id),
    };
    words.into_iter().map(row).collect()
}

/// Names the clients of the organisation whose names have a word beginning with each word of `text`.
pub fn search(user: &User, text: &str) -> SelectStatement {
    // The longest word finds the fewest; the others are looked up only for those.
    let mut words: Vec<_> = fold(text).into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_default();
    let mut found = beginning_with(user, &first);
    for word in words {
        found = found.filter(name::COLUMN.client_id.in_subquery(beginning_with(user, &word).into_query()));
    }
    found.order_by_asc(name::Column::Word).order_by_asc(name::Column::ClientId).limit(MOST).into_query()
}

/// Nobody's name begins with nothing.
fn beginning_with(user: &User, word: &str) -> Select<name::Entity> {
    let after = if word.is_empty() { String::new() } else { format!("{word}\u{10ffff}") };
    name::Entity::find()
        .select_only()
        .column(name::Column::ClientId)
        .filter(name::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(name::COLUMN.word.gte(word))
        .filter(name::COLUMN.word.lt(after))
}

/// Clients of the organisation with the same names and, where both are known, the same birth date.
pub async fn named(
    db: &impl ConnectionTrait,
    user: &User,
    full_name: &str,
    birth_date: Option<NaiveDate>,
) -> Result<Vec<Client>, DbErr> {
    let wanted = fold(full_name);
    let found =
        client::Entity::find().filter(client::COLUMN.id.in_subquery(search(user, full_name))).all(db).await?;
    let same = |client: &Client| {
        let same_day = match (client.birth_date, birth_date) {
            (Some(known), Some(told)) => known == told,
            _ => true,
        };
        same_day && fold(&format!("{} {}", client.given_name, client.family_name)) == wanted
    };
    Ok(found.into_iter().filter(same).take(5).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let words = |text: &str| fold(text).into_iter().collect::<Vec<_>>();
        assert_eq!(words("Åsa von-Essen"), ["asa", "essen", "von"]);
        assert_eq!(words("Agnieszka Wiśniewska"), ["agnieszka", "wisniewska"]);
        assert_eq!(words("  Mehret  "), ["mehret"]);
        assert_eq!(words("فاطمة"), ["فاطمة"]);
        assert!(words("'-").is_empty());
    }
}
