//! What advisors write after a meeting, and what they agree on. No names, no numbers of persons.
use crate::meetings::Topic;

/// Sentences that fit the topic.
#[rustfmt::skip]
pub fn sentences(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Idea => &[
            "Gick igenom affärsidén och vilka kunder den riktar sig till.",
            "Erbjudandet är tydligt men prisnivån är osäker.",
            "Vi ritade en enkel affärsmodell på tavlan och tog ett foto av den.",
            "Diskuterade skillnaden mellan hobby och näringsverksamhet.",
            "Idén har vuxit fram ur många års yrkeserfarenhet.",
            "Pratade om konkurrenter i närområdet och vad som skiljer erbjudandet från deras.",
            "Klienten har redan provat idén i liten skala på en marknad och fick god respons.",
            "Två idéer på bordet, vi enades om att börja med den som kräver minst kapital.",
            "Klienten vill pröva att kombinera företaget med deltidsanställning.",
            "Gick igenom vad F-skatt innebär och när den behövs.",
        ],
        Topic::BusinessPlan => &[
            "Arbetade med affärsplanens avsnitt om marknad och kunder.",
            "Gick igenom resultatbudgeten rad för rad, intäkterna är försiktigt räknade.",
            "Likviditetsbudgeten visar underskott de första tre månaderna.",
            "Affärsplanen är nu i andra versionen och börjar hänga ihop.",
            "Klienten har gjort en egen enkät med tolv möjliga kunder.",
            "SWOT-analysen klar, största hotet är hyran för lokalen.",
            "Vi räknade på självkostnad per timme, priset behöver höjas något.",
            "Planen lämnades in i utkast, jag återkommer med skriftliga synpunkter.",
            "Diskuterade för- och nackdelar med enskild firma och aktiebolag.",
            "Saknar ännu uppgifter om försäkringar och avtal med leverantörer.",
        ],
        Topic::Financing => &[
            "Gick igenom vilka finansieringsmöjligheter som finns och vad banken brukar fråga efter.",
            "Förberedde mötet med Almi, klienten tar med budget och offert på maskiner.",
            "Banken sa nej utan säkerhet, vi tittar på mikrolån i stället.",
            "Klienten har eget sparkapital som räcker till start men inte till lager.",
            "Ansökan om affärsutvecklingscheck diskuterades, företaget når ännu inte omsättningskravet.",
            "Gick igenom stöd till start av näringsverksamhet och hur bedömningen går till.",
            "Kreditupplysningen visar en gammal anmärkning som försvinner i vår.",
            "Leasing av utrustningen blir billigare än lån de två första åren.",
            "Klienten känner sig osäker inför bankmötet, vi övade på presentationen.",
        ],
        Topic::Tax => &[
            "Gick igenom moms, preliminärskatt och vilka datum som gäller.",
            "Registrering på verksamt.se gjordes tillsammans under mötet.",
            "Visade hur löpande bokföring kan skötas i ett enkelt program.",
            "Frågor om avdrag för hemmakontor och bil i tjänsten.",
            "Klienten har fått föreläggande om att komplettera sin skattedeklaration, vi läste det tillsammans.",
            "Diskuterade egenavgifter och hur mycket som bör läggas undan varje månad.",
            "Pratade om vad som gäller när första personen anställs.",
            "Rekommenderade att anlita redovisningskonsult för bokslutet.",
        ],
        Topic::Permits => &[
            "Livsmedelsregistrering behövs, anmälan görs hos kommunens miljökontor.",
            "Gick igenom kraven på hygienlokal och kommunens avgift.",
            "Serveringstillstånd är inte aktuellt första året.",
            "Lokalen kräver ändrat bygglov, hyresvärden är vidtalad.",
            "Tillstånd för hemtjänst enligt lagen om valfrihetssystem tar flera månader.",
            "Kontrollerade vad som gäller för import av kosmetika från tredjeland.",
            "Legitimationen är klar hos Socialstyrelsen, avtal med regionen återstår.",
            "Taxiförarlegitimation finns, trafiktillstånd återstår.",
        ],
        Topic::Marketing => &[
            "Gick igenom utkast till webbplats och bilder.",
            "Klienten har många följare i sociala medier men få bokningar.",
            "Tog fram tre tydliga erbjudanden med fast pris.",
            "Pratade om att delta på höstmässan tillsammans med två andra företag.",
            "Visade hur företaget läggs in på kartan och hur omdömen besvaras.",
            "Första upphandlingen diskuterades, en ramavtalsdel kan passa.",
            "Logotyp och skylt beställda, färgerna behöver bättre kontrast.",
            "Vi övade på en kort presentation inför nätverksträffen.",
            "Kunderna kommer mest genom rekommendationer, vi tog fram ett enkelt kundkort.",
        ],
        Topic::General => &[
            "Uppföljande samtal, arbetet går enligt plan.",
            "Lugnt samtal om hur det går, mycket att göra i familjen just nu.",
            "Stämde av målen vi satte i början, två av tre är nådda.",
            "Försäljningen har ökat men tiden räcker inte till.",
            "Klienten har fått sin första stora kund.",
            "Motivationen svajar, vi delade upp arbetet i mindre steg.",
            "Gick igenom veckoschemat för att hitta tid för administration.",
            "Bra möte, klienten tar allt mer eget ansvar för ekonomin.",
            "Kontakten med leverantörer tar mer tid än väntat.",
            "Vi pratade om balansen mellan företag och föräldraskap.",
            "Omsättningen något lägre än väntat, men kostnaderna är under kontroll.",
        ],
        Topic::Other | Topic::Unknown => &[
            "Hjälpte till att förstå ett brev från Bolagsverket.",
            "Diskuterade hyresavtal för lokal, uppsägningstiden är lång.",
            "Frågor om försäkring för företaget.",
            "Samtal om hur ett varumärke skyddas.",
            "Konflikt med en leverantör, hänvisade till juridisk rådgivning.",
            "Gick igenom dataskydd för kundregister.",
        ],
    }
}

/// Ends that fit any topic.
#[rustfmt::skip]
pub const ENDS: &[&str] = &[
    "Bra stämning och tydliga frågor.",
    "Tolk användes under hela samtalet.",
    "Vi hann inte allt, resten tas nästa gång.",
    "Klienten kom väl förberedd.",
    "Sambandet mellan pris och tid behöver gås igenom en gång till.",
    "Skickade länkar och mallar efter mötet.",
    "Nästa gång tittar vi på siffrorna.",
    "Klienten skulle vilja träffa andra i samma situation, tipsade om nätverket.",
    "Barnpassning är löst på onsdagar.",
    "Mötet blev kortare än planerat.",
];
/// Which of the ends speaks of an interpreter.
pub const END_WITH_INTERPRETER: usize = 1;

/// What is agreed on.
#[rustfmt::skip]
pub fn next_steps(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Idea => &["Skriv ner affärsidén på en sida", "Intervjua fem möjliga kunder", "Besök två konkurrenter", "Boka tid för nästa samtal"],
        Topic::BusinessPlan => &["Skicka mall för budget", "Läs och kommentera affärsplanen", "Räkna om likviditetsbudgeten", "Ta in offert på inredning"],
        Topic::Financing => &["Boka möte med banken", "Fyll i ansökan om mikrolån", "Skicka underlag till Almi", "Ta fram kontoutdrag och budget"],
        Topic::Tax => &["Registrera F-skatt och moms", "Jämför två bokföringsprogram", "Lämna in momsdeklarationen", "Ring Skatteverket om preliminärskatten"],
        Topic::Permits => &["Anmäl verksamheten till miljökontoret", "Begär in handlingar till bygglov", "Ring kommunens lots", "Kontrollera kraven för tillståndet"],
        Topic::Marketing => &["Skriv texter till webbplatsen", "Fotografera produkterna", "Anmäl till mässan", "Ring tre möjliga kunder"],
        Topic::General | Topic::Other | Topic::Unknown => &["Ring och hör hur det går", "Boka uppföljande möte", "Skicka inbjudan till nätverksträff", "Stäm av målen"],
    }
}
