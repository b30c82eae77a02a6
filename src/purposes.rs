//! Why each personal field is kept: purpose, legal basis, how long and who gets to see it (GDPR Art. 5(1)(b)–(e), 13
//! and 15). A column that is neither here nor among [`INNER`] fails a test: nothing is kept without a reason.
mod fields;

pub use fields::{FIELDS, INNER};

use serde::Serialize;

crate::code_enum! {
    /// What a field is for.
    pub enum Purpose {
        /// To know that it is she, and to find her again.
        Identify = "identify",
        /// To reach her.
        Contact = "contact",
        /// To advise her in a way that fits her.
        Advise = "advise",
        /// To work in her case and to be able to show what was done.
        Case = "case",
        /// To see what came of it.
        Result = "result",
        /// To count, so that nobody can be made out in the figures.
        Statistics = "statistics",
        /// To keep her address out of wrong hands.
        Protect = "protect",
        /// To be able to show that the law was followed.
        Account = "account",
    }
}

crate::code_enum! {
    /// On what ground.
    pub enum Basis {
        /// Art. 6(1)(e) with 2 kap. 2 § lagen (2018:218): a task in the public interest.
        PublicTask = "public_task",
        /// The same; of data that may tell ethnic origin, Art. 9(2)(g) with 3 kap. 3 § lagen (2018:218).
        PublicInterest = "public_interest",
        /// 3 kap. 10 § lagen (2018:218): an identity number where it is clearly justified.
        IdentityNumber = "identity_number",
        /// Art. 6(1)(c): the regulation itself asks for it.
        LegalDuty = "legal_duty",
    }
}

crate::code_enum! {
    /// Who gets to see it.
    pub enum Recipients {
        /// Her advisor and the colleagues of the office.
        Office = "office",
        /// Her advisor; others only with a reason that is logged.
        Advisor = "advisor",
        /// The office; the funder sees it only counted together with others.
        OfficeAndFigures = "office_and_figures",
    }
}

/// One personal field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The table it is kept in.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// On what ground.
    pub basis: Basis,
    /// Who gets to see it.
    pub recipients: Recipients,
    /// Where the words of its codes begin, if it holds a code.
    #[serde(skip)]
    pub words: Option<&'static str>,
}

impl Field {
    /// The key of its name in the locales: `purposes-field-clients-given_name`.
    pub fn name(&self) -> String {
        format!("purposes-field-{}-{}", self.table, self.column)
    }
}

/// Why the column is kept; nothing where it tells nothing of a person.
pub fn of(table: &str, column: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.table == table && field.column == column)
}
