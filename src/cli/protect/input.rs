//! The files a command is given: pack, rows, pattern. Those that end in .gz are packed.
use crate::{
    cli::Failure,
    disclosure::{fault::Fault, micro::Micro, pack::Pack, pattern::Pattern},
};
use flate2::read::MultiGzDecoder;
use std::{
    fs::{self, File},
    io::{BufReader, Read},
    path::Path,
};

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::yours(fault.to_string())
    }
}

pub(super) fn pack(path: &Path) -> Result<Pack, Failure> {
    let bytes = fs::read(readable(path)?).map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::yours(format!("{}:{line}: the text is not UTF-8; save the file as UTF-8", path.display()))
    })?;
    let series = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Pack::read(&text, &path.display().to_string(), &series)?)
}

pub(super) fn micro(pack: &Pack, path: &Path) -> Result<Micro, Failure> {
    Ok(Micro::read(pack, open(path)?, &path.display().to_string())?)
}

pub(super) fn pattern(pack: &Pack, micro: &Micro, path: &Path) -> Result<Pattern, Failure> {
    Ok(Pattern::read(pack, micro, open(path)?, &path.display().to_string())?)
}

pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(readable(path)?).map_err(|error| unreadable(path, &error))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::yours(format!("{}: the text is not UTF-8; save the file as UTF-8", path.display()))
    })
}

fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    let file = File::open(readable(path)?).map_err(|error| unreadable(path, &error))?;
    match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
        true => Ok(Box::new(MultiGzDecoder::new(BufReader::new(file)))),
        false => Ok(Box::new(file)),
    }
}

fn readable(path: &Path) -> Result<&Path, Failure> {
    if path.is_dir() {
        return Err(Failure::yours(format!("{} is a directory: name a file in it", path.display())));
    }
    match path.exists() {
        true => Ok(path),
        false => Err(Failure::yours(format!("there is no file {}", path.display()))),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::yours(format!("{} cannot be read: {error}; see that it is yours to read", path.display()))
}
