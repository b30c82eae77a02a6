//! What was published before: a folder with one file for each accepted release, none of them ever changed.
//!
//! Every file holds the SHA-256 of the one before it and, in its last line, of itself; `HEAD` holds how many there are
//! and the last one's SHA-256. So a changed byte, a file taken away or put elsewhere is found when the folder is opened,
//! and nothing is released until it is mended. A file stands under its number or it does not: it is written under
//! another name, flushed, and linked; `HEAD` follows. Being killed between the two leaves `HEAD` one behind, which is
//! the one difference that is accepted.
//!
//! The folder is as secret as the database: it holds every case's codes and amounts in clear, since they are the truth
//! that later releases are audited against. Names of cases and contributors are kept as keyed hashes only.

mod chain;
mod lines;
mod release;
mod secret;
mod snapshot;
mod write;

#[cfg(test)]
mod tests;

pub use release::{Hidden, Printed, Release, Rounded, Said};
pub use secret::{Name, Secret};
pub use snapshot::{Codes, Snapshot, Sums};

use super::{fault::Fault, micro::Micro, pack::Pack};
use std::path::{Path, PathBuf};

/// The earlier releases in a folder.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    secret: Secret,
    releases: Vec<Release>,
    /// The SHA-256 of the last file; of nothing when there is none.
    last: String,
}

impl Ledger {
    /// Reads and verifies a folder. One that is not there yet is made with the first accepted release, around the
    /// secret that `random` gives.
    pub fn open(folder: &Path, random: impl FnOnce() -> [u8; 32]) -> Result<Self, Fault> {
        let chain = chain::read(folder)?;
        let secret = match chain.secret {
            Some(bytes) => Secret::new(bytes),
            None => Secret::new(random()),
        };
        Ok(Self { folder: folder.to_owned(), secret, releases: chain.releases, last: chain.last })
    }

    /// Verifies files that are kept elsewhere than in a folder, such as in a database, the first one first. What
    /// follows them is kept there too, as [`Ledger::file_of`] writes it: there is no folder to append to.
    pub fn of_files(secret: [u8; 32], files: &[Vec<u8>]) -> Result<Self, Fault> {
        let mut chain = chain::Chain::kept_elsewhere(secret);
        for (number, file) in files.iter().enumerate() {
            chain.follow(Path::new(&format!("release {}", number + 1)), file)?;
        }
        let folder = PathBuf::new();
        Ok(Self { folder, secret: Secret::new(secret), releases: chain.releases, last: chain.last })
    }

    /// The file of the next release.
    pub fn file_of(&self, release: &Release) -> Vec<u8> {
        lines::write(release, &self.last, &self.secret)
    }

    /// The earlier releases, the first one first.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// What breaks ties, draws cell keys and hides names; the same for the folder's whole life.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The SHA-256 of the last release's file, which vouches for all of them. Kept outside the folder, such as in the
    /// proof of a release, it shows whether anybody put an older state of the folder back.
    pub fn last(&self) -> &str {
        &self.last
    }

    /// The next release, with its rows and without any cell yet.
    pub fn next(&self, pack: &Pack, micro: &Micro) -> Release {
        Release::new(self.releases.len() as u32 + 1, pack, micro, &self.secret)
    }

    /// Accepts a release. Refused if another one has been accepted since this ledger was opened: the release was not
    /// audited against it.
    pub fn append(&mut self, release: Release) -> Result<(), Fault> {
        self.append_while(release, &mut |_| true)
    }

    /// `goes_on` is asked before each step; `false` is as if the process were killed there.
    fn append_while(
        &mut self,
        release: Release,
        goes_on: &mut dyn FnMut(write::Step) -> bool,
    ) -> Result<(), Fault> {
        let bytes = lines::write(&release, &self.last, &self.secret);
        let place = write::Place {
            folder: &self.folder,
            secret: &self.secret,
            before: self.releases.len(),
            last: &self.last,
        };
        self.last = place.append(&bytes, goes_on)?;
        self.releases.push(release);
        Ok(())
    }
}
