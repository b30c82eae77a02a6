//! What of a client a page may show: the one place where protection decides.
use super::Client;
use crate::identity::User;

/// A client as somebody may see her.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Shown {
    /// Her name; nothing where it is not this user's to see.
    pub name: Option<String>,
    /// Whether she lives under protected identity.
    pub protected: bool,
}

/// What a user may see of a client whose case `advisor_id` is responsible for. The identity of a protected
/// person is for that advisor alone; everybody else works with the case number.
pub fn shown_to(user: &User, client: &Client, advisor_id: i64) -> Shown {
    Shown {
        name: may_know(user, client.protected, advisor_id)
            .then(|| full_name(&client.given_name, &client.family_name)),
        protected: client.protected,
    }
}

/// Whether the identity is this user's to know.
pub fn may_know(user: &User, protected: bool, advisor_id: i64) -> bool {
    user.can_work_with_cases() && (!protected || advisor_id == user.id)
}

/// Given and family names together.
pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}
