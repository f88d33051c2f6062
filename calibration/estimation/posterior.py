"""The posterior of the growth record: prior draws weighed, members chosen, in the terms of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calibration.estimation import latent, weights
from calibration.estimation.capital import WINDOW, Technology
from calibration.estimation.hindcast import Residuals, Spreads, log_likelihood, residuals
from calibration.estimation.prior import BREAK, Prior, prior, setting, spreads, technology
from calibration.estimation.record import Observed
from sim import base_data
from sim.axes import Array
from sim.baseline import Baseline
from sim.cores import accounts, innovation
from sim.cores.assembly import parameter_names
from sim.parameters import draws, stream

LATENT, CHOICE, ORDER = "estimation_latent", "estimation_choice", "estimation_order"
"""Random streams for what is integrated out, for the choice of members, and for their order."""


@dataclass(frozen=True)
class Weighted:
    """Draws of the prior and what the record says of each."""

    prior: Prior
    technology: Technology
    spreads: Spreads
    growth: Array
    left: Residuals
    log_likelihood: Array

    @property
    def weights(self) -> Array:
        """Normalised importance weights [draw]."""
        return weights.normalised(self.log_likelihood)


@dataclass(frozen=True)
class Posterior:
    """``members`` by parameter of the model [row]; ``spreads`` and ``derived`` are read and not simulated."""

    members: Mapping[str, Array]
    spreads: Mapping[str, Array]
    derived: Mapping[str, Array]
    effective_size: float
    log_evidence: float


def weigh(baseline: Baseline, record: Observed, count: int, *, break_known: bool = True) -> Weighted:
    """Weigh ``count`` draws of the prior with a record; without knowledge of the break it is as printed."""
    before = prior(baseline, count, int(setting("estimation_seed")))
    makes, spread = technology(baseline, before.model), spreads(before.spreads)
    weight = before.model[BREAK] * break_known
    growth = record.with_break(weight)
    left = residuals(growth, record.national, record.known, makes)
    return Weighted(before, makes, spread, growth, left, log_likelihood(spread, left))


def choose(weighted: Weighted, members: int) -> weights.Rows:
    """Rows of the prior that make up the posterior [member], in random order."""
    seed = int(setting("estimation_seed"))
    rows = weights.chosen(weighted.weights, members, stream(seed, CHOICE).random())
    return stream(seed, ORDER).permutation(rows)


def estimate(baseline: Baseline, record: Observed) -> Posterior:
    """The posterior on the whole record."""
    weighted = weigh(baseline, record, int(setting("estimation_draws")))
    rows = choose(weighted, int(setting("estimation_members")))
    left, spread, makes = (
        weighted.left.take(rows),
        weighted.spreads.take(rows),
        weighted.technology.take(rows),
    )
    rng = stream(int(setting("estimation_seed")), LATENT)
    found = latent.given(spread, left, 0, rng)
    model = {name: values[rows] for name, values in weighted.prior.model.items()}
    trends = past_growth(left, found, makes)
    model |= trend_errors(baseline, model[BREAK], trends)
    points = response(found, left, record.national)
    passed = elasticity(baseline, model, points)
    model |= pass_through_error(baseline, model[BREAK], passed)
    return Posterior(
        model,
        {name: values[rows] for name, values in weighted.prior.spreads.items()},
        {
            "national_response": found.response,
            "lasting_gap": 100 * found.lasting,
            "response_to_national_growth": points,
            "national_pass_through": passed,
            **{f"past_growth_{city}": 100 * trends[:, c] for c, city in enumerate(baseline.axes.city)},
            "past_growth_mean": 100 * trends.mean(axis=1),
        },
        weights.effective_size(weighted.weights),
        weights.log_evidence(weighted.log_likelihood),
    )


def past_growth(left: Residuals, found: latent.Latent, makes: Technology) -> Array:
    """Mean growth of the last five years without noise [draw, city]."""
    fitted = (left.centre[:, None] + found.response[:, None] * left.cycle)[:, None] + found.difference
    whole = fitted + makes.capital_share[:, None, None] * left.capital
    mean: Array = np.expm1(whole[..., -WINDOW:]).mean(axis=-1)
    return mean


def response(found: latent.Latent, left: Residuals, national: Array) -> Array:
    """Points of residual growth per point of the nation's growth [draw].

    Draws give the response to the nation's residual growth; its own slope on national growth does the rest.
    """
    cycle = national - national.mean()
    slope: Array = left.cycle @ cycle / (cycle @ cycle)
    return found.response * slope


def elasticity(baseline: Baseline, members: Mapping[str, Array], points: Array) -> Array:
    """Elasticity [draw] with which the model's trend answers the nation by ``points`` per point.

    The model applies it to the trend net of labour, reallocation and R&D, so that trend's level turns points
    into an elasticity: the region's mean over all draws, as a draw's own may be next to nothing.
    """
    count = len(points)
    central = draws(parameter_names(baseline), members=count, seed=0, uncertain=False, overrides={})
    as_built = base_data.right(baseline, count)
    drawn = {**central, **as_built, **members}
    books = accounts.build(baseline, drawn)
    output = books.potential.sum(axis=1)
    level = np.sum(np.abs(innovation.trend(books, drawn)) * output, axis=0) / output.sum(axis=0)
    result: Array = points * float(baseline["national_reference_growth"][0]) / level.mean()
    return result


def trend_errors(baseline: Baseline, weight: Array, trends: Array) -> dict[str, Array]:
    """Trends [draw, city] as the standard errors by which the model draws them."""
    common, own = accounts.trend_errors(baseline)
    printed, spread = baseline["trend_growth"]
    away = trends - (1 - weight)[:, None] * printed - weight[:, None] * spread
    shared = away.mean(axis=1)
    # A city without an error of its own follows the common one.
    alone = np.divide(away - shared[:, None], own, out=np.zeros_like(away), where=own > 0)
    return {
        "trend_growth_error": shared / common,
        **dict(zip(accounts.trend_error_parameters(baseline), alone.T, strict=True)),
    }


def pass_through_error(baseline: Baseline, weight: Array, passed: Array) -> dict[str, Array]:
    """Elasticity [draw] as the standard errors by which the model draws it."""
    known, broken = baseline["national_pass_through"]
    missed = passed - (1 - weight) * known - weight * broken
    return {"national_pass_through_error": missed / baseline["national_pass_through_error"].mean()}
