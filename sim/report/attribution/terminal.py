"""An attribution on the terminal: chapters down, targets across."""

from __future__ import annotations

import io

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution import sentences
from sim.report.attribution.amounts import amounts
from sim.report.attribution.charts import Tables, at_region, last_year
from sim.report.attribution.naming import GRADES, group_label, target_label
from sim.report.attribution.page_tables import whole_of
from sim.report.scenario_names import short
from sim.report.words import word

NAME, COLUMN = 26, 24
"""Characters of the first column, and of one target."""
SHOWN = (kinds.CHAPTER, kinds.GRADE, kinds.TOTAL)


def printed(attribution: Attribution, made: Tables, lang: str) -> str:
    """The contributions of chapters, and those of grades, in the region in the last year."""
    one, other = short(attribution.one, lang), short(attribution.other, lang)
    title = word("attribution_table_title", lang, one=one, other=other, year=attribution.years[-1])
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title=Text(title), title_justify="left"
    )
    table.add_column(word("attribution_chapter", lang), no_wrap=True)
    columns = []
    for variable in dict.fromkeys(made.values["target"]):
        head, cells = _column(made, str(variable), lang)
        table.add_column(Text(head), justify="right", overflow="fold")
        columns.append(cells)
    heads = [
        (group_label(level, key, attribution, lang), level)
        for level in SHOWN
        for key in attribution.of(level).groups.keys
        if level != kinds.GRADE or key in GRADES
    ]
    heads.append((word("attribution_interaction", lang), ""))
    for k, (name, level) in enumerate(heads):
        last = k + 1 < len(heads) and heads[k + 1][1] != level
        table.add_row(Text(name), *(cells[k] for cells in columns), end_section=last)
    buffer = io.StringIO()
    width = NAME + COLUMN * len(columns)
    Console(file=buffer, width=width, color_system=None, highlight=False, emoji=False).print(table)
    lines = [*sentences.notes(attribution, lang), *sentences.sure(attribution, made, lang)[:1]]
    return buffer.getvalue() + "\n".join([*lines, word("attribution_result_note", lang)]) + "\n"


def _column(made: Tables, variable: str, lang: str) -> tuple[str, list[str]]:
    """Head and cells of one target."""
    rows = at_region(last_year(made.groups, variable))
    unit = amounts(str(rows["unit"].iloc[0]), rows["contribution"], lang)
    graded = (rows["level"] != kinds.GRADE) | rows["group"].isin(GRADES)
    shown = [rows.loc[graded & (rows["level"] == level), "contribution"].tolist() for level in SHOWN]
    values = [value for part in shown for value in part]
    values.append(whole_of(made.groups, variable)["interaction"])
    return target_label(variable, unit.label, lang), [unit.change(value) for value in values]
