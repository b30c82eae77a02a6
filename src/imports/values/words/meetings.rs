//! Words for meetings.

use super::word;
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;
use crate::imports::values::{Reading, plain, says_unknown};
use crate::meetings::entity::{Channel, Topic};

/// How people met.
pub fn channel(cell: &Cell) -> Reading<Channel> {
    word(cell, |word| {
        Some(match word {
            "fysiskt" | "fysiskt möte" | "fysisk" | "besök" | "på plats" | "på kontoret"
            | "personligt möte" | "personligt" | "in person" | "visit" => Channel::InPerson,
            "video" | "videomöte" | "videosamtal" | "teams" | "zoom" | "skype" | "meet" | "google meet"
            | "digitalt möte" | "distans" => Channel::Video,
            "telefon" | "tel" | "tfn" | "telefonmöte" | "telefonsamtal" | "samtal" | "ringt" | "phone" => {
                Channel::Phone
            }
            "e-post" | "epost" | "mejl" | "mail" | "email" | "e-mail" => Channel::Email,
            "chatt" | "chat" | "sms" | "digitalt" | "whatsapp" | "annat digitalt" | "online" => {
                Channel::OtherDigital
            }
            _ => return None,
        })
    })
}

/// Several topics in one cell: "skatt, marknad och finansiering". Which words were not known is told apart.
pub fn topics(cell: &Cell) -> Result<(Vec<Topic>, bool), NoteKind> {
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
    let mut known: Vec<Topic> = words.iter().filter_map(|word| topic(word)).collect();
    let unknown = known.len() < words.len();
    known.dedup();
    Ok((known, unknown))
}

/// One topic of a meeting.
fn topic(word: &str) -> Option<Topic> {
    Some(match word {
        "idé" | "ide" | "affärsidé" | "idea" => Topic::Idea,
        "affärsplan" | "affärsplanering" | "business plan" => Topic::BusinessPlan,
        "finansiering" | "finans" | "lån" | "mikrolån" | "ekonomi" | "bank" | "financing" => {
            Topic::Financing
        }
        "skatt" | "skatter" | "moms" | "bokföring" | "tax" => Topic::Tax,
        "tillstånd" | "myndigheter" | "myndighetskontakt" | "permits" => Topic::Permits,
        "marknad" | "marknadsföring" | "försäljning" | "sälj" | "marketing" => Topic::Marketing,
        "allmänt" | "allmän" | "allmän rådgivning" | "uppföljning" | "general" => Topic::General,
        "övrigt" | "annat" | "other" => Topic::Other,
        _ => return None,
    })
}
