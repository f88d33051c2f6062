"""What a scenario's own levers deliver, over the places of whatever index they have."""

from __future__ import annotations

import math

import pytest

from sim.baseline import load
from sim.delivery import RAIL_LINES, delivered
from sim.target_rules import counted
from sim.targets import Target, register
from tests.runs import scenario, with_levers


def value(lever: str, setting: object, region: str = "jiaodong") -> float:
    """The delivery of one lever in 2025."""
    target = Target("T", "", "", "delivery", region, 2025, ">=", 1.0, "", "", "", lever, "", True, "")
    return delivered(with_levers(scenario("base"), **{lever: setting}), load().axes, target)


@pytest.mark.parametrize(
    ("lever", "setting", "region", "expected"),
    [
        ("data_sharing", 0.4, "jiaodong", 0.4),
        ("business_environment", {"qingdao": 10.0}, "jiaodong", 2.0),
        ("business_environment", {"qingdao": 10.0}, "qingdao;yantai", 5.0),
        ("rail_water_shift", {"port_rizhao": 6.0}, "rizhao;weifang", 3.0),
        ("hinterland_partnerships", {"gba": 7.0}, "jiaodong", 1.0),
        ("overseas_markets", {"eu": 8.0}, "qingdao", 1.0),
        ("fulcrum_zone_integration", {"laixi_laiyang": 0.8}, "jiaodong", 0.1),
        ("open_platforms", {"default": 0.5}, "jiaodong", 0.5),
        ("border_integration", {"qingdao-weifang": 0.3}, "jiaodong", 0.03),
        ("border_integration", {"qingdao-weifang": 0.3}, "qingdao-weifang", 0.3),
        ("border_integration", {"qingdao-weifang": 0.3}, "qingdao;weifang", 0.03),
        ("border_integration", {"qingdao-weifang": 0.3}, "qingdao-weifang;yantai-weihai", 0.15),
    ],
)
def test_a_share_is_the_mean_over_the_places(
    lever: str, setting: object, region: str, expected: float
) -> None:
    assert value(lever, setting, region) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("lever", "setting", "region", "expected"),
    [
        (
            "clean_power_capacity",
            {"yantai": {"solar": 4.0, "nuclear": 2.0}, "weihai": {"solar": 2.0}},
            "jiaodong",
            8.0,
        ),
        (
            "clean_power_capacity",
            {"yantai": {"solar": 4.0, "nuclear": 2.0}, "weihai": {"solar": 2.0}},
            "yantai",
            6.0,
        ),
        ("port_capacity", {"port_rizhao": {"ore": 5.0, "oil": 3.0}, "port_yantai": {"ore": 1.0}}, "", 9.0),
        ("port_capacity", {"port_rizhao": {"ore": 5.0}, "port_yantai": {"ore": 1.0}}, "rizhao", 5.0),
        ("marine_industry_support", {"yantai": {"shipbuilding": 2.0, "power": 1.0}}, "jiaodong", 3.0),
    ],
)
def test_a_quantity_is_the_sum_over_the_places(
    lever: str, setting: object, region: str, expected: float
) -> None:
    assert value(lever, setting, region) == pytest.approx(expected)


def test_every_lever_with_places_delivers_a_number() -> None:
    registers = scenario("base").registers
    labelled = [n for n, lever in registers.levers.items() if registers.labels.axes(lever.index) is not None]
    assert len(labelled) > 60
    assert all(math.isfinite(value(name, 0.0)) for name in labelled)


DELIVERED = [t for t in register() if t.modelled_now and t.lever and not t.variable]


@pytest.mark.parametrize("target", DELIVERED, ids=lambda t: t.target_id)
def test_a_delivery_is_in_the_unit_of_its_goal(target: Target) -> None:
    """The value is the lever's own, unless a rule counts places or lines."""
    counts = target.target_id in counted() or target.lever == RAIL_LINES
    assert counts or target.unit == scenario("base").registers.levers[target.lever].unit


@pytest.mark.parametrize(
    "target", [t for t in DELIVERED if t.target_id in counted()], ids=lambda t: t.target_id
)
def test_a_count_is_no_more_than_the_places(target: Target) -> None:
    found = delivered(scenario("plan"), load().axes, target)
    assert found == int(found) and 0 <= found <= 6


@pytest.mark.parametrize(
    ("setting", "airports"),
    [({"yantai": 1600.0}, 1.0), ({"yantai": 300.0, "weihai": 40.0}, 2.0), ({"qingdao": 2000.0}, 0.0)],
)
def test_the_airport_group_counts_airports_and_not_passengers(
    setting: dict[str, float], airports: float
) -> None:
    group = next(t for t in register() if t.target_id == "T026")
    assert delivered(with_levers(scenario("base"), airport_capacity=setting), load().axes, group) == airports
