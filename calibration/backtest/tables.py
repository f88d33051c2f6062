"""Tables of the rolling backtest: scores by group and their sampling bands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from calibration.backtest import scoring
from calibration.backtest.rules import NAIVE, SHARE
from calibration.estimation.prior import setting
from sim.parameters import stream

MEANS = ["absolute", "error", "crps", *(f"in_{level}" for level in scoring.LEVELS)]


def scores(table: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Mean absolute error, bias, CRPS and coverage by rule and group, and the share of each naive rule's
    absolute error that a rule saves (below zero: it loses).
    """
    found = table.assign(absolute=table["error"].abs()).groupby([*by, "rule"], sort=False)
    mean = found[MEANS].mean().reset_index()
    for naive in NAIVE:
        reference = mean[mean["rule"] == naive]
        if by:
            beside = mean[[*by]].merge(reference[[*by, "absolute"]], on=[*by], how="left")["absolute"]
            mean[f"saves_on_{naive}"] = 1 - mean["absolute"].to_numpy() / beside.to_numpy()
        else:
            mean[f"saves_on_{naive}"] = 1 - mean["absolute"] / float(reference["absolute"].iloc[0])
    return mean


def bands(table: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error of each rule with its 90 % sampling band, and what it exceeds a constant share by.

    Blocks of neighbouring origins are drawn; errors of all places and years after an origin stay together.
    """
    block, rounds = int(setting("backtest_block")), int(setting("backtest_rounds"))
    by_rule = {
        str(rule): part.assign(absolute=part["error"].abs()).pivot_table(
            index="origin", columns=["place", "ahead"], values="absolute"
        )
        for rule, part in table.groupby("rule", sort=False)
    }
    rows = []
    for rule, errors in by_rule.items():
        values = errors.to_numpy(dtype=float)
        excess = values - by_rule[SHARE].to_numpy(dtype=float)
        line: list[object] = [rule]
        for sample in (values, excess):
            # The same blocks for every rule: differences are of rules and not of draws.
            rng = stream(int(setting("estimation_seed")), "backtest_bands")
            line += [float(np.nanmean(sample)), *scoring.band(sample, block, rng, rounds=rounds)]
        rows.append(line)
    columns = ["rule", "absolute", "low", "high", "excess", "excess_low", "excess_high"]
    return pd.DataFrame(rows, columns=columns)
