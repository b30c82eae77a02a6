//! A case as it is being told: who it is about, how long it lasts and how it ends.
use super::{
    chance::Chance,
    days::{self, Span},
    firms::Firm,
    people,
};
use crate::cases::{CloseReason, Employment, Phase};
use chrono::{Days, NaiveDate};

/// Whose case it is, and who works in it.
#[derive(Clone, Copy)]
pub struct Who {
    pub case_id: i64,
    pub client_id: i64,
    pub advisor_id: i64,
    pub organisation_id: i64,
}

/// What of a client bears on her case.
#[derive(Clone)]
pub struct Client {
    pub id: i64,
    pub woman: bool,
    pub foreign: bool,
    pub language: Option<String>,
    pub interpreter: bool,
    pub protected: bool,
    pub called: Option<String>,
    pub kommun_code: Option<String>,
    pub family_name: String,
}

/// A case from its first day to its last, or to the last day that has come.
pub struct Case {
    pub who: Who,
    pub client: Client,
    pub firm: Option<Firm>,
    /// Whether what is known of the firm is told in this case: not in the husband's.
    pub tells_of_firm: bool,
    pub entry: Phase,
    pub opened: NaiveDate,
    /// How many days it is meant to last.
    pub length: i64,
    pub closed: Option<NaiveDate>,
    pub until: NaiveDate,
}

/// What somebody brings to her first meeting.
pub struct Attendance {
    pub firm: Option<Firm>,
    pub tells_of_firm: bool,
    /// Whether a firm may still be invented.
    pub new: bool,
}

/// Opens it, and decides when it closes, if that day has come.
pub fn begin(
    chance: &mut Chance,
    span: Span,
    who: Who,
    client: Client,
    came: &Attendance,
    opened: NaiveDate,
) -> Case {
    let length = chance.weighted(&[(60, 14), (110, 24), (160, 26), (220, 20), (300, 12), (400, 4)]);
    let length = length + chance.between(-20, 30);
    let end = days::working_day(chance, days::after(opened, length));
    // Some are forgotten open.
    let closed = (end <= span.last() && chance.in_100(94)).then_some(end);
    let entry = match &came.firm {
        Some(firm) if firm.started_on.is_some() => {
            chance.weighted(&[(Phase::EarlyOperation, 65), (Phase::Growth, 35)])
        }
        Some(_) => Phase::Start,
        None => entry(chance, client.foreign),
    };
    let firm = came.firm.clone();
    let until = closed.unwrap_or(span.last());
    Case { who, client, firm, tells_of_firm: came.tells_of_firm, entry, opened, length, closed, until }
}

impl Case {
    /// The day on which so many hundredths of it are over.
    pub fn day_at(&self, percent: i64) -> NaiveDate {
        self.opened + Days::new((self.length * percent / 100).unsigned_abs())
    }

    /// The day the firm started, if that was in the course of the case.
    pub fn start(&self) -> Option<NaiveDate> {
        self.firm.as_ref()?.started_on.filter(|day| *day >= self.opened)
    }

    /// Whether the firm was there before the case.
    pub fn came_with_firm(&self) -> bool {
        self.firm.as_ref().is_some_and(|firm| firm.started_on.is_some_and(|day| day < self.opened))
    }

    /// How far it has come by its last day.
    pub fn phase(&self, chance: &mut Chance) -> Phase {
        let over = (self.until - self.opened).num_days() * 100 / self.length.max(1);
        match self.entry {
            Phase::Idea | Phase::BusinessPlan | Phase::Start if self.start().is_some() => {
                if over > 80 && chance.in_100(12) { Phase::Growth } else { Phase::EarlyOperation }
            }
            Phase::Idea if over > 75 && chance.in_100(35) => Phase::Start,
            Phase::Idea if over > 35 && chance.in_100(65) => Phase::BusinessPlan,
            Phase::BusinessPlan if over > 50 && chance.in_100(50) => Phase::Start,
            Phase::EarlyOperation if over > 50 && chance.in_100(30) => Phase::Growth,
            entry => entry,
        }
    }

    /// Why it closed.
    pub fn reason(&self, chance: &mut Chance) -> CloseReason {
        use CloseReason::*;
        chance.weighted(match (self.start().is_some(), self.entry) {
            (true, _) => &[(StartedEnterprise, 74), (GoalReached, 21), (NoContact, 3), (Other, 2)],
            (_, Phase::EarlyOperation | Phase::Growth) => {
                &[(GoalReached, 70), (NoContact, 14), (Discontinued, 8), (MovedAway, 4), (Other, 4)]
            }
            (_, Phase::WindingDown) => &[(Discontinued, 60), (GoalReached, 25), (Employed, 15)],
            _ => &[
                (Employed, 24),
                (Studies, 12),
                (Discontinued, 28),
                (NoContact, 17),
                (MovedAway, 5),
                (GoalReached, 7),
                (Other, 5),
                (Unknown, 2),
            ],
        })
    }
}

/// How far people have come when they first visit.
fn entry(chance: &mut Chance, foreign: bool) -> Phase {
    use Phase::*;
    chance.weighted(match foreign {
        true => &[
            (Idea, 46),
            (BusinessPlan, 23),
            (Start, 13),
            (EarlyOperation, 11),
            (Growth, 4),
            (WindingDown, 3),
        ],
        false => &[
            (Idea, 34),
            (BusinessPlan, 23),
            (Start, 13),
            (EarlyOperation, 17),
            (Growth, 10),
            (WindingDown, 3),
        ],
    })
}

/// How many of a hundred start, of those who come with an idea or a plan.
pub fn chance_to_start(client: &Client) -> u32 {
    match (client.foreign, client.woman) {
        (true, true) => 30,
        (true, false) => 36,
        (false, true) => 43,
        (false, false) => 49,
    }
}

/// What she lives on when she comes.
pub fn employment_at_entry(chance: &mut Chance, foreign: bool, with_firm: bool) -> Employment {
    use Employment::*;
    chance.weighted(match (with_firm, foreign) {
        (true, _) => &[(SelfEmployed, 68), (Combiner, 32)],
        (false, true) => &[
            (UnemployedUnder12, 20),
            (Unemployed12Plus, 21),
            (LabourProgramme, 11),
            (IntroductionProgramme, 9),
            (EmployedPermanent, 9),
            (EmployedTemporary, 13),
            (Student, 8),
            (ParentalLeave, 6),
            (Unknown, 3),
        ],
        (false, false) => &[
            (EmployedPermanent, 34),
            (EmployedTemporary, 15),
            (UnemployedUnder12, 17),
            (Unemployed12Plus, 9),
            (Student, 8),
            (ParentalLeave, 7),
            (SickLeave, 4),
            (Retired, 2),
            (Unknown, 4),
        ],
    })
}

/// What she lives on when it closes; unknown is an answer.
pub fn employment_at_exit(chance: &mut Chance, case: &Case, reason: CloseReason) -> Employment {
    use Employment::*;
    match reason {
        CloseReason::NoContact | CloseReason::Unknown | CloseReason::MovedAway if chance.in_100(45) => {
            Unknown
        }
        CloseReason::Employed => chance.weighted(&[(EmployedPermanent, 40), (EmployedTemporary, 60)]),
        CloseReason::Studies => Student,
        _ if case.start().is_some() || case.came_with_firm() => {
            chance.weighted(&[(SelfEmployed, 70), (Combiner, 27), (Unknown, 3)])
        }
        _ => match employment_at_entry(chance, case.client.foreign, false) {
            IntroductionProgramme => LabourProgramme,
            other => other,
        },
    }
}

/// A day before a firm's owner first came.
pub fn earlier_start(chance: &mut Chance, opened: NaiveDate) -> NaiveDate {
    let months = chance.weighted(&[(3, 20), (8, 20), (15, 20), (28, 18), (50, 14), (90, 8)]);
    let day = people::earlier(opened, months + chance.between(0, 5));
    day - Days::new(chance.between(0, 27).unsigned_abs())
}
