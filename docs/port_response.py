"""Prints the tables of `docs/equations/ports_simulation.md`: `python docs/port_response.py`.

The port is Qingdao as described in the base year; seeds are fixed, so that the numbers are the same
everywhere.
"""

from __future__ import annotations

from sim.baseline import load
from sim.experiments.port_response import Response, base_formula, response, steps
from sim.experiments.port_year import describe, parameter_values
from sim.paths import SCENARIOS
from sim.port.description import PortYear
from sim.scenario.loading import validate
from sim.simulate import BASE_YEAR, simulate
from sim.year import LIVE_LEVERS

PORT, LOADS, NUMBER = "port_qingdao", (0.6, 0.8, 1.0, 1.1), 10


def tables() -> list[str]:
    """Both tables as lines of Markdown."""
    baseline = load()
    scenario = validate(SCENARIOS / "base.yaml", live_levers=LIVE_LEVERS)
    described = describe(PORT, BASE_YEAR, scenario, baseline, simulate(scenario, baseline))
    formula = base_formula(PORT, baseline)
    warm_up = parameter_values(scenario)["port_warm_up"]

    def at(port: PortYear, loads: tuple[float, ...]) -> list[Response]:
        return response(port, loads, formula, number=NUMBER, warm_up_days=warm_up)

    lines = [
        "| class | load | berths | occupancy | hours waited | 95 % band | yearly model | over simulated |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    names = [c.name for c in described.cargo]
    lines += [
        f"| {row.cargo} | {row.load:g} | {row.berths} | {row.occupancy:.2f} | {row.waiting:.1f} | "
        f"{row.low:.1f} to {row.high:.1f} | {row.formula:.1f} | {row.formula / row.waiting:.2f} |"
        for row in sorted(at(described, LOADS), key=lambda r: names.index(r.cargo))
    ]
    lines += ["", "| waiting / stay | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    for name, port in steps(described).items():
        rows = at(port, (1.0,))
        lines.append(f"| {name} | " + " | ".join(f"{row.ratio:.3f}" for row in rows) + " |")
    return lines


if __name__ == "__main__":
    print("\n".join(tables()))
