"""Accounting identities of a run: for each, the largest relative residual by year and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.axes import Array
from sim.growth_accounting import contributions
from sim.record import Run

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Residual:
    """Largest relative residual of one identity, with the year and place where it stands."""

    identity: str
    value: float
    year: int
    place: str


def _largest(
    name: str, gap: Array, scale: Array, years: tuple[int, ...], places: tuple[str, ...]
) -> Residual:
    """Reduce |gap| / scale, shape [year, place, ...], to its maximum; not a number is infinitely wrong."""
    relative = np.nan_to_num(np.abs(gap) / np.abs(scale), nan=np.inf)
    flat = relative.reshape(relative.shape[0], relative.shape[1], -1).max(axis=2)
    year, place = np.unravel_index(int(np.argmax(flat)), flat.shape)
    return Residual(name, float(flat[year, place]), years[year], places[place])


def residuals(run: Run) -> list[Residual]:
    """Residuals of every identity that the model has.

    An inequality (a marine cell within its hosts, a port within its capacity) counts by how far it is broken.
    """
    f, axes, years = run.fields, run.axes, run.years
    later = years[1:]
    gdp = f["gdp"]
    change = sum(contributions(f, run.constants["capital_share"]).values())
    inventory = (1 - run.constants["depreciation"]) * f["capital_at_work"][1:] + (
        f["investment"] + f["relocated_net"] + f["disaster_loss_avoided"]
    )[1:]
    spent = (
        f["household_consumption"] + f["government_consumption"] + f["total_investment"] + f["net_outflow"]
    )
    works = (1 - run.constants["depreciation_infrastructure"]) * f["infrastructure"][:-1] + (
        f["infrastructure_investment"][1:]
    )
    by_type = f["business_investment"] + f["housing_investment"] + f["infrastructure_investment"]
    by_sector = f["investment"].sum(axis=2) + f["infrastructure_investment"]
    knowledge = (1 - run.constants["rd_depreciation"]) * f["rd_capital"][:-1] + f["rd_investment"][1:]
    handled = f["throughput"][1:].sum(axis=1)
    demanded = f["cargo_demanded"][1:]
    people = f["population"]
    within = f["migration_within_by_age"][1:]
    overfull = np.maximum(f["throughput"] - f["service_capacity"], 0)[1:]
    beyond = np.maximum(f["marine_gdp"] - gdp, 0)
    supplied = f["coal_generation"] + f["clean_generation"].sum(axis=2) + f["power_import"]
    return [
        _largest(
            "sum of sector value added = GDP", f["value_added"].sum(axis=2) - gdp, gdp, years, axes.city
        ),
        _largest(
            "growth accounting = change of GDP", change - np.diff(gdp, axis=0), gdp[1:], later, axes.city
        ),
        _largest(
            "capital: perpetual inventory", inventory - f["capital"][1:], f["capital"][1:], later, axes.city
        ),
        _largest(
            "infrastructure: perpetual inventory",
            works - f["infrastructure"][1:],
            f["infrastructure"][1:],
            later,
            axes.city,
        ),
        _largest(
            "types of investment add up to its total",
            np.stack([by_type - f["total_investment"], by_sector - f["total_investment"]], axis=2)[1:],
            f["total_investment"][1:, :, None],
            later,
            axes.city,
        ),
        _largest(
            "R&D capital: perpetual inventory",
            knowledge - f["rd_capital"][1:],
            f["rd_capital"][1:],
            later,
            axes.city,
        ),
        _largest(
            "population by age, sex, residence",
            population_gap(f),
            people[1:].mean(axis=(2, 3, 4))[:, :, None, None, None],
            later,
            axes.city,
        ),
        _largest(
            "moves within the region sum to zero",
            within.sum(axis=(1, 2))[:, None],
            people[1:].sum(axis=(1, 2))[:, None].mean(axis=(2, 3))[:, :, None, None],
            later,
            ("region",),
        ),
        _largest(
            "sum of births less deaths plus moves = change",
            total_gap(f),
            f["residents"][1:] * 1e4,
            later,
            axes.city,
        ),
        _largest(
            "cargo demanded = handled + diverted + refused",
            demanded - handled - f["cargo_diverted"][1:] - f["cargo_refused"][1:],
            demanded,
            later,
            axes.cargo,
        ),
        _largest("throughput within service capacity", overfull, f["service_capacity"][1:], later, axes.port),
        _largest(
            "sum of marine industries = marine GDP",
            f["marine_value_added"].sum(axis=2) - f["marine_gdp"],
            f["marine_gdp"],
            years,
            axes.city,
        ),
        _largest("marine GDP within GDP", beyond, gdp, years, axes.city),
        _largest("final expenditure and net outflow = GDP", (spent - gdp)[1:], gdp[1:], later, axes.city),
        _largest(
            "power: coal, clean and outside = use",
            supplied - f["power_use"],
            f["power_use"],
            years,
            axes.city,
        ),
        _largest("energy: fuels and power = use", energy_gap(run), f["energy_use"], years, axes.city),
        _largest(
            "CO2: fuels times factors, and cement = total",
            carbon_gap(run),
            f["co2_emissions"],
            years,
            axes.city,
        ),
        _largest(
            "tax transfers between the cities sum to zero",
            f["tax_transfer"][1:].sum(axis=1)[:, None],
            gdp[1:].sum(axis=1)[:, None],
            later,
            ("region",),
        ),
        _largest(
            "compensation for rivers sums to zero",
            f["eco_transfer"][1:].sum(axis=1)[:, None],
            gdp[1:].sum(axis=1)[:, None],
            later,
            ("region",),
        ),
        *_water(f, later, axes.city),
    ]


def _water(f: Mapping[str, Array], years: tuple[int, ...], cities: tuple[str, ...]) -> list[Residual]:
    """What is needed is served or lacking; what reservoirs lack is what was drawn and not taken back."""
    need = f["water_demand"][1:].sum(axis=2)
    served = f["water_supplied"][1:].sum(axis=2) + f["water_lacking"][1:].sum(axis=2)
    lacking = f["reservoir_deficit"]
    stored = np.diff(lacking, axis=0) - (f["reservoir_drawn"] - f["reservoir_refilled"])[1:]
    return [
        _largest("water needed = supplied + lacking", need - served, need, years, cities),
        _largest("reservoirs: opening + drawn - refilled", stored, need, years, cities),
    ]


def population_gap(f: Mapping[str, Array]) -> Array:
    """Residents less what births, deaths and moves make of last year's end [year, city,
    residence, sex, age, member]; that of 2020 is the count and what changed after it.
    """
    people = f["population"]
    opening = (people + f["since_census"])[:-1]
    aged = np.zeros_like(opening)
    aged[..., 1:, :] = opening[..., :-1, :]
    aged[..., -1, :] += opening[..., -1, :]
    aged[..., 0, :] = f["births_by_sex"][1:]
    moves = sum(
        f[name][1:] for name in ("migration_within_by_age", "migration_outside_by_age", "urbanising_by_age")
    )
    return aged - f["deaths_by_age"][1:] + moves - people[1:]


def total_gap(f: Mapping[str, Array]) -> Array:
    """Change of residents less births, deaths and net migration [year, city, member], persons."""
    change: Array = np.diff(f["residents"], axis=0) * 1e4 - f["since_census"][:-1].sum(axis=(2, 3, 4))
    return change - f["births"][1:] + f["deaths"][1:] - f["net_migration"][1:]


def energy_gap(run: Run) -> Array:
    """Energy use less end use of fuels and power at the coal it takes [year, city, member], Mtce."""
    f = run.fields
    gap: Array = (
        f["energy_use"] - f["fuel_use"].sum(axis=2) - run.constants["coal_power_heat_rate"] * f["power_use"]
    )
    return gap


def carbon_gap(run: Run) -> Array:
    """CO2 less what fuels and cement make of it [year, city, member], Mt; power plants burn coal."""
    f, factor = run.fields, run.constants["emission_factor"]
    burnt = f["fuel_use"].copy()
    burnt[:, :, run.axes.fuel.index("coal")] += f["coal_generation"] * run.constants["coal_power_heat_rate"]
    gap: Array = f["co2_emissions"] - np.sum(burnt * factor, axis=2) - f["co2_cement"]
    return gap
