"""Multipliers of output and value added: of the nation, of each city alone and of the five cities together.

Type I counts purchases of inputs. Type II also lets households spend what they earn: it is an UPPER BOUND, as
all consumption is taken to follow labour income, nothing runs out and no price moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from calibration.trade.national import NationalTable
from calibration.trade.system import Names, TradeSystem
from sim.axes import Array

UPPER_BOUND = "upper bound"


@dataclass(frozen=True)
class Economy:
    """Purchases inside per unit of output [product, industry], value added and labour income per unit of
    output [industry], consumption of own products per unit of labour income [product, household group], and
    which group an industry pays [industry, household group].
    """

    inputs: Array
    value_added: Array
    labour: Array
    spending: Array
    pays: Array


def leontief_inverse(coefficients: Array) -> Array:
    """Output of every industry per unit of final demand for each [industry, industry]."""
    size = len(coefficients)
    return np.asarray(np.linalg.solve(np.eye(size) - coefficients, np.eye(size)), dtype=np.float64)


def type_one(economy: Economy) -> Array:
    """The inverse of type I [industry, industry]."""
    return leontief_inverse(economy.inputs)


def type_two(economy: Economy) -> Array:
    """The inverse of type II [industry, industry], households closed into the system (upper bound)."""
    earned = economy.pays * economy.labour[:, None]
    groups = earned.shape[1]
    closed = np.block([[economy.inputs, economy.spending], [earned.T, np.zeros((groups, groups))]])
    inside = len(economy.inputs)
    return leontief_inverse(closed)[:inside, :inside]


def propensity(table: NationalTable, government: Array) -> float:
    """Household consumption of the nation, of all origins, over its labour income; ``government`` 100m CNY by
    code is what government consumes.
    """
    return float((table.consumption - government).sum() / table.labour_income.sum())


def nation(table: NationalTable, member: Array, government: Array) -> Economy:
    """The nation at the aggregation of ``member`` [code, sector]; the identity keeps the codes."""
    output = table.output @ member
    home = 1 - table.consumption_imported / np.where(table.consumption > 0, table.consumption, 1.0)
    spending = ((table.consumption - government) * home) @ member / table.labour_income.sum()
    return Economy(
        inputs=member.T @ table.domestic @ member / output,
        value_added=table.value_added @ member / output,
        labour=table.labour_income @ member / output,
        spending=spending[:, None],
        pays=np.ones((len(output), 1)),
    )


def region(system: TradeSystem, spent: float) -> Economy:
    """The cities together, industries in the order of cities and in each of sectors; ``spent`` is consumption
    per unit of labour income, earned and spent in the city of work.
    """
    a = system.accounts
    cities, sectors = a.output.shape
    basket = spent * a.household / a.household.sum(axis=1, keepdims=True)
    inputs = np.einsum("poc,cps->opcs", system.trade_share, a.coefficients)
    spending = np.einsum("poc,cp->opc", system.trade_share, basket)
    size = cities * sectors
    return Economy(
        inputs=inputs.reshape(size, size),
        value_added=(a.value_added / a.output).ravel(),
        labour=(a.labour_income / a.output).ravel(),
        spending=spending.reshape(size, cities),
        pays=np.repeat(np.eye(cities), sectors, axis=0),
    )


def alone(economy: Economy, city: int, sectors: int) -> Economy:
    """One city of a region, without what comes back through the others."""
    at = slice(city * sectors, (city + 1) * sectors)
    return Economy(
        inputs=economy.inputs[at, at],
        value_added=economy.value_added[at],
        labour=economy.labour[at],
        spending=economy.spending[at, city : city + 1],
        pays=economy.pays[at, city : city + 1],
    )


def _rows(area: str, sectors: tuple[str, ...], economy: Economy, spill: Array) -> pd.DataFrame:
    first, second = type_one(economy), type_two(economy)
    return pd.DataFrame(
        {
            "area": area,
            "sector": sectors,
            "output_type_1": first.sum(axis=0),
            "value_added_type_1": economy.value_added @ first,
            f"output_type_2 ({UPPER_BOUND})": second.sum(axis=0),
            f"value_added_type_2 ({UPPER_BOUND})": economy.value_added @ second,
            "output_in_other_cities": spill,
        }
    )


def table(
    system: TradeSystem, names: Names, source: NationalTable, member: Array, government: Array
) -> pd.DataFrame:
    """Multipliers per unit of final demand for a product: of the nation (``china``), of each city alone, and
    of a city within the five (``city in region``), whose effect on the other cities stands in the last
    column.
    """
    sectors = len(names.sector)
    together = region(system, propensity(source, government))
    inverse, second = type_one(together), type_two(together)
    blocks = inverse.reshape(len(names.city), sectors, -1)
    parts = [_rows("china", names.sector, nation(source, member, government), np.zeros(sectors))]
    for c, city in enumerate(names.city):
        at = slice(c * sectors, (c + 1) * sectors)
        parts.append(_rows(city, names.sector, alone(together, c, sectors), np.zeros(sectors)))
        parts.append(
            pd.DataFrame(
                {
                    "area": f"{city} in region",
                    "sector": names.sector,
                    "output_type_1": inverse[:, at].sum(axis=0),
                    "value_added_type_1": together.value_added @ inverse[:, at],
                    f"output_type_2 ({UPPER_BOUND})": second[:, at].sum(axis=0),
                    f"value_added_type_2 ({UPPER_BOUND})": together.value_added @ second[:, at],
                    "output_in_other_cities": np.delete(blocks, c, axis=0)[:, :, at].sum(axis=(0, 1)),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
