min-day-title = My day
min-day-greeting-morning = Good morning, { $name }
min-day-greeting-day = Hello, { $name }
min-day-greeting-evening = Good evening, { $name }
min-day-due = To follow up
min-day-late = { $count ->
    [one] { $count } overdue
   *[other] { $count } overdue
}
min-day-today = today
min-day-due-none = Nothing to follow up today
min-day-due-none-text = What is to be followed up is shown here on its day.
min-day-more = Show all follow-ups
min-day-steps = Agreed
min-day-steps-none = No agreed steps are waiting.
min-day-agreed = agreed { $day }
min-day-attempts = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
min-day-follow-up = Follow up
min-day-meetings = Meetings today
min-day-meetings-none = No meetings today.
min-day-missing = To fill in
min-day-missing-lead = Each row changes a figure of the half-year report.
min-day-missing-exit = { $count ->
    [one] closed case without employment at exit
   *[other] closed cases without employment at exit
}
min-day-missing-start = { $count ->
    [one] case whose enterprise has no start day
   *[other] cases whose enterprises have no start day
}
min-day-missing-show = Show
min-day-requests = Clients who wait for an answer
