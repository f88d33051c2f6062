"""Identities hold in every year, place and member, and each of them notices when it is broken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.baseline import load
from sim.identities import TOLERANCE, residuals
from sim.record import Run
from sim.scenario.shocks import Shock
from sim.simulate import simulate
from tests.runs import run, scenario

DRAWN = ("uncertainty.parameters=prior", "horizon=2030")


@pytest.mark.parametrize("name", ["base", "plan"])
def test_they_hold_for_central_parameters(name: str) -> None:
    for residual in residuals(run(name)):
        assert residual.value < TOLERANCE, residual


@pytest.mark.parametrize("name", ["base", "plan"])
def test_they_hold_for_every_drawn_member(name: str) -> None:
    for residual in residuals(run(name, *DRAWN, members=40, seed=3)):
        assert residual.value < TOLERANCE, residual


def dry() -> Run:
    """The base with a dry year in all cities in 2024."""
    event = Shock("event", "dry_year", "a test", {"default": {2024: -50.0}})
    return simulate(replace(scenario("base"), shocks=(event,)), load())


@pytest.mark.parametrize("city", ["default", "weifang"])
def test_they_hold_in_dry_years_and_after(city: str) -> None:
    event = Shock("event", "dry_year", "a test", {city: {2022: -90.0, 2023: -90.0, 2024: 50.0}})
    for residual in residuals(simulate(replace(scenario("base"), shocks=(event,)), load())):
        assert residual.value < TOLERANCE, residual


def broken(field: str, place: int, factor: float) -> Run:
    """A run with one field wrong in one place, four years after the base year: the base, or the plan or a
    dry year where the base has nothing that could be wrong.
    """
    true = dry() if field == "reservoir_drawn" else run("plan" if "transfer" in field else "base")
    values = true.fields[field].copy()
    values[4, place] *= factor
    return replace(true, fields={**true.fields, field: values})


@pytest.mark.parametrize(
    ("field", "factor", "identity"),
    [
        ("gdp", 1.001, "sum of sector value added = GDP"),
        ("rd_effect", 1.001, "growth accounting = change of GDP"),
        ("capital", 1.001, "capital: perpetual inventory"),
        ("infrastructure", 1.001, "infrastructure: perpetual inventory"),
        ("housing_investment", 1.001, "types of investment add up to its total"),
        ("rd_capital", 1.001, "R&D capital: perpetual inventory"),
        ("population", 1.001, "population by age, sex, residence"),
        ("migration_within_by_age", 2.0, "moves within the region sum to zero"),
        ("births", 1.01, "sum of births less deaths plus moves = change"),
        ("throughput", 1.001, "cargo demanded = handled + diverted + refused"),
        ("service_capacity", 0.3, "throughput within service capacity"),
        ("marine_value_added", 1.001, "sum of marine industries = marine GDP"),
        ("marine_gdp", 10.0, "marine GDP within GDP"),
        ("household_consumption", 1.001, "final expenditure and net outflow = GDP"),
        ("power_import", 1.01, "power: coal, clean and outside = use"),
        ("energy_use", 1.001, "energy: fuels and power = use"),
        ("co2_emissions", 1.001, "CO2: fuels times factors, and cement = total"),
        ("tax_transfer", 2.0, "tax transfers between the cities sum to zero"),
        ("eco_transfer", 2.0, "compensation for rivers sums to zero"),
        ("water_lacking", 1.01, "water needed = supplied + lacking"),
        ("reservoir_drawn", 1.01, "reservoirs: opening + drawn - refilled"),
    ],
)
def test_each_notices_a_mistake_and_says_where(field: str, factor: float, identity: str) -> None:
    wrong = broken(field, 2, factor)
    (found,) = (r for r in residuals(wrong) if r.identity == identity)
    assert found.value > 1e3 * TOLERANCE
    assert found.year in (2024, 2025)  # a wrong stock also breaks the year that opens with it
    if wrong.fields[field].shape[1] == len(wrong.axes.city) and found.place in wrong.axes.city:
        assert found.place == wrong.axes.city[2]


def test_every_identity_is_among_those_that_are_broken_here() -> None:
    """A new identity needs its mistake in the list above."""
    marks = test_each_notices_a_mistake_and_says_where.pytestmark
    tried = {identity for _, _, identity in marks[0].args[1]}
    assert tried == {residual.identity for residual in residuals(run("base"))}


def test_a_value_that_is_not_a_number_breaks_its_identity() -> None:
    wrong = broken("gdp", 1, np.nan)
    with np.errstate(invalid="ignore"):
        (found,) = (r for r in residuals(wrong) if r.identity == "sum of sector value added = GDP")
    assert found.value > TOLERANCE
    assert (found.year, found.place) == (2024, wrong.axes.city[1])
