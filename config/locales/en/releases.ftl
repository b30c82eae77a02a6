releases-code = code
releases-cell-ok = shown
releases-cell-suppressed = hidden
releases-heading-value = Value
releases-heading-unit = Unit
releases-heading-status = Status
releases-heading-period = Period
releases-heading-organisation = Recipient
releases-heading-produced-at = Produced
releases-heading-tables = Tables
releases-heading-definitions = Definitions
releases-heading-notes = Notes
releases-heading-suppressed = Hidden: the figure is too small to be shown without pointing somebody out.
releases-note-firms = Enterprises are told by the participant through whom they came to the programme. Where the place of the enterprise is not known, the participant's place of residence is used.
releases-note-organisations = A person who is a client of two organisations is counted once in each.

releases-title = Releases
releases-lead = Finished tables from which no single person can be worked out.
releases-none = No releases yet
releases-none-text = A release is made by itself two weeks after each half-year and is then shown here.
releases-period = Period
releases-programme = Programme
releases-recipient = Recipient
releases-version = Version
releases-cut-off = As known on
releases-frozen = Version { $version }. Made of what was entered by
releases-files = Files
releases-file = File
releases-checksum = Checksum (SHA-256)
releases-seal = The files are frozen and never change. Corrections make a new version. The file manifest.json holds the checksum of each file, so that you can see that nothing changed on the way.
releases-hidden-why = When a small figure is hidden, a larger one must sometimes be hidden too, or the small one could be worked out from the sum. So large figures may be hidden as well.
releases-tables = Totals
releases-margins = The files hold all combinations of the groups, and all counties.
releases-hidden-count = { $count ->
    [0] No figure in the table is hidden.
    [one] { $count } figure in the whole table is hidden.
   *[other] { $count } figures in the whole table are hidden.
}
releases-split-by = Split by
releases-group = Group
