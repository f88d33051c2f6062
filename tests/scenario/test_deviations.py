"""Drivers that stray: by hand, in their law, and what is wrong with a file that says how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim.baseline import dated_projects
from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.scenario.deviations import Deviation, news
from sim.scenario.drivers import Drivers
from sim.scenario.loading import load, validate
from sim.scenario.registers import Registers
from tests.scenario.samples import DRIVERS, HEAD, LIVE

SERIES = ("china_trend_growth", "gdp_deflator_change", "world_trade_growth")
YEARS = tuple(range(2021, 2026))


def shipped() -> Drivers:
    return validate(SCENARIOS / "base.yaml", live_levers=(), live_projects=dated_projects()).drivers


def law(persistence: float, *, positive: bool = False) -> Deviation:
    return Deviation(2.0, persistence, positive, "a source", "judgement")


def test_deviations_remember_by_hand() -> None:
    """News of 1, 0, -1 at sd 2 and persistence 0.5: deviations 2, 1, -1.5."""
    path = law(0.5).applied(np.array([5.0, 5.0, 5.0]), np.array([[0.0, 1.0], [0.0, 0.0], [0.0, -1.0]]))
    np.testing.assert_allclose(path, [[5.0, 7.0], [5.0, 6.0], [5.0, 3.5]], rtol=1e-14)


def test_a_random_walk_forgets_nothing() -> None:
    path = law(1.0).applied(np.full(3, 5.0), np.array([[0.0, 1.0], [0.0, 0.0], [0.0, 1.0]]))
    np.testing.assert_allclose(path[:, 1], [7.0, 7.0, 9.0], rtol=1e-14)


def test_a_positive_series_stays_positive_and_keeps_its_mean() -> None:
    """By hand: 5 exp(2 / 5 - 4 / 50) for news of one at sd 2."""
    law_of = law(1.0, positive=True)
    path = law_of.applied(np.array([5.0, 0.5]), np.array([[0.0, 1.0, -9.0], [0.0, 0.0, -9.0]]))
    assert path[0, 1] == pytest.approx(5 * np.exp(0.32), rel=1e-14)
    assert (path > 0).all() and (path[:, 0] == [5.0, 0.5]).all()
    normal = np.random.default_rng(1).normal(size=(1, 200_000))
    assert law_of.applied(np.array([5.0]), normal).mean() == pytest.approx(5.0, rel=0.005)


def test_drawn_news_have_the_files_correlation_and_the_central_member_has_none() -> None:
    """2000 members and 5 years: a correlation is known to 0.03 with 99.9 % certainty."""
    drivers = shipped()
    names, matrix = tuple(drivers.deviations), np.array(drivers.correlation)
    found = news(names, matrix, YEARS, members=2001, seed=3)
    stacked = np.stack([found[name] for name in names])
    assert (stacked[:, :, 0] == 0).all()
    pooled = stacked[:, :, 1:].reshape(len(names), -1)
    np.testing.assert_allclose(np.corrcoef(pooled), matrix, atol=0.04)
    np.testing.assert_allclose(pooled.std(axis=1), 1.0, atol=0.03)
    np.testing.assert_allclose(pooled.mean(axis=1), 0.0, atol=0.04)
    lagged = [np.corrcoef(s[0, 1:], s[1, 1:])[0, 1] for s in stacked]
    assert np.abs(lagged).max() < 0.08


def test_a_driver_is_the_same_whatever_the_horizon_the_members_and_the_other_series() -> None:
    drivers = shipped()
    short = drivers.drawn(YEARS[:2], members=5, seed=1)
    long = drivers.drawn(YEARS, members=40, seed=1)
    for name, values in short.items():
        np.testing.assert_array_equal(values, long[name][:2, :5])
        np.testing.assert_array_equal(values[:, 0], drivers.values(name, YEARS[:2]))
    first = next(iter(drivers.deviations))
    alone = news((first,), np.eye(1), YEARS, members=5, seed=1)[first]
    among = news(tuple(drivers.deviations), np.array(drivers.correlation), YEARS, members=5, seed=1)[first]
    np.testing.assert_array_equal(alone, among)


def test_the_error_of_growth_widens_with_the_horizon_and_its_mean_is_the_forecast() -> None:
    drawn = shipped().drawn(YEARS, members=4001, seed=0)["china_trend_growth"][:, 1:]
    assert drawn.std(axis=1)[4] > drawn.std(axis=1)[0] > 0.9
    forecast = shipped().values("china_trend_growth", YEARS)
    np.testing.assert_allclose(drawn.mean(axis=1), forecast, rtol=0.015)
    assert drawn.min() > 0


TWO = DRIVERS.replace(
    "values: {2021: 8.0, 2023: 5.0}}",
    "values: {2021: 8.0}, uncertainty: {kind: ar1, sd: 1.0, persistence: 0.5, source: a, provenance: plan}}\n"
    "  trade: {unit: '%', source: WEO, provenance: sourced, values: {2021: 3.0},\n"
    "    uncertainty: {kind: random_walk, sd: rd_output_elasticity, source: a, provenance: judgement}}\n"
    "  flat: {unit: '%', source: WEO, provenance: sourced, values: {2021: -3.0}}",
)


@pytest.fixture
def read(write: Callable[[str, str | bytes], Path], registers: Registers) -> Callable[..., Drivers]:
    def reader(text: str, more: str = "") -> Drivers:
        write("drivers/own.yaml", text)
        case = write("case.yaml", HEAD.replace("test.yaml", "own.yaml") + more)
        return load(case, registers, live_levers=LIVE).drivers

    return reader


def test_an_error_may_be_a_number_or_a_parameter_which_a_scenario_can_set(
    read: Callable[..., Drivers],
) -> None:
    found = read(TWO).deviations
    assert (found["growth"].sd, found["growth"].persistence) == (1.0, 0.5)
    assert (found["trade"].sd, found["trade"].persistence) == (0.05, 1.0)
    assert "flat" not in found
    own = read(TWO, "parameters: {rd_output_elasticity: 0.08}\n").deviations
    assert own["trade"].sd == 0.08


def test_a_pair_may_be_given_from_both_sides(read: Callable[..., Drivers]) -> None:
    both = read(TWO + "correlation:\n  growth: {trade: 0.4}\n  trade: {growth: 0.4, trade: 1}\n")
    assert both.correlation == ((1.0, 0.4), (0.4, 1.0))
    assert read(TWO).correlation == ((1.0, 0.0), (0.0, 1.0))


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        (
            TWO + "correlation:\n  growth: {trade: 0.4}\n  trade: {growth: 0.5}\n",
            "trade.growth",
            "not symmetric",
        ),
        (TWO + "correlation:\n  growth: {trad: 0.4}\n", "growth.trad", "no series with an 'uncertainty'"),
        (TWO + "correlation:\n  growth: {flat: 0.4}\n", "growth.flat", "no series with an 'uncertainty'"),
        (TWO + "correlation:\n  growth: {trade: 1.2}\n", "growth.trade", "found 1.2"),
        (TWO + "correlation:\n  growth: {growth: 0.9}\n", "growth.growth", "correlation 1 with itself"),
        (TWO.replace("sd: 1.0", "sd: sd_x"), "uncertainty.sd", "no parameter 'sd_x'"),
        (TWO.replace("sd: 1.0", "sd: -1.0"), "uncertainty.sd", "found -1"),
        (TWO.replace("persistence: 0.5", "persistence: 1.5"), "persistence", "from 0 to below 1"),
        (TWO.replace("kind: ar1", "kind: ar2"), "uncertainty.kind", "'ar1' or 'random_walk'"),
        (
            TWO.replace("{2021: 8.0}", "{2021: -8.0}").replace("kind: ar1,", "kind: ar1, scale: positive,"),
            "uncertainty.scale",
            "values above zero",
        ),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(
    read: Callable[..., Drivers], text: str, key: str, says: str
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.file.endswith("own.yaml") and problem.line and problem.key.endswith(key)


def test_shocks_that_cannot_be_together_are_refused(read: Callable[..., Drivers]) -> None:
    """Two that both follow a third one closely cannot move against each other."""
    text = TWO.replace(
        "values: {2021: -3.0}}",
        "values: {2021: 3.0}, uncertainty: {kind: ar1, sd: 1.0, source: a, provenance: judgement}}",
    )
    more = "correlation:\n  growth: {trade: 0.9, flat: 0.9}\n  trade: {flat: -0.9}\n"
    with pytest.raises(InputError, match="not positive definite") as caught:
        read(text + more)
    assert caught.value.problems[0].key == "correlation"
