"""Published history: every value stands in a source table, in the units and names of the results."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from calibration import observed
from calibration.tables import SOURCES, Figures
from sim.baseline import load
from sim.results import COLUMNS
from sim.results import observed as read_observed
from tests.runs import frame, value

CITIES = load().axes.city
SOURCE_OF = {
    "GDP growth": ("city_accounts_history", "gdp_growth_real"),
    "GDP|Current prices": ("city_accounts_history", "gdp_current"),
    "Population": ("city_accounts_history", "population_resident_census"),
    "Population|Urban": ("city_accounts_history", "population_urban_census"),
    "Marine GDP|Current prices": ("marine", "marine_gdp"),
    "Port throughput": ("ports", "cargo_throughput"),
    "Port containers": ("ports", "container_throughput"),
}


@pytest.fixture(scope="module")
def built() -> pd.DataFrame:
    return observed.build(CITIES)


def one(table: pd.DataFrame, region: str, variable: str, year: int) -> float:
    rows = table[(table["region"] == region) & (table["variable"] == variable) & (table["year"] == year)]
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def published() -> dict[tuple[str, str, int], tuple[float, str]]:
    """Value and provenance by region, variable and year, read without the code under test."""
    found = {}
    for variable, (name, indicator) in SOURCE_OF.items():
        with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["indicator"] == indicator and row["value"]:
                    region = f"port_{row['area']}" if name == "ports" else row["area"]
                    key = (region, variable, int(row["year"]))
                    found[key] = (float(row["value"]), row["provenance"])
    return found


def test_every_value_of_a_city_is_the_source_tables(built: pd.DataFrame) -> None:
    sources = published()
    places = {*CITIES, *(f"port_{city}" for city in CITIES)}
    rows = built[built["region"].isin(places) & (built["variable"] != "GDP")]
    assert len(rows) > 150
    for row in rows.itertuples():
        assert (row.value, row.provenance) == sources[row.region, row.variable, row.year], row


def test_no_published_year_is_lost_but_printed_gdp_before_the_break(built: pd.DataFrame) -> None:
    places = {*CITIES, *(f"port_{city}" for city in CITIES)}
    expected = {
        (region, variable, year)
        for region, variable, year in published()
        if region in places
        and 2010 <= year <= 2020
        and not (variable == "GDP|Current prices" and year < 2019)
    }
    shown = built[built["region"].isin(places) & (built["variable"] != "GDP")]
    assert set(zip(shown["region"], shown["variable"], shown["year"], strict=True)) == expected


def test_names_and_units_are_those_of_the_results(built: pd.DataFrame) -> None:
    reported = frame("base")[["variable", "unit"]].drop_duplicates()
    units = dict(zip(reported["variable"], reported["unit"], strict=True))
    assert built["unit"].notna().all()
    for variable, unit in set(zip(built["variable"], built["unit"], strict=True)):
        assert units[variable] == unit
    assert set(built["region"]) <= {*frame("base")["region"], "shandong"}


def test_no_row_stands_twice_and_every_row_says_how_it_is_known(built: pd.DataFrame) -> None:
    assert not built.duplicated(["region", "variable", "year"]).any()
    assert set(built["provenance"]) <= {"sourced", "recalled", "derived", "plan"}
    assert built["year"].between(2010, 2020).all()
    assert built["value"].notna().all()


def test_real_gdp_is_chained_back_by_published_growth(built: pd.DataFrame) -> None:
    """Qingdao: 12400.56 in 2020 after growth of 3.7 and 6.5 %; nominal GDP is not touched."""
    assert one(built, "qingdao", "GDP", 2020) == 12400.56
    assert one(built, "qingdao", "GDP", 2019) == pytest.approx(12400.56 / 1.037, rel=1e-12)
    assert one(built, "qingdao", "GDP", 2018) == pytest.approx(12400.56 / 1.037 / 1.065, rel=1e-12)


def test_a_missing_rate_is_the_mean_of_its_neighbours() -> None:
    """Weifang printed none for 2016: half way between 8.3 and 7.0 %."""
    level = observed.real_gdp(Figures("city_accounts_history"), "weifang")
    assert level[2016] / level[2015] - 1 == pytest.approx((0.083 + 0.070) / 2, rel=1e-12)
    assert sorted(level) == list(range(2010, 2021))


def test_the_region_is_the_sum_only_where_every_city_has_a_value(built: pd.DataFrame) -> None:
    assert one(built, "jiaodong", "GDP", 2020) == pytest.approx(31113.37, rel=1e-12)
    assert one(built, "jiaodong", "Port throughput", 2020) == 159029
    ports = built[(built["variable"] == "Port throughput") & built["region"].str.startswith("port_")]
    complete = {year for year, count in ports.groupby("year").size().items() if count == len(CITIES)}
    region = built[(built["variable"] == "Port throughput") & (built["region"] == "jiaodong")]
    assert set(region["year"]) == complete
    assert len(complete) < ports["year"].nunique()


def test_growth_of_the_region_is_that_of_the_cities_together(built: pd.DataFrame) -> None:
    """2020: 31113.37 over the sum of each city's level of 2019."""
    growth = {"qingdao": 3.7, "yantai": 3.6, "weifang": 3.6, "weihai": 3.0, "rizhao": 3.8}
    before = sum(one(built, city, "GDP", 2020) / (1 + rate / 100) for city, rate in growth.items())
    assert one(built, "jiaodong", "GDP growth", 2020) == pytest.approx(
        100 * (31113.37 / before - 1), rel=1e-9
    )


def test_marine_gdp_of_the_region_is_the_plans_and_not_a_sum(built: pd.DataFrame) -> None:
    rows = built[(built["region"] == "jiaodong") & (built["variable"] == "Marine GDP|Current prices")]
    assert rows[["year", "value", "provenance"]].to_numpy().tolist() == [[2020, 9150.0, "plan"]]


def test_the_last_observed_year_is_the_first_of_every_projection(built: pd.DataFrame) -> None:
    for city in CITIES:
        assert value("base", city, "GDP", 2020) == pytest.approx(one(built, city, "GDP", 2020), rel=1e-9)
        tonnes = value("base", f"port_{city}", "Port throughput", 2020)
        assert tonnes == pytest.approx(one(built, f"port_{city}", "Port throughput", 2020), rel=1e-9)


def test_the_reader_gives_the_built_table_in_the_columns_of_results(built: pd.DataFrame) -> None:
    read = read_observed()
    assert list(read.columns) == COLUMNS
    assert set(read["scenario"]) == {"observed"}
    pd.testing.assert_series_equal(read["value"], built["value"], check_exact=True)
