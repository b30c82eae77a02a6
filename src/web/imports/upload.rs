//! The form with a file in it, and the file read away from the threads that answer.
use crate::{
    imports::{
        book::{Book, BookFault, Limits},
        check,
        report::Plan,
    },
    web::{Error, Result},
};
use axum::{
    extract::{Multipart, multipart::MultipartError},
    http::StatusCode,
};
use chrono::NaiveDate;

/// What a browser sent.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) programme: String,
    pub(super) file: Vec<u8>,
}

/// A book and what it would lead to.
pub(super) struct Read {
    pub(super) book: Book,
    pub(super) plan: Plan,
}

/// The fields of the form. The name of the file is not looked at.
pub(super) async fn receive(mut form: Multipart) -> Result<Brought> {
    let refused = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest,
    };
    let mut brought = Brought::default();
    let mut too_large = false;
    while let Some(mut field) = form.next_field().await.map_err(refused)? {
        match field.name() {
            Some("programme") => brought.programme = field.text().await.map_err(refused)?,
            Some("file") => {
                while let Some(part) = field.chunk().await.map_err(refused)? {
                    too_large |= brought.file.len() + part.len() > super::LARGEST;
                    if !too_large {
                        brought.file.extend_from_slice(&part);
                    }
                }
            }
            _ => {}
        }
    }
    if too_large { Err(Error::TooLarge) } else { Ok(brought) }
}

/// Reads and checks it.
pub(super) async fn read(bytes: Vec<u8>, today: NaiveDate) -> Result<std::result::Result<Read, BookFault>> {
    super::off_thread(move || {
        let book = Book::read(&bytes, Limits::default())?;
        let plan = check::plan(&book, today)?;
        Ok(Read { book, plan })
    })
    .await
}
