"""Fed the UN's own rates of 2019 and net migration, the block gives back the UN's projection of China."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from calibration.population.ages import single_years
from calibration.population.mortality import single_year_rates
from calibration.tables import SOURCES
from sim.axes import AGES, Array
from sim.blocks.demography import DemographyParams
from sim.blocks.demography.alone import plain_parameters, project

SEXES = ("male", "female")
STARTS = list(range(0, AGES, 5))
BROAD = (0, 3, 13)
"""First of the five-year groups that make 0-14, 15-64, 65 and over."""


def un_population(year: int) -> Array:
    """Persons [sex, five-year group]."""
    table = pd.read_csv(SOURCES / "wpp2019_population.csv", dtype={"year": str})
    rows = table[(table["indicator"] == "population") & (table["year"] == str(year))]
    rows = rows.assign(first=rows["age"].str.extract(r"(\d+)")[0].astype(int)).sort_values("first")
    return np.stack([rows.loc[rows["sex"] == sex, "value"].to_numpy(dtype=float) * 1e3 for sex in SEXES])


def un_parameters(period: str) -> DemographyParams:
    """Parameters of one country with the UN's rates and net migration."""
    table = pd.read_csv(SOURCES / "wpp2019_rates.csv", dtype={"age": str})
    table = table[table["period"] == period]
    moved = pd.read_csv(SOURCES / "wpp2019_population.csv", dtype={"year": str})
    net = moved.loc[(moved["indicator"] == "net_migration") & (moved["year"] == period), "value"].iloc[0]
    mortality = []
    for sex in SEXES:
        own = table["indicator"].str.startswith("mortality_rate_mx") & (
            (table["sex"] == sex) | table["indicator"].str.endswith(f"_{sex}")
        )
        rates = (
            table[own].assign(first=lambda rows: rows["age"].str.rstrip("+").astype(int)).sort_values("first")
        )
        mortality.append(single_year_rates(list(rates["first"]), rates["value"].to_numpy(dtype=float)))
    pattern = np.zeros((AGES, 1))
    for row in table[table["indicator"] == "asfr_share"].itertuples():
        first = int(str(row.age).split("-")[0])
        pattern[first : first + 5] = float(row.value) / 500
    movers = np.zeros((2, AGES, 1))
    movers[:, 15:40] = 1 / 50
    value = table.set_index("indicator")["value"]
    return plain_parameters(
        mortality_rate=np.stack(mortality),
        fertility_pattern=pattern[:, 0],
        total_fertility_rate=np.array([float(value["total_fertility_rate"])]),
        sex_ratio_birth=float(value["sex_ratio_at_birth"]),
        arrivals=np.array([float(net) * 1e3 / 5]),
        arrival_profile=movers[..., 0],
    )


@pytest.fixture(scope="module")
def projected() -> dict[int, Array]:
    """Persons [sex, age] by year, from the UN's population of 2020."""
    start = [single_years(np.round(groups), STARTS, np.ones(1)) for groups in un_population(2020)]
    population = np.zeros((1, 2, 2, AGES))
    population[0, 0] = np.stack(start)
    found = {}
    for period in ("2020-2025", "2025-2030", "2030-2035"):
        population = project(population, un_parameters(period), fertility=[1.0] * 5).population[-1]
        found[int(period[-4:])] = population[0].sum(axis=0)
    return found


@pytest.mark.parametrize("year", [2025, 2030, 2035])
def test_broad_ages_of_both_sexes_agree(projected: dict[int, Array], year: int) -> None:
    ours = np.add.reduceat(np.add.reduceat(projected[year], STARTS, axis=1), BROAD, axis=1)
    theirs = np.add.reduceat(un_population(year), BROAD, axis=1)
    np.testing.assert_allclose(ours, theirs, rtol=0.005)
