"""The JSON Schema of scenario files, for editors; written by `python -m sim.scenario.json_schema`.

Made from the types and registers that the loader uses. It shows every registered lever and kind of shock;
which of them are modelled only the loader knows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sim.paths import SCENARIOS
from sim.scenario.family import EXTENDS
from sim.scenario.labels import CITY, PAIR, Labels
from sim.scenario.lever_values import BASE_YEAR, DEFAULT, FIRST_YEAR, LAST_YEAR
from sim.scenario.levers import Lever
from sim.scenario.projects import NEVER
from sim.scenario.registers import Registers, read_registers
from sim.scenario.schema import FIRST_OPENING, LAST_OPENING, SHOCK_NAME_PATTERN, ScenarioFile
from sim.scenario.shocks import ShockKind

SCHEMA_FILE = SCENARIOS / "schema.json"
REMOVED = {"type": "null", "description": "removes an inherited key"}


def json_schema(registers: Registers) -> dict[str, Any]:
    """The schema of a single file: everything is optional, because the rest may be inherited."""
    schema = ScenarioFile.model_json_schema()
    properties = schema["properties"]
    properties[EXTENDS] = {
        "description": "a file or list of files that this one builds on",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
    levers = {name: lever for name, lever in registers.levers.items() if lever.index != "project"}
    for lever in levers.values():
        schema["$defs"] |= _lever(lever, registers.labels)
    names = {
        spelling: f"lever_{name}" for name, lever in levers.items() for spelling in (name, lever.label_zh)
    }
    properties["levers"] = _closed(
        {spelling: {"$ref": f"#/$defs/{target}"} for spelling, target in names.items()}
    )
    opens = schema["$defs"]["ProjectDate"]
    properties["projects"] = _closed(
        {
            spelling: {
                "anyOf": [{"$ref": "#/$defs/ProjectDate"}, REMOVED],
                "description": f"{project.label_en} {project.label_zh} ({project.kind})",
            }
            for name, project in registers.projects.items()
            for spelling in (name, project.label_zh)
        }
    )
    opens.pop("required", None)
    year = {"type": "number", "minimum": FIRST_OPENING, "exclusiveMaximum": LAST_OPENING + 1}
    opens["properties"]["opens"]["anyOf"] = [year, {"const": NEVER}, REMOVED]
    properties["parameters"] = _closed(
        {
            name: {
                "type": ["number", "null"],
                "description": f"{parameter.meaning} ({parameter.unit}); "
                f"{parameter.low:g} to {parameter.high:g}, central {parameter.value:g}",
            }
            for name, parameter in registers.parameters.items()
        }
    )
    for entry in ("ShockEntry", "ShockBody"):
        _shock_entry(schema["$defs"][entry], registers)
    for kind in registers.shocks.values():
        schema["$defs"] |= _sizes(kind, registers.labels)
    listed = {"type": "array", "items": {"$ref": "#/$defs/ShockEntry"}}
    named = {
        "type": "object",
        "propertyNames": {"pattern": SHOCK_NAME_PATTERN},
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/ShockBody"}, REMOVED]},
    }
    properties["shocks"] = {"anyOf": [listed, named, REMOVED], "description": "dated events from outside"}
    schema.pop("required", None)
    for name in ("Title", "Uncertainty", "ShockBody"):
        schema["$defs"][name].pop("required", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Scenario"}


def _shock_entry(entry: dict[str, Any], registers: Registers) -> None:
    """Adds the kinds to the definition of a shock, and for each kind where its sizes are defined."""
    kinds = registers.shocks.values()
    entry["properties"]["kind"]["enum"] = [name for kind in kinds for name in (kind.name, kind.label_zh)]
    entry["allOf"] = [
        {
            "if": {"properties": {"kind": {"enum": [kind.name, kind.label_zh]}}},
            "then": {"properties": {"size": {"$ref": f"#/$defs/{_size_name(kind, 0)}"}}},
        }
        for kind in kinds
    ]


def _sizes(kind: ShockKind, labels: Labels) -> dict[str, Any]:
    """Definitions of one kind: its sizes by year or for places, then those at a place, at a place of a place,
    and so on.
    """
    number = {"type": "number", "minimum": kind.low, "maximum": kind.high}
    axes = labels.axes(kind.index) or ()
    defs: dict[str, Any] = {_size_name(kind, len(axes)): _path(number, FIRST_YEAR)}
    for depth in reversed(range(len(axes))):
        inner = {"$ref": f"#/$defs/{_size_name(kind, depth + 1)}"}
        places = _closed(dict.fromkeys((*sorted(labels.spellings[axes[depth]]), DEFAULT), inner))
        defs[_size_name(kind, depth)] = {"anyOf": [_path(number, FIRST_YEAR), places | {"minProperties": 1}]}
    defs[_size_name(kind, 0)]["description"] = (
        f"{kind.label_en} {kind.label_zh}; {kind.range}. {kind.meaning}"
    )
    return defs


def _size_name(kind: ShockKind, depth: int) -> str:
    return f"shock_{kind.name}" + "_at" * depth


def _lever(lever: Lever, labels: Labels) -> dict[str, Any]:
    """Definitions of one lever: its whole value, then its value at a place, at a place of a place, …"""
    neutral = "its own rule" if lever.ruled else f"{lever.neutral:g}"
    axes = labels.axes(lever.index) or ()
    defs = {
        _name(lever, depth): _setting(lever, axes[depth:], labels, depth) for depth in range(len(axes) + 1)
    }
    defs[_name(lever, 0)]["description"] = (
        f"{lever.label_en} {lever.label_zh}; {lever.range}, neutral {neutral}, grade {lever.grade}. "
        f"{lever.mechanism}"
    )
    return defs


def _name(lever: Lever, depth: int) -> str:
    return f"lever_{lever.name}" + "_at" * depth


def _setting(lever: Lever, axes: Sequence[str], labels: Labels, depth: int) -> dict[str, Any]:
    number = {"type": "number", "minimum": lever.low, "maximum": lever.high}
    path = _path({"anyOf": [number, REMOVED]}, BASE_YEAR)
    options: list[dict[str, Any]] = [number, path, REMOVED]
    if axes:
        inner = {"$ref": f"#/$defs/{_name(lever, depth + 1)}"}
        names = labels.known(PAIR) if axes[0] == PAIR else sorted(labels.spellings[axes[0]])
        places = _closed(dict.fromkeys((*names, DEFAULT), inner))
        if axes[0] == PAIR:
            city = "(" + "|".join(sorted(labels.spellings[CITY])) + ")"
            places["patternProperties"] = {f"^{city}-{city}$": inner}
        options.append(places)
    return {"anyOf": options}


def _path(value: dict[str, Any], first: int) -> dict[str, Any]:
    """A mapping from years to values."""
    years = "^(" + "|".join(str(year) for year in range(first, LAST_YEAR + 1)) + ")$"
    return {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "patternProperties": {years: value},
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def text(registers: Registers) -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(registers), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(text(read_registers()), encoding="utf-8", newline="\n")
