"""What peers took and found on the same files, as measured once on 2 cores (Debian 12): R 4 cannot be had from PyPI.

GaussSuppression 1.2.3 (Statistics Norway) is the best of them. "none" is without and "anySum" with its protection of
singletons, its default; with "none" its linked packs are unsafe. τ-ARGUS is pytauargus 0.6.0, ACRO 1.0.2.
"""
MARK = "[measured on 2 cores]"

# (pack, cases): (secondary, seconds); no figure: not tried.
GAUSS_NONE = {
    ("S", 1_000): (347, 0.32), ("S", 10_000): (1_587, 2.88), ("S", 100_000): (2_361, 11.1),
    ("A", 100_000): (11_375, 182.5),
    ("P", 500): (206, 5.3), ("P", 1_000): (234, 17.2), ("P", 10_000): (152, 225.9), ("P", 100_000): (None, 900),
}
GAUSS_ANYSUM = {
    ("S", 1_000): (438, 0.30), ("S", 10_000): (1_791, 2.96),
    ("A", 1_000): (1_609, 0.98), ("A", 10_000): (7_459, 23.5), ("A", 100_000): (14_682, 155.3),
    ("P", 500): (955, 0.1), ("P", 1_000): (1_434, 0.3), ("P", 10_000): (2_814, 34.2),
}
# Primary cells that are exactly derivable: by whoever knows which combinations are empty, by whoever knows only code lists.
GAUSS_LEAKS = {("P", 500): (127, 47), ("P", 1_000): (366, 158), ("P", 10_000): (236, 217)}
# Quarter, half-year and year each protected alone; distinct cells.
ONE_BY_ONE_LEAKS = {1_000: 71, 10_000: 283, 100_000: 201}
GAUSS_WIDTH_3_S_10K = 560        # stopped there, about half of the cells left
GAUSS_INTERVALS_S_10K = 118      # 8,662 cells
GAUSS_MEGABYTES_A_100K = 1_400

# (pack, cases, method): what it took, and the secondary cells where they were noted.
ARGUS = {
    ("L", 1_000, "OPT"): "37.6 s, 120", ("L", 1_000, "MOD"): "116.6 s, 120", ("L", 10_000, "OPT"): "11.6 s, 140",
    ("L", 100_000, "MOD"): "crash (SIGSEGV)", ("S", 1_000, "MOD"): "crash (SIGSEGV)",
    **{("G", size, "MOD"): "0.1–0.3 s" for size in (1_000, 10_000, 100_000)},
    **{("N", size, "OPT"): "≤ 0.2 s" for size in (1_000, 10_000, 100_000)},
}
ACRO = {1_000: "10.8 s", 10_000: "21 s", 100_000: "87.5 s"}
