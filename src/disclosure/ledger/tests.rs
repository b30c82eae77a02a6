use super::{
    chain::{HEAD, SECRET, file},
    write::STEPS,
    *,
};
use crate::disclosure::{
    cells::Frame,
    pack::Measure,
    past::sample::{cases, micro, pack, with_amount},
};
use proptest::prelude::*;
use std::fs;

const RANDOM: [u8; 32] = [7; 32];

fn open(folder: &Path) -> Result<Ledger, Fault> {
    Ledger::open(folder, || RANDOM)
}

fn release(ledger: &Ledger, rows: u32) -> Release {
    let mut cases_now = cases(0, rows, &["0180", "01"]);
    cases_now.extend(cases(100, 6, &["1480", "14"]));
    let amounts = (0..i64::from(rows) + 6).collect();
    let rows = with_amount(micro(&["kommun", "lan"], &cases_now), "hours", 1, amounts);
    let mut pack = pack(&[&[&["Total", "lan", "kommun"]]]);
    pack.hierarchies.insert("kommun".to_owned(), vec!["lan".to_owned()]);
    let mut release = ledger.next(&pack, &rows);
    let total = Frame::new(Vec::new());
    let count = Some(rows.len() as i64);
    release.print(&rows, (&total, &[]), &Measure::Count, (count, count));
    release.print(
        &rows,
        (&Frame::new(vec![0, 1]), &[1, 1]),
        &Measure::Sum("hours".to_owned()),
        (Some(6), None),
    );
    release.hide(&rows, &Frame::new(vec![0]), &[0]);
    release
}

fn with_releases(how_many: u32) -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path()).unwrap();
    for rows in 1..=how_many {
        ledger.append(release(&ledger, rows)).unwrap();
    }
    (folder, ledger)
}

#[test]
fn what_was_accepted_is_read_back() {
    let (folder, ledger) = with_releases(3);
    let again = Ledger::open(folder.path(), || [0; 32]).unwrap();
    assert_eq!(again.releases(), ledger.releases());
    assert_eq!(again.last(), ledger.last());
    assert_eq!(again.secret().bytes(), &RANDOM);
    assert_eq!(again.releases()[2].printed[1].columns, ["kommun", "lan"]);
}

#[test]
fn an_opened_folder_stays_as_it_was_until_something_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("new");
    assert!(open(&inside).unwrap().releases().is_empty());
    assert!(!inside.exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_secret() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = with_releases(1);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(SECRET), 0o600);
    assert_eq!(mode("000001.json"), 0o600);
}

#[test]
fn no_name_of_a_case_or_person_stands_in_a_file() {
    let (folder, _) = with_releases(2);
    let text = fs::read_to_string(file(folder.path(), 2)).unwrap();
    assert!(text.contains("\"1480\""));
    assert!(!text.contains("C100") && !text.contains("P100"));
}

#[test]
fn a_last_release_that_is_gone_is_missed() {
    let (folder, _) = with_releases(3);
    fs::remove_file(file(folder.path(), 3)).unwrap();
    let fault = open(folder.path()).unwrap_err();
    assert!(fault.file.ends_with("000003.json") && fault.what.contains("gone"), "{fault}");
    fs::remove_file(file(folder.path(), 1)).unwrap();
    assert!(open(folder.path()).unwrap_err().file.ends_with("000001.json"));
}

#[test]
fn files_in_another_order_are_refused() {
    let (folder, _) = with_releases(3);
    let path = |number| file(folder.path(), number);
    fs::rename(path(1), folder.path().join("aside")).unwrap();
    fs::rename(path(2), path(1)).unwrap();
    fs::rename(folder.path().join("aside"), path(2)).unwrap();
    assert!(open(folder.path()).unwrap_err().what.contains("release 2, not 1"));
}

#[test]
fn a_release_of_another_past_is_refused() {
    let (folder, _) = with_releases(3);
    let (other, _) = with_releases(1);
    let mut ledger = open(other.path()).unwrap();
    ledger.append(release(&ledger, 9)).unwrap();
    fs::copy(file(other.path(), 2), file(folder.path(), 2)).unwrap();
    let fault = open(folder.path()).unwrap_err();
    assert!(fault.file.ends_with("000003.json") && fault.what.contains("does not follow"), "{fault}");
}

#[test]
fn without_its_secret_or_head_a_folder_is_refused() {
    for name in [SECRET, HEAD] {
        let (folder, _) = with_releases(2);
        fs::remove_file(folder.path().join(name)).unwrap();
        let fault = open(folder.path()).unwrap_err();
        assert!(fault.file.ends_with(name) && fault.what.contains("gone"), "{fault}");
    }
    let (folder, _) = with_releases(1);
    fs::write(folder.path().join(SECRET), [0; 31]).unwrap();
    assert!(open(folder.path()).unwrap_err().what.contains("31 bytes"));
}

#[test]
fn being_killed_at_any_step_leaves_a_whole_folder() {
    for already in 0..3 {
        for stop in STEPS {
            let (folder, mut ledger) = with_releases(already);
            let new = release(&ledger, 20);
            let mut stopped = false;
            let result = ledger.append_while(new.clone(), &mut |step| {
                stopped |= step == stop;
                step != stop
            });
            assert_eq!(result.is_err(), stopped);
            let mut after = open(folder.path()).unwrap();
            let accepted = !stopped || stop > super::write::Step::Link;
            assert_eq!(after.releases().len() as u32, already + u32::from(accepted), "{stop:?}");
            assert!(after.releases().last() == Some(&new) || !accepted);
            after.append(release(&after, 21)).unwrap();
            after.append(release(&after, 22)).unwrap();
            assert_eq!(open(folder.path()).unwrap().releases(), after.releases());
        }
    }
}

#[test]
fn of_two_writers_the_second_must_look_again() {
    for already in 0..2 {
        let (folder, mut one) = with_releases(already);
        let mut other = Ledger::open(folder.path(), || [8; 32]).unwrap();
        one.append(release(&one, 20)).unwrap();
        let fault = other.append(release(&other, 21)).unwrap_err();
        assert!(fault.what.contains("meanwhile"), "{fault}");
        assert_eq!(open(folder.path()).unwrap().releases(), one.releases());
    }
}

#[test]
fn many_writers_at_once_lose_nothing_they_were_told_is_kept() {
    let (folder, _) = with_releases(1);
    let accepted = std::thread::scope(|scope| {
        let write = || {
            (0..6)
                .filter(|_| {
                    let mut ledger = open(folder.path()).unwrap();
                    ledger.append(release(&ledger, 5)).is_ok()
                })
                .count()
        };
        let writers: Vec<_> = (0..4).map(|_| scope.spawn(write)).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum::<usize>()
    });
    assert_eq!(open(folder.path()).unwrap().releases().len(), accepted + 1);
}

proptest! {
    #[test]
    fn every_changed_byte_is_found(place in any::<prop::sample::Index>(), flip in 1..=255u8, name in 0..5usize) {
        let (folder, _) = with_releases(3);
        let name = ["000001.json", "000002.json", "000003.json", HEAD, SECRET][name];
        let path = folder.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        fs::write(&path, bytes).unwrap();
        let fault = open(folder.path()).unwrap_err();
        prop_assert!(fault.file.ends_with(name), "{}", fault);
        prop_assert!(fault.mend.contains("restore"));
    }

    #[test]
    fn a_file_cut_short_is_found(place in any::<prop::sample::Index>(), number in 1..=3usize) {
        let (folder, _) = with_releases(3);
        let path = file(folder.path(), number);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..place.index(bytes.len())]).unwrap();
        prop_assert!(open(folder.path()).is_err());
    }
}
