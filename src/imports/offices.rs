//! Whole books of three offices, each with its own habits.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::book::{Book, Limits};
use super::columns::Column;
use super::report::{FaultKind, NoteKind, Plan};
use super::rows::OutcomeValue;
use super::{check, mend};
use crate::cases::entity::Employment;
use crate::clients::entity::client::{Education, Sex};
use crate::locales::{Args, Locale};
use crate::outcomes::entity::{Evidence, Kind};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn read(bytes: &[u8]) -> (Book, Plan) {
    let book = Book::read(bytes, Limits::default()).unwrap();
    let plan = check::plan(&book, today()).unwrap();
    (book, plan)
}

fn kontoret() -> (Book, Plan) {
    read(include_bytes!("../../tests/data/kontorets_arenden.xlsx"))
}

fn to_mend(book: &Book, plan: &Plan) -> Vec<u8> {
    mend::bytes(book, plan, |key| Locale::Swedish.say(key)).unwrap()
}

#[test]
fn the_figures_of_kontoret_are_those_of_its_facts() {
    let (_, plan) = kontoret();
    let facts: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/data/kontorets_arenden.facts.json")).unwrap();
    assert_eq!(serde_json::to_value(&plan.counts).unwrap(), facts);
}

#[test]
fn every_case_of_kontoret_is_taken_in_or_held_and_meetings_go_with_it() {
    let (_, plan) = kontoret();
    let counts = &plan.counts;
    assert_eq!(plan.cases.len() as u64, counts.good + counts.duplicate_person);
    let waiting = plan.faults.iter().filter(|fault| fault.kind == FaultKind::CaseWaits).count();
    assert_eq!(
        plan.meetings.len() + plan.outcomes.len() + waiting,
        (counts.meetings + counts.outcomes) as usize
    );
    assert_eq!(plan.orphan_meetings.len() as u64, counts.orphan_meetings);
    assert!(plan.meetings.iter().all(|meeting| meeting.minutes.is_some() && meeting.time.is_some()));
    assert!(
        plan.cases
            .iter()
            .all(|case| case.birth_date.is_some() && case.kommun.is_some() && case.phase.is_some())
    );
    let approximate = plan.notes.iter().filter(|note| note.kind == NoteKind::Approximate).count();
    assert_eq!(approximate, 395);
}

#[test]
fn what_was_held_back_comes_back_as_it_was() {
    let (book, plan) = kontoret();
    let (_, again) = read(&to_mend(&book, &plan));
    let counts = |plan: &Plan| {
        let faults = &plan.counts;
        (
            faults.bad_identity,
            faults.bad_orgnr,
            faults.unknown_kommun,
            faults.missing_name,
            faults.impossible_dates,
        )
    };
    assert_eq!(counts(&again), counts(&plan));
    assert_eq!((again.counts.good, again.held.len()), (0, plan.held.len()));
    assert!(again.ignored.is_empty(), "the column of faults is known as ours");
}

/// Another order, other words, a title above, blank rows between, real times, real formulas.
fn kooperativet() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let clock = Format::new().set_num_format("hh:mm");
    workbook.add_worksheet().set_name("Läs mig").unwrap().write(0, 0, "Fyll i ett ärende per rad").unwrap();
    let cases = workbook.add_worksheet().set_name("Blad1").unwrap();
    cases.merge_range(0, 0, 0, 6, "Deltagare 2026", &Format::new()).unwrap();
    let headers = [
        "KOMMENTAR",
        "Inskrivningsdatum",
        "Hemkommun",
        "Namn",
        "Person-/samordningsnr",
        "Diarienr",
        "Ursprungsland",
        "Skonummer",
    ];
    cases.write_row(2, 0, headers).unwrap();
    cases.write_row(4, 2, ["  malmö ", "Berg, Anna", "19900101-0017"]).unwrap();
    cases.write_with_format(4, 1, &NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), &day).unwrap();
    cases.write(4, 5, 17).unwrap();
    cases
        .write_formula(4, 0, Formula::new("HYPERLINK(\"http://example.org\")").set_result("se fil"))
        .unwrap();
    cases.write_row(7, 2, ["1280", "Olena Le Berg"]).unwrap();
    cases.write_row(7, 5, ["18", "Jugoslavien", "38"]).unwrap();
    cases.write(7, 4, 105_182_386.0).unwrap();
    cases.write(7, 1, 20_260_302).unwrap();
    let meetings = workbook.add_worksheet().set_name("Blad2").unwrap();
    meetings.write_row(0, 0, ["Klockslag", "Antal timmar", "Mötesdatum", "Diarienr"]).unwrap();
    meetings.write_with_format(1, 0, 0.562_5, &clock).unwrap();
    meetings.write(1, 1, 1.5).unwrap();
    meetings.write(1, 2, "5/3-26").unwrap();
    meetings.write(1, 3, "17").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn another_office_may_keep_its_book_another_way() {
    let (_, plan) = read(&kooperativet());
    assert_eq!((plan.counts.rows, plan.counts.meeting_minutes, plan.counts.formula_cells), (2, 90, 1));
    let anna = &plan.cases[0];
    assert_eq!((anna.place.row, anna.number.as_str(), anna.family_name.as_str()), (5, "17", "Berg"));
    assert_eq!((anna.kommun, anna.sex), (Some("1280"), Sex::Man));
    assert_eq!(anna.note.as_deref(), Some("=HYPERLINK(\"http://example.org\")"));
    assert_eq!(plan.meetings[0].time.map(|time| time.to_string()).as_deref(), Some("13:30:00"));
    let taken = plan.notes.iter().filter(|note| note.kind == NoteKind::TakenFromNumber);
    assert!(taken.map(|note| note.place.row).eq([5]));
    assert_eq!(
        plan.ignored,
        [("Läs mig".to_owned(), vec![]), ("Blad1".to_owned(), vec!["Skonummer".to_owned()])]
    );
    let bad: Vec<_> =
        plan.faults.iter().map(|fault| (fault.place.row, fault.kind, fault.found.as_str())).collect();
    assert_eq!(bad, [(8, FaultKind::BadIdentity, "10518••••")]);
}

const FORENINGEN: &str = "sep=;\r\nÄrendenr;Efternamn;Förnamn;Pnr;Kön;Kommun;Inskriven;Avslutad;Orgnr;Skyddad;Utbildning\r\n\
    1;Berg;Anna;199001010017;;Lund;2026-01-02;;pågår;sekretess;universitet, utländskt\r\n\
    \r\n\
    1;Ek;\"Eva\r\nMaria\";TF-2026-1;K;lunds kommun;2026-01-02;;900101-0017;nej;YH\r\n\
    3;;Ny;19740216-XXXX;kvinna;;2026-02-31;;;;\r\n\
    ;Lind;Lo;saknas;okänt;Atlantis;2026-03-01;2026-02-01;5567037486;;\r\n";

#[test]
fn a_csv_file_is_read_in_any_encoding_with_rows_numbered_as_they_show() {
    let windows = encoding_rs::WINDOWS_1252.encode(FORENINGEN).0.into_owned();
    let utf_16: Vec<u8> = FORENINGEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE][..], &utf_16].concat();
    for bytes in [
        FORENINGEN.as_bytes(),
        &windows,
        &utf_16,
        &marked,
        &[b"\xEF\xBB\xBF", FORENINGEN.as_bytes()].concat(),
    ] {
        let (_, plan) = read(bytes);
        assert_eq!((plan.counts.rows, plan.counts.good, plan.counts.protected), (4, 1, 1));
        let faults: Vec<_> = plan.faults.iter().map(|fault| (fault.place.row, fault.kind)).collect();
        assert_eq!(
            faults,
            [
                (5, FaultKind::RepeatedCaseNumber),
                (6, FaultKind::MissingName),
                (6, FaultKind::MissingOpened),
                (7, FaultKind::MissingCaseNumber),
                (7, FaultKind::UnknownKommun),
                (7, FaultKind::BadOrgnr),
                (7, FaultKind::ImpossibleDates),
            ]
        );
        let anna = &plan.cases[0];
        assert_eq!(
            (anna.education, anna.foreign_education, anna.protected),
            (Education::PostSecondaryLong, true, true)
        );
    }
}

#[test]
fn what_a_row_leaves_out_is_never_filled_in() {
    let (_, plan) = read(FORENINGEN.as_bytes());
    let notes: Vec<_> = plan.notes.iter().map(|note| (note.place.row, note.kind)).collect();
    assert_eq!(
        notes,
        [
            (3, NoteKind::TakenFromNumber),
            (3, NoteKind::TakenAsProtected),
            (3, NoteKind::UnknownWord),
            (3, NoteKind::PhaseTakenAsIdea),
            (5, NoteKind::ReserveNumber),
            (5, NoteKind::SoleTrader),
            (5, NoteKind::PhaseTakenAsIdea),
            (6, NoteKind::OnlyBirthDate),
            (6, NoteKind::NotADate),
            (6, NoteKind::PhaseTakenAsIdea),
            (7, NoteKind::NoIdentityNumber),
            (7, NoteKind::PhaseTakenAsIdea),
        ]
    );
    let anna = &plan.cases[0];
    assert_eq!(
        (anna.closed, anna.interpreter, anna.born_in_sweden, anna.employment),
        (None, None, None, Employment::Unknown)
    );
}

#[test]
fn outcomes_alone_are_orphans_that_may_find_their_case_later() {
    let (_, plan) = read(
        "Ärendenr,Datum,Vad,Värde,Källa\n9,2026-01-02,Mikrolån,\"75 000 kr\",registerutdrag\n9,,anställning,ja,\n9,2026-01-02,lottovinst,,"
            .as_bytes(),
    );
    assert_eq!((plan.counts.outcomes, plan.orphan_outcomes.len()), (3, 1));
    let loan = &plan.orphan_outcomes[0];
    assert_eq!(
        (loan.kind, loan.said.as_str(), loan.evidence),
        (Kind::Financing, "Mikrolån", Evidence::Register)
    );
    assert_eq!(loan.value, Some(OutcomeValue::Amount(75_000.0)));
}

#[test]
fn formulas_and_leading_zeros_go_to_the_mending_file_as_text() {
    let (book, plan) =
        read("Ärendenr;Efternamn;Inskriven;Mobil;Anteckning\n007;;2026-01-02;0701;=1+1".as_bytes());
    let (again, _) = read(&to_mend(&book, &plan));
    let cells: Vec<String> = again.sheets[0].rows[1].cells.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["007", "", "2026-01-02", "0701", "=1+1", "Efternamn saknas. Fyll i det."]);
}

#[test]
fn whatever_is_told_has_its_words_in_both_languages() {
    let faults = FaultKind::ALL.map(FaultKind::word);
    let notes = NoteKind::ALL.map(NoteKind::word);
    let columns = Column::ALL.map(Column::word);
    for key in faults.into_iter().chain(notes).chain(columns) {
        for locale in [Locale::Swedish, Locale::English] {
            assert!(locale.find(key, &Args::default()).is_some(), "{key} in {locale:?}");
        }
    }
}
