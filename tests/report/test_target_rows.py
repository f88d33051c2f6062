"""The plan's targets as the report reads them: hand-made tables, and what each row says of them."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.report import view
from sim.report.labels import LANGUAGES
from sim.report.target_rows import count_line, counts
from tests.report import small
from tests.report.small import CARGO, GDP, MARINE, POPULATION, UNMODELLED, UNPROJECTED, judged, target

SHORT = judged(POPULATION, 3300.0, 3270.0, 3280.0, unit="10k persons", added_by_grade_a=4.0)
ABOVE = judged(GDP, 40000.0, 44000.0, 45000.0, added_by_grade_a=250.0)
MISSING = target(UNPROJECTED, operator="~", target=42.0, unit="%")


def test_a_row_carries_the_numbers_of_the_table_and_the_start_of_its_path() -> None:
    (row,) = small.rows(small.inputs([SHORT]))
    assert (row.target_id, row.kind, row.headline, row.judged, row.met) == (
        POPULATION,
        "outcome",
        True,
        True,
        False,
    )
    assert (row.start, row.without, row.projected) == (3200.0, 3270.0, 3280.0)
    assert (row.added, row.added_a, row.gap) == (10.0, 4.0, -20.0)
    assert row.quote == "常住人口达到3300万人" and row.variable == "Population"


def test_names_follow_the_language() -> None:
    given = small.inputs([SHORT])
    assert [small.rows(given, lang)[0].name for lang in LANGUAGES] == [
        f"Target {POPULATION}",
        f"目标{POPULATION}",
    ]


def test_headline_targets_come_first_then_classes_in_their_order() -> None:
    others = [
        target("X1", **{"class": "not modelled"}),
        target("X2", **{"class": "direction"}),
        target("X3", **{"class": "delivery"}),
        target("X4"),
        target("X5", **{"class": "of another kind"}),
    ]
    found = [row.target_id for row in small.rows(small.inputs([*others, ABOVE, SHORT]))]
    assert found == [GDP, POPULATION, "X4", "X3", "X2", "X1", "X5"]


def test_a_target_without_a_number_keeps_its_row_and_has_dashes_everywhere() -> None:
    (row,) = small.rows(small.inputs([target(UNMODELLED, operator="~", target=42.0, unit="%")]))
    assert not row.judged and row.met is None
    assert all(
        math.isnan(v) for v in (row.start, row.without, row.projected, row.added, row.added_a, row.gap)
    )
    table = view.targets_of("outcome", [row], 2020, "en")
    (line,), (under,) = table.rows, table.under
    assert line[2] == "≈ 42%" and line[4:8] == ["–", "–", "–", "–"]
    assert row.reason and under.remark.startswith(f"Not judged: {row.reason}.")


def test_an_unknown_target_that_is_not_projected_says_that_it_is_not_yet() -> None:
    (row,) = small.rows(small.inputs([target("X1")]))
    assert (row.headline, row.variable, row.reason) == (False, "", "")
    table = view.targets_of("outcome", [row], 2020, "en")
    (line,), (under,) = table.rows, table.under
    assert line[2] == line[7] == "–" and under.remark == "Not judged: not projected in this run."


def test_a_projection_that_is_not_a_number_is_not_judged_even_with_a_verdict() -> None:
    (row,) = small.rows(small.inputs([judged(GDP, 40000.0, 44000.0, math.nan, met=False)]))
    assert not row.judged


@pytest.mark.parametrize(
    ("given", "read"),
    [(True, True), (False, False), ("True", True), ("False", False), (1.0, True), (0.0, False),
     (None, None), (math.nan, None), (pd.NA, None)],
)  # fmt: skip
def test_a_verdict_is_read_however_a_table_may_hold_it(given: object, read: bool | None) -> None:
    (row,) = small.rows(small.inputs([judged(GDP, 40000.0, 44000.0, 45000.0, met=given)]))
    assert row.met is read


def test_a_direction_is_read_on_the_indicator_itself() -> None:
    paths = {(small.REGION, "Population", "10k persons"): {2020: 3200.0, 2025: 3280.0}}
    moved = judged(POPULATION, 0.0, 1.5, 2.5, **{"class": "direction", "operator": ">", "unit": "% vs 2020"})
    given = small.inputs([moved], paths=paths)
    given.reference_frame.loc[given.reference_frame["year"] == 2025, "value"] = 3260.0
    (row,) = small.rows(given)
    assert (row.start, row.without, row.projected, row.added) == (3200.0, 3260.0, 3280.0, 20.0)
    assert row.unit == "10k persons" and math.isnan(row.added_a)
    (line,) = view.targets_of("direction", [row], 2020, "en").rows
    assert line[2] == "rises" and line[0].endswith("(million)") and line[6] == "+0.20"


def test_naive_values_at_2020_prices_also_serve_current_prices() -> None:
    scores = pd.DataFrame(
        [("GDP", small.REGION, 34000.0, 35000.0), ("Population", small.REGION, 3250.0, math.nan)],
        columns=small.NO_SCORES.columns,
    )
    rows = {r.target_id: r for r in small.rows(small.inputs([ABOVE, SHORT]), scoreboard=scores)}
    # prices rise by 45000 / 36000 = 1.25
    assert (rows[GDP].naive_growth, rows[GDP].naive_share) == (42500.0, 43750.0)
    assert rows[POPULATION].naive_growth == 3250.0 and math.isnan(rows[POPULATION].naive_share)


def test_naive_values_at_current_prices_are_not_written_over() -> None:
    scores = pd.DataFrame(
        [("GDP", small.REGION, 34000.0, 35000.0), ("GDP|Current prices", small.REGION, 41000.0, 42000.0)],
        columns=small.NO_SCORES.columns,
    )
    (row,) = small.rows(small.inputs([ABOVE]), scoreboard=scores)
    assert (row.naive_growth, row.naive_share) == (41000.0, 42000.0)


def test_bands_are_those_of_the_year_of_the_target() -> None:
    (row,) = small.rows(small.inputs([SHORT], bands=True))
    assert (row.low, row.high) == pytest.approx((0.9 * 3280, 1.2 * 3280))
    (bare,) = small.rows(small.inputs([SHORT]))
    assert math.isnan(bare.low) and math.isnan(bare.high)


def test_classes_are_counted_apart_and_never_summed() -> None:
    table = [
        SHORT,
        ABOVE,
        MISSING,
        judged("X1", 1.0, 0.0, 2.0, **{"class": "delivery"}),
        target("X2", **{"class": "not modelled"}),
    ]
    rows = small.rows(small.inputs(table))
    assert counts(rows) == {"outcome": (1, 2, 3), "delivery": (1, 1, 1), "not modelled": (0, 0, 1)}
    assert count_line(rows, "en") == (
        "Targets met, by class: outcomes 1 of 2 judged (3 in the plan); "
        "deliveries 1 of 1 judged (1 in the plan); not modelled 1"
    )
    assert (
        count_line(rows, "zh")
        == "各类目标达成情况：结果性3项中可判断2项、达成1项；交付性1项中可判断1项、达成1项；未建模1项"
    )


def test_the_headline_table_leads_with_what_is_added_and_the_margin() -> None:
    rows = small.rows(small.inputs([ABOVE, SHORT, MISSING]))
    table = view.outcomes(rows, 2020, True, "en")
    cells = {line[0]: dict(zip(table.head, line, strict=True)) for line in table.rows}
    assert list(cells) == [f"Target {GDP} (billion yuan)", f"Target {POPULATION} (million)"]
    first, second = cells.values()
    assert (first["2020"], first["Target"], first["Margin"], first["Met"]) == (
        "3,000",
        "≥ 4,000",
        "+500",
        "yes",
    )
    assert (second["2020"], second["Target"], second["Margin"], second["Met"]) == (
        "32.00",
        "≥ 33",
        "−0.20",
        "no",
    )
    assert (first["Measures add"], second["Measures add"]) == ("+100", "+0.10")
    assert table.head.index("Measures add") < table.head.index("Margin") < table.head.index("Met")


def test_without_a_reference_the_table_has_no_column_for_measures() -> None:
    rows = small.rows(small.inputs([ABOVE], compared=False))
    table = view.outcomes(rows, 2020, False, "en")
    assert "Measures add" not in table.head and "Probability" not in table.head
    assert {len(line) for line in table.rows} == {len(table.head)}


@pytest.mark.parametrize(
    ("goal", "operator", "shown", "filled"),
    [
        (3250.0, ">=", "160%", 100.0),
        (3400.0, ">=", "40%", 40.0),
        (3100.0, "<=", "−80%", 0.0),
        (3280.0, "~", "100%", 100.0),
        (3200.0, ">=", "met in 2020", None),
        (3100.0, ">", "met in 2020", None),
        (3300.0, "<=", "met in 2020", None),
    ],
)
def test_the_way_gone_is_the_share_of_the_way_from_the_base_year(
    goal: float, operator: str, shown: str, filled: float | None
) -> None:
    # from 3200 in 2020 to 3280
    given = judged(POPULATION, goal, 3270.0, 3280.0, unit="10k persons", operator=operator)
    (row,) = small.rows(small.inputs([given]))
    cell = view.way(row, 2020, "en")
    assert (cell, getattr(cell, "filled", None)) == (shown, filled)


def test_an_empty_target_table_gives_empty_tables() -> None:
    rows = small.rows(small.inputs([]))
    assert rows == [] and counts(rows) == {}
    assert view.outcomes(rows, 2020, True, "en").rows == []


@pytest.mark.parametrize("zero", [CARGO, MARINE])
def test_a_target_of_zero_is_shown_in_the_unit_of_its_projection(zero: str) -> None:
    (row,) = small.rows(small.inputs([judged(zero, 0.0, 20000.0, 30000.0)]))
    (line,) = view.targets_of("outcome", [row], 2020, "en").rows
    assert line[2] == "≥ 0 billion yuan" and line[5:7] == ["3,000", "+1,000"]
