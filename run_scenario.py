"""The main job: `python run_scenario.py scenarios/base.yaml [more.yaml …]`."""

from __future__ import annotations

from sim.main_command import main

if __name__ == "__main__":
    main()
