"""Marine research: a lead only where platforms are more of the sea than the rest of research."""

from __future__ import annotations

import numpy as np
import pytest

from sim.blocks import marine_research


def test_platforms_of_the_usual_mix_give_no_lead() -> None:
    assert (
        marine_research.lead(np.array([0.3]), np.array([1.0]), np.array([0.07]), np.array([0.07]))[0] == 1.0
    )


def test_platforms_that_are_marine_give_the_ratio_of_both_effects() -> None:
    """A tenth more R&D, four times as marine: 1.4 of marine capital against 1.1 of all."""
    found = marine_research.lead(np.array([0.1]), np.array([4.0]), np.array([0.5]), np.array([0.25]))[0]
    assert found == pytest.approx(1.4**0.5 / 1.1**0.25)


def test_capital_wears_out_arrives_late_and_works_the_year_after() -> None:
    result = marine_research.step(
        opening_platform_capital=np.array([[20.0]]),
        opening_platform_capital_effective=np.array([[10.0]]),
        opening_rd_capital_effective=np.array([[110.0]]),
        new_platform_money=np.array([[5.0]]),
        params=marine_research.Params(
            marine_rd_elasticity=np.array([0.5]),
            platform_marine_share=np.array([0.6]),
            rd_depreciation=np.array([0.2]),
            rd_lag=np.array([2.0]),
            rd_marine_share=np.array([0.3]),
            rd_output_elasticity=np.array([0.5]),
        ),
    )
    assert result.platform_capital[0, 0] == pytest.approx(21.0)
    assert result.platform_capital_effective[0, 0] == pytest.approx(15.5)
    assert result.marine_research_lead[0, 0] == pytest.approx((1.2 / 1.1) ** 0.5)
