"""The workbook of an attribution: a sheet of notes, one of groups, and one of settings for each target."""

from __future__ import annotations

import pandas as pd

from sim import attribution as kinds
from sim.attribution import Attribution
from sim.report.attribution import sentences
from sim.report.attribution.charts import Tables
from sim.report.attribution.naming import row_label, slug
from sim.report.excel import NUMBER, Book, Column
from sim.report.labels import indicator, place
from sim.report.scenario_names import short
from sim.report.words import word
from sim.scenario.unit_names import unit_name

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""Characters that a sheet's name may not have."""
NAME_ROOM = 27


def workbook(attribution: Attribution, made: Tables, lang: str) -> bytes:
    """All sheets in one language."""
    one, other = short(attribution.one, lang), short(attribution.other, lang)
    title = word("attribution_page_title", lang, one=one, other=other)
    book = Book(title, lang)
    notes = [
        *sentences.notes(attribution, lang),
        *sentences.result(attribution, made, lang),
        *sentences.sure(attribution, made, lang),
        *(word(f"attribution_method {key}", lang) for key in sentences.METHOD),
    ]
    book.sheet(word("sheet notes", lang), [Column(title, 120)], [[note] for note in notes], frozen=0)
    _groups(book, attribution, made.groups, lang)
    for variable in dict.fromkeys(made.players["target"]):
        _settings(book, made.players[made.players["target"] == variable], variable, lang)
    return book.finish()


def _groups(book: Book, attribution: Attribution, groups: pd.DataFrame, lang: str) -> None:
    """Chapters and the whole by target, place and year."""
    columns = [
        Column(word("target", lang), 28),
        Column(word("unit", lang), 14),
        Column(word("place", lang), 16),
        Column(word("attribution_chapter", lang), 22),
        *(Column(str(year), 12, NUMBER) for year in attribution.years),
    ]
    kept = groups[groups["level"].isin([kinds.CHAPTER, kinds.TOTAL])]
    keys = ["target", "unit", "region", "group"]
    lines = [
        [
            indicator(target, lang),
            unit_name(str(unit), lang),
            place(region, lang),
            row_label(str(group), lang),
            *part["contribution"],
        ]
        for (target, unit, region, group), part in kept.groupby(keys, sort=False)
    ]
    book.sheet(word("attribution_by_chapter", lang), columns, lines, frozen=4)


def _settings(book: Book, players: pd.DataFrame, variable: str, lang: str) -> None:
    """Every setting in the last year: its part in the region and in each place, error, alone, within."""
    last = players[players["year"] == players["year"].max()]
    regions = list(dict.fromkeys(last["region"]))
    heads = ("order_error", "alone", "within")
    columns = [
        Column(word("attribution_setting", lang), 40),
        Column(word("attribution_chapter", lang), 20),
        Column(word("grade", lang), 8),
        *(Column(place(region, lang), 13, NUMBER) for region in regions),
        *(Column(word(f"attribution_head {key}", lang), 13, NUMBER) for key in heads),
        Column(word("unit", lang), 14),
    ]
    lines = [
        [
            part[f"label_{lang}"].iloc[0],
            row_label(str(part["chapter"].iloc[0]), lang),
            part["grade"].iloc[0],
            *part["contribution"],
            *part[["standard_error", "first", "last"]].iloc[0],
            unit_name(str(part["unit"].iloc[0]), lang),
        ]
        for _, part in last.groupby(["section", "player"], sort=False)
    ]
    name = indicator(variable, lang) if len(indicator(variable, lang)) <= NAME_ROOM else slug(variable)
    book.sheet(name.translate(FORBIDDEN), columns, lines, frozen=1)
