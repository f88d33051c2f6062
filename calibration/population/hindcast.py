"""The block from the census of 2010 to that of 2020, beside naive rules: city totals and three broad ages.

Net migration of a city was fitted on the residual of just these two censuses. A projection that is given it
therefore meets the total, births apart, by construction; only its ages are a test. The honest test of the
total leaves a city out: its migration, mortality and level of fertility come from the other four alone.
Nothing is scored on the years between, which nobody counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.population.baseline import MORTALITY_PERIOD
from calibration.population.fertility import age_pattern, total_fertility
from calibration.population.flows import rogers_castro
from calibration.population.intercensal import (
    FirstCensus,
    first_census_ages,
    mortality_level,
    net_migrants,
)
from calibration.population.mortality import national_rates
from calibration.population.readings import FIRST, SECOND, YEARS, Places, city_ages, first_census
from calibration.tables import Figures
from sim.axes import Array
from sim.blocks.demography.alone import plain_parameters, project
from sim.blocks.demography.life_tables import life_table

BROAD = {"0-14": (0, 15), "15-59": (15, 60), "60+": (60, None)}
FINE = {
    **{f"{first}-{first + 4}": (first, first + 5) for first in range(0, 30, 5)},
    "30-44": (30, 45),
    "45-59": (45, 60),
    "60-74": (60, 75),
    "75+": (75, None),
}
"""Where the three broad ages go wrong; the naive rules do not reach down to these."""
TOTAL = "all ages"
CONSTANT_SHARE, CONSTANT_GROWTH = "constant share of the nation", "growth of 2000-2010 goes on"
FITTED, LEFT_OUT, CLOSED = "model, own net migration", "model, city left out", "model, nobody moves"


@dataclass(frozen=True)
class Knowledge:
    """What a projection from 2010 is given, apart from the count of 2010 by broad age."""

    ages_inside: Array
    """[sex, age] persons of 2020 whose age pattern fills the broad ages of 2010."""
    mortality_level: float
    fertility: float
    """Total fertility in the year before the later census."""
    net_migration: float
    """Persons a year."""


@dataclass(frozen=True)
class Evidence:
    """Residents of 2020 [city, sex, age], the count of 2010, national rates between them [sex, age]."""

    seconds: Array
    firsts: Sequence[FirstCensus]
    rates: Array
    pattern: Array
    schedule: Array
    relative_fertility: Sequence[float]
    """National total fertility of each year of the decade over that of its last year."""
    sex_ratio: float


def gather(sources: Path, places: Places, parameters: Mapping[str, float]) -> Evidence:
    """The source tables in the shape in which the hindcast needs them."""
    census, vital = Figures("census_2020", sources), Figures("vital_schedules", sources)
    last = national_rates(vital, places.nation, MORTALITY_PERIOD, range(SECOND, SECOND + 1))
    lived = life_table(np.moveaxis(last, 0, 1)[None])["person_years"][0].T
    fertility = vital.series(places.nation, "total_fertility_rate")
    ratios = vital.series(places.nation, "sex_ratio_at_birth")
    decade = range(FIRST + 1, SECOND + 1)
    return Evidence(
        seconds=np.stack([city_ages(census, city, lived) for city in places.cities]),
        firsts=[first_census(census, city) for city in places.cities],
        rates=national_rates(vital, places.nation, MORTALITY_PERIOD, decade),
        pattern=age_pattern(vital, places.nation, SECOND),
        schedule=rogers_castro(parameters),
        relative_fertility=[fertility[year] / fertility[SECOND] for year in decade],
        sex_ratio=float(np.mean([ratios[year] for year in decade])),
    )


def learnt(given: Evidence, city: int, teachers: Sequence[int]) -> Knowledge:
    """What the ``teachers`` among the cities tell of ``city``: means, and migration per resident of 2010."""
    seconds = [given.seconds[c] for c in teachers]
    firsts = [given.firsts[c] for c in teachers]
    level = mortality_level(seconds, firsts, given.rates, YEARS)
    rates = level * given.rates
    lived = np.moveaxis(life_table(np.moveaxis(rates, 0, 1)[None])["person_years"], 1, 2)
    pooled = np.sum(seconds, axis=0)
    net = sum(net_migrants(s, f, rates, YEARS).sum() for s, f in zip(seconds, firsts, strict=True))
    residents = sum(first.persons.sum() for first in firsts)
    return Knowledge(
        ages_inside=pooled,
        mortality_level=level,
        fertility=float(total_fertility(pooled[None], lived, given.pattern, range(1))[0]),
        net_migration=float(net / residents * given.firsts[city].persons.sum() / YEARS),
    )


def carried(given: Evidence, city: int, known: Knowledge) -> Array:
    """Residents of 2020 [age] from the count of 2010 and what is ``known``."""
    rates = known.mortality_level * given.rates
    start = first_census_ages(known.ages_inside, given.firsts[city], rates, YEARS)
    population = np.zeros((1, 2, *start.shape))
    population[0, 0] = start
    movers = start * given.schedule
    made = project(
        population,
        plain_parameters(
            mortality_rate=rates,
            fertility_pattern=given.pattern,
            total_fertility_rate=np.array([known.fertility]),
            sex_ratio_birth=given.sex_ratio,
            arrivals=np.array([known.net_migration]),
            arrival_profile=movers / movers.sum(),
        ),
        fertility=given.relative_fertility,
    )
    ages: Array = made.population[-1].sum(axis=(0, 1, 2))
    return ages


def broad(ages: Array) -> dict[str, float]:
    """Persons by broad and finer age and in all from persons by single year."""
    parts = {name: float(ages[slice(*bounds)].sum()) for name, bounds in {**BROAD, **FINE}.items()}
    return {**parts, TOTAL: float(ages.sum())}


def national(sources: Path, area: str) -> dict[str, float]:
    """Growth factor 2010-2020 of the nation by broad age and in all, UN estimates and projection of 2019."""
    table = Figures("wpp2019_population", sources).table
    rows = table[(table["area"] == area) & (table["indicator"] == "population")]
    first_age = rows["age"].str.extract(r"(\d+)")[0].astype(int)

    def count(year: int, start: int, stop: int | None) -> float:
        inside = (first_age >= start) & (first_age < (stop or 1000)) & (rows["year"].astype(int) == year)
        return float(rows.loc[inside, "value"].sum())

    bounds = {**BROAD, TOTAL: (0, None)}
    return {name: count(SECOND, *ends) / count(FIRST, *ends) for name, ends in bounds.items()}


def hindcast(sources: Path, places: Places, parameters: Mapping[str, float]) -> pd.DataFrame:
    """Every rule's 2020 by city and group beside the count: columns rule, city, group, counted, projected.

    Persons. The constant growth of 2000-2010 is known in all ages together only; the constant share is taken
    in each age group, and its total is their sum.
    """
    given = gather(sources, places, parameters)
    history = Figures("city_accounts_history", sources)
    nation = national(sources, places.nation)
    everyone = range(len(places.cities))
    rows = []
    for c, city in enumerate(places.cities):
        counted = broad(given.seconds[c].sum(axis=0))
        groups = given.firsts[c].persons
        then = dict(zip(BROAD, (groups[0], groups[1], groups[2] + groups[3]), strict=True))
        pooled, own = learnt(given, c, everyone), learnt(given, c, [c])
        others = learnt(given, c, [k for k in everyone if k != c])
        share = {name: persons * nation[name] for name, persons in then.items()}
        fifth = history.value(city, "population_fifth_census", FIRST - YEARS) * 1e4
        fitted = Knowledge(own.ages_inside, pooled.mortality_level, own.fertility, own.net_migration)
        still = Knowledge(others.ages_inside, others.mortality_level, others.fertility, 0.0)
        results = {
            FITTED: broad(carried(given, c, fitted)),
            LEFT_OUT: broad(carried(given, c, others)),
            CLOSED: broad(carried(given, c, still)),
            CONSTANT_SHARE: {**share, TOTAL: sum(share.values())},
            CONSTANT_GROWTH: {TOTAL: groups.sum() ** 2 / fifth},
        }
        rows += [
            (rule, city, group, counted[group], persons)
            for rule, found in results.items()
            for group, persons in found.items()
        ]
    return pd.DataFrame(rows, columns=["rule", "city", "group", "counted", "projected"])


def scores(table: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error over the cities, %, by rule (in their order) and group."""
    error = (table["projected"] / table["counted"] - 1).abs() * 100
    mean = error.groupby([table["rule"], table["group"]], sort=False).mean().unstack()
    return mean.reindex(index=table["rule"].unique(), columns=[TOTAL, *BROAD])
