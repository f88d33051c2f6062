"""Parameters and opening stocks of the demography block, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks.demography import DemographyParams
from sim.cores.core import Core, wide
from sim.cores.take import fields_of

PARAMETERS = (
    "hukou_cost_within hukou_reform_inflow migration_wage_elasticity mobility_cost_cut sex_ratio_birth "
    "talent_policy_inflow urbanisation_logit_speed"
).split()


def build(baseline: Baseline, draws: Mapping[str, Array], reference_fertility: Array) -> Core:
    """Demography parameters, each with a trailing member axis, and the census population.

    ``reference_fertility`` [member] or [1] is the base year's national total fertility rate on the
    path of the driver file.
    """
    members = draws["sex_ratio_birth"].shape[0]
    drawn = fields_of(DemographyParams, draws)
    drawn["reference_total_fertility_rate"] = np.broadcast_to(reference_fertility, (members,))
    given = {f.name: baseline[f.name][..., None] for f in fields(DemographyParams) if f.name not in drawn}
    people = wide(baseline["population"], members)
    base_year = {
        "population": people,
        "mortality_index": np.ones((2, members)),
        "residents": people.sum(axis=(1, 2, 3)) / 1e4,
        "urban_residents": people[:, 0].sum(axis=(1, 2)) / 1e4,
    }
    return Core({"demography": DemographyParams(**drawn, **given)}, base_year)
