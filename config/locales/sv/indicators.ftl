indicators-name-J01 = Deltagare
indicators-name-J02 = Deltagande företag
indicators-name-J03 = Företag med enbart rådgivning
indicators-name-J04 = Företag med bidrag eller lån
indicators-name-J05 = Nystartade företag
indicators-name-J06 = Rådgivningstimmar
indicators-name-J07 = Skapade arbetstillfällen
indicators-name-J08 = Överlevnad
indicators-name-J13 = Nåddhet

indicators-definition-J01 = Olika personer som har haft minst ett möte eller påbörjat minst en insats under perioden. Den som kommit flera gånger räknas en gång. Ålder och bostadsort gäller den dag personen först deltog under perioden.
indicators-definition-J02 = Olika företag som genom en deltagare har haft minst ett möte eller påbörjat minst en insats under perioden. Ett företag med flera ägare räknas en gång. Företag som bara är planerade räknas inte.
indicators-definition-J03 = De deltagande företag som under perioden bara har fått rådgivning, utbildning eller annat stöd utan pengar.
indicators-definition-J04 = De deltagande företag som under perioden har fått bidrag, check eller mikrolån.
indicators-definition-J05 = Företag som startade på riktigt under perioden, efter att ärendet öppnats och senast tolv månader efter det första mötet eller den första insatsen. Ett företag som varit vilande i minst två år och kommit i gång igen räknas som nytt. Ägarbyten och byten av företagsform räknas inte.
indicators-definition-J06 = Timmar i möten och enskilda insatser under perioden. Timmar i grupp, gånger antalet deltagare, redovisas för sig. Varje ärendes tid avrundas till hundradels timmar.
indicators-definition-J07 = Årsarbetskrafter vid den senaste uppföljningen under perioden, minus den senast kända uppgiften före perioden. Saknas en sådan räknas från noll för företag som startat efter att ärendet öppnats, och annars från periodens första uppgift. Företag utan något att jämföra med redovisas som okända. Ökningar och minskningar redovisas också var för sig.
indicators-definition-J08 = Andelen av periodens nystartade företag som är verksamma ett, två och tre år efter starten. Företag vars dag inte har kommit, som inte gått att nå eller där svar saknas redovisas för sig och ingår inte i andelen.
indicators-definition-J13 = Andelen deltagare som bor utanför storstadsregionerna och andelen som är utrikes födda, av dem där uppgiften är känd. Jämförelsen med befolkningen behöver siffror utifrån som ännu inte har lästs in.

indicators-unit-persons = personer
indicators-unit-enterprises = företag
indicators-unit-hours = timmar
indicators-unit-fte = årsarbetskrafter
indicators-unit-percent = procent

indicators-part-main = alla
indicators-part-in_group = timmar i grupp
indicators-part-year_one = efter ett år
indicators-part-year_two = efter två år
indicators-part-year_three = efter tre år
indicators-part-outside_metropolitan = utanför storstadsregionerna
indicators-part-born_abroad = utrikes födda

indicators-state-known = Känd
indicators-state-unknown = Okänd
indicators-state-lost = Gick inte att nå
indicators-state-not_yet_due = Inte aktuell än

indicators-axis-sex = Kön
indicators-axis-background = Bakgrund
indicators-axis-age = Åldersgrupp
indicators-axis-lan = Län
indicators-axis-region_type = Regiontyp

indicators-sex-woman = Kvinna
indicators-sex-man = Man
indicators-sex-unknown = Uppgift saknas
indicators-background-foreign_born = Utrikes född
indicators-background-native_born = Inrikes född
indicators-background-unknown = Uppgift saknas
indicators-age-to_30 = 30 år eller yngre
indicators-age-31_49 = 31–49 år
indicators-age-50_64 = 50–64 år
indicators-age-65_plus = 65 år eller äldre
indicators-age-unknown = Uppgift saknas
indicators-unknown = Uppgift saknas
indicators-total = Totalt

indicators-gains = ökningar
indicators-losses = minskningar
indicators-of-target = av
indicators-of-target-share = av målet
indicators-period = Period
indicators-period-whole = hela programmet
indicators-period-first-half = första halvåret
indicators-period-second-half = andra halvåret
indicators-split = Visa uppdelat
indicators-show = Visa
indicators-definitions = Så räknas siffrorna
indicators-population = Jämförelsen med hela befolkningen saknas: den behöver siffror utifrån som ännu inte har lästs in.
indicators-no-list = Här går det inte att öppna en lista. Var någon är född kan avslöja etniskt ursprung, och lagen förbjuder sökningar som tar fram ett urval av personer efter det (3 kap. 3 § dataskyddslagen).
indicators-download = Hämta som fil
indicators-rows = { $count ->
    [one] { $count } rad.
   *[other] { $count } rader.
}
indicators-sum = Summa: { $sum } { $unit }.
indicators-none = Ingen finns bakom siffran
indicators-none-text = Siffran är noll för den period och grupp som du har valt.
indicators-pseudonymous = Listan visar ärendenummer och inga namn. Den som behöver veta mer frågar ärendets organisation.
indicators-column-number = Ärende
indicators-column-organisation = Organisation
indicators-column-phase = Fas
indicators-column-status = Status
indicators-column-on = Dag
indicators-column-part = Del
indicators-column-state = Uppgift
indicators-column-value = Värde
indicators-column-unit = Enhet
