//! Accepts a release in steps, each of which leaves the folder whole.

use super::{
    chain::{self, HEAD, SECRET, fault, unreadable},
    secret::{Secret, sha256},
};
use crate::disclosure::fault::Fault;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

const LOCK: &str = "lock";
const README: &str = "README.txt";

/// What a person who finds the folder must know.
const ABOUT: &str = "This folder remembers every statistical release, so that no later one gives anybody away.

It is as secret as the database: the numbered files hold all cases' codes and amounts in clear, and `secret` is the
key of all names. Never publish or send any of it. Back it up as a whole, after every release, and restore it only as
a whole.

Nothing here may be changed, renamed or removed. A changed folder is refused, and nothing more is released.
";

/// What is done before a release is accepted, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// An empty `HEAD` for a new folder.
    FirstHead,
    /// The secret of a new folder.
    Secret,
    /// The release under a temporary name.
    Temporary,
    /// The release under its number. From here on it is accepted.
    Link,
    /// The temporary name goes.
    Unlink,
    /// `HEAD`.
    Head,
}

#[cfg(test)]
pub(super) const STEPS: [Step; 6] =
    [Step::FirstHead, Step::Secret, Step::Temporary, Step::Link, Step::Unlink, Step::Head];

/// Where a release is appended, and what was there when it was audited.
pub(super) struct Place<'a> {
    pub folder: &'a Path,
    pub secret: &'a Secret,
    pub before: usize,
    pub last: &'a str,
}

impl Place<'_> {
    /// Gives the SHA-256 of the new file.
    pub fn append(&self, bytes: &[u8], goes_on: &mut dyn FnMut(Step) -> bool) -> Result<String, Fault> {
        let stopped = || fault(self.folder, "stopped", "run it again");
        let mut step = |step| if goes_on(step) { Ok(()) } else { Err(stopped()) };
        create_folder(self.folder).map_err(|error| unreadable(self.folder, &error))?;
        // Held until it is dropped or the process dies.
        let _lock = self.lock()?;
        self.is_as_it_was()?;
        self.found(&mut step)?;
        let target = chain::file(self.folder, self.before + 1);
        step(Step::Temporary)?;
        let temporary = self.temporary(bytes, 0o600)?;
        step(Step::Link)?;
        fs::hard_link(&temporary, &target).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => self.outrun(),
            _ => unreadable(&target, &error),
        })?;
        self.flush()?;
        step(Step::Unlink)?;
        // A name left behind does no harm.
        let _ = fs::remove_file(&temporary);
        step(Step::Head)?;
        let last = sha256(bytes);
        self.head(self.before + 1, &last)?;
        Ok(last)
    }

    fn lock(&self) -> Result<File, Fault> {
        let path = self.folder.join(LOCK);
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.map_err(|error| unreadable(&path, &error))?;
        file.lock().map_err(|error| unreadable(&path, &error))?;
        Ok(file)
    }

    /// Nobody else has appended or founded anything since the folder was read and verified.
    fn is_as_it_was(&self) -> Result<(), Fault> {
        let last = match self.before {
            0 => sha256(&[]),
            before => {
                let path = chain::file(self.folder, before);
                sha256(&fs::read(&path).map_err(|error| unreadable(&path, &error))?)
            }
        };
        let told = fs::read_to_string(self.folder.join(HEAD)).ok().and_then(|head| chain::told(&head));
        let secret = fs::read(self.folder.join(SECRET)).ok();
        let as_it_was = last == self.last
            && !chain::file(self.folder, self.before + 1).exists()
            && told.unwrap_or_default() <= self.before
            && secret.is_none_or(|secret| secret == self.secret.bytes());
        if as_it_was { Ok(()) } else { Err(self.outrun()) }
    }

    fn outrun(&self) -> Fault {
        let what = "another release has been accepted meanwhile, which this one was not audited against";
        fault(self.folder, what, "run it again")
    }

    fn found(&self, step: &mut dyn FnMut(Step) -> Result<(), Fault>) -> Result<(), Fault> {
        let secret = self.folder.join(SECRET);
        if !self.folder.join(HEAD).exists() {
            step(Step::FirstHead)?;
            let about = self.temporary(ABOUT.as_bytes(), 0o644)?;
            self.rename(&about, &self.folder.join(README))?;
            self.head(0, self.last)?;
        }
        if !secret.exists() {
            step(Step::Secret)?;
            let temporary = self.temporary(self.secret.bytes(), 0o600)?;
            self.rename(&temporary, &secret)?;
        }
        // A writer that was stopped after it linked its release.
        self.head(self.before, self.last)
    }

    fn head(&self, releases: usize, last: &str) -> Result<(), Fault> {
        let temporary = self.temporary(chain::head(releases, last).as_bytes(), 0o600)?;
        self.rename(&temporary, &self.folder.join(HEAD))
    }

    /// A flushed file under a name that nobody reads. The lock is held, so one left behind is nobody's.
    fn temporary(&self, bytes: &[u8], mode: u32) -> Result<PathBuf, Fault> {
        let path = self.folder.join(".temporary");
        let write = || {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = create(&path, mode)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| unreadable(&path, &error))?;
        Ok(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        fs::rename(from, to).map_err(|error| unreadable(to, &error))?;
        self.flush()
    }

    /// Makes names last.
    fn flush(&self) -> Result<(), Fault> {
        let flush = || File::open(self.folder)?.sync_all();
        flush().map_err(|error| unreadable(self.folder, &error))
    }
}

fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn create(path: &Path, mode: u32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}
