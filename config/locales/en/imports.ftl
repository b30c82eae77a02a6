# The file as a whole: what is wrong and what helps.
imports-book-unreadable = The file cannot be opened. Check that it is there and that you may read it.
imports-book-empty = The file is empty. Check that you chose the right file and that it has been saved.
imports-book-too-large = The file is larger than { $limit } MB. Split it into several files.
imports-book-unpacks-too-large = The workbook becomes unreasonably large when unpacked. Save it again in Excel or LibreOffice, without pictures, and try again.
imports-book-too-many-rows = The file has more than { $limit } rows. Split it into several files.
imports-book-too-many-columns = Sheet { $sheet } has cells to the right of column { $limit }. Remove them and save the file again.
imports-book-not-a-book = The file is neither a spreadsheet nor a CSV file. Save it as .xlsx or .csv.
imports-book-locked = The workbook is locked with a password. Remove the password and try again.
imports-book-other-format = The workbook is saved as .xls or .ods. Save it as .xlsx and try again.
imports-book-broken = The workbook is damaged. Open it in Excel or LibreOffice, save it again and try once more.
imports-book-broken-sheet = The workbook is damaged in sheet { $sheet }. Open it in Excel or LibreOffice, save it again and try once more.
imports-book-open-quote = A quotation mark in row { $row } is never closed. Close or remove it.
imports-book-nothing-known = No sheet has the columns needed for cases, meetings or outcomes. Check the column headers.
imports-book-missing-columns = Sheet { $sheet } seems to hold { $table } but lacks the columns { $columns }. Add them or correct the headers.

imports-table-cases = cases
imports-table-meetings = meetings
imports-table-outcomes = outcomes

# Faults that make a row wait.
imports-fault-column = Fault
imports-fault-bad-identity = The identity number is not right. Compare it with the identity document and correct it, or leave the cell empty.
imports-fault-bad-orgnr = The organisation number is not right. Compare it with the registration certificate and correct it, or leave the cell empty.
imports-fault-unknown-kommun = There is no municipality of that name. Write the name of the municipality, not of the district, or leave the cell empty.
imports-fault-missing-name = The family name is missing. Fill it in.
imports-fault-impossible-dates = The case was closed before it was opened. Correct one of the dates.
imports-fault-missing-case-number = The case number is missing. Fill it in.
imports-fault-repeated-case-number = The case number stands on an earlier row already. Give the case its own number, also on its meetings and outcomes, or remove the row.
imports-fault-missing-opened = It is not clear which day the case was opened. Write the date as YYYY-MM-DD.
imports-fault-missing-day = The date is missing or cannot be read. Write it as YYYY-MM-DD.
imports-fault-missing-minutes = The length of the meeting is missing or cannot be read. Write it in minutes or as hours, such as 1.5 h.
imports-fault-unknown-outcome = The outcome is of an unknown kind. Write for example enterprise started, FTE, turnover, employed, in studies, financing or business plan.
imports-fault-case-waits = The row waits for its case. Correct the row of the case and this one goes with it.
imports-fault-orphan = There is no case with that number. Correct the number or add the case.

# What the office should know although the row is taken in.
imports-note-not-a-date = This is not a date. The value stays unknown.
imports-note-part-of-date = Only the year or month is known. The day stays unknown.
imports-note-approximate = This is approximate. The value stays unknown.
imports-note-not-a-time = This is not a time of day. The time stays unknown.
imports-note-not-a-duration = This cannot be read as a length in minutes or hours. The length stays unknown.
imports-note-not-a-number = This cannot be read as a number. The value stays unknown.
imports-note-unknown-word = The word is not known. The value stays unknown.
imports-note-formula = The cell holds a formula, and formulas are not run. Write the value instead.
imports-note-not-an-email = This is not an e-mail address. The field is left empty.
imports-note-taken-from-number = The cell is empty. The value is taken from the identity number.
imports-note-differs-from-number = This differs from the identity number. What the cell says is used.
imports-note-only-birth-date = There is only a birth date here. It is used, but the person gets no identity number.
imports-note-no-identity-number = This is not an identity number. The person gets no number.
imports-note-reserve-number = This is a reserve number. It is kept but cannot be checked.
imports-note-number-of-another = The same identity number stands on an earlier row with another name. Check whose it is.
imports-note-sole-trader = This is a personal identity number. The enterprise is taken in as a sole trader without an organisation number.
imports-note-in-the-future = The date has not come yet. Check it.
imports-note-before-birth = The year is before the person was born. The value stays unknown.
imports-note-taken-as-protected = The answer is unclear. The identity is treated as protected.
imports-note-phase-taken-as-idea = The phase is not told. The case is put in the phase idea; change it in the case if that is wrong.
imports-note-second-case = The same person as on an earlier row. It becomes a second case for the same client.

# The columns.
imports-column-case-number = case number
imports-column-advisor = advisor
imports-column-given-name = given name
imports-column-family-name = family name
imports-column-full-name = name
imports-column-identity = identity number
imports-column-birth-date = birth date
imports-column-sex = sex
imports-column-birth-country = country of birth
imports-column-in-sweden-since = in Sweden since
imports-column-kommun = municipality
imports-column-email = e-mail
imports-column-phone = telephone
imports-column-language = language
imports-column-interpreter = interpreter
imports-column-education = education
imports-column-employment = employment
imports-column-protected = protected identity
imports-column-phase = phase
imports-column-opened = opened
imports-column-closed = closed
imports-column-enterprise = enterprise
imports-column-organisation-number = organisation number
imports-column-enterprise-start = start of enterprise
imports-column-note = note
imports-column-day = date
imports-column-time-of-day = time of day
imports-column-minutes = length in minutes
imports-column-hours = length in hours
imports-column-channel = form of meeting
imports-column-topic = topic
imports-column-next-step = next step
imports-column-next-step-due = next step by
imports-column-outcome = outcome
imports-column-value = value
imports-column-source = source
imports-column-fault = fault

imports-enterprise-nameless = Enterprise without a name

# The pages.
imports-title = Import a spreadsheet
imports-lead = Read the office's cases from Excel or CSV. You see what is found before anything is saved.
imports-file = Spreadsheet
imports-file-hint = Excel (.xlsx) or CSV, at most 16 MB.
imports-programme = Programme
imports-choose = Choose a programme
imports-check = Check the file
imports-earlier = Earlier imports
imports-none = No imports yet
imports-none-text = Does the office keep its cases in Excel? Choose the file above and check it.
imports-day = Checked
imports-rows = Rows of cases
imports-cases = Cases taken in
imports-state = State
imports-state-checked = checked, not taken in
imports-state-done = taken in
imports-step-file = Choose a file
imports-step-checked = Check
imports-step-done = Done
imports-report = Check of a spreadsheet
imports-would = This will be taken in
imports-would-cases = { $count ->
    [one] { $count } new case
   *[other] { $count } new cases
}
imports-would-meetings = { $count ->
    [one] { $count } meeting, unless it is there already
   *[other] { $count } meetings, unless they are there already
}
imports-would-outcomes = { $count ->
    [one] { $count } outcome, unless it is there already
   *[other] { $count } outcomes, unless they are there already
}
imports-would-there = { $count ->
    [one] { $count } case is there already and stays as it is
   *[other] { $count } cases are there already and stay as they are
}
imports-held = { $count ->
    [one] { $count } row has faults and is not taken in. Download it, mend it and import that file.
   *[other] { $count } rows have faults and are not taken in. Download them, mend them and import that file.
}
imports-no-faults = All rows can be taken in.
imports-unknown-advisors = These advisors are not in the organisation: { $names }. Their cases will be yours.
imports-take-in = Take the rows in
imports-mend = Download the rows to mend
imports-mend-lead = The rows with faults are in a file to mend and import. Download it within a day.
imports-other-file = Choose another file
imports-to-cases = Show the cases
imports-taken = Taken in
imports-taken-clients = New clients
imports-taken-cases = New cases
imports-taken-enterprises = New enterprises
imports-taken-meetings = New meetings
imports-taken-outcomes = New outcomes
imports-taken-followups = Follow-ups planned
imports-taken-there = Rows that were there
said-imports-taken = The rows are taken in.
imports-counts = What the file holds
imports-count-rows = Rows of cases
imports-count-good = Without faults, for persons on no earlier row
imports-count-duplicate-person = Persons on an earlier row
imports-count-meetings = Meetings
imports-count-orphan-meetings = Meetings without a case in the file
imports-count-outcomes = Outcomes
imports-count-bad-identity = Wrong personal numbers
imports-count-bad-orgnr = Wrong organisation numbers
imports-count-unknown-kommun = Unknown municipalities
imports-count-missing-name = Missing family names
imports-count-impossible-dates = Closed before opened
imports-count-protected = Protected identities
imports-count-formula-cells = Cells with a formula
imports-count-meeting-hours = Hours of meetings
imports-ignored-columns = Nothing is taken from these columns of sheet { $sheet }: { $columns }.
imports-ignored-sheet = Nothing is taken from sheet { $sheet }.
imports-faults = Rows that wait
imports-notes = Taken in, but check
imports-group = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
imports-more = and { $count } more
imports-sheet = Sheet
imports-row = Row
imports-column = Column
imports-found = Stands there
imports-becomes = Becomes
