"""Tables of the backtest's page in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from calibration.backtest import scoring, tables
from calibration.backtest.rules import LATELY, SHARE, UNCHANGED


def markdown(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table."""
    rows = [head, ["---"] * len(head), *lines]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def number(value: object, digits: int = 2) -> str:
    """A number, or a dash where there is none."""
    known = float(str(value))
    return "–" if math.isnan(known) else f"{known:.{digits}f}"


def scoreboard(table: pd.DataFrame, words: Mapping[str, str]) -> str:
    """Every rule's scores on one part of the table; ``words`` names the rules."""
    coverage = [f"in_{level}" for level in scoring.LEVELS]
    saves = [f"saves_on_{rule}" for rule in (SHARE, LATELY, UNCHANGED)]
    head = ["rule", "mean absolute error", "bias", "CRPS", *(f"in {level} %" for level in scoring.LEVELS),
            "saves on constant share", "on last five years", "on origin year"]  # fmt: skip
    lines = [
        [
            words[str(row["rule"])],
            *(number(row[name]) for name in ("absolute", "error", "crps")),
            *(number(100 * row[name], 0) for name in coverage),
            *(number(row[name]) for name in saves),
        ]
        for _, row in tables.scores(table).iterrows()
    ]
    return markdown(head, lines)
