"""What the cities make, use and trade abroad: the sources' totals are kept."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.tables import Figures
from calibration.trade import baseline, cities, foreign, national, partners
from sim.parameters import register
from tests.calibration.trade_case import NAMES, PARAMETERS, city_accounts, solved

TABLE = national.read()
MEMBER = national.membership(TABLE.codes, NAMES.sector)
GOODS = foreign.customs_sectors(NAMES.sector)


def test_the_national_table_balances() -> None:
    """Output is what is sold at home and abroad, and what it is made of; GDP is spent or flows out."""
    home = TABLE.flows.sum(axis=1) + TABLE.consumption + TABLE.investment - TABLE.imports
    np.testing.assert_allclose(home + TABLE.exports, TABLE.output, rtol=1e-9)
    np.testing.assert_allclose(TABLE.flows.sum(axis=0) + TABLE.value_added, TABLE.output, rtol=1e-9)
    spent = TABLE.consumption.sum() + TABLE.investment.sum() + TABLE.exports.sum() - TABLE.imports.sum()
    assert spent == pytest.approx(TABLE.value_added.sum(), rel=1e-9)
    assert TABLE.value_added.sum() == pytest.approx(1013567, rel=0.005)


def test_a_city_with_the_nations_mix_has_the_nations_coefficients() -> None:
    shares = TABLE.output / (MEMBER @ (TABLE.output @ MEMBER))
    found = national.city_coefficients(TABLE, MEMBER, shares[None, :])[0]
    expected = MEMBER.T @ TABLE.flows @ MEMBER / (TABLE.output @ MEMBER)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_the_census_moves_only_sectors_that_it_tells_apart() -> None:
    shares = national.mix(TABLE, MEMBER, NAMES.city)
    np.testing.assert_allclose(shares @ MEMBER, 1.0, rtol=1e-12)
    usual = TABLE.output / (MEMBER @ (TABLE.output @ MEMBER))
    moved = ((np.abs(shares - usual) > 1e-9).any(axis=0).astype(float) @ MEMBER) > 0
    assert {s for s, m in zip(NAMES.sector, moved, strict=True) if m} == {
        "producer_services",
        "public_services",
    }


def test_inputs_and_value_added_make_output() -> None:
    a = solved().accounts
    np.testing.assert_allclose(a.coefficients.sum(axis=1) + a.value_added / a.output, 1.0, rtol=1e-12)
    np.testing.assert_array_equal(a.value_added, city_accounts()["value_added"])
    assert (a.labour_income < a.value_added).all()


def test_investment_is_the_rate_of_normal_output() -> None:
    built = city_accounts()
    normal = (built["value_added"] / built["utilisation"]).sum(axis=1)
    found = solved().accounts.investment.sum(axis=1)
    np.testing.assert_allclose(found, PARAMETERS["investment_rate"] * normal, rtol=1e-12)


def test_consumption_of_the_nation_would_be_the_published_one() -> None:
    """With the nation's GDP, residents and income both ways give 54.7 % of GDP, government 31 % of it."""
    macro, final = Figures("macro"), Figures("final_use")
    gdp = np.array([macro.value("china", "gdp_current", 2020)])
    people = np.array([macro.value("china", "population_census", 2020)])
    income = np.array([final.value("china", "disposable_income", 2020)])
    households, government, *other = cities.consumption_totals(gdp, people, income)
    np.testing.assert_allclose([households, government], other, rtol=1e-12)
    assert government / (households + government) == pytest.approx(0.31)
    assert (households + government) / gdp == pytest.approx(0.547)


def test_government_consumes_services_and_no_more_of_a_product_than_there_is() -> None:
    government = cities.government_by_code(TABLE)
    assert (government <= TABLE.consumption).all()
    assert government.sum() == pytest.approx(0.31 * TABLE.consumption.sum())
    households, of_government = cities.consumption(TABLE, MEMBER)
    np.testing.assert_allclose([households.sum(), of_government.sum()], 1.0, rtol=1e-12)
    assert (households >= 0).all()
    assert of_government[NAMES.sector.index("public_services")] > 0.85


def test_customs_totals_of_the_cities_are_kept() -> None:
    """14173.6 together, 64.4 % of the province; Qingdao's exports and imports as published."""
    exports, imports = foreign.customs_totals(NAMES.city)
    assert (exports + imports).sum() == pytest.approx(14173.6)
    assert exports[0] == 3876.8
    assert imports[0] == pytest.approx(2530.2)
    abroad, nation = solved().foreign, Figures("trade_markets")
    for found, totals, flow, name in (
        (abroad.exports, exports, TABLE.exports, "exports"),
        (abroad.imports, imports, TABLE.imports, "imports"),
    ):
        price = (flow @ MEMBER)[GOODS].sum() / nation.value("china", f"{name}_goods_customs", 2020)
        np.testing.assert_allclose(found[:, GOODS].sum(axis=1), price * totals, rtol=1e-12)
        assert 0.75 < price < 1.05


def test_no_city_exports_more_than_it_makes_or_imports_more_than_it_uses() -> None:
    system, ceiling = solved(), PARAMETERS["goods_trade_ceiling"]
    assert (system.foreign.exports <= ceiling * system.accounts.output).all()
    assert (system.foreign.imports <= ceiling * system.accounts.use).all()


def test_markets_add_up_and_take_the_registered_shares() -> None:
    abroad = solved().foreign
    np.testing.assert_allclose(abroad.export_share.sum(), 1.0, rtol=1e-12)
    np.testing.assert_allclose(abroad.import_share.sum(axis=1), 1.0, rtol=1e-12)
    goods = (abroad.exports[:, GOODS].sum(axis=0)[:, None] * abroad.export_share).sum(axis=0)
    goods += (abroad.imports[:, GOODS].sum(axis=0)[:, None] * abroad.import_share[GOODS]).sum(axis=0)
    share = dict(zip(NAMES.market, goods / goods.sum(), strict=True))
    assert share["japan"] == pytest.approx(PARAMETERS["japan_trade_share"])
    assert share["korea"] == pytest.approx(PARAMETERS["korea_trade_share"])
    assert share["asean"] == pytest.approx(0.132)
    ore = dict(zip(NAMES.market, abroad.import_share[NAMES.sector.index("mining")], strict=True))
    assert ore["oceania"] > ore["eu"]


def test_partners_and_cities_are_the_nation() -> None:
    """GDP of the partners and the five is that of the nation, in Shandong that of the province, by group."""
    figures, macro = Figures("trade_partners"), Figures("macro")
    history = Figures("city_accounts_history")
    five = sum(history.value(c, "gdp_current", 2020) for c in NAMES.city)
    gdp = {p: figures.value(p, "gdp_current", 2020) for p in NAMES.partner}
    nation, province = (macro.value(a, "gdp_current", 2020) for a in ("china", "shandong"))
    assert sum(gdp.values()) + five == pytest.approx(nation, rel=1e-6)
    assert gdp["jinan_circle"] + gdp["lunan_circle"] + five == pytest.approx(province, rel=1e-6)
    for partner in NAMES.partner:
        groups = sum(figures.value(partner, f"va_{g}", 2020) for g in partners.GROUPS)
        assert groups == pytest.approx(gdp[partner], abs=0.02)


def test_foreign_investment_adds_up_to_the_plans_total() -> None:
    """110.4 in 100m USD at 6.898; Qingdao 58.5."""
    found = baseline.foreign_investment(NAMES.city)
    assert found.sum() == pytest.approx(110.4 * 6.898)
    assert found[0] == pytest.approx(58.5 * 6.898)
    assert (found > 0).all()


def test_the_ends_are_the_bounds_nearer_to_and_farther_from_nought() -> None:
    wide, local = baseline.ends(register())
    known = register()
    assert wide["gravity_distance"] == known["gravity_distance"].high
    assert local["gravity_distance"] == known["gravity_distance"].low
    assert all(abs(wide[n]) < abs(PARAMETERS[n]) < abs(local[n]) for n in baseline.LOCAL)
