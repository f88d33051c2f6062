"""Prior draws of what the hindcast needs: technology from the register, spreads from the estimation's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calibration.estimation.capital import Technology
from calibration.estimation.hindcast import Spreads
from sim.axes import Array
from sim.baseline import Baseline
from sim.cores import accounts
from sim.parameters import Z90, Parameter, draws, register
from sim.paths import REGISTERS

ESTIMATION = REGISTERS / "estimation.csv"
PERCENT = 100
SPREADS = "lasting_gap_sd common_gap_sd city_gap_sd gap_persistence growth_noise_sd".split()
TECHNOLOGY = (
    "business_equipment_share capital_deepening_past capital_output_ratio_business "
    "capital_output_ratio_housing capital_output_ratio_infrastructure depreciation_equipment "
    "depreciation_housing depreciation_infrastructure depreciation_structures investment_rate"
).split()
BREAK = "gdp_history_break_weight"


@dataclass(frozen=True)
class Prior:
    """Draws by name [draw], those of the model and those of the estimation alone."""

    model: Mapping[str, Array]
    spreads: Mapping[str, Array]


def setting(name: str) -> float:
    """A fixed number of the estimation."""
    return register(ESTIMATION)[name].value


def technology_names(baseline: Baseline) -> list[str]:
    """Parameters of the model on which capital's part of past growth rests."""
    return [*TECHNOLOGY, *accounts.capital_share_parameters(baseline)]


def prior(baseline: Baseline, count: int, seed: int) -> Prior:
    """``count`` draws of every parameter of the hindcast, none of them the central one."""

    def drawn(names: list[str], known: Mapping[str, Parameter]) -> dict[str, Array]:
        whole = draws(names, members=count + 1, seed=seed, uncertain=True, overrides={}, parameters=known)
        return {name: values[1:] for name, values in whole.items()}

    return Prior(
        drawn([*technology_names(baseline), BREAK], register()), drawn(SPREADS, register(ESTIMATION))
    )


def technology(baseline: Baseline, drawn: Mapping[str, Array]) -> Technology:
    """One sector in the place of all: the region's value added weights shares, the stock weights wear."""
    potential = baseline["value_added"] / baseline["utilisation"]
    mix = potential.sum(axis=0) / potential.sum()
    stock = np.array([drawn[f"capital_output_ratio_{name}"] for name in accounts.TYPES])
    wear = accounts.depreciation_by_type(drawn)
    return Technology(
        mix @ accounts.capital_shares(baseline, drawn),
        drawn["investment_rate"],
        np.sum(stock * wear, axis=0) / stock.sum(axis=0),
        drawn["capital_deepening_past"] / PERCENT,
    )


def spreads(drawn: Mapping[str, Array]) -> Spreads:
    """Spreads in log points a year."""
    response = register(ESTIMATION)["national_response"]
    percent = {name: values / PERCENT for name, values in drawn.items()}
    return Spreads(
        percent["lasting_gap_sd"],
        percent["common_gap_sd"],
        percent["city_gap_sd"],
        drawn["gap_persistence"],
        percent["growth_noise_sd"],
        response.value,
        (response.high - response.low) / (2 * Z90),
    )
