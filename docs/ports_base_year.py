"""Prints the tables of `docs/equations/ports_base_year.md`: `python docs/ports_base_year.py`.

The tables come from the built base year; a test compares the page with what this file prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from calibration.ports import PortBaseline, build
from calibration.ports.reconciliation import by_class, by_zone
from sim.parameters import register

PAGE = Path(__file__).parent / "equations" / "ports_base_year.md"
MEGATONNES = 100.0
"""10k tonnes in a million tonnes."""

BEGIN = "<!-- Printed by docs/ports_base_year.py from here -->"
CLASSES = """
## What the balances explain

10k tonnes. Range: every figure moves alone to its low and high end; errors add in squares. *Five* and
*rivals* are without relay. Foreign boxes would be explained at {value:.0f} CNY per loaded TEU.
"""
ZONES = """
## By zone

Million tonnes, both voyages, only what a balance explains. Remainder: landed at the five and at rivals, less
needed.
"""
RIVALS = """
## Rivals

Million tonnes of the zones' cargo, relay left out.
"""


def table(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    body = [columns, ["---"] * len(columns), *lines]
    return "".join("| " + " | ".join(str(value) for value in line) + " |\n" for line in body)


def tables(built: PortBaseline) -> str:
    """All tables of the page."""
    boxes = float(built.flows.factor[0, built.cargo.index("containers")])
    classes = [
        (
            row["class"],
            row.voyage,
            f"{row.need:.0f} ({row.low:.0f} to {row.high:.0f})",
            *(f"{row[c]:.0f}" for c in ("five", "relayed", "rivals")),
            f"{row.factor:.2f}",
        )
        for _, row in by_class(built).iterrows()
    ]
    shown = ("need", "five", "rivals", "remainder")
    zones = [
        (row["class"], row.zone, *(f"{row[c] / MEGATONNES:.1f}" for c in shown))
        for _, row in by_zone(built).iterrows()
    ]
    tonnes = built.flows.rival.sum(axis=(0, 1)) / MEGATONNES
    rivals = [
        (name, *(f"{v:.1f}" for v in row), f"{row.sum():.1f}")
        for name, row in zip(built.rival, tonnes, strict=True)
    ]
    # Need falls as one over the value of a box.
    explained = round(register()["value_per_teu"].value / boxes, -3)
    parts = (
        CLASSES.format(value=explained),
        table(("class", "voyage", "need (range)", "five", "relayed", "rivals", "landed / needed"), classes),
        ZONES,
        table(("class", "zone", *shown), zones),
        RIVALS,
        table(("rival", *built.cargo, "all"), rivals),
    )
    return "\n".join(parts)


def page(built: PortBaseline) -> str:
    """The page with its tables printed anew; what stands before the mark is written by hand."""
    written = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    return written + BEGIN + "\n" + tables(built)


if __name__ == "__main__":
    PAGE.write_text(page(build()), encoding="utf-8", newline="\n")
