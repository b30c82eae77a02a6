min-day-title = Min dag
min-day-greeting-morning = God morgon, { $name }
min-day-greeting-day = Hej, { $name }
min-day-greeting-evening = God kväll, { $name }
min-day-due = Att följa upp
min-day-late = { $count ->
    [one] { $count } försenad
   *[other] { $count } försenade
}
min-day-today = i dag
min-day-due-none = Inget att följa upp i dag
min-day-due-none-text = Det som ska följas upp visas här den dag det är dags.
min-day-more = Visa alla uppföljningar
min-day-steps = Avtalat
min-day-steps-none = Inga avtalade steg väntar.
min-day-agreed = avtalat { $day }
min-day-attempts = { $count ->
    [one] sökt en gång
   *[other] sökt { $count } gånger
}
min-day-follow-up = Följ upp
min-day-meetings = Möten i dag
min-day-meetings-none = Inga möten i dag.
min-day-missing = Att fylla i
min-day-missing-lead = Varje rad ändrar en siffra i halvårsrapporten.
min-day-missing-exit = { $count ->
    [one] avslutat ärende utan sysselsättning vid avslut
   *[other] avslutade ärenden utan sysselsättning vid avslut
}
min-day-missing-start = { $count ->
    [one] ärende där företaget saknar startdag
   *[other] ärenden där företaget saknar startdag
}
min-day-missing-show = Visa
min-day-requests = Klienter som väntar på svar
