//! A row as the bytes that are hashed: the same on every engine.
use crate::audit::AuditEvent;

/// What the bytes begin with; another order or set of fields will have another.
pub const ROW: &[u8] = b"jamvaxt audit row 1\n";

/// The length that stands for a field without a value, which no value has.
const NONE: u32 = u32::MAX;

/// `ROW`, then every field in the order of the table: its length as four bytes big-endian, then its bytes. Numbers
/// are eight bytes big-endian, text is UTF-8, the moment is microseconds since 1970 UTC. A field without a value has
/// the length `ffffffff` and no bytes.
pub fn canonical(row: &AuditEvent) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    bytes.extend_from_slice(ROW);
    number(&mut bytes, Some(row.id));
    number(&mut bytes, Some(row.at.timestamp_micros()));
    number(&mut bytes, row.user_id);
    number(&mut bytes, row.organisation_id);
    field(&mut bytes, Some(row.action.as_bytes()));
    field(&mut bytes, Some(row.object.as_bytes()));
    number(&mut bytes, row.object_id);
    number(&mut bytes, row.client_id);
    number(&mut bytes, row.case_id);
    text(&mut bytes, &row.detail);
    text(&mut bytes, &row.role);
    text(&mut bytes, &row.address);
    text(&mut bytes, &row.result);
    text(&mut bytes, &row.reason);
    field(&mut bytes, row.reason_hash.as_deref());
    number(&mut bytes, row.request);
    bytes
}

fn number(bytes: &mut Vec<u8>, value: Option<i64>) {
    field(bytes, value.map(i64::to_be_bytes).as_ref().map(|value| value.as_slice()));
}

fn text(bytes: &mut Vec<u8>, value: &Option<String>) {
    field(bytes, value.as_deref().map(str::as_bytes));
}

fn field(bytes: &mut Vec<u8>, value: Option<&[u8]>) {
    // A text of four gigabytes does not fit into a row.
    let length = value.map_or(NONE, |value| value.len() as u32);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(value.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    fn row() -> AuditEvent {
        AuditEvent {
            id: 7,
            at: Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap(),
            user_id: Some(1),
            organisation_id: Some(1),
            action: "view".into(),
            object: "case".into(),
            object_id: Some(3),
            client_id: Some(4),
            case_id: Some(3),
            detail: None,
            role: Some("advisor".into()),
            address: None,
            result: Some("done".into()),
            reason: None,
            reason_hash: None,
            request: Some(-1),
        }
    }

    /// Pinned: a change of these bytes would break every chain there is.
    #[test]
    fn the_bytes_of_a_row_never_change() {
        assert_eq!(
            super::super::written(&super::super::row_hash(&row())),
            "3d2bcc6ef8fbe337e0e60297bc20f12e8431172c8096f15b68008fbba246cbf9"
        );
    }

    proptest! {
        #[test]
        fn what_moves_between_fields_is_seen(action in ".{0,9}", object in ".{0,9}", detail in proptest::option::of(".{0,9}")) {
            let one = AuditEvent { action: action.clone(), object: object.clone(), detail: detail.clone(), ..row() };
            let other = AuditEvent { action: format!("{action}{object}"), object: String::new(), detail: detail.clone(), ..row() };
            prop_assert_eq!(canonical(&one) == canonical(&other), object.is_empty());
            let other = AuditEvent { detail: detail.clone().or(Some(String::new())), ..one.clone() };
            prop_assert_eq!(canonical(&one) == canonical(&other), detail.is_some());
        }
    }
}
