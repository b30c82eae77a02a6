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

