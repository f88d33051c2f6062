"""The backtest: nothing after 2015 reaches the fit, the rules are as worked by hand, and so is the score."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.backtest import single as backtest
from calibration.backtest.single import Core
from calibration.growth import Record
from calibration.tables import SOURCES
from sim.baseline import load

CITIES = load().axes.city
AS_PRINTED, SPREAD = "as printed", "break spread over 2014-2018"
TABLES = ("city_accounts_history", "macro")


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return backtest.run(CITIES)


def reading(table: pd.DataFrame, name: str) -> pd.DataFrame:
    return table[table["reading"] == name].set_index("city")


def with_growth(folder: Path, changed: str, points: float, years: range) -> Path:
    """The sources with ``points`` added to published growth of some years in one table."""
    for name in TABLES:
        shutil.copy(SOURCES / f"{name}.csv", folder)
    path = folder / f"{changed}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    hit = (
        (rows["indicator"] == "gdp_growth_real")
        & rows["year"].astype(int).isin(years)
        & (rows["value"] != "")
    )
    assert hit.any()
    rows.loc[hit, "value"] = (rows.loc[hit, "value"].astype(float) + points).astype(str)
    rows.to_csv(path, index=False)
    return folder


RULES = ["model", "model_without_national_knowledge", "last_five_years", "constant_share_of_nation"]


def test_what_the_cities_did_after_2015_moves_no_projection(table: pd.DataFrame, tmp_path: Path) -> None:
    later = backtest.run(CITIES, with_growth(tmp_path, "city_accounts_history", 3.0, range(2016, 2021)))
    pd.testing.assert_frame_equal(later[RULES], table[RULES], check_exact=True)
    assert (later["observed"] > table["observed"] + 2.9).all()


def test_what_the_nation_did_after_2015_reaches_only_the_rules_that_are_told(
    table: pd.DataFrame, tmp_path: Path
) -> None:
    later = backtest.run(CITIES, with_growth(tmp_path, "macro", -3.0, range(2016, 2021)))
    blind = ["model_without_national_knowledge", "last_five_years", "observed"]
    pd.testing.assert_frame_equal(later[blind], table[blind], check_exact=True)
    assert (later["model"] < table["model"]).all()
    assert (later["constant_share_of_nation"] < table["constant_share_of_nation"] - 2.9).all()


def test_the_level_break_found_in_2018_moves_no_projection(table: pd.DataFrame) -> None:
    printed, spread = reading(table, AS_PRINTED), reading(table, SPREAD)
    pd.testing.assert_frame_equal(printed[RULES], spread[RULES], check_exact=True)
    assert (spread["observed"] < printed["observed"]).all()


@pytest.mark.parametrize("rule", RULES[:3])
def test_what_the_cities_did_up_to_2015_moves_the_fitted_rules(
    table: pd.DataFrame, tmp_path: Path, rule: str
) -> None:
    """The counterpart: the tests above would hold of a projection that reads nothing."""
    earlier = backtest.run(CITIES, with_growth(tmp_path, "city_accounts_history", 1.0, range(2011, 2016)))
    assert (earlier[rule] > table[rule] + 0.3).all()


def test_observed_growth_is_the_geometric_mean_of_the_published_years(table: pd.DataFrame) -> None:
    """Qingdao 7.9, 7.5, 7.4, 6.5; Weifang without 2016: 7.0, 6.5, 3.7."""
    observed = reading(table, AS_PRINTED)["observed"]
    assert observed["qingdao"] == pytest.approx(100 * ((1.079 * 1.075 * 1.074 * 1.065) ** 0.25 - 1), rel=1e-9)
    assert observed["weifang"] == pytest.approx(100 * ((1.07 * 1.065 * 1.037) ** (1 / 3) - 1), rel=1e-9)


def test_the_naive_rules_are_as_worked_by_hand(table: pd.DataFrame) -> None:
    """Weihai's last five years without 2013: 10.7, 9.4, 9.81, 8.5; a constant share grows as the nation."""
    printed = reading(table, AS_PRINTED)
    weihai = 100 * ((1.107 * 1.094 * 1.0981 * 1.085) ** 0.25 - 1)
    assert printed.loc["weihai", "last_five_years"] == pytest.approx(weihai, rel=1e-9)
    assert printed["constant_share_of_nation"].nunique() == 1
    with (SOURCES / "macro.csv").open(encoding="utf-8") as file:
        rows = [
            line.split(",")[:4] for line in file if line.startswith("china,") and ",gdp_growth_real," in line
        ]
    national = {int(year): float(value) for _, year, _, value in rows}
    mean = 100 * (np.prod([1 + national[y] / 100 for y in range(2016, 2020)]) ** 0.25 - 1)
    assert printed["constant_share_of_nation"].iloc[0] == pytest.approx(mean, rel=1e-9)


def test_mean_growth_is_geometric_and_skips_missing_years() -> None:
    """Up a half and down a third is standing still; 21 % and 0 % is 10 % a year."""
    rates = np.array([[0.5, -1 / 3, np.nan], [0.21, np.nan, 0.0]])
    np.testing.assert_allclose(backtest.mean_growth(rates), [0.0, 0.1], atol=1e-15)


def test_the_score_is_the_mean_absolute_error_over_the_cities() -> None:
    """Errors of 1 and -3 points: 2; of zero: 0; the two readings apart and in their order."""
    table = pd.DataFrame(
        {
            "reading": ["z", "z", "a", "a"],
            "city": ["p", "q", "p", "q"],
            "observed": [6.0, 8.0, 5.0, 9.0],
            "model": [7.0, 5.0, 5.0, 9.0],
            "naive": [6.5, 8.5, 5.0, 8.0],
        }
    )
    scores = backtest.scores(table)
    assert list(scores["reading"]) == ["z", "a"]
    assert list(scores["model"]) == [2.0, 0.0]
    assert list(scores["naive"]) == [0.5, 0.5]


def test_the_reported_scores_are_those_of_the_table(table: pd.DataFrame) -> None:
    scores = backtest.scores(table).set_index("reading")
    printed = reading(table, AS_PRINTED)
    for rule in RULES:
        mean = sum(abs(printed[rule] - printed["observed"])) / len(CITIES)
        assert scores.loc[AS_PRINTED, rule] == pytest.approx(mean, rel=1e-12)


def steady(city_growth: list[float]) -> Record:
    """Five years in which every city grew at its own constant rate and the nation at 7 %."""
    return Record(
        tuple(range(2011, 2016)), np.repeat(np.array(city_growth)[:, None], 5, axis=1), np.full(5, 0.07)
    )


@pytest.fixture
def elasticity_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "pass_through", lambda *_: (2.0, 0.0))
    monkeypatch.setattr(backtest, "shrunk_trend", lambda record, _: (record.cities.mean(axis=1), None))


def test_steady_growth_goes_on_where_the_nation_does(elasticity_of_two: None) -> None:
    rates = backtest.project(steady([0.05, 0.10]), Core(0.5, 0.4, 0.06), np.full(4, 0.07))
    np.testing.assert_allclose(rates, [[0.05] * 4, [0.10] * 4], rtol=1e-12)


def test_a_nation_at_half_speed_leaves_a_quarter_of_productivity(elasticity_of_two: None) -> None:
    """Elasticity two: residual growth times 0.25; capital still grows at 8 % in the first year."""
    share = 0.5
    rates = backtest.project(steady([0.08]), Core(share, 0.4, 0.06), np.array([0.035]))
    residual = (1 - share) * np.log(1.08)
    np.testing.assert_allclose(rates, [[np.exp(0.25 * residual) * 1.08**share - 1]], rtol=1e-12)


def test_without_capital_in_production_only_the_trend_counts(elasticity_of_two: None) -> None:
    rates = backtest.project(steady([0.08]), Core(0.0, 0.4, 0.06), np.array([0.07, 0.14]))
    np.testing.assert_allclose(rates, [[0.08, 1.08**4 - 1]], rtol=1e-12)
