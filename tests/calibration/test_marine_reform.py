"""The illustration of the reformed classification: shares that add up, and what leaves the account."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.marine_reform import reclassified
from calibration.tables import SOURCES
from sim.baseline import load

INDUSTRIES = load().axes.marine


def test_only_tourism_leaves_the_account_and_the_rest_is_kept_to_the_last_yuan() -> None:
    cells = load()["marine_value_added"].sum(axis=0)
    found = reclassified(cells, INDUSTRIES)
    lost = 0.25 * cells[INDUSTRIES.index("tourism")]
    assert found["value"].sum() == pytest.approx(9150 - lost, rel=1e-12)
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()


def test_an_industry_that_is_split_goes_to_all_its_successors() -> None:
    """Fishery of 100 gives 75 and 25; equipment takes 30 of ships and 5 of related industries."""
    found = reclassified(np.full(len(INDUSTRIES), 100.0), INDUSTRIES).set_index("new_id")["value"]
    assert found["fish_processing"] == pytest.approx(25.0)
    assert found["equipment"] == pytest.approx(35.0)
    assert len(found) == 18


def test_a_concordance_that_counts_twice_is_refused(tmp_path: Path) -> None:
    table = pd.read_csv(SOURCES / "marine_reform.csv")
    table.loc[table["industry"] == "salt", "share"] = 1.2
    table.to_csv(tmp_path / "marine_reform.csv", index=False)
    with pytest.raises(ValueError, match="each once at most"):
        reclassified(np.ones(len(INDUSTRIES)), INDUSTRIES, tmp_path)
