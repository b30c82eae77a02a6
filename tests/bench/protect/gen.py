#!/usr/bin/env python3
"""Makes invented cases, shaped like the agency's export: no real persons, no real firms. The same number makes the same file.

  gen.py CASES OUT.csv

The order of the draws is the data: whoever changes it makes another file than the one the peers were measured on.
"""
import csv, math, random, sys

COLUMNS = "case person org sex bg age lan kommun ktyp sni1 sni2 support outcome quarter half year hours grant jobs turnover".split()
# The counties, and how many municipalities each has: 290.
COUNTIES = dict(zip("01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25".split(),
                    (26, 8, 9, 13, 13, 8, 12, 1, 5, 33, 6, 49, 16, 12, 10, 15, 10, 7, 8, 15, 14)))
# The largest 29 municipalities are of type T1, the next up to 130 of T2, and so on.
TYPES = ((29, "T1"), (130, "T2"), (200, "T3"), (230, "T4"), (275, "T5"), (290, "T6"))
# The sections of industry, how many divisions each has, and how common it is.
SECTIONS = "ABCDEFGHIJKLMNPQRS"
DIVISIONS = (3, 2, 24, 1, 4, 3, 3, 5, 2, 6, 3, 1, 7, 6, 1, 3, 4, 3)
SECTION_WEIGHTS = (2, 0.1, 5, 0.2, 0.3, 5, 14, 2, 8, 6, 2, 2, 16, 7, 4, 9, 6, 10)
AGES = ("18-29", "30-44", "45-59", "60+")


def main():
    size, out = int(sys.argv[1]), sys.argv[2]
    draw = random.Random(20260101 + size)
    places = [(f"{county}{number:02d}", county) for county, many in COUNTIES.items() for number in range(1, many + 1)]
    weights = [math.exp(draw.gauss(0, 1.15)) for _ in places]
    type_of = types(places, weights)
    persons = [person(draw, number, size, places, weights, type_of) for number in range(max(1, int(size / 1.35)))]
    with open(out, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(case(draw, number, persons) for number in range(size))


def types(places, weights):
    order = sorted(range(len(places)), key=lambda place: -weights[place])
    return {places[place][0]: next(name for end, name in TYPES if rank < end) for rank, place in enumerate(order)}


def divisions():
    by_section, first = {}, 1
    for section, many in zip(SECTIONS, DIVISIONS):
        by_section[section] = [f"{section}{number:02d}" for number in range(first, first + many)]
        first += many
    return by_section


def person(draw, number, size, places, weights, type_of):
    """What of a case is its person's: owner, sex, background, age, place and industry."""
    firms = max(1, int(max(1, int(size / 1.35)) * 0.8))
    place, county = draw.choices(places, weights)[0]
    section = draw.choices(SECTIONS, SECTION_WEIGHTS)[0]
    return (f"P{number}", f"O{draw.choices(range(firms), k=1)[0]}", draw.choices(["K", "M"], [0.82, 0.18])[0],
            draw.choices(["SE", "UTR"], [0.73, 0.27])[0], draw.choices(AGES, [0.2, 0.38, 0.32, 0.1])[0],
            county, place, type_of[place], section, draw.choice(divisions()[section]))


def case(draw, number, persons):
    whose, period = draw.choice(persons), draw.randrange(8)
    year, quarter = 2025 + period // 4, period % 4
    support = draw.choices(["radg", "check", "utb"], [0.55, 0.15, 0.30])[0]
    outcome = draw.choices(["start", "vaxt", "avslut", "pagar"], [0.3, 0.2, 0.1, 0.4])[0]
    grant = round(math.exp(draw.gauss(10.2, 0.9)), -2) if support == "check" else 0
    return (number, *whose, support, outcome, f"{year}Q{quarter + 1}", f"{year}H{quarter // 2 + 1}", year,
            round(math.exp(draw.gauss(2, 0.8)), 1), int(grant), draw.choices([0, 1, 2, 3, 5], [70, 18, 7, 3, 2])[0],
            int(math.exp(draw.gauss(12.5, 1.6)) // 1000 * 1000))


main()
