sign-in-forgotten = Glömt lösenordet?
sign-in-forgotten-lead = Skriv din e-postadress, så får du ett brev med en länk där du väljer ett nytt lösenord.
sign-in-forgotten-send = Skicka länk
sign-in-back = Till inloggningen
said-recovery-sent = Om adressen hör till ett konto är ett brev på väg. Länken i det gäller i en timme. Titta också i skräpposten.
sign-in-link-welcome = Välkommen till Jämväxt
sign-in-link-recovery = Välj ett nytt lösenord
sign-in-link-who = { $name }, { $organisation }
sign-in-link-save = Spara lösenordet
sign-in-link-gone = Länken gäller inte längre
sign-in-link-gone-why = Den kan vara använd, för gammal eller ersatt av en nyare.
sign-in-link-gone-what-now = Har du redan valt ett lösenord? Logga in med det. Annars kan du få en ny länk till din e-postadress.
said-password-set = Lösenordet är sparat. Logga in med det.

error-password-short = Lösenordet är för kort: minst 12 tecken.
error-password-long = Lösenordet är för långt: högst 128 tecken.
error-password-guessable = Lösenordet är för lätt att gissa. Sätt ihop fyra eller fler ord som inte hör ihop, utan ditt namn, din e-postadress eller din organisation.

letters-invitation-subject = Inbjudan till Jämväxt
letters-invitation-lead = Du har fått ett konto i Jämväxt för { $organisation }. Välj ett lösenord för att börja.
letters-invitation-choose = Välj lösenord
letters-invitation-footer = Väntade du dig inte det här brevet? Då behöver du inte göra något.
letters-recovery-subject = Nytt lösenord i Jämväxt
letters-recovery-lead = Någon, förmodligen du, har bett om ett nytt lösenord till ditt konto i Jämväxt. Det gamla gäller tills du har valt ett nytt.
letters-recovery-choose = Välj nytt lösenord
letters-recovery-footer = Var det inte du? Då behöver du inte göra något, och ditt lösenord är detsamma som förut.
letters-until = Länken gäller en gång, till { $day } kl. { $time }.

users-invited = Inbjuden
users-invitation = Inbjudan
users-invitation-hint = Personen får ett brev med en länk och väljer själv sitt lösenord. Länken gäller i sju dagar.
users-invitation-waits = Inbjudan är skickad men inte använd. Länken gäller till { $day } kl. { $time }.
users-invitation-old = Det finns ingen inbjudan som gäller. Skicka en ny, så får personen ett brev med en länk.
users-invitation-send = Skicka ny inbjudan
users-new-password-how = Har personen glömt sitt lösenord? Skicka en länk där hon själv väljer ett nytt. Det gamla gäller tills dess.
users-new-password-send = Skicka länk
said-user-invited = Ett brev med en länk är skickat.
said-not-invited = Brevet gick inte att skicka. Kontrollera e-postadressen och inställningarna för e-post, och skicka länken igen.

