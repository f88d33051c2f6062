"""The wiring of the year is sound, and every way of breaking it is caught in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pytest

from sim.axes import Array
from sim.baseline import load
from sim.variables import register
from sim.wiring import Block, Port, call, faults
from sim.year import BLOCKS, LIVE_LEVERS, LIVE_SHOCKS
from tests.runs import run, scenario

AXES = {
    "region": (),
    "city": ("city",),
    "port": ("port",),
    "port_cargo": ("port", "cargo"),
    "port_market": ("port", "market"),
    "city_pair": ("city", "destination"),
    "partner": ("partner",),
    "market": ("market",),
    "zone": ("zone",),
    "platform": ("platform",),
    "river": ("river",),
    "bay": ("bay",),
    "city_marine": ("city", "marine"),
    "city_technology": ("city", "technology"),
}
"""Axes of an array for each index of the register of levers that a live lever has."""


def drivers() -> dict[str, str]:
    """Units of the driver file's series, and the share of a year in which a line or a plant runs."""
    units = {name: series.unit for name, series in scenario("base").drivers.series.items()}
    return units | {"line_service": "share", "plant_service": "share"}


def levers() -> dict[str, tuple[tuple[str, ...], str]]:
    registered = scenario("base").registers.levers.values()
    return {lever.name: (AXES[lever.index], lever.unit) for lever in registered if lever.index in AXES}


def shocks() -> dict[str, tuple[tuple[str, ...], str]]:
    registered = scenario("base").registers
    axes = registered.labels.axes
    return {kind.name: (axes(kind.index) or (), kind.unit) for kind in registered.shocks.values()}


def found(blocks: tuple[Block, ...]) -> list[str]:
    return faults(blocks, register(), drivers=drivers(), levers=levers(), shocks=shocks())


def changed(name: str, step: Callable[..., object]) -> tuple[Block, ...]:
    """The real year with one block's step replaced."""
    return tuple(Block(name, step) if entry.name == name else entry for entry in BLOCKS)


class Wider(Block):
    """A block with a port more than its step has."""

    def __init__(self, entry: Block, more: Port) -> None:
        super().__init__(entry.name, entry.step)
        self.__dict__["reads"] = (*entry.reads, more)


def prices_that_read(name: str, axes: str, unit: str) -> tuple[Block, ...]:
    """The real year in which the price block also reads one more argument."""
    more = Port(name, tuple(axes.split()), unit)
    return tuple(Wider(entry, more) if entry.name == "prices" else entry for entry in BLOCKS)


@dataclass(frozen=True)
class Level:
    price_level: Annotated[Array, "", "index"]


def test_the_models_year_is_wired_soundly() -> None:
    assert found(BLOCKS) == []


def test_the_register_of_levers_covers_every_lever_that_a_block_reads() -> None:
    assert set(levers()) >= LIVE_LEVERS
    assert len(LIVE_LEVERS) >= 12


def test_the_register_of_shocks_covers_every_shock_that_a_block_reads() -> None:
    assert set(shocks()) >= LIVE_SHOCKS
    assert set(shocks()) == {
        "exports",
        "world_demand",
        "household_demand",
        "visitors",
        "property_demand",
        "land_revenue",
        "capital_loss",
        "marine_loss",
        "exchange_rate",
        "dry_year",
        "port_closure",
        "port_dues",
        "rival_dues",
    }


def test_a_block_may_read_any_registered_shock() -> None:
    for name, (axes, unit) in shocks().items():
        assert found(prices_that_read(f"shock_{name}", " ".join(axes), unit)) == []


@pytest.mark.parametrize(
    ("name", "axes", "unit", "message"),
    [
        ("gdp", "city", "100m CNY 2020", "prices reads 'gdp', which no earlier block writes"),
        (
            "china_activity_index",
            "",
            "share",
            "prices reads 'china_activity_index' in 'share', registered in 'index'",
        ),
        (
            "china_activity_index",
            "city",
            "index",
            "prices reads 'china_activity_index' over ('city',), registered over ()",
        ),
        ("opening_gdp", "city", "100m CNY 2020", "prices opens 'gdp', which is a flow, not a stock"),
        (
            "lagged_rd_capital",
            "city",
            "100m CNY 2020",
            "prices lags 'rd_capital', which is a stock, not a flow",
        ),
        (
            "opening_rd_capital",
            "city",
            "100m CNY",
            "prices opens 'rd_capital' in '100m CNY', registered in '100m CNY 2020'",
        ),
        ("lagged_joy", "city", "index", "prices lags 'joy', which is not in the register of variables"),
        ("driver_luck", "", "%", "prices reads driver 'luck', which no driver file gives"),
        (
            "driver_world_trade_growth",
            "",
            "share",
            "prices reads driver 'world_trade_growth' in share, given in %",
        ),
        ("flag_luck", "city", "yes or no", "prices reads flag 'luck' otherwise than as one 'yes or no'"),
        ("lever_magic", "", "index", "prices reads lever 'magic', which is not in the register"),
        (
            "lever_rail_water_shift",
            "city",
            "percentage points",
            (
                "prices reads lever 'rail_water_shift' as ('city',) 'percentage points', "
                "registered (('port',), 'percentage points')"
            ),
        ),
        ("shock_magic", "", "%", "prices reads shock 'magic', which is not in the register"),
        (
            "shock_exports",
            "",
            "% of foreign sales demanded",
            (
                "prices reads shock 'exports' as () '% of foreign sales demanded', "
                "registered (('city',), '% of foreign sales demanded')"
            ),
        ),
        (
            "shock_capital_loss",
            "city",
            "share",
            (
                "prices reads shock 'capital_loss' as ('city',) 'share', "
                "registered (('city',), '% of fixed capital destroyed')"
            ),
        ),
    ],
)
def test_a_wrong_input_is_caught(name: str, axes: str, unit: str, message: str) -> None:
    assert found(prices_that_read(name, axes, unit)) == [message]


def test_a_block_before_its_input_is_caught() -> None:
    """The order of the list is the order of the year: capital reads what production makes."""
    names = [entry.name for entry in BLOCKS]
    later, earlier = names.index("capital"), names.index("production")
    order = list(BLOCKS)
    order[later], order[earlier] = order[earlier], order[later]
    assert "capital reads 'gdp', which no earlier block writes" in found(tuple(order))


def test_a_second_writer_is_caught() -> None:
    again = replace(next(entry for entry in BLOCKS if entry.name == "prices"), name="more_prices")
    assert found((*BLOCKS, again)) == [
        "more_prices writes 'price_level', which prices already writes",
        "more_prices writes 'price_level', but its registered home is prices",
    ]


def test_an_output_with_the_wrong_unit_or_axes_is_caught() -> None:
    @dataclass(frozen=True)
    class Wrong:
        price_level: Annotated[Array, "city", "%"]

    def step(*, lagged_price_level: Annotated[Array, "", "index"]) -> Wrong:
        return Wrong(price_level=lagged_price_level)

    step.__annotations__["return"] = Wrong
    assert found(changed("prices", step)) == [
        "prices writes 'price_level' in '%', registered in 'index'",
        "prices writes 'price_level' over ('city',), registered over ()",
    ] + [message for message in found(changed("prices", step)) if "reads 'price_level'" in message]


def test_an_output_that_is_not_registered_is_caught_and_so_is_what_nobody_writes() -> None:
    @dataclass(frozen=True)
    class Joy:
        joy: Annotated[Array, "", "index"]

    def step(*, lagged_price_level: Annotated[Array, "", "index"]) -> Joy:
        return Joy(joy=lagged_price_level)

    step.__annotations__["return"] = Joy
    messages = found(changed("prices", step))
    assert "prices writes 'joy', which is not in the register of variables" in messages
    assert "no block writes the registered variable 'price_level'" in messages


def test_a_wrong_home_in_the_register_is_caught() -> None:
    moved = {**register(), "price_level": replace(register()["price_level"], block="nation")}
    assert faults(BLOCKS, moved, drivers=drivers(), levers=levers(), shocks=shocks()) == [
        "prices writes 'price_level', but its registered home is nation"
    ]


def test_a_positional_argument_is_refused() -> None:
    def step(lagged_price_level: Annotated[Array, "", "index"]) -> Level:
        return Level(price_level=lagged_price_level)

    with pytest.raises(TypeError, match="prices: 'lagged_price_level' must be keyword-only"):
        _ = Block("prices", step).reads


def test_a_missing_annotation_is_refused() -> None:
    def step(*, lagged_price_level: Array) -> Level:
        return Level(price_level=lagged_price_level)

    with pytest.raises(TypeError, match=r"'lagged_price_level' must be annotated Annotated\[Array"):
        _ = Block("prices", step).reads


def test_a_block_is_called_with_what_its_signature_names() -> None:
    (prices,) = (entry for entry in BLOCKS if entry.name == "prices")
    sources = {
        "lagged_price_level": np.array([1.0]),
        "driver_gdp_deflator_change": np.array([2.0]),
        "gdp": np.ones(5),
    }
    written = call(prices, sources, None)
    assert list(written) == ["price_level"]
    assert written["price_level"][0] == pytest.approx(1.02)


def test_every_block_writes_arrays_of_the_registered_shape() -> None:
    """Broadcasting may not hide a wrong layout: shapes of a real year, member axis last."""
    fields, axes = run("plan").fields, load().axes
    for name, variable in register().items():
        assert fields[name].shape == (6, *axes.shape(" ".join(variable.axes)), 1), name
