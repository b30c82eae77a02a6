//! Personal identity numbers: personnummer, samordningsnummer and the interim numbers of education.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{
    check_digit,
    identity_kind::{IdentityKind, IdentityNumberFault},
    spelling::tidy_number,
    typed_identity::TypedIdentity,
};

/// A checked identity number. It has no `Display` and its `Debug` hides it: a number reaches no log by mistake.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    kind: IdentityKind,
    digits: String,
    birth_date: NaiveDate,
}

impl IdentityNumber {
    /// Reads a number with or without century, hyphen or plus. A plus says the person turns 100 this year or has
    /// done so; today settles the century where it is not written.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, IdentityNumberFault> {
        let tidy = tidy_number(text);
        let typed = TypedIdentity::take_apart(&tidy).ok_or(IdentityNumberFault::Shape)?;
        let (kind, birth_date) = typed.born(today).ok_or(IdentityNumberFault::Date)?;
        if !check_digit::holds(&typed.checked_digits()) {
            return Err(IdentityNumberFault::CheckDigit);
        }
        if birth_date > today {
            return Err(IdentityNumberFault::InTheFuture);
        }
        let digits = format!("{}{}", birth_date.year() / 100, typed.ten());
        Ok(Self { kind, digits, birth_date })
    }

    /// Who gave the number.
    pub fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The twelve characters that are stored (encrypted) and looked up by.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The birth date the number holds. It can differ from the true one, so the client's own date is kept apart.
    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// Even for women, odd for men. An interim number says nothing: ask `kind` first.
    pub fn sex_digit_is_even(&self) -> bool {
        matches!(self.digits.as_bytes()[10], b'0' | b'2' | b'4' | b'6' | b'8')
    }

    /// As pages show it: `870314-••••`.
    pub fn masked(&self) -> String {
        format!("{}-••••", &self.digits[2..8])
    }

    /// As a person who may see it reads it: `19870314-1234`.
    pub fn formatted(&self) -> String {
        format!("{}-{}", &self.digits[..8], &self.digits[8..])
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityNumber").field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    fn parse(text: &str) -> Result<IdentityNumber, IdentityNumberFault> {
        IdentityNumber::parse(text, today())
    }

    /// Ten digits that hold together, by trying each last digit.
    fn with_check_digit(nine: &str) -> String {
        (0..10).map(|last| format!("{nine}{last}")).find(|ten| check_digit::holds(ten)).unwrap()
    }

    #[test]
    fn every_way_of_writing_it_is_the_same_number() {
        let number = parse("19900101-0017").unwrap();
        for text in ["9001010017", "900101-0017", " 19900101 0017 ", "900101 –\u{a0}0017", "199001010017"] {
            assert_eq!(parse(text).unwrap(), number, "{text}");
        }
        assert_eq!(number.formatted(), "19900101-0017");
        assert_eq!(number.masked(), "900101-••••");
    }

    #[test]
    fn a_number_never_shows_itself_in_debug() {
        let shown = format!("{:?}", parse("900101-0017"));
        assert!(!shown.contains("0017") && !shown.contains("900101"), "{shown}");
    }

    #[test]
    fn what_is_no_number_says_why() {
        use IdentityNumberFault::*;
        for (text, fault) in [
            ("", Shape),
            ("åäö", Shape),
            ("900101", Shape),
            ("90010-10017", Shape),
            ("900101--0017", Shape),
            ("900101-0017x", Shape),
            ("900101-Q017", Shape),
            ("900101-00٤7", Shape),
            ("900231-0010", Date),
            ("17900101-0017", Date),
            ("165567037485", Date),
            ("900101-0018", CheckDigit),
            ("20900101-0017", InTheFuture),
        ] {
            assert_eq!(parse(text).unwrap_err(), fault, "{text}");
        }
    }

    #[test]
    fn a_plus_is_used_from_the_year_of_the_hundredth_birthday() {
        let text = with_check_digit("261201001");
        let (date, last_four) = text.split_at(6);
        let old = parse(&format!("{date}+{last_four}")).unwrap();
        assert_eq!(old.birth_date(), NaiveDate::from_ymd_opt(1926, 12, 1).unwrap());
        assert_eq!(parse(&text).unwrap_err(), IdentityNumberFault::InTheFuture);
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_found(days in 0..36_000i64, number in 0..1000u32, place in 0..10usize, step in 1..10u8) {
            let born = today() - chrono::Duration::days(days);
            let right = with_check_digit(&format!("{}{number:03}", born.format("%y%m%d")));
            prop_assert!(parse(&right).is_ok());
            let mut wrong = right.into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + step) % 10;
            prop_assert!(parse(std::str::from_utf8(&wrong).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_it_fall_over(text in "\\PC*|[0-9A-Z+ -]{0,16}") {
            let _ = parse(&text);
        }
    }
}
