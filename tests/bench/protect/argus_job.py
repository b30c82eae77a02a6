"""One job of τ-ARGUS, in a process of its own since it may crash: CASES.csv COLUMNS METHOD WORK PATTERN.csv [HIERARCHY].

Prints what it took and hid as JSON, and writes the pattern as our check reads it. The folder's name may hold no comma.
"""
import collections, csv, json, sys, time

from pytauargus import protect

file, columns, method, work, pattern, *hierarchy = sys.argv[1:]
columns = columns.split(",")
with open(file, newline="") as lines:
    rows = list(csv.DictReader(lines))
micro = {column: [row[column] for row in rows] for column in [*columns, *(["lan"] if hierarchy else [])]}
micro["one"] = [1.0] * len(rows)
began = time.perf_counter()
result = protect(micro, columns, "one", safety_rules="FREQ(5,0)", suppress=f"{method}(1)", workdir=work,
                 hrc={columns[0]: hierarchy[0]} if hierarchy else None)
took = time.perf_counter() - began
# U is primary, M secondary, E empty.
cells = [cell for cell in result.tables[0].rows if cell["status"] != "E"]
status = collections.Counter(cell["status"] for cell in cells)
with open(pattern, "w", newline="") as out:
    table = csv.writer(out)
    table.writerow([*columns, "freq", "primary", "suppressed"])
    for cell in cells:
        codes = [cell[column].strip() for column in columns]
        table.writerow([*codes, cell["freq"], int(cell["status"] == "U"), int(cell["status"] in "UM")])
print(json.dumps({"seconds": took, "cells": len(cells), "primary": status["U"], "secondary": status["M"]}))
