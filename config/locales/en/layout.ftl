layout-brand = Jämväxt
layout-motto = From the first meeting to figures that stand scrutiny.
layout-skip = Skip to content
layout-menu = Main menu
layout-crumbs = You are here
layout-language = Language
layout-other-locale = Svenska
layout-sign-out = Sign out
layout-close = Close
layout-pager = Pages
layout-previous = Previous
layout-next = Next

layout-draft-saved = Draft kept in this browser at
layout-draft-restored = Here is what you wrote but did not save, at
layout-draft-discard = Discard the draft
layout-draft-sign-out = You have drafts that are not saved. Signing out removes them from this computer. Sign out anyway?
layout-suggestions = Suggestions:
layout-no-suggestions = No suggestions
layout-keys-on = Turn on keyboard shortcuts
layout-keys-off = Turn off keyboard shortcuts

layout-hidden-cell = hidden
layout-hidden-cell-why = Hidden figures protect individuals. They rest on fewer than { $threshold } persons, or would make it possible to work out such a figure. They are not zero.
layout-chart-women = women
layout-chart-men = men
layout-chart-foreign = born abroad
layout-chart-native = born in Sweden
layout-target = of the target of { $target }
layout-known = { $count ->
    [one] { $count } known
   *[other] { $count } known
}
layout-unknown = { $count ->
    [one] { $count } unknown
   *[other] { $count } unknown
}
layout-lost = { $count ->
    [one] { $count } not reached
   *[other] { $count } not reached
}
layout-waiting = { $count ->
    [one] { $count } not yet due
   *[other] { $count } not yet due
}

field-optional = (optional)
field-choose-file = Choose a file or drop it here
field-mistakes = { $count ->
    [one] One entry needs mending
   *[other] { $count } entries need mending
}

nav-min-day = My day
nav-cases = Cases
nav-followups = Follow-ups
nav-measures = Group measures
nav-programmes = Programmes
nav-releases = Reports
nav-imports = Import
nav-users = Users
nav-organisations = Organisations
nav-audit = Log
nav-checks = Nightly checks
nav-account = My account
nav-requests = Requests
nav-erasures = Erasures
layout-about = About the service
nav-faults = Obstacles
nav-retention = Disposal
