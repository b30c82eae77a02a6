retention-title = Disposal
retention-lead = What has been kept as long as it may be is erased by two persons together.
retention-due = Due to be disposed of
retention-none = Nothing is due
retention-none-text = Open cases and held ones are never disposed of.
retention-numbers = Cases
retention-rule = Rule
retention-kept-until = Had to be kept until
retention-two = Another person has to confirm before anything is erased.
retention-propose = { $count ->
    [one] Propose disposal of { $count } client
   *[other] Propose disposal of { $count } clients
}
retention-rounds = Disposals
retention-state-proposed = Proposed disposal
retention-state-done = Disposal done
retention-state-withdrawn = Disposal withdrawn
retention-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
retention-confirm = Dispose now
retention-rules = Rules
retention-rules-text = The longest of the times that apply to the client’s cases decides. A state authority also needs support in the regulations of the National Archives (Archives Act 1990:782).
retention-years = Years
retention-from = Counted from
retention-source = Source
retention-class-case_file = The case
retention-class-programme_paper = The programme’s papers
retention-class-aid = De minimis aid
retention-class-voucher = Accounting information
retention-event-case_closed = the case closed
retention-event-programme_ended = the end of the year the programme ended
retention-event-aid_given = the aid was given
retention-event-cost_paid = the end of the year it was paid
retention-source-case_file = Follow-ups are made up to four years after closing
retention-source-programme_paper = The EU’s rules for the structural funds
retention-source-aid = Regulation (EU) 2023/2831, Article 6
retention-source-voucher = Chapter 7 Section 2, Accounting Act (1999:1078)
retention-protocol = Disposal protocol
retention-proposed = Proposed
retention-settled = Settled
retention-hold = Hold
retention-hold-text = A held case is not erased, for example during a dispute or an audit.
retention-hold-reason = Why the case is needed
retention-hold-submit = Hold
retention-lift = Lift the hold
said-disposal-proposed = The disposal is proposed. Another person has to confirm it.
said-disposal-done = The data are disposed of. Print the protocol.
said-disposal-held = Nothing was disposed of: one of the cases has been held since. Withdraw the proposal and propose again.
said-disposal-withdrawn = The proposal is withdrawn.
said-hold-placed = The case is held.
said-hold-lifted = The hold is lifted.
said-hold-needs-reason = Write why the case is needed, in at most 500 characters. Nothing was changed.
