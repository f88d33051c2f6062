"""What one call of the command line fixes for all its scenarios, and how it loads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.baseline import dated_projects
from sim.errors import InputError, Problem
from sim.paths import SCENARIOS
from sim.scenario.folder import is_file_name
from sim.scenario.inheritance import section
from sim.scenario.loading import NOTHING, validate
from sim.scenario.mapping import written
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.stack import files
from sim.year import LIVE_FLAGS, LIVE_LEVERS, LIVE_SHOCKS

BASE = SCENARIOS / "base.yaml"
OWN = ("levers", "projects", "implementation", "flags", "shocks")
"""Overrides of a scenario alone, policy and shocks: what it is held against does not meet them."""


@dataclass(frozen=True)
class Options:
    """Settings of a call; None leaves a scenario file's own value."""

    out: Path = Path("outputs")
    members: int | None = None
    seed: int | None = None
    horizon: int | None = None
    lang: str = "en"
    overrides: tuple[str, ...] = ()
    observations: Path | None = None
    condition: bool = False

    def settings(self, scenario: Scenario) -> tuple[int, int]:
        """Members and seed of a scenario under this call."""
        members = scenario.uncertainty.members if self.members is None else self.members
        seed = scenario.uncertainty.seed if self.seed is None else self.seed
        return members, seed or 0


def load_scenario(path: Path, options: Options) -> Scenario:
    """Load one scenario with the call's settings on top; raises InputError with every mistake found.

    ``path`` is a file, the bare name of one below scenarios/, or several of them joined by '+'.
    """
    return _loaded(files(str(path)), options)


def given_scenario(name: str, content: Mapping[str, object], options: Options) -> Scenario:
    """Check a scenario that is given as a mapping and not kept in a file, as ``load_scenario`` does.

    ``content`` has the keys of a file; what it extends is looked up in the current folder, then in
    scenarios/. Raises InputError with every mistake found.
    """
    path = Path(f"{name}.yaml")
    if path.name != str(path) or not is_file_name(path.name):
        raise InputError(Problem(f"'{name}' is no name for a folder.", cure="Use letters, digits and '_'."))
    return _loaded((path,), options, {path: written(content, path.name)})


TAKEN = ("observed", "compare")
"""Names of the published history among the results, and of the folder that holds a comparison."""


def _loaded(paths: Sequence[Path], options: Options, texts: Mapping[Path, str] = NOTHING) -> Scenario:
    name = "+".join(path.stem for path in paths)
    if name in TAKEN:
        message = f"A scenario cannot be named '{name}': the results use that name for something else."
        raise InputError(Problem(message, file=str(paths[0]), cure="Give the file another name."))
    overrides = list(options.overrides)
    if options.horizon is not None:
        overrides.append(f"horizon={options.horizon}")
    return validate(
        paths,
        live_levers=LIVE_LEVERS,
        live_flags=LIVE_FLAGS,
        live_shocks=LIVE_SHOCKS,
        live_projects=dated_projects(),
        overrides=overrides,
        texts=texts,
    )


def shared(overrides: Sequence[str], registers: Registers) -> tuple[str, ...]:
    """Of the settings of a call those that a scenario shares with what it is held against."""
    return tuple(o for o in overrides if section(o, registers) not in OWN)


def reference(scenario: Scenario, options: Options) -> Scenario:
    """The base scenario with another's horizon, drivers, shocks and parameters: only policy makes the
    difference.
    """
    overrides = shared(options.overrides, scenario.registers)
    base = load_scenario(BASE, replace(options, overrides=overrides, horizon=scenario.horizon))
    return replace(
        base,
        parameters=scenario.parameters,
        drivers=scenario.drivers,
        shocks=scenario.shocks,
        uncertainty=scenario.uncertainty,
    )
