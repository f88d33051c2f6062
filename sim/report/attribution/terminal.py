"""An attribution on the terminal: chapters down, targets across."""

from __future__ import annotations

import io

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.experiments import attribution as kinds
from sim.experiments.attribution import Attribution
from sim.report.attribution import sentences
from sim.report.attribution.amounts import amounts
from sim.report.attribution.charts import Tables, at_region, last_year
from sim.report.attribution.naming import GRADES, row_label, target_label
from sim.report.words import word

NAME, COLUMN = 26, 24
"""Characters of the first column, and of one target."""


def printed(attribution: Attribution, made: Tables, lang: str) -> str:
    """The contributions of chapters, and those of grades, in the region in the last year."""
    variables = list(dict.fromkeys(made.values["target"]))
    title = word(
        "attribution_table_title",
        lang,
        one=attribution.one.name,
        other=attribution.other.name,
        year=attribution.years[-1],
    )
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title=Text(title), title_justify="left"
    )
    table.add_column(word("attribution_chapter", lang), no_wrap=True)
    columns: list[dict[str, str]] = []
    for variable in variables:
        rows = at_region(last_year(made.groups, variable))
        unit = amounts(str(rows["unit"].iloc[0]), rows["contribution"], lang)
        table.add_column(
            Text(target_label(variable, unit.label, lang)), justify="right", overflow="fold"
        )
        cells = {(r["level"], r["group"]): unit.change(r["contribution"]) for r in rows.to_dict("records")}
        total = rows.set_index("level").loc[kinds.TOTAL]
        columns.append(cells | {("interaction", ""): unit.change(total["interaction"])})
    chapters = [key for level, key in columns[0] if level == kinds.CHAPTER]
    names = [(kinds.CHAPTER, key, row_label(key, lang)) for key in chapters]
    names += [
        (kinds.GRADE, g, word(f"grade {g}", lang)) for g in GRADES if (kinds.GRADE, g) in columns[0]
    ]
    names += [
        (kinds.TOTAL, kinds.TOTAL, row_label(kinds.TOTAL, lang)),
        ("interaction", "", word("attribution_interaction", lang)),
    ]
    before = ""
    for level, key, name in names:
        if before and before != level:
            table.add_section()
        before = level
        table.add_row(Text(name), *(cells[level, key] for cells in columns))
    buffer = io.StringIO()
    width = NAME + COLUMN * len(variables)
    Console(file=buffer, width=width, color_system=None, highlight=False, emoji=False).print(table)
    lines = [*sentences.notes(attribution, lang), *sentences.sure(attribution, made, lang)[:1]]
    return buffer.getvalue() + "\n".join([*lines, word("attribution_result_note", lang)]) + "\n"
