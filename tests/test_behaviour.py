"""What the model must do on the real baseline: levers with their sign, sane paths, no favourite city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from sim.baseline import Baseline, Table, load
from sim.record import Run
from sim.results import table
from sim.scenario.lever_values import Setting
from sim.simulate import simulate
from sim.variables import register
from sim.year import LIVE_LEVERS
from tests.runs import frame, run, scenario, value, with_levers

PORT_LEVERS = (
    "port_capacity",
    "port_coordination",
    "smart_green_ports",
    "shipping_network",
    "rail_water_shift",
    "inland_ports",
)

EXPECTED = {
    "airport_capacity": [("Air passengers", 1), ("Marine GDP|Coastal tourism", 1)],
    "bay_area_development": [("GDP", 1)],
    "marine_industry_support": [("Marine GDP", 1), ("Marine GDP|Shipbuilding", 1), ("GDP", 1)],
    "shipping_services": [("Marine GDP|Marine transport", 1), ("Marine GDP", 1), ("GDP", 1)],
    "tourism_development": [
        ("Visitors’ cost", -1),
        ("Visitor spending", 1),
        ("Marine GDP|Coastal tourism", 1),
        ("GDP", 1),
    ],
    "air_quality_control": [
        ("PM2.5", -1),
        ("Good-air days", 1),
        ("Cost of abatement", 1),
        ("Value added|Manufacturing", -1),
        ("GDP", -1),
        ("Population", 1),
    ],
    "carbon_pilots": [("CO2 emissions", -1), ("Cost of abatement", 1), ("PM2.5", -1)],
    "clean_power_capacity": [
        ("Marine GDP|Marine power", 1),
        ("Clean power capacity added", 1),
        ("Coal power", -1),
        ("CO2 emissions", -1),
        ("PM2.5", -1),
        ("GDP", 1),
    ],
    "joint_env_enforcement": [("PM2.5", -1), ("Cost of abatement", 1)],
    "resource_efficiency": [("Energy use", -1), ("CO2 emissions", -1), ("Cost of abatement", 1)],
    "county_town_upgrade": [
        ("Population|Urban", 1),
        ("Extra public capital", 1),
        ("GDP", 1),
        ("Population", 1),
    ],
    "desalination_capacity": [
        ("Marine GDP|Seawater use", 1),
        ("Water supply|Dry-year ratio", 1),
        ("Expected water shortage", -1),
        ("Extra cost of new water", 1),
    ],
    "eco_compensation": [
        ("River quality", 1),
        ("Rivers with compensation", 1),
        ("Value added|Manufacturing", -1),
        ("Population", 1),
    ],
    "ecological_restoration": [("Ecological index", 1), ("Carbon sink added", 1), ("Population", 1)],
    "marine_pollution_control": [
        ("Coastal water quality", 1),
        ("Coastal water quality|Good grade", 1),
        ("River quality", 1),
        ("Sewage cost of the measures", 1),
        ("Value added|Manufacturing", -1),
        ("Population", 1),
    ],
    "shoreline_control": [("Natural shoreline", 1), ("Ecological index", 1)],
    "water_soil_control": [
        ("River quality", 1),
        ("River quality|Below grade V", -1),
        ("Nutrient load", -1),
        ("Value added|Agriculture and fishery", -1),
        ("Population", 1),
    ],
    "disaster_resilience": [("Disaster loss avoided", 1), ("Capital stock", 1), ("GDP", 1)],
    "emerging_industries": [("Investment|Business", 1), ("GDP", 1)],
    "financial_services": [("Value added|Finance", 1), ("Investment|Business", 1), ("GDP", 1)],
    "land_market_reform": [("GDP", 1)],
    "leading_firms": [("Value added|Manufacturing", 1), ("GDP", 1)],
    "modern_agriculture": [("Value added|Agriculture and fishery", 1), ("GDP", 1)],
    "water_supply_capacity": [
        ("Value added|Agriculture and fishery", 1),
        ("Water supply|Dry-year ratio", 1),
        ("Expected water shortage", -1),
        ("Extra cost of new water", 1),
    ],
    "digital_infrastructure": [("Digital capital", 1), ("Firms well connected", 1), ("GDP", 1)],
    "border_integration": [("Border cost", -1), ("Trade|Intercity", 1), ("GDP", 1)],
    "business_environment": [("Investment|Business", 1), ("GDP", 1)],
    "capital_market_integration": [("Investment|Business", 1), ("GDP", 1)],
    "consumption_upgrade": [("Consumption|Households", 1), ("GDP", 1)],
    "cost_benefit_sharing": [],
    "fdi_promotion": [("FDI", 1), ("Investment|Business", 1), ("GDP", 1)],
    "fulcrum_zone_integration": [("Border cost", -1), ("Trade|Intercity", 1), ("GDP", 1)],
    "hinterland_partnerships": [("Trade|Domestic", 1), ("GDP", 1)],
    "industrial_division_of_labour": [("Value added|Manufacturing", -1), ("GDP", -1)],
    "logistics_hubs": [("Trade|Domestic", 1), ("Trade cost", -1), ("GDP", 1)],
    "open_platforms": [("Trade volume", 1), ("FDI", 1), ("GDP", 1)],
    "policy_coordination": [("Delivery of cross-city measures", 1), ("Border cost", -1), ("GDP", 1)],
    "quality_and_brands": [("Trade|Intercity", 1), ("GDP", 1)],
    "core_city_functions": [("GDP", 1)],
    "data_sharing": [("GDP", 1)],
    "industrial_internet": [("Digital adoption", 1), ("Value added|Manufacturing", 1), ("GDP", 1)],
    "producer_services": [("Supply of producer services", 1), ("Value added|Manufacturing", 1), ("GDP", 1)],
    "tech_transfer": [("GDP", 1)],
    "education_human_capital": [("Human capital", 1), ("GDP per worker", 1), ("GDP", 1)],
    "fulcrum_zone_investment": [("Extra public capital", 1), ("GDP", 1)],
    "health_elderly_services": [
        ("Public-service index", 1),
        ("Population|Age 60+", 1),
        ("Net migration", 1),
        ("Population", 1),
    ],
    "hukou_settlement": [("Urbanisation rate", 1), ("Population|Urban", 1), ("Population", 1)],
    "inland_ports": [("Port throughput", 1), ("Port containers", 1)],
    "innovation_consortia": [("GDP", 1)],
    "japan_korea_integration": [("Trade cost", -1), ("Trade volume", 1), ("Port containers", 1), ("GDP", 1)],
    "labour_mobility": [("Net migration", 1), ("Population", 1)],
    "manufacturing_clusters": [("Value added|Manufacturing", 1), ("GDP", 1)],
    "overseas_markets": [("Trade cost", -1), ("Trade volume", 1), ("Port containers", 1), ("GDP", 1)],
    "passenger_integration": [("Travel time", -1), ("Market access", 1), ("GDP", 1)],
    "port_capacity": [("Port waiting time", -1), ("Port throughput", 1), ("GDP", 1)],
    "port_coordination": [("Port throughput", 1), ("GDP", 1)],
    "shipping_network": [("Port containers", 1), ("Trade volume", 1), ("GDP", 1)],
    "public_investment": [("Extra public capital", 1), ("GDP", 1)],
    "rail_water_shift": [("Port throughput", 1)],
    "rcep_utilisation": [("Trade cost", -1), ("Trade volume", 1), ("Port containers", 1), ("GDP", 1)],
    "rd_growth": [("R&D spending", 1), ("R&D capital", 1), ("GDP", 1)],
    "road_network": [("Travel time", -1), ("Market access", 1), ("GDP", 1)],
    "science_platforms": [("R&D capital", 1), ("GDP", 1)],
    "service_equalisation": [
        ("Public-service index", 1),
        ("Public-service index|Dispersion", -1),
        ("Net migration", 1),
        ("Population", 1),
    ],
    "smart_green_ports": [("Port waiting time", -1), ("Port throughput", 1)],
    "talent_attraction": [("Net migration", 1), ("Population", 1)],
    "trade_facilitation": [("Trade cost", -1), ("Trade volume", 1), ("Port containers", 1), ("GDP", 1)],
    "urban_core_capacity": [("Population|Urban core", 1), ("Population", 1)],
}
"""Regional indicators of 2025 that each lever at its plan value must move, and which way."""

NO_EFFECT = {
    **dict.fromkeys(PORT_LEVERS, ("Extra public capital", "berths and sidings are no public works here")),
    "airport_capacity": ("GDP", "seats bring visitors, who take what others would have bought"),
    "bay_area_development": ("Spending of the measures", "an earmark brings no money"),
    "marine_industry_support": ("Extra public capital", "ships and farms are no public works"),
    "shipping_services": ("Visitors’ cost", "insurers draw no visitors"),
    "tourism_development": ("Extra public capital", "rooms and sites count in tourism’s own capital"),
    "cost_benefit_sharing": ("GDP", "without moved projects there is no tax to share"),
    "consumption_upgrade": ("Extra public capital", "vouchers build nothing"),
    "quality_and_brands": ("Border cost", "a label moves taste and no border"),
    "business_environment": ("Spending of the measures", "less red tape costs no programme money"),
    "disaster_resilience": ("Extra public capital", "capital that is not lost is no new capital"),
    "financial_services": ("Extra public capital", "cheaper finance is for business"),
    "digital_infrastructure": (
        "Extra public capital",
        "digital capital counts once, apart from public works",
    ),
    "rd_growth": ("Extra public capital", "the firms' own research is no public work"),
    "tech_transfer": ("Spending of the measures", "the rules of ownership cost no money"),
    "science_platforms": ("Extra public capital", "platforms are research capital"),
    "shoreline_control": ("GDP", "ports and marine projects do not read what the line stops yet"),
    "ecological_restoration": ("Extra public capital", "restored landscape carries no production"),
    "eco_compensation": ("Extra public capital", "what cities pay each other builds nothing"),
    "air_quality_control": ("Spending of the measures", "a standard costs firms, not the budget"),
    "carbon_pilots": ("Clean power capacity added", "tariffs and dispatch of power are administered"),
}
"""Indicators that a lever leaves alone to the last bit, with the reason."""


def alone(name: str, dose: float = 1.0) -> Run:
    """The base with one lever at its plan value, or a multiple of it."""
    return simulate(with_levers(scenario("base"), **{name: scaled(planned(name), dose)}), load())


def planned(name: str) -> Setting:
    return scenario("plan").levers[name]


def scaled(setting: Setting, dose: float) -> Setting:
    if isinstance(setting, Mapping):
        return {place: scaled(part, dose) for place, part in setting.items()}
    return dose * setting


@pytest.fixture(scope="module")
def effects() -> dict[str, dict[str, float]]:
    """By lever: regional indicators of 2025 less those of the base."""

    def indicators(result: Run) -> dict[str, float]:
        rows = table(result, "x")
        rows = rows[(rows["region"] == "jiaodong") & (rows["year"] == 2025)]
        return dict(zip(rows["variable"], rows["value"], strict=True))

    base = indicators(run("base"))
    return {
        name: {variable: changed - base[variable] for variable, changed in indicators(alone(name)).items()}
        for name in sorted(EXPECTED)
    }


def test_every_live_lever_has_an_expected_effect_and_is_in_the_plan() -> None:
    assert set(EXPECTED) == LIVE_LEVERS
    assert set(scenario("plan").levers) == LIVE_LEVERS


@pytest.mark.parametrize("lever", sorted(EXPECTED))
def test_a_lever_alone_moves_what_it_should(effects: dict[str, dict[str, float]], lever: str) -> None:
    for variable, sign in EXPECTED[lever]:
        assert sign * effects[lever][variable] > 0, variable


@pytest.mark.parametrize("lever", sorted(NO_EFFECT))
def test_a_lever_leaves_alone_what_it_cannot_reach(effects: dict[str, dict[str, float]], lever: str) -> None:
    variable, _ = NO_EFFECT[lever]
    assert effects[lever][variable] == 0.0


def gdp_2025(result: Run) -> float:
    return float(result.fields["gdp"][5].sum())


@pytest.mark.parametrize(
    "lever",
    [
        "county_town_upgrade",
        "digital_infrastructure",
        "emerging_industries",
        "fulcrum_zone_investment",
        "manufacturing_clusters",
        "marine_industry_support",
        "modern_agriculture",
        "public_investment",
        "science_platforms",
        "shipping_services",
        "tourism_development",
    ],
)
def test_more_money_has_diminishing_returns(lever: str) -> None:
    base = gdp_2025(run("base"))
    once, twice, fourfold = (gdp_2025(alone(lever, dose)) - base for dose in (1, 2, 4))
    assert 0 < once < twice < 2 * once
    assert twice < fourfold < 2 * twice


@pytest.mark.parametrize("lever", ["port_capacity", "smart_green_ports"])
def test_relieving_a_port_twice_as_much_helps_less_than_twice(lever: str) -> None:
    base = run("base").fields["throughput"][5].sum()
    once, twice = (alone(lever, dose).fields["throughput"][5].sum() - base for dose in (1, 2))
    assert 0 < once < twice < 2 * once


def test_earmarks_for_the_bays_move_public_capital_to_those_who_have_them_and_add_none() -> None:
    """Yantai and Qingdao have more than their part of the bays; the others pay."""
    moved = alone("bay_area_development").fields
    gained = moved["extra_public_capital"][5, :, 0]
    assert gained[0] > 0 and gained[1] > 0
    assert (gained[2:] < 0).all()
    assert moved["extra_public_investment"][1].sum() == pytest.approx(0.0, abs=1e-9)


def test_seats_fill_where_they_were_short_and_not_where_they_were_spare() -> None:
    cities = load().axes.city
    base = run("base").fields["air_passengers"][5, :, 0]
    for city, short in (("yantai", True), ("qingdao", False)):
        more = simulate(with_levers(scenario("base"), airport_capacity={city: 1000.0}), load()).fields
        gained = (more["air_passengers"][5, :, 0] / base - 1)[cities.index(city)]
        assert (gained > 0.1) == short, city
        assert gained >= 0


def test_marine_capital_gives_the_sea_more_than_the_city_gains() -> None:
    """Workers of new yards come from the rest of their sector."""
    base, helped = run("base").fields, alone("marine_industry_support").fields
    sea, all_gdp = ((helped[name] - base[name])[5, :, 0].sum() for name in ("marine_gdp", "gdp"))
    assert 0 < all_gdp < sea


@pytest.mark.parametrize("line", ["weifang_yantai", "laixi_rongcheng", "jinghu_second"])
def test_a_line_two_years_later_gives_less_by_2025_and_more_than_none(line: str) -> None:
    on_time, late, never = (
        gdp_2025(run("base", f"projects.{line}.opens={opens}")) for opens in ("2022", "2024", "never")
    )
    assert on_time > late > never


def test_training_costs_output_first_and_adds_to_it_for_good() -> None:
    """Trainees are away from work while places are given (to 2025); what they learned stays."""
    base = run("base", "horizon=2030").fields["gdp"].sum(axis=1)[:, 0]
    places = with_levers(
        scenario("base", "horizon=2030"), education_human_capital=planned("education_human_capital")
    )
    gain = simulate(places, load()).fields["gdp"].sum(axis=1)[:, 0] - base
    assert gain[1] < 0 < gain[6]
    assert gain[6] > 10 * abs(gain[5])


def test_services_have_a_cost_that_the_cities_bear_in_part() -> None:
    base = run("base").fields
    for lever in ("service_equalisation", "health_elderly_services", "education_human_capital"):
        found = alone(lever).fields
        spent = found["measures_spending"][5].sum() - base["measures_spending"][5].sum()
        paid = found["measures_city_cost"][5].sum() - base["measures_city_cost"][5].sum()
        assert 0 < paid < spent, lever


def test_what_the_budget_does_not_pay_for_is_not_delivered() -> None:
    """The whole gap and many beds ask more than the cities can move: fewer people come than if money came."""
    both = with_levers(scenario("base"), service_equalisation=1.0, health_elderly_services=50.0)
    asked = simulate(both, load()).fields
    scaled = simulate(replace(both, flags={"scale_to_budget": True}), load()).fields
    assert scaled["delivered_share"][5].min() < 1
    assert scaled["residents"][5].sum() < asked["residents"][5].sum()
    assert scaled["residents"][5].sum() > run("base").fields["residents"][5].sum()


def test_research_in_one_city_reaches_all_others() -> None:
    only_qingdao = with_levers(scenario("base"), science_platforms={"qingdao": 40.0})
    base, helped = run("base").fields, simulate(only_qingdao, load()).fields
    gain = np.log(helped["spillover_effect"][5] / base["spillover_effect"][5])[:, 0]
    assert gain[0] <= gain[1:].min()
    assert (gain[1:] > 0).all()
    own = np.log(helped["rd_effect"][5] / base["rd_effect"][5])[:, 0]
    assert own[0] > 0
    np.testing.assert_allclose(own[1:], 0, atol=1e-4)


def test_one_citys_migrants_are_partly_anothers_loss() -> None:
    only_qingdao = with_levers(scenario("base"), talent_attraction={"qingdao": 100.0})
    change = (simulate(only_qingdao, load()).fields["residents"] - run("base").fields["residents"])[5, :, 0]
    assert change[0] > 0
    assert (change[1:] < 0).all()
    assert change.sum() > 0


# paths


@pytest.mark.parametrize("name", ["base", "plan"])
@pytest.mark.parametrize("city", load().axes.city)
def test_average_growth_to_2025_is_between_3_and_8_percent(name: str, city: str) -> None:
    gdp = run(name).fields["gdp"][:, load().axes.city.index(city), 0]
    assert 0.03 < (gdp[5] / gdp[0]) ** (1 / 5) - 1 < 0.08


def test_the_rebound_makes_2021_the_fastest_year_and_the_closing_gap_explains_it() -> None:
    growth = [value("base", "jiaodong", "GDP growth", year) for year in range(2021, 2026)]
    used = [value("base", "jiaodong", "Growth contribution|Utilisation", year) for year in range(2021, 2026)]
    assert growth[0] > growth[1]
    assert used[0] == max(used)
    assert growth[0] - used[0] < growth[1]


def test_growth_contributions_add_up_to_growth() -> None:
    rows = frame("plan")
    parts = rows[rows["variable"].str.startswith("Growth contribution|")]
    total = parts.groupby(["region", "year"])["value"].sum()
    growth = rows[rows["variable"] == "GDP growth"].set_index(["region", "year"])["value"]
    assert len(total) == 6 * 5
    np.testing.assert_allclose(total, growth.reindex(total.index), atol=1e-9)


@pytest.fixture(scope="module", params=["base", "plan"])
def long_run(request: pytest.FixtureRequest) -> Run:
    return run(request.param, "horizon=2050")


def test_to_2050_growth_stays_sane_in_every_city_and_year(long_run: Run) -> None:
    gdp = long_run.fields["gdp"][..., 0]
    growth = gdp[1:] / gdp[:-1] - 1
    assert len(growth) == 30
    potential = long_run.fields["potential_value_added"].sum(axis=2)[..., 0]
    assert (potential[1:] / potential[:-1] - 1).max() < 0.07
    assert growth.min() > 0.0
    # 2021 has the closing gap of the pandemic and the first spending of all measures at once on top
    assert growth[0].max() < 0.09
    assert growth[1:].max() < 0.07
    assert np.abs(np.diff(growth[5:], axis=0)).max() < 0.01


def test_to_2050_people_sectors_and_berths_stay_within_reason(long_run: Run) -> None:
    f = long_run.fields
    assert f["population"].min() > 0
    assert (f["residents"][-1] > 0.7 * f["residents"][0]).all()
    shares = f["value_added"] / f["gdp"][:, :, None]
    assert shares.min() > 0
    assert shares.max() < 0.6
    assert f["occupancy"].max() < 1.0
    assert np.abs(f["port_load_residual"][1:]).max() < 1e-9


def test_marine_industries_stay_within_the_sectors_that_host_them(long_run: Run) -> None:
    hosts = load()["marine_host_share"] > 0
    axes = load().axes
    cells, sectors = long_run.fields["marine_value_added"], long_run.fields["potential_value_added"]
    for m, industry in enumerate(axes.marine):
        host = (hosts[:, m, :, None] * sectors).sum(axis=2)
        assert (cells[:, :, m] <= host).all(), industry


# no favourite city


def permuted(labels: Sequence[str], order: Sequence[int]) -> list[int]:
    """Positions that put the cities (or their ports) of an axis into another order; other labels stay."""
    cities = load().axes.city
    own = [labels.index(name) for c in cities for name in (c, f"port_{c}") if name in labels]
    positions = list(range(len(labels)))
    if len(own) == len(cities):
        for place, source in zip(own, order, strict=True):
            positions[place] = own[source]
    return positions


def shuffled(baseline: Baseline, order: Sequence[int]) -> Baseline:
    """The same region with its cities and ports listed in another order."""

    def moved(given: Table) -> Table:
        moves = [permuted(labels, order) for labels in given.axes.values()]
        axes = {n: tuple(ls[i] for i in m) for (n, ls), m in zip(given.axes.items(), moves, strict=True)}
        at = np.ix_(*moves)
        return replace(given, axes=axes, values=given.values[at], low=given.low[at], high=given.high[at])

    axes = baseline.axes
    cities, ports = (tuple(labels[i] for i in order) for labels in (axes.city, axes.port))
    relabelled = replace(axes, city=cities, port=ports)
    return replace(baseline, axes=relabelled, tables={n: moved(t) for n, t in baseline.tables.items()})


def test_permuting_the_cities_permutes_the_results() -> None:
    order = [3, 0, 4, 1, 2]
    result = simulate(scenario("plan"), shuffled(load(), order))
    for name, original in run("plan").fields.items():
        values = original
        for axis, label in enumerate(register()[name].axes, start=1):
            if label in ("city", "port", "destination"):
                values = np.take(values, order, axis=axis)
            elif label == "hinterland":
                values = np.take(values, permuted(load().axes.hinterland, order), axis=axis)
        rounding = 1e-12 * max(1.0, np.nanmax(np.abs(values)))
        np.testing.assert_allclose(result.fields[name], values, rtol=1e-9, atol=rounding, err_msg=name)
