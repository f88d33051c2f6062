"""The levers as text, each with what it does; inside its grade only, and the grades added up below."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sim.report.labels import indicator, label
from sim.report.numbers import change, display, percent
from sim.report.words import word

Row: TypeAlias = Mapping[str, Any]
INDENT = "    "
GRADES = ("A", "B", "C")
INDEX = "index"
"""Unit whose label says where it begins, which a difference does not do."""

WIDE = ("F", "W")
"""East Asian widths of characters that take two columns."""


def listing(catalogue: Row, lang: str, *, chapter: str | None = None, by: str = "") -> str:
    """Text of a catalogue (`sim.experiments.lever_catalogue`), or of the register's rows alone.

    ``chapter`` keeps the levers of one chapter of the plan; ``by`` is the target that orders a grade.
    """
    computed = "totals" in catalogue
    if computed:
        lines = [
            word("lever_title", lang, **{k: catalogue[k] for k in ("scenario", "base", "year")}),
            word("lever_order", lang, target=indicator(by, lang)),
        ]
    else:
        lines = [word("lever_title_plain", lang)]
    levers = [row for row in catalogue["levers"] if chapter in (None, row["chapter"])]
    for grade in GRADES:
        mine = [row for row in levers if row["grade"] == grade]
        lines += ["", f"== {word(f'grade {grade}', lang)}"] if mine else []
        for row in sorted(mine, key=lambda r: -abs((r.get("alone") or {}).get(by, 0.0))):
            lines += ["", *_lever(row, catalogue, lang)]
    lines += ["", *_totals(catalogue, lang)] if computed else []
    return "\n".join([*lines, *_excused(catalogue["excused"], lang)]) + "\n"


def _lever(row: Row, catalogue: Row, lang: str) -> list[str]:
    neutral = word("lever_rule", lang) if row["neutral"] is None else f"{row['neutral']:g}"
    basis = ", ".join(word(f"basis {letter}", lang) for letter in row["plan_basis"])
    facts = [
        word(
            "lever_dose",
            lang,
            unit=row["unit_zh" if lang == "zh" else "unit"],
            low=f"{row['low']:g}",
            high=f"{row['high']:g}",
            neutral=neutral,
            index=row["index"],
            timing=word(f"timing {row['timing']}", lang),
        ),
        word("lever_plan", lang, basis=basis, value=_dose(json.loads(row["plan_value"]), lang)),
    ]
    if row.get("setting") is not None:
        facts.append(word("lever_setting", lang, value=_dose(row["setting"], lang)))
    if row.get("openings"):
        name = "label_zh" if lang == "zh" else "project"
        opens = {entry[name]: entry["opens"] for entry in row["openings"]}
        facts.append(word("lever_openings", lang, value=_dose(opens, lang)))
    facts.append(word("lever_moves", lang, text=row["mechanism_zh" if lang == "zh" else "mechanism"]))
    if row["reason"]:
        reason = row["reason_zh" if lang == "zh" else "reason"]
        facts.append(reason if row["state"] == "dates" else word("lever_reason", lang, text=reason))
    facts += _effects(row, catalogue, lang)
    ids = " ".join(row["measures"]) or word("lever_none", lang)
    facts += [
        word("lever_measures", lang, count=len(row["measures"]), ids=ids),
        word(
            "lever_evidence",
            lang,
            strength=word(f"strength {row['evidence_strength']}", lang),
            seen=word(f"seen {row['seen']}", lang),
            text=f"{row['evidence'].rstrip('.')}. {row['source']}",
        ),
    ]
    if row["note"]:
        facts.append(word("lever_note", lang, text=row["note"]))
    head = word(
        "lever_head",
        lang,
        name=row["name"],
        label=row[f"label_{lang}"],
        chapter=row["chapter"],
        grade=row["grade"],
        state=word(f"state {row['state']}", lang),
    )
    return [head, *(INDENT + fact for fact in facts)]


def _effects(row: Row, catalogue: Row, lang: str) -> list[str]:
    found = []
    own = row.get("indicator_effect")
    if own:
        text = f"{own['effect']:+.4f}" if own["unit"] == INDEX else change(own["effect"], own["unit"], lang)
        if own["base"]:
            text += f" ({percent(100 * own['effect'] / own['base'], lang, 2, sign=True)})"
        found.append(word("lever_indicator", lang, name=indicator(own["variable"], lang), effect=text))
    for key in ("alone", "within", "base_openings"):
        if row.get(key):
            parts = [
                f"{indicator(target, lang)} {change(row[key][target], unit, lang)}"
                for target, unit in catalogue["targets"].items()
            ]
            found.append(word(f"effect {key}", lang, effects="; ".join(parts)))
    return found


def _totals(catalogue: Row, lang: str) -> list[str]:
    """A table: one line a sum of grades, one column a target."""
    cells: dict[str, list[str]] = {}
    for row in catalogue["totals"]:
        unit = display(row["unit"], row["effect"], lang)
        text = unit.change(row["effect"])
        if row["p05"] is not None:
            text += f" [{type(unit)(unit.divisor, '', lang).range(row['p05'], row['p95'])}]"
        cells.setdefault(word(f"sum {row['grades']}", lang), []).append(text)
    heads = ["", *(indicator(target, lang) for target in catalogue["targets"])]
    return [
        word("lever_totals", lang, year=catalogue["year"], members=catalogue["members"]),
        *_aligned([heads, *([name, *texts] for name, texts in cells.items())]),
        word("lever_cap", lang, share=f"{100 * catalogue['cap']:g}"),
    ]


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """Rows of text in columns; a Chinese character is two columns wide."""
    widths = [max(columns(row[k]) for row in table) for k in range(len(table[0]))]
    return [
        "  ".join(
            text + " " * (width - columns(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def columns(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in WIDE else 1 for c in text)


def _excused(reasons: Mapping[str, str], lang: str) -> list[str]:
    return [
        "",
        word("lever_excused", lang, count=len(reasons)),
        *(f"{INDENT}{measure}: {reason}" for measure, reason in reasons.items()),
    ]


def _dose(value: object, lang: str) -> str:
    """A value for all places, or places with theirs, as a scenario file names them."""
    if not isinstance(value, Mapping):
        return f"{value:g}" if isinstance(value, int | float) else str(value)
    parts = []
    for place, inner in value.items():
        text = _dose(inner, lang)
        name = label(str(place), lang) if lang == "zh" else place
        parts.append(f"{name} ({text})" if isinstance(inner, Mapping) else f"{name} {text}")
    return ", ".join(parts)
