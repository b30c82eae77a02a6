# Filen som helhet: vad som är fel och vad som hjälper.
imports-book-unreadable = Filen går inte att öppna. Kontrollera att den finns och att du får läsa den.
imports-book-empty = Filen är tom. Kontrollera att du har valt rätt fil och att den är sparad.
imports-book-too-large = Filen är större än { $limit } MB. Dela upp den i flera filer.
imports-book-unpacks-too-large = Arbetsboken blir orimligt stor när den packas upp. Spara om den i Excel eller LibreOffice, utan bilder, och försök igen.
imports-book-too-many-rows = Filen har fler än { $limit } rader. Dela upp den i flera filer.
imports-book-too-many-columns = Bladet { $sheet } har celler till höger om kolumn { $limit }. Ta bort dem och spara om filen.
imports-book-not-a-book = Filen är varken ett kalkylblad eller en CSV-fil. Spara den som .xlsx eller .csv.
imports-book-locked = Arbetsboken är låst med lösenord. Ta bort lösenordet och försök igen.
imports-book-other-format = Arbetsboken är sparad som .xls eller .ods. Spara den som .xlsx och försök igen.
imports-book-broken = Arbetsboken är skadad. Öppna den i Excel eller LibreOffice, spara den på nytt och försök igen.
imports-book-broken-sheet = Arbetsboken är skadad i bladet { $sheet }. Öppna den i Excel eller LibreOffice, spara den på nytt och försök igen.
imports-book-open-quote = Ett citattecken på rad { $row } avslutas aldrig. Avsluta det eller ta bort det.
imports-book-nothing-known = Inget blad har de kolumner som behövs för ärenden, möten eller resultat. Kontrollera kolumnrubrikerna.
imports-book-missing-columns = Bladet { $sheet } ser ut att innehålla { $table }, men saknar kolumnerna { $columns }. Lägg till dem eller rätta rubrikerna.

imports-table-cases = ärenden
imports-table-meetings = möten
imports-table-outcomes = resultat

# Fel som gör att raden får vänta.
imports-fault-column = Fel
imports-fault-bad-identity = Personnumret stämmer inte. Jämför med id-handlingen och rätta det, eller lämna cellen tom.
imports-fault-bad-orgnr = Organisationsnumret stämmer inte. Jämför med registreringsbeviset och rätta det, eller lämna cellen tom.
imports-fault-unknown-kommun = Det finns ingen kommun med det namnet. Skriv kommunens namn, inte stadsdelens, eller lämna cellen tom.
imports-fault-missing-name = Efternamn saknas. Fyll i det.
imports-fault-impossible-dates = Ärendet är avslutat innan det öppnades. Rätta ett av datumen.
imports-fault-missing-case-number = Ärendenummer saknas. Fyll i det.
imports-fault-repeated-case-number = Ärendenumret står redan på en tidigare rad. Ge ärendet ett eget nummer, även på dess möten och resultat, eller ta bort raden.
imports-fault-missing-opened = Det framgår inte vilken dag ärendet öppnades. Skriv datumet som ÅÅÅÅ-MM-DD.
imports-fault-missing-day = Datum saknas eller går inte att läsa. Skriv det som ÅÅÅÅ-MM-DD.
imports-fault-missing-minutes = Mötets längd saknas eller går inte att läsa. Skriv den i minuter eller som timmar, till exempel 1,5 h.
imports-fault-unknown-outcome = Resultatet är av ett okänt slag. Skriv till exempel startat företag, årsarbetskrafter, omsättning, anställning, studier, finansiering eller affärsplan.
imports-fault-case-waits = Raden väntar på sitt ärende. Rätta ärendets rad, så följer den här med.
imports-fault-orphan = Det finns inget ärende med det numret. Rätta numret eller lägg till ärendet.

# Sådant som kontoret bör känna till, fast raden läses in.
imports-note-not-a-date = Det är inget datum. Värdet blir okänt.
imports-note-part-of-date = Bara år eller månad är känt. Dagen blir okänd.
imports-note-approximate = Uppgiften är ungefärlig. Värdet blir okänt.
imports-note-not-a-time = Det är inget klockslag. Tiden blir okänd.
imports-note-not-a-duration = Det går inte att läsa som en längd i minuter eller timmar. Längden blir okänd.
imports-note-not-a-number = Det går inte att läsa som ett tal. Värdet blir okänt.
imports-note-unknown-word = Ordet är okänt. Värdet blir okänt.
imports-note-formula = Cellen innehåller en formel, och formler körs inte. Skriv värdet i stället.
imports-note-not-an-email = Det är ingen e-postadress. Fältet lämnas tomt.
imports-note-taken-from-number = Cellen är tom. Uppgiften är hämtad ur personnumret.
imports-note-differs-from-number = Uppgiften skiljer sig från personnumret. Det som står i cellen gäller.
imports-note-only-birth-date = Här står bara ett födelsedatum. Det används, men personen får inget personnummer.
imports-note-no-identity-number = Det är inget personnummer. Personen får inget nummer.
imports-note-reserve-number = Det är ett reservnummer. Det sparas men går inte att kontrollera.
imports-note-number-of-another = Samma personnummer står på en tidigare rad med ett annat namn. Kontrollera vem det tillhör.
imports-note-sole-trader = Det är ett personnummer. Företaget läses in som enskild firma utan organisationsnummer.
imports-note-in-the-future = Datumet har inte inträffat än. Kontrollera det.
imports-note-before-birth = Året ligger före personens födelse. Värdet blir okänt.
imports-note-taken-as-protected = Svaret är otydligt. Identiteten behandlas som skyddad.
imports-note-phase-taken-as-idea = Fasen framgår inte. Ärendet läggs i fasen idé; ändra den i ärendet om det inte stämmer.
imports-note-second-case = Samma person som på en tidigare rad. Det blir ett andra ärende för samma klient.

# Kolumnerna.
imports-column-case-number = ärendenummer
imports-column-advisor = rådgivare
imports-column-given-name = förnamn
imports-column-family-name = efternamn
imports-column-full-name = namn
imports-column-identity = personnummer
imports-column-birth-date = födelsedatum
imports-column-sex = kön
imports-column-birth-country = födelseland
imports-column-in-sweden-since = i Sverige sedan
imports-column-kommun = kommun
imports-column-email = e-post
imports-column-phone = telefon
imports-column-language = språk
imports-column-interpreter = tolk
imports-column-education = utbildning
imports-column-employment = sysselsättning
imports-column-protected = skyddad identitet
imports-column-phase = fas
imports-column-opened = inskriven
imports-column-closed = avslutad
imports-column-enterprise = företag
imports-column-organisation-number = organisationsnummer
imports-column-enterprise-start = företagets start
imports-column-note = anteckning
imports-column-day = datum
imports-column-time-of-day = klockslag
imports-column-minutes = längd i minuter
imports-column-hours = längd i timmar
imports-column-channel = mötesform
imports-column-topic = ämne
imports-column-next-step = nästa steg
imports-column-next-step-due = nästa steg senast
imports-column-outcome = resultat
imports-column-value = värde
imports-column-source = källa
imports-column-fault = fel

imports-enterprise-nameless = Företag utan namn

# Sidorna.
imports-title = Importera kalkylblad
imports-lead = Läs in kontorets ärenden från Excel eller CSV. Du får se vad som hittas innan något sparas.
imports-file = Kalkylblad
imports-file-hint = Excel (.xlsx) eller CSV, högst 16 MB.
imports-programme = Program
imports-choose = Välj program
imports-check = Granska filen
imports-earlier = Tidigare importer
imports-none = Inga importer än
imports-none-text = Har kontoret sina ärenden i Excel? Välj filen ovan och granska den.
imports-day = Granskad
imports-rows = Ärenderader
imports-cases = Inlästa ärenden
imports-state = Läge
imports-state-checked = granskad, inte inläst
imports-state-done = inläst
imports-step-file = Välj fil
imports-step-checked = Granska
imports-step-done = Klart
imports-report = Granskning av kalkylblad
imports-would = Detta läses in
imports-would-cases = { $count ->
    [one] { $count } nytt ärende
   *[other] { $count } nya ärenden
}
imports-would-meetings = { $count ->
    [one] { $count } möte, om det inte redan finns
   *[other] { $count } möten, om de inte redan finns
}
imports-would-outcomes = { $count } resultat, om de inte redan finns
imports-would-there = { $count ->
    [one] { $count } ärende finns redan och ändras inte
   *[other] { $count } ärenden finns redan och ändras inte
}
imports-held = { $count ->
    [one] { $count } rad har fel och läses inte in. Hämta den, rätta den och importera den filen.
   *[other] { $count } rader har fel och läses inte in. Hämta dem, rätta dem och importera den filen.
}
imports-no-faults = Alla rader kan läsas in.
imports-unknown-advisors = Dessa rådgivare finns inte i organisationen: { $names }. Deras ärenden läggs på dig.
imports-take-in = Läs in raderna
imports-mend = Hämta raderna att rätta
imports-mend-lead = Raderna med fel finns i en fil att rätta och importera. Hämta den inom ett dygn.
imports-other-file = Välj en annan fil
imports-to-cases = Visa ärendena
imports-taken = Inläst
imports-taken-clients = Nya klienter
imports-taken-cases = Nya ärenden
imports-taken-enterprises = Nya företag
imports-taken-meetings = Nya möten
imports-taken-outcomes = Nya resultat
imports-taken-followups = Planerade uppföljningar
imports-taken-there = Rader som redan fanns
said-imports-taken = Raderna är inlästa.
imports-counts = Filens innehåll
imports-count-rows = Ärenderader
imports-count-good = Felfria, för personer som inte står på en tidigare rad
imports-count-duplicate-person = Personer som står på en tidigare rad
imports-count-meetings = Möten
imports-count-orphan-meetings = Möten utan ärende i filen
imports-count-outcomes = Resultat
imports-count-bad-identity = Felaktiga personnummer
imports-count-bad-orgnr = Felaktiga organisationsnummer
imports-count-unknown-kommun = Okända kommuner
imports-count-missing-name = Saknade efternamn
imports-count-impossible-dates = Avslutade före start
imports-count-protected = Skyddade identiteter
imports-count-formula-cells = Celler med formel
imports-count-meeting-hours = Mötestimmar
imports-ignored-columns = Inget läses från dessa kolumner i bladet { $sheet }: { $columns }.
imports-ignored-sheet = Inget läses från bladet { $sheet }.
imports-faults = Rader som får vänta
imports-notes = Läses in, men kontrollera
imports-group = { $count ->
    [one] { $count } rad
   *[other] { $count } rader
}
imports-more = och { $count } till
imports-sheet = Blad
imports-row = Rad
imports-column = Kolumn
imports-found = Står där
imports-becomes = Blir
