//! A directory of files that appears whole or not at all.
use crate::cli::Failure;
use serde::Deserialize;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The file that names all others.
pub(super) const PROOF: &str = "proof.json";

/// What of a proof tells an earlier run's files from others.
#[derive(Deserialize)]
struct Proven {
    files: Vec<String>,
}

/// One file and all of it.
pub(super) struct Written {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

/// Files on the disk that nobody sees yet.
pub(super) struct Unfinished {
    beside: PathBuf,
    out: PathBuf,
}

/// Whether files could be put there. Asked before the work, so that nobody waits in vain.
pub(super) fn is_free(out: &Path) -> Result<(), Failure> {
    let shown = out.display();
    let above = out.ancestors().skip(1).find(|folder| folder.as_os_str().is_empty() || folder.exists());
    if above.is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(Failure::yours(format!(
            "{shown} cannot be made: it lies below a file; name another directory with --out DIR"
        )));
    }
    if out.file_name().is_none() {
        return Err(Failure::yours(format!(
            "{shown} cannot be replaced; name a new directory with --out DIR"
        )));
    }
    match fs::read_dir(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(cannot(out, &error)),
        Ok(_) if is_empty(out) || is_ours(out) => Ok(()),
        Ok(_) => Err(Failure::yours(format!(
            "{shown} holds other files than an earlier run's; name another directory with --out DIR, or empty it"
        ))),
    }
}

fn is_empty(out: &Path) -> bool {
    fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none())
}

/// Whether all that is there are the files that the proof of an earlier run names.
fn is_ours(out: &Path) -> bool {
    let proof = fs::read(out.join(PROOF)).unwrap_or_default();
    let Ok(Proven { files }) = serde_json::from_slice(&proof) else { return false };
    let is_named = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| {
            let name = entry.file_name();
            name == PROOF || files.iter().any(|file| name == file.as_str())
        })
    };
    fs::read_dir(out).is_ok_and(|mut entries| entries.all(is_named))
}

impl Unfinished {
    /// Writes the files to the disk, beside where they will stand.
    pub(super) fn write(out: &Path, files: &[Written]) -> Result<Self, Failure> {
        let parent = parent(out);
        fs::create_dir_all(parent).map_err(|error| cannot(out, &error))?;
        let beside = beside(out, "unfinished");
        fs::create_dir(&beside).map_err(|error| cannot(out, &error))?;
        let unfinished = Self { beside, out: out.to_owned() };
        unfinished.fill(files).map_err(|error| cannot(out, &error))?;
        Ok(unfinished)
    }

    fn fill(&self, files: &[Written]) -> io::Result<()> {
        for file in files {
            let mut out = File::create_new(self.beside.join(&file.name))?;
            out.write_all(&file.content)?;
            out.sync_all()?;
        }
        File::open(&self.beside)?.sync_all()
    }

    /// Lets them be seen. An earlier run's files give way.
    pub(super) fn show(self) -> Result<(), Failure> {
        let earlier = beside(&self.out, "earlier");
        let shown = || -> io::Result<()> {
            let is_replaced = self.out.exists();
            if is_replaced {
                fs::rename(&self.out, &earlier)?;
            }
            if let Err(error) = fs::rename(&self.beside, &self.out) {
                if is_replaced {
                    fs::rename(&earlier, &self.out)?;
                }
                return Err(error);
            }
            if is_replaced {
                fs::remove_dir_all(&earlier)?;
            }
            File::open(parent(&self.out))?.sync_all()
        };
        shown().map_err(|error| cannot(&self.out, &error))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already when it was shown; otherwise half a release must not be mistaken for one.
        let _ = fs::remove_dir_all(&self.beside);
    }
}

fn parent(out: &Path) -> &Path {
    out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(out: &Path, state: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{state}-{}", std::process::id()))
}

fn cannot(out: &Path, error: &io::Error) -> Failure {
    Failure::yours(format!(
        "{} cannot be written: {error}; name another directory with --out DIR, or make this one yours to write",
        out.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn entries(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    fn run_of(table: &str) -> [Written; 2] {
        let proof = format!("{{\"files\": [\"{table}\"]}}");
        [("proof.json", proof), (table, String::new())]
            .map(|(name, content)| Written { name: name.to_owned(), content: content.into_bytes() })
    }

    #[test]
    fn files_appear_together_and_an_earlier_runs_give_way() {
        let above = TempDir::new().unwrap();
        let out = above.path().join("deep/out");
        assert!(is_free(&out).is_ok());
        let unfinished = Unfinished::write(&out, &run_of("old.csv")).unwrap();
        assert!(!out.exists());
        unfinished.show().unwrap();
        assert!(is_free(&out).is_ok());
        Unfinished::write(&out, &run_of("new.csv")).unwrap().show().unwrap();
        assert_eq!(entries(&out), ["new.csv", "proof.json"]);
        assert_eq!(entries(out.parent().unwrap()), ["out"]);
    }

    #[test]
    fn what_is_not_shown_leaves_nothing() {
        let above = TempDir::new().unwrap();
        drop(Unfinished::write(&above.path().join("out"), &run_of("a.csv")).unwrap());
        assert!(entries(above.path()).is_empty());
    }

    #[test]
    fn other_files_are_not_replaced() {
        let above = TempDir::new().unwrap();
        let out = above.path().join("out");
        Unfinished::write(&out, &run_of("a.csv")).unwrap().show().unwrap();
        assert!(is_free(&out).is_ok());
        fs::write(out.join("cases.csv"), "").unwrap();
        assert!(is_free(&out).is_err());
        fs::remove_file(out.join("cases.csv")).unwrap();
        fs::write(out.join("proof.json"), "{}").unwrap();
        assert!(is_free(&out).is_err());
        assert!(is_free(&out.join("a.csv/out")).is_err());
    }
}
