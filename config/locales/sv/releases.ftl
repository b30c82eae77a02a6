releases-code = kod
releases-cell-ok = visas
releases-cell-suppressed = dold
releases-heading-value = Värde
releases-heading-unit = Enhet
releases-heading-status = Status
releases-heading-period = Period
releases-heading-organisation = Mottagare
releases-heading-produced-at = Framställd
releases-heading-tables = Tabeller
releases-heading-definitions = Definitioner
releases-heading-notes = Anmärkningar
releases-heading-suppressed = Dold: talet är för litet för att visas utan att peka ut någon.
releases-note-firms = Företag redovisas efter den deltagare som företaget kom till programmet genom. Saknas uppgift om var företaget ligger används deltagarens bostadsort.
releases-note-organisations = Den som är klient hos två organisationer räknas en gång i varje.

releases-title = Rapporter
releases-lead = Färdiga tabeller som inte går att räkna ut någon enskild person ur.
releases-none = Inga rapporter än
releases-none-text = En rapport görs av sig själv två veckor efter varje halvår och visas sedan här.
releases-period = Period
releases-programme = Program
releases-recipient = Mottagare
releases-version = Version
releases-cut-off = Uppgifter till och med
releases-frozen = Version { $version }. Bygger på det som var inlagt
releases-files = Filer
releases-file = Fil
releases-checksum = Kontrollsumma (SHA-256)
releases-seal = Filerna är låsta och ändras aldrig. Kommer det rättelser görs en ny version. I manifest.json står kontrollsumman för varje fil, så att det går att se att ingenting har ändrats på vägen.
releases-hidden-why = När ett litet tal döljs måste ibland ett större också döljas, annars går det lilla att räkna ut ur summan. Därför kan även stora tal vara dolda.
releases-tables = Summor
releases-margins = Filerna visar kön och bakgrund var för sig och tillsammans, och dem uppdelade efter ålder, län och regiontyp.
releases-hidden-count = { $count ->
    [0] Inget tal i tabellen är dolt.
    [one] { $count } tal i hela tabellen är dolt.
   *[other] { $count } tal i hela tabellen är dolda.
}
releases-split-by = Uppdelat efter
releases-group = Grupp

releases-preview = Förhandsgranska
releases-preview-title = Förhandsgranska en rapport
releases-preview-lead = Se vilka tal som blir dolda innan rapporten låses. Ingenting sparas och ingenting lämnas ut.
releases-preview-none = Det finns ingen rapport att förhandsgranska
releases-preview-none-text = Lägg först till en rapport under Mål och uppföljningsplan på programmets sida. Den kan förhandsgranskas när ett halvår är slut.
releases-preview-which = Rapport
releases-preview-running = Sidan uppdateras av sig själv. Du kan lämna den och komma tillbaka.
releases-preview-cancel = Avbryt
releases-preview-unchanged = Ingenting har ändrats sedan den senaste rapporten för halvåret. Den gäller fortfarande.
releases-preview-stopped = Förhandsgranskningen är avbruten. Ingenting har sparats.
releases-preview-failed = Något gick fel hos oss. Försök igen om en stund.
releases-preview-why = Den som läser tabellerna kan inte räkna ut något dolt tal: inte genom att lägga ihop och dra ifrån, inte genom att jämföra tabellerna med varandra och inte genom att själv vara en av dem som räknas. Det är därför också tal bredvid de små är dolda, ibland stora: hade de visats, hade det lilla talet gått att räkna ut ur en summa. Det är prövat för varje dolt tal innan tabellerna visas här.
releases-stage-cells = Räknar
releases-stage-secondary = Döljer de tal som behöver döljas
releases-stage-intervals = Ser till att varje dolt tal kan ha flera värden
releases-stage-audit = Prövar om något dolt tal går att räkna ut
releases-refused = Rapporten kan inte göras
releases-refused-leaks = I tabellen { $table } går det inte att skydda { $count ->
    [one] ett av talen
   *[other] { $count } av talen
}, hur mycket annat som än döljs. Till dem hör:
releases-refused-past = Tabellen { $table } kan inte lämnas ut efter de rapporter som redan är lämnade. Den som jämför dem skulle kunna räkna ut uppgifter om enskilda.
releases-refused-undecided = Det gick inte att visa inom tio minuter att alla är skyddade. Då lämnas ingenting ut.
releases-refused-not-over = Halvåret är inte slut.
releases-mend = Det här kan hjälpa
releases-mend-coarser = Dela in grövre, till exempel efter regiontyp i stället för län.
releases-mend-fewer = Ta med färre tabeller.
releases-mend-wait = Vänta till nästa halvår, så att rättelser och sena ärenden hinner bli fler.
releases-proof = Hämta beviset (proof.json)
releases-proof-why = Beviset visar att ingen kan räknas ut ur tabellerna. Det säger mer än de gör och får inte lämnas ut.
