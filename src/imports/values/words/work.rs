//! Words for what someone does and has learnt.

use super::word;
use crate::imports::book::Cell;
use crate::imports::values::Reading;

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
