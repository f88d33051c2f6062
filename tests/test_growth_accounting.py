"""Growth accounting against cases made by hand; every cause gets what it caused and nothing is left over."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.growth_accounting import CAUSES, contributions, logarithmic_mean
from tests.runs import run

SHARE = np.array([[0.4], [0.7]])
CITY_CAUSES = {
    "human_capital": "Human capital",
    "rd_effect": "R&D",
    "spillover_effect": "R&D",
    "contact_effect": "R&D",
    "nearness_effect": "Access",
    "catch_up": "Catch-up",
    "access_effect": "Access",
    "public_capital_effect": "Public capital",
    "trade_effect": "Trade and opening",
    "foreign_effect": "Trade and opening",
}
RATIO = st.floats(0.5, 2.0)


def world(
    *,
    capital: tuple[float, float] = (1, 1),
    employment: tuple[float, float] = (1, 1),
    trend: tuple[float, float] = (1, 1),
    recovery: tuple[float, float] = (1, 1),
    demand: tuple[float, float] = (1, 1),
    resources: tuple[float, float] = (1, 1),
    environment: tuple[float, float] = (1, 1),
    industry: tuple[float, float] = (1, 1),
    **city: float,
) -> dict[str, np.ndarray]:
    """One city, two sectors, two years: the second year's values relative to the first's, with their output.

    ``capital`` is what the year works with; the stock at its end, seven times as large, counts for nothing.
    """
    base = {"value_added": (30.0, 70.0), "capital": (100.0, 300.0), "employment": (10.0, 20.0)}

    def by_sector(first: tuple[float, float], ratio: tuple[float, float]) -> np.ndarray:
        start = np.array(first)
        return np.array([start, start * ratio])[:, None, :, None]

    fields = {
        "employment": by_sector(base["employment"], employment),
        "productivity_trend": by_sector((1.0, 1.0), trend),
        "recovery": by_sector((0.9, 0.9), recovery),
        "sea_loss": np.zeros_like(by_sector((1.0, 1.0), recovery)),
        "demand_effect": by_sector((1.0, 1.0), demand),
        "capital_at_work": by_sector(base["capital"], capital),
        "resource_effect": by_sector((1.0, 1.0), resources),
        "environment_effect": by_sector((1.0, 1.0), environment),
        "industry_effect": by_sector((1.0, 1.0), industry),
    }
    fields["capital"] = by_sector(base["capital"], (7.0, 7.0))
    for name in CITY_CAUSES:
        fields[name] = np.array([1.0, city.get(name, 1.0)])[:, None, None]
    growth = math.prod(
        np.array(ratio) for ratio in (trend, recovery, demand, resources, environment, industry)
    )
    growth = growth * np.array(capital) ** SHARE[:, 0]
    growth = growth * (np.array(employment) * city.get("human_capital", 1.0)) ** (1 - SHARE[:, 0])
    growth = growth * math.prod(v for name, v in city.items() if name != "human_capital")
    fields["value_added"] = by_sector(base["value_added"], tuple(growth))
    return fields


def accounted(**changes: object) -> tuple[dict[str, float], float]:
    fields = world(**changes)
    parts = contributions(fields, SHARE)
    change = np.diff(fields["value_added"].sum(axis=2), axis=0)
    return {cause: float(part[0, 0, 0]) for cause, part in parts.items()}, float(change[0, 0, 0])


def test_logarithmic_mean_by_hand_and_at_its_limit() -> None:
    pairs = np.array([[2.0, 1.0], [1.0, 2.0], [3.0, 3.0]])
    means = logarithmic_mean(pairs[:, 0], pairs[:, 1])
    np.testing.assert_allclose(means, [1 / math.log(2), 1 / math.log(2), 3.0], rtol=1e-14)


@given(st.floats(0.1, 10), st.floats(-1e-6, 1e-6))
def test_it_lies_between_both_values_however_close_they_are(level: float, step: float) -> None:
    a, b = level, level * (1 + step)
    mean = float(logarithmic_mean(np.array([a]), np.array([b]))[0])
    assert min(a, b) * (1 - 1e-6) <= mean <= max(a, b) * (1 + 1e-6)


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"capital": (1.5, 1.2)}, "Capital"),
        ({"employment": (1.1, 1.1)}, "Labour"),
        ({"trend": (1.1, 0.9)}, "Productivity trend"),
        ({"recovery": (1.05, 1.0)}, "Utilisation"),
        ({"demand": (0.97, 1.02)}, "Demand"),
        ({"resources": (1.0, 1.05)}, "Resources"),
        ({"environment": (0.98, 1.01)}, "Environment"),
        ({"industry": (1.0, 1.02)}, "Digital and services"),
        *(({field: 1.1}, cause) for field, cause in CITY_CAUSES.items()),
    ],
)
def test_what_one_cause_did_is_booked_on_it_alone(changes: dict[str, object], cause: str) -> None:
    parts, change = accounted(**changes)
    assert parts.pop(cause) == pytest.approx(change, rel=1e-12)
    assert max(abs(part) for part in parts.values()) < 1e-12


def test_workers_who_only_change_sector_are_reallocation() -> None:
    """Five of 30 workers move to the sector with the higher output per worker."""
    parts, change = accounted(employment=(0.5, 1.25))
    assert parts["Labour"] == 0.0
    assert parts["Reallocation"] == pytest.approx(change, rel=1e-12)


def test_a_year_works_with_last_years_capital() -> None:
    """The stock at the end of the second year is seven times larger, yet has made nothing so far."""
    parts, change = accounted()
    assert change == 0.0
    assert parts["Capital"] == 0.0


PAIR = st.tuples(RATIO, RATIO)


@given(PAIR, PAIR, PAIR, PAIR, PAIR, PAIR, PAIR, st.tuples(*[RATIO] * len(CITY_CAUSES)))
def test_causes_add_up_to_the_change_of_gdp(
    capital: tuple[float, float],
    employment: tuple[float, float],
    trend: tuple[float, float],
    recovery: tuple[float, float],
    demand: tuple[float, float],
    resources: tuple[float, float],
    industry: tuple[float, float],
    city: tuple[float, ...],
) -> None:
    parts, change = accounted(
        capital=capital,
        employment=employment,
        trend=trend,
        recovery=recovery,
        demand=demand,
        resources=resources,
        industry=industry,
        **dict(zip(CITY_CAUSES, city, strict=True)),
    )
    assert sum(parts.values()) == pytest.approx(change, rel=1e-9, abs=1e-9)
    assert set(parts) == set(CAUSES)


def test_the_rebound_is_booked_as_utilisation_and_nearly_all_of_it_in_2021() -> None:
    base = run("base")
    parts = contributions(base.fields, base.constants["capital_share"])
    used = parts["Utilisation"].sum(axis=1)[:, 0]
    assert used[0] == max(used)
    assert used[0] > 0.7 * used.sum() > 0
