"""Several scenarios on the terminal: the region's headline targets side by side, and where the pages are."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from sim.report.compare.comparison import Comparison
from sim.report.compare.summary import by_value, fine, goal
from sim.report.compare.targets import Judgement
from sim.report.context import HEADLINES
from sim.report.labels import region
from sim.report.numbers import MISSING, Display, percent
from sim.report.terminal import console, put
from sim.report.view import bracket
from sim.report.words import word
from sim.targets import register

LABEL, CELL = 20, 13
"""Least widths of the columns of labels and of values."""


def print_scenarios(
    comparison: Comparison,
    reports: Sequence[Path],
    page: Path,
    lang: str,
    stream: TextIO | None = None,
) -> None:
    """Write the headline targets of all scenarios to stdout, or to ``stream``."""
    put(partial(scenarios_text, comparison, reports, page, lang), stream)


def scenarios_text(
    comparison: Comparison, reports: Sequence[Path], page: Path, lang: str, *, width: int, colour: bool
) -> str:
    """A line a scenario: projection and probability of each headline target of the region."""
    known = {target.target_id: target.variable for target in register()}
    shown = [
        group
        for group in comparison.judged(headline=True)
        if group[0].region == region() and known[group[0].target_id] in HEADLINES
    ]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column(word("compare_scenario", lang), overflow="fold", min_width=LABEL)
    for group in shown:
        first = by_value(group)[0]
        heads = (first.name(lang), goal(first, lang), bracket(fine(first, lang).label, lang).strip())
        table.add_column("\n".join(heads), justify="right", min_width=CELL)
    for order, label in enumerate(comparison.labels(lang)):
        table.add_row(label, *(_cell(group[order], lang) for group in shown))
    buffer = io.StringIO()
    out = console(buffer, width, colour)
    title = word("terminal_scenarios", lang, count=len(comparison.scenarios), year=comparison.years[-1])
    out.print(Text(title, style="bold"))
    out.print(table)
    for label, report in zip(comparison.labels(lang), reports, strict=True):
        out.print(Text(word("terminal_report", lang, name=label, path=report)), soft_wrap=True)
    out.print(Text(word("terminal_comparison", lang, path=page), style="bold"), soft_wrap=True)
    return buffer.getvalue()


def _cell(each: Judgement, lang: str) -> Text:
    if not each.judged:
        return Text(MISSING)
    number = Display(fine(each, lang).divisor, "", lang).number(each.projected)
    likely = f"  {percent(100 * each.probability, lang, 0):>4}" if math.isfinite(each.probability) else ""
    return Text(number + likely, style="green" if each.met else "red")
