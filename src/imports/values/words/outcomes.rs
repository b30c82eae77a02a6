//! Words for outcomes.

use super::word;
use crate::imports::book::Cell;
use crate::imports::values::Reading;

/// What kind of outcome it is.
pub fn outcome(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "startat företag"
            | "företag startat"
            | "företagsstart"
            | "startat"
            | "start av företag"
            | "nystartat företag"
            | "start företag"
            | "registrerat företag" => "enterprise_started",
            "årsarbetskrafter" | "årsarbetskraft" | "årsarbetare" | "åa" | "heltidstjänster"
            | "fte" => "fte",
            "omsättning" | "nettoomsättning" | "årsomsättning" | "turnover" => "turnover",
            "anställning" | "fått anställning" | "fått jobb" | "jobb" | "arbete" | "anställd"
            | "employed" => "employed",
            "studier" | "börjat studera" | "utbildning" | "studerar" | "in studies" => {
                "in_studies"
            }
            "finansiering"
            | "mikrolån"
            | "lån"
            | "banklån"
            | "bidrag"
            | "kapital"
            | "beviljat lån"
            | "beviljad finansiering"
            | "startbidrag"
            | "financing" => "financing",
            "affärsplan" | "färdig affärsplan" | "affärsplan klar" | "business plan" => {
                "business_plan"
            }
            _ => return None,
        })
    })
}

/// Who said so.
pub fn source(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "klient" | "klienten" | "deltagare" | "deltagaren" | "kund" | "kunden"
            | "egen uppgift" | "client" => "client",
            "rådgivare" | "rådgivaren" | "handläggare" | "advisor" => "advisor",
            "registerutdrag" | "register" | "bolagsverket" | "skatteverket" | "allabolag" => {
                "register"
            }
            "dokument" | "underlag" | "handling" | "intyg" | "årsredovisning" | "bokslut"
            | "avtal" | "beslut" | "document" => "document",
            _ => return None,
        })
    })
}

/// How well an outcome is known, from who said so.
pub fn evidence(source: &str) -> &'static str {
    match source {
        "advisor" => "seen",
        "register" => "register",
        "document" => "document",
        _ => "told",
    }
}
