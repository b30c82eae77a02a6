retention-title = Gallring
retention-lead = Det som har sparats så länge det får sparas raderas av två personer tillsammans.
retention-due = Dags att gallra
retention-none = Inget är dags att gallra
retention-none-text = Öppna och spärrade ärenden gallras aldrig.
retention-numbers = Ärenden
retention-rule = Regel
retention-kept-until = Skulle sparas till
retention-two = En annan person måste bekräfta innan något raderas.
retention-propose = { $count ->
    [one] Föreslå gallring av { $count } klient
   *[other] Föreslå gallring av { $count } klienter
}
retention-rounds = Gallringar
retention-state-proposed = Föreslagen gallring
retention-state-done = Genomförd gallring
retention-state-withdrawn = Tillbakadragen gallring
retention-count = { $count ->
    [one] { $count } ärende
   *[other] { $count } ärenden
}
retention-confirm = Gallra nu
retention-rules = Regler
retention-rules-text = Den längsta tiden av dem som gäller för klientens ärenden avgör. En statlig myndighet behöver också stöd i Riksarkivets föreskrifter (arkivlagen 1990:782).
retention-years = År
retention-from = Räknas från
retention-source = Källa
retention-class-case_file = Ärendet
retention-class-programme_paper = Programmets handlingar
retention-class-aid = Försumbart stöd
retention-class-voucher = Räkenskapsinformation
retention-event-case_closed = ärendet avslutades
retention-event-programme_ended = slutet av året då programmet tog slut
retention-event-aid_given = stödet gavs
retention-event-cost_paid = slutet av året då det betalades
retention-source-case_file = Uppföljningar görs upp till fyra år efter avslut
retention-source-programme_paper = EU:s regler för strukturfonderna
retention-source-aid = Förordning (EU) 2023/2831, artikel 6
retention-source-voucher = 7 kap. 2 § bokföringslagen (1999:1078)
retention-protocol = Gallringsprotokoll
retention-proposed = Föreslagen
retention-settled = Avgjord
retention-hold = Spärra mot gallring
retention-hold-text = Ett spärrat ärende raderas inte, till exempel under en tvist eller en revision.
retention-hold-reason = Varför ärendet behövs
retention-hold-submit = Spärra
retention-lift = Häv spärren
said-disposal-proposed = Gallringen är föreslagen. En annan person måste bekräfta den.
said-disposal-done = Uppgifterna är gallrade. Skriv ut protokollet.
said-disposal-held = Inget har gallrats: ett av ärendena har spärrats sedan förslaget gjordes. Dra tillbaka det och föreslå på nytt.
said-disposal-withdrawn = Förslaget är tillbakadraget.
said-hold-placed = Ärendet är spärrat mot radering och gallring.
said-hold-lifted = Spärren är hävd.
said-hold-needs-reason = Skriv varför ärendet behövs, med högst 500 tecken. Inget har ändrats.
