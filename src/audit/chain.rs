//! Seals over the log, so that whoever changes it afterwards is found out, and which row it was.
//!
//! Rows are sealed in batches after they were written, so that no page waits for another's. A seal holds number and
//! hash of each of its rows and the hash of the seal before it; its own hash is over all that. To hide a change one has
//! to set every later seal anew, and then the last hash is another than the one that was written down elsewhere
//! (`jamvaxt audit head`; the nightly check writes it to the program's log).
//!
//! A row's hash is the SHA-256 of its [canonical bytes](canonical()), a seal's that of [`SEAL`], the hash of the seal
//! before (32 zero bytes for the first), the moment in microseconds since 1970 UTC as eight bytes big-endian, and of
//! its rows: for each the number as eight bytes big-endian and the 32 bytes of its hash.
mod canonical;
mod sealing;
mod verifying;

pub use canonical::canonical;
pub use sealing::{Head, ROWS, head, seal};
pub use verifying::{Broken, Verified, verify};

use super::entity::seal;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// What the hash of a seal begins with; another way of sealing will have another.
pub const SEAL: &[u8] = b"jamvaxt audit seal 1\n";

/// What comes before the first seal.
const NOTHING: [u8; 32] = [0; 32];

/// The bytes a seal keeps of a row: its number and its hash.
const OF_A_ROW: usize = 8 + 32;

fn row_hash(row: &super::AuditEvent) -> [u8; 32] {
    Sha256::digest(canonical(row)).into()
}

fn seal_hash(previous: &[u8], at: DateTime<Utc>, rows: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(SEAL);
    hash.update(previous);
    hash.update(at.timestamp_micros().to_be_bytes());
    hash.update(rows);
    hash.finalize().into()
}

/// A hash as people write it down.
pub fn written(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Number and hash of every row under a seal; nothing where its bytes are no such list.
fn rows_of(seal: &seal::Model) -> Option<Vec<(i64, &[u8])>> {
    if !seal.rows.len().is_multiple_of(OF_A_ROW) {
        return None;
    }
    let row = |bytes: &'_ [u8]| {
        let (id, _) = bytes.split_first_chunk::<8>()?;
        Some(i64::from_be_bytes(*id))
    };
    seal.rows.chunks_exact(OF_A_ROW).map(|bytes| Some((row(bytes)?, &bytes[8..]))).collect()
}
