"""Paths, ramps and levels of one lever, laid out on years and places."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.axes import Array
from sim.errors import InputError
from sim.scenario.lever_values import layout, series
from sim.scenario.levers import Lever, Timing, read_levers
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.tree import Key

CITIES = ("qingdao", "yantai", "rizhao")
PORTS = ("port_qingdao", "port_rizhao")
CARGOES = ("ore", "containers")
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def years(*values: int) -> Array:
    return np.array(values, dtype=float)


def test_a_ramp_rises_in_a_straight_line_to_2025_and_stays(registers: Registers) -> None:
    values = series(registers.levers["rail_water_shift"], 10.0, years(2020, 2021, 2024, 2025, 2030))
    assert values.tolist() == [0.0, 2.0, 8.0, 10.0, 10.0]


def test_a_level_holds_from_2021_to_2025_and_ends(registers: Registers) -> None:
    values = series(registers.levers["public_investment"], 1.5, years(2020, 2021, 2025, 2026))
    assert values.tolist() == [0.0, 1.5, 1.5, 0.0]


def test_a_path_of_a_level_goes_on_only_if_it_gives_later_years(registers: Registers) -> None:
    lever = registers.levers["public_investment"]
    assert series(lever, {2021: 1.0, 2024: 4.0}, years(2022, 2025, 2026)).tolist() == [2.0, 4.0, 0.0]
    assert series(lever, {2021: 1.0, 2027: 4.0}, years(2024, 2027, 2031)).tolist() == [2.5, 4.0, 4.0]


def test_a_lever_without_neutral_has_nothing_to_ramp_from(registers: Registers) -> None:
    lever = registers.levers["rd_growth"]
    assert math.isnan(series(lever, None, years(2021))[0])
    bare = series(lever, 10.0, years(2020, 2021, 2025, 2026))
    assert math.isnan(bare[0]) and bare[1:3].tolist() == [10.0, 10.0] and math.isnan(bare[3])
    path = series(lever, {2023: 8.0, 2025: 10.0}, years(2022, 2024))
    assert math.isnan(path[0]) and path[1] == 9.0
    ramp = series(replace(lever, timing="ramp"), 10.0, years(2020, 2021, 2030))
    assert math.isnan(ramp[0]) and ramp[1:].tolist() == [10.0, 10.0]


def test_a_path_may_give_2020_itself(registers: Registers) -> None:
    values = series(
        registers.levers["rail_water_shift"], {2020: 4.0, 2022: 6.0}, years(2020, 2021, 2022, 2023)
    )
    assert values.tolist() == [4.0, 5.0, 6.0, 6.0]


@quick
@given(st.dictionaries(st.integers(2020, 2060), st.floats(0, 30), min_size=1, max_size=6))
def test_a_path_goes_through_its_points_and_never_beyond_them(
    registers: Registers, path: dict[Key, float]
) -> None:
    lever = registers.levers["rail_water_shift"]
    at_points = series(lever, path, np.array(list(path), dtype=float))
    np.testing.assert_array_equal(at_points, list(path.values()))
    everywhere = series(lever, path, np.arange(2020.0, 2061.0))
    assert everywhere.min() >= 0 and everywhere.max() <= max(path.values()) * (1 + 1e-12)


@quick
@given(st.sampled_from(["ramp", "level"]), st.floats(-3, 5), st.sets(st.integers(2021, 2060), min_size=1))
def test_neutral_written_out_is_neutral_to_the_last_bit(
    registers: Registers, timing: Timing, neutral: float, when: set[int]
) -> None:
    lever = replace(registers.levers["public_investment"], neutral=neutral, timing=timing)
    all_years = np.arange(2020.0, 2061.0)
    unset = series(lever, None, all_years)
    np.testing.assert_array_equal(series(lever, neutral, all_years), unset)
    path: dict[Key, float] = dict.fromkeys(when, neutral)
    np.testing.assert_array_equal(series(lever, path, all_years), unset)


def test_places_defaults_and_neutral(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(
        "levers:\n"
        "  public_investment: {default: 1, yantai: {2021: 2, 2025: 2}}\n"
        "  rail_water_shift: {rizhao: 10}\n"
    )
    invested = scenario.lever("public_investment", [CITIES], [2021, 2025])
    assert invested.tolist() == [[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]
    assert scenario.lever("rail_water_shift", [PORTS], [2025]).tolist() == [[0.0, 10.0]]
    assert np.isnan(scenario.lever("rd_growth", [CITIES], [2021])).all()


def test_port_and_cargo(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded("levers: {port_capacity: {qingdao: {containers: 40}, default: {ore: 10, default: 20}}}")
    values = scenario.lever("port_capacity", [PORTS, CARGOES], [2025])
    assert scenario.registers.levers["port_capacity"].timing == "level"
    assert values.tolist() == [[[0.0, 40.0], [10.0, 20.0]]]
    everywhere = loaded("levers: {port_capacity: {port_rizhao: 7}}").lever(
        "port_capacity", [PORTS, CARGOES], [2021]
    )
    assert everywhere.tolist() == [[[0.0, 0.0], [7.0, 7.0]]]


def test_pairs_of_cities_come_in_either_order_and_are_symmetric(loaded: Callable[..., Scenario]) -> None:
    one = loaded("levers: {labour_mobility: {rizhao-qingdao: 0.4}}")
    other = loaded("levers: {labour_mobility: {青岛-日照: 0.4}}")
    values = one.lever("labour_mobility", [CITIES, CITIES], [2025])[0]
    assert values.tolist() == [[0, 0, 0.4], [0, 0, 0], [0.4, 0, 0]]
    np.testing.assert_array_equal(values, other.lever("labour_mobility", [CITIES, CITIES], [2025])[0])
    number = loaded("levers: {labour_mobility: 0.3}").lever("labour_mobility", [CITIES, CITIES], [2025])[0]
    assert number.tolist() == [[0, 0.3, 0.3], [0.3, 0, 0.3], [0.3, 0.3, 0]]


def test_a_lever_of_the_region_has_years_only(loaded: Callable[..., Scenario]) -> None:
    assert loaded("levers: {rcep_use: 60}").lever("rcep_use", [], [2022, 2025]).tolist() == [24.0, 60.0]


def test_labels_must_fit_the_index(registers: Registers) -> None:
    with pytest.raises(ValueError, match="indexed by"):
        layout(registers.levers["rd_growth"], ("city",), 5.0, [], years(2021))


def test_permuting_the_cities_permutes_the_lever(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded("levers: {public_investment: {qingdao: 1, yantai: 2, rizhao: 3}}")
    forward = scenario.lever("public_investment", [CITIES], [2022])
    np.testing.assert_array_equal(
        forward[:, ::-1], scenario.lever("public_investment", [CITIES[::-1]], [2022])
    )


def _row(lever: Lever, **changes: str) -> str:
    values = {
        "lever": lever.name,
        "low": "0",
        "high": "1",
        "neutral": "0",
        "unit": "share",
        "timing": "ramp",
        **changes,
    }
    return ",".join(values.values())


def test_a_faulty_register_names_every_row(registers: Registers, tmp_path: Path) -> None:
    path = tmp_path / "levers.csv"
    lever = registers.levers["rcep_use"]
    header = "lever,low,high,neutral,unit,timing"
    path.write_text(
        "\n".join([header, _row(lever, low="x"), _row(lever, neutral="5"), _row(lever, timing="slow")]) + "\n"
    )
    with pytest.raises(InputError) as caught:
        read_levers(path)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]
