sign-in-forgotten = Forgotten your password?
sign-in-forgotten-lead = Write your e-mail address and you will get a letter with a link where you choose a new password.
sign-in-forgotten-send = Send link
sign-in-back = To the sign-in page
said-recovery-sent = If the address belongs to an account, a letter is on its way. Its link works for an hour. Look among your junk mail too.
sign-in-link-welcome = Welcome to Jämväxt
sign-in-link-recovery = Choose a new password
sign-in-link-who = { $name }, { $organisation }
sign-in-link-save = Save the password
sign-in-link-gone = This link works no more
sign-in-link-gone-why = It may have been used, be too old, or be replaced by a newer one.
sign-in-link-gone-what-now = Have you chosen a password already? Sign in with it. Otherwise you can get a new link to your e-mail address.
said-password-set = The password is saved. Sign in with it.

error-password-short = The password is too short: at least 12 characters.
error-password-long = The password is too long: 128 characters at most.
error-password-guessable = The password is too easy to guess. Put together four or more words that have nothing to do with each other, without your name, your e-mail address or your organisation.

letters-invitation-subject = An invitation to Jämväxt
letters-invitation-lead = You have an account in Jämväxt for { $organisation }. Choose a password to begin.
letters-invitation-choose = Choose a password
letters-invitation-footer = Did you not expect this letter? Then you need not do anything.
letters-recovery-subject = A new password in Jämväxt
letters-recovery-lead = Somebody, probably you, has asked for a new password to your account in Jämväxt. The old one works until you have chosen a new one.
letters-recovery-choose = Choose a new password
letters-recovery-footer = Was it not you? Then you need not do anything, and your password is what it was.
letters-until = The link works once, until { $day } at { $time }.

users-invited = Invited
users-invitation = Invitation
users-invitation-hint = The person gets a letter with a link and chooses her own password. The link works for seven days.
users-invitation-waits = The invitation is sent but not used. The link works until { $day } at { $time }.
users-invitation-old = There is no invitation that works. Send a new one and the person gets a letter with a link.
users-invitation-send = Send a new invitation
users-new-password-how = Has the person forgotten the password? Send a link where she chooses a new one. The old one works until then.
users-new-password-send = Send link
said-user-invited = A letter with a link is sent.
said-not-invited = The letter could not be sent. Check the e-mail address and the settings for e-mail, and send the link again.


factor-title = Sign-in in two steps
factor-why = Besides the password you show a passkey, or a code from your telephone. Then it is not enough for somebody to have got hold of your password.
factor-required = Your role needs sign-in in two steps. Add it here and you can go on.
factor-on = You sign in in two steps.
factor-off = You sign in with a password only.
factor-add = Add
factor-change = Change
factor-app = A code from an app
factor-app-there = You have an app that shows codes for Jämväxt.
factor-app-get = Install an app for sign-in codes on your telephone, such as Aegis, Google Authenticator or Microsoft Authenticator.
factor-app-scan = Scan the picture with the app.
factor-app-picture = A picture for the app to scan
factor-app-type = Does it not work? Type this text into the app:
factor-app-confirm = Write the code the app shows.
factor-app-code = Code from the app
factor-app-save = Add the app
factor-app-remove = Remove the app
factor-app-change = Change to another telephone or app
factor-codes = Recovery codes
factor-codes-why = If you lose your telephone, you sign in with one of the codes. Each code can be used once.
factor-codes-once = The codes are shown this once only. Print them or keep them in a password manager, not on the telephone.
factor-codes-done = I have saved the codes
factor-codes-left = { $count ->
    [0] You have no recovery codes left.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
factor-codes-new = Make new codes
factor-ask = The second step
factor-code = Code
factor-code-hint = Six digits from the app, or a recovery code.
factor-lost = Have you neither your telephone nor your recovery codes? Ask your administrator to reset the second step.
factor-other-account = Sign in as somebody else
said-factor-added = It is added. You are signed out everywhere but here.
said-factor-removed = It is removed. You are signed out everywhere but here.
error-factor-code = The code is not right. Wait for the app's next code, and check that the telephone's clock is right. A code can be used only once.

proof-title = Show that it is you
proof-why = What you are about to do is sensitive, and it is a while since you signed in.
proof-code = Or a code
proof-go-on = Go on
proof-cancel = Cancel

sessions-title = Sign-ins
sessions-lead = Here you see where you are signed in. If you do not recognise something, end it and change your password.
sessions-show = Show sign-ins
sessions-where = Browser
sessions-began = Signed in since
sessions-seen = Last seen
sessions-this = this one
sessions-unknown = Unknown browser
sessions-end = End
sessions-end-others = End all others
said-sessions-ended = The sign-in is ended.

users-factor-on = The person signs in in two steps. If she has lost her telephone, reset the second step. She is signed out, and adds a new one next time if her role needs it.
users-factor-off = The person has no second step.
users-factor-reset = Reset the second step
users-sessions = { $count ->
    [0] The person is not signed in.
    [one] The person is signed in in one place.
   *[other] The person is signed in in { $count } places.
}
users-sessions-end = Sign out everywhere
said-user-factors-reset = The second step is reset.
said-user-sessions-ended = The person is signed out everywhere.

errors-too-many = Too many tries
errors-too-many-until = Try again on { $day } at { $time }.
errors-too-many-what-now = Have you forgotten the password? Ask for a link on the sign-in page. A browser you have signed in with before is not barred by what others try.

passkey-title = Passkey
passkey-why = A passkey is kept in your telephone, your computer or a security key and unlocked by fingerprint, face or PIN. It works on this site only, so nobody can trick you out of it.
passkey-name = Name of the passkey
passkey-name-hint = Such as Work computer or My telephone.
passkey-unnamed = Passkey
passkey-add = Add a passkey
passkey-added = Added { $day }.
passkey-used = Last used { $day }.
passkey-remove = Remove
passkey-sign-in = Sign in with a passkey
passkey-use = Use a passkey
passkey-failed = The passkey could not be used. Try again, or choose another way.
error-passkey = The passkey was not accepted. Reload the page and try again, or choose another way.
error-passkey-new = The passkey could not be added. Does it belong to you or somebody else already? Otherwise try again.
factor-code-paper = A recovery code.

letters-notice-subject = Your account in Jämväxt has changed
letters-notice-password = Your password is changed.
letters-notice-factor-added = A second step for signing in is added.
letters-notice-factor-removed = A second step for signing in is removed.
letters-notice-factors-reset = An administrator has reset the second step of your sign-in.
letters-notice-codes = New recovery codes are made. The old ones work no more.
letters-notice-what-now = If it was you, you need not do anything. If it was not: change your password at once and tell your administrator.
letters-notice-look = Show my account
letters-notice-footer = This letter is sent when something about how you sign in changes.
