reminders-digest-subject = { $due ->
    [0] { $overdue ->
        [one] 1 thing is overdue
       *[other] { $overdue } things are overdue
    }
    [one] { $overdue ->
        [0] 1 thing to do today
        [one] 1 thing to do today and 1 overdue
       *[other] 1 thing to do today and { $overdue } overdue
    }
   *[other] { $overdue ->
        [0] { $due } things to do today
        [one] { $due } things to do today and 1 overdue
       *[other] { $due } things to do today and { $overdue } overdue
    }
}
reminders-digest-title = Your day: { $day }
reminders-followups = Follow-ups
reminders-next-steps = Agreed next steps
reminders-overdue-since = overdue since { $day }
reminders-today = today
reminders-more = { $count ->
    [one] There is 1 more.
   *[other] There are { $count } more.
}
reminders-my-day = Open My day
reminders-footer = Jämväxt sends this letter on working days when there is something to do. It holds nothing about clients.
reminders-escalation-subject = { $count ->
    [one] 1 follow-up has been left undone
   *[other] { $count } follow-ups have been left undone
}
reminders-escalation-lead = { $count ->
    [one] One follow-up is more than { $days } days overdue and has not been brought to you before.
   *[other] { $count } follow-ups are more than { $days } days overdue and have not been brought to you before.
}
