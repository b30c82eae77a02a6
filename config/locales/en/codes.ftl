codes-identity-kind-personnummer = Personal identity number
codes-identity-kind-samordningsnummer = Coordination number
codes-identity-kind-interim = Interim number

codes-identity-fault-shape = The number does not have the right form. Write date of birth and four digits, for example YYYYMMDD-NNNN.
codes-identity-fault-date = The first digits are not a date. Check year, month and day.
codes-identity-fault-check-digit = The check digit is wrong. One of the digits is mistyped – compare with the identity document.
codes-identity-fault-in-the-future = The date of birth is in the future. Check the year, or write it with four digits.

codes-organisation-fault-shape = The number does not have the right form. Write ten digits, for example NNNNNN-NNNN. The third digit is at least 2.
codes-organisation-fault-check-digit = The check digit is wrong. One of the digits is mistyped – compare with the certificate of registration.
codes-organisation-fault-sole-trader = This is a personal identity number or coordination number. A sole trader has no organisation number of her own – leave the field empty.

codes-birth-region-sweden = Sweden
codes-birth-region-nordic = The Nordic countries except Sweden
codes-birth-region-eu-efta = EU and EFTA except the Nordic countries
codes-birth-region-world = Rest of the world

codes-region-type-metropolitan = Metropolitan region
codes-region-type-intermediate = Intermediate region
codes-region-type-rural = Rural region
