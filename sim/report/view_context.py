"""Tables of the report on what surrounds the results: levers, their effects, shocks, provenance, parameters,
manifest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.report.inputs import Inputs
from sim.report.labels import indicator, with_names
from sim.report.numbers import MISSING, Display, display
from sim.report.view import Quoted, Table, bracket
from sim.report.words import in_language, word
from sim.scenario.unit_names import unit_name


def levers(inputs: Inputs, lang: str) -> Table:
    """Levers in use with value and grade; under each how it works."""
    rows = inputs.context.get("levers", [])
    lines = [
        [
            in_language(r.get("label", r["lever"]), lang),
            with_names(in_language(r.get("value"), lang), lang),
            unit_name(r.get("unit", ""), lang),
            r.get("grade", ""),
        ]
        for r in rows
    ]
    return Table(
        word("levers_title", lang),
        [word(h, lang) for h in ("lever", "value", "unit", "grade")],
        lines,
        word("levers_note", lang),
        frozenset({1, 2, 3}),
        [Quoted(in_language(r.get("channel"), lang), "") for r in rows],
    )


def contributions(inputs: Inputs, lang: str, year: int) -> Table:
    """What each lever adds to each headline outcome in a year."""
    rows = inputs.effects(year)
    outcomes = list(dict.fromkeys(r["target"] for r in rows))
    units = {
        t: display(
            next(r.get("unit", "") for r in rows if r["target"] == t),
            max(abs(r["effect"]) for r in rows if r["target"] == t),
            lang,
        )
        for t in outcomes
    }
    numbers = {t: unit.bare for t, unit in units.items()}
    effects = {(r["lever"], r["target"]): r["effect"] for r in rows}
    levers_in_order = {r["lever"]: r for r in rows}
    lines = [
        [
            in_language(r.get("label", lever), lang),
            r.get("grade", ""),
            *(numbers[t].change(effects.get((lever, t), math.nan)) for t in outcomes),
        ]
        for lever, r in levers_in_order.items()
    ]
    head = [
        word("lever", lang),
        word("grade", lang),
        *(indicator(t, lang) + bracket(units[t].label, lang) for t in outcomes),
    ]
    return Table(
        word("contributions_title", lang, year=year),
        head,
        lines,
        word("contributions_note", lang),
        frozenset({1}),
    )


def shocks(inputs: Inputs, lang: str) -> Table:
    """Events from outside that the scenario assumes, with size and cause."""
    lines = [
        [
            r["name"],
            in_language(r["kind"], lang),
            with_names(in_language(r["size"], lang), lang),
            unit_name(r["unit"], lang),
            r["cause"],
        ]
        for r in inputs.context.get("shocks", [])
    ]
    return Table(
        word("shocks_title", lang),
        [word(h, lang) for h in ("shock", "kind", "value", "unit", "assumed_cause")],
        lines,
        word("shocks_note", lang),
        frozenset({1, 2, 3, 4}),
    )


def provenance(inputs: Inputs, lang: str) -> Table:
    """How many cells of each baseline table were measured, printed in the plan, derived, or recalled."""
    kinds = ("sourced", "plan", "derived", "recalled", "judgement")
    tables = inputs.context.get("provenance", {})
    number = Display(1.0, "", lang)
    lines = [[name, *(number.number(counts.get(k, 0), 0) for k in kinds)] for name, counts in tables.items()]
    total = [sum(counts.get(k, 0) for counts in tables.values()) for k in kinds]
    lines.append([word("sum", lang), *(number.number(count, 0) for count in total)])
    return Table(
        word("provenance_title", lang),
        [word("table", lang), *(word(f"provenance {k}", lang) for k in kinds)],
        lines,
        word("provenance_note", lang),
    )


def parameters(inputs: Inputs, lang: str) -> Table:
    """Parameters that the scenario overrides."""
    lines = [
        [
            r["name"],
            in_language(r.get("meaning"), lang),
            _shown(r.get("value")),
            _shown(r.get("default")),
            unit_name(r.get("unit", ""), lang),
        ]
        for r in inputs.context.get("parameters", [])
    ]
    return Table(
        word("parameters_title", lang),
        [word(h, lang) for h in ("parameter", "meaning", "value", "default", "unit")],
        lines,
        text_columns=frozenset({1, 4}),
    )


def manifest(inputs: Inputs, lang: str) -> Table:
    """What the run was made of."""
    lines = [[key, value] for key, value in _flat(inputs.context.get("manifest", {}))]
    return Table(
        word("manifest_title", lang),
        [word("item", lang), word("value", lang)],
        lines,
        text_columns=frozenset({1}),
    )


def _flat(items: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    result: list[tuple[str, str]] = []
    for key, value in items.items():
        if isinstance(value, Mapping):
            result += _flat(value, f"{prefix}{key}.")
        else:
            result.append((prefix + key, _shown(value)))
    return result


def _shown(value: object) -> str:
    if value is None:
        return MISSING
    return f"{value:g}" if isinstance(value, float) else str(value)
