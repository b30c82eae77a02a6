codes-identity-kind-personnummer = Personnummer
codes-identity-kind-samordningsnummer = Samordningsnummer
codes-identity-kind-interim = Interimsnummer

codes-identity-fault-shape = Numret har inte rätt form. Skriv födelsedatum och fyra siffror, till exempel ÅÅÅÅMMDD-NNNN.
codes-identity-fault-date = De första siffrorna är inget datum. Kontrollera år, månad och dag.
codes-identity-fault-check-digit = Kontrollsiffran stämmer inte. Någon siffra är fel – jämför med id-handlingen.
codes-identity-fault-in-the-future = Födelsedatumet ligger i framtiden. Kontrollera året, eller skriv det med fyra siffror.

codes-organisation-fault-shape = Numret har inte rätt form. Skriv tio siffror, till exempel NNNNNN-NNNN. Den tredje siffran är minst 2.
codes-organisation-fault-check-digit = Kontrollsiffran stämmer inte. Någon siffra är fel – jämför med registreringsbeviset.
codes-organisation-fault-sole-trader = Det här är ett personnummer eller samordningsnummer. En enskild firma har inget eget organisationsnummer – lämna fältet tomt.

codes-birth-region-sweden = Sverige
codes-birth-region-nordic = Norden utom Sverige
codes-birth-region-eu-efta = EU och Efta utom Norden
codes-birth-region-world = Övriga världen

codes-region-type-metropolitan = Storstadsregion
codes-region-type-intermediate = Tät region
codes-region-type-rural = Landsbygdsregion
