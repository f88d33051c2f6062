"""Schooling of the baseline is the census's own figure."""

from __future__ import annotations

from calibration import schooling


def test_mean_years_are_those_that_the_census_prints() -> None:
    (years,) = schooling.build(("qingdao", "rizhao"))
    assert (years.name, years.unit, years.provenance) == ("mean_years_schooling", "years", "sourced")
    assert years.values.tolist() == [10.43, 9.07]
