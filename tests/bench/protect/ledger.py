"""Releases that know the earlier ones: twelve are made, then the thirteenth is measured."""
import sys

import data
from program import EXACT
from table import count, seconds, show

HEADS = (">release", ">cases", ">growing: hidden", ">seconds", ">MB", "verdict", ">unchanged: hidden", ">seconds", ">MB", "verdict")
RELEASES, SIZE, BAR = 13, 10_000, 20


def run(program):
    """Whether the thirteenth kept to the bar, over data that grew and over the same data."""
    pack = program.pack("P", EXACT)
    growing = series(program, pack, "growing", [data.prefix(SIZE, part, RELEASES) for part in range(1, RELEASES + 1)])
    unchanged = series(program, pack, "unchanged", [data.cases(SIZE)] * RELEASES)
    rows = [(part + 1, count(SIZE * (part + 1) // RELEASES), *cells(growing[part]), *cells(unchanged[part])) for part in range(RELEASES)]
    accepted = [sum(outcome.verdict == "pass" for outcome in one[:-1]) for one in (growing, unchanged)]
    kept = all(one[-1].verdict in ("pass", "refused") and one[-1].seconds[0] <= BAR for one in (growing, unchanged))
    refusals = [f"- {name} data, release {part + 1}: {outcome.said}" for name, one in (("growing", growing), ("unchanged", unchanged))
                for part, outcome in enumerate(one) if outcome.verdict == "refused"]
    told = (f"Growing: the first cases by number, more each time. No peer remembers what it released. In the ledger before the thirteenth: "
            f"{accepted[0]} of growing, {accepted[1]} of unchanged data. Bar for the thirteenth: ≤ {BAR} s, else refused. "
            f"{'Met.' if kept else '**Not met.**'}")
    show("Ledger: P 10,000, thirteen releases", HEADS, rows, "\n".join([told, *refusals]))
    return kept


def series(program, pack, name, files):
    """A series of releases with a ledger of its own; a refused one is not in it, and the next is tried."""
    ledger, outcomes = program.scratch / f"ledger-{name}", []
    for part, file in enumerate(files):
        print(f"ledger: release {part + 1} of {name} data", file=sys.stderr, flush=True)
        outcomes.append(program.once(pack, file, program.scratch / f"{name}-{part}", ledger))
    return outcomes


def cells(outcome):
    return count(outcome.count("secondary")), seconds(outcome.seconds[0]), round(outcome.megabytes), outcome.verdict
