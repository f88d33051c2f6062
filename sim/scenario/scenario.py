"""A scenario after inheritance and checks: what the model reads of a file."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np

from sim.axes import Array
from sim.errors import located
from sim.scenario.drivers import Drivers
from sim.scenario.lever_values import Setting, layout
from sim.scenario.levers import Lever
from sim.scenario.projects import NEVER
from sim.scenario.registers import Registers
from sim.scenario.shocks import Shock, series
from sim.scenario.tree import Key, KeyPath, dotted

CENTRAL = "central"
SOURCES = ("parameters", "drivers", "base_data")
"""What an ensemble can draw, in the order of reports."""


@dataclass(frozen=True)
class Ensemble:
    """How many members are run, from which seed, and what is drawn: each source is ``central`` or the word
    for how it is drawn.
    """

    members: int
    seed: int | None
    parameters: str
    drivers: str = CENTRAL
    base_data: str = CENTRAL

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of uncertainty that are drawn."""
        return tuple(name for name in SOURCES if getattr(self, name) != CENTRAL)

    def only(self, source: str) -> Ensemble:
        """The same ensemble with one source drawn and the others central."""
        kinds = {name: getattr(self, name) if name == source else CENTRAL for name in SOURCES}
        return Ensemble(self.members, self.seed, **kinds)


@dataclass(frozen=True)
class Scenario:
    """One 'what if', resolved.

    `question` is by language; `projects` has every dated project with its opening (a year with decimals,
    infinity for never).
    `provenance` maps each dotted key to the file and line that gave it, `implemented` those that are not
    carried out as set to what was made of them; `warnings` are odd but allowed.
    """

    name: str
    title_en: str
    title_zh: str
    question: Mapping[str, str]
    horizon: int
    levers: Mapping[str, Setting]
    projects: Mapping[str, float]
    flags: Mapping[str, bool]
    parameters: Mapping[str, float]
    drivers: Drivers
    uncertainty: Ensemble
    provenance: Mapping[str, tuple[str, int | str | None]]
    warnings: tuple[str, ...]
    registers: Registers
    shocks: tuple[Shock, ...] = ()
    implemented: Mapping[str, str] = field(default_factory=dict)

    def lever(self, name: str, axes_labels: Sequence[Sequence[str]], years: Sequence[int]) -> Array:
        """Values of a lever, shape [year, *index], float64, in the lever's unit.

        `axes_labels` holds the labels of each axis of the lever's index, in the order wanted; none for a
        lever of the region, the cities twice for a pair of cities. Neutral where nothing is set; NaN where
        neutral is empty.
        """
        lever: Lever = self.registers.levers[name]
        axes = self.registers.labels.axes(lever.index)
        if axes is None:
            raise ValueError(f"the index '{lever.index}' of lever '{name}' has no labels")
        when = np.asarray(years, dtype=np.float64)
        return layout(lever, axes, self.levers.get(name), axes_labels, when)

    def shock(self, kind: str, axes_labels: Sequence[Sequence[str]], years: Sequence[int]) -> Array:
        """All shocks of a kind together, shape [year, *index], float64, in %: zero where none is set.

        Several on the same place and year multiply: (1 + a/100) (1 + b/100). `axes_labels` is as for a lever.
        Raises ValueError if the labels do not fit the kind's index.
        """
        index = self.registers.shocks[kind].index
        axes = self.registers.labels.axes(index)
        if axes is None or len(axes) != len(axes_labels):
            raise ValueError(
                f"shock '{kind}' is indexed by '{index}', got {len(axes_labels)} lists of labels"
            )
        return series((shock for shock in self.shocks if shock.kind == kind), axes_labels, years)

    def content(self) -> dict[str, object]:
        """All that decides a run, as plain data; where it came from is left out."""
        return {
            "title": {"en": self.title_en, "zh": self.title_zh},
            "question": dict(self.question),
            "horizon": self.horizon,
            "drivers": self.drivers.file.rsplit("/", 1)[-1],
            "levers": dict(self.levers),
            "projects": {name: {"opens": date(opens)} for name, opens in self.projects.items()},
            "flags": dict(self.flags),
            "parameters": dict(self.parameters),
            **({"shocks": [shock.content() for shock in self.shocks]} if self.shocks else {}),
            "uncertainty": {
                "members": self.uncertainty.members,
                **({} if self.uncertainty.seed is None else {"seed": self.uncertainty.seed}),
                **{name: getattr(self.uncertainty, name) for name in SOURCES},
            },
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the resolved content and the drivers' numbers; independent of paths and comments."""
        series = {name: (entry.unit, dict(entry.values)) for name, entry in self.drivers.series.items()}
        strays = {name: asdict(entry) for name, entry in self.drivers.deviations.items()}
        numbers = [self.content(), series, strays, self.drivers.correlation]
        text = json.dumps(numbers, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def to_resolved_yaml(self) -> str:
        """The full scenario as a file that loads again, with the file and line behind every value."""
        head = f"# {self.name}: after inheritance. Levers that are not listed stay at their neutral value.\n"
        lines = [line for key, value in self.content().items() for line in self._lines((key,), value)]
        return head + "\n".join(lines) + "\n"

    def _lines(self, path: KeyPath, value: object) -> list[str]:
        indent = "  " * (len(path) - 1)
        if isinstance(value, Mapping):
            if not value:
                return []
            inner = [line for key, item in value.items() for line in self._lines((*path, key), item)]
            return [f"{indent}{path[-1]}:", *inner]
        if isinstance(value, list):
            return [f"{indent}{path[-1]}:", *self._items(path, value)]
        file, line = self.provenance.get(dotted(path), ("default", None))
        origin = located(file, line)
        told = self.implemented.get(dotted(path))
        origin += f"; {told}" if told else ""
        return [f"{indent}{path[-1]}: {_yaml(value)}  # {origin}"]

    def _items(self, path: KeyPath, items: Sequence[Mapping[Key, object]]) -> list[str]:
        """A list of mappings: the first key of each behind a dash."""
        lines = []
        for at, item in enumerate(items):
            inner = [line for key, value in item.items() for line in self._lines((*path, at, key), value)]
            dash = "  " * len(path) + "- "
            lines += [dash + inner[0].lstrip(), *inner[1:]]
        return lines


def date(opens: float) -> float | str:
    """An opening as files write it."""
    return NEVER if math.isinf(opens) else opens


def _yaml(value: object) -> str:
    """A scalar that YAML 1.1 reads back as the same value: an exponent needs a decimal point before it."""
    if isinstance(value, float):
        mantissa, e, exponent = repr(value).partition("e")
        return mantissa + (".0" if e and "." not in mantissa else "") + e + exponent
    return json.dumps(value, ensure_ascii=False)
