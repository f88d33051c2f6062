"""Values of settings in words, as the listing of differences and the comparison show them."""

from __future__ import annotations

import math

import pytest

from sim.report.setting_words import setting_words
from sim.scenario.difference_cells import Row, Value


def row(section: str, name: str) -> Row:
    return Row(section, "", name, name, name, (), (), "", "", (), ())


LEVER, SHOCK, DRAWN = (
    row("levers", "rd_growth"),
    row("shocks", "slump.kind"),
    row("uncertainty", "parameters"),
)


@pytest.mark.parametrize(
    ("of", "value", "english", "chinese"),
    [
        (LEVER, 1 / 3, "0.3333333333", "0.3333333333"),
        (LEVER, {2021: 2.0, 2025: 8.5}, "2021: 2, 2025: 8.5", "2021: 2，2025: 8.5"),
        (row("projects", "weifang_yantai"), math.inf, "never", "永不开通"),
        (row("flags", "scale_to_budget"), True, "on", "开"),
        (row("flags", "scale_to_budget"), False, "off", "关"),
        (row("horizon", "horizon"), 2035, "2035", "2035"),
        (SHOCK, "exports", "Foreign sales of a city", "外贸出口需求冲击"),
        (DRAWN, "central", "central", "中心值"),
        (LEVER, None, "–", "–"),
    ],
)
def test_a_value_reads_as_people_would_say_it(of: Row, value: Value, english: str, chinese: str) -> None:
    assert setting_words(of, value, "en", unset="–") == english
    assert setting_words(of, value, "zh", unset="–") == chinese
