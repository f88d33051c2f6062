"""Trends, their shrinkage and the national pass-through against cases worked by hand and their limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calibration import growth
from calibration.growth import Record
from calibration.quantity import Quantity
from calibration.tables import SOURCES, Figures
from sim.baseline import load

CITIES = load().axes.city
YEARS = range(2018, 2020)


@pytest.fixture(scope="module")
def built() -> dict[str, Quantity]:
    return {quantity.name: quantity for quantity in growth.build(CITIES)}


@pytest.fixture(scope="module")
def record() -> Record:
    history, macro = Figures("city_accounts_history"), Figures("macro")
    return growth.read(history, macro, CITIES, range(2011, 2020))


def record_of(cities: list[list[float]], years: range = YEARS, national: list[float] | None = None) -> Record:
    return Record(tuple(years), np.array(cities), np.array(national or [0.06] * len(years)))


def test_the_record_holds_what_was_published_and_nothing_else(record: Record) -> None:
    rates = dict(zip(CITIES, record.cities, strict=True))
    np.testing.assert_allclose(rates["qingdao"][-3:], [0.075, 0.074, 0.065])
    weifang = dict(zip(record.years, rates["weifang"], strict=True))
    assert np.isnan(weifang[2013])
    assert np.isnan(weifang[2016])
    assert weifang[2019] == pytest.approx(0.037)
    assert not np.isnan(record.national).any()


def test_the_level_break_is_the_backcast_over_the_printed_level() -> None:
    breaks = dict(zip(CITIES, growth.level_break(Figures("city_accounts_history"), CITIES), strict=True))
    assert breaks["qingdao"] == pytest.approx(np.log(10907.9 / 12001.52), rel=1e-12)
    assert breaks["weihai"] == pytest.approx(np.log(2830.4 / 3641.48), rel=1e-12)
    assert max(breaks.values()) < 0


def test_a_break_of_ten_percent_takes_two_points_from_each_of_five_years() -> None:
    years = range(2012, 2020)
    spread = growth.spread_break(record_of([[0.08] * 8, [0.07] * 8], years), np.array([-0.10, 0.0]))
    np.testing.assert_allclose(spread.cities[0], [0.08, 0.08, 0.06, 0.06, 0.06, 0.06, 0.06, 0.08])
    np.testing.assert_allclose(spread.cities[1], 0.07)


def test_capital_that_starts_on_its_path_stays_on_it() -> None:
    rates = growth.capital_growth(np.full(6, 0.05), 0.05, 0.4, 0.05)
    np.testing.assert_allclose(rates, 0.05, rtol=1e-12)


def test_capital_follows_output_a_year_later() -> None:
    """Ratio 4 at the start; output at 10 % lowers it to 4 x 1.05 / 1.10, and capital grows at 5.476 %."""
    rates = growth.capital_growth(np.array([0.10, 0.05]), 0.05, 0.4, 0.05)
    np.testing.assert_allclose(rates, [0.05, 0.4 / (4 * 1.05 / 1.10) - 0.05], rtol=1e-12)


NATIONAL = [0.04, 0.06, 0.08, 0.10]


def responding(slope: float, noise: float) -> Record:
    """Two like cities that answer national growth with ``slope`` around 10 %.

    The errors are orthogonal to the line: squared 4 noise², over 2 degrees of freedom and a spread of 0.002
    they give the slope a variance of 1000 noise².
    """
    around = np.array(NATIONAL) - 0.07
    rates = 0.10 + slope * around + noise * np.array([1, -1, -1, 1])
    return record_of([list(rates)] * 2, range(2016, 2020), NATIONAL)


def test_pass_through_without_noise_is_the_slope() -> None:
    """Slope 2 at means of 7 % and 10 %: an elasticity of 1.4, known exactly."""
    mean, sd = growth.pass_through(responding(2.0, 1e-9), 0.0, 0.4, 0.05)
    assert mean == pytest.approx(1.4, rel=1e-6)
    assert sd == pytest.approx(0.0, abs=1e-6)


def test_pass_through_with_nothing_but_noise_is_the_prior() -> None:
    mean, sd = growth.pass_through(responding(2.0, 1e3), 0.0, 0.4, 0.05)
    assert mean == pytest.approx(1.0 * 0.7, rel=1e-6)
    assert sd == pytest.approx(0.3 * 0.7, rel=1e-6)


def test_pass_through_lies_half_way_where_data_and_prior_weigh_alike() -> None:
    """An error of 0.3 on the slope, as in the prior: the mean of 1 and 2, the sd over the root of two."""
    mean, sd = growth.pass_through(responding(2.0, (0.09 / 1000) ** 0.5), 0.0, 0.4, 0.05)
    assert mean == pytest.approx(1.5 * 0.7, rel=1e-9)
    assert sd == pytest.approx(0.3 / 2**0.5 * 0.7, rel=1e-9)


def test_part_of_a_slow_down_is_slower_capital() -> None:
    """Where capital matters, less of a common slow-down is left for the nation to explain, per point."""
    years = range(2011, 2020)
    national = list(np.linspace(0.095, 0.06, 9))
    slowing = record_of(
        [list(0.03 + np.array(national) + 1e-4 * np.array([1, -1] * 4 + [0]))] * 2, years, national
    )

    def slope(capital_share: float) -> float:
        elasticity, _ = growth.pass_through(slowing, capital_share, 0.4, 0.06)
        output = slowing.cities.mean(axis=0)
        capital = growth.capital_growth(output, output[0], 0.4, 0.06)
        return elasticity * (output - capital_share * capital).mean() / np.mean(national)

    assert slope(0.5) < slope(0.0) == pytest.approx(1.0, abs=0.01)


def test_a_city_without_noise_keeps_its_own_trend() -> None:
    """City and year effects only: nothing is left that a mean could be wrong by but the common years."""
    trend, error = growth.shrunk_trend(record_of([[0.05, 0.07], [0.08, 0.10], [0.02, 0.04]]), YEARS)
    np.testing.assert_allclose(trend, [0.06, 0.09, 0.03], rtol=1e-9)
    np.testing.assert_allclose(error, 0.0, atol=1e-9)


def test_cities_that_differ_by_noise_alone_get_the_pooled_mean() -> None:
    """Noise 0.0016 on one degree of freedom, means 7 % and 9 %: 0.0002 between is below 0.0008 within."""
    trend, error = growth.shrunk_trend(record_of([[0.09, 0.05], [0.07, 0.11]]), YEARS)
    np.testing.assert_allclose(trend, 0.08, rtol=1e-12)
    np.testing.assert_allclose(error, (0.0016 / 4) ** 0.5, rtol=1e-9)


def test_shrinkage_between_its_limits_is_as_worked_by_hand() -> None:
    """Means 6 % and 10 %, noise 0.0004: between 0.0008 - 0.0002, weight 0.75, trends 8 % -+ 1.5 %."""
    trend, error = growth.shrunk_trend(record_of([[0.07, 0.05], [0.09, 0.11]]), YEARS)
    np.testing.assert_allclose(trend, [0.065, 0.095], rtol=1e-9)
    np.testing.assert_allclose(error, (0.75 * 0.0002 + 0.0004 / 4) ** 0.5, rtol=1e-9)


def test_a_missing_year_is_filled_with_what_city_and_year_would_have_given() -> None:
    """City B is 2 points above A in both known years; the year 2017, missing for B, had 12 %."""
    rates = np.array([[0.06, 0.10, 0.05], [0.08, np.nan, 0.07]])
    np.testing.assert_allclose(growth.two_way_fit(rates)[1], [0.08, 0.12, 0.07], rtol=1e-12)
    gap = record_of(rates.tolist(), range(2016, 2019))
    trend, _ = growth.shrunk_trend(gap, range(2016, 2019))
    np.testing.assert_allclose(trend, [0.07, 0.09], rtol=1e-9)


RATE = st.floats(0.0, 0.15)


@given(st.lists(st.lists(RATE, min_size=4, max_size=4), min_size=3, max_size=6))
def test_a_shrunk_trend_lies_between_its_own_and_the_common_mean(rates: list[list[float]]) -> None:
    own = np.mean(rates, axis=1)
    noise = rates - own[:, None] - np.mean(rates, axis=0) + np.mean(rates)
    assume(np.abs(noise).max() > 1e-6)
    trend, error = growth.shrunk_trend(record_of(rates, range(2016, 2020)), range(2016, 2020))
    low, high = np.minimum(own, own.mean()), np.maximum(own, own.mean())
    assert (trend >= low - 1e-12).all()
    assert (trend <= high + 1e-12).all()
    assert trend.mean() == pytest.approx(own.mean(), abs=1e-12)
    assert (error >= 0).all()


def test_years_outside_the_window_do_not_count() -> None:
    long = record_of([[9.0, 0.07, 0.05], [9.0, 0.09, 0.11]], range(2017, 2020))
    np.testing.assert_allclose(growth.shrunk_trend(long, YEARS)[0], [0.065, 0.095], rtol=1e-9)


def test_both_histories_stand_in_the_baseline_and_the_break_lowers_every_trend(
    built: dict[str, Quantity],
) -> None:
    printed, spread = built["trend_growth"].values
    assert list(built["trend_growth"].axes["history"]) == ["printed", "break_spread"]
    assert (spread < printed).all()
    assert CITIES[int(np.argmax(printed - spread))] == "weihai"  # the deepest break, 25 %
    assert ((spread > 0.02) & (printed < 0.08)).all()
    quantity, error = built["trend_growth"], built["trend_growth_error"].values
    assert quantity.low is not None
    assert quantity.high is not None
    np.testing.assert_allclose(quantity.high - quantity.low, 2 * 1.645 * error, rtol=1e-9)


def test_the_printed_trend_is_the_shrunk_mean_of_the_last_five_normal_years(
    built: dict[str, Quantity], record: Record
) -> None:
    trend, _ = growth.shrunk_trend(record, range(2015, 2020))
    np.testing.assert_array_equal(built["trend_growth"].values[0], trend)
    qingdao = np.mean([8.1, 7.9, 7.5, 7.4, 6.5]) / 100
    common = trend.mean()
    assert min(common, qingdao) <= trend[CITIES.index("qingdao")] <= max(common, qingdao)


def test_the_nations_reference_growth_is_the_mean_of_2015_to_2019(built: dict[str, Quantity]) -> None:
    published = Figures("macro").series("china", "gdp_growth_real")
    mean = np.mean([published[year] for year in range(2015, 2020)])
    assert built["national_reference_growth"].values == pytest.approx([mean / 100], rel=1e-12)
    assert 6.5 < mean < 6.9


def test_growth_of_working_age_residents_is_that_between_two_censuses(tmp_path: Path) -> None:
    """500 at 70 % to 550 at 60 %: 350 to 330 in ten years."""
    header = "area,year,indicator,value,note\n"
    (tmp_path / "history.csv").write_text(
        header + "a,2010,population_resident_census,500,\na,2020,population_resident_census,550,\n",
        encoding="utf-8",
    )
    (tmp_path / "census.csv").write_text(
        header + "a,2010,age_share_15_59,70,\na,2020,age_share_15_59,60,\n", encoding="utf-8"
    )
    found = growth.working_age_growth(Figures("census", tmp_path), Figures("history", tmp_path), ("a",))
    np.testing.assert_allclose(found, [np.log(330 / 350) / 10])


def test_the_build_reads_the_folder_that_it_is_given(tmp_path: Path) -> None:
    """One more point of growth in 2019 in one city, and only the growth record's quantities move."""
    for name in ("city_accounts_history", "macro", "census_2020"):
        text = (SOURCES / f"{name}.csv").read_text(encoding="utf-8")
        changed = text.replace("qingdao,2019,gdp_growth_real,6.5", "qingdao,2019,gdp_growth_real,7.5")
        (tmp_path / f"{name}.csv").write_text(changed, encoding="utf-8")
    before = {q.name: q.values for q in growth.build(CITIES)}
    after = {q.name: q.values for q in growth.build(CITIES, tmp_path)}
    same = {name for name in before if np.array_equal(before[name], after[name])}
    assert same == {"national_reference_growth", "working_age_growth"}
