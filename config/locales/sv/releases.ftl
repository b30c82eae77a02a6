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
releases-margins = Filerna innehåller alla kombinationer av grupperna, och alla län.
releases-hidden-count = { $count ->
    [0] Inget tal i tabellen är dolt.
    [one] { $count } tal i hela tabellen är dolt.
   *[other] { $count } tal i hela tabellen är dolda.
}
releases-split-by = Uppdelat efter
releases-group = Grupp
