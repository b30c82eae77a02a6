//! Who may do what, said once: the route table asks it, the page `/rights` prints it, and a test tries every route
//! with every role.
use super::{Role, User};
use crate::code_enum;

code_enum! {
    /// Something a role may do. What of it lies within reach (her organisation, the programmes she leads) is said by
    /// the noun's `visible_to`.
    pub enum Right {
        /// Reads the cases of her organisation.
        ReadCases = "read_cases",
        /// Registers clients, logs meetings and measures, records outcomes, imports.
        WorkInCases = "work_in_cases",
        /// Gives a case to another advisor.
        AssignCases = "assign_cases",
        /// Notes what clients ask for, gives them their extract, and proposes to erase or dispose.
        HandleRequests = "handle_requests",
        /// Confirms that a client's data are erased or disposed of, which somebody else proposed.
        ConfirmErasure = "confirm_erasure",
        /// Sees figures of the programmes she leads, and pseudonymous lists behind them.
        ReadFigures = "read_figures",
        /// Asks for the name behind a case number of a programme she leads, with a reason.
        AskForNames = "ask_for_names",
        /// Sets targets, plan and releases of the programmes she leads.
        LeadProgrammes = "lead_programmes",
        /// Creates programmes and says who takes part and who leads.
        DefineProgrammes = "define_programmes",
        /// Fetches the releases made for her organisation, or of programmes she leads.
        ReadReleases = "read_releases",
        /// Organisations, users and the state of the system.
        Administer = "administer",
        /// Reads and reviews the log.
        ReadLog = "read_log",
        /// Answers for the protected clients of her organisation: their groups, and every look at them.
        AnswerForProtected = "answer_for_protected",
        /// Takes access to a protected client in an emergency, for three hours.
        BreakProtection = "break_protection",
    }
}

impl Right {
    /// The roles that have it (by the field's division of labour; a role that is not named has not).
    pub const fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Self::ReadCases => &[Advisor, UnitLead, Auditor],
            Self::WorkInCases => &[Advisor],
            Self::AssignCases => &[Advisor, UnitLead],
            Self::HandleRequests => &[Advisor, UnitLead],
            Self::ConfirmErasure => &[UnitLead, Administrator],
            Self::ReadFigures => &[Lead],
            Self::AskForNames => &[Lead],
            Self::LeadProgrammes => &[Lead],
            Self::DefineProgrammes => &[Administrator],
            Self::ReadReleases => &[Lead, Recipient],
            Self::Administer => &[Administrator],
            Self::ReadLog => &[LogReviewer],
            Self::AnswerForProtected => &[ProtectionOfficer],
            Self::BreakProtection => &[Advisor, ProtectionOfficer],
        }
    }
}

impl User {
    /// Whether one of her roles gives her the right.
    pub fn may(&self, right: Right) -> bool {
        right.roles().iter().any(|role| self.is(*role))
    }
}
