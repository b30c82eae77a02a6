//! The invention itself: day by day somebody visits an office, and her case runs its course.
use super::{
    case::{self, Attendance, Case, Client, Who},
    chance::Chance,
    days::{self, Span},
    firms::Firm,
    followups, measures, meetings,
    numbers::Numbers,
    offices::{OFFICES, Opened},
    outcomes,
    people::{Household, Person},
    rows::Book,
    written,
};
use crate::vault::Vault;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// How many of a hundred come back with a second case.
const COMING_BACK: u32 = 7;
/// How many of a hundred who own a firm with somebody bring the man they own it with.
const COUPLES: u32 = 45;

/// Everything that is known while it is being told.
pub struct Story<'a> {
    pub span: Span,
    pub vault: &'a Vault,
    pub opened: &'a Opened,
    pub chance: Chance,
    pub numbers: Numbers,
    pub book: Book,
    pub measures: Vec<measures::Measure>,
    /// Per office and programme, in the order of opening.
    pub attending: BTreeMap<(usize, usize), Vec<measures::Attending>>,
    /// Per organisation and year.
    pub last_numbers: BTreeMap<(i64, i32), i64>,
    past: [Vec<Past>; OFFICES.len()],
    waiting: [Option<(Firm, Household)>; OFFICES.len()],
}

/// A client whose case is closed.
struct Past {
    client: Client,
    firm: Option<Firm>,
    closed: NaiveDate,
}

impl<'a> Story<'a> {
    pub fn new(span: Span, vault: &'a Vault, opened: &'a Opened, chance: Chance, numbers: Numbers) -> Self {
        Self {
            span,
            vault,
            opened,
            chance,
            numbers,
            book: Book::default(),
            measures: Vec::new(),
            attending: BTreeMap::new(),
            last_numbers: BTreeMap::new(),
            past: Default::default(),
            waiting: Default::default(),
        }
    }

    /// Somebody opens a case on that day, and this is what comes of it.
    pub fn tell(&mut self, day: NaiveDate) {
        let shares: Vec<(usize, u32)> =
            OFFICES.iter().enumerate().map(|(place, office)| (place, office.share)).collect();
        let office = self.chance.weighted(&shares);
        let case_id = super::rows::next(&mut self.book.ids.case);
        let (organisation_id, advisors) = &self.opened.offices[office];
        let advisor_id = *self.chance.one_of(advisors);
        let who = |client_id| Who { case_id, client_id, advisor_id, organisation_id: *organisation_id };
        match self.visitor(office, day) {
            Visitor::Again(client, firm) => {
                let who = who(client.id);
                self.run(office, who, client, Attendance { firm, tells_of_firm: true, new: false }, day);
            }
            Visitor::Husband(person, firm) => {
                let client = written::client(self, &person, who, day);
                let who = who(client.id);
                let firm = Some(firm);
                self.run(office, who, client, Attendance { firm, tells_of_firm: false, new: false }, day);
            }
            Visitor::New(person) => {
                let client = written::client(self, &person, who, day);
                let who = who(client.id);
                self.run(office, who, client, Attendance { firm: None, tells_of_firm: true, new: true }, day);
            }
        }
    }

    fn visitor(&mut self, office: usize, day: NaiveDate) -> Visitor {
        if self.chance.in_100(COMING_BACK) && !self.past[office].is_empty() {
            let place = self.chance.below(self.past[office].len());
            if self.past[office][place].closed < day {
                let past = self.past[office].swap_remove(place);
                return Visitor::Again(past.client, past.firm);
            }
        }
        match self.waiting[office].take() {
            Some((firm, household)) => {
                let person = Person::husband(&mut self.chance, &OFFICES[office], day, household);
                Visitor::Husband(person, firm)
            }
            None => Visitor::New(Person::invent(&mut self.chance, &OFFICES[office], day)),
        }
    }

    fn run(&mut self, office: usize, who: Who, client: Client, came: Attendance, day: NaiveDate) {
        let second = client.foreign && client.woman && self.chance.in_100(58);
        let programme = usize::from(second);
        let (programme_id, plan) = &self.opened.programmes[programme];
        let mut case = case::begin(&mut self.chance, self.span, who, client, &came, day);
        if came.new {
            case.firm = self.firm_of(&case);
        }
        let reason = case.closed.map(|_| case.reason(&mut self.chance));
        if came.new {
            written::firm(self, &mut case);
        } else if let Some(firm) = case.firm.clone().filter(|_| !came.tells_of_firm) {
            written::partner(self, &case, &firm);
        }
        let number = self.last_numbers.entry((who.organisation_id, day.year())).or_default();
        *number += 1;
        let number = crate::cases::written(day.year(), *number);
        written::case(self, &case, *programme_id, number, reason);
        let before = written::before(self);
        meetings::tell(&mut self.book, &mut self.chance, self.span, &case);
        outcomes::tell(&mut self.book, &mut self.chance, &case, reason);
        followups::tell(&mut self.book, &mut self.chance, self.span, &case, plan);
        if case.client.protected {
            written::seal(self, &case, before);
        }
        self.measures.extend(measures::for_one(&mut self.chance, &case, *programme_id));
        let attending =
            measures::Attending { who, programme_id: *programme_id, opened: day, until: case.until };
        self.attending.entry((office, programme)).or_default().push(attending);
        self.remember(office, case, came.new);
    }

    /// The firm she has, or starts, or only plans.
    fn firm_of(&mut self, case: &Case) -> Option<Firm> {
        use crate::cases::Phase::*;
        let chance = &mut self.chance;
        let started_on = match case.entry {
            EarlyOperation | Growth | WindingDown => Some(case::earlier_start(chance, case.opened)),
            Idea | BusinessPlan | Start => {
                let percent = chance.between(35, 95);
                let day = days::working_day(chance, case.day_at(percent));
                let starts = chance.in_100(case::chance_to_start(&case.client));
                let planned = chance.in_100(if case.entry == Start { 50 } else { 8 });
                match starts && day <= case.until {
                    true => Some(day),
                    false if planned => None,
                    false => return None,
                }
            }
        };
        super::rows::next(&mut self.book.ids.enterprise);
        let id = self.book.ids.enterprise;
        let (called, foreign) = (case.client.called.as_deref(), case.client.foreign);
        Some(Firm::invent(chance, &mut self.numbers, id, called, foreign, started_on))
    }

    /// Some come back, and some bring the man they own the firm with.
    fn remember(&mut self, office: usize, case: Case, new: bool) {
        let firm = case.firm.clone().filter(|firm| !firm.sole_trader() && new && !case.client.protected);
        if let Some(firm) = firm.filter(|firm| firm.shared && self.chance.in_100(COUPLES)) {
            let household = Household {
                family_name: case.client.family_name.clone(),
                kommun_code: case.client.kommun_code.clone(),
            };
            self.waiting[office] = Some((firm, household));
        }
        if let Some(closed) = case.closed {
            self.past[office].push(Past { client: case.client, firm: case.firm, closed });
        }
    }

    /// The events of all offices and programmes, and everything put in order.
    pub fn end(&mut self) {
        let attending = std::mem::take(&mut self.attending);
        for cases in attending.values() {
            let events = measures::for_many(&mut self.chance, self.span, cases);
            self.measures.extend(events);
        }
        let measures = std::mem::take(&mut self.measures);
        measures::write_down(&mut self.book, measures);
    }
}

enum Visitor {
    New(Person),
    Again(Client, Option<Firm>),
    Husband(Person, Firm),
}
