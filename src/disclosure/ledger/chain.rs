//! Reads a folder and finds whatever is not as it was left.

use super::{
    lines,
    release::Release,
    secret::{Secret, sha256},
};
use crate::disclosure::fault::Fault;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

pub(super) const HEAD: &str = "HEAD";
pub(super) const SECRET: &str = "secret";

const RESTORE: &str =
    "restore the whole folder from a backup taken after its last release; release nothing until then";

/// What a folder holds.
pub(super) struct Chain {
    pub secret: Option<[u8; 32]>,
    pub releases: Vec<Release>,
    /// The SHA-256 of the last file.
    pub last: String,
}

impl Chain {
    /// A chain kept elsewhere than in a folder, still empty.
    pub(super) fn kept_elsewhere(secret: [u8; 32]) -> Self {
        Self { secret: Some(secret), releases: Vec::new(), last: sha256(&[]) }
    }

    /// Verifies the next file and reads it.
    pub(super) fn follow(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let lines =
            lines::vouched(bytes).ok_or_else(|| fault(path, "it is not as it was written", RESTORE))?;
        let (first, release) = lines::read(lines).map_err(|(line, what)| Fault {
            line: Some(line),
            ..fault(path, what, "use the version of the program that wrote it, or restore a backup")
        })?;
        let number = self.releases.len() + 1;
        if first.number as usize != number {
            return Err(fault(path, format!("it is release {}, not {number}", first.number), RESTORE));
        }
        if first.previous != self.last {
            return Err(fault(path, "it does not follow the release before it", RESTORE));
        }
        if self.secret.map(|bytes| Secret::new(bytes).mark()).as_ref() != Some(&first.secret) {
            let folder = path.parent().unwrap_or(path);
            return Err(fault(&folder.join(SECRET), "it is not the secret of these releases", RESTORE));
        }
        self.last = sha256(bytes);
        self.releases.push(release);
        Ok(())
    }
}

pub(super) fn fault(file: &Path, what: impl Into<String>, mend: &str) -> Fault {
    Fault { file: file.display().to_string(), line: None, what: what.into(), mend: mend.to_owned() }
}

pub(super) fn unreadable(file: &Path, error: &io::Error) -> Fault {
    let mend = "see that the folder is there and yours to read and write";
    fault(file, format!("it cannot be read or written: {error}"), mend)
}

/// The file of a release, by number.
pub(super) fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number:06}.json"))
}

pub(super) fn head(releases: usize, last: &str) -> String {
    format!("{releases} {last}\n")
}

/// How many releases a `HEAD` tells of.
pub(super) fn told(head: &str) -> Option<usize> {
    head.split(' ').next()?.parse().ok()
}

pub(super) fn read(folder: &Path) -> Result<Chain, Fault> {
    let count = count(folder)?;
    let secret = secret(folder, count)?;
    let mut chain = Chain { secret, releases: Vec::with_capacity(count), last: sha256(&[]) };
    let mut before_last = chain.last.clone();
    for number in 1..=count {
        let path = file(folder, number);
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        before_last.clone_from(&chain.last);
        chain.follow(&path, &bytes)?;
    }
    check_head(folder, &chain, &before_last)?;
    Ok(chain)
}

/// How many releases there are, by their files' names.
fn count(folder: &Path) -> Result<usize, Fault> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries.map_err(|error| unreadable(folder, &error))?,
    };
    let mut numbers = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| unreadable(folder, &error))?.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".json")) else { continue };
        if stem.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = stem.parse::<usize>().unwrap_or_default();
            if name.to_str().map(|name| folder.join(name)) != Some(file(folder, number)) {
                return Err(fault(
                    &folder.join(&name),
                    "no release has this name",
                    "take it out of the folder",
                ));
            }
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    match numbers.iter().enumerate().find(|(place, number)| place + 1 != **number) {
        Some((place, _)) => {
            Err(fault(&file(folder, place + 1), "it is gone: later releases are there", RESTORE))
        }
        None => Ok(numbers.len()),
    }
}

fn secret(folder: &Path, count: usize) -> Result<Option<[u8; 32]>, Fault> {
    let path = folder.join(SECRET);
    match fs::read(&path) {
        Ok(bytes) => match <[u8; 32]>::try_from(bytes) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(bytes) => Err(fault(&path, format!("it has {} bytes, not 32", bytes.len()), RESTORE)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound && count == 0 => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(fault(&path, "it is gone: without it no earlier case is known again", RESTORE))
        }
        Err(error) => Err(unreadable(&path, &error)),
    }
}

/// `HEAD` says what is there, or what was there before a last release whose writer was stopped.
fn check_head(folder: &Path, chain: &Chain, before_last: &str) -> Result<(), Fault> {
    let path = folder.join(HEAD);
    let count = chain.releases.len();
    match fs::read_to_string(&path) {
        Ok(said) if said == head(count, &chain.last) => Ok(()),
        Ok(said) if count > 0 && said == head(count - 1, before_last) => Ok(()),
        Ok(said) => match told(&said) {
            Some(told) if told > count => {
                let what = format!("it is gone: {HEAD} knows of {told} releases");
                Err(fault(&file(folder, count + 1), what, RESTORE))
            }
            _ => Err(fault(&path, "it does not agree with the last release", RESTORE)),
        },
        // The secret is written after HEAD, so where there is neither there never was a release.
        Err(error) if error.kind() == io::ErrorKind::NotFound && count == 0 && chain.secret.is_none() => {
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(fault(&path, "it is gone, so nobody can tell whether a last release is", RESTORE))
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(fault(&path, "it is not as it was written", RESTORE))
        }
        Err(error) => Err(unreadable(&path, &error)),
    }
}
