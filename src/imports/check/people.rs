//! Who has been met before in the book. One number is one person, unless the names say otherwise: then a
//! number was written on the wrong row, and joining two persons' cases would be worse than keeping them apart.

use std::collections::HashMap;

use crate::imports::report::Place;
use crate::imports::rows::Identity;
use crate::imports::values::plain;

/// What a row says about its person, whatever else is wrong with the row.
#[derive(Default)]
pub(super) struct Person {
    pub(super) identity: Option<Identity>,
    pub(super) given_name: Option<String>,
    pub(super) family_name: Option<String>,
    pub(super) contacts: [Option<String>; 2],
    pub(super) woman: bool,
    pub(super) foreign_born: bool,
    pub(super) protected: bool,
}

/// How a person stands to the rows above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// Not met before.
    First,
    /// The same person as there.
    Again(Place),
    /// Another person there has the same number.
    NumberOfAnother(Place),
}

#[derive(Default)]
pub(super) struct People {
    by_number: HashMap<Identity, Vec<Known>>,
}

struct Known {
    place: Place,
    given: String,
    family: String,
    contacts: [Option<String>; 2],
}

impl People {
    pub(super) fn meet(&mut self, person: &Person, place: Place) -> Met {
        let Some(identity) = &person.identity else {
            return Met::First;
        };
        let name = |part: &Option<String>| plain(part.as_deref().unwrap_or_default());
        let known = Known {
            place,
            given: name(&person.given_name),
            family: name(&person.family_name),
            contacts: person.contacts.clone(),
        };
        let earlier = self.by_number.entry(identity.clone()).or_default();
        let met = match (earlier.iter().find(|other| other.is_same(&known)), earlier.first()) {
            (Some(same), _) => Met::Again(same.place),
            (None, Some(other)) => Met::NumberOfAnother(other.place),
            (None, None) => Met::First,
        };
        if !matches!(met, Met::Again(_)) {
            earlier.push(known);
        }
        met
    }
}

/// Whether two spellings of names, with what else is known, can be of one person.
pub(in crate::imports) fn are_one(one: Named<'_>, other: Named<'_>) -> bool {
    let known = |named: Named<'_>| Known {
        place: Place { sheet: 0, row: 0 },
        given: plain(named.given),
        family: plain(named.family),
        contacts: named.contacts.map(|contact| contact.map(str::to_owned)),
    };
    known(one).is_same(&known(other))
}

/// What a person is recognised by beside her number: names, e-mail and telephone.
pub(in crate::imports) struct Named<'a> {
    pub(in crate::imports) given: &'a str,
    pub(in crate::imports) family: &'a str,
    pub(in crate::imports) contacts: [Option<&'a str>; 2],
}

impl Known {
    /// All the same names, or the same given name and something that explains the other family name.
    fn is_same(&self, other: &Self) -> bool {
        if self.names() == other.names() {
            return true;
        }
        let shares_contact =
            self.contacts.iter().zip(&other.contacts).any(|(one, two)| one.is_some() && one == two);
        let parts = |family: &str| family.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
        let shares_family = parts(&self.family).iter().any(|part| parts(&other.family).contains(part));
        let lacks_family = self.family.is_empty() || other.family.is_empty();
        shares_contact || (self.given == other.given && (shares_family || lacks_family))
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.given.split(' ').chain(self.family.split(' ')).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(given: &str, family: &str, phone: Option<&str>) -> Person {
        Person {
            identity: Some(Identity::Reserve("TF-1001".to_owned())),
            given_name: Some(given.to_owned()),
            family_name: Some(family.to_owned()),
            contacts: [phone.map(str::to_owned), None],
            ..Person::default()
        }
    }

    #[test]
    fn one_number_is_one_person_unless_the_names_say_otherwise() {
        let place = |row| Place { sheet: 0, row };
        let mut people = People::default();
        assert_eq!(people.meet(&person("Zofia", "Kowalczyk", Some("070")), place(2)), Met::First);
        assert_eq!(people.meet(&person("ZOFIA", " kowalczyk", None), place(3)), Met::Again(place(2)));
        assert_eq!(people.meet(&person("Zofia", "Kowalczyk-Nowak", None), place(4)), Met::Again(place(2)));
        assert_eq!(people.meet(&person("Zofia", "Berg", Some("070")), place(5)), Met::Again(place(2)));
        assert_eq!(people.meet(&person("Kowalczyk", "Zofia", None), place(6)), Met::Again(place(2)));
        assert_eq!(
            people.meet(&person("Malee", "Chaiyasit", None), place(7)),
            Met::NumberOfAnother(place(2))
        );
        assert_eq!(people.meet(&person("Malee", "Chaiyasit", None), place(8)), Met::Again(place(7)));
    }

    #[test]
    fn without_a_number_nobody_is_taken_for_another() {
        let mut people = People::default();
        let nameless = Person { identity: None, ..person("Eva", "Berg", None) };
        assert_eq!(people.meet(&nameless, Place { sheet: 0, row: 2 }), Met::First);
        assert_eq!(people.meet(&nameless, Place { sheet: 0, row: 3 }), Met::First);
    }
}
