//! How large a packed workbook really is, found by unpacking it into nothing: the sizes it declares may lie.

use std::io::{Cursor, Read};

use super::{BookFault, Limits};

/// Refuses a workbook that unpacks to more than the limit, or that is no workbook.
pub(super) fn measure(bytes: &[u8], limits: Limits) -> Result<(), BookFault> {
    let broken = BookFault::Broken { sheet: None };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken.clone())?;
    let mut unpacked = 0;
    let mut kind = Err(BookFault::NotABook);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => BookFault::Locked,
            _ => broken.clone(),
        })?;
        match entry.name().as_deref() {
            Ok("[Content_Types].xml" | "xl/workbook.xml") => kind = Ok(()),
            Ok("content.xml") => kind = Err(BookFault::OtherFormat),
            _ => {}
        }
        let room = limits.unpacked - unpacked;
        let size =
            std::io::copy(&mut entry.take(room + 1), &mut std::io::sink()).map_err(|_| broken.clone())?;
        if size > room {
            return Err(BookFault::UnpacksTooLarge { limit: limits.unpacked });
        }
        unpacked += size;
    }
    kind
}
