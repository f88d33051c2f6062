"""What differs between scenarios, as text by chapter of the plan and as plain data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict

from sim.report.labels import ids, label, names
from sim.report.setting_words import setting_words
from sim.report.words import word
from sim.scenario.difference_cells import Row, Value
from sim.scenario.labels import PAIR
from sim.scenario.lever_values import DEFAULT
from sim.scenario.measures import chapters
from sim.scenario.projects import NEVER
from sim.scenario.scenario import Scenario

INDENT = "    "
BETWEEN = " | "
SECTIONS = ("flags", "parameters", "shocks", "drivers", "horizon", "uncertainty")
"""Sections that belong to no chapter of the plan."""


def listing(scenarios: Sequence[Scenario], rows: Sequence[Row], lang: str) -> str:
    """The rows of `sim.scenario.differences` as text, by chapter and then by section."""
    lines = [f"{scenario.name}: {_title(scenario, lang)}" for scenario in scenarios]
    if not rows:
        return "\n".join([*lines, "", word("diff_none", lang)]) + "\n"
    lines.append(word("diff_order", lang, names=BETWEEN.join(scenario.name for scenario in scenarios)))
    for chapter in sorted({row.chapter for row in rows if row.chapter}, key=int):
        mine = [row for row in rows if row.chapter == chapter]
        known = chapters()[chapter]
        name = known.short_zh if lang == "zh" else known.short_en
        head = word("diff_chapter", lang, chapter=chapter, name=name)
        lines += ["", f"== {head}", *_entries(mine, lang)]
    for section in SECTIONS:
        mine = [row for row in rows if row.section == section]
        lines += ["", f"== {word(f'diff {section}', lang)}", *_entries(mine, lang)] if mine else []
    return "\n".join(lines) + "\n"


def plain(scenarios: Sequence[Scenario], rows: Sequence[Row]) -> dict[str, object]:
    """The rows as plain data, with the scenarios in the order of their values."""
    return {
        "scenarios": [scenario.name for scenario in scenarios],
        "differences": [asdict(row) | {"values": [_plain(value) for value in row.values]} for row in rows],
    }


def _plain(value: Value) -> object:
    return NEVER if isinstance(value, float) and math.isinf(value) else value


def _title(scenario: Scenario, lang: str) -> str:
    return scenario.title_zh if lang == "zh" else scenario.title_en


def _entries(rows: Sequence[Row], lang: str) -> list[str]:
    """Each name once, and below it a line for every place."""
    lines: list[str] = []
    comma, last = word("diff_between", lang), ""
    for row in rows:
        if row.name != last:
            text, unit = (row.label_zh, row.unit_zh) if lang == "zh" else (row.label_en, row.unit)
            lines.append(comma.join(dict.fromkeys(filter(None, (row.name, text, unit)))))
        last = row.name
        place = comma.join(_place(row, at, lang) for at in range(len(row.place)))
        values = BETWEEN.join(
            setting_words(row, value, lang, unset=word("diff_unset", lang))
            + (word("diff_origin", lang, origin=origin) if origin else "")
            for value, origin in zip(row.values, row.origins, strict=True)
        )
        lines.append(INDENT + (word("diff_at", lang, place=place, values=values) if place else values))
    return lines


def _place(row: Row, at: int, lang: str) -> str:
    entry, axis = row.place[at], row.axes[at]
    if entry == DEFAULT:
        return word("diff_others", lang)
    if axis == PAIR:
        return label(entry, lang)
    return dict(zip(ids(axis), names(axis, lang), strict=True))[entry]
