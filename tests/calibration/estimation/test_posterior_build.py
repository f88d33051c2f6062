"""The build of the posterior: same bytes again, written in the model's terms, the record cut at an origin."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from calibration.estimation import publish, record
from calibration.estimation.posterior import elasticity, pass_through_error, trend_errors, weigh
from sim import base_data
from sim.baseline import load
from sim.cores import accounts, innovation
from sim.cores.assembly import parameter_names
from sim.parameters import draws
from sim.paths import POSTERIOR


@pytest.mark.slow
def test_building_again_gives_the_shipped_table(tmp_path) -> None:
    """Values to seven digits on any machine; bytes twice on this one."""
    first, second = publish.write(tmp_path / "one"), publish.write(tmp_path / "two")
    assert first == second
    for name, rtol in (("posterior.csv", 1e-7), ("summary.csv", 1e-5)):
        kept, fresh = (pd.read_csv(folder / name) for folder in (POSTERIOR, tmp_path / "one"))
        pd.testing.assert_frame_equal(kept, fresh, rtol=rtol, atol=1e-12)


def test_errors_give_back_the_trends_that_they_were_made_from() -> None:
    rng = np.random.default_rng(8)
    weight = rng.random(50)
    trends, response = 0.06 + 0.02 * rng.standard_normal((50, 5)), 2 + rng.standard_normal(50)
    found = {
        "gdp_history_break_weight": weight,
        **trend_errors(load(), weight, trends),
        **pass_through_error(load(), weight, response),
    }
    np.testing.assert_allclose(accounts.trend_growth(load(), found), trends.T, rtol=1e-9)
    np.testing.assert_allclose(accounts.pass_through(load(), found), response, rtol=1e-9)


def test_the_model_answers_the_nation_by_the_estimated_points() -> None:
    """At the reference, a point less in the nation takes off what was estimated, on the region's mean."""
    rng = np.random.default_rng(9)
    members = {"trend_growth_error": rng.standard_normal(30)}
    points = np.linspace(0.5, 1.5, 30)
    passed = elasticity(load(), members, points)
    drawn = draws(parameter_names(load()), members=30, seed=0, uncertain=False, overrides={})
    drawn |= base_data.right(load(), 30) | members
    books = accounts.build(load(), drawn)
    nation, output = load()["national_reference_growth"][0], books.potential.sum(axis=1)
    trend = np.abs(innovation.trend(books, drawn))
    step = 1e-6
    change = trend * (1 - (1 - step / nation) ** passed) / step
    region = np.sum(change * output, axis=0) / output.sum(axis=0)
    level = np.sum(trend * output, axis=0) / output.sum(axis=0)
    np.testing.assert_allclose(region, points * level / level.mean(), rtol=1e-3)


def test_the_record_until_an_origin_knows_nothing_later() -> None:
    whole = record.read(load().axes.city)
    cut = whole.until(2015)
    assert cut.years == tuple(range(2011, 2016))
    np.testing.assert_allclose(cut.cities[cut.known], whole.cities[:, :5][cut.known], rtol=1e-12)
    np.testing.assert_allclose(cut.national, whole.national[:5], rtol=1e-12)
    assert (cut.cities[~cut.known] != whole.cities[:, :5][~cut.known]).all()


def test_a_break_taken_out_lowers_growth_between_the_censuses_only() -> None:
    whole = record.read(load().axes.city)
    moved = whole.with_break(np.array([0.0, 0.5])) - whole.cities
    np.testing.assert_allclose(moved[0], 0.0)
    np.testing.assert_allclose(moved[1].sum(axis=1), 0.5 * whole.level_break)
    assert (moved[1][:, [0, 1, 2, 8]] == 0).all()


def test_a_history_that_is_taken_as_printed_has_no_weight_on_the_break() -> None:
    seen = record.read(load().axes.city).until(2014)
    blind = weigh(load(), seen, 200, break_known=False)
    np.testing.assert_array_equal(blind.growth, np.broadcast_to(seen.cities, blind.growth.shape))
    assert (weigh(load(), seen, 200).log_likelihood != blind.log_likelihood).any()
