"""The invented cases that are measured on: made by gen.py, which always makes the same ones, and checked."""
import hashlib, subprocess, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BENCH = ROOT / "target" / "bench" / "protect"
SIZES = (500, 1_000, 10_000, 100_000)

# Of the files all figures of peers were measured on.
SHA256 = {
    500: "f4be8f8273d690b6c7878440f74001b9fb703ed788bbbc00852dfefabc90ba01",
    1_000: "0fb3b06902c4dc6d7a8c680eebf24919fd234c636452dee4a2eb632e73dc002e",
    10_000: "44acb9c8198eab70c534e479620d98e8da2de36c1482e6751fde074148fa3011",
    100_000: "25765d0a94652217f8aed9cbe39bb36b05254860e3d3715d691662385dddef91",
}


def cases(size):
    """The CSV file of that many cases; made where it is not."""
    file = BENCH / f"cases_{size}.csv"
    if not file.exists():
        BENCH.mkdir(parents=True, exist_ok=True)
        made = file.with_suffix(".part")
        subprocess.run([sys.executable, HERE / "gen.py", str(size), made], check=True)
        made.rename(file)
    found = digest(file)
    if found != SHA256[size]:
        sys.exit(f"{file} is not the file the peers were measured on: sha256 {found}, not {SHA256[size]}. Remove it, it is made again.")
    return file


def digest(file):
    with open(file, "rb") as open_file:
        return hashlib.file_digest(open_file, "sha256").hexdigest()


def prefix(size, part, parts):
    """The first of the cases, by their number: what was known when `part` of `parts` of the time had passed."""
    file = BENCH / f"cases_{size}_{part}_of_{parts}.csv"
    with open(cases(size), newline="") as whole:
        lines = whole.readlines()
    file.write_text("".join(lines[: 1 + size * part // parts]), newline="")
    return file
