//! Words for what someone does and has learnt.

use super::word;
use crate::cases::entity::{Employment, Phase};
use crate::clients::entity::client::Education;
use crate::imports::book::Cell;
use crate::imports::values::Reading;

/// The code of a phase of enterprise.
pub fn phase(cell: &Cell) -> Reading<Phase> {
    word(cell, |word| {
        Some(match word {
            "idé" | "ide" | "idéfas" | "affärsidé" | "idea" => Phase::Idea,
            "affärsplan" | "affärsplanering" | "planering" | "plan" | "business plan" => {
                Phase::BusinessPlan
            }
            "start" | "uppstart" | "startfas" | "nystart" | "start-up" | "startup" => Phase::Start,
            "drift" | "tidig drift" | "driftfas" | "igång" | "early operation" | "operation" => {
                Phase::EarlyOperation
            }
            "tillväxt" | "tillväxtfas" | "växer" | "growth" => Phase::Growth,
            "avveckling" | "avvecklas" | "avslutning" | "winding down" | "winding-down" => Phase::WindingDown,
            _ => return None,
        })
    })
}

/// How someone made a living when she came.
pub fn employment(cell: &Cell) -> Reading<Employment> {
    word(cell, |word| {
        Some(match word {
            "tillsvidareanställd" | "tillsvidareanställning" | "fast anställd" | "fast anställning" => {
                Employment::EmployedPermanent
            }
            "visstidsanställd"
            | "visstidsanställning"
            | "tidsbegränsat anställd"
            | "vikarie"
            | "vikariat"
            | "timanställd"
            | "projektanställd"
            | "säsongsanställd" => Employment::EmployedTemporary,
            "anställd" | "anställning" | "arbetar" | "jobbar" | "employed" => Employment::Employed,
            "egen företagare" | "egenföretagare" | "eget företag" | "företagare" | "egenanställd"
            | "self-employed" | "self employed" => Employment::SelfEmployed,
            "kombinatör" | "kombinerar" | "anställd och företagare" | "anställd och egen företagare" => {
                Employment::Combiner
            }
            "arbetslös under 12 månader"
            | "arbetslös < 12 mån"
            | "arbetslös mindre än 12 månader"
            | "korttidsarbetslös" => Employment::UnemployedUnder12,
            "arbetslös 12 månader eller mer"
            | "arbetslös över 12 månader"
            | "arbetslös > 12 mån"
            | "arbetslös mer än 12 månader"
            | "långtidsarbetslös" => Employment::Unemployed12Plus,
            "arbetslös" | "arbetssökande" | "öppet arbetslös" | "utan arbete" | "unemployed" => {
                Employment::Unemployed
            }
            "arbetsmarknadsprogram"
            | "arbetsmarknadspolitiskt program"
            | "i program"
            | "jobb- och utvecklingsgarantin"
            | "praktik"
            | "arbetsträning" => Employment::LabourProgramme,
            "etablering" | "etableringsprogram" | "etableringsprogrammet" | "etableringen" => {
                Employment::IntroductionProgramme
            }
            "studerande" | "student" | "studerar" | "studier" => Employment::Student,
            "föräldraledig" | "föräldraledighet" | "mammaledig" | "pappaledig" | "parental leave" => {
                Employment::ParentalLeave
            }
            "sjukskriven" | "sjukskrivning" | "sick leave" => Employment::SickLeave,
            "pensionär" | "pension" | "ålderspensionär" | "retired" => Employment::Retired,
            "utanför arbetskraften" | "hemarbetande" | "hemmafru" => Employment::OutsideLabourForce,
            _ => return None,
        })
    })
}

/// The level of an education, and whether it was taken abroad.
pub fn education(cell: &Cell) -> Reading<(Education, bool)> {
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
            | "mindre än 9 år" => Education::NoneOrUnder9,
            "grundskola" | "folkskola" | "förgymnasial" | "compulsory" | "compulsory school" => {
                Education::Compulsory
            }
            "gymnasium" | "gymnasie" | "gymnasial" | "gymnasieutbildning" | "gymnasieskola" | "komvux"
            | "upper secondary" => Education::UpperSecondary,
            "yrkeshögskola"
            | "yh"
            | "yh-utbildning"
            | "ky"
            | "eftergymnasial"
            | "eftergymnasial kortare än 3 år"
            | "eftergymnasial under 3 år"
            | "folkhögskola" => Education::PostSecondaryShort,
            "högskola"
            | "universitet"
            | "högskola/universitet"
            | "universitet/högskola"
            | "akademisk"
            | "kandidat"
            | "master"
            | "magister"
            | "eftergymnasial 3 år eller mer"
            | "university" => Education::PostSecondaryLong,
            "forskarutbildning" | "forskarutbildad" | "doktor" | "doktorsexamen" | "disputerad" | "phd"
            | "doctorate" => Education::Doctorate,
            _ => return None,
        };
        Some((level, bare.is_some()))
    })
}
