sign-in-title = Logga in
sign-in-email = E-postadress
sign-in-password = Lösenord
sign-in-submit = Logga in

account-title = Mitt konto
account-password = Byt lösenord
account-password-old = Nuvarande lösenord
account-password-new = Nytt lösenord
account-password-hint = Minst 12 tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa.
account-password-save = Spara nytt lösenord
said-password-changed = Lösenordet är bytt.

errors-forbidden = Du får inte göra det här
errors-forbidden-what-now = Din roll ger inte tillgång till sidan. Fråga din administratör om du behöver den i ditt arbete.
errors-not-found = Sidan finns inte
errors-not-found-what-now = Den kan ha flyttats eller tagits bort, eller så är adressen felskriven.
errors-too-large = Det du skickade är för stort
errors-too-large-what-now = Gå tillbaka och skicka en mindre fil eller en kortare text. Ingenting har sparats.
errors-conflict = Någon annan hann före
errors-conflict-what-now = Uppgifterna har ändrats sedan du öppnade sidan. Gå tillbaka, ladda om sidan och försök igen.
errors-bad-request = Det du skickade gick inte att läsa
errors-bad-request-what-now = Gå tillbaka, ladda om sidan och försök igen. Ingenting har sparats.
errors-internal = Något gick fel hos oss
errors-internal-what-now = Felet är noterat. Vänta en stund och försök igen. Det du skrev finns kvar om du går tillbaka.
errors-home = Till startsidan

error-required = Fyll i uppgiften.
error-date = Skriv en dag som 2026-03-02.
error-choice = Välj ett av alternativen.
error-sign-in = E-postadressen eller lösenordet stämmer inte.
error-password-wrong = Det är inte ditt nuvarande lösenord.
error-too-long = Texten är för lång: högst { $max } tecken.
error-email = Skriv en hel e-postadress, som namn@exempel.se.
error-number = Skriv ett tal.
