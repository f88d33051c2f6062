"""Public services: what equal services, added care and training cost in a year, and who pays.

Equal services: closing a share of a city's gap in service spending is spending that much more, every year;
the gap is the one that the index of services is made of. Care: an added bed or care place is built once and
run every year. Training: a place costs its course; the trainee's time away from work is counted where work
is. Who is paid and what is bought leaves no trace in demand (docs/equations/public_services.md). Limits: one
unit cost for all beds and places; fees and insurance are taken to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.axes import Array

PER_CENT, THOUSAND = 100, 1000
YUAN_FOR_10K = 1e-4
"""CNY a head times 10k heads, as 100m CNY."""


@dataclass(frozen=True)
class Params:
    """``tax_share`` [city] general budget revenue over GDP and ``service_gap`` [city] log distance to the
    best-served city in 2020; rest [member], costs in CNY of 2020.
    """

    tax_share: Array
    service_gap: Array
    service_gap_of_revenue_gap: Array
    budget_spending_over_revenue: Array
    service_spending_share: Array
    care_capacity: Array
    care_capital_cost: Array
    care_running_cost: Array
    training_place_cost: Array
    city_pays_equal_services: Array
    city_pays_care: Array
    city_pays_training: Array


@dataclass(frozen=True)
class PublicServices:
    """Beds and care places added since 2020, and costs by programme; the city's part of their sum."""

    care_places_added: Annotated[Array, "city", "10k places"]
    equal_services_cost: Annotated[Array, "city", "100m CNY 2020"]
    care_cost: Annotated[Array, "city", "100m CNY 2020"]
    training_cost: Annotated[Array, "city", "100m CNY 2020"]
    services_city_cost: Annotated[Array, "city", "100m CNY 2020"]


def extra_spending(spending: Array, closed: Array, gap: Array) -> Array:
    """Spending that closes a share of a log gap: from ``spending`` to that times exp(closed x gap)."""
    more: Array = spending * np.expm1(closed * gap)
    return more


def step(
    *,
    lagged_gdp: Annotated[Array, "city", "100m CNY 2020"],
    opening_residents: Annotated[Array, "city", "10k persons"],
    opening_care_places_added: Annotated[Array, "city", "10k places"],
    lever_service_equalisation: Annotated[
        Array, "", "share of the 2020 gap in service spending closed by 2025"
    ],
    lever_health_elderly_services: Annotated[Array, "city", "% more beds and care places per 1000 residents"],
    lever_education_human_capital: Annotated[Array, "city", "10k training places per year"],
    params: Params,
) -> PublicServices:
    """Costs of one year, before the budget says what of it is delivered."""
    spending = (
        params.service_spending_share
        * params.budget_spending_over_revenue
        * params.tax_share[:, None]
        * lagged_gdp
    )
    gap = params.service_gap_of_revenue_gap * params.service_gap[:, None]
    equal = extra_spending(spending, lever_service_equalisation, gap)

    capacity = params.care_capacity / THOUSAND * opening_residents
    places = lever_health_elderly_services / PER_CENT * capacity
    built = np.maximum(places - opening_care_places_added, 0.0)
    care = YUAN_FOR_10K * (params.care_capital_cost * built + params.care_running_cost * places)

    training = YUAN_FOR_10K * params.training_place_cost * lever_education_human_capital
    return PublicServices(
        care_places_added=places,
        equal_services_cost=equal,
        care_cost=care,
        training_cost=training,
        services_city_cost=params.city_pays_equal_services * equal
        + params.city_pays_care * care
        + params.city_pays_training * training,
    )
