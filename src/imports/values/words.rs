//! The words offices use, and the codes they stand for. A word that is not here stays unread; none is guessed.

use super::{Reading, meaning, plain, says_unknown};
use crate::codes::{countries, languages};
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// Yes or no; a cross or a tick is a yes.
pub fn yes_or_no(cell: &Cell) -> Reading<bool> {
    match cell {
        Cell::Bool(yes) => Ok(Some(*yes)),
        Cell::Number(number) if *number == 1.0 => Ok(Some(true)),
        Cell::Number(number) if *number == 0.0 => Ok(Some(false)),
        other => word(other, |word| {
            Some(match word {
                "j" | "ja" | "x" | "y" | "yes" | "sant" | "true" | "1" | "✓" | "✔" | "v" => {
                    true
                }
                "n" | "nej" | "no" | "falskt" | "false" | "0" => false,
                _ => return None,
            })
        }),
    }
}

/// `woman` or `man`.
pub fn sex(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "k" | "kv" | "kvinna" | "kvinnor" | "kvinnlig" | "f" | "female" | "woman" | "w" => {
                "woman"
            }
            "m" | "man" | "män" | "manlig" | "male" => "man",
            _ => return None,
        })
    })
}

/// The code of a phase of enterprise.
pub fn phase(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "idé" | "ide" | "idéfas" | "affärsidé" | "idea" => "idea",
            "affärsplan" | "affärsplanering" | "planering" | "plan" | "business plan" => {
                "business_plan"
            }
            "start" | "uppstart" | "startfas" | "nystart" | "start-up" | "startup" => "start",
            "drift" | "tidig drift" | "driftfas" | "igång" | "early operation" | "operation" => {
                "early_operation"
            }
            "tillväxt" | "tillväxtfas" | "växer" | "growth" => "growth",
            "avveckling" | "avvecklas" | "avslutning" | "winding down" | "winding-down" => {
                "winding_down"
            }
            _ => return None,
        })
    })
}

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

/// How someone made a living when she came.
pub fn employment(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        Some(match word {
            "tillsvidareanställd"
            | "tillsvidareanställning"
            | "fast anställd"
            | "fast anställning" => "employed_permanent",
            "visstidsanställd"
            | "visstidsanställning"
            | "tidsbegränsat anställd"
            | "vikarie"
            | "vikariat"
            | "timanställd"
            | "projektanställd"
            | "säsongsanställd" => "employed_temporary",
            "anställd" | "anställning" | "arbetar" | "jobbar" | "employed" => "employed",
            "egen företagare" | "egenföretagare" | "eget företag" | "företagare"
            | "egenanställd" | "self-employed" | "self employed" => "self_employed",
            "kombinatör"
            | "kombinerar"
            | "anställd och företagare"
            | "anställd och egen företagare" => "combiner",
            "arbetslös under 12 månader"
            | "arbetslös < 12 mån"
            | "arbetslös mindre än 12 månader"
            | "korttidsarbetslös" => "unemployed_under_12",
            "arbetslös 12 månader eller mer"
            | "arbetslös över 12 månader"
            | "arbetslös > 12 mån"
            | "arbetslös mer än 12 månader"
            | "långtidsarbetslös" => "unemployed_12_plus",
            "arbetslös" | "arbetssökande" | "öppet arbetslös" | "utan arbete" | "unemployed" => {
                "unemployed"
            }
            "arbetsmarknadsprogram"
            | "arbetsmarknadspolitiskt program"
            | "i program"
            | "jobb- och utvecklingsgarantin"
            | "praktik"
            | "arbetsträning" => "labour_programme",
            "etablering" | "etableringsprogram" | "etableringsprogrammet" | "etableringen" => {
                "introduction_programme"
            }
            "studerande" | "student" | "studerar" | "studier" => "student",
            "föräldraledig" | "föräldraledighet" | "mammaledig" | "pappaledig"
            | "parental leave" => "parental_leave",
            "sjukskriven" | "sjukskrivning" | "sick leave" => "sick_leave",
            "pensionär" | "pension" | "ålderspensionär" | "retired" => "retired",
            "utanför arbetskraften" | "hemarbetande" | "hemmafru" => "outside_labour_force",
            _ => return None,
        })
    })
}

/// The level of an education, and whether it was taken abroad.
pub fn education(cell: &Cell) -> Reading<(&'static str, bool)> {
    word(cell, |word| {
        let abroad = [
            "(utländsk)",
            "(utländskt)",
            "(utomlands)",
            "(utland)",
            ", utländsk",
            ", utländskt",
            ", utomlands",
            " utomlands",
            " (foreign)",
        ];
        let bare = abroad
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .or_else(|| word.strip_prefix("utländsk "))
            .or_else(|| word.strip_prefix("utländskt "));
        let level = match bare.unwrap_or(word).trim() {
            "ingen"
            | "ingen utbildning"
            | "ingen formell utbildning"
            | "ej grundskola"
            | "kortare än grundskola"
            | "mindre än 9 år" => "none_or_under_9",
            "grundskola" | "folkskola" | "förgymnasial" | "compulsory" | "compulsory school" => {
                "compulsory"
            }
            "gymnasium" | "gymnasie" | "gymnasial" | "gymnasieutbildning" | "gymnasieskola"
            | "komvux" | "upper secondary" => "upper_secondary",
            "yrkeshögskola"
            | "yh"
            | "yh-utbildning"
            | "ky"
            | "eftergymnasial"
            | "eftergymnasial kortare än 3 år"
            | "eftergymnasial under 3 år"
            | "folkhögskola" => "post_secondary_short",
            "högskola"
            | "universitet"
            | "högskola/universitet"
            | "universitet/högskola"
            | "akademisk"
            | "kandidat"
            | "master"
            | "magister"
            | "eftergymnasial 3 år eller mer"
            | "university" => "post_secondary_long",
            "forskarutbildning" | "forskarutbildad" | "doktor" | "doktorsexamen" | "disputerad"
            | "phd" | "doctorate" => "doctorate",
            _ => return None,
        };
        Some((level, bare.is_some()))
    })
}

/// One topic of a meeting.
pub fn topic(word: &str) -> Option<&'static str> {
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

/// Where someone was born: the country if it is one of today's, and whether that is Sweden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Birthplace {
    /// ISO 3166-1, two letters.
    pub country: Option<&'static str>,
    /// Born in Sweden or not.
    pub in_sweden: bool,
}

/// Reads a country, a state that is no more, or a word for "abroad".
pub fn birthplace(cell: &Cell) -> Reading<Birthplace> {
    word(cell, |word| {
        if let Some(country) = countries::country_named(word) {
            return Some(Birthplace {
                country: Some(country.code),
                in_sweden: country.code == "SE",
            });
        }
        match word
            .trim_start_matches("f.d. ")
            .trim_start_matches("fd ")
            .trim_start_matches("före detta ")
        {
            "svensk" | "inrikes" | "inrikes född" => Some(Birthplace {
                country: Some("SE"),
                in_sweden: true,
            }),
            "jugoslavien"
            | "sovjetunionen"
            | "sovjet"
            | "tjeckoslovakien"
            | "serbien och montenegro"
            | "kurdistan"
            | "utrikes"
            | "utrikes född"
            | "utomlands"
            | "utlandet"
            | "annat land"
            | "afrika"
            | "asien"
            | "mellanöstern"
            | "sydamerika"
            | "latinamerika" => Some(Birthplace {
                country: None,
                in_sweden: false,
            }),
            _ => None,
        }
    })
}

/// The code of a language.
pub fn language(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| {
        languages::language_named(word).map(|language| language.code)
    })
}

/// Whether the identity is protected. Any answer but a no is a yes: a mistake here may cost someone her safety.
/// The second half of the answer is whether it was clear.
pub fn protected(cell: &Cell) -> (bool, bool) {
    match yes_or_no(cell) {
        Ok(answer) => (answer.unwrap_or(false), true),
        Err(_) => (true, false),
    }
}

fn word<T>(cell: &Cell, code: impl Fn(&str) -> Option<T>) -> Reading<T> {
    match meaning(cell)? {
        None => Ok(None),
        Some(word) => code(&word).map(Some).ok_or(NoteKind::UnknownWord),
    }
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
