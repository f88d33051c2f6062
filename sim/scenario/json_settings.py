"""The JSON Schema of the value of a lever and of the size of a shock: numbers, paths over years, places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sim.scenario.labels import CITY, PAIR, Labels
from sim.scenario.lever_values import BASE_YEAR, FIRST_YEAR, LAST_YEAR
from sim.scenario.levers import Lever
from sim.scenario.schema import LAST_HORIZON
from sim.scenario.shocks import ShockKind

Schema: TypeAlias = dict[str, Any]
LEVER, SHOCK = "lever", "shock"
REMOVED: Schema = {"type": "null", "description": "removes an inherited key"}


def definitions(
    prefix: str, dosed: Lever | ShockKind, labels: Labels, others: Sequence[str], text: str
) -> Schema:
    """Definitions of one lever or kind of shock: its whole value, then at a place, at a place of a place, …

    ``others`` are the spellings of the key for all places that are not named.
    """
    axes = labels.axes(dosed.index) or ()
    defs: Schema = {}
    for depth in range(len(axes) + 1):
        inner = {"$ref": f"#/$defs/{_name(prefix, dosed.name, depth + 1)}"}
        places = [_places(axes[depth], labels, others, inner)] if depth < len(axes) else []
        defs[_name(prefix, dosed.name, depth)] = {"anyOf": [*_numbers(prefix, dosed), REMOVED, *places]}
    defs[_name(prefix, dosed.name, 0)]["description"] = text
    return defs


def lever_text(lever: Lever) -> str:
    """What an editor says of a lever."""
    neutral = "its own rule" if lever.ruled else f"{lever.neutral:g}"
    named = f"{lever.label_en} {lever.label_zh}; {lever.range}"
    return f"{named}, neutral {neutral}, grade {lever.grade}. {lever.mechanism}"


def shock_text(kind: ShockKind) -> str:
    """What an editor says of a kind of shock."""
    return f"{kind.label_en} {kind.label_zh}; {kind.range}. {kind.meaning}"


def closed(properties: Schema) -> Schema:
    """A mapping without other keys."""
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _name(prefix: str, name: str, depth: int) -> str:
    return f"{prefix}_{name}" + "_at" * depth


def _numbers(prefix: str, dosed: Lever | ShockKind) -> list[Schema]:
    """A path over years, and for a lever a single number."""
    number = {"type": "number", "minimum": dosed.low, "maximum": dosed.high}
    in_year: Schema = {"anyOf": [number, REMOVED]}
    if prefix == LEVER:
        return [number, _path(in_year, BASE_YEAR, LAST_YEAR)]
    return [_path(in_year, FIRST_YEAR, LAST_HORIZON)]


def _places(axis: str, labels: Labels, others: Sequence[str], inner: Schema) -> Schema:
    """A mapping from the places of an axis, in every spelling, and the default."""
    names = labels.known(PAIR) if axis == PAIR else sorted(labels.spellings[axis])
    places = closed(dict.fromkeys((*names, *others), inner))
    if axis == PAIR:
        places["patternProperties"] = {_pairs(labels): inner}
    return places


def _pairs(labels: Labels) -> str:
    """The pattern of two different cities in either order, in every spelling."""
    of_city: dict[str, list[str]] = {}
    for spelling, city in sorted(labels.spellings[CITY].items()):
        of_city.setdefault(city, []).append(spelling)
    pairs = []
    for city, spellings in of_city.items():
        others = [spelling for other in of_city if other != city for spelling in of_city[other]]
        pairs.append(f"({'|'.join(spellings)}) *- *({'|'.join(others)})")
    return f"^ *({'|'.join(pairs)}) *$"


def _path(value: Schema, first: int, last: int) -> Schema:
    """A mapping from years to values."""
    years = "^(" + "|".join(str(year) for year in range(first, last + 1)) + ")$"
    return {"type": "object", "additionalProperties": False, "patternProperties": {years: value}}
