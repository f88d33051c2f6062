"""Scores and weights by a user's observations: hand cases, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import observations
from sim.errors import InputError
from sim.observations import Observation, crps, effective, read, score, template, weights
from sim.outcome import Outcome

NAMES = (
    ("jiaodong", "GDP", "100m CNY 2020"),
    ("qingdao", "GDP", "100m CNY 2020"),
    ("jiaodong", "Births", "x"),
)
YEARS = (2021, 2022)
HEAD = "region,variable,year,value,unit,sd\n"


def given(text: str, folder: Path) -> tuple[Observation, ...]:
    file = folder / "own.csv"
    file.write_text(text, encoding="utf-8")
    return read(file, NAMES, YEARS)


def ensemble(members: int = 101) -> Outcome:
    """Draws -50 .. 49 around 100 in every series and year, the central run at 100."""
    values = np.concatenate([[100.0], 100.0 + np.arange(members - 1) - (members - 1) // 2])
    return Outcome(NAMES, (2020, *YEARS), np.broadcast_to(values, (3, 3, members)))


def at(value: float, sd: float | None = 10.0) -> Observation:
    return Observation("jiaodong", "GDP", 2021, value, "100m CNY 2020", sd, 2)


def test_the_crps_of_a_sure_forecast_is_its_error() -> None:
    assert crps(np.array([3.0]), 5.0) == 2.0
    assert crps(np.array([3.0, 3.0]), 5.0) == 2.0


def test_the_crps_of_two_draws_by_hand() -> None:
    """Mean error 1, mean distance of two draws 1: 1 - 0.5."""
    assert crps(np.array([4.0, 6.0]), 5.0) == pytest.approx(0.5)


def test_a_score_says_error_percentile_and_band() -> None:
    (row,) = score([at(125.0)], ensemble()).to_dict("records")
    assert row["error"] == -25 and row["error_percent"] == pytest.approx(-20)
    assert row["percentile"] == 75 and row["p05"] < row["p50"] < 125 < row["p95"]
    (alone,) = score([at(125.0)], ensemble(1)).to_dict("records")
    assert alone["crps"] == 25 and np.isnan(alone["percentile"])


def test_weights_follow_the_likelihood() -> None:
    found = weights([at(100.0)], ensemble(), "own.csv")
    assert found[0] == 0 and found.sum() == pytest.approx(1)
    assert found[51] / found[61] == pytest.approx(np.exp(0.5), rel=1e-12)
    conditioned = ensemble().conditioned(found)
    assert conditioned.drawn_weights is not None and conditioned.drawn_weights.argmax() == 50


def test_alike_weights_have_the_size_of_their_number() -> None:
    assert effective(np.full(40, 0.3)) == pytest.approx(40)
    assert effective(np.array([1.0, 0.0, 0.0])) == 1


def test_too_few_draws_left_are_refused() -> None:
    with pytest.raises(InputError, match=r"only .* of 100 draws are left"):
        weights([at(100.0, 1.0)], ensemble(), "own.csv")


def test_conditioning_needs_errors_and_an_ensemble() -> None:
    with pytest.raises(InputError, match="no standard error"):
        weights([at(100.0, None)], ensemble(), "own.csv")
    with pytest.raises(InputError, match="needs an ensemble"):
        weights([at(100.0)], ensemble(1), "own.csv")


def test_a_template_is_read_again_where_it_is_filled_in(tmp_path: Path) -> None:
    empty = template(NAMES, 2021)
    assert empty.splitlines()[0] == "region,variable,year,value,unit,sd" and len(empty.splitlines()) == 4
    filled = empty.replace("qingdao,GDP,2021,,100m CNY 2020,", "qingdao,GDP,2021,12.5,100m CNY 2020,")
    (one,) = given("\ufeff" + filled, tmp_path)
    assert (one.region, one.value, one.sd, one.line) == ("qingdao", 12.5, None, 3)
    with pytest.raises(InputError, match="holds no value"):
        given(empty, tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("region,variable,year,value\n", 1, "", "'unit' is missing"),
        (HEAD.replace("sd", "error"), 1, "", "unknown column 'error'"),
        (HEAD + "jiaodong,GPD,2021,1,x,\n", 2, "variable", "Did you mean 'GDP'"),
        (HEAD + "mars,GDP,2021,1,100m CNY 2020,\n", 2, "region", "Reported for: jiaodong, qingdao"),
        (HEAD + "jiaodong,GDP,2021,1,x,\n", 2, "unit", "Give it in '100m CNY 2020'"),
        (HEAD + "jiaodong,GDP,2020,1,100m CNY 2020,\n", 2, "year", "Projected: 2021 to 2022"),
        (HEAD + "\njiaodong,GDP,2021,many,100m CNY 2020,\n", 3, "value", "found 'many'"),
        (HEAD + "jiaodong,GDP,2021,nan,100m CNY 2020,\n", 2, "value", "found 'nan'"),
        (HEAD + "jiaodong,GDP,2021,1,100m CNY 2020,0\n", 2, "sd", "above zero"),
        (HEAD + "jiaodong,GDP,2021,1,100m CNY 2020\n", 2, "", "5 cells under 6 columns"),
        (HEAD + 2 * "jiaodong,GDP,2021,1,100m CNY 2020,\n", 3, "variable", "stands twice, first in line 2"),
    ],
)
def test_a_mistake_is_named_with_line_and_column(
    text: str, line: int, column: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        given(text, tmp_path)
    problem = caught.value.problems[0]
    assert problem.line == line and problem.key == column and says in str(problem)


def test_a_file_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.csv", NAMES, YEARS)
    (tmp_path / "odd.csv").write_bytes("区域".encode("gbk"))
    with pytest.raises(InputError, match="not UTF-8"):
        read(tmp_path / "odd.csv", NAMES, YEARS)


def test_nothing_is_shipped() -> None:
    assert observations.REQUIRED[0] == "region"
    root = Path(__file__).parents[1]
    assert not [
        f for f in root.glob("**/*observations*.csv") if "outputs" not in f.parts and ".venv" not in f.parts
    ]
