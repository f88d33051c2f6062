"""Prints the tables of `docs/equations/ports_simulation.md`: `python docs/port_response.py`.

The port is Qingdao as described in the base year; seeds are fixed, so that the numbers are the same
everywhere.
"""

from __future__ import annotations

from sim.baseline import load
from sim.experiments.port_response import Response, formula_constants, response, steps
from sim.experiments.port_year import describe, parameter_values
from sim.paths import SCENARIOS
from sim.scenario.loading import validate
from sim.simulate import BASE_YEAR, simulate
from sim.year import LIVE_LEVERS

PORT, LOADS, NUMBER = "port_qingdao", (0.6, 0.8, 1.0, 1.1), 10


def tables() -> list[str]:
    """Both tables as lines of Markdown."""
    baseline = load()
    scenario = validate(SCENARIOS / "base.yaml", live_levers=LIVE_LEVERS)
    described = describe(PORT, BASE_YEAR, scenario, baseline, simulate(scenario, baseline))
    constants = formula_constants(baseline)
    warm_up = parameter_values(scenario)["port_warm_up"]

    def at(port: object, loads: tuple[float, ...]) -> list[Response]:
        return response(port, loads, constants, number=NUMBER, warm_up_days=warm_up)  # type: ignore[arg-type]

    lines = [
        "| class | load | berths | occupancy | waiting / stay | 95 % band | formula | formula / simulated |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    names = [c.name for c in described.cargo]
    lines += [
        f"| {row.cargo} | {row.load:g} | {row.berths} | {row.occupancy:.2f} | {row.ratio:.3f} | "
        f"{row.low:.3f} to {row.high:.3f} | {row.formula:.3f} | {row.formula / row.ratio:.2f} |"
        for row in sorted(at(described, LOADS), key=lambda r: names.index(r.cargo))
    ]
    lines += ["", "| Qingdao, load 1 | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    for name, port in steps(described).items():
        rows = at(port, (1.0,))
        lines.append(f"| {name} | " + " | ".join(f"{row.ratio:.3f}" for row in rows) + " |")
    lines.append("| formula at that occupancy | " + " | ".join(f"{row.formula:.3f}" for row in rows) + " |")
    return lines


if __name__ == "__main__":
    print("\n".join(tables()))
