"""The table of prior beside posterior in docs/equations/estimation.md, from the shipped summary."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from calibration.estimation.prior import ESTIMATION
from calibration.estimation.publish import SUMMARY
from sim.parameters import register
from sim.paths import POSTERIOR, ROOT

PAGE = ROOT / "docs" / "equations" / "estimation.md"
START, END = "<!-- summary -->\n", "<!-- end -->"


def short(text: str) -> str:
    """A number to three digits; nothing where there is none."""
    return f"{float(text):.3g}" if text and math.isfinite(float(text)) else ""


def named(name: str) -> str:
    """A registered name as code, any other in words."""
    known = name in register() or name in register(ESTIMATION)
    return f"`{name}`" if known else name.replace("_", " ")


def table(path: Path = POSTERIOR / SUMMARY) -> str:
    """One line per parameter or quantity."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    head = "| quantity | unit | central | prior mean | prior sd | posterior mean | posterior sd | ratio | |\n"
    numbers = ("central", "prior_mean", "prior_sd", "posterior_mean", "posterior_sd", "ratio")
    cells = (
        (named(row["name"]), row["unit"], *(short(row[n]) for n in numbers), row["verdict"]) for row in rows
    )
    return head + "| --- " * 9 + "|\n" + "".join(f"| {' | '.join(line)} |\n" for line in cells)


def main(path: Path = PAGE) -> None:
    """Put the table between the marks of the page."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    path.write_text(before + START + table() + END + after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
