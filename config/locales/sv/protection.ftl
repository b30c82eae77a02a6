nav-protection = Skyddade personer
protection-title = Skyddade personuppgifter
protection-lead = Vem klienten är ska bara en namngiven grupp veta. Alla andra ser ärendets nummer.
protection-person = Skyddad person { $number }
protection-kind = Typ av skydd
protection-kind-hint = Klienten vet vilket skydd hon har, eller ser det i beslutet från Skatteverket.
protection-kind-marking = Sekretessmarkering
protection-kind-registration = Skyddad folkbokföring
protection-kind-new_identity = Fingerade personuppgifter
protection-new-identity-warning = Ingenting får koppla den nya identiteten till den gamla. Nämn aldrig det tidigare namnet eller numret, varken här eller i andra ärenden.
protection-intake = Skyddade personuppgifter
protection-intake-none = Nej
protection-intake-hint = Då krypteras namn, nummer och anteckningar. Kommun, adress, telefon och e-post sparas inte, och klienten går inte att söka på.
protection-second = Vem mer ska få veta vem klienten är?
protection-second-hint = Ärendets rådgivare och minst en kollega till, så att någon kan hjälpa klienten om rådgivaren är borta. Behövs bara för en klient med skyddade uppgifter.
protection-route = Hur klienten nås
protection-route-hint = Till exempel c/o Skatteverket, förmedling. Krypteras. Skriv ingen adress.
protection-mark-note = När du sparar tas kommun, adress, telefon och e-post bort. Namn, nummer och anteckningar krypteras.
protection-mark-submit = Skydda klienten
protection-group = Vilka som får veta vem klienten är
protection-group-lead = De här personerna får öppna ärendet. Varje gång anger de varför, och skyddsansvarig ser det.
protection-group-hint = Minst två, båda från er organisation.
protection-group-submit = Spara gruppen
protection-lift-title = Häva skyddet
protection-lift-lead = Det krävs två: en skyddsansvarig och ärendets rådgivare. Den ena begär, den andra bekräftar.
protection-lift-asked = Den andra har begärt att skyddet hävs. När du bekräftar blir namnet synligt och sökbart igen.
protection-lift-waits = Du har begärt att skyddet hävs. Den andra måste bekräfta.
protection-lift-ask = Begär att skyddet hävs
protection-lift-agree = Bekräfta och häv skyddet
protection-open-title = Ange varför du öppnar ärendet
protection-open-lead = Klienten har skyddade personuppgifter. Din motivering loggas och skyddsansvarig får en notis. Den gäller i 30 minuter.
protection-open-submit = Öppna ärendet
protection-closed-title = Uppgifterna är skyddade
protection-closed-lead = Bara en namngiven grupp får veta vem klienten är.
protection-emergency-title = Nödåtkomst
protection-emergency-lead = Använd bara om klienten behöver hjälp nu och ingen i gruppen går att nå. Åtkomsten gäller i tre timmar. Skyddsansvarig och gruppen får veta det genast.
protection-emergency-submit = Ta nödåtkomst
protection-emergency-on = Nödåtkomst till { $day } { $time }. Allt du ser loggas. Skyddsansvarig och gruppen är underrättade.
protection-no-print = Ärendet gäller en skyddad person och skrivs inte ut.
protection-step = nästa steg
protection-reason = Varför
protection-reason-cover = Jag ersätter ärendets rådgivare
protection-reason-contact = Klienten har hört av sig
protection-reason-supervision = Genomgång av arbetet
protection-reason-rights = Klienten begär utdrag, rättelse eller radering
protection-reason-incident = En händelse utreds
protection-reason-other = Annat
protection-why = Beskriv kort
protection-why-hint = Skriv inget som visar vem klienten är.
protection-index-lead = Varje gång någon har öppnat en skyddad persons ärende, och vilka som får göra det. Här finns inga namn på klienter.
protection-notices = Notiser
protection-unseen = { $count ->
    [one] 1 ny
   *[other] { $count } nya
}
protection-seen = Sedd
protection-see = Markera som sedd
protection-see-number = Markera notisen om { $who } som sedd
protection-none = Inga notiser
protection-none-text = Ingen har öppnat ett ärende som gäller en skyddad person.
protection-notice-view = Öppnade ärendet
protection-notice-emergency = Nödåtkomst
protection-notice-double = Registrerade en klient med samma nummer som en skyddad person
protection-notice-marked = Skyddade klienten
protection-notice-lifted = Hävde skyddet
protection-notice-group = Ändrade gruppen
protection-groups = Skyddade personer och deras grupper
protection-groups-none = Ingen klient har skyddade personuppgifter.
protection-no-group = Gruppen saknas
protection-case-hint = Skriv ett ärendes nummer för att skydda dess klient eller ändra gruppen.
protection-case-submit = Gå till ärendet
protection-mail-emergency = Nödåtkomst till ett skyddat ärende
protection-mail-emergency-lead = Någon i er organisation har tagit nödåtkomst till ett ärende som gäller en skyddad person. Logga in för att se vem och varför.
protection-mail-count = { $count ->
    [one] 1 ny notis om skyddade personer
   *[other] { $count } nya notiser om skyddade personer
}
protection-mail-count-lead = { $count ->
    [one] Det finns 1 notis sedan i går. Logga in för att se den.
   *[other] Det finns { $count } notiser sedan i går. Logga in för att se dem.
}
protection-mail-footer = Brevet skickas av Jämväxt. Det innehåller inga uppgifter om klienter.

said-client-protected = Klienten är skyddad. Namn, nummer och anteckningar är krypterade.
said-client-unprotected = Skyddet är hävt.
said-lifting-asked = Din begäran är sparad. Den andra måste bekräfta.
said-group-named = Gruppen är sparad.
said-notice-seen = Notisen är markerad som sedd.
error-group-of-two = Välj minst två olika rådgivare i er organisation.
error-lifting-number-taken = En annan klient hos er har samma nummer. Slå ihop klienterna först.
error-case-number = Det finns inget ärende med det numret hos er.
