"""The same inputs give the same files, and a member is what its parameters make of it, alone or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.baseline import load
from sim.parameters import draws
from sim.paths import ROOT
from sim.simulate import parameter_names
from tests.runs import run, scenario

PRIOR = "uncertainty.parameters=prior"
DURATION = "wall_seconds"


def run_folder(out: Path, *, hash_seed: str) -> dict[str, bytes]:
    """Files of a run by the main job, in a process of its own."""
    subprocess.run(
        [
            sys.executable,
            "run_scenario.py",
            "scenarios/plan.yaml",
            "--quiet",
            "--members",
            "5",
            "--out",
            str(out),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
    )
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.mark.slow
def test_the_main_job_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """All of a run's folder, tables, charts, page and workbook; only the manifest's duration may differ."""
    first = run_folder(tmp_path / "first", hash_seed="1")
    second = run_folder(tmp_path / "second", hash_seed="2")
    assert first.keys() == second.keys()
    assert {"plan/results.csv", "plan/targets.csv", "plan/charts/targets_and_gaps.svg"} <= first.keys()
    manifests = [json.loads(files.pop("plan/manifest.json")) for files in (first, second)]
    assert all(manifest.pop(DURATION) > 0 for manifest in manifests)
    assert manifests[0] == manifests[1]
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("member", [1, 4])
def test_a_member_is_its_parameters(member: int) -> None:
    """A run of one with a drawn member's parameters set by hand is that member, to the last bit."""
    others = ("uncertainty.drivers=central", "uncertainty.base_data=central")
    crowd = run("plan", PRIOR, *others, members=5)
    values = draws(
        parameter_names(load()),
        members=5,
        seed=0,
        uncertain=True,
        overrides={},
        parameters=scenario("plan").registers.parameters,
    )
    chosen = [f"parameters.{name}={float(drawn[member])!r}" for name, drawn in values.items()]
    alone = run("plan", *chosen)
    for name, field in alone.fields.items():
        np.testing.assert_array_equal(field[..., 0], crowd.fields[name][..., member], err_msg=name)
    assert (alone.fields["gdp"][-1, :, 0] != run("plan").fields["gdp"][-1, :, 0]).all()
