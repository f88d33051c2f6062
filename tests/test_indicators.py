"""Reported indicators: regional figures from sums, complete names, and ratios that are ratios of sums."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.baseline import load
from sim.results import COLUMNS, MODEL, table
from sim.variables import register
from tests.runs import frame, run, value

CITIES = load().axes.city
PORTS = load().axes.port


@pytest.fixture(scope="module")
def plan() -> pd.DataFrame:
    return frame("plan")


def cities_of(plan: pd.DataFrame, variable: str, year: int) -> np.ndarray:
    rows = plan[(plan["variable"] == variable) & (plan["year"] == year)].set_index("region")["value"]
    return rows.reindex([*CITIES]).to_numpy()


def test_columns_and_names(plan: pd.DataFrame) -> None:
    assert list(plan.columns) == COLUMNS
    assert set(plan["model"]) == {MODEL}
    assert set(plan["region"]) == {*CITIES, *PORTS, "jiaodong"}
    assert not plan["variable"].str.contains("[{}]").any()
    assert plan["value"].notna().all()


def test_no_number_is_reported_twice(plan: pd.DataFrame) -> None:
    assert not plan.duplicated(["region", "variable", "year"]).any()
    assert plan.groupby("variable")["unit"].nunique().eq(1).all()


def test_every_registered_variable_that_has_a_name_is_reported(plan: pd.DataFrame) -> None:
    found = set(plan["variable"])
    for variable in register().values():
        if variable.variable:
            start = variable.variable.partition("{")[0]
            assert any(name.startswith(start) for name in found), variable.variable


def test_reported_units_are_the_registers() -> None:
    """Births are persons in the model and 10k persons in tables."""
    births = run("plan").fields["births"][3, 0, 0]
    assert value("plan", CITIES[0], "Births", 2023) == pytest.approx(births / 1e4, rel=1e-14)


@pytest.mark.parametrize(
    "variable", ["GDP", "Population", "Marine GDP", "R&D spending", "Capital stock", "Net migration"]
)
def test_the_region_is_the_sum_of_its_cities(plan: pd.DataFrame, variable: str) -> None:
    assert cities_of(plan, variable, 2024).sum() == pytest.approx(
        value("plan", "jiaodong", variable, 2024), rel=1e-12
    )


def test_the_regions_throughput_is_the_sum_of_its_ports_and_classes() -> None:
    total = value("plan", "jiaodong", "Port throughput", 2025)
    assert sum(value("plan", port, "Port throughput", 2025) for port in PORTS) == pytest.approx(total)
    assert run("plan").fields["throughput"][5].sum() == pytest.approx(total)


def test_parts_add_up_to_their_whole(plan: pd.DataFrame) -> None:
    at = plan[(plan["region"] == "weihai") & (plan["year"] == 2025)].set_index("variable")["value"]
    for parts, whole in [
        ("Value added|", "GDP"),
        ("Marine GDP|Marine ", None),
        (("Population|Age 0-14", "Population|Age 15-59", "Population|Age 60+"), "Population"),
        (("Population|Male|", "Population|Female|"), "Population"),
        (("Net migration|Within region", "Net migration|Outside region"), "Net migration"),
    ]:
        if whole is not None:
            assert at[at.index.str.startswith(parts)].sum() == pytest.approx(at[whole], rel=1e-9), whole
    town_and_village = at["Population|Urban"] + at["Population|Rural"]
    assert town_and_village == pytest.approx(at["Population"], rel=1e-9)
    assert at["Population|Urban core"] < at["Population|Urban"]
    young, old, both = (at[f"{name} dependency ratio"] for name in ("Youth", "Old-age", "Total"))
    assert young + old == pytest.approx(both, rel=1e-9)


def test_shares_of_the_region_are_ratios_of_sums_not_means(plan: pd.DataFrame) -> None:
    urban, people = (cities_of(plan, name, 2025) for name in ("Population|Urban", "Population"))
    regional = value("plan", "jiaodong", "Urbanisation rate", 2025)
    assert regional == pytest.approx(100 * urban.sum() / people.sum(), rel=1e-12)
    assert abs(regional - cities_of(plan, "Urbanisation rate", 2025).mean()) > 0.1


def test_growth_is_the_change_on_the_year_before_and_has_no_base_year(plan: pd.DataFrame) -> None:
    levels = [value("plan", "jiaodong", "GDP", year) for year in (2022, 2023)]
    assert value("plan", "jiaodong", "GDP growth", 2023) == pytest.approx(100 * (levels[1] / levels[0] - 1))
    assert plan.loc[plan["variable"] == "GDP growth", "year"].min() == 2021


def test_current_prices_are_real_values_times_the_deflator() -> None:
    price = value("plan", "jiaodong", "GDP deflator", 2025)
    for name in ("GDP", "Marine GDP"):
        current = value("plan", "jiaodong", f"{name}|Current prices", 2025)
        assert current == pytest.approx(price * value("plan", "jiaodong", name, 2025), rel=1e-12)


def test_research_intensity_compares_current_with_current() -> None:
    spending = value("plan", "jiaodong", "R&D spending", 2025)
    gdp = value("plan", "jiaodong", "GDP|Current prices", 2025)
    assert value("plan", "jiaodong", "R&D intensity", 2025) == pytest.approx(100 * spending / gdp, rel=1e-12)


def test_a_ports_waiting_time_is_weighted_by_its_tonnes() -> None:
    f = run("plan").fields
    tonnes, hours = (f[name][5, 0, :, 0] for name in ("throughput", "waiting_time_hours"))
    expected = float(tonnes @ hours / tonnes.sum())
    assert value("plan", PORTS[0], "Port waiting time", 2025) == pytest.approx(expected, rel=1e-12)


def test_current_ages_cover_everyone_once(plan: pd.DataFrame) -> None:
    people = run("plan").fields["population"][5, 2, :, :, :, 0] / 1e4
    old = people[..., 65:].sum() / people[..., 15:65].sum()
    assert value("plan", CITIES[2], "Old-age dependency ratio", 2025) == pytest.approx(100 * old, rel=1e-12)
    eldest = value("plan", CITIES[2], "Population|Female|Age 85+", 2025)
    assert eldest == pytest.approx(people[:, 1, 85:].sum(), rel=1e-12)


def test_bands_are_over_the_drawn_members_and_the_value_is_the_central_one() -> None:
    drawn = run("base", "uncertainty.parameters=prior", members=30)
    rows = table(drawn, "base")
    gdp = rows[(rows["region"] == "jiaodong") & (rows["variable"] == "GDP") & (rows["year"] == 2025)].iloc[0]
    members = drawn.fields["gdp"][5].sum(axis=0)
    assert gdp["value"] == members[0] == run("base").fields["gdp"][5, :, 0].sum()
    assert gdp["p50"] == pytest.approx(np.median(members[1:]), rel=1e-12)
    assert gdp["p05"] < gdp["p25"] < gdp["p50"] < gdp["p75"] < gdp["p95"]
    assert members[1:].min() < gdp["p05"]
