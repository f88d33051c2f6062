"""Numbers as people read them: units that suit a magnitude, signs, digits, and a dash for what is missing."""

from __future__ import annotations

import csv
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.numbers import MISSING, UNITS, Display, amount, change, display, growth_rate, percent
from sim.variables import register

YUAN = "100m CNY"


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (44755.1, YUAN, "4.48 trillion yuan", "44755亿元"),
        (843.2, YUAN, "84.32 billion yuan", "843.20亿元"),
        (3268.77, "10k persons", "32.69 million", "3268.8万人"),
        (6.52, "10k persons", "65.20 thousand", "6.52万人"),
        (180000, "10k tonnes", "1,800 million tonnes", "18.00亿吨"),
        (0.66, "share", "66.00%", "66.00%"),
        (-12.5, "min", "−12.50 min", "−12.50分钟"),
        (7.0, "furlongs", "7.00 furlongs", "7.00furlongs"),
    ],
)
def test_amounts_take_the_unit_of_the_language(value: float, unit: str, english: str, chinese: str) -> None:
    assert (amount(value, unit, "en"), amount(value, unit, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(843.2, "+84.3 billion yuan"), (-843.2, "−84.3 billion yuan"), (0.0, "0.00 billion yuan"),
     (1e-9, "0.00 billion yuan"), (-1e-9, "0.00 billion yuan"), (12000, "+1.20 trillion yuan")],
)  # fmt: skip
def test_changes_carry_a_sign_unless_nothing_of_them_shows(value: float, shown: str) -> None:
    assert change(value, YUAN, "en") == shown


@pytest.mark.parametrize("missing", [None, math.nan, math.inf])
def test_what_is_missing_is_a_dash(missing: float | None) -> None:
    assert amount(missing, YUAN, "en") == change(missing, YUAN, "zh") == percent(missing, "en") == MISSING


def test_goals_and_ticks_show_no_more_digits_than_they_have() -> None:
    unit = display("10k persons", 3300, "en")
    assert (unit.goal(3300), unit.goal(3350), unit.tick(0)) == ("33 million", "33.5 million", "0")
    assert display("10k tonnes", 180000, "en").goal(180000) == "1,800 million tonnes"


def test_percentages_are_taken_as_they_are() -> None:
    assert (percent(5.94, "en"), percent(-0.04, "en"), percent(5.9, "en", sign=True)) == (
        "5.9%",
        "0.0%",
        "+5.9%",
    )


def test_growth_rates_by_hand_and_where_they_have_no_meaning() -> None:
    assert growth_rate(100, 121, 2) == pytest.approx(10)
    assert growth_rate(50, 50, 5) == 0
    for first, last, years in ((0, 1, 1), (-1, 1, 1), (1, 0, 1), (1, 2, 0), (math.nan, 1, 1)):
        assert math.isnan(growth_rate(first, last, years))


@settings(deadline=None)
@given(st.floats(-1e9, 1e9), st.sampled_from(("en", "zh")))
def test_a_printed_number_reads_back_to_its_last_digit(value: float, lang: str) -> None:
    text = Display(1.0, "", lang).number(value)
    decimals = len(text.partition(".")[2])
    assert float(text.replace("−", "-").replace(",", "")) == pytest.approx(value, abs=0.51 * 10**-decimals)


def readings() -> dict[tuple[str, str], list[float]]:
    """Magnitudes from which each entry of the table counts, by unit and language."""
    found: dict[tuple[str, str], list[float]] = {}
    with UNITS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["unit"], row["lang"]), []).append(float(row["from"]))
    return found


def test_every_unit_of_a_reported_variable_has_a_reading_in_both_languages() -> None:
    reported = {v.reported_unit for v in register().values() if v.variable}
    assert len(reported) > 5
    assert {(unit, lang) for unit in reported for lang in ("en", "zh")} - set(readings()) == set()


def test_the_readings_of_a_unit_begin_with_the_largest_and_reach_down_to_zero() -> None:
    for starts in readings().values():
        assert starts == sorted(starts, reverse=True) and starts[-1] == 0
