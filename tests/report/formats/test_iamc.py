"""The wide table of the IAMC: rows by hand, and every number of the long table to the last bit."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from sim.report.formats.iamc import INDEX, iamc_csv, quantile_name
from sim.report.formats.wide import wide
from sim.report.labels import PLACES, ids, place
from tests.report import synthetic
from tests.report.formats import small


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")


def test_a_small_table_by_hand() -> None:
    lines = iamc_csv(small.frame(bands=False)).decode("utf-8-sig").splitlines()
    assert lines == [
        "Model,Scenario,Region,Variable,Unit,2019,2020,2021",
        '"Model 1","plan","Qingdao","GDP|Current prices","100m CNY",,10,0.30000000000000004',
        '"Model 1","plan","Jiaodong","GDP|Current prices","100m CNY",,30,0.3333333333333333',
        '"Model 1","plan","Qingdao port","Port throughput|Ore","10k tonnes",,,0',
        '"Published","observed","Jiaodong","GDP|Current prices","100m CNY",29,,',
    ]


def test_quantiles_are_variables_below_the_central_run() -> None:
    table = read(iamc_csv(small.frame()))
    mine = table[(table["Region"] == "Jiaodong") & (table["Scenario"] == "plan")]
    names = [f"{share}th Percentile" for share in ("5.0", "25.0", "50.0", "75.0", "95.0")]
    assert mine["Variable"].tolist() == [
        "GDP|Current prices",
        *(f"GDP|Current prices|{name}" for name in names),
    ]
    assert mine["2020"].tolist() == [30.0, 28.0, 29.0, 30.0, 31.0, 32.0]
    assert not table.loc[table["Scenario"] == "observed", "Variable"].str.contains("Percentile").any()


@pytest.mark.parametrize(("column", "name"), [("p05", "5.0th Percentile"), ("p50", "50.0th Percentile")])
def test_names_of_quantiles_are_those_of_the_ar6_database(column: str, name: str) -> None:
    assert quantile_name(column) == name


def test_every_number_of_the_long_table_stands_there_to_the_last_bit() -> None:
    given = synthetic.inputs(bands=True).frame
    table = read(iamc_csv(given))
    assert not table.duplicated(list(INDEX)).any()
    narrow = table.melt(list(INDEX), var_name="Year", value_name="Value").dropna(subset="Value")
    found = dict(
        zip(
            zip(*(narrow[c] for c in ("Scenario", "Region", "Variable", "Year")), strict=True),
            narrow["Value"],
            strict=True,
        )
    )
    ends = {"value": "", **{band: f"|{quantile_name(band)}" for band in small.BANDS}}
    expected = {
        (row["scenario"], place(row["region"], "en"), row["variable"] + end, str(row["year"])): row[column]
        for row in given.to_dict("records")
        for column, end in ends.items()
        if row[column] == row[column]
    }
    assert found == expected


def test_names_of_places_are_different() -> None:
    shown = [place(one, "en") for axis in PLACES for one in ids(axis) if axis != "zone"]
    assert len(set(shown)) == len(shown)


def test_names_hold_nothing_that_the_iamc_forbids() -> None:
    """Its tools refuse ``: ; "`` and braces, and blanks at the ends."""
    table = read(iamc_csv(synthetic.inputs(bands=True).frame))
    for column in INDEX:
        for text in table[column].unique():
            assert text == text.strip() and not set(text) & set(':;"{}*'), text
            assert all(part == part.strip() != "" for part in text.split("|")), text


def test_wide_keeps_the_order_of_series_and_leaves_gaps_open() -> None:
    found = wide(small.frame().iloc[:5])
    assert [name[:2] for name in found.names] == [
        ("qingdao", "GDP|Current prices"),
        ("jiaodong", "GDP|Current prices"),
        ("port_qingdao", "Port throughput|Ore"),
    ]
    assert (found.model, found.scenario, found.years) == ("Model 1", "plan", (2020, 2021))
    assert found.statistics == ("value", *small.BANDS)
    assert np.isnan(found.values[2, 0]).all()
    np.testing.assert_array_equal(found.values[1, 0], [30.0, 28.0, 29.0, 30.0, 31.0, 32.0])
