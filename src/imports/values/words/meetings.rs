//! Words for meetings.

use super::word;
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;
use crate::imports::values::{Reading, plain, says_unknown};

/// How people met.
pub fn channel(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "fysiskt" | "fysiskt möte" | "fysisk" | "besök" | "på plats" | "på kontoret"
            | "personligt möte" | "personligt" | "in person" | "visit" => "in_person",
            "video" | "videomöte" | "videosamtal" | "teams" | "zoom" | "skype" | "meet"
            | "google meet" | "digitalt möte" | "distans" => "video",
            "telefon" | "tel" | "tfn" | "telefonmöte" | "telefonsamtal" | "samtal" | "ringt"
            | "phone" => "phone",
            "e-post" | "epost" | "mejl" | "mail" | "email" | "e-mail" => "email",
            "chatt" | "chat" | "sms" | "digitalt" | "whatsapp" | "annat digitalt" | "online" => {
                "other_digital"
            }
            _ => return None,
        })
    })
}

/// Several topics in one cell: "skatt, marknad och finansiering". Which words were not known is told apart.
pub fn topics(cell: &Cell) -> Result<(Vec<&'static str>, bool), NoteKind> {
    if cell.is_formula() {
        return Err(NoteKind::Formula);
    }
    let text = plain(&cell.to_string());
    if says_unknown(&text) {
        return Ok((Vec::new(), false));
    }
    if let Some(one) = topic(&text) {
        return Ok((vec![one], false));
    }
    let words: Vec<&str> = text
        .split([',', ';', '/', '+', '&'])
        .flat_map(|part| part.split(" och "))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let mut known: Vec<&str> = words.iter().filter_map(|word| topic(word)).collect();
    let unknown = known.len() < words.len();
    known.dedup();
    Ok((known, unknown))
}

/// One topic of a meeting.
fn topic(word: &str) -> Option<&'static str> {
    Some(match word {
        "idé" | "ide" | "affärsidé" | "idea" => "idea",
        "affärsplan" | "affärsplanering" | "business plan" => "business_plan",
        "finansiering" | "finans" | "lån" | "mikrolån" | "ekonomi" | "bank" | "financing" => {
            "financing"
        }
        "skatt" | "skatter" | "moms" | "bokföring" | "tax" => "tax",
        "tillstånd" | "myndigheter" | "myndighetskontakt" | "permits" => "permits",
        "marknad" | "marknadsföring" | "försäljning" | "sälj" | "marketing" => "marketing",
        "allmänt" | "allmän" | "allmän rådgivning" | "uppföljning" | "general" => "general",
        "övrigt" | "annat" | "other" => "other",
        _ => return None,
    })
}
