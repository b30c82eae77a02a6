"""The bars: what the best peer was measured at, what we are held to, and what we do."""
import data, recorded
from program import ATTACKERS, EXACT, WHOLE
from table import count, seconds, show, spread, times

HEADS = ("what", ">peer", ">ours", ">peer ÷ ours", ">bar", "met")
P_BARS = {500: (0.1, 250), 1_000: (0.2, 320), 10_000: (1, 330), 100_000: (3, 120)}


class Bars:
    """The rows, and how many of them tell of a wrong answer or are not met."""

    def __init__(self, program):
        self.program, self.rows, self.unmet, self.wrong = program, [], 0, 0

    def row(self, what, peer, ours, bar, unit="", peer_says=None, ours_says=None):
        """One bar; a peer that was stopped says `>`, and then so does the ratio."""
        met = ours is not None and ours <= bar
        self.unmet += not met
        says = ours_says or (f"{number(ours)}{unit}" if ours is not None else "**no answer**")
        theirs = str(peer_says or (f"{number(peer)}{unit}" if peer is not None else "–"))
        ratio = times(peer, ours)
        ratio = f"> {ratio}" if theirs.startswith(">") and ratio != "–" else ratio
        self.rows.append((what, theirs, says, ratio, f"≤ {number(bar)}{unit}", "yes" if met else "**no**"))

    def time(self, what, outcome, peer, bar, peer_says=None):
        ours = outcome.fastest
        says = f"{spread(outcome.seconds)} s, CPU {seconds(outcome.cpu)} s" if ours is not None else f"**{outcome.verdict}** after {seconds(outcome.seconds[0])} s"
        self.row(what, peer, ours, bar, " s", peer_says, says)

    def leaks(self, what, name, size, peer_says):
        found = self.program.derivable(name, size, EXACT)
        for attacker, told in zip(ATTACKERS, ("knowing what is empty", "knowing code lists")):
            known = found[attacker]
            self.wrong += known is None or known[0] > 0
            self.row(f"{what}, derivable {told}", None, known and known[0], 0, "", peer_says.get(attacker, "–"))


def number(value):
    return count(value) if isinstance(value, int) else f"{value:g}" if value < 10 else f"{value:.0f}"


def run(program):
    bars = Bars(program)
    largest(bars)
    linked(bars)
    intervals(bars)
    periods(bars)
    show("The bars", HEADS, bars.rows, f"Peers' figures {recorded.MARK}, GaussSuppression 1.2.3 unless another is named; time is of the "
         f"whole program, from the CSV to files on disk, the fastest of up to {program.runs} runs (and the median). CPU is a run's share of the "
         f"processor, the least. {bars.unmet} bars not met.\n\n"
         f"Where the time goes in A 100,000, by its proof: {spent(program.protect('A', 100_000, EXACT))}; with intervals and insiders: "
         f"{spent(program.protect('A', 100_000, WHOLE))}.")
    return bars


def spent(outcome):
    steps = outcome.proof.get("times", {})
    return ", ".join(f"{step} {seconds(value)} s" for step, value in steps.items() if isinstance(value, (int, float))) or "not told"


def largest(bars):
    outcome = bars.program.protect("A", 100_000, EXACT)
    hidden, took = recorded.GAUSS_NONE["A", 100_000]
    size = f"{count(outcome.count('cells'))} cells, {count(outcome.count('primary'))} primary"
    bars.time(f"A 100,000 ({size}): exact pattern, proven", outcome, took, 3, "155–183 s")
    bars.row("A 100,000, secondary", hidden, outcome.count("secondary"), 11_400)
    bars.leaks("A 100,000", "A", 100_000, {})
    whole = bars.program.protect("A", 100_000, WHOLE)
    bars.time("A 100,000, with intervals and insiders", whole, None, 60, "nobody")
    for told, one in (("exact pattern", outcome), ("intervals and insiders", whole)):
        most = round(one.megabytes) if one.verdict == "pass" else None
        bars.row(f"A 100,000, memory at most, {told}", recorded.GAUSS_MEGABYTES_A_100K, most, 400, " MB")


def linked(bars):
    for size, (bar, most) in P_BARS.items():
        what, outcome = f"P {size:,}", bars.program.protect("P", size, EXACT)
        hidden, took = recorded.GAUSS_NONE["P", size]
        bars.time(f"{what}: nine linked tables", outcome, took, bar, "> 900 s" if size == 100_000 else None)
        bars.row(f"{what}, secondary", hidden, outcome.count("secondary"), most)
        leaks = recorded.GAUSS_LEAKS.get(("P", size))
        bars.leaks(what, "P", size, dict(zip(ATTACKERS, leaks)) if leaks else {})


def intervals(bars):
    rules = {"width": 3, "insiders": False}
    bars.time("S 10,000: intervals of width 3", bars.program.protect("S", 10_000, rules), recorded.GAUSS_WIDTH_3_S_10K, 3, "> 560 s, unfinished")
    audit(bars, rules, "as released, width 3")
    audit(bars, EXACT, "exact pattern, unfit ones found")


def audit(bars, rules, told):
    """The audit by itself, of a pattern that is there; the peer's is of fewer cells."""
    outcome, what = bars.program.protect("S", 100_000, rules), f"audit alone of S 100,000 ({told})"
    if outcome.verdict != "pass":
        return bars.time(what, outcome, recorded.GAUSS_INTERVALS_S_10K, 1.5)
    pattern, pack = outcome.out / "pattern.csv", bars.program.pack("S", rules)
    runs = [bars.program.check(pack, data.cases(100_000), pattern, "codelists", intervals=True)[1] for _ in range(bars.program.runs)]
    took = [run.seconds for run in runs]
    fine = all(run.code in (0, 3) for run in runs)
    bars.row(what, recorded.GAUSS_INTERVALS_S_10K, min(took) if fine else None, 1.5, " s", "118 s for 8,662 cells",
             f"{spread(took)} s" if fine else f"**{runs[0].died()}**")


def periods(bars):
    for size, leaks in recorded.ONE_BY_ONE_LEAKS.items():
        outcome = bars.program.protect("T", size, EXACT)
        bars.time(f"T {size:,}: quarters, halves and years jointly", outcome, None, 0.2)
        bars.leaks(f"T {size:,}", "T", size, {"records": f"{leaks} distinct"})
