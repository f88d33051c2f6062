"""Multipliers: a case worked by hand, agreement with an independent package, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pymrio
import pytest

from calibration.trade import location_quotient, multipliers, national
from calibration.trade.cities import government_by_code
from calibration.trade.multipliers import Economy
from tests.calibration.trade_case import NAMES, PARAMETERS, solved

TABLE = national.read()
MEMBER = national.membership(TABLE.codes, NAMES.sector)
GOVERNMENT = government_by_code(TABLE)
CODES = np.eye(len(TABLE.codes))
SECOND = f"({multipliers.UPPER_BOUND})"


def region() -> Economy:
    return multipliers.region(solved(), multipliers.propensity(TABLE, GOVERNMENT))


@pytest.fixture(scope="module")
def results() -> pd.DataFrame:
    return multipliers.table(solved(), NAMES, TABLE, MEMBER, GOVERNMENT)


def agrees(economy: Economy, output: np.ndarray, labels: pd.MultiIndex) -> None:
    """The independent package makes the inverse and the multipliers from flows and value added in money."""
    inverse = multipliers.type_one(economy)
    flows = pd.DataFrame(economy.inputs * output, index=labels, columns=labels)
    made = pd.DataFrame(output[:, None], index=labels, columns=["indout"])
    paid = pd.DataFrame([economy.value_added * output], index=["value added"], columns=labels)
    other = pymrio.calc_L(pymrio.calc_A(flows, made))
    total = pymrio.calc_M(pymrio.calc_S(paid, made), other)
    np.testing.assert_allclose(other.to_numpy(), inverse, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(other.to_numpy().sum(axis=0), inverse.sum(axis=0), rtol=1e-9)
    np.testing.assert_allclose(total.to_numpy()[0], economy.value_added @ inverse, rtol=1e-9)


def index(regions: tuple[str, ...], sectors: tuple[str, ...]) -> pd.MultiIndex:
    return pd.MultiIndex.from_product([regions, sectors], names=["region", "sector"])


def test_national_table_agrees_with_an_independent_package() -> None:
    economy = multipliers.nation(TABLE, CODES, GOVERNMENT)
    agrees(economy, TABLE.output, index(("china",), TABLE.codes))


def test_cities_agree_with_an_independent_package() -> None:
    agrees(region(), solved().accounts.output.ravel(), index(NAMES.city, NAMES.sector))


def test_two_industries_by_hand() -> None:
    """Each buys 0.2 of the other: inverse 1 / 0.96 x [[1, 0.2], [0.2, 1]]; with all of 0.5 labour income
    spent on the first, households close the system.
    """
    economy = Economy(
        inputs=np.array([[0.0, 0.2], [0.2, 0.0]]),
        value_added=np.array([0.8, 0.8]),
        labour=np.array([0.5, 0.5]),
        spending=np.array([[1.0], [0.0]]),
        pays=np.ones((2, 1)),
    )
    np.testing.assert_allclose(multipliers.type_one(economy).sum(axis=0), [1.25, 1.25])
    closed = np.array([[0.5, 0.7], [0.2, 0.0]])
    np.testing.assert_allclose(multipliers.type_two(economy), np.linalg.inv(np.eye(2) - closed))


def test_two_is_at_least_one_is_at_least_the_unit(results: pd.DataFrame) -> None:
    assert (results["output_type_1"] >= 1).all()
    assert (results[f"output_type_2 {SECOND}"] >= results["output_type_1"]).all()
    assert (results[f"value_added_type_2 {SECOND}"] >= results["value_added_type_1"]).all()
    assert (results["value_added_type_1"] <= 1).all()


def test_a_city_keeps_less_than_the_nation_and_feedback_adds(results: pd.DataFrame) -> None:
    by_area = {area: rows.set_index("sector") for area, rows in results.groupby("area")}
    for city in NAMES.city:
        alone, together = by_area[city]["output_type_1"], by_area[f"{city} in region"]["output_type_1"]
        assert (alone < together).all()
        assert (together < by_area["china"]["output_type_1"]).all()
        spill = by_area[f"{city} in region"]["output_in_other_cities"]
        assert (spill > 0).all()
        assert (together - alone >= spill - 1e-12).all(), "feedback comes on top of the spill-over"


def test_national_multipliers_are_those_of_the_register() -> None:
    """The register's were computed from the same table: manufacturing 2.6, construction 2.82, within its
    range.
    """
    output = multipliers.type_one(multipliers.nation(TABLE, MEMBER, GOVERNMENT)).sum(axis=0)
    known = dict(zip(NAMES.sector, output, strict=True))
    assert known["manufacturing"] == pytest.approx(PARAMETERS["io_multiplier_manufacturing"], abs=0.1)
    assert known["construction"] == pytest.approx(PARAMETERS["io_multiplier_construction"], abs=0.01)


def test_flegg_quotient_by_hand() -> None:
    """A city of half the nation, with shares 1/4 and 3/4 against halves: quotients 1/2 and 3/2, size factor
    log2(1.5).
    """
    size = np.log2(1.5)
    found = location_quotient.flegg(np.array([1.0, 3.0]), np.array([4.0, 4.0]), 1.0)
    np.testing.assert_allclose(found, [[size / 2, size / 3], [1.0, min(1.0, 1.5 * size)]])


def test_gravity_lies_within_the_range_of_the_quotient() -> None:
    low, high = 0.1, 0.4
    found = location_quotient.compare(solved(), NAMES, TABLE, MEMBER, (low, high), (0.3, 0.5, 0.7))
    assert (found["gravity"] < found[f"flegg {low}"]).all()
    assert (found["gravity"] > found[f"flegg {high}"]).all()
