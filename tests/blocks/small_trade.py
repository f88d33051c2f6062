"""A small made-up region for the tests of the demand block: its trade is balanced by construction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.blocks import demand

SECTORS, PARTNERS, MARKETS = 2, 1, 2
GOODS, SERVICES = range(SECTORS)
RESPONSES = {
    "accelerator": 0.15,
    "capacity_utilisation_normal": 0.75,
    "coupon_net_share": 0.4,
    "demand_gap_halflife": 1.0,
    "demand_quantity_share": 0.7,
    "exchange_rate_elasticity": 0.8,
    "home_bias_shift": 0.3,
    "household_income_share": 0.6,
    "mpc_coupon": 2.5,
    "mpc_household": 0.6,
    "spending_additionality": 0.4,
    "trade_elasticity": 4.0,
    "trade_elasticity_services": 2.0,
    "tradecost_pass_through": 0.85,
}


def system(shares: np.ndarray, final_use: np.ndarray, outside: np.ndarray, **changes: float) -> demand.Params:
    """Cities that buy ``shares`` [sector, origin, city] of each use from each other, the rest outside.

    ``final_use`` [city, sector] without intermediate use; ``outside`` [city, sector] sales to the partner and
    to each of the two markets. Of a sector's output 0.2 is spent on goods and 0.1 on services. Outputs solve
    output = shares x use + sales outside.
    """
    cities = len(final_use)
    inputs = np.zeros((cities, SECTORS, SECTORS))
    inputs[:, GOODS], inputs[:, SERVICES] = 0.2, 0.1
    inside = np.zeros((cities * SECTORS, cities * SECTORS))
    for origin, buyer in np.ndindex(cities, cities):
        for product, sector in np.ndindex(SECTORS, SECTORS):
            row, column = origin * SECTORS + product, buyer * SECTORS + sector
            inside[row, column] = shares[product, origin, buyer] * inputs[buyer, product, sector]
    sold = np.einsum("soc,cs->os", shares, final_use) + (PARTNERS + MARKETS) * outside
    output = np.linalg.solve(np.eye(len(inside)) - inside, sold.ravel()).reshape(cities, SECTORS)
    elsewhere = 1 - shares.sum(axis=1)
    mix = np.tile([0.6, 0.4], (cities, 1))
    return demand.Params(
        gross_output=output,
        use=final_use + np.einsum("cps,cs->cp", inputs, output),
        household_use=0.5 * final_use,
        input_coefficient=inputs,
        trade_share=shares,
        partner_share=0.5 * elsewhere[:, None],
        market_share=np.stack([0.3 * elsewhere, 0.2 * elsewhere], axis=1),
        partner_sales=outside[..., None],
        exports=np.stack([outside] * MARKETS, axis=2),
        leontief=np.linalg.inv(np.eye(len(inside)) - inside),
        household_mix=mix,
        investment_mix=mix[:, ::-1],
        voucher_mix=np.tile([1.0, 0.0], (cities, 1)),
        works_mix=np.tile([0.0, 1.0], (cities, 1)),
        goods=np.array([1.0, 0.0]),
        base_gdp=0.7 * output.sum(axis=1)[:, None],
        base_homes=0.1 * output.sum(axis=1)[:, None],
        capital_share=np.array([[0.5], [0.4]]),
        **{name: np.array([value]) for name, value in (RESPONSES | changes).items()},
    )


def pair(**changes: float) -> demand.Params:
    """Two cities that differ: the second buys much from the first, the first little from the second."""
    shares = np.array([[[0.5, 0.3], [0.1, 0.4]], [[0.8, 0.2], [0.1, 0.6]]])
    final_use = np.array([[60.0, 90.0], [30.0, 40.0]])
    return system(shares, final_use, np.array([[30.0, 5.0], [10.0, 2.0]]), **changes)


def alike(own: float = 0.5, other: float = 0.15, **changes: float) -> demand.Params:
    """Three cities that differ in nothing."""
    shares = np.full((SECTORS, 3, 3), other) + (own - other) * np.eye(3)
    return system(shares, np.tile([60.0, 90.0], (3, 1)), np.tile([20.0, 5.0], (3, 1)), **changes)


def linked(**changes: float) -> demand.Params:
    """Three cities: the first buys from the second twice of what it buys from the third."""
    shares = np.full((SECTORS, 3, 3), 0.1) + 0.4 * np.eye(3)
    shares[:, 1, 0] = 0.2
    return system(shares, np.tile([60.0, 90.0], (3, 1)), np.tile([20.0, 5.0], (3, 1)), **changes)


def permuted(p: demand.Params, order: list[int]) -> demand.Params:
    """The region with its cities in another order."""
    flat = np.arange(len(order) * SECTORS).reshape(-1, SECTORS)[order].ravel()
    first = (
        "gross_output use household_use input_coefficient partner_sales exports household_mix investment_mix "
        "voucher_mix works_mix base_gdp base_homes"
    ).split()
    changed = {name: getattr(p, name)[order] for name in first}
    changed |= {name: getattr(p, name)[..., order] for name in ("partner_share", "market_share")}
    changed["trade_share"] = p.trade_share[:, order][:, :, order]
    changed["leontief"] = p.leontief[flat][:, flat]
    return replace(p, **changed)


def year(p: demand.Params, **changes: object) -> demand.Demand:
    """One year of the size of 2020 in which nothing has moved, apart from the changes (no member axis)."""
    cities = len(p.use)
    money = (
        "extra_public_investment new_ecology_money new_business_money new_voucher_money new_foreign_capital "
        "clean_power_investment visitor_spending_added visitor_spending_shaken lagged_income_gap "
        "lever_quality_and_brands land_works shock_exports shock_household_demand shock_property_demand"
    ).split()
    cells = (cities, SECTORS)
    values = {
        "opening_demand_adapted": np.zeros(cells),
        "lagged_gdp": p.base_gdp[:, 0],
        "intercity_cost": np.ones((cities, cities)),
        "partner_cost": np.ones((cities, PARTNERS)),
        "market_cost": np.ones((cities, MARKETS)),
        "capital_at_work": np.full(cells, 100.0),
        "lacking_capital": np.zeros(cells),
        "rebuilt_capital": np.zeros(cells),
        "sea_investment": np.zeros(cells),
        "shock_world_demand": np.zeros(MARKETS),
        "shock_exchange_rate": 0.0,
        **{name: np.zeros(cities) for name in money},
    }
    assert set(changes) <= set(values)
    given = {name: np.asarray(value, dtype=float)[..., None] for name, value in (values | changes).items()}
    return demand.step(**given, params=p)


def carried_by_hand(p: demand.Params, final_sales: np.ndarray) -> np.ndarray:
    """Pressure [city, sector] of a change of final sales, solved anew: output = inputs + sales."""
    cities = len(p.use)
    size = cities * SECTORS
    equations = np.eye(size)
    for origin, buyer in np.ndindex(cities, cities):
        for product, sector in np.ndindex(SECTORS, SECTORS):
            equations[origin * SECTORS + product, buyer * SECTORS + sector] -= (
                p.trade_share[product, origin, buyer] * p.input_coefficient[buyer, product, sector]
            )
    output = np.linalg.solve(equations, final_sales.ravel())
    pressure: np.ndarray = output.reshape(cities, SECTORS) / p.gross_output
    return pressure


def gap_of(effect: np.ndarray, normal: float = RESPONSES["capacity_utilisation_normal"]) -> np.ndarray:
    """The gap of demand behind an effect: the inverse of the use of capacity."""
    odds = (effect - 1) / (1 - normal * effect)
    gap: np.ndarray = (1 - normal) * np.log1p(odds)
    return gap
