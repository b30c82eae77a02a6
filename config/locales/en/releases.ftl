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
releases-margins = The files show sex and background by themselves and together, and both split by age, county and region type.
releases-hidden-count = { $count ->
    [0] No figure in the table is hidden.
    [one] { $count } figure in the whole table is hidden.
   *[other] { $count } figures in the whole table are hidden.
}
releases-split-by = Split by
releases-group = Group

releases-preview = Preview
releases-preview-title = Preview a release
releases-preview-lead = See which figures will be hidden before the release is frozen. Nothing is kept and nothing is handed out.
releases-preview-none = There is no release to preview
releases-preview-none-text = First add a release on the programme's page of targets and plan. It can be previewed once a half-year is over.
releases-preview-which = Release
releases-preview-running = This page reloads by itself. You can leave it and come back.
releases-preview-cancel = Cancel
releases-preview-unchanged = Nothing has changed since the last report of the half-year. It still stands.
releases-preview-stopped = The preview was cancelled. Nothing was kept.
releases-preview-failed = Something went wrong on our side. Try again in a while.
releases-preview-why = Nobody who reads the tables can work out a hidden figure: not by adding and subtracting, not by comparing the tables with each other, and not by being one of those counted. That is why figures beside the small ones are hidden too, sometimes large ones: if they were shown, the small figure could be worked out from a sum. This was tried for every hidden figure before the tables are shown here.
releases-stage-cells = Counting
releases-stage-secondary = Hiding the figures that need to be hidden
releases-stage-intervals = Seeing to it that every hidden figure may have several values
releases-stage-audit = Trying whether any hidden figure can be worked out
releases-refused = The release cannot be made
releases-refused-leaks = In the table { $table }, { $count ->
    [one] one of the figures
   *[other] { $count } of the figures
} cannot be protected, however much else is hidden. Among them:
releases-refused-past = The table { $table } cannot be handed out after the releases that have been made already. Comparing them could give single persons away.
releases-refused-undecided = It could not be shown within ten minutes that everybody is protected. Then nothing is handed out.
releases-refused-not-over = The half-year is not over.
releases-mend = What may help
releases-mend-coarser = Split more coarsely, such as by type of region instead of by county.
releases-mend-fewer = Take fewer tables.
releases-mend-wait = Wait for the next half-year, so that corrections and late cases become more.
releases-proof = Fetch the proof (proof.json)
releases-proof-why = The proof shows that nobody can be worked out from the tables. It tells more than they do and must not be handed out.
