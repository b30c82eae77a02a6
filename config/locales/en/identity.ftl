sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-submit = Sign in

account-title = My account
account-password = Change password
account-password-old = Current password
account-password-new = New password
account-password-hint = At least 12 characters. Several words in a row are easy to remember and hard to guess.
account-password-save = Save new password
said-password-changed = Your password is changed.

errors-forbidden = You may not do this
errors-forbidden-what-now = Your role does not give access to this page. Ask your administrator if you need it for your work.
errors-not-found = There is no such page
errors-not-found-what-now = It may have moved or been removed, or the address may be misspelt.
errors-too-large = What you sent is too large
errors-too-large-what-now = Go back and send a smaller file or a shorter text. Nothing was saved.
errors-conflict = Somebody else was faster
errors-conflict-what-now = This has changed since you opened the page. Go back, reload the page and try again.
errors-bad-request = What you sent could not be read
errors-bad-request-what-now = Go back, reload the page and try again. Nothing was saved.
errors-internal = Something went wrong on our side
errors-internal-what-now = The fault is noted. Wait a moment and try again. What you wrote is still there if you go back.
errors-home = To the start page

error-required = Please fill this in.
error-date = Write a day such as 2026-03-02.
error-choice = Choose one of the alternatives.
error-sign-in = The e-mail address or the password is not right.
error-password-wrong = That is not your current password.
error-too-long = The text is too long: { $max } characters at most.
error-email = Write a whole e-mail address, such as name@example.com.
error-number = Write a number.
