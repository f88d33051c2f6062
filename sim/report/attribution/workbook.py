"""The workbook of an attribution: contents, steps, chapters, and a sheet of settings for each target."""

from __future__ import annotations

import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution import sentences, waterfall
from sim.report.attribution.charts import Tables, at_region, goal, last_year
from sim.report.attribution.naming import row_label
from sim.report.attribution.workbook_steps import steps_block
from sim.report.book.book import Book
from sim.report.book.contents import linked_sheets
from sim.report.book.looks import FIRST, RESULTS, TARGETS
from sim.report.book.table import Line
from sim.report.book.units import unit, unit_line
from sim.report.labels import indicator, place
from sim.report.manifest import VERSION
from sim.report.scenario_names import short
from sim.report.words import word

CONTENTS = (34.0, 96.0)
STEPS = (34.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0)


def workbook(attribution: Attribution, made: Tables, lang: str) -> bytes:
    """All sheets in one language."""
    one, other = short(attribution.one, lang), short(attribution.other, lang)
    title = word("attribution_page_title", lang, one=one, other=other)
    book = Book(title, word("report_name", lang), VERSION, lang)
    variables = [str(name) for name in dict.fromkeys(made.players["target"])]
    contents = book.sheet(word("sheet contents", lang), CONTENTS, FIRST)
    entries = [
        _steps(book, attribution, made, title),
        _groups(book, attribution, made.groups),
        *(_settings(book, made.players[made.players["target"] == name], name) for name in variables),
    ]
    contents.title(title)
    linked_sheets(contents, entries)
    contents.heading(word("attribution_table", lang))
    contents.say([*sentences.notes(attribution, lang), *sentences.result(attribution, made, lang)])
    contents.heading(word("section attribution_sure", lang))
    contents.say(sentences.sure(attribution, made, lang))
    contents.heading(word("section attribution_method", lang))
    contents.say(word(f"attribution_method {key}", lang) for key in sentences.METHOD)
    contents.say([word("workbook_how_is numbers", lang), word("workbook_percent", lang)])
    contents.say([word("report_footer", lang)], "note")
    return book.finish()


def _steps(book: Book, attribution: Attribution, made: Tables, title: str) -> tuple[str, str]:
    """From one scenario to the other in the region, a block and a chart a target."""
    lang, holds = book.lang, word("attribution_holds steps", book.lang)
    sheet = book.sheet(word("sheet steps", lang), STEPS, RESULTS)
    sheet.title(title, holds)
    titles = {
        f"{row}_{tongue}": short(scenario, tongue)
        for row, scenario in ((waterfall.START, attribution.one), (waterfall.END, attribution.other))
        for tongue in ("en", "zh")
    }
    year = attribution.years[-1]
    for variable in dict.fromkeys(made.values["target"]):
        steps = at_region(made.steps[made.steps["target"] == variable])
        whole = at_region(last_year(made.values, variable)).iloc[0]
        table = waterfall.data(steps, whole["start"], whole["end"], goal(variable, year), titles)
        steps_block(book, sheet, f"{indicator(str(variable), lang)}, {year}", table)
    return sheet.name, holds


def _groups(book: Book, attribution: Attribution, groups: pd.DataFrame) -> tuple[str, str]:
    """Chapters and the whole by target, place and year."""
    lang, years, holds = book.lang, attribution.years, word("attribution_holds chapters", book.lang)
    sheet = book.sheet(word("sheet chapters", lang), [28.0, 18.0, 18.0, 28.0, *[12.0] * len(years)], TARGETS)
    sheet.title(word("attribution_by_chapter", lang), holds)
    kept = groups[groups["level"].isin([kinds.CHAPTER, kinds.TOTAL])]
    lines = []
    for (target, name, region, group), part in kept.groupby(
        ["target", "unit", "region", "group"], sort=False
    ):
        values = part["contribution"].tolist()
        shown = unit(str(name), values, lang)
        cells = [
            indicator(str(target), lang),
            shown.label,
            place(str(region), lang),
            row_label(str(group), lang),
        ]
        look = "total" if group == kinds.TOTAL else "row"
        lines.append(Line([*cells, *shown.cells(values)], shown.change, look))
    heads = [word(key, lang) for key in ("target", "unit", "place", "attribution_chapter")]
    area = sheet.table([*heads, *years], lines)
    sheet.stay(area, 4)
    book.name("Chapters", sheet, area)
    return sheet.name, holds


def _settings(book: Book, players: pd.DataFrame, variable: str) -> tuple[str, str]:
    """Every setting in the last year: its part in the region and in each place, error, alone, within."""
    lang = book.lang
    last = players[players["year"] == players["year"].max()]
    regions = [str(name) for name in dict.fromkeys(last["region"])]
    name = indicator(variable, lang)
    holds = word("attribution_settings", lang, target=name)
    widths = [44.0, 26.0, 8.0, *[14.0] * (len(regions) + len(NUMBERS))]
    sheet = book.sheet(name, widths, RESULTS)
    sheet.title(holds, word("attribution_holds settings", lang))
    shown = unit(str(last["unit"].iloc[0]), last["contribution"].tolist(), lang)
    codes = ("", "", "", *[shown.change] * len(regions), shown.code, shown.change, shown.change)
    lines = []
    for _, part in last.groupby(["section", "player"], sort=False):
        row = part.iloc[0]
        cells = [row[f"label_{lang}"], row_label(str(row["chapter"]), lang), row["grade"]]
        numbers = [*part["contribution"].tolist(), *(row[column] for column in NUMBERS.values())]
        lines.append(Line([*cells, *shown.cells(numbers)], codes))
    heads = [word(key, lang) for key in ("attribution_setting", "attribution_chapter", "grade")]
    heads += [place(region, lang) for region in regions]
    heads += [word(f"attribution_head {key}", lang) for key in NUMBERS]
    line = unit_line(str(last["unit"].iloc[0]), shown, lang)
    area = sheet.table(heads, lines, caption=name, unit=line, centred=(2,))
    sheet.stay(area, 1)
    return sheet.name, holds


NUMBERS = {"order_error": "standard_error", "alone": "first", "within": "last"}
"""Columns after the places: error over orders, effect alone, effect within."""
