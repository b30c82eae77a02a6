"""Figures as a person reads them, in Markdown tables."""
import statistics


def show(title, heads, rows, note=""):
    """Prints a table; a head that begins with `>` is a column of figures."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(head.lstrip(">") for head in heads) + " |")
    print("|" + "|".join("--:" if head.startswith(">") else "---" for head in heads) + "|")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    if note:
        print(f"\n{note}")
    print(flush=True)


def count(number):
    return "–" if number is None else f"{number:,}"


def seconds(value):
    if value is None:
        return "–"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def spread(values):
    """The fastest, and the median when there were several."""
    if not values:
        return "–"
    return seconds(min(values)) if len(values) == 1 else f"{seconds(min(values))} ({seconds(statistics.median(values))})"


def times(peer, ours):
    """How many times the peer's figure is ours."""
    if not peer or not ours:
        return "–"
    ratio = peer / ours
    return f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.2f} ×"
