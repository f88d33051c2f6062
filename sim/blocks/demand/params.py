"""Parameters of the demand block: the trade system of 2020, and responses by their register names."""

from __future__ import annotations

from dataclasses import dataclass

from sim.axes import Array


@dataclass(frozen=True)
class Params:
    """The trade system of 2020 without a member axis, 100m CNY, and responses [member].

    ``gross_output``, ``household_use`` and ``use`` (of a product, for all purposes) [city, sector];
    ``input_coefficient`` [city, product, sector] inputs of all origins per unit of output; ``trade_share``
    [sector, origin, city], ``partner_share`` [sector, partner, city], ``market_share`` [sector, market, city]
    of a city's use; ``partner_sales`` [city, sector, partner], ``exports`` [city, sector, market];
    ``leontief`` [city x sector, city x sector] output of the cities that final sales ask for;
    ``household_mix``, ``investment_mix``, ``voucher_mix``, ``works_mix`` [city, sector] what one yuan buys;
    ``goods`` [sector] one for goods; ``base_gdp`` and ``base_homes`` (built in the year) [city, member];
    ``capital_share`` [sector, member].
    """

    gross_output: Array
    use: Array
    household_use: Array
    input_coefficient: Array
    trade_share: Array
    partner_share: Array
    market_share: Array
    partner_sales: Array
    exports: Array
    leontief: Array
    household_mix: Array
    investment_mix: Array
    voucher_mix: Array
    works_mix: Array
    goods: Array
    base_gdp: Array
    base_homes: Array
    capital_share: Array
    accelerator: Array
    capacity_utilisation_normal: Array
    coupon_net_share: Array
    demand_gap_halflife: Array
    demand_quantity_share: Array
    exchange_rate_elasticity: Array
    home_bias_shift: Array
    household_income_share: Array
    mpc_coupon: Array
    mpc_household: Array
    spending_additionality: Array
    trade_elasticity: Array
    trade_elasticity_services: Array
    tradecost_pass_through: Array
