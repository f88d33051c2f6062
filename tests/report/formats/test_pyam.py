"""pyam reads the wide table: every scenario, place and variable, the numbers, and sums over cities."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pytest

from sim.report.formats.iamc import iamc_csv, quantile_name
from sim.report.labels import ids, place
from tests.report import synthetic

pyam = pytest.importorskip("pyam")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
BANDS = ("p05", "p25", "p50", "p75", "p95")


@pytest.fixture(scope="module")
def given() -> pd.DataFrame:
    return synthetic.inputs(bands=True).frame


@pytest.fixture(scope="module")
def found(given: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("pyam") / "results_iamc.csv"
    file.write_bytes(iamc_csv(given))
    return pyam.IamDataFrame(file)


def test_every_scenario_place_variable_and_year_is_there(found: Any, given: pd.DataFrame) -> None:
    assert set(found.scenario) == set(given["scenario"])
    assert set(found.model) == set(given["model"])
    assert set(found.region) == {place(one, "en") for one in given["region"]}
    central = {name for name in found.variable if not name.endswith("th Percentile")}
    assert central == set(given["variable"])
    assert set(found.year) == set(given["year"])


def test_numbers_are_those_of_the_long_table_to_the_last_bit(found: Any, given: pd.DataFrame) -> None:
    rows = found.data.dropna(subset="value")  # with pandas 3 pyam keeps the gaps of a wide table as NaN
    table = rows.set_index(["scenario", "region", "variable", "year"])["value"].to_dict()
    ends = {"value": "", **{band: f"|{quantile_name(band)}" for band in BANDS}}
    expected = {
        (row["scenario"], place(row["region"], "en"), row["variable"] + end, row["year"]): row[column]
        for row in given.to_dict("records")
        for column, end in ends.items()
        if row[column] == row[column]
    }
    assert table == expected


def test_the_region_is_the_sum_of_its_cities(found: Any) -> None:
    plan = found.filter(scenario="plan", variable="Population", year=range(2020, 2026))
    cities = [place(one, "en") for one in ids("city")]
    total = plan.aggregate_region("Population", region="Sum", subregions=cities).data["value"]
    whole = plan.filter(region=place("jiaodong", "en")).data["value"]
    assert len(whole) == 6
    assert total.to_numpy() == pytest.approx(whole.to_numpy(), rel=1e-12)


def test_levels_of_the_hierarchy_can_be_chosen(found: Any, given: pd.DataFrame) -> None:
    sectors = found.filter(variable="Value added|*", level=0).variable
    known = {v for v in given["variable"] if v.startswith("Value added|")}
    assert set(sectors) == known
    assert found.filter(variable="GDP", region="Qingdao", year=2025, scenario="plan").data["value"].size == 1


def test_it_reads_the_bytes_of_excel_too(given: pd.DataFrame) -> None:
    """The byte-order mark that Excel wants does not end up in a name."""
    assert pd.read_csv(io.BytesIO(iamc_csv(given))).columns[0] == "Model"
