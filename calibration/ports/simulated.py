"""Waiting in simulated years of every port, over a grid of loads and berths.

Simulating takes minutes, so the result is kept with a key for each port: a hash over everything that it rests
on. A port whose key has changed is simulated anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.axes import Array
from sim.paths import PORT_YEARS
from sim.port import replicate
from sim.port.analysis import band
from sim.port.description import HOURS, PortYear, at_load, call, describe_port

YEAR, SEED = 2020, 2020
FITTED: tuple[tuple[float, float], ...] = (
    *((1.0, load) for load in (0.5, 0.65, 0.85, 1.0, 1.15)),
    *((berths, load) for berths in (0.85, 1.15, 1.35) for load in (0.7, 1.0, 1.15)),
    *((berths, load) for berths in (1.7, 2.3) for load in (0.8, 1.15)),
)
"""Berths and cargo over those of the base year, to which the response is fitted."""
HELD_OUT: tuple[tuple[float, float], ...] = ((1.0, 0.75), (1.0, 1.05), (0.9, 1.0), (1.2, 1.0), (1.5, 1.1))
"""The same for the years that the fit does not see."""
CALLS, FEWEST, MOST = 1_200_000, 48, 160
"""Calls at every point of the grid that make the number of replications, and its bounds."""
TABLE, MANIFEST = "points.csv", "manifest.json"
COLUMNS = "port cargo berth_factor load fitted occupancy berths wait low high replications".split()
DIGITS = 8
"""Digits of the numbers in a key: the last ones belong to the processor."""


@dataclass(frozen=True)
class Coast:
    """What the yearly model knows of every port and class in the base year, and parameters by name.

    ``occupancy`` is throughput over service capacity, ``berths`` are berth equivalents and ``service_hours``
    hours of a stay, all [port, cargo]; ``tonnes_per_teu`` [port].
    """

    port: tuple[str, ...]
    cargo: tuple[str, ...]
    occupancy: Array
    berths: Array
    service_hours: Array
    tonnes_per_teu: Array
    values: Mapping[str, float]

    def tonnes(self, p: int) -> Array:
        """Tonnes [cargo] that make the port as full as the yearly model has it.

        A class that shares a berth has the companions' cargo with it: the yearly model's occupancy is that of
        the berth, and the companions are taken to be like the class.
        """
        per_call = np.array([call(k, self.values, float(self.tonnes_per_teu[p]))[0] for k in self.cargo])
        open_hours = HOURS * (1.0 - self.values["weather_closure"])
        calls = self.occupancy[p] * self.berths[p] * open_hours / self.service_hours[p]
        tonnes: Array = calls * per_call
        return tonnes

    def described(self, p: int, berth_factor: float) -> PortYear:
        """Port number ``p`` with more or fewer berths of every class, and the cargo of the base year."""
        tonnes = self.tonnes(p)
        return describe_port(
            self.port[p],
            YEAR,
            self.cargo,
            tonnes=tonnes,
            berths=self.berths[p] * berth_factor,
            base_tonnes=tonnes,
            base_berths=self.berths[p],
            values=self.values,
            tonnes_per_teu=float(self.tonnes_per_teu[p]),
            service_capacity=tonnes / self.occupancy[p] * berth_factor,
        )


def replications(described: PortYear) -> int:
    """Years to simulate at every point: fewer where a year has many calls."""
    calls = max(sum(cargo.calls for cargo in described.cargo), 1)
    return int(np.clip(CALLS // calls, FEWEST, MOST))


def key(coast: Coast, p: int) -> str:
    """Hash over everything that the simulated years of a port rest on."""
    points = [
        {"berth_factor": berths, "load": load, "port": asdict(coast.described(p, berths))}
        for berths, load in (*FITTED, *HELD_OUT)
    ]
    content = {
        "version": replicate.VERSION,
        "seed": SEED,
        "warm_up_days": coast.values["port_warm_up"],
        "replications": replications(coast.described(p, 1.0)),
        "fitted": len(FITTED),
        "occupancy": coast.occupancy[p].tolist(),
        "points": points,
    }
    return hashlib.sha256(json.dumps(_rounded(content), sort_keys=True).encode()).hexdigest()


def _rounded(content: Any) -> Any:
    if isinstance(content, float):
        return f"{content:.{DIGITS}g}"
    if isinstance(content, Mapping):
        return {name: _rounded(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_rounded(value) for value in content]
    return content


def point(coast: Coast, p: int, berth_factor: float, load: float) -> list[dict[str, object]]:
    """One row for each class: mean hours before berthing at one point of the grid, with the 95 % band.

    Every point meets the same draws, as far as its number of calls allows.
    """
    base = coast.described(p, 1.0)
    described = at_load(coast.described(p, berth_factor), load)
    number, days = replications(base), coast.values["port_warm_up"]
    years = [replicate.simulated(described, r, seed=SEED, warm_up_days=days)[3] for r in range(number)]
    rows = []
    for k, cargo in enumerate(coast.cargo):
        mean, low, high = band(np.array([classes[k].waiting for classes in years]))
        occupancy, berths = coast.occupancy[p, k] * load / berth_factor, coast.berths[p, k] * berth_factor
        fitted = (berth_factor, load) in FITTED
        row = (coast.port[p], cargo, berth_factor, load, fitted, occupancy, berths, mean, low, high, number)
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


def simulate(coast: Coast, ports: Iterable[int]) -> pd.DataFrame:
    """Every point of the grid for some ports; hours, occupancy and berths as the yearly model counts them."""
    return pd.DataFrame(
        [row for p in ports for spot in (*FITTED, *HELD_OUT) for row in point(coast, p, *spot)],
        columns=COLUMNS,
    )


def stale(coast: Coast, folder: Path = PORT_YEARS) -> tuple[str, ...]:
    """Ports whose kept years, if any, rest on something else."""
    path = folder / MANIFEST
    known = json.loads(path.read_text(encoding="utf-8"))["keys"] if path.exists() else {}
    return tuple(name for p, name in enumerate(coast.port) if known.get(name) != key(coast, p))


def points(coast: Coast, folder: Path = PORT_YEARS) -> pd.DataFrame:
    """The kept years, with those ports simulated anew whose key has changed; nothing is written."""
    changed = stale(coast, folder)
    fresh = simulate(coast, [coast.port.index(name) for name in changed])
    if set(changed) == set(coast.port):
        return fresh
    kept = pd.read_csv(folder / TABLE)
    kept = kept[kept["port"].isin(coast.port) & ~kept["port"].isin(changed)]
    order = {name: p for p, name in enumerate(coast.port)}
    both = kept if fresh.empty else pd.concat([kept, fresh], ignore_index=True)
    return both.sort_values("port", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def keep(coast: Coast, folder: Path = PORT_YEARS) -> tuple[str, ...]:
    """Bring the kept years up to date and return the ports that had to be simulated."""
    changed = stale(coast, folder)
    if changed:
        found = points(coast, folder)
        folder.mkdir(parents=True, exist_ok=True)
        found.to_csv(folder / TABLE, index=False, lineterminator="\n", float_format="%.8g")
        manifest = {
            "version": replicate.VERSION,
            "seed": SEED,
            "keys": {name: key(coast, p) for p, name in enumerate(coast.port)},
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return changed
