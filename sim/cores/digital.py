"""Parameters and opening values of digital capital and producer services, member by member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sim.axes import Array
from sim.baseline import Baseline
from sim.blocks import digital, producer_services
from sim.cores.core import Core
from sim.cores.take import fields_of

PARAMETERS = [field.name for block in (digital, producer_services) for field in fields(block.Params)]


def build(baseline: Baseline, draws: Mapping[str, Array]) -> Core:
    """Parameters, and 2020: the usual digital capital, firms on a platform, the usual supply of services."""
    params = digital.Params(**fields_of(digital.Params, draws))
    none = np.zeros((len(baseline.axes.city), *params.digital_coverage_base.shape))
    on_platform = none + params.platform_adoption_base
    return Core(
        {
            "digital": params,
            "producer_services": producer_services.Params(**fields_of(producer_services.Params, draws)),
        },
        {
            "digital_capital": none,
            "digital_coverage": digital.coverage(params.digital_coverage_base, none),
            "platform_adoption": on_platform,
            "platform_adoption_unaided": on_platform,
            "platform_programme": none,
            "digital_effect": none + 1,
            "service_supply": none + 1,
            "service_effect": none + 1,
        },
    )
