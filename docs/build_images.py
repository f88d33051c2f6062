"""Draws the pictures of the documents that need runs of their own: `python docs/build_images.py`.

A test compares the table beside a picture with what this file computes, so that a change of the model cannot
leave it behind.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from calibration.backtest import port_history, port_means, port_series
from sim.baseline import dated_projects, load
from sim.experiments import port_year
from sim.experiments import shock_response as response
from sim.paths import SCENARIOS
from sim.report.charts import port_demand_history, shock_response
from sim.report.charts.captions import caption
from sim.report.labels import LANGUAGES, place
from sim.report.port import captions, waits
from sim.report.port.charts import labels, suffix
from sim.report.port.tables import summary_table
from sim.report.render import png
from sim.report.svg import svg
from sim.scenario.loading import validate
from sim.year import LIVE_LEVERS, LIVE_SHOCKS

FOLDER = Path(__file__).with_name("images")
SHOCK_YEAR = 2023
PORT, PORT_YEAR, REPLICATIONS = "qingdao", 2025, 10


def shock_table() -> pd.DataFrame:
    """The two textbook shocks to the largest city, central parameters."""
    baseline = load()
    base = validate(
        SCENARIOS / "base.yaml",
        live_levers=LIVE_LEVERS,
        live_shocks=LIVE_SHOCKS,
        live_projects=dated_projects(),
    )
    return response.build(base, baseline, response.largest(baseline), SHOCK_YEAR)


def shock_images() -> dict[str, bytes]:
    """The picture in both languages with its table, by file name."""
    table = shock_table()
    english, chinese = (shock_response.draw(table, lang) for lang in ("en", "zh"))
    words = caption(shock_response.ID, "en", table)
    return {
        f"{shock_response.ID}.svg": svg(english, words.title, words.alt),
        f"{shock_response.ID}.png": png(english),
        f"{shock_response.ID}_zh.png": png(chinese),
        f"{shock_response.ID}.csv": table.to_csv(index=False, lineterminator="\n").encode(),
    }


def port_images() -> dict[str, bytes]:
    """What ships wait for in the largest port under the plan, in both languages, with its table."""
    plan = validate(
        SCENARIOS / "plan.yaml",
        live_levers=LIVE_LEVERS,
        live_shocks=LIVE_SHOCKS,
        live_projects=load().axes.line,
    )
    study = port_year.study(PORT, PORT_YEAR, plan, number=REPLICATIONS, seed=0)
    cargo = [c.name for c in study.described.cargo]
    table = summary_table([year.classes for year in study.years], cargo, study.yearly)
    images = {"port_waiting.csv": table.to_csv(index=False, lineterminator="\n").encode()}
    for lang in LANGUAGES:
        where, days = place(study.described.name, lang), f"{study.warm_up_days:g}"
        head = captions.caption("waiting", lang, place=where, year=PORT_YEAR, warm_up=days)
        sheet = waits.draw(table, labels(study, lang), lang, head=head, source="")
        images[f"port_waiting{suffix(lang)}.png"] = png(sheet)
    return images


def port_table() -> pd.DataFrame:
    """Tonnes of 2010-2020 as published and as past activity makes them."""
    drawn = port_history.hindcast(load(), members=port_history.MEMBERS, overrides={})
    return port_means.lines(port_series.read(), drawn)


def port_history_images() -> dict[str, bytes]:
    """The ports' past in both languages with its table, by file name."""
    table = port_table()
    english, chinese = (port_demand_history.draw(table, lang) for lang in ("en", "zh"))
    words = caption(port_demand_history.ID, "en", table)
    return {
        f"{port_demand_history.ID}.svg": svg(english, words.title, words.alt),
        f"{port_demand_history.ID}.png": png(english),
        f"{port_demand_history.ID}_zh.png": png(chinese),
        f"{port_demand_history.ID}.csv": table.to_csv(index=False, lineterminator="\n").encode(),
    }


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, content in (shock_images() | port_images() | port_history_images()).items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
