indicators-name-J01 = Participants
indicators-name-J02 = Participating enterprises
indicators-name-J03 = Enterprises with advice only
indicators-name-J04 = Enterprises with grants or loans
indicators-name-J05 = New enterprises
indicators-name-J06 = Hours of advice
indicators-name-J07 = Jobs created
indicators-name-J08 = Survival
indicators-name-J13 = Reach

indicators-definition-J01 = Distinct persons who had at least one meeting or began at least one measure in the period. Someone who came several times is counted once. Age and place of residence are those of the day they first took part in the period.
indicators-definition-J02 = Distinct enterprises that, through a participant, had at least one meeting or began at least one measure in the period. An enterprise with several owners is counted once. Enterprises that are only planned are not counted.
indicators-definition-J03 = The participating enterprises that in the period got only advice, training or other support without money.
indicators-definition-J04 = The participating enterprises that in the period got a grant, a voucher or a micro-loan.
indicators-definition-J05 = Enterprises that genuinely started in the period, after the case was opened and no later than twelve months after the first meeting or measure. An enterprise that was dormant for at least two years and came back counts as new. Changes of owner or legal form do not count.
indicators-definition-J06 = Hours of meetings and individual measures in the period. Hours in groups, times the number of participants, are told apart. The time of each case is rounded to hundredths of an hour.
indicators-definition-J07 = Full-time equivalents at the last follow-up in the period, less the last known figure before it. Without one, enterprises that started after the case was opened are counted from zero, and others from the first figure in the period. Enterprises with nothing to compare with are told as unknown. Gains and losses are also told apart.
indicators-definition-J08 = The share of the period's new enterprises that are active one, two and three years after their start. Enterprises whose day has not come, that could not be reached or that have not answered are told apart and are not part of the share.
indicators-definition-J13 = The share of participants who live outside the metropolitan regions and the share born abroad, of those for whom it is known. The comparison with the population needs external figures that are not imported yet.

indicators-unit-persons = persons
indicators-unit-enterprises = enterprises
indicators-unit-hours = hours
indicators-unit-fte = full-time equivalents
indicators-unit-percent = per cent

indicators-part-main = all
indicators-part-in_group = hours in groups
indicators-part-year_one = after one year
indicators-part-year_two = after two years
indicators-part-year_three = after three years
indicators-part-outside_metropolitan = outside the metropolitan regions
indicators-part-born_abroad = born abroad

indicators-state-known = Known
indicators-state-unknown = Unknown
indicators-state-lost = Could not be reached
indicators-state-not_yet_due = Not yet due

indicators-axis-sex = Sex
indicators-axis-background = Background
indicators-axis-age = Age group
indicators-axis-lan = County
indicators-axis-region_type = Type of region

indicators-sex-woman = Woman
indicators-sex-man = Man
indicators-sex-unknown = Not known
indicators-background-foreign_born = Born abroad
indicators-background-native_born = Born in Sweden
indicators-background-unknown = Not known
indicators-age-to_30 = 30 or younger
indicators-age-31_49 = 31–49
indicators-age-50_64 = 50–64
indicators-age-65_plus = 65 or older
indicators-age-unknown = Not known
indicators-unknown = Not known
indicators-total = Total

indicators-gains = gains
indicators-losses = losses
indicators-of-target = of
indicators-of-target-share = of the target
indicators-period = Period
indicators-period-whole = the whole programme
indicators-period-first-half = the first half of
indicators-period-second-half = the second half of
indicators-split = Show split
indicators-show = Show
indicators-definitions = How the figures are counted
indicators-population = The comparison with the whole population is missing: it needs external figures that are not imported yet.
indicators-no-list = No list can be opened here. Where somebody was born may reveal ethnic origin, and the law forbids searches that select persons by it (chapter 3, section 3 of the Swedish Data Protection Act).
indicators-download = Download as a file
indicators-rows = { $count ->
    [one] { $count } row.
   *[other] { $count } rows.
}
indicators-sum = Sum: { $sum } { $unit }.
indicators-none = Nobody is behind the figure
indicators-none-text = The figure is zero for the period and group you chose.
indicators-pseudonymous = The list shows case numbers and no names. Whoever needs to know more asks the organisation of the case.
indicators-column-number = Case
indicators-column-organisation = Organisation
indicators-column-phase = Phase
indicators-column-status = Status
indicators-column-on = Day
indicators-column-part = Part
indicators-column-state = Answer
indicators-column-value = Value
indicators-column-unit = Unit
