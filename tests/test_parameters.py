"""The register of parameters: documented quantiles, and draws that depend on name, seed and member alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.baseline import load
from sim.parameters import DISTRIBUTIONS, Parameter, draws, register
from sim.simulate import parameter_names

MANY = (np.arange(20000) + 0.5) / 20000
"""Evenly spaced probabilities: their quantiles have the distribution's mean."""


def parameter(distribution: str, value: float, low: float, high: float) -> Parameter:
    return Parameter("p", "b", "", "", "", "", value, low, high, distribution, "", "")


def quantile(p: Parameter, *probabilities: float) -> list[float]:
    return list(DISTRIBUTIONS[p.distribution](p, np.array(probabilities)))


def test_normal_has_low_and_high_as_its_5th_and_95th_percentiles() -> None:
    p = parameter("normal", 2.0, 1.0, 3.0)
    assert quantile(p, 0.05, 0.5, 0.95) == pytest.approx([1.0, 2.0, 3.0], rel=1e-12)


def test_lognormal_has_the_central_value_as_median() -> None:
    p = parameter("lognormal", 2.0, 1.0, 4.0)
    assert quantile(p, 0.05, 0.5, 0.95) == pytest.approx([1.0, 2.0, 4.0], rel=1e-12)


def test_a_positive_normal_is_the_normal_above_zero() -> None:
    """Against the truncated normal of scipy; nothing is ever zero or below."""
    p = parameter("normal_pos", 0.04, 0.0, 0.12)
    sd = 0.12 / (2 * stats.norm.ppf(0.95))
    truncated = stats.truncnorm(-0.04 / sd, np.inf, loc=0.04, scale=sd)
    at = [1e-6, 0.05, 0.5, 0.95, 0.999]
    assert quantile(p, *at) == pytest.approx(truncated.ppf(at), rel=1e-9)
    assert quantile(p, 1e-12)[0] > 0


def test_a_positive_normal_far_from_zero_is_the_normal() -> None:
    p = parameter("normal_pos", 2.0, 1.8, 2.2)
    assert quantile(p, 0.05, 0.5, 0.95) == pytest.approx([1.8, 2.0, 2.2], rel=1e-9)


def test_triangular_runs_between_its_bounds_with_the_central_value_as_mode() -> None:
    p = parameter("triangular", 2.0, 1.0, 4.0)
    triangle = stats.triang(1 / 3, loc=1.0, scale=3.0)
    at = [0.0, 0.05, 1 / 3, 0.5, 0.95, 1.0]
    assert quantile(p, *at) == pytest.approx(triangle.ppf(at), rel=1e-12)
    assert quantile(p, 0.0, 1.0) == [1.0, 4.0]


def test_uniform_runs_between_its_bounds() -> None:
    p = parameter("uniform", 0.5, -1.0, 1.0)
    assert quantile(p, 0.0, 0.05, 0.5, 1.0) == pytest.approx([-1.0, -0.9, 0.0, 1.0])


def test_beta_has_the_central_value_as_mean_and_the_stated_spread() -> None:
    p = parameter("beta", 0.4, 0.1, 0.7)
    values = DISTRIBUTIONS["beta"](p, MANY)
    assert values.mean() == pytest.approx(0.4, abs=1e-5)
    assert values.std() == pytest.approx(0.6 / (2 * stats.norm.ppf(0.95)), rel=1e-3)
    assert ((values > 0) & (values < 1)).all()


def test_every_parameter_in_use_has_a_prior_that_can_be_drawn_around_its_value() -> None:
    """The register's range is a 90 % range (bounds for uniform and triangular), the value lies in it."""
    for name in parameter_names(load()):
        p = register()[name]
        assert p.low <= p.value <= p.high, name
        assert p.distribution in DISTRIBUTIONS, name
        values = DISTRIBUTIONS[p.distribution](p, MANY)
        assert np.isfinite(values).all(), name
        inside = np.mean((values >= p.low) & (values <= p.high))
        assert inside > 0.7, f"{name}: only {inside:.0%} of the draws lie in its range"
        assert values.std() >= 0.15 * (p.high - p.low), name


def drawn(names: list[str], members: int = 8, **changes: object) -> dict[str, np.ndarray]:
    settings = {"members": members, "seed": 7, "uncertain": True, "overrides": {}} | changes
    return draws(names, **settings)


NAMES = ["rd_output_elasticity", "pandemic_rebound", "investment_rate"]


def test_member_zero_is_central_and_the_others_are_not() -> None:
    for name, values in drawn(NAMES).items():
        assert values[0] == register()[name].value
        assert len(set(values)) == 8


def test_a_draw_does_not_depend_on_how_many_are_made() -> None:
    few, many = drawn(NAMES, members=5), drawn(NAMES, members=200)
    for name in NAMES:
        np.testing.assert_array_equal(few[name], many[name][:5])


def test_a_draw_does_not_depend_on_what_else_is_drawn() -> None:
    alone, among = drawn(NAMES[:1]), drawn(["rd_depreciation", *reversed(NAMES)])
    np.testing.assert_array_equal(alone[NAMES[0]], among[NAMES[0]])


def test_streams_of_two_parameters_and_of_two_seeds_differ() -> None:
    twins = {n: parameter("uniform", 0.5, 0.0, 1.0) for n in ("first", "second")}
    values = drawn(list(twins), members=2000, parameters=twins)
    assert abs(np.corrcoef(values["first"][1:], values["second"][1:])[0, 1]) < 0.08
    other = drawn(list(twins), members=2000, parameters=twins, seed=8)
    assert (values["first"][1:] != other["first"][1:]).all()


def test_an_override_holds_for_every_member_and_moves_no_other_draw() -> None:
    free, fixed = drawn(NAMES), drawn(NAMES, overrides={"pandemic_rebound": 0.7})
    np.testing.assert_array_equal(fixed["pandemic_rebound"], 0.7)
    np.testing.assert_array_equal(free["investment_rate"], fixed["investment_rate"])


def test_central_parameters_are_the_same_for_every_member() -> None:
    for name, values in drawn(NAMES, uncertain=False).items():
        np.testing.assert_array_equal(values, register()[name].value)
