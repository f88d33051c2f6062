"""What a scenario's own levers deliver, over the places of whatever index they have."""

from __future__ import annotations

import math

import pytest

from sim.baseline import load
from sim.delivery import delivered
from sim.targets import Target
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
