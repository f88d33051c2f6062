"""The JSON Schema of scenario files, for editors: made from the types and registers that the loader uses.

It judges one file. Where the file extends another, nothing has to be there and null removes what is
inherited; where it does not, everything that a scenario needs must be there and null has no meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.scenario.family import EXTENDS
from sim.scenario.folder import LONGEST_NAME
from sim.scenario.json_settings import LEVER, REMOVED, SHOCK, closed, definitions, lever_text, shock_text
from sim.scenario.lever_values import DEFAULT
from sim.scenario.registers import Registers
from sim.scenario.scenario_keys import SCENARIO, Keys
from sim.scenario.schema import FIRST_OPENING, LAST_OPENING, SHOCK_NAME_PATTERN, ScenarioFile

Schema: TypeAlias = dict[str, Any]
PARTS = {
    "Title": "title",
    "ProjectDate": "project",
    "ImplementationFile": "implementation",
    "ExtentFile": "extent",
    "Uncertainty": "uncertainty",
    "ShockEntry": "shock",
    "ShockBody": "shock",
}
"""Types of the loader and what the register of spellings calls them."""
NEEDED = ("title", "question", "horizon", "drivers")
"""Keys that every scenario has in the end, so that null is never right."""
NEVER_NULL = {"Title", "ShockEntry"}
"""Types without anything to remove: both languages are needed, and a list is replaced whole."""


@dataclass(frozen=True)
class Live:
    """What the model acts on; the loader refuses everything else."""

    levers: Collection[str]
    flags: Collection[str]
    shocks: Collection[str]
    projects: Collection[str]


def json_schema(registers: Registers, live: Live) -> Schema:
    """The schema of a single file."""
    keys = registers.keys
    made = ScenarioFile.model_json_schema()
    defs: Schema = {name: _bilingual(name, made["$defs"][name], keys) for name in PARTS}
    levers = [lever for name, lever in registers.levers.items() if name in live.levers]
    kinds = [kind for name, kind in registers.shocks.items() if name in live.shocks]
    others = _spellings("place", DEFAULT, keys)
    for lever in levers:
        defs |= definitions(LEVER, lever, registers.labels, others, lever_text(lever))
    for kind in kinds:
        defs |= definitions(SHOCK, kind, registers.labels, others, shock_text(kind))
    for name in ("ShockEntry", "ShockBody"):
        _kinds(defs[name], [(kind.name, kind.label_zh) for kind in kinds], keys, named=name == "ShockBody")
    defs |= {"no_null": _no_null(), "filled": _filled()}
    top: Schema = {**made["properties"]}
    top[EXTENDS] = _extends()
    top["levers"] = _names(
        {(lever.name, lever.label_zh): {"$ref": f"#/$defs/{LEVER}_{lever.name}"} for lever in levers}
    )
    top["projects"] = _names(
        {
            (name, project.label_zh): {
                "anyOf": [{"$ref": "#/$defs/ProjectDate"}, REMOVED],
                "description": f"{project.label_en} {project.label_zh} ({project.kind})",
            }
            for name, project in registers.projects.items()
            if name in live.projects
        }
    )
    top["flags"] = _names(
        {(name, keys.labels.get(("flags", name), name)): {"type": ["boolean", "null"]} for name in live.flags}
    )
    top["parameters"] = closed(
        {
            name: {
                "type": ["number", "null"],
                "description": f"{known.meaning} ({known.unit}); {known.low:g} to {known.high:g}, "
                f"central {known.value:g}",
            }
            for name, known in registers.parameters.items()
        }
    )
    chapters = sorted({lever.chapter for lever in registers.levers.values()}, key=int)
    extent = {"anyOf": [{"$ref": "#/$defs/ExtentFile"}, REMOVED]}
    for spelling in _spellings("implementation", "chapters", keys):
        defs["ImplementationFile"]["properties"][spelling] = {
            "anyOf": [closed(dict.fromkeys(chapters, extent)), REMOVED]
        }
    top["shocks"] = _shocks()
    for name in top.keys() - {EXTENDS, *NEEDED}:
        top[name] = {"anyOf": [top[name], REMOVED]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario",
        "description": "A scenario file: what differs from the files that it extends.",
        "$defs": defs,
        **closed({spelling: top[name] for name in top for spelling in _spellings(SCENARIO, name, keys)}),
        "if": {"not": {"anyOf": [{"required": [name]} for name in _spellings(SCENARIO, EXTENDS, keys)]}},
        "then": _alone(keys),
    }


def _spellings(part: str, name: str, keys: Keys) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, keys.labels.get((part, name), name))))


def _bilingual(name: str, made: Schema, keys: Keys) -> Schema:
    """A type's schema with both spellings of its keys and words; nothing is required yet."""
    part = PARTS[name]
    properties: Schema = {}
    for key, entry in made["properties"].items():
        if key == "opens":
            entry = {"anyOf": [_opening(keys)], "description": entry["description"]}
        elif "enum" in entry:
            words = [spelling for word in entry["enum"] for spelling in _spellings(key, word, keys)]
            entry = {**entry, "enum": words}
        for spelling in _spellings(part, key, keys):
            properties[spelling] = entry if name in NEVER_NULL else {"anyOf": [entry, REMOVED]}
    return {"description": made["description"], **closed(properties)}


def _opening(keys: Keys) -> Schema:
    year = {"type": "number", "minimum": FIRST_OPENING, "exclusiveMaximum": LAST_OPENING + 1}
    return {"anyOf": [year, {"enum": list(_spellings("opens", "never", keys))}]}


def _extends() -> Schema:
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
    several = {"type": "array", "items": name, "minItems": 1, "uniqueItems": True}
    return {"description": "a file or list of files that this one builds on", "anyOf": [name, several]}


def _names(entries: Mapping[tuple[str, str], Schema]) -> Schema:
    """A mapping whose keys have two spellings."""
    return closed({spelling: entry for names, entry in entries.items() for spelling in names})


def _shocks() -> Schema:
    body = {"anyOf": [{"$ref": "#/$defs/ShockBody"}, REMOVED]}
    return {
        "description": "dated events from outside: a list, or by name",
        "anyOf": [
            {"type": "array", "items": {"$ref": "#/$defs/ShockEntry"}},
            {
                "type": "object",
                "propertyNames": {"pattern": SHOCK_NAME_PATTERN},
                "additionalProperties": body,
            },
        ],
    }


def _kinds(entry: Schema, kinds: list[tuple[str, str]], keys: Keys, *, named: bool) -> None:
    """Adds the kinds to the definition of a shock, and for each kind where its sizes are defined.

    A shock of a list has everything; one by name may have its kind from the file below, and then any size.
    """
    words = {"enum": [spelling for kind in kinds for spelling in kind]}
    sizes = [{"$ref": f"#/$defs/{SHOCK}_{name}"} for name, _ in kinds]
    for spelling in _spellings("shock", "kind", keys):
        entry["properties"][spelling] = {"anyOf": [words, REMOVED]} if named else words
    for spelling in _spellings("shock", "size", keys):
        entry["properties"][spelling] = {"anyOf": [*sizes, REMOVED]} if named else {"anyOf": sizes}
    entry["allOf"] = [
        {
            "if": {"required": [key], "properties": {key: {"enum": list(kind)}}},
            "then": {"properties": dict.fromkeys(_spellings("shock", "size", keys), size)},
        }
        for kind, size in zip(kinds, sizes, strict=True)
        for key in _spellings("shock", "kind", keys)
    ]
    if not named:
        entry["allOf"] += [
            {"$ref": "#/$defs/no_null"},
            *(_needed("shock", key, keys) for key in ("name", "kind", "cause", "size")),
            {"properties": {key: {"$ref": "#/$defs/filled"} for key in _spellings("shock", "size", keys)}},
        ]


def _needed(part: str, key: str, keys: Keys) -> Schema:
    """That one of a key's spellings is there."""
    return {"anyOf": [{"required": [spelling]} for spelling in _spellings(part, key, keys)]}


def _no_null() -> Schema:
    inner = {"$ref": "#/$defs/no_null"}
    return {"not": {"type": "null"}, "additionalProperties": inner, "items": inner}


def _filled() -> Schema:
    return {"minProperties": 1, "additionalProperties": {"$ref": "#/$defs/filled"}}


def _alone(keys: Keys) -> Schema:
    """What holds in a file that extends no other."""

    def below(name: str, schema: Schema) -> Schema:
        return {"properties": dict.fromkeys(_spellings(SCENARIO, name, keys), schema)}

    title = [_needed("title", key, keys) for key in ("en", "zh")]
    shock = [_needed("shock", key, keys) for key in ("kind", "cause", "size")]
    sizes = {"properties": {key: {"$ref": "#/$defs/filled"} for key in _spellings("shock", "size", keys)}}
    return {
        "allOf": [
            {"$ref": "#/$defs/no_null"},
            *(_needed(SCENARIO, name, keys) for name in NEEDED),
            below("title", {"allOf": title}),
            below("levers", {"additionalProperties": {"$ref": "#/$defs/filled"}}),
            below("projects", {"additionalProperties": _needed("project", "opens", keys)}),
            below("shocks", {"additionalProperties": {"allOf": [*shock, sizes]}}),
        ]
    }
