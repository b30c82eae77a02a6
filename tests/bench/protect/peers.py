"""The peers that PyPI has, in the same run: τ-ARGUS (pytauargus) and ACRO, each job bounded and run once."""
import json, subprocess, sys
from pathlib import Path

import data, measure, recorded
from program import EXACT
from table import count, seconds, show, spread, times

WANTED = ("pytauargus==0.6.0", "acro==1.0.2")
HERE = Path(__file__).resolve().parent
PYTHON = data.ROOT / "target" / "bench" / "peers" / "bin" / "python"
HEADS = ("job", "peer", ">seconds", ">cells", ">primary", ">secondary", ">leaks¹", ">MB", ">recorded", ">ours: seconds", ">secondary", ">peer ÷ ours")

# (pack, cases, method, columns). S with one of its geographies only: a second way to roll up is not to be had there.
ARGUS = (
    ("L", 1_000, "OPT", "lan,sex,bg,age"), ("L", 1_000, "MOD", "lan,sex,bg,age"),
    ("L", 10_000, "OPT", "lan,sex,bg,age"), ("L", 100_000, "MOD", "lan,sex,bg,age"),
    *(("G", size, "MOD", "kommun,sex") for size in data.SIZES[1:]),
    *(("N", size, "OPT", "lan,sni1") for size in data.SIZES[1:]),
    ("S", 1_000, "MOD", "kommun,sex,bg,age"),
)


def run(program, limit):
    if trouble := install():
        print(f"The peers could not be installed, so their figures are recorded ones: {trouble}", file=sys.stderr)
    rows = [argus(program, *job, limit, trouble) for job in ARGUS]
    rows += [acro(program, size, limit, trouble) for size in data.SIZES[1:]]
    run_here = "not run, no network: recorded figures alone" if trouble else f"run here, once, at most {limit:.0f} s each"
    show("Peers from PyPI", HEADS, rows, f"{' and '.join(WANTED)}: {run_here}. Recorded figures {recorded.MARK}. A peer's seconds are of its call "
         "alone, without reading the file and starting Python; ours are of the whole program.\n\n"
         "¹ Primary cells of the peer's pattern that are exactly derivable for whoever knows which combinations are empty / only code lists, "
         "by our check. ACRO hides no second cell, so any margin beside it gives cells away. S by τ-ARGUS is without ktyp: it has fewer cells.")


def install():
    """Puts the peers into a virtual environment of their own; why it could not, or nothing."""
    if PYTHON.exists() and not versions():
        return ""
    print("installing the peers", file=sys.stderr, flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", PYTHON.parents[1]], capture_output=True, text=True)
    if made.returncode:
        return last(made.stdout + made.stderr)
    got = subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "20", *WANTED],
                         capture_output=True, text=True)
    return last(got.stderr) if got.returncode else versions()


def versions():
    """Nothing when the wanted versions are there."""
    asked = "from importlib.metadata import version as v; print(*(f'{n}=={v(n)}' for n in ('pytauargus', 'acro')))"
    got = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True)
    return "" if got.stdout.split() == list(WANTED) else last(got.stdout + got.stderr)


def last(text):
    return (text.strip().splitlines() or ["no word of why"])[-1]


def job(program, limit, script, *arguments):
    """What a job said of itself, and what was measured around it; τ-ARGUS leaves files where it stands."""
    print(f"{script} {' '.join(str(word) for word in arguments)}", file=sys.stderr, flush=True)
    one = measure.run([PYTHON, HERE / script, *arguments], limit, cwd=program.scratch)
    return (json.loads(last(one.out)) if one.code == 0 else {}), one


def argus(program, pack, size, method, columns, limit, trouble):
    past = recorded.ARGUS.get((pack, size, method), "–")
    said, one, leaks = {}, None, "–"
    if not trouble:
        work = program.scratch / f"argus-{pack}-{size}-{method}"
        work.mkdir()
        pattern = work / "pattern.csv"
        hierarchy = ["kommun > lan"] if pack == "S" else []
        said, one = job(program, limit, "argus_job.py", data.cases(size), columns, method, work, pattern, *hierarchy)
        if said and pack != "S":
            found = [program.check(program.pack(pack, EXACT), data.cases(size), pattern, attacker)[0] for attacker in ("records", "codelists")]
            leaks = " / ".join(count(cells and cells[0]) for cells in found)
    return row(f"{pack} {size:,}", f"τ-ARGUS {method}", said, one, leaks, past, program.protect(pack, size, EXACT))


def acro(program, size, limit, trouble):
    said, one = ({}, None) if trouble else job(program, limit, "acro_job.py", data.cases(size))
    ours = program.protect("A", size, {**EXACT, "threshold": 10})
    return row(f"A {size:,}, threshold 10", "ACRO, inner cells only", said, one, "–", recorded.ACRO[size], ours)


def row(what, peer, said, one, leaks, past, ours):
    took = said.get("seconds")
    theirs = seconds(took) if said else f"**{one.died()}**" if one else "not run"
    own = spread(ours.seconds) if ours.verdict == "pass" else f"**{ours.verdict}**"
    return (what, peer, theirs, *(count(said.get(name)) for name in ("cells", "primary", "secondary")), leaks,
            round(one.megabytes) if one else "–", past, own, count(ours.count("secondary")), times(took, ours.fastest))
