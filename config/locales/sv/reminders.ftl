reminders-digest-subject = { $due ->
    [0] { $overdue ->
        [one] 1 sak är försenad
       *[other] { $overdue } saker är försenade
    }
    [one] { $overdue ->
        [0] 1 sak att göra i dag
        [one] 1 sak att göra i dag och 1 försenad
       *[other] 1 sak att göra i dag och { $overdue } försenade
    }
   *[other] { $overdue ->
        [0] { $due } saker att göra i dag
        [one] { $due } saker att göra i dag och 1 försenad
       *[other] { $due } saker att göra i dag och { $overdue } försenade
    }
}
reminders-digest-title = Din dag: { $day }
reminders-followups = Uppföljningar
reminders-next-steps = Överenskomna nästa steg
reminders-overdue-since = försenad sedan { $day }
reminders-today = i dag
reminders-more = { $count ->
    [one] Det finns 1 till.
   *[other] Det finns { $count } till.
}
reminders-my-day = Öppna Min dag
reminders-footer = Brevet skickas av Jämväxt på arbetsdagar när det finns något att göra. Det innehåller inga uppgifter om klienter.
reminders-escalation-subject = { $count ->
    [one] 1 uppföljning har blivit liggande
   *[other] { $count } uppföljningar har blivit liggande
}
reminders-escalation-lead = { $count ->
    [one] En uppföljning är mer än { $days } dagar försenad och har inte tagits upp med dig tidigare.
   *[other] { $count } uppföljningar är mer än { $days } dagar försenade och har inte tagits upp med dig tidigare.
}
