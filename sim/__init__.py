"""The simulator: how the region moves from year to year, and what is made of it.

In a notebook or a script::

    import sim

    plan = sim.run("plan", members=50)
    plan.headline
    sim.compare("base", plan).differences

``run``, ``compare``, ``read``, ``scenarios`` and ``levers`` are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.errors import InputError as InputError
    from sim.notebook.calls import compare as compare
    from sim.notebook.calls import read as read
    from sim.notebook.calls import run as run
    from sim.notebook.comparison import Comparison as Comparison
    from sim.notebook.library import levers as levers
    from sim.notebook.library import scenarios as scenarios
    from sim.notebook.results import Results as Results

__all__ = ["Comparison", "InputError", "Results", "compare", "levers", "read", "run", "scenarios"]

_HOMES = {
    "Comparison": "sim.notebook.comparison",
    "InputError": "sim.errors",
    "Results": "sim.notebook.results",
    "compare": "sim.notebook.calls",
    "levers": "sim.notebook.library",
    "read": "sim.notebook.calls",
    "run": "sim.notebook.calls",
    "scenarios": "sim.notebook.library",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
