"""The table on the terminal: headline targets, signed margins, lines no wider than the screen."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from sim.report.inputs import Inputs
from sim.report.labels import LANGUAGES
from sim.report.terminal import PLAIN_WIDTH, print_targets, target_text
from tests.report import synthetic

REPORT = Path("outputs") / "plan" / "report.html"


@pytest.fixture(scope="module")
def given() -> Inputs:
    return synthetic.inputs()


def text_of(given: Inputs, lang: str, width: int) -> str:
    """The table as a run of the main job prints it, with the part of grade A."""
    targets = given.targets.assign(added_by_grade_a=given.targets["added_by_measures"] / 2)
    return target_text(targets, given.frame, REPORT, lang, width=width, colour=False)


def columns(line: str) -> int:
    """Columns that a line takes on a terminal: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, PLAIN_WIDTH, 160])
def test_no_line_is_wider_than_the_screen(lang: str, width: int, given: Inputs) -> None:
    lines = text_of(given, lang, width).splitlines()
    assert len(lines) > 10
    assert [line for line in lines if columns(line.rstrip()) > width] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, PLAIN_WIDTH])
def test_every_judged_headline_target_is_named_beside_its_numbers(
    lang: str, width: int, given: Inputs
) -> None:
    lines = text_of(given, lang, width).splitlines()
    names = {
        "en": ("Resident", "GDP", "Port", "Marine"),
        "zh": ("常住人口", "地区生产", "港口货物", "海洋生产"),
    }
    goals = {
        "en": (">= 33", "> 4,000", ">= 1,800", ">= 1,500"),
        "zh": (">= 3300", "> 40000", ">= 18", ">= 15000"),
    }
    for name, goal in zip(names[lang], goals[lang], strict=True):
        assert [line for line in lines if line.strip().startswith(name) and goal in line], name


@pytest.mark.parametrize("width", [100, PLAIN_WIDTH])
def test_numbers_stand_under_their_heads_in_chinese_too(width: int, given: Inputs) -> None:
    lines = text_of(given, "zh", width).splitlines()
    head = next(line for line in lines if "差距" in line)
    ends = columns(head[: head.index("差距") + 2])
    for margin in ("−31.2", "+4755", "+0.80", "−1495"):
        (line,) = (line for line in lines if margin in line)
        assert columns(line[: line.index(margin) + len(margin)]) == ends


def test_margins_carry_the_sign_of_projected_less_target(given: Inputs) -> None:
    lines = text_of(given, "en", PLAIN_WIDTH).splitlines()
    # 3268.77 - 3300 ten thousand, 44755 - 40000, 187966 - 180000 ten thousand tonnes, 13505 - 15000
    margins = {"Resident": ("−0.31", "no"), "GDP above": ("+476", "yes"), "Port": ("+79.7", "yes"),
               "Marine": ("−150", "no")}  # fmt: skip
    for name, (margin, verdict) in margins.items():
        (line,) = (line for line in lines if line.startswith(f" {name}"))
        assert line.split()[-2:] == [margin, verdict]


def test_what_is_not_projected_and_what_is_met_in_other_classes_is_said(given: Inputs) -> None:
    text = " ".join(text_of(given, "en", PLAIN_WIDTH).split())
    assert "outcomes 2 of 5 judged (19 in the plan)" in text
    assert "deliveries 66;" in text and "not modelled 14" in text
    assert 'Headlines not projected in this run: Share of "four-new" economy' in text
    assert "Real GDP growth 2021–2025, % a year: Jiaodong 5.4%, Qingdao 5.9%" in text
    assert text.endswith(f"Report: {REPORT}")


def test_a_run_alone_has_no_column_for_measures() -> None:
    given = synthetic.inputs(compared=False)
    targets = given.targets.assign(added_by_measures=0.0)
    text = target_text(targets, given.frame, REPORT, "en", width=80, colour=False)
    assert "Without" not in text and "Projected" in text
    assert re.search(r"Resident population \(million\) +32\.44 +32\.69 +>= 33 +−0\.31 +no", text)


def test_an_empty_projection_lists_every_headline_as_missing(given: Inputs) -> None:
    empty = given.targets.assign(projected=float("nan"), met=None, gap=float("nan"))
    text = target_text(empty, given.frame, REPORT, "en", width=80, colour=False)
    assert "Margin" not in text and "outcomes 19;" in text
    assert "Resident population" in text.partition("Headlines not projected in this run: ")[2]


def test_colour_only_where_it_is_asked_for(given: Inputs) -> None:
    plain = text_of(given, "en", PLAIN_WIDTH)
    colour = target_text(given.targets, given.frame, REPORT, "en", width=PLAIN_WIDTH, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[32m" in colour and "\x1b[31m" in colour


class Narrow(io.TextIOWrapper):
    """A stream that knows only ASCII."""


def test_a_stream_that_lacks_the_characters_gets_question_marks_and_no_error(given: Inputs) -> None:
    content = io.BytesIO()
    stream = Narrow(content, encoding="ascii", newline="\n")
    print_targets(given.targets, given.frame, REPORT, "zh", stream)
    stream.flush()
    assert b"GDP" in content.getvalue() and b"?" in content.getvalue()


def test_a_pipe_gets_the_plain_width(given: Inputs) -> None:
    stream = io.StringIO()
    print_targets(given.targets, given.frame, REPORT, "en", stream)
    assert stream.getvalue() == target_text(
        given.targets, given.frame, REPORT, "en", width=PLAIN_WIDTH, colour=False
    )


def test_observed_history_does_not_enter_the_table(given: Inputs) -> None:
    history = given.frame["scenario"] == "observed"
    changed = given.frame.assign(value=given.frame["value"].where(~history, 1.0))
    assert text_of(Inputs(changed, None, given.targets, given.scoreboard, pd.DataFrame(), {}), "en", 110) == (
        text_of(given, "en", 110)
    )
