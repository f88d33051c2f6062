"""Prints the reference pages from the registers and the built baseline: `python docs/build_reference.py`.

A test compares the pages with what this file prints, so that a change of a register cannot leave them behind.
"""

from __future__ import annotations

import csv
import json
import math
import runpy
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from calibration.trade import summary
from calibration.trade.system import Names
from sim.baseline import load
from sim.experiments import lever_catalogue, lever_table
from sim.experiments.central_runs import HEADLINES
from sim.experiments.lever_catalogue import CAP
from sim.parameters import register
from sim.paths import REGISTERS, ROOT, SCENARIOS
from sim.scenario.loading import validate
from sim.scenario.measures import unread
from sim.simulate import parameter_names
from sim.variables import REGISTER as VARIABLES
from sim.year import LIVE_LEVERS, LIVE_SHOCKS

FOLDER = Path(__file__).with_name("reference")
SOURCES = ROOT / "calibration" / "sources"
Row = Mapping[str, str]

DOSES = {"P": "printed in the plan", "D": "derived from the plan", "V": "verb scale", "A": "our assumption"}
CLASS_MEANINGS = {
    "outcome": "The model decides",
    "delivery": "A lever or a date sets it",
    "direction": "Any change in the direction counts",
    "not modelled": "The model has no mechanism for it",
}


LEVERS_INTRO = """\
{all} levers, of which {live} move something in this version. Grades and columns are explained in
`calibration/registers/README.md`.
"""
PARAMETERS_INTRO = """\
{all} parameters; {used} of them, marked with a dot, are read when a scenario runs. The others wait for
their mechanisms, enter the baseline, or (status `check`) must emerge from the model. Low and high are the
5th and 95th percentile, or the bounds of a uniform or triangular prior.
"""
SHOCKS_INTRO = """\
{all} kinds of shocks, of which {live}, marked with a dot, act in this version; a scenario that names another
is refused. A shock holds in the years that it names. Several on the same place and year multiply. How a
scenario writes them: `scenarios/README.md`.
"""
VARIABLES_INTRO = """\
The member axis is left out: every array has it, last. A stock is that of the year's end, a flow that within
the year. Variables without a reported name stay inside the model. Where `region` says sum, the figure of
`jiaodong` is the sum over cities or ports. Ratios and rates that follow from these are made in
`sim/indicators/`.
"""
TRADE_INTRO = """\
All of it is derived: gravity between cities, partners and markets, balanced to measured or recalled margins.
Goods are farming, mining and manufacturing. Low and high: distance, borders and the need of presence at their
bounds together. What rests on it and what data show: [equations](../equations/demand.md).
"""
MULTIPLIERS_INTRO = """\
Output and value added per yuan of final demand for the city's products. Type I: inputs bought from suppliers.
Type II: labour income spent as well, **an upper bound** that the model never uses (income is spent a year
later there, and prices do not move). The last column is what of the output multiplier arises in the other
four cities.
"""
QUOTIENT_INTRO = """\
Share of all inputs. Flegg's quotient takes it from the city's weight in each industry at three exponents; the
judged range of `local_sourcing_share` is no input of the model.
"""


EFFECTS_INTRO = """\
Each lever alone at its value of `scenarios/plan.yaml` against `scenarios/base.yaml`, region, 2025. The
elasticity is that of GDP to the lever's own indicator by 2025; most effects take longer. A lever has
none whose indicator is GDP or stands at zero in the base. Dated railways are `projects` and no levers.
"""
TOTALS_INTRO = """\
Levers of a grade together against the base, 2025. The headline is A. C is a line of its own and never enters
the headline: it may add at most {share:g} % of what A and B add to a target (`grade_c_cap`, a judgement).
Bands: `python -m sim levers`.
"""
UNREAD_INTRO = """\
A scenario that sets one of these is refused. A lever that is live by dates is set under `projects`.
"""
STATES = {
    "dates": "live by project dates",
    "zero": "reasoned zero",
    "waits": "waits for its mechanism",
}
MISSING = "–"


def rows(path: Path) -> list[Row]:
    """Rows of one register."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(text: object) -> str:
    """Text that stands safely in one cell of a Markdown table."""
    return " ".join(str(text).replace("|", "\\|").split())


def table(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    body = [columns, ["---"] * len(columns), *lines]
    return "".join("| " + " | ".join(cell(value) for value in line) + " |\n" for line in body)


def page(title: str, source: str, *parts: str) -> str:
    """A page that says where it was printed from."""
    origin = f"Printed from {source} by `python docs/build_reference.py`. Change the register, not this page."
    return "\n".join([f"# {title}\n", f"{origin}\n", *parts])


def by_block(known: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by block, both in the order of the register."""
    blocks: dict[str, list[Row]] = {}
    for row in known:
        blocks.setdefault(row["block"], []).append(row)
    return blocks


def dose(value: str) -> str:
    """A plan value as text: one number, or places with theirs."""
    parsed = json.loads(value) if value.startswith("{") else value
    if not isinstance(parsed, dict):
        return str(parsed)
    return ", ".join(
        f"{place} {', '.join(f'{k} {v}' for k, v in inner.items()) if isinstance(inner, dict) else inner}"
        for place, inner in parsed.items()
    )


def state_of(name: str) -> str:
    """Whether a lever acts, or why no block reads it."""
    if name in LIVE_LEVERS:
        return "live"
    why = unread()[name].state
    return STATES[why] if why == "dates" else f"{STATES[why]}: a scenario that sets a value is refused"


def lever_section(lever: Row, carried: Sequence[str]) -> str:
    """One lever: what it is, what it moves, and on what evidence."""
    unit = f"Unit: {lever['unit']}, by {lever['index']}, as a {lever['timing']}."
    span = (
        f"Neutral {lever['neutral'] or 'has a rule of its own'}, allowed {lever['low']} to {lever['high']}."
    )
    planned = f"Plan value ({DOSES[lever['plan_basis']]}): {dose(lever['plan_value'])}."
    evidence, source = lever["evidence"].rstrip("."), lever["source"].rstrip(".")
    facts = [
        f"**{lever['label_en']}** {lever['label_zh']}. Grade {lever['grade']}, {state_of(lever['lever'])}.",
        lever["mechanism"],
        f"{unit} {span} {planned}",
        f"Evidence ({lever['evidence_strength']}, seen: {lever['seen']}): {evidence}. {source}.",
        f"Measures carried ({len(carried)}): {', '.join(carried) or 'none'}.",
    ]
    note = [f"Note: {lever['note']}"] if lever["note"] else []
    return f"### `{lever['lever']}`\n\n" + "\n\n".join([*facts, *note]) + "\n"


def levers() -> str:
    """All levers by chapter of the plan."""
    known = rows(REGISTERS / "levers.csv")
    carried: dict[str, list[str]] = {}
    for measure in rows(REGISTERS / "measures.csv"):
        carried.setdefault(measure["lever"], []).append(measure["id"])
    live = [
        (
            f"[`{r['lever']}`](#{r['lever']})",
            r["label_en"],
            r["grade"],
            r["unit"],
            f"{r['low']} to {r['high']}",
        )
        for r in known
        if state_of(r["lever"]) in ("live", STATES["dates"])
    ]
    parts = [
        LEVERS_INTRO.format(all=len(known), live=len(live)),
        "## Live levers\n",
        table(("lever", "name", "grade", "unit", "range"), live),
    ]
    chapters = sorted({int(r["chapter"]) for r in known})
    for chapter in chapters:
        parts.append(f"## Chapter {chapter} of the plan\n")
        parts += [
            lever_section(r, carried.get(r["lever"], ())) for r in known if int(r["chapter"]) == chapter
        ]
    return page("Levers", "`calibration/registers/levers.csv` and `measures.csv`", *parts)


def parameters() -> str:
    """All parameters by block, the ones that the model reads marked."""
    used = set(parameter_names(load()))
    known = rows(REGISTERS / "parameters.csv")
    parts = [PARAMETERS_INTRO.format(all=len(known), used=len(used))]
    columns = (
        "",
        "name",
        "meaning",
        "含义",
        "unit",
        "value",
        "low",
        "high",
        "prior",
        "source",
        "seen",
        "status",
    )
    for block, group in by_block(known).items():
        lines = [
            (
                "•" if r["name"] in used else "",
                f"`{r['name']}`",
                r["meaning"],
                r["meaning_zh"],
                *(r[c] for c in ("unit", "value", "low", "high", "distribution", "source", "seen", "status")),
            )
            for r in group
        ]
        parts += [f"## {block}\n", table(columns, lines)]
    return page("Parameters", "`calibration/registers/parameters.csv`", *parts)


def shocks() -> str:
    """All kinds of shocks."""
    known = rows(REGISTERS / "shocks.csv")
    columns = ("", "kind", "name", "中文", "unit", "given by", "low", "high", "meaning")
    lines = [
        (
            "•" if r["kind"] in LIVE_SHOCKS else "",
            f"`{r['kind']}`",
            *(r[c] for c in ("label_en", "label_zh", "unit", "index", "low", "high", "meaning")),
        )
        for r in known
    ]
    live = sum(r["kind"] in LIVE_SHOCKS for r in known)
    return page(
        "Shocks",
        "`calibration/registers/shocks.csv`",
        SHOCKS_INTRO.format(all=len(known), live=live),
        table(columns, lines),
    )


def variables() -> str:
    """All variables by the block that writes them."""
    known = rows(VARIABLES)
    parts = [VARIABLES_INTRO]
    columns = ("field", "reported as", "axes", "unit", "kind", "region", "English", "中文", "meaning")
    for block, group in by_block(known).items():
        lines = [
            (
                f"`{r['field']}`",
                r["variable"],
                r["axes"],
                r["reported_unit"] or r["unit"],
                *(r[c] for c in ("kind", "region", "label_en", "label_zh", "meaning")),
            )
            for r in group
        ]
        parts += [f"## {block}\n", table(columns, lines)]
    return page("Variables", "`sim/variables.csv`", *parts)


def targets() -> str:
    """All targets of the plan by class."""
    known = rows(REGISTERS / "targets.csv")
    parts = [
        f"{len(known)} targets of the plan. Counts of met targets are given per class and never summed.\n",
    ]
    columns = ("id", "target", "中文", "region", "year", "test", "basis", "judged by", "projected now")
    for kind, meaning in CLASS_MEANINGS.items():
        mine = [r for r in known if r["class"] == kind]
        lines = [
            (
                r["target_id"],
                r["name_en"],
                r["name_zh"],
                r["region"],
                r["year"],
                f"{r['operator']} {r['target']} {r['unit']}",
                r["basis"],
                r["variable"] or (f"lever `{r['lever']}`" if r["lever"] else ""),
                "yes" if r["modelled_now"] == "yes" else f"no: {r['reason']}",
            )
            for r in mine
        ]
        parts += [f"## {kind.capitalize()} ({len(mine)})\n", f"{meaning}.\n", table(columns, lines)]
    return page("Targets", "`calibration/registers/targets.csv`", *parts)


def percent(change: float) -> str:
    """A relative change to two digits."""
    return MISSING if math.isnan(change) else f"{float(f'{change:.2g}'):+g} %"


def lever_effects() -> str:
    """Every live lever alone at its plan value, on the real baseline."""
    base, plan = (
        validate(
            SCENARIOS / f"{name}.yaml",
            live_levers=LIVE_LEVERS,
            live_shocks=LIVE_SHOCKS,
            live_projects=load().axes.line,
        )
        for name in ("base", "plan")
    )
    lines = []
    for found in lever_table.build(base, plan, load()):
        lever = found.lever
        lines.append(
            (
                f"`{lever.name}`",
                lever.grade,
                "bit-identical" if found.neutral_is_nothing else "**differs**",
                found.indicator,
                percent(found.effect_percent),
                f"{found.gdp_effect:+.0f}",
                percent(found.gdp_percent),
                f"{found.gdp_within + 0.0:+.0f}",
                MISSING if math.isnan(found.elasticity) else f"{found.elasticity + 0.0:.2g}",
                lever.evidence,
            )
        )
    totals: dict[str, list[str]] = {}
    for total in lever_catalogue.totals(plan, base, load(), members=1):
        text = f"{total['effect']:+,.1f} {total['unit']}"
        totals.setdefault(str(total["grades"]), []).append(text)
    columns = (
        "lever",
        "grade",
        "neutral value",
        "first indicator",
        "moves by",
        "GDP, 100m CNY 2020",
        "GDP",
        "within the plan, 100m CNY 2020",
        "elasticity of GDP to the indicator",
        "published estimate that it rests on",
    )
    levers_known = base.registers.levers
    unread_rows = [
        (f"`{name}`", levers_known[name].chapter, levers_known[name].grade, STATES[why.state], why.reason)
        for name, why in unread().items()
    ]
    return page(
        "Effects of levers",
        "`sim/experiments/lever_table.py`, central parameters",
        EFFECTS_INTRO,
        table(columns, lines),
        "## Totals by grade\n",
        TOTALS_INTRO.format(share=100 * register()[CAP].value),
        table(("grades", *HEADLINES), ((name, *texts) for name, texts in totals.items())),
        "## Levers that no block reads\n",
        UNREAD_INTRO,
        table(("lever", "chapter of the plan", "grade", "state", "reason"), unread_rows),
    )


def trade() -> str:
    """The balanced trade of 2020 in shares and multipliers, from the source tables."""
    built = load()
    axes = built.axes
    names = Names(axes.city, axes.sector, axes.partner, axes.market)
    found = summary.build(names, built["value_added"], built["utilisation"], register())
    return page(
        "Trade of 2020 and multipliers",
        "`calibration/trade/summary.py`",
        TRADE_INTRO,
        "## Where each city's use comes from, %\n",
        _frame(found.origins, 1),
        "## Multipliers, mean over products with the region's output\n",
        MULTIPLIERS_INTRO,
        _frame(found.multipliers, 2),
        "## Inputs bought in the own city, a second opinion\n",
        QUOTIENT_INTRO,
        _frame(found.own_city, 2),
    )


def _frame(frame: pd.DataFrame, digits: int) -> str:
    lines = [
        tuple(f"{v:.{digits}f}" if isinstance(v, float) else v for v in row)
        for row in frame.itertuples(index=False)
    ]
    return table([str(c).replace("_", " ") for c in frame.columns], lines)


def apart(script: str, title: str, source: str) -> Callable[[], str]:
    """A page that a script beside this one makes."""

    def printed() -> str:
        printer = runpy.run_path(str(Path(__file__).with_name(script)))
        return page(title, source, *printer["parts"](table))

    return printed


PAGES: Mapping[str, Callable[[], str]] = {
    "levers.md": levers,
    "parameters.md": parameters,
    "shocks.md": shocks,
    "variables.md": variables,
    "targets.md": targets,
    "data.md": apart(
        "data_page.py",
        "Data",
        "`calibration/sources/datapackage.json` and `calibration/baseline/manifest.json`",
    ),
    "lever_effects.md": lever_effects,
    "multipliers.md": trade,
    "population.md": apart("population_page.py", "Population in numbers", "runs and the source tables"),
    "port_waiting.md": apart("waiting_page.py", "Waiting in the ports", "`calibration/port_years/`"),
    "files.md": apart("files_page.py", "Files for programs", "`sim/report/formats/*.csv`"),
    "library.md": apart("library_page.py", "Library of scenarios", "runs of `scenarios/`"),
    "marine.md": apart("marine_page.py", "Marine economy in numbers", "the model and the source tables"),
}


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, printed in PAGES.items():
        (FOLDER / name).write_text(printed(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
