"""A port described from the base year, the parameter register and the register of ships.

What is derived: the whole number of berths and their sizes, the fleet of tugs and the number of pilots, and
the spread of service times. Tonnes come from a scenario's year; mean times, parcels and closures from the
register.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.axes import Array
from sim.port.quay import Berths, Terminal
from sim.port.ships import ShipSize, ships

HOURS = 8760.0
"""Hours of a year of 365 days."""
TONNES, KILO = 1e4, 1e3
CONTAINERS = "containers"
PARCELS = {
    "ore": ("parcel_ore", "unload_rate_ore"),
    "coal": ("parcel_coal", "discharge_rate_coal"),
    "oil": ("parcel_crude", "discharge_rate_crude"),
    "lng": ("parcel_lng", "discharge_rate_lng"),
    "grain": ("parcel_grain", "discharge_rate_grain"),
    "general": ("parcel_general", "handling_rate_general"),
}
"""Parameters for tonnes and tonnes per hour of a call, by cargo class."""


@dataclass(frozen=True)
class Cargo:
    """A cargo class in one year at one port: hours of a mean call, and how service and arrivals vary.

    ``handling`` is proportional to the parcel; ``formal`` hours and ``moves`` are not. ``stages`` is the
    Erlang number of handling times of one parcel, 0 if the mix of ships alone varies more than the register
    says.
    """

    name: str
    priority: int
    tonnes: float
    parcel: float
    handling: float
    formal: float
    moves: float
    stages: int
    arrival_cv: float
    sizes: tuple[ShipSize, ...]

    @property
    def service(self) -> float:
        """Mean hours at a berth without any waiting."""
        return self.handling + self.formal + self.moves

    @property
    def calls(self) -> int:
        """Calls of the year; at least one if there is cargo."""
        return max(round(self.tonnes / self.parcel), 1) if self.tonnes > 0 else 0


@dataclass(frozen=True)
class PortYear:
    """A port in one year, before anything is drawn; ``design_capacity`` is what was approved (10k tonnes,
    NaN where unknown), ``service_capacity`` what berths that are never idle would handle (10k tonnes, by
    class).
    """

    name: str
    year: int
    cargo: tuple[Cargo, ...]
    terminals: tuple[Terminal, ...]
    tugs: int
    pilots: int
    closed_share: float
    closure_length: float
    tide_period: float
    tide_share: float
    design_capacity: float
    service_capacity: tuple[float, ...]


def call(cargo: str, values: Mapping[str, float], tonnes_per_teu: float) -> tuple[float, float]:
    """Tonnes of a mean call, and the hours that handling them takes."""
    if cargo == CONTAINERS:
        moves = values["call_size_container"]
        rate = values["crane_rate_conventional"] * values["cranes_per_berth"]
        return moves * values["teu_per_lift"] * tonnes_per_teu, moves / rate
    parcel, rate_name = PARCELS[cargo]
    tonnes = values[parcel] * KILO
    return tonnes, tonnes / values[rate_name]


def erlang_stages(cv: float, handling: float, fixed: float, sizes: Sequence[ShipSize]) -> int:
    """Erlang number k of handling times of one parcel, so that service times of all ships have the given
    coefficient of variation: E[h^2] / k + Var(h) = (cv (E[h] + fixed))^2, rounded; 0 for none.
    """
    hours = np.array([size.parcel_ratio for size in sizes]) * handling
    weight = np.array([size.share for size in sizes])
    square = float(weight @ hours**2)
    left = (cv * (handling + fixed)) ** 2 - (square - float(weight @ hours) ** 2)
    return max(round(square / left), 1) if left > 0 else 0


def describe_cargo(
    cargo: str,
    tonnes: float,
    berths: float,
    values: Mapping[str, float],
    tonnes_per_teu: float,
    automation: float = 1.0,
) -> Cargo:
    """One class: ``tonnes`` of the year and berth equivalents with a fraction.

    Times at the berth are scaled by whole berths over berth equivalents, so that rounding the number of
    berths leaves their capacity as it is.
    """
    priority, sizes = ships()[cargo]
    parcel, handling = call(cargo, values, tonnes_per_teu)
    moves, formal = values["pilot_tug_time"], values["berth_idle_time"]
    scale = whole(berths) / berths
    alongside = max((handling + formal + moves) * scale - moves, 0.0) / (handling + formal)
    handling, formal = handling * alongside / automation, formal * alongside
    kind = "container" if cargo == CONTAINERS else "bulk"
    return Cargo(
        cargo,
        priority,
        tonnes,
        parcel,
        handling,
        formal,
        moves,
        erlang_stages(values[f"service_cv_{kind}"], handling, formal + moves, sizes),
        values[f"arrival_cv_{kind}"],
        sizes,
    )


def whole(berths: float) -> int:
    """Berths that stand for berth equivalents with a fraction."""
    return max(round(berths), 1)


def terminal(cargo: Cargo, berths: float) -> Terminal:
    """A terminal's berths by size, in proportion to the berth hours of the ships; the largest size has one at
    least, and what rounding leaves over goes to the largest remainders.
    """
    count = whole(berths)
    sizes = sorted(cargo.sizes, key=lambda size: size.rank)
    fixed = cargo.formal + cargo.moves
    hours = np.array([size.share * (cargo.handling * size.parcel_ratio + fixed) for size in sizes])
    exact = hours / hours.sum() * count
    given = np.floor(exact).astype(int)
    given[-1] = max(given[-1], 1)
    while given.sum() > count:
        given[int(np.argmax(given[:-1] - exact[:-1]))] -= 1
    while given.sum() < count:
        given[int(np.argmax(exact - given))] += 1
    parts = tuple(Berths(size.rank, int(n)) for size, n in zip(sizes, given, strict=True) if n)
    return Terminal(cargo.name, parts)


def fleet(cargo: Sequence[Cargo], values: Mapping[str, float]) -> tuple[int, int]:
    """Tugs and pilots that would be at work for the register's share of open hours, at least what one ship
    needs.
    """
    open_hours = HOURS * (1.0 - values["weather_closure"])
    found = []
    for what, norm in (("tugs", "tug_occupancy_norm"), ("pilots", "pilot_occupancy_norm")):
        need = {(c.name, size.name): getattr(size, what) for c in cargo for size in c.sizes}
        hours = sum(
            c.calls * size.share * need[c.name, size.name] * c.moves for c in cargo for size in c.sizes
        )
        found.append(max(math.ceil(hours / open_hours / values[norm]), *need.values()))
    return found[0], found[1]


def describe_port(
    name: str,
    year: int,
    cargo: Sequence[str],
    *,
    tonnes: Array,
    berths: Array,
    base_tonnes: Array,
    base_berths: Array,
    values: Mapping[str, float],
    tonnes_per_teu: float,
    service_capacity: Array,
    design_capacity: float = math.nan,
    automation: float = 1.0,
) -> PortYear:
    """A port from tonnes and berth equivalents by class, both of its year and of the base year, whose calls
    decide tugs and pilots; ``values`` are parameters by name, ``automation`` a factor on handling rates.
    """

    def classes(weight: Array, count: Array, gain: float) -> list[Cargo]:
        return [
            describe_cargo(kind, float(weight[k]), float(count[k]), values, tonnes_per_teu, gain)
            for k, kind in enumerate(cargo)
        ]

    now = classes(tonnes, berths, automation)
    tugs, pilots = fleet(classes(base_tonnes, base_berths, 1.0), values)
    return PortYear(
        name=name,
        year=year,
        cargo=tuple(now),
        terminals=tuple(terminal(c, float(n)) for c, n in zip(now, berths, strict=True)),
        tugs=tugs,
        pilots=pilots,
        closed_share=values["weather_closure"],
        closure_length=values["weather_closure_length"],
        tide_period=values["tide_period"],
        tide_share=values["tide_window_deep"],
        design_capacity=design_capacity,
        service_capacity=tuple(service_capacity.tolist()),
    )


def at_load(described: PortYear, factor: float) -> PortYear:
    """The same port with ``factor`` times the cargo of every class."""
    return replace(described, cargo=tuple(replace(c, tonnes=c.tonnes * factor) for c in described.cargo))
