//! What offices write above their columns.

use unicode_normalization::UnicodeNormalization;

use super::{Column, Table};

/// The column a header names in such a sheet.
pub(super) fn column_named(table: Table, header: &str) -> Option<Column> {
    let whole = letters(header);
    let outside: String = header.split('(').next().unwrap_or_default().to_owned();
    [whole, letters(&outside)].iter().find_map(|word| {
        let own = match table {
            Table::Cases => in_cases(word),
            Table::Meetings => in_meetings(word),
            Table::Outcomes => in_outcomes(word),
        };
        own.or_else(|| anywhere(word)).or_else(|| by_part(table, word))
    })
}

/// Only the letters and digits, in lower case: "Ärende-nr." and "ÄRENDENR" are one word.
fn letters(header: &str) -> String {
    header.nfc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Words so distinct that whatever is written around them changes nothing: "Pers.nr/samordningsnummer (12 siffror)".
fn by_part(table: Table, word: &str) -> Option<Column> {
    let parts: &[(&str, Column)] = match table {
        Table::Cases => &[
            ("orgnr", Column::OrganisationNumber),
            ("organisationsn", Column::OrganisationNumber),
            ("personnr", Column::Identity),
            ("personnummer", Column::Identity),
            ("samordningsn", Column::Identity),
            ("efternamn", Column::FamilyName),
            ("förnamn", Column::GivenName),
            ("födelseland", Column::BirthCountry),
            ("födelsedatum", Column::BirthDate),
            ("skyddadidentitet", Column::Protected),
            ("skyddadepersonuppgifter", Column::Protected),
            ("inskrivningsdatum", Column::Opened),
            ("avslutsdatum", Column::Closed),
        ],
        Table::Meetings => &[("mötesdatum", Column::Day)],
        Table::Outcomes => &[],
    };
    let shared = [
        ("ärendenummer", Column::CaseNumber),
        ("ärendenr", Column::CaseNumber),
        ("diarienummer", Column::CaseNumber),
        ("diarienr", Column::CaseNumber),
    ];
    let within = |(part, column): &(&str, Column)| word.contains(part).then_some(*column);
    parts.iter().chain(&shared).find_map(within)
}

fn anywhere(word: &str) -> Option<Column> {
    Some(match word {
        "ärendenr" | "ärendenummer" | "ärende" | "ärendeid" | "ärendekod" | "diarienr" | "diarienummer"
        | "dnr" | "case" | "casenumber" | "caseno" | "caseid" | "casenr" => Column::CaseNumber,
        "rådgivare" | "handläggare" | "ansvarigrådgivare" | "ansvarig" | "coach" | "affärsrådgivare"
        | "advisor" | "adviser" => Column::Advisor,
        "språk" | "kontaktspråk" | "mötesspråk" | "modersmål" | "language" => Column::Language,
        "tolk" | "tolkbehov" | "behövertolk" | "behovavtolk" | "tolkanvänd" | "interpreter" => {
            Column::Interpreter
        }
        "anteckning" | "anteckningar" | "notering" | "noteringar" | "kommentar" | "kommentarer"
        | "övrigt" | "note" | "notes" | "comment" => Column::Note,
        "fel" | "felattåtgärda" | "fault" => Column::Fault,
        _ => return None,
    })
}

fn in_cases(word: &str) -> Option<Column> {
    Some(match word {
        "förnamn" | "tilltalsnamn" | "firstname" | "givenname" => Column::GivenName,
        "efternamn" | "släktnamn" | "lastname" | "surname" | "familyname" => Column::FamilyName,
        "namn" | "klient" | "klientensnamn" | "klientnamn" | "deltagare" | "kund" | "kundnamn"
        | "namnpåklient" | "förochefternamn" | "name" | "client" => Column::FullName,
        "personnr"
        | "personnummer"
        | "pnr"
        | "persnr"
        | "idnr"
        | "idnummer"
        | "identitetsnummer"
        | "pnrsnr"
        | "personnrsamordningsnr"
        | "personnummersamordningsnummer"
        | "personsamordningsnummer"
        | "personalid"
        | "personalnumber"
        | "identitynumber" => Column::Identity,
        "födelsedatum" | "född" | "föddatum" | "fdatum" | "birthdate" | "dateofbirth" | "born" => {
            Column::BirthDate
        }
        "kön" | "juridisktkön" | "sex" | "gender" => Column::Sex,
        "födelseland" | "födelselandet" | "föddi" | "land" | "ursprungsland" | "countryofbirth"
        | "birthcountry" => Column::BirthCountry,
        "isverigesedan" | "isverigesen" | "isverigefrån" | "tillsverige" | "komtillsverige"
        | "invandringsår" | "ankomstår" | "årtillsverige" | "inswedensince" => Column::InSwedenSince,
        "kommun" | "hemkommun" | "bostadskommun" | "folkbokföringskommun" | "municipality" => Column::Kommun,
        "epost" | "mejl" | "mail" | "email" | "epostadress" | "mejladress" | "mailadress" => Column::Email,
        "mobil" | "telefon" | "tel" | "telefonnr" | "telefonnummer" | "mobilnr" | "mobilnummer"
        | "mobiltelefon" | "phone" | "mobile" => Column::Phone,
        "utbildning" | "utbildningsnivå" | "högstautbildning" | "utbildningsbakgrund" | "education" => {
            Column::Education
        }
        "sysselsättningvidinskrivning"
        | "sysselsättning"
        | "sysselsättningvidstart"
        | "arbetsmarknadsstatus"
        | "försörjning"
        | "employment"
        | "employmentatentry" => Column::Employment,
        "skyddadidentitet"
        | "skyddadeuppgifter"
        | "skyddadepersonuppgifter"
        | "skyddadid"
        | "skyddad"
        | "sekretess"
        | "sekretessmarkering"
        | "skydd"
        | "protectedidentity"
        | "protected" => Column::Protected,
        "fas" | "företagsfas" | "skede" | "phase" => Column::Phase,
        "inskriven" | "inskrivning" | "inskrivningsdatum" | "inskrivningsdag" | "datuminskriven"
        | "startdatum" | "registrerad" | "inskrivendatum" | "öppnad" | "öppnat" | "påbörjad" | "påbörjat"
        | "opened" | "openedon" | "enrolled" => Column::Opened,
        "avslutad" | "avslutat" | "avslut" | "avslutsdatum" | "avslutningsdatum" | "datumavslutad"
        | "avslutningsdag" | "slutdatum" | "utskriven" | "utskrivningsdatum" | "stängd" | "stängt"
        | "closed" | "closedon" => Column::Closed,
        "företag" | "företagsnamn" | "företagetsnamn" | "firma" | "bolag" | "bolagsnamn" | "company"
        | "enterprise" => Column::Enterprise,
        "orgnr" | "organisationsnummer" | "organisationsnr" | "orgnummer" | "companynumber" | "orgno" => {
            Column::OrganisationNumber
        }
        "startföretag"
        | "företagsstart"
        | "företagstart"
        | "startdatumföretag"
        | "företagstartat"
        | "startavföretag"
        | "startadeföretag"
        | "datumföretagsstart"
        | "companystart"
        | "enterprisestart" => Column::EnterpriseStart,
        _ => return None,
    })
}

fn in_meetings(word: &str) -> Option<Column> {
    Some(match word {
        "datum" | "mötesdatum" | "dag" | "mötesdag" | "när" | "möte" | "date" | "meetingdate" => {
            Column::Day
        }
        "tid" | "klockslag" | "kl" | "klockan" | "starttid" | "mötestid" | "time" | "start" => {
            Column::TimeOfDay
        }
        "längdmin" | "längd" | "längdminuter" | "längdimin" | "längdiminuter" | "minuter" | "min"
        | "antalmin" | "antalminuter" | "tidmin" | "tidminuter" | "tidåtgång" | "mötestidmin"
        | "varaktighet" | "varaktighetmin" | "duration" | "minutes" | "durationmin" => Column::Minutes,
        "timmar" | "antaltimmar" | "längdh" | "längdtim" | "längdtimmar" | "tidh" | "tidtim"
        | "tidtimmar" | "tim" | "varaktighettim" | "varaktighettimmar" | "hours" | "h" => Column::Hours,
        "sätt" | "mötesform" | "form" | "kanal" | "mötessätt" | "kontaktsätt" | "typ" | "mötestyp"
        | "channel" => Column::Channel,
        "ämne" | "ämnen" | "innehåll" | "fråga" | "topic" | "topics" | "subject" => Column::Topic,
        "nästasteg" | "nästastegöverenskommet" | "överenskommet" | "nextstep" => Column::NextStep,
        "tillden" | "senast" | "senastden" | "klartsenast" | "förfaller" | "nästastegdatum"
        | "nästastegsenast" | "nästastegtillden" | "due" | "nextstepdue" => Column::NextStepDue,
        _ => return None,
    })
}

fn in_outcomes(word: &str) -> Option<Column> {
    Some(match word {
        "datum" | "dag" | "resultatdatum" | "avserdatum" | "mätdatum" | "date" | "referencedate" => {
            Column::Day
        }
        "vad" | "resultat" | "utfall" | "indikator" | "händelse" | "resultattyp" | "outcome"
        | "indicator" => Column::Outcome,
        "värde" | "belopp" | "antal" | "utfallsvärde" | "value" | "amount" => Column::Value,
        "källa" | "uppgiftslämnare" | "underlag" | "uppgiftskälla" | "source" => Column::Source,
        _ => return None,
    })
}
