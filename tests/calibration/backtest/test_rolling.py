"""Rolling origins: nothing later reaches a fit, outcomes are as worked by hand, the page is fresh."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.backtest import page, ports, rolling, rules
from calibration.backtest.rules import BLIND, LASTING, POOLED, RULES, SHARE, Origin
from calibration.estimation import record
from calibration.tables import SOURCES, Figures
from sim.baseline import load


@cache
def table() -> pd.DataFrame:
    return rolling.run(load())


def rows_of(**wanted: object) -> pd.DataFrame:
    """Rows of the table with these values."""
    found = table()
    for column, value in wanted.items():
        found = found[found[column] == value]
    return found


def origin(year: int, folder: Path = SOURCES) -> Origin:
    whole = record.read(load().axes.city, folder)
    return Origin(year, whole.until(year), whole.national[np.array(whole.years) > year][:2])


def later(folder: Path, name: str, points: float, after: int) -> Path:
    """The sources with points added to growth published for the years after one."""
    for other in ("city_accounts_history", "macro"):
        shutil.copy(SOURCES / f"{other}.csv", folder)
    path = folder / f"{name}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    hit = (
        (rows["indicator"] == "gdp_growth_real") & (rows["year"].astype(int) > after) & (rows["value"] != "")
    )
    rows.loc[hit, "value"] = (rows.loc[hit, "value"].astype(float) + points).astype(str)
    rows.to_csv(path, index=False)
    return folder


def test_what_cities_do_after_an_origin_moves_no_rule(tmp_path: Path) -> None:
    changed = origin(2015, later(tmp_path, "city_accounts_history", 3.0, 2015))
    before, after = rules.say(load(), origin(2015)), rules.say(load(), changed)
    for rule in RULES:
        np.testing.assert_array_equal(before[rule], after[rule], err_msg=rule)


def test_what_the_nation_does_reaches_only_the_rules_that_are_told(tmp_path: Path) -> None:
    changed = origin(2015, later(tmp_path, "macro", -3.0, 2015))
    before, after = rules.say(load(), origin(2015)), rules.say(load(), changed)
    for rule in RULES:
        same = np.array_equal(before[rule], after[rule])
        assert same is (rule in {BLIND, rules.LATELY, rules.UNCHANGED}), rule


def test_a_fit_follows_what_it_was_shown(tmp_path: Path) -> None:
    """The counterpart: a point more in every year up to the origin moves the fitted rules."""
    changed = origin(2015, later(tmp_path, "city_accounts_history", 1.0, 2010))
    before, after = rules.say(load(), origin(2015)), rules.say(load(), changed)
    for rule in (POOLED, BLIND, LASTING):
        assert after[rule].mean() > before[rule].mean() + 0.002, rule


def test_observations_are_the_published_ones_in_each_reading() -> None:
    rows = rows_of(rule=SHARE, origin=2015, ahead=1, place="qingdao")
    printed, spread = rows.set_index("reading")["observed"]
    assert printed == pytest.approx(7.9)
    broken = record.read(load().axes.city).level_break[load().axes.city.index("qingdao")]
    assert spread == pytest.approx(100 * (1.079 * np.exp(broken / 5) - 1))
    assert rows_of(place="weifang", origin=2015, ahead=1).empty


def test_every_cell_counts_once_for_every_rule() -> None:
    """Of 20 origin-years with five cities, 2016 and 2017 lack one city each: three and four origins."""
    counts = table()[table()["place"] != rolling.REGION].groupby(["reading", "rule"]).size()
    assert set(counts) == {20 * 5 - 3 - 4}


def test_growth_of_the_five_is_that_of_their_sum() -> None:
    """Levels 100 and 300: 10 % and 2 % make 4 %; then 110 and 306 with 0 % and 10 % make 30.6/416."""
    growth = np.array([[0.10, 0.0], [0.02, 0.10]])
    np.testing.assert_allclose(rolling.region(growth, np.array([100.0, 300.0])), [0.04, 30.6 / 416])


def test_the_constant_share_is_the_nations_growth() -> None:
    nation = Figures("macro").series("china", "gdp_growth_real")
    rows = rows_of(rule=SHARE, reading="as printed", place="yantai")
    for row in rows.itertuples():
        assert row.observed + row.error == pytest.approx(nation[row.origin + row.ahead])


def test_the_ports_elasticity_knows_nothing_later() -> None:
    tonnes = ports.throughput_growth()[:5]
    said = ports.say(load(), origin(2015), tonnes)
    gdp = rules.pooled(load(), origin(2015))[0][load().axes.city.index("qingdao")]
    elasticity = tonnes.mean() / np.log([1.117, 1.106, 1.10, 1.08, 1.081]).mean()
    np.testing.assert_allclose(said[POOLED][0], (1 + gdp) ** elasticity - 1, rtol=1e-9)


@pytest.mark.slow
def test_the_page_prints_the_backtest_of_today() -> None:
    """Scores to two digits; a last bit of another machine may turn one of them."""
    found, kept = page.text(load()), page.PAGE.read_text(encoding="utf-8")
    assert found == kept, "run: python -m calibration.backtest.page"
