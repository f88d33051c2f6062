"""The source tables: described, with provenance, free of outcomes after mid-2021, as known at anchors."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from frictionless import Package, system

SOURCES = Path(__file__).resolve().parents[2] / "calibration" / "sources"
FACT_COLUMNS = {"provenance", "source", "vintage"}
LAST_VINTAGE = "2021-07-31"
CITIES = ("qingdao", "yantai", "weifang", "weihai", "rizhao")
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fact_tables() -> list[str]:
    return [path.name for path in sorted(SOURCES.glob("*.csv")) if rows(path.name)[0].keys() >= FACT_COLUMNS]


def figure(table: str, area: str, indicator: str, year: int) -> float:
    found = [r for r in rows(table) if (r["area"], r["indicator"], r["year"]) == (area, indicator, str(year))]
    assert len(found) == 1, f"{table}: {len(found)} rows for {area} {indicator} {year}"
    return float(found[0]["value"])


def test_every_table_agrees_with_the_data_package() -> None:
    with system.use_context(trusted=True):
        report = Package(str(SOURCES / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]


def test_the_data_package_describes_exactly_the_files_of_the_folder() -> None:
    package = json.loads((SOURCES / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    assert described == {p.name for p in SOURCES.iterdir() if p.suffix in (".csv", ".geojson")}
    assert all(resource["licenses"] for resource in package["resources"])


@pytest.mark.parametrize("table", fact_tables())
def test_every_row_says_where_it_comes_from(table: str) -> None:
    for at, row in enumerate(rows(table), start=2):
        assert all(row[column].strip() for column in FACT_COLUMNS), f"{table}:{at}"


@pytest.mark.parametrize("table", fact_tables())
def test_nothing_that_happened_after_mid_2021(table: str) -> None:
    for at, row in enumerate(rows(table), start=2):
        year = max(int(y) for y in re.findall(r"\d{4}", row.get("period") or row["year"]))
        hindsight = row["vintage"].startswith("hindsight: ")
        dated = re.search(r"20\d\d(-\d\d){0,2}", row["vintage"])
        assert year <= 2020 or not hindsight, f"{table}:{at} an outcome told with hindsight"
        assert hindsight or not dated or dated[0] <= LAST_VINTAGE, f"{table}:{at} vintage {row['vintage']}"
        assert year <= 2020 or dated, f"{table}:{at} a forecast needs the date it was made"


def test_recalled_and_derived_rows_carry_their_confidence_or_formula() -> None:
    for row in rows("city_accounts_history.csv"):
        if row["provenance"] == "recalled":
            assert row["note"].startswith("confidence="), row
        if row["provenance"] == "derived":
            assert row["note"], row


def test_published_totals_of_2020() -> None:
    history = "city_accounts_history.csv"
    gdp = sum(figure(history, city, "gdp_current", 2020) for city in CITIES)
    people = sum(figure(history, city, "population_resident_census", 2020) for city in CITIES)
    urban = sum(figure(history, city, "population_urban_census", 2020) for city in CITIES)
    assert gdp == pytest.approx(31113.4, abs=0.1)
    assert people == pytest.approx(3243.55, abs=0.01)
    assert 100 * urban / people == pytest.approx(68.97, abs=0.01)
    assert figure("marine.csv", "jiaodong", "marine_gdp", 2020) == 9150
    assert round(people) == pytest.approx(figure(history, "jiaodong", "population_resident", 2020), abs=1)


def test_the_level_break_of_2019_is_kept_and_the_chained_series_closes_it() -> None:
    history = "city_accounts_history.csv"
    for city in CITIES:
        printed, chained = (figure(history, city, i, 2018) for i in ("gdp_current", "gdp_current_backcast"))
        after = figure(history, city, "gdp_current", 2019)
        assert after < printed
        assert 1.02 < after / chained < 1.09


def test_census_ages_add_up_to_the_residents_of_each_city() -> None:
    by_city: dict[str, float] = defaultdict(float)
    for row in rows("census_2020.csv"):
        if re.fullmatch(r"population_(fe)?male_age_\w+", row["indicator"]):
            by_city[row["area"]] += float(row["value"])
    assert set(by_city) == set(CITIES)
    for city, total in by_city.items():
        assert total == figure("census_2020.csv", city, "population_total", 2020), city


@pytest.mark.parametrize("year", [2017, 2020])
def test_input_output_rows_and_columns_balance(year: int) -> None:
    table = rows(f"io_china_{year}.csv")
    industries = [f"{i:02d}" for i in range(1, 43)]
    for row in table:
        total = float(row["TIU"])
        assert sum(float(row[i]) for i in industries) == pytest.approx(total, rel=1e-6, abs=1), row[
            "Description"
        ]
    by_code = {row["Code"]: row for row in table if not row["Code"].isdigit()}
    for i in industries:
        assert float(by_code["TII"][i]) + float(by_code["TVA"][i]) == pytest.approx(
            float(by_code["TI"][i]), rel=1e-6
        )
