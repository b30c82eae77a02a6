layout-brand = Jämväxt
layout-motto = Från första samtalet till siffror som tål att granskas.
layout-skip = Hoppa till innehållet
layout-menu = Huvudmeny
layout-crumbs = Här är du
layout-language = Språk
layout-other-locale = English
layout-sign-out = Logga ut
layout-close = Stäng
layout-pager = Bläddra
layout-previous = Föregående
layout-next = Nästa

layout-draft-saved = Utkast sparat i den här webbläsaren kl.
layout-draft-restored = Här är det du skrev utan att spara, kl.
layout-draft-discard = Kasta utkastet
layout-draft-sign-out = Du har utkast som inte är sparade. Om du loggar ut tas de bort från den här datorn. Vill du logga ut ändå?
layout-suggestions = Antal förslag:
layout-no-suggestions = Inga förslag
layout-keys-on = Slå på snabbtangenter
layout-keys-off = Stäng av snabbtangenter

layout-hidden-cell = dold
layout-hidden-cell-why = Dolda tal skyddar enskilda personer. De bygger på färre än { $threshold } personer, eller skulle göra det möjligt att räkna ut ett sådant tal. De är inte noll.
layout-chart-women = kvinnor
layout-chart-men = män
layout-chart-foreign = utrikes födda
layout-chart-native = inrikes födda
layout-target = av målet på { $target }
layout-known = { $count ->
    [one] { $count } känd
   *[other] { $count } kända
}
layout-unknown = { $count ->
    [one] { $count } okänd
   *[other] { $count } okända
}
layout-lost = { $count ->
    [one] { $count } gick inte att nå
   *[other] { $count } gick inte att nå
}
layout-waiting = { $count ->
    [one] { $count } inte aktuell än
   *[other] { $count } inte aktuella än
}

field-optional = (valfritt)
field-choose-file = Välj en fil eller dra den hit
field-mistakes = { $count ->
    [one] En uppgift behöver rättas
   *[other] { $count } uppgifter behöver rättas
}

nav-min-day = Min dag
nav-cases = Ärenden
nav-followups = Uppföljningar
nav-measures = Gruppinsatser
nav-programmes = Program
nav-releases = Rapporter
nav-imports = Import
nav-users = Användare
nav-organisations = Organisationer
nav-audit = Logg
nav-checks = Nattkontroller
nav-account = Mitt konto
nav-requests = Begäranden
nav-erasures = Raderingar
layout-about = Om tjänsten
nav-faults = Hinder
nav-retention = Gallring
