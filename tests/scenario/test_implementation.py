"""How much is carried out and how late, worked into ordinary settings."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.scenario.implementation import IN_FULL, Extent, carried_out, opened
from sim.scenario.lever_values import Setting, layout, series
from sim.scenario.levers import Lever, Timing
from sim.scenario.loading import load, validate
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Scenario
from tests.scenario.samples import LIVE, LIVE_SHOCKS

CITIES = ("qingdao", "yantai", "rizhao")
YEARS = np.arange(2020.0, 2051.0)
"""Up to the last horizon."""
LATE = Extent(1.0, 2)
HALF = Extent(0.5)
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def test_a_number_of_a_ramp_starts_and_arrives_later(registers: Registers) -> None:
    ramp = registers.levers["rail_water_shift"]
    assert carried_out(ramp, 10.0, HALF) == 5.0
    assert carried_out(ramp, 10.0, LATE) == {2022: 0.0, 2027: 10.0}
    assert carried_out(ramp, 10.0, Extent(0.25, 1)) == {2021: 0.0, 2026: 2.5}


def test_a_number_of_a_level_begins_and_ends_later(registers: Registers) -> None:
    level = registers.levers["public_investment"]
    assert carried_out(level, 2.0, HALF) == 1.0
    assert carried_out(level, 2.0, LATE) == {2022: 0.0, 2023: 2.0, 2027: 2.0, 2028: 0.0}


def test_a_path_moves_and_ends_as_it_would_have(registers: Registers) -> None:
    level, ramp = registers.levers["public_investment"], registers.levers["rail_water_shift"]
    assert carried_out(level, {2022: 1.0, 2024: 3.0}, LATE) == {
        2022: 0.0,
        2024: 1.0,
        2026: 3.0,
        2027: 3.0,
        2028: 0.0,
    }
    assert carried_out(level, {2022: 1.0, 2030: 3.0}, LATE) == {2022: 0.0, 2024: 1.0, 2032: 3.0}
    assert carried_out(ramp, {2020: 4.0, 2022: 6.0}, LATE) == {2021: 0.0, 2022: 4.0, 2024: 6.0}
    assert carried_out(ramp, {2022: 6.0}, HALF) == {2022: 3.0}


def test_a_lever_with_a_rule_counts_its_share_from_what_the_rule_comes_to(registers: Registers) -> None:
    research = registers.levers["rd_growth"]
    assert research.usual == 7.5
    assert carried_out(research, 10.5, HALF) == 9.0
    assert carried_out(research, 10.5, LATE) == {2023: 10.5, 2027: 10.5, 2028: 7.5}
    late = series(research, carried_out(research, 10.5, LATE), np.array([2022.0, 2023.0, 2027.0, 2028.0]))
    assert math.isnan(late[0]) and late[1:].tolist() == [10.5, 10.5, 7.5]


def test_nothing_carried_out_removes_the_setting(registers: Registers) -> None:
    assert carried_out(registers.levers["rd_growth"], {"qingdao": 9.0}, Extent(0.0, 3)) is None


def test_places_are_carried_out_one_by_one(registers: Registers) -> None:
    ramp = registers.levers["port_capacity"]
    setting: Setting = {"port_qingdao": {"ore": 4.0, "default": {2023: 8.0}}, "default": 2.0}
    assert carried_out(ramp, setting, HALF) == {
        "port_qingdao": {"ore": 2.0, "default": {2023: 4.0}},
        "default": 1.0,
    }


def test_a_path_ends_with_the_last_year_that_a_file_can_name(registers: Registers) -> None:
    ramp, research = registers.levers["rail_water_shift"], registers.levers["rd_growth"]
    assert carried_out(ramp, {2040: 0.0, 2060: 20.0}, Extent(1.0, 10)) == {2030: 0.0, 2050: 0.0, 2060: 10.0}
    assert carried_out(research, {2050: 9.0}, Extent(1.0, 15)) == {2060: 9.0}


values = st.floats(-3, 5)
paths = st.dictionaries(st.integers(2020, 2060), values, min_size=1, max_size=5)
one_place = values | paths
any_setting = one_place | st.dictionaries(st.sampled_from([*CITIES, "default"]), one_place, min_size=1)


def defined(lever: Lever, setting: Setting, extent: Extent) -> np.ndarray:
    """n + s (v(t - d) - n) on years and cities; what is not set is the lever's own."""
    before = YEARS - extent.years_late
    moved = layout(lever, ("city",), setting, [CITIES], before)
    moved = np.where((before < 2020)[:, None], lever.neutral, moved)
    return lever.usual + extent.share * (moved - lever.usual)


@quick
@given(
    any_setting,
    st.floats(0, 1, exclude_min=True),
    st.integers(0, 15),
    st.sampled_from(["ramp", "level"]),
    st.sampled_from([0.0, 1.5]),
)
def test_what_is_carried_out_is_the_definition(
    registers: Registers, setting: Setting, share: float, late: int, timing: Timing, neutral: float
) -> None:
    lever = replace(registers.levers["public_investment"], timing=timing, neutral=neutral)
    extent = Extent(share, late)
    left = carried_out(lever, setting, extent)
    found = layout(lever, ("city",), left, [CITIES], YEARS)
    np.testing.assert_allclose(found, defined(lever, setting, extent), rtol=1e-12, atol=1e-12)


@quick
@given(any_setting, st.floats(0, 1, exclude_min=True), st.integers(0, 15), st.sampled_from(["ramp", "level"]))
def test_with_a_rule_of_its_own_too_up_to_what_stands_for_the_rule(
    registers: Registers, setting: Setting, share: float, late: int, timing: Timing
) -> None:
    """Before it starts the rule holds (NaN); where an effort that is late ends, its value stands for it."""
    lever = replace(registers.levers["public_investment"], timing=timing, neutral=math.nan, rule_value=1.5)
    extent = Extent(share, late)
    found = layout(lever, ("city",), carried_out(lever, setting, extent), [CITIES], YEARS)
    expected = defined(lever, setting, extent)
    ended = np.isnan(expected) & (2025 + late < YEARS)[:, None] & np.isfinite(found)
    np.testing.assert_allclose(found, np.where(ended, lever.usual, expected), rtol=1e-12, atol=1e-12)
    assert late or not ended.any()


@quick
@given(any_setting, st.sampled_from(["ramp", "level"]))
def test_carried_out_in_full_nothing_changes(registers: Registers, setting: Setting, timing: Timing) -> None:
    lever = replace(registers.levers["public_investment"], timing=timing)
    assert carried_out(lever, setting, IN_FULL) is setting


@pytest.mark.parametrize(
    ("base", "opens", "extent", "expected"),
    [
        (2024.8, 2025.5, LATE, 2027.5),
        (2024.8, 2025.5, HALF, 2025.5),
        (2024.8, 2025.5, Extent(0.0, 3), 2024.8),
        (math.inf, math.inf, LATE, math.inf),
        (2024.8, 2059.5, LATE, math.inf),
        (math.inf, 2026.0, Extent(0.0), math.inf),
    ],
)
def test_openings_are_late_and_only_those_of_the_file(
    base: float, opens: float, extent: Extent, expected: float
) -> None:
    assert opened(base, opens, extent) == expected


BODY = """levers:
  rd_growth: {default: 10.5, qingdao: 12}
  rail_water_shift: 8
  public_investment: {2022: 1, 2024: 2}
projects: {weifang_yantai: {opens: 2025.5}}
"""


def test_chapters_differ_and_take_the_rest_from_the_whole(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(
        BODY + "implementation: {years_late: 1, chapters: {4: {share: 0.5}, 8: {years_late: 0}}}\n"
    )
    assert scenario.levers == {
        "rd_growth": {
            "default": {2022: 10.5, 2026: 10.5, 2027: 7.5},
            "qingdao": {2022: 12.0, 2026: 12.0, 2027: 7.5},
        },
        "rail_water_shift": {2021: 0.0, 2026: 4.0},
        "public_investment": {2022: 1.0, 2024: 2.0},
    }
    assert scenario.projects == {"weifang_yantai": 2026.5, "suburban": math.inf}
    assert scenario.warnings == ()


def test_a_share_of_nothing_leaves_the_base(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(BODY + "implementation: {share: 0, years_late: 3}\n")
    assert scenario.levers == {} and scenario.projects == loaded().projects
    assert scenario.digest == loaded().digest
    assert scenario.provenance["projects.weifang_yantai.opens"] == ("dated_projects.csv", 2)
    assert "share 0 (case.yaml:10)" in scenario.to_resolved_yaml()


def test_in_full_and_in_time_is_no_change(loaded: Callable[..., Scenario]) -> None:
    body = "implementation: {share: 1, years_late: 0, chapters: {4: {share: 1.0}}}\n"
    assert loaded(BODY + body).digest == loaded(BODY).digest


def test_the_resolved_file_says_where_value_and_delay_come_from_and_loads_again(
    loaded: Callable[..., Scenario], write: Callable[[str, str | bytes], Path], registers: Registers
) -> None:
    write("half.yaml", "implementation: {share: 0.5}\n")
    first = loaded(BODY + "extends: half.yaml\nimplementation: {years_late: 1}\n")
    text = first.to_resolved_yaml()
    assert "    2026: 4.0  # case.yaml:7; share 0.5 (half.yaml:1), 1 year late (case.yaml:11)\n" in text
    assert "    2023: 0.5  # case.yaml:8; share 0.5 (half.yaml:1), 1 year late (case.yaml:11)\n" in text
    assert "    opens: 2026.5  # case.yaml:9; share 0.5 (half.yaml:1), 1 year late" not in text
    assert "    opens: 2026.5  # case.yaml:9; 1 year late (case.yaml:11)\n" in text
    assert "implementation" not in text
    again = load(write("again.yaml", text), registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS)
    assert again.digest == first.digest


def test_nothing_to_carry_out_is_worth_a_warning(loaded: Callable[..., Scenario]) -> None:
    (warning,) = loaded("implementation: {share: 0.5}\n").warnings
    assert "changes nothing" in warning
    (warning,) = loaded(BODY + "implementation: {chapters: {9: {share: 0.5}}}\n").warnings
    assert "implementation.chapters.9: nothing of this chapter is set" in warning


@pytest.mark.parametrize(
    ("body", "key", "says", "cure"),
    [
        ("{share: 1.5}", "implementation.share", "found 1.5", "a number from 0 to 1"),
        ("{share: true}", "implementation.share", "found true", "a number from 0 to 1"),
        ("{years_late: 1.5}", "implementation.years_late", "found 1.5", "a whole number from 0 to 15"),
        ("{years_late: 16}", "implementation.years_late", "found 16", "a whole number from 0 to 15"),
        ("{years_late: -1}", "implementation.years_late", "found -1", "a whole number from 0 to 15"),
        ("{late: 1}", "implementation.late", "unknown key 'late'", "share, years_late, chapters"),
        ("{chapters: {14: {share: 1}}}", "implementation.chapters.14", "no lever", "Allowed: 4, 5, 8, 9, 10"),
        ("{chapters: {4: 0.5}}", "implementation.chapters.4", "found 0.5", "{share: …, years_late: …}"),
        ('{chapters: {4: {}, "4": {}}}', "implementation.chapters.4", "given twice", "Keep one"),
        ("0.5", "implementation", "found 0.5", "{share: …"),
    ],
)
def test_mistakes_have_line_key_and_cure(
    loaded: Callable[..., Scenario], body: str, key: str, says: str, cure: str
) -> None:
    with pytest.raises(InputError) as caught:
        loaded(f"implementation: {body}\n")
    (problem,) = caught.value.problems
    assert (problem.line, problem.key) == (5, key)
    assert says in problem.message and cure in problem.cure


def test_it_can_be_set_on_the_command_line(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(BODY, "implementation.share=0.5", "implementation.chapters.4.share=0.25")
    assert scenario.levers["rail_water_shift"] == 2.0
    assert scenario.levers["rd_growth"] == {"default": 9.0, "qingdao": 9.75}


def test_the_value_of_the_rule_is_mean_nominal_growth_of_the_drivers() -> None:
    """R&D spending follows nominal GDP where the lever is not set; rounded to a tenth of a point."""
    drivers = validate(SCENARIOS / "base.yaml", live_levers=()).drivers
    years = range(2021, 2026)
    nominal = drivers.values("china_trend_growth", years) + drivers.values("gdp_deflator_change", years)
    assert read_registers().levers["rd_growth"].rule_value == round(float(nominal.mean()), 1)


def test_every_project_belongs_to_the_chapter_of_its_lever() -> None:
    own = read_registers()
    assert own.project_chapters == dict.fromkeys(own.projects, "10")
