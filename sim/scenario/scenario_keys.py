"""The Chinese spellings of the format's own keys and words, and a file's tree under the English ones."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.errors import Problem
from sim.scenario.tree import Key, KeyPath, Node, problem_at

SCENARIO = "scenario"
"""What the top level of a file is called in the register."""
EACH = "*"
BELOW: Mapping[str, Mapping[str, str]] = {
    SCENARIO: {
        "title": "title",
        "levers": "place",
        "projects": "projects",
        "implementation": "implementation",
        "flags": "flags",
        "shocks": "shocks",
        "uncertainty": "uncertainty",
    },
    "projects": {EACH: "project"},
    "project": {"opens": "opens"},
    "implementation": {"chapters": "chapters"},
    "chapters": {EACH: "extent"},
    "shocks": {EACH: "shock"},
    "shock": {"size": "place"},
    "place": {EACH: "place"},
    "uncertainty": {"parameters": "parameters", "drivers": "drivers", "base_data": "base_data"},
}
"""The parts of a scenario as the register names them: what stands below a key of a part, or below each."""


@dataclass(frozen=True)
class Spelling:
    """One row: a key, or a word that stands as a value, below a part of a scenario."""

    under: str
    word: str
    id: str
    zh: str


@dataclass(frozen=True)
class Keys:
    """All spellings."""

    spellings: tuple[Spelling, ...]

    @cached_property
    def labels(self) -> Mapping[tuple[str, str], str]:
        """The Chinese spelling of what stands below a part, by part and id."""
        return {(entry.under, entry.id): entry.zh for entry in self.spellings}

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, str]]:
        """Ids by their Chinese spelling, for each part."""
        parts: dict[str, dict[str, str]] = {}
        for entry in self.spellings:
            parts.setdefault(entry.under, {})[entry.zh] = entry.id
        return parts

    def named(self, part: str, word: Key) -> Key:
        """The id of a key or word below a part; what has no other spelling stays as it is."""
        return self.ids.get(part, {}).get(word, word) if isinstance(word, str) else word

    def path(self, written: KeyPath) -> KeyPath:
        """A key path of a scenario with the format's own keys in English."""
        part, english = SCENARIO, []
        for key in written:
            english.append(self.named(part, key))
            part = _below(part, english[-1])
        return tuple(english)


def read_keys(path: Path) -> Keys:
    """Read the register of spellings."""
    with path.open(encoding="utf-8", newline="") as file:
        return Keys(tuple(Spelling(r["under"], r["is"], r["id"], r["zh"]) for r in csv.DictReader(file)))


def in_english(
    node: Node, keys: Keys, problems: list[Problem], part: str = SCENARIO, path: KeyPath = ()
) -> Node:
    """The tree of one file with the format's own keys and words in English; notes what is given twice."""
    if isinstance(node.value, str):
        return Node(keys.named(part, node.value), node.place)
    if isinstance(node.value, tuple):
        inner = _below(part, EACH)
        items = (in_english(item, keys, problems, inner, (*path, at)) for at, item in enumerate(node.value))
        return Node(tuple(items), node.place)
    if not node.children:
        return node
    entries: dict[Key, Node] = {}
    for key, child in node.children.items():
        name = keys.named(part, key)
        if name in entries:
            said = f"'{name}' is given twice under two names."
            problems.append(problem_at(child.place, (*path, key), said, "Keep one of them."))
        else:
            entries[name] = in_english(child, keys, problems, _below(part, name), (*path, name))
    return Node(entries, node.place)


def _below(part: str, key: Key) -> str:
    parts = BELOW.get(part, {})
    return parts.get(str(key), parts.get(EACH, ""))
