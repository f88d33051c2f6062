"""Results as a notebook shows them: a small table of the headline targets, and a card with it as HTML."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from sim.report import view
from sim.report.html import environment
from sim.report.target_rows import TargetRow
from sim.report.view import Table
from sim.report.words import word


def headline(rows: Sequence[TargetRow], base_year: int, lang: str) -> pd.DataFrame:
    """The judged headline targets by name, each in its own unit: the base year, projected with its 90 % band,
    what the measures add, the target, the margin, whether it is met and how likely.

    Columns are headed in the language; those of bands and probabilities are NaN without an ensemble.
    """
    shown = [row for row in rows if row.headline and row.judged]
    columns: dict[str, list[object]] = {
        word("target", lang): [row.name for row in shown],
        word("unit", lang): [row.unit for row in shown],
        word("year", lang): [row.year for row in shown],
        str(base_year): [row.start for row in shown],
        _one_line("projected", lang): [row.projected for row in shown],
        "p05": [row.low for row in shown],
        "p95": [row.high for row in shown],
        _one_line("added", lang): [row.added for row in shown],
        _one_line("goal", lang): [row.target for row in shown],
        _one_line("margin", lang): [row.gap for row in shown],
        _one_line("met", lang): [row.met for row in shown],
        _one_line("probability", lang): [row.probability for row in shown],
    }
    return pd.DataFrame(columns).set_index(word("target", lang))


def card(title: str, lines: Sequence[str], table: Table, lang: str) -> str:
    """Title, lines of text and a table as an HTML fragment; all text is escaped."""
    template = environment().get_template("notebook.html.j2")
    return template.render(title=title, lines=lines, table=table, lang=lang)


def headline_table(rows: list[TargetRow], base_year: int, compared: bool, lang: str) -> Table:
    """The same targets in readable units, as the report's first table has them; ``compared``: whether the
    scenario is held against another, whose column is shown then.
    """
    return view.outcomes(rows, base_year, compared, lang)


def moved(rows: Sequence[TargetRow]) -> bool:
    """Whether the measures add anything to any target."""
    return any(math.isfinite(row.added) and row.added != 0 for row in rows)


def _one_line(key: str, lang: str) -> str:
    return word(key, lang).replace("\n", " ")
