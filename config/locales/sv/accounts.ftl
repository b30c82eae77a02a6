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


factor-title = Inloggning i två steg
factor-why = Utöver lösenordet visar du en nyckel eller en kod från din telefon. Då räcker det inte att någon har fått tag i ditt lösenord.
factor-required = Din roll kräver inloggning i två steg. Lägg till det här, så kommer du vidare.
factor-on = Du loggar in i två steg.
factor-off = Du loggar in med enbart lösenord.
factor-add = Lägg till
factor-change = Ändra
factor-app = Kod från en app
factor-app-there = Du har en app som visar koder för Jämväxt.
factor-app-get = Installera en app för inloggningskoder i telefonen, till exempel Aegis, Google Authenticator eller Microsoft Authenticator.
factor-app-scan = Läs av bilden med appen.
factor-app-picture = Bild som appen läser av
factor-app-type = Går det inte? Skriv in den här texten i appen:
factor-app-confirm = Skriv koden som appen visar.
factor-app-code = Kod från appen
factor-app-save = Lägg till appen
factor-app-remove = Ta bort appen
factor-app-change = Byt till en annan telefon eller app
factor-codes = Återställningskoder
factor-codes-why = Om du tappar bort telefonen loggar du in med en av koderna. Varje kod går att använda en gång.
factor-codes-once = Koderna visas bara den här gången. Skriv ut dem eller spara dem i en lösenordshanterare, inte i telefonen.
factor-codes-done = Jag har sparat koderna
factor-codes-left = { $count ->
    [0] Du har inga återställningskoder kvar.
    [one] Du har en återställningskod kvar.
   *[other] Du har { $count } återställningskoder kvar.
}
factor-codes-new = Skapa nya koder
factor-ask = Andra steget
factor-code = Kod
factor-code-hint = Sex siffror från appen, eller en återställningskod.
factor-lost = Har du varken telefonen eller återställningskoderna? Be din administratör att nollställa andra steget.
factor-other-account = Logga in som någon annan
said-factor-added = Det är tillagt. Du är utloggad överallt utom här.
said-factor-removed = Det är borttaget. Du är utloggad överallt utom här.
error-factor-code = Koden stämmer inte. Vänta på nästa kod i appen och kontrollera att telefonens klocka går rätt. En kod kan bara användas en gång.

proof-title = Visa att det är du
proof-why = Det du ska göra är känsligt och det var ett tag sedan du loggade in.
proof-code = Eller en kod
proof-go-on = Fortsätt
proof-cancel = Avbryt

sessions-title = Inloggningar
sessions-lead = Här ser du var du är inloggad. Känner du inte igen något, avsluta det och byt lösenord.
sessions-show = Visa inloggningar
sessions-where = Webbläsare
sessions-began = Inloggad sedan
sessions-seen = Senast sedd
sessions-this = den här
sessions-unknown = Okänd webbläsare
sessions-end = Avsluta
sessions-end-others = Avsluta alla andra
said-sessions-ended = Inloggningen är avslutad.

users-factor-on = Personen loggar in i två steg. Har hon tappat bort sin telefon, nollställ andra steget. Hon loggas ut, och lägger till ett nytt nästa gång om rollen kräver det.
users-factor-off = Personen har inget andra steg.
users-factor-reset = Nollställ andra steget
users-sessions = { $count ->
    [0] Personen är inte inloggad.
    [one] Personen är inloggad på ett ställe.
   *[other] Personen är inloggad på { $count } ställen.
}
users-sessions-end = Logga ut överallt
said-user-factors-reset = Andra steget är nollställt.
said-user-sessions-ended = Personen är utloggad överallt.

errors-too-many = För många försök
errors-too-many-until = Försök igen { $day } kl. { $time }.
errors-too-many-what-now = Har du glömt lösenordet? Be om en länk på inloggningssidan. En webbläsare som du har loggat in med förut spärras inte av andras försök.

passkey-title = Nyckel
passkey-why = En nyckel (passkey) finns i din telefon, din dator eller en säkerhetsnyckel och låses upp med fingeravtryck, ansikte eller pinkod. Den fungerar bara på den här webbplatsen, så ingen kan lura av dig den.
passkey-name = Namn på nyckeln
passkey-name-hint = Till exempel Jobbdatorn eller Min telefon.
passkey-unnamed = Nyckel
passkey-add = Lägg till nyckel
passkey-added = Tillagd { $day }.
passkey-used = Senast använd { $day }.
passkey-remove = Ta bort
passkey-sign-in = Logga in med nyckel
passkey-use = Använd nyckel
passkey-failed = Det gick inte att använda nyckeln. Försök igen, eller välj ett annat sätt.
error-passkey = Nyckeln godtogs inte. Ladda om sidan och försök igen, eller välj ett annat sätt.
error-passkey-new = Nyckeln gick inte att lägga till. Finns den redan hos dig eller någon annan? Försök annars igen.
factor-code-paper = En återställningskod.

letters-notice-subject = Ditt konto i Jämväxt har ändrats
letters-notice-password = Ditt lösenord är bytt.
letters-notice-factor-added = Ett andra steg för inloggningen är tillagt.
letters-notice-factor-removed = Ett andra steg för inloggningen är borttaget.
letters-notice-factors-reset = En administratör har nollställt andra steget för din inloggning.
letters-notice-codes = Nya återställningskoder är skapade. De gamla gäller inte längre.
letters-notice-what-now = Var det du behöver du inte göra något. Var det inte du: byt lösenord genast och säg till din administratör.
letters-notice-look = Visa mitt konto
letters-notice-footer = Det här brevet skickas när något som rör din inloggning ändras.
