"""What the scenarios set differently, in words and units: by chapter for a few, by scenario for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.report.compare.comparison import Comparison
from sim.report.compare.marks import called
from sim.report.labels import label
from sim.report.numbers import MISSING
from sim.report.setting_words import setting_words
from sim.report.view import Table, bracket
from sim.report.words import listed, word
from sim.scenario.difference_cells import Row
from sim.scenario.lever_values import DEFAULT

LEVERS = "levers"
IDENTIFIED = ("shocks", "drivers", "flags")
"""Sections whose entries are shown with their id as well."""

MOST = 8
"""Settings that a scenario's line names; the rest is in ``inputs.csv``."""


def columns(comparison: Comparison) -> pd.DataFrame:
    """The table of ``inputs.csv``: one row a setting that differs, one column a scenario."""
    records = [
        {
            "section": row.section,
            "chapter": row.chapter,
            "name": row.name,
            "label_en": row.label_en,
            "label_zh": row.label_zh,
            "place": " ".join(row.place),
            "unit": row.unit,
            **{
                name: setting_words(row, value, "en", unset="")
                for name, value in zip(comparison.names, row.values, strict=True)
            },
        }
        for row in comparison.inputs
    ]
    heads = ["section", "chapter", "name", "label_en", "label_zh", "place", "unit", *comparison.names]
    return pd.DataFrame(records, columns=heads)


def tables(comparison: Comparison, lang: str) -> list[Table]:
    """The settings that differ as the page shows them; nothing where none does."""
    if not comparison.inputs:
        return []
    if comparison.few:
        return [_by_chapter(comparison, lang)]
    return [_counts(comparison, lang), _by_scenario(comparison, lang)]


def heading(row: Row, lang: str) -> str:
    """Section, and the plan's chapter where there is one."""
    section = word(f"compare_inputs {row.section}", lang)
    return word("compare_chapter", lang, section=section, chapter=row.chapter) if row.chapter else section


def named(row: Row, lang: str) -> str:
    """The setting's name; an event, a series or a switch with its id, by which files know it."""
    label = row.label_zh if lang == "zh" else row.label_en
    if row.section in IDENTIFIED and row.name != label:
        return f"{label}{bracket(row.name, lang)}"
    return label


def what(row: Row, lang: str) -> str:
    """The setting's name with its place."""
    return named(row, lang) + bracket(located(row, lang), lang)


def located(row: Row, lang: str) -> str:
    """The place of a setting, empty for one that holds everywhere."""
    places = [word("compare_elsewhere", lang) if key == DEFAULT else label(key, lang) for key in row.place]
    return listed(places, lang)


def _by_chapter(comparison: Comparison, lang: str) -> Table:
    lines: list[list[str]] = []
    group = ""
    for row in comparison.inputs:
        if heading(row, lang) != group:
            group = heading(row, lang)
            lines.append([group])
        values = [setting_words(row, value, lang, unset=MISSING) for value in row.values]
        lines.append([what(row, lang), row.unit_zh if lang == "zh" else row.unit, *values])
    head = [word("compare_setting", lang), word("unit", lang)]
    head += [called(order, name) for order, name in enumerate(comparison.labels(lang))]
    text = frozenset(range(1, len(head)))
    return Table(word("compare_inputs_title", lang), head, lines, word("compare_inputs_note", lang), text)


def _changed(comparison: Comparison, order: int) -> dict[tuple[str, str], list[Row]]:
    """Settings in which a scenario differs from the first, each with its places, by section and name (an
    event or series with all its parts); those whose value the fewest scenarios share come first.
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for row in comparison.inputs:
        if row.values[order] != row.values[0]:
            found.setdefault((row.section, row.name.partition(".")[0]), []).append(row)
    return dict(sorted(found.items(), key=lambda item: min(_sharing(row, order) for row in item[1])))


def _sharing(row: Row, order: int) -> int:
    """Scenarios in which a setting is as in this one."""
    return sum(value == row.values[order] for value in row.values)


def _counts(comparison: Comparison, lang: str) -> Table:
    """How many settings each scenario changes: levers by chapter, then the other sections."""
    groups = list(dict.fromkeys(_column(row, lang) for row in comparison.inputs))
    lines = []
    for order, name in list(enumerate(comparison.labels(lang)))[1:]:
        mine = [_column(rows[0], lang) for rows in _changed(comparison, order).values()]
        counts = [mine.count(group) for group in groups]
        lines.append([called(order, name), *(str(n) if n else MISSING for n in counts)])
    title = word("compare_counts_title", lang, first=comparison.labels(lang)[0])
    head = [word("compare_scenario", lang), *groups]
    return Table(title, head, lines, word("compare_counts_note", lang))


def _column(row: Row, lang: str) -> str:
    if row.section == LEVERS:
        return word("compare_chapter_head", lang, chapter=row.chapter)
    return word(f"compare_inputs {row.section}", lang)


def _by_scenario(comparison: Comparison, lang: str) -> Table:
    """A line a scenario with what it changes, each with the first scenario's value."""
    lines = []
    for order, name in list(enumerate(comparison.labels(lang)))[1:]:
        lines.append([called(order, name), _sentence(_changed(comparison, order), order, lang)])
    title = word("compare_changes_title", lang, first=comparison.labels(lang)[0])
    head = [word("compare_scenario", lang), word("compare_changes", lang)]
    return Table(title, head, lines, word("compare_changes_note", lang), frozenset({1}))


def _sentence(changed: Mapping[tuple[str, str], Sequence[Row]], order: int, lang: str) -> str:
    if not changed:
        return word("compare_no_change", lang)
    parts = [_part(rows, order, lang) for rows in list(changed.values())[:MOST]]
    if len(changed) > MOST:
        parts.append(word("compare_more", lang, count=len(changed) - MOST))
    return ("；" if lang == "zh" else "; ").join(parts)


def _part(rows: Sequence[Row], order: int, lang: str) -> str:
    """One setting with its value, or with the number of its places where there are several."""
    sizes = [row for row in rows if "." not in row.name] or rows
    row = sizes[0]
    if len(sizes) > 1:
        return named(row, lang) + bracket(word("compare_in_places", lang, count=len(sizes)), lang)
    value = setting_words(row, row.values[order], lang, unset=MISSING)
    if row.values[0] is None:
        return word("compare_set", lang, what=what(row, lang), value=value)
    first = setting_words(row, row.values[0], lang, unset=MISSING)
    return word("compare_change", lang, what=what(row, lang), value=value, first=first)
