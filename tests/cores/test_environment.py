"""2020 of the energy and air blocks: reproduced by the year's own equations, in every drawn member."""

from __future__ import annotations

import numpy as np
import pytest

from sim.baseline import load
from sim.cores.environment import common_odds, source_receptor
from tests.runs import run

DRAWN = ("uncertainty.parameters=prior",)


def test_the_base_year_is_the_built_balance_in_every_member() -> None:
    fields = run("base", *DRAWN, members=40, seed=3).fields
    base = load()
    for name, built in (
        ("fuel_use", base["fuel_end_use"].sum(axis=1)),
        ("power_use", base["power_end_use"].sum(axis=1)),
        ("coal_generation", base["coal_generation"]),
        ("clean_capacity", base["clean_capacity"]),
        ("co2_cement", base["cement_co2"]),
        ("pm25", base["pm25"]),
    ):
        wanted = np.broadcast_to(built[..., None], fields[name][0].shape)
        np.testing.assert_allclose(fields[name][0], wanted, rtol=1e-12, err_msg=name)


def test_the_mean_of_good_air_days_is_the_plans_in_every_member() -> None:
    days = run("base", *DRAWN, members=40, seed=3).fields["good_air_days"][0]
    np.testing.assert_allclose(days.mean(axis=0), 0.8, rtol=1e-12)
    assert (days > 0).all() and (days < 1).all()


def test_without_measures_no_air_is_worth_anything_and_no_output_is_touched() -> None:
    fields = run("base", *DRAWN, members=40, seed=3).fields
    np.testing.assert_array_equal(fields["environment_effect"], 1.0)
    np.testing.assert_array_equal(fields["clean_air_gain"], 0.0)
    np.testing.assert_array_equal(fields["pm25_ratio"], 1.0)
    np.testing.assert_array_equal(fields["abatement_cost"], 0.0)


def test_common_odds_by_hand() -> None:
    """Odds of 9 and 1 are shares of 0.9 and 0.5, with a mean of 0.7: ln 3 in the middle."""
    above = np.array([[np.log(3)], [-np.log(3)]])
    assert common_odds(above, 0.7)[0] == pytest.approx(np.log(3))


def test_sources_of_a_citys_air_add_up_to_what_comes_from_the_five() -> None:
    kilometres = np.array([[0.0, 50.0, 300.0], [50.0, 0.0, 250.0], [300.0, 250.0, 0.0]])
    draws = {
        "pm25_own_share": np.array([0.4, 0.5]),
        "pm25_near_share": np.array([0.2, 0.1]),
        "pm25_transport_km": np.array([150.0, 100.0]),
    }
    source = source_receptor(kilometres, np.array([[1.0], [1.0], [2.0]]), draws)
    np.testing.assert_allclose(source.sum(axis=1), np.array([[0.6, 0.6]] * 3), rtol=1e-12)
    np.testing.assert_allclose(source[[0, 1, 2], [0, 1, 2]], [[0.4, 0.5]] * 3)
    assert source[0, 1, 0] > source[0, 2, 0]
    ratio = source[0, 1, 0] / source[0, 2, 0]
    assert ratio == pytest.approx(np.exp(250 / 150) / 2)
