"""The population baseline: census residents, vital rates and past moves, each with how it is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from calibration.population.fertility import age_pattern, total_fertility
from calibration.population.flows import departure_hazard, rogers_castro
from calibration.population.intercensal import mortality_level
from calibration.population.mortality import SEXES, national_rates
from calibration.population.notes import NOTES
from calibration.population.outside import mobile_population_index
from calibration.population.readings import (
    FIRST,
    SECOND,
    YEARS,
    Places,
    city_ages,
    college_share,
    first_census,
    flows_between_places,
    life_expectancy_gain,
    urban_cores,
    urban_shares,
    yearly_net,
)
from calibration.population.record import PopulationBaseline
from calibration.population.residence import exposure_pattern, fit_residence
from calibration.tables import Figures
from sim.blocks.demography.life_tables import life_table, life_years_lost

MORTALITY_PERIOD = "2015-2020"


def build(sources: Path, *, places: Places, parameters: Mapping[str, float]) -> PopulationBaseline:
    """The population baseline from the source tables.

    Args:
        sources: folder of the source tables.
        places: which areas to build and what surrounds them.
        parameters: central values of the register: ``rc_*`` and ``migration_distance_elasticity``.

    Raises:
        MissingFigureError: if a table lacks a figure.
        ValueError: if published figures contradict each other.
    """
    cities = places.cities
    census, history = Figures("census_2020", sources), Figures("city_accounts_history", sources)
    vital = Figures("vital_schedules", sources)

    rates = national_rates(vital, places.nation, MORTALITY_PERIOD, range(SECOND, SECOND + 1))
    decade_rates = national_rates(vital, places.nation, MORTALITY_PERIOD, range(FIRST + 1, SECOND + 1))
    table = life_table(np.moveaxis(rates, 0, 1)[None])
    by_sex_age = np.stack([city_ages(census, city, table["person_years"][0].T) for city in cities])

    firsts = [first_census(census, city) for city in cities]
    pooled = mortality_level(list(by_sex_age), firsts, decade_rates, YEARS)
    single = np.array(
        [mortality_level([p], [f], decade_rates, YEARS) for p, f in zip(by_sex_age, firsts, strict=True)]
    )
    level = np.full(len(cities), pooled)
    level_low, level_high = np.full(len(cities), single.min()), np.ones(len(cities))
    nets = [yearly_net(by_sex_age, firsts, decade_rates * factor) for factor in (pooled, single.min(), 1.0)]

    pattern = age_pattern(vital, places.nation, SECOND)
    city_rates = level[:, None, None] * rates
    survival = np.moveaxis(life_table(np.moveaxis(city_rates, 1, 2))["person_years"], 1, 2)
    fertility = [total_fertility(by_sex_age, survival, pattern, ages) for ages in (range(1), range(1, 5))]

    schedule = rogers_castro(parameters)
    towns_then, towns_now = urban_shares(census, history, cities)
    population = np.stack(
        [
            fit_residence(
                by_sex_age[c],
                census.value(city, "population_urban", SECOND),
                exposure_pattern(schedule, towns_then[c], towns_now[c], YEARS),
            )
            for c, city in enumerate(cities)
        ]
    )
    logit_speed = (np.log(towns_now / (1 - towns_now)) - np.log(towns_then / (1 - towns_then))) / YEARS
    rural = population[:, 1].sum(axis=1)

    flows = flows_between_places(sources, places, nets[0], parameters["migration_distance_elasticity"])
    leaving = flows[:-1].sum(axis=1)
    movers = by_sex_age.sum(axis=0) * schedule
    gain = np.array([life_expectancy_gain(vital, places.nation, sex) for sex in SEXES])
    return PopulationBaseline(
        cities=cities,
        population=population,
        mortality_rate=rates,
        mortality_level=level,
        mortality_level_low=level_low,
        mortality_level_high=level_high,
        life_expectancy_gain=gain,
        mortality_decline_rate=gain / life_years_lost(table)[0],
        fertility_pattern=pattern,
        city_total_fertility_rate=fertility[0],
        city_total_fertility_rate_high=fertility[1],
        national_total_fertility_rate=vital.series(places.nation, "total_fertility_rate")[SECOND],
        sex_ratio_birth=vital.series(places.nation, "sex_ratio_at_birth")[SECOND],
        births=(by_sex_age[:, :, 0] / survival[:, :, 0]).sum(axis=1),
        deaths=(by_sex_age * city_rates).sum(axis=(1, 2)),
        net_migration=nets[0],
        net_migration_low=nets[1],
        net_migration_high=nets[2],
        migration_schedule=schedule,
        flows=flows,
        departure_hazard=departure_hazard(by_sex_age.sum(axis=1), schedule, leaving),
        destination_share=flows[:-1] / leaving[:, None],
        outside_arrivals=flows[-1, :-1],
        outside_profile=movers / movers.sum(),
        outside_movers=mobile_population_index(
            Figures("wpp2019_population", sources), places.nation, schedule, SECOND
        ),
        skilled_share=np.full(len(cities), college_share(history, cities)),
        **urban_cores(census, cities),
        urbanisation_logit_speed=logit_speed,
        urbanisation_pace=logit_speed / logit_speed.mean(),
        rural_schedule_mean=(rural * schedule).sum(axis=1) / rural.sum(axis=1),
        notes=tuple(MappingProxyType(note._asdict()) for note in NOTES),
    )
