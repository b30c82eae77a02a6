nav-protection = Protected persons
protection-title = Protected identity
protection-lead = Only a named group is to know who the client is. Everybody else sees the number of the case.
protection-person = Protected person { $number }
protection-kind = Kind of protection
protection-kind-hint = The client knows which protection she has, or finds it in the decision of the Swedish Tax Agency.
protection-kind-marking = Confidentiality marking (sekretessmarkering)
protection-kind-registration = Protected population registration (skyddad folkbokföring)
protection-kind-new_identity = New identity (fingerade personuppgifter)
protection-new-identity-warning = Nothing may tie the new identity to the old one. Never mention the earlier name or number, neither here nor in other cases.
protection-intake = Protected identity
protection-intake-none = No
protection-intake-hint = Name, number and notes are then encrypted. Municipality, address, telephone and e-mail are not kept, and the client cannot be searched for.
protection-second = Who else is to know who the client is?
protection-second-hint = The case's advisor and at least one colleague, so that somebody can help the client when the advisor is away. Needed only for a client with a protected identity.
protection-route = How the client is reached
protection-route-hint = For example c/o the Swedish Tax Agency's forwarding service. Encrypted. Do not write an address.
protection-mark-note = When you save, municipality, address, telephone and e-mail are removed. Names, numbers and notes are encrypted.
protection-mark-submit = Protect the client
protection-group = Who may know who the client is
protection-group-lead = These people may open the case. They say why each time, and the protection officer sees it.
protection-group-hint = At least two, both from your organisation.
protection-group-submit = Save the group
protection-lift-title = Lift the protection
protection-lift-lead = It takes two: a protection officer and the case's advisor. One asks, the other confirms.
protection-lift-asked = The other has asked to lift the protection. When you confirm, the name can be seen and searched for again.
protection-lift-waits = You have asked to lift the protection. The other has to confirm.
protection-lift-ask = Ask to lift the protection
protection-lift-agree = Confirm and lift the protection
protection-open-title = Say why you open the case
protection-open-lead = The client has a protected identity. Your reason is logged and the protection officer is told. It holds for 30 minutes.
protection-open-submit = Open the case
protection-closed-title = The information is protected
protection-closed-lead = Only a named group may know who the client is.
protection-emergency-title = Emergency access
protection-emergency-lead = Only for when the client needs help now and nobody in the group can be reached. Access lasts three hours. The protection officer and the group are told at once.
protection-emergency-submit = Take emergency access
protection-emergency-on = Emergency access until { $day } { $time }. Everything you see is logged. The protection officer and the group have been told.
protection-no-print = The case concerns a protected person and is not printed.
protection-step = next step
protection-reason = Why
protection-reason-cover = I stand in for the case's advisor
protection-reason-contact = The client got in touch
protection-reason-supervision = Review of the work
protection-reason-rights = The client asks for an extract, a correction or an erasure
protection-reason-incident = An incident is being looked into
protection-reason-other = Something else
protection-why = Describe in brief
protection-why-hint = Write nothing that shows who the client is.
protection-index-lead = Every time somebody has opened a protected person's case, and who may do so. There are no names of clients here.
protection-notices = Notices
protection-unseen = { $count ->
    [one] 1 new
   *[other] { $count } new
}
protection-seen = Seen
protection-see = Mark as seen
protection-see-number = Mark the notice about { $who } as seen
protection-none = No notices
protection-none-text = Nobody has opened a case that concerns a protected person.
protection-notice-view = Opened the case
protection-notice-emergency = Emergency access
protection-notice-double = Registered a client with the same number as a protected person
protection-notice-marked = Protected the client
protection-notice-lifted = Lifted the protection
protection-notice-group = Changed the group
protection-groups = Protected persons and their groups
protection-groups-none = No client has a protected identity.
protection-no-group = No group
protection-case-hint = Type the number of a case to protect its client or change the group.
protection-case-submit = Go to the case
protection-mail-emergency = Emergency access to a protected case
protection-mail-emergency-lead = Somebody in your organisation has taken emergency access to a case that concerns a protected person. Sign in to see who and why.
protection-mail-count = { $count ->
    [one] 1 new notice about protected persons
   *[other] { $count } new notices about protected persons
}
protection-mail-count-lead = { $count ->
    [one] There is 1 notice since yesterday. Sign in to see it.
   *[other] There are { $count } notices since yesterday. Sign in to see them.
}
protection-mail-footer = This letter is sent by Jämväxt. It holds no information about clients.

said-client-protected = The client is protected. Names, numbers and notes are encrypted.
said-client-unprotected = The protection is lifted.
said-lifting-asked = Your request is saved. The other has to confirm.
said-group-named = The group is saved.
said-notice-seen = The notice is marked as seen.
error-group-of-two = Choose at least two different advisors of your organisation.
error-lifting-number-taken = Another client of yours has the same number. Merge the clients first.
error-case-number = You have no case with that number.
