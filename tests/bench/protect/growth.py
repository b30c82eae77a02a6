"""How the time grows with cases and cells, and what each promise costs."""
import data, recorded
from program import EXACT, INSIDERS, WHOLE
from table import count, seconds, show, spread, times

EXACT_HEADS = ("pack", ">cases", ">cells", ">primary", ">secondary", ">seconds", ">of CPU", ">of the size before", ">MB",
               ">peer: secondary", ">seconds", ">peer ÷ ours")
PROMISE_HEADS = ("pack", ">cases", ">exact: hidden", ">seconds", ">insiders: hidden", ">seconds", ">insiders and width 3: hidden", ">seconds",
                 ">peer: hidden", ">seconds")


def run(program):
    exact, promises = [], []
    for name in "SAPT":
        before = None
        for size in data.SIZES:
            outcome = program.protect(name, size, EXACT)
            exact.append(exact_row(name, size, outcome, before))
            promises.append(promise_row(program, name, size, outcome))
            before = outcome
    show("Growth: exact pattern, insiders off", EXACT_HEADS, exact, f"Peer: GaussSuppression, singletons none {recorded.MARK}; its linked packs (P) leak.")
    show("What each promise costs", PROMISE_HEADS, promises,
         f"Hidden: secondary cells. Peer: GaussSuppression, its default singletons {recorded.MARK}, no intervals.")


def exact_row(name, size, outcome, before):
    hidden, took = recorded.GAUSS_NONE.get((name, size), (None, None))
    grown = times(outcome.fastest, before.fastest) if before else "–"
    says = spread(outcome.seconds) if outcome.verdict == "pass" else f"**{outcome.verdict}**"
    stopped = "> " * (took is not None and hidden is None)
    return (name, count(size), *(count(outcome.count(what)) for what in ("cells", "primary", "secondary")), says, seconds(outcome.cpu), grown,
            round(outcome.megabytes), count(hidden), stopped + seconds(took), stopped + times(took, outcome.fastest))


def promise_row(program, name, size, exact):
    row = [name, count(size)]
    for outcome in (exact, program.protect(name, size, INSIDERS), program.protect(name, size, WHOLE)):
        row += [count(outcome.count("secondary")), seconds(outcome.fastest) if outcome.verdict == "pass" else f"**{outcome.verdict}**"]
    hidden, took = recorded.GAUSS_ANYSUM.get((name, size), (None, None))
    return (*row, count(hidden), seconds(took))
