"""The 2020 accounts: every published margin is kept, and the splits inside them are as worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from calibration import accounts
from calibration.accounts import Concordances
from calibration.quantity import Quantity
from calibration.tables import Figures, MissingFigureError
from sim.baseline import load

AXES = load().axes
GDP = {"qingdao": 12400.56, "yantai": 7816.42, "weifang": 5872.17, "weihai": 3017.79, "rizhao": 2006.43}
"""Printed by the cities for 2020, 100m CNY; 31113.37 together."""
PRINTED = {
    "qingdao": (425.41, 4361.56, 7613.59),
    "yantai": (572.74, 3192.39, 4051.29),
    "weifang": (535.64, 2308.1, 3028.44),
    "weihai": (301.66, 1162.27, 1553.86),
    "rizhao": (171.33, 844.2, 990.9),
}
"""The three sectors as printed; they miss GDP by a rounding of 0.01 at most."""
LONG_FORM = {"qingdao": 490826, "yantai": 365099, "weifang": 482845, "weihai": 145113, "rizhao": 136550}
SECONDARY = ("mining", "manufacturing", "utilities", "construction")


@pytest.fixture(scope="module")
def built() -> dict[str, Quantity]:
    return {quantity.name: quantity for quantity in accounts.build(AXES.city, AXES.sector)}


def table(folder: Path, name: str, rows: list[tuple[str, str, int, float]]) -> Figures:
    """A source table of a few figures."""
    frame = pd.DataFrame(rows, columns=["area", "indicator", "year", "value"])
    frame.assign(note="").to_csv(folder / f"{name}.csv", index=False)
    return Figures(name, folder)


def concordances(io: dict[str, str], employment: dict[str, str]) -> Concordances:
    """Which codes of the national table and which industries of the census make which sector."""
    nothing = pd.DataFrame()
    return Concordances(
        io=pd.DataFrame(list(io.items()), columns=["io_code", "sector"]),
        employment=pd.DataFrame(list(employment.items()), columns=["census_industry", "sector"]),
        growth=nothing,
        capital=nothing,
    )


def test_value_added_adds_up_to_the_published_gdp_of_every_city(built: dict[str, Quantity]) -> None:
    by_city = built["value_added"].values.sum(axis=1)
    np.testing.assert_allclose(by_city, [GDP[city] for city in AXES.city], rtol=1e-12)
    assert by_city.sum() == pytest.approx(31113.37, rel=1e-12)


def test_value_added_keeps_the_three_published_sectors(built: dict[str, Quantity]) -> None:
    values = built["value_added"].values
    inside = {
        "primary": [s == "agriculture" for s in AXES.sector],
        "secondary": [s in SECONDARY for s in AXES.sector],
        "tertiary": [s != "agriculture" and s not in SECONDARY for s in AXES.sector],
    }
    assert [sum(chosen) for chosen in inside.values()] == [1, 4, 7]
    for column, chosen in enumerate(inside.values()):
        published = [PRINTED[city][column] for city in AXES.city]
        np.testing.assert_allclose(values[:, chosen].sum(axis=1), published, atol=0.02)


def test_every_sector_of_every_city_produces_and_lies_in_its_range(built: dict[str, Quantity]) -> None:
    quantity = built["value_added"]
    assert (quantity.values > 0).all()
    assert quantity.low is not None
    assert quantity.high is not None
    assert (quantity.low <= quantity.values).all()
    assert (quantity.values <= quantity.high).all()
    known = [sector == "agriculture" for sector in AXES.sector]
    np.testing.assert_array_equal(quantity.low[:, known], quantity.high[:, known])
    unknown = np.logical_not(known)
    assert (quantity.low[:, unknown] <= 0.8 * quantity.values[:, unknown] * (1 + 1e-12)).all()


def test_a_group_is_split_by_workers_times_productivity() -> None:
    """Group of 200 with 10 workers each at 3 and 1: 150 and 50; by heads 100 and 100; the first is alone."""
    value, low, high = accounts.value_added(
        np.array([[100.0, 200.0]]),
        np.array([[7.0, 10.0, 10.0]]),
        np.array([9.0, 3.0, 1.0]),
        np.array([0, 1, 1]),
    )
    np.testing.assert_allclose(value, [[100, 150, 50]])
    np.testing.assert_allclose(low, [[100, 100, 40]])
    np.testing.assert_allclose(high, [[100, 187.5, 100]])


@given(
    totals=arrays(float, (3, 2), elements=st.floats(1, 1e4)),
    workers=arrays(float, (3, 5), elements=st.floats(0.1, 100)),
    productivity=arrays(float, 5, elements=st.floats(0.1, 100)),
)
def test_any_split_keeps_its_totals_inside_its_range(
    totals: np.ndarray, workers: np.ndarray, productivity: np.ndarray
) -> None:
    groups = np.array([0, 1, 0, 1, 1])
    value, low, high = accounts.value_added(totals, workers, productivity, groups)
    for group in (0, 1):
        np.testing.assert_allclose(value[:, groups == group].sum(axis=1), totals[:, group], rtol=1e-12)
    assert (low <= value).all()
    assert (value <= high).all()


def test_employment_is_ten_times_the_long_form_sample(built: dict[str, Quantity]) -> None:
    workers = built["employment"].values
    np.testing.assert_allclose(workers.sum(axis=1), [LONG_FORM[c] / 1000 for c in AXES.city], rtol=1e-12)
    assert (workers > 0).all()


def test_employment_shares_that_do_not_add_up_to_a_hundred_are_scaled(tmp_path: Path) -> None:
    """Shares 30, 30 and 20 of 8000 in the sample: 80 thousand workers, three quarters in the first sector."""
    shares = {"farms": 30.0, "fishing": 30.0, "shops": 20.0}
    rows = [("a", f"employment_share_{name}", 2020, share) for name, share in shares.items()]
    census = table(tmp_path, "census", [("a", "employed_longform_sample", 2020, 8000.0), *rows])
    tables = concordances({}, {"farms": "land", "fishing": "land", "shops": "services"})
    workers = accounts.employment(census, tables.employment, ("a",), ("land", "services"))
    np.testing.assert_allclose(workers, [[6.0, 2.0]])


def test_national_productivity_is_output_over_workers(tmp_path: Path) -> None:
    """Land: 5 of 10 in 10k CNY by 60 % of two persons (0.0002 x 10k); services: 20 by the other 40 %."""
    figures = table(
        tmp_path,
        "national",
        [
            ("china", "employed_total", 2020, 0.0002),
            ("china", "employment_share_farms", 2020, 30.0),
            ("china", "employment_share_shops", 2020, 20.0),
        ],
    )
    tables = concordances(
        {"01": "land", "02": "land", "03": "services"}, {"farms": "land", "shops": "services"}
    )
    found = accounts.national_productivity(
        {"01": 2.0, "02": 3.0, "03": 20.0}, figures, tables, ("land", "services")
    )
    np.testing.assert_allclose(found, [5 / 1.2, 20 / 0.8])


def test_a_citys_own_slowdown_or_the_regions_is_met_exactly() -> None:
    """National gap of 10 % in one of two equal sectors: 5 % of GDP; the cities lost 2 % and 4 %."""
    gap = np.array([-0.10, 0.0])
    output = np.array([[50.0, 50.0], [150.0, 150.0]])
    slowdown = np.array([-0.02, -0.04])
    own = accounts.utilisation(gap, output, slowdown, own_weight=1.0)
    np.testing.assert_allclose(own, [[0.96, 1.0], [0.92, 1.0]])
    regional = accounts.utilisation(gap, output, slowdown, own_weight=0.0)
    np.testing.assert_allclose(regional, [[0.93, 1.0], [0.93, 1.0]])
    half = accounts.utilisation(gap, output, slowdown, own_weight=0.5)
    np.testing.assert_allclose(half, (own + regional) / 2)


def test_utilisation_of_2020_carries_the_regions_slowdown(built: dict[str, Quantity]) -> None:
    """Growth of 2020 against 2019 as printed; the region's shortfall does not depend on the weight."""
    growth = {
        "qingdao": (3.7, 6.5),
        "yantai": (3.6, 5.5),
        "weifang": (3.6, 3.7),
        "weihai": (3.0, 3.6),
        "rizhao": (3.8, 4.5),
    }
    slowdown = np.array([(100 + growth[c][0]) / (100 + growth[c][1]) - 1 for c in AXES.city])
    quantity, levels = built["utilisation"], built["value_added"].values
    shortfall = np.sum(levels * (quantity.values - 1))
    assert shortfall == pytest.approx(levels.sum(axis=1) @ slowdown, rel=1e-9)
    assert quantity.low is not None
    assert quantity.high is not None
    assert (quantity.low <= quantity.values).all()
    assert (quantity.values <= quantity.high).all()
    catering = AXES.sector.index("hotels_catering")
    assert (quantity.values.argmin(axis=1) == catering).all()


def test_sector_drift_is_mean_growth_beyond_gdp(tmp_path: Path) -> None:
    """Sector of two industries, half each: 4 and 6, then 9 and 5, against GDP of 7 and 6: (-2 + 1) / 2 %."""
    rows = [
        ("china", "value_added_growth_a", 2018, 4.0),
        ("china", "value_added_growth_b", 2018, 6.0),
        ("china", "value_added_growth_total", 2018, 7.0),
        ("china", "value_added_growth_a", 2019, 9.0),
        ("china", "value_added_growth_b", 2019, 5.0),
        ("china", "value_added_growth_total", 2019, 6.0),
    ]
    weights = pd.DataFrame({"sector": ["s", "s"], "industry": ["a", "b"], "weight": [0.5, 0.5]})
    drift = accounts.sector_drift(table(tmp_path, "growth", rows), weights, ("s",), range(2018, 2020))
    np.testing.assert_allclose(drift, [-0.005])


def test_weights_of_capital_shares_add_up_to_one_in_every_sector(built: dict[str, Quantity]) -> None:
    weights = built["capital_share_weights"].values
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, rtol=1e-12)
    groups = built["capital_share_weights"].axes["group"]
    for row, sector in enumerate(AXES.sector):
        for column, group in enumerate(groups):
            assert weights[row, column] == 0 or group.endswith(f":{sector}")


def test_county_residents_are_those_outside_the_districts(built: dict[str, Quantity]) -> None:
    """Qingdao: 1007.1722 less 717.2451 in 10k persons."""
    county = dict(zip(AXES.city, built["county_population"].values, strict=True))
    assert county["qingdao"] == pytest.approx(1007.1722 - 717.2451, abs=1e-4)
    assert (built["county_population"].values > 0).all()


def test_research_spending_is_the_provinces_by_staff(built: dict[str, Quantity]) -> None:
    """Staff of 2015 over the province's 297845, times 1681.9; less than the province has."""
    staff = {"qingdao": 48626, "yantai": 28823, "weifang": 24278, "weihai": 13225, "rizhao": 4011}
    expected = [1681.9 * staff[c] / 297845 for c in AXES.city]
    np.testing.assert_allclose(built["rd_spending"].values, expected, rtol=1e-6)
    intensity = built["rd_spending"].values / np.array([GDP[c] for c in AXES.city])
    assert ((intensity > 0.01) & (intensity < 0.03)).all()


def test_a_figure_that_is_missing_is_named(tmp_path: Path) -> None:
    figures = table(tmp_path, "few", [("a", "gdp_current", 2020, 1.0)])
    with pytest.raises(MissingFigureError, match=r"few\.csv: 0 rows for area 'b'.*exactly one is needed"):
        figures.value("b", "gdp_current", 2020)


def test_a_figure_that_stands_twice_is_refused(tmp_path: Path) -> None:
    figures = table(tmp_path, "two", [("a", "gdp_current", 2020, 1.0), ("a", "gdp_current", 2020, 2.0)])
    with pytest.raises(MissingFigureError, match=r"two\.csv: 2 rows"):
        figures.value("a", "gdp_current", 2020)
