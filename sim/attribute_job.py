"""The job of `python -m sim attribute`: attribute a difference and write its folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sim.baseline import load
from sim.errors import InputError, Problem
from sim.experiments.attribution import attribute
from sim.report.attribution.charts import Tables, tables
from sim.report.attribution.folder import write
from sim.report.attribution.terminal import printed
from sim.report.files import OTHER, check_folder
from sim.session import Options, load_scenario, shared

OUT = Path("outputs/attribute")


@dataclass(frozen=True)
class Order:
    """What was asked for: two scenario files, settings of the call, further variables, antithetic pairs,
    members behind the bands, seed, and languages.
    """

    one: Path
    other: Path
    overrides: tuple[str, ...]
    horizon: int | None
    variables: tuple[str, ...]
    pairs: int
    members: int
    seed: int
    langs: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """The folder, what is printed in each language, and the tables as JSON."""

    folder: Path
    texts: tuple[str, ...]
    as_json: str


def run(order: Order, out: Path | None) -> Done:
    """Do the job; raises InputError for files, settings or a folder that cannot be used.

    Overrides of policy and shocks change the second scenario only, all others both, as the main job holds a
    scenario against its base.
    """
    other = load_scenario(order.other, Options(overrides=order.overrides, horizon=order.horizon))
    of_both = shared(order.overrides, other.registers)
    one = load_scenario(order.one, Options(overrides=of_both, horizon=order.horizon))
    folder = out or OUT / f"{one.name}-{other.name}"
    check_folder(folder)
    found = attribute(
        one,
        other,
        load(),
        variables=order.variables,
        pairs=order.pairs,
        members=order.members,
        seed=order.seed,
    )
    made = tables(found)
    try:
        write(found, made, folder, order.langs)
    except OSError as error:
        raise InputError(Problem(f"{folder}: {error.strerror or error}.", cure=OTHER)) from error
    return Done(folder, tuple(printed(found, made, lang) for lang in order.langs), _json(made))


def _json(made: Tables) -> str:
    parts = {"values": made.values, "groups": made.groups, "settings": made.players}
    found = {name: json.loads(table.to_json(orient="records")) for name, table in parts.items()}
    return json.dumps(found, ensure_ascii=False, indent=1)
