"""Our program: built, run on a pack and measured, and its pattern put to the check."""
import json, os, re, shutil, subprocess, sys, tempfile
from dataclasses import dataclass, field
from pathlib import Path

import data, measure

PACKS = data.ROOT / "tests" / "bench" / "packs"
ATTACKERS = ("records", "codelists")

# The three readings of a pack: what peers do, what their protection of singletons answers to, what we release by.
EXACT = {"width": 0, "insiders": False}
INSIDERS = {"width": 0, "insiders": True}
WHOLE = {"width": 3, "insiders": True}


@dataclass
class Outcome:
    verdict: str                   # "pass", "refused", or why there is none
    seconds: list
    cpu: float
    megabytes: float
    proof: dict = field(default_factory=dict)
    said: str = ""
    out: Path = None

    def count(self, name):
        return figure(self.proof, name)

    @property
    def fastest(self):
        return min(self.seconds) if self.verdict == "pass" else None


def figure(proof, name):
    """The first number of that name, however deep it stands."""
    if isinstance(proof, dict):
        value = proof.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
        return next((found for part in proof.values() if (found := figure(part, name)) is not None), None)
    return None


def proof(file):
    """The proof but for its lists of cells, read by another process: a child's peak counts from what its parent holds."""
    only = "import json, sys; print(json.dumps({k: v for k, v in json.load(open(sys.argv[1])).items() if not isinstance(v, list)}))"
    return json.loads(subprocess.run([sys.executable, "-c", only, file], capture_output=True, text=True, check=True).stdout)


class Program:
    def __init__(self, runs, limit):
        self.runs, self.limit = runs, limit
        self.scratch = Path(tempfile.mkdtemp(prefix="protect-"))
        self.known = {}
        self.binary = Path(os.environ.get("JAMVAXT") or build()).resolve()

    def close(self):
        shutil.rmtree(self.scratch, ignore_errors=True)

    def version(self):
        return measure.run([self.binary, "--version"], 20).out.strip() or "unknown version"

    def pack(self, name, rules):
        """The pack of that letter with other rules, as a file."""
        text = (PACKS / f"{name.lower()}.toml").read_text()
        for key, value in rules.items():
            text, found = re.subn(rf"(?m)^{key} *=.*$", f"{key} = {str(value).lower()}", text)
            assert found == 1, f"pack {name} says {key} {found} times"
        file = self.scratch / f"{name}-{'-'.join(f'{key}-{value}' for key, value in rules.items())}.toml"
        file.write_text(text)
        return file

    def protect(self, name, size, rules):
        """Protects once and for all: the same question asked again gets the same answer."""
        key = (name, size, *sorted(rules.items()))
        if key not in self.known:
            out = self.scratch / f"out-{len(self.known)}"
            print(f"protect {name} {size:,} {rules}", file=sys.stderr, flush=True)
            self.known[key] = self.repeat(self.pack(name, rules), data.cases(size), out)
        return self.known[key]

    def repeat(self, pack, cases, out):
        outcome = self.once(pack, cases, out)
        while outcome.verdict == "pass" and len(outcome.seconds) < self.runs and sum(outcome.seconds) < 20:
            again = self.once(pack, cases, out)
            if again.verdict != "pass":
                return again
            outcome.seconds += again.seconds
            outcome.cpu = min(outcome.cpu, again.cpu)
            outcome.megabytes = max(outcome.megabytes, again.megabytes)
        return outcome

    def once(self, pack, cases, out, ledger=None):
        shutil.rmtree(out, ignore_errors=True)
        command = [self.binary, "protect", "run", pack, "--data", cases, "--out", out]
        run = measure.run(command + (["--ledger", ledger] if ledger else []), self.limit)
        words = (run.err.strip() or run.out.strip()).splitlines()
        outcome = Outcome(run.died() or "pass", [run.seconds], run.cpu, run.megabytes, said=words[0] if words else "", out=out)
        if run.code == 3:
            outcome.verdict = "refused"
        elif run.code == 0:
            outcome.proof = proof(out / "proof.json")
            outcome.verdict = str(outcome.proof.get("verdict", "pass")).lower()
        return outcome

    def derivable(self, name, size, rules):
        """How many hidden primary cells each attacker gets exactly, as (cells, distinct cells); `None` where unknown."""
        outcome = self.protect(name, size, rules)
        if outcome.verdict != "pass":
            return {attacker: None for attacker in ATTACKERS}
        pattern = outcome.out / "pattern.csv"
        return {attacker: self.check(self.pack(name, rules), data.cases(size), pattern, attacker)[0] for attacker in ATTACKERS}

    def check(self, pack, cases, pattern, attacker=None, intervals=False):
        """What the check says of a pattern: ((cells, distinct cells), its run)."""
        command = [self.binary, "protect", "check", pack, "--data", cases, "--pattern", pattern]
        command += ["--attacker", attacker] if attacker else []
        run = measure.run(command + (["--intervals"] if intervals else []), self.limit)
        return found(run.out), run


def found(text):
    """Cells and distinct cells of the first line of a check that tells what is exactly derivable."""
    for line in text.splitlines():
        if match := re.search(r"^(?=.*derivable)\D*([\d,]*\d).*?([\d,]*\d) distinct", line):
            return tuple(int(number.replace(",", "")) for number in match.groups())
    return None


def build():
    subprocess.run(["cargo", "build", "--release", "--bin", "jamvaxt"], cwd=data.ROOT, stdout=sys.stderr, check=True)
    return data.ROOT / "target" / "release" / "jamvaxt"
