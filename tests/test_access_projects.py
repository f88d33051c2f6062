"""Dated projects on the real baseline: what a line, a delay and a cancellation do to times and reach."""

from __future__ import annotations

import numpy as np
import pytest

from sim.baseline import load
from sim.record import Run
from tests.runs import run, value

CITIES = load().axes.city


def opened(project: str, opens: str) -> Run:
    return run("base", f"projects.{project}.opens={opens}")


def access_2025(result: Run, name: str = "market_access") -> float:
    return float(result.fields[name][5].sum())


ROADS = [
    ("jinan_weifang_expressway", "market_access"),
    ("weifang_qingdao_expressway", "market_access"),
    ("muping_laizhou_expressway", "market_access"),
    ("mingcun_dongjiakou_expressway", "market_access"),
    ("weifang_port_expressway", "port_time"),
    ("lanshan_port_expressway", "port_time"),
]
"""Roads that open by the plan, with what each must move."""


@pytest.mark.parametrize(("project", "moved"), ROADS)
def test_a_road_two_years_later_gives_less_by_2025_and_more_than_none(project: str, moved: str) -> None:
    sign = -1 if moved == "port_time" else 1
    on_time, late, never = (
        sign * access_2025(opened(project, opens), moved) for opens in ("2023.5", "2025.5", "never")
    )
    assert on_time > late > never


def test_a_cancelled_railway_leaves_its_cities_as_far_apart_as_in_2020() -> None:
    yantai, weifang = CITIES.index("yantai"), CITIES.index("weifang")
    cancelled = opened("weifang_yantai", "never").fields["travel_time"][:, yantai, weifang, 0]
    np.testing.assert_array_equal(cancelled, cancelled[0])
    assert run("base").fields["travel_time"][5, yantai, weifang, 0] == pytest.approx(60 + 55)


def test_a_line_that_opens_late_in_a_year_counts_for_the_rest_of_it() -> None:
    yantai, weifang = CITIES.index("yantai"), CITIES.index("weifang")
    times = run("base").fields["travel_time"][:, yantai, weifang, 0]
    assert times[3] == pytest.approx(165) and times[4] == pytest.approx(0.83 * 165 + 0.17 * 115)


def test_the_one_hour_circle_is_reported_for_cities_and_region() -> None:
    shares = [value("plan", city, "Residents within one hour of a core", 2025) for city in CITIES]
    own = [value("plan", city, "Residents within one hour of their own core", 2025) for city in CITIES]
    region = value("plan", "jiaodong", "Residents within one hour of a core", 2025)
    assert 0 < min(shares) < region < max(shares) < 100
    assert all(any_core >= home for any_core, home in zip(shares, own, strict=True))
    assert region > value("base", "jiaodong", "Residents within one hour of a core", 2025)
    assert value("base", "jiaodong", "Travel time", 2025) < value("base", "jiaodong", "Travel time", 2020)
