"""Room for a year's cargo: hand-computed cases, units by class, and what is known beside it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import register
from sim.port.storage import known, need, room
from tests.port.years import base_year

VALUES = {name: entry.value for name, entry in register().items()}
CARGO = {c.name: c for c in base_year("port_qingdao").cargo}


def test_a_year_of_one_tonne_a_day_that_stays_ten_days_needs_ten_tonnes_of_full_yard() -> None:
    assert room(365.0, 10.0, 1.0) == pytest.approx(10.0)
    assert room(365.0, 10.0, 0.5) == pytest.approx(20.0)


def test_ore_by_hand() -> None:
    """73 million t a year are 0.2 a day; 35 days at 70 % occupancy: 10 million t of yard."""
    store = need(replace(CARGO["ore"], tonnes=73e6), VALUES, register(), 11.5)
    assert store.unit == "t" and store.days == 35
    assert store.need == pytest.approx(10e6)
    assert store.low == pytest.approx(0.2e6 * 20 / 0.80) and store.high == pytest.approx(0.2e6 * 50 / 0.65)


def test_oil_is_stored_by_volume_and_boxes_by_number() -> None:
    oil = need(replace(CARGO["oil"], tonnes=0.86 * 365e3), VALUES, register(), 11.5)
    assert oil.unit == "m3" and oil.need == pytest.approx(1000 * 20 / 0.7)
    boxes = need(replace(CARGO["containers"], tonnes=11.5 * 365e3), VALUES, register(), 11.5)
    assert boxes.unit == "TEU" and boxes.days == pytest.approx(0.75 * 5 + 0.25 * 12)
    assert boxes.need == pytest.approx(1000 * 6.75 / 0.7)


def test_a_class_without_a_registered_dwell_time_says_so() -> None:
    store = need(replace(CARGO["ore"], name="amber"), VALUES, register(), 11.5)
    assert math.isnan(store.need) and math.isnan(store.low)


@given(days=st.floats(1.0, 90.0))
def test_an_override_outside_the_registered_range_stays_within_the_band(days: float) -> None:
    store = need(CARGO["coal"], VALUES | {"storage_dwell_coal": days}, register(), 11.5)
    assert store.low <= store.need <= store.high


def test_known_stores_name_their_source() -> None:
    assert {k.cargo for k in known()} == {"oil"}
    for entry in known():
        assert entry.capacity > 0 and entry.source and entry.year <= 2020
        assert entry.calibre["en"] and entry.calibre["zh"]
