"""`python -m sim.scenario_schema` writes scenarios/schema.json: what the loader takes today."""

from __future__ import annotations

import json

from sim.baseline import dated_projects
from sim.paths import SCENARIOS
from sim.scenario.json_schema import Live, json_schema
from sim.scenario.registers import Registers, read_registers
from sim.year import LIVE_FLAGS, LIVE_LEVERS, LIVE_SHOCKS

SCHEMA_FILE = SCENARIOS / "schema.json"


def text(registers: Registers) -> str:
    """The schema as the file holds it."""
    live = Live(LIVE_LEVERS, LIVE_FLAGS, LIVE_SHOCKS, dated_projects())
    return json.dumps(json_schema(registers, live), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(text(read_registers()), encoding="utf-8", newline="\n")
