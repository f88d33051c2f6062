"""What a run was made of: versions, hashes and settings; no user, host or environment."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib import metadata

from sim import posterior
from sim.baseline import Baseline
from sim.paths import PARAMETERS, ROOT
from sim.scenario.scenario import Scenario

VERSION = "0.1.0"
"""Version of the model."""
PACKAGES = ("matplotlib", "numpy", "pandas", "pydantic", "scipy")


def commit() -> str | None:
    """The checkout's git commit, or None outside a checkout."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=5,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()


def build(scenario: Scenario, baseline: Baseline, members: int, seed: int) -> dict[str, object]:
    """Everything that decides the numbers of a run."""
    drawn = {"posterior_sha256": posterior.digest()} if scenario.uncertainty.parameters == "posterior" else {}
    return {
        "model": VERSION,
        "python": ".".join(str(n) for n in sys.version_info[:3]),
        "packages": {name: metadata.version(name) for name in PACKAGES},
        "baseline": {"version": baseline.version, "sha256": baseline.digest},
        "parameters_sha256": hashlib.sha256(PARAMETERS.read_bytes()).hexdigest(),
        **drawn,
        "scenario_sha256": scenario.digest,
        "drivers": scenario.drivers.file.rsplit("/", 1)[-1],
        "members": members,
        "seed": seed,
        "commit": commit(),
    }
