"""The page of numbers on population: sources of growth, the hindcast, life expectancy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from calibration.build import PLACES, REST_OF_PROVINCE
from calibration.population import Places, build
from calibration.population.hindcast import BROAD, CLOSED, FINE, FITTED, LEFT_OUT, TOTAL, hindcast, scores
from calibration.tables import SOURCES
from sim.axes import CHUNK
from sim.baseline import load
from sim.experiments import life_tables, population_sources
from sim.parameters import Z90, register
from sim.paths import SCENARIOS
from sim.record import Run
from sim.scenario.loading import validate
from sim.scenario.scenario import Scenario
from sim.simulate import simulate
from sim.targets import register as targets
from sim.year import LIVE_LEVERS

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]

SOURCES_INTRO = """\
Residents, 10k persons; births, deaths and net migration are those of 2021 to 2025. The target is
{target:.0f}. The last columns say what would meet it by itself: net migration a year (the decade to 2020
had {past:.1f} at the model's mortality), or births as a multiple of those projected.
"""
SOURCES_NOTE = """\
At the rates of the census year the region has {births:.0f} thousand births and {deaths:.0f} thousand
deaths a year, {national:.0f} at national death rates. Ageing turns natural growth negative in 2021 and
deepens it every year: the target needs migration. The model's deaths rest on the survival of the old
between the censuses, a fifth below national rates. At national rates they come near 300 thousand a year,
but the same rates then raise the past migration that the two censuses leave over, and the sum of both
moves little.
"""
BANDS = """\
With priors of all parameters ({members} members), residents of the base in 2025 have the 90 % band
{low:.0f} to {high:.0f} around {middle:.0f}. Fertility, life expectancy and net migration deviate from
their drivers with a correlation (`corr_vital`), and net migration moves with the level of mortality. The
width is mostly judgement (`sd_migration`, `migration_wage_elasticity`).
"""
HINDCAST_INTRO = """\
From the census of 2010, of which broad ages are known, to that of 2020. Mean absolute error over the five
cities, %:
"""
HINDCAST_NOTE = """\
- **The first row is no independent check of the total**: net migration was fitted on the residual of
  these two censuses. What it tests are births (the nation's fertility of each year at the city's level of
  2020) and whether the standard schedule puts migrants at the right ages. Births fail: see the last
  table. The region had fewer before the two-child policy of 2016 and more after it than the nation's path
  says. Ages of migrants fail where there are many: the schedule has too few below 25 and too many above,
  for it knows no universities.
- **The second row is one**: migration, mortality and fertility of a city come from the other four. It
  loses to both naive rules. A city's migration cannot be had from its neighbours: what Qingdao gained,
  the others would not have foretold. Nor its fertility, which ran from 1.0 to 1.7.
- The third row has nobody moving, and fertility of the other four.
- The growth of 2000-2010 is known in all ages together only; the total of 2000 of three cities is
  recalled.
- Migration cannot be fitted on 2000-2010 and scored on 2010-2020: no ages of 2000 are in the tables.
- Nothing is scored on the years between, which are interpolated.
"""
FINE_INTRO = "Error by finer age, %, of the model that is given the city's own net migration:\n"
ERRORS_INTRO = "Error of residents in 2020, %, by city:\n"
LIFE_INTRO = """\
Life expectancy in years, central parameters. Every run leaves the whole tables in `life_tables.csv`.
"""


def scenario(name: str) -> Scenario:
    """One of the project's scenarios."""
    return validate(SCENARIOS / f"{name}.yaml", live_levers=LIVE_LEVERS, live_projects=load().axes.line)


def national_mortality() -> float:
    """The parameter ``mortality_level_error`` at which cities die at national rates."""
    level = load().tables["mortality_level"]
    width = float(np.log(level.high / level.low).mean())
    return float(-np.log(level.values).mean() / width * 2 * Z90)


def sources(table: Table) -> str:
    """Where growth comes from in base and plan, and what the target would need."""
    baseline, base = load(), scenario("base")
    target = next(t.target for t in targets() if t.target_id == "T001")
    at_national = replace(base, parameters={**base.parameters, "mortality_level_error": national_mortality()})
    cases: dict[str, Run] = {
        "base": simulate(base, baseline),
        "plan": simulate(scenario("plan"), baseline),
        "base at national death rates": simulate(at_national, baseline),
    }
    lines = []
    for name, run in cases.items():
        found = population_sources.build(run)
        lines.append(
            (
                name,
                *(
                    f"{v:.1f}"
                    for v in (
                        found.start,
                        found.carried,
                        found.births,
                        found.deaths,
                        found.net_migration,
                        found.end,
                        found.missing(target),
                        found.net_migration / found.years,
                        found.migration_needed(target),
                    )
                ),
                f"{found.births_needed(target):.2f}",
            )
        )
    columns = (
        "",
        "census 2020",
        "to the year's end",
        "births",
        "deaths",
        "net migration",
        "2025",
        "short by",
        "net migration a year",
        "needed a year",
        "births needed, times",
    )
    past = load()["net_migration"].sum() / 1e4
    return "\n".join(
        [
            "## Where growth comes from\n",
            SOURCES_INTRO.format(target=target, past=past),
            table(columns, lines),
            SOURCES_NOTE.format(**census_year()),
            bands(base),
        ]
    )


def known() -> tuple[Places, dict[str, float]]:
    """The cities of the baseline and the central parameters."""
    places = Places(cities=load().axes.city, rest_of_province=REST_OF_PROVINCE, **PLACES)
    return places, {name: parameter.value for name, parameter in register().items()}


def census_year() -> dict[str, float]:
    """Births and deaths at the rates of the census year, thousand."""
    places, parameters = known()
    people = build(SOURCES, places=places, parameters=parameters)
    return {
        "births": people.births.sum() / 1e3,
        "deaths": people.deaths.sum() / 1e3,
        "national": (people.deaths / people.mortality_level).sum() / 1e3,
    }


def bands(base: Scenario) -> str:
    """Residents of 2025 with priors."""
    members = 4 * CHUNK
    uncertain = replace(base, uncertainty=replace(base.uncertainty, parameters="prior"))
    run = simulate(uncertain, load(), members=members)
    residents = run.fields["residents"][run.years.index(population_sources.LAST)].sum(axis=0)
    low, middle, high = np.percentile(residents, (5, 50, 95))
    return BANDS.format(members=members, low=low, middle=middle, high=high)


def past(table: Table) -> str:
    """The hindcast from census to census."""
    found = hindcast(SOURCES, *known())
    score = scores(found)
    mean = [
        (rule, *("–" if np.isnan(v) else f"{v:.1f}" for v in row))
        for rule, row in zip(score.index, score.to_numpy(), strict=True)
    ]
    return "\n".join(
        [
            "## From the census of 2010 to that of 2020\n",
            HINDCAST_INTRO,
            table(("rule", *score.columns), mean),
            HINDCAST_NOTE,
            ERRORS_INTRO,
            by_city(found, (FITTED, LEFT_OUT, CLOSED), (TOTAL, *BROAD), table),
            FINE_INTRO,
            by_city(found, (FITTED,), tuple(FINE), table),
        ]
    )


def by_city(found: pd.DataFrame, rules: Sequence[str], groups: Sequence[str], table: Table) -> str:
    """Errors of some rules by city and group."""
    error = 100 * (found["projected"] / found["counted"] - 1)
    cells = found.assign(error=error).set_index(["rule", "city", "group"])["error"]
    lines = [
        (rule, city, *(f"{cells[rule, city, group] + 0.0:+.1f}" for group in groups))
        for rule in rules
        for city in found["city"].unique()
    ]
    return table(("rule", "city", *groups), lines)


def lives(table: Table) -> str:
    """Life expectancy at birth, at 60 and at 80."""
    built = life_tables.build(simulate(scenario("base"), load()), load())
    at = built[built["age"].isin((0, 60, 80))].set_index(["city", "sex", "year", "age"])["ex"]
    years = tuple(built["year"].unique())
    columns = ("city", "sex", *(f"at {age}, {year}" for year in years for age in (0, 60, 80)))
    lines = [
        (city, sex, *(f"{at[city, sex, year, age]:.1f}" for year in years for age in (0, 60, 80)))
        for city in built["city"].unique()
        for sex in built["sex"].unique()
    ]
    return "\n".join(["## Length of life\n", LIFE_INTRO, table(columns, lines)])


def parts(table: Table) -> list[str]:
    """All parts of the page."""
    return [sources(table), past(table), lives(table)]
