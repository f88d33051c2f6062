"""From census to census: what is fitted is met, what is left out is not peeked at, and the figures stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from calibration.population import Places
from calibration.population.hindcast import (
    BROAD,
    CONSTANT_GROWTH,
    CONSTANT_SHARE,
    FINE,
    FITTED,
    LEFT_OUT,
    TOTAL,
    Evidence,
    carried,
    gather,
    hindcast,
    learnt,
    national,
    scores,
)
from calibration.tables import SOURCES
from sim.parameters import register

PLACES = Places(
    cities=("qingdao", "yantai", "weifang", "weihai", "rizhao"),
    rest_of_province=("jinan", "linyi"),
    province="shandong",
    nation="china",
)
PARAMETERS = {name: parameter.value for name, parameter in register().items()}


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return hindcast(SOURCES, PLACES, PARAMETERS)


@pytest.fixture(scope="module")
def given() -> Evidence:
    return gather(SOURCES, PLACES, PARAMETERS)


def test_the_count_is_the_census_and_ages_add_up(found: pd.DataFrame) -> None:
    counted = found[found["rule"] == FITTED].set_index(["city", "group"])["counted"]
    assert counted["qingdao", TOTAL] == 10071722
    for groups in (BROAD, FINE):
        assert sum(counted["yantai", g] for g in groups) == counted["yantai", TOTAL]


def test_given_its_own_net_migration_a_city_meets_its_total_but_for_births(found: pd.DataFrame) -> None:
    fitted = found[found["rule"] == FITTED].set_index(["city", "group"])
    gap = (fitted["projected"] - fitted["counted"]).unstack()
    born_since = gap["0-4"] + gap["5-9"]
    alive_then = gap[TOTAL] - born_since
    total = fitted["counted"].unstack()[TOTAL]
    assert (alive_then.abs() / total).max() < 0.012


def test_a_city_that_is_left_out_does_not_look_at_its_own_later_census(given: Evidence) -> None:
    others = [1, 2, 3, 4]
    seconds = given.seconds.copy()
    seconds[0] *= 3.0
    changed = replace(given, seconds=seconds)
    before, after = (carried(e, 0, learnt(e, 0, others)) for e in (given, changed))
    assert np.array_equal(before, after)


def test_constant_share_follows_the_nation_age_by_age(found: pd.DataFrame, given: Evidence) -> None:
    share = found[found["rule"] == CONSTANT_SHARE].set_index(["city", "group"])["projected"]
    factor = national(SOURCES, "china")
    children = given.firsts[0].persons[0] * factor["0-14"]
    assert share["qingdao", "0-14"] == pytest.approx(children)
    assert share["qingdao", TOTAL] == pytest.approx(sum(share["qingdao", g] for g in BROAD))


def test_constant_growth_repeats_the_decade_before(found: pd.DataFrame) -> None:
    growth = found[found["rule"] == CONSTANT_GROWTH].set_index("city")["projected"]
    assert growth["qingdao"] == pytest.approx(8715087**2 / 7494200, rel=1e-4)


def test_the_scores_are_those_that_the_page_prints_and_the_left_out_city_loses(found: pd.DataFrame) -> None:
    mean = scores(found)
    np.testing.assert_allclose(mean.loc[FITTED], [1.2, 6.6, 0.4, 1.9], atol=0.1)
    np.testing.assert_allclose(mean.loc[LEFT_OUT], [5.6, 19.5, 7.6, 4.9], atol=0.1)
    assert mean.loc[LEFT_OUT, TOTAL] > mean.loc[CONSTANT_SHARE, TOTAL] > mean.loc[CONSTANT_GROWTH, TOTAL]
