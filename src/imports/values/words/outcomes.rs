//! Words for outcomes.

use super::word;
use crate::imports::book::Cell;
use crate::imports::values::Reading;
use crate::outcomes::entity::{Evidence, Kind, Source};

/// What kind of outcome it is.
pub fn outcome(cell: &Cell) -> Reading<Kind> {
    word(cell, |word| {
        Some(match word {
            "startat företag"
            | "företag startat"
            | "företagsstart"
            | "startat"
            | "start av företag"
            | "nystartat företag"
            | "start företag"
            | "registrerat företag" => Kind::EnterpriseStarted,
            "årsarbetskrafter" | "årsarbetskraft" | "årsarbetare" | "åa" | "heltidstjänster" | "fte" => {
                Kind::Fte
            }
            "omsättning" | "nettoomsättning" | "årsomsättning" | "turnover" => Kind::Turnover,
            "anställning" | "fått anställning" | "fått jobb" | "jobb" | "arbete" | "anställd"
            | "employed" => Kind::Employed,
            "studier" | "börjat studera" | "utbildning" | "studerar" | "in studies" => Kind::InStudies,
            "finansiering"
            | "mikrolån"
            | "lån"
            | "banklån"
            | "bidrag"
            | "kapital"
            | "beviljat lån"
            | "beviljad finansiering"
            | "startbidrag"
            | "financing" => Kind::Financing,
            "affärsplan" | "färdig affärsplan" | "affärsplan klar" | "business plan" => {
                Kind::BusinessPlan
            }
            _ => return None,
        })
    })
}

/// Who said so.
pub fn source(cell: &Cell) -> Reading<Source> {
    word(cell, |word| {
        Some(match word {
            "klient" | "klienten" | "deltagare" | "deltagaren" | "kund" | "kunden" | "egen uppgift"
            | "client" => Source::Client,
            "rådgivare" | "rådgivaren" | "handläggare" | "advisor" => Source::Advisor,
            "registerutdrag" | "register" | "bolagsverket" | "skatteverket" | "allabolag" => Source::Register,
            "dokument" | "underlag" | "handling" | "intyg" | "årsredovisning" | "bokslut" | "avtal"
            | "beslut" | "document" => Source::Document,
            _ => return None,
        })
    })
}

/// How well an outcome is known, from who said so.
pub fn evidence(source: Source) -> Evidence {
    match source {
        Source::Advisor => Evidence::Seen,
        Source::Register => Evidence::Register,
        Source::Document => Evidence::Document,
        Source::Client | Source::Unknown => Evidence::Told,
    }
}
