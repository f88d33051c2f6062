"""Tables of a port's page: by class, capacity, storage, assumptions."""

from __future__ import annotations

import math

import pandas as pd

from sim.parameters import register
from sim.port import storage
from sim.port.description import CONTAINERS, PARCELS
from sim.port.study import Study
from sim.report.labels import place
from sim.report.numbers import MISSING, Display, amount
from sim.report.port.charts import labels
from sim.report.port.tables import PARTS, wide
from sim.report.port.terminal import span
from sim.report.view import Table
from sim.report.words import in_language, word
from sim.scenario.unit_names import unit_name

PERCENT, TEN_THOUSAND = 100.0, 1e4
HEADLINE = ("tonnes", "calls", "waits", "band", "busy", "busy_band")
DETAIL = ("berths", *PARTS, "wait_leaving", "stays", "ratio", "formula")
SHARED = (
    "weather_closure weather_closure_length tide_period tide_window_deep tug_occupancy_norm "
    "pilot_occupancy_norm pilot_tug_time berth_idle_time service_cv_bulk service_cv_container "
    "arrival_cv_bulk arrival_cv_container port_warm_up"
).split()
BOXES = "call_size_container teu_per_lift crane_rate_conventional cranes_per_berth".split()
STORES = "container_empty_share container_dwell_laden container_dwell_empty yard_occupancy_norm".split()
STATEMENTS = ("tonnes", "berths", "sizes", "ships", "handling", "arrivals", "tugs", "draws")
"""What is derived or judged beside the parameters."""


def headline(study: Study, summary: pd.DataFrame, lang: str) -> Table:
    """What each class brings, how long its ships wait and how busy its berths are, with bands."""
    mean, low, high = (wide(summary, column) for column in ("mean", "low", "high"))
    rows = []
    for k, name in enumerate(labels(study, lang)):
        row = mean.iloc[k]
        busy = [PERCENT * table.iloc[k]["occupancy"] for table in (low, high)]
        rows.append(
            [
                name,
                amount(row["tonnes"] / TEN_THOUSAND, "10k tonnes", lang),
                count(row["calls"], lang),
                number(row["waiting"], 1, lang),
                span(low.iloc[k]["waiting"], high.iloc[k]["waiting"], 1, lang),
                number(PERCENT * row["occupancy"], 0, lang) + "%",
                span(busy[0], busy[1], 0, lang),
            ]
        )
    return Table(word("port_by_class", lang), _heads(HEADLINE, lang), rows, word("port_by_class_note", lang))


def detail(study: Study, summary: pd.DataFrame, lang: str) -> Table:
    """Hours of a call by class and cause, and the yearly model's formula."""
    mean, port, rows = wide(summary, "mean"), study.years[0].port, []
    for k, name in enumerate(labels(study, lang)):
        row = mean.iloc[k]
        hours = [number(row[part], 2, lang) for part in (*PARTS, "wait_leaving")]
        ratio, formula = (number(row[i], 2, lang) for i in ("waiting_over_service", "yearly_model_waiting"))
        stays = number(row["service"], 1, lang)
        rows.append([name, str(port.terminals[k].count), *hours, stays, ratio, formula])
    return Table(word("port_detail", lang), _heads(DETAIL, lang), rows, word("port_detail_note", lang))


def capacity(study: Study, lang: str) -> Table:
    """Service capacity by class and together beside the design capacity of the port."""
    described, rows = study.described, []
    tonnes = [c.tonnes / TEN_THOUSAND for c in described.cargo]
    for name, handled, service in zip(labels(study, lang), tonnes, described.service_capacity, strict=True):
        rows.append([name, *_loads(handled, service, math.nan, lang)])
    total = _loads(sum(tonnes), sum(described.service_capacity), described.design_capacity, lang)
    rows.append([word("port_all", lang), *total])
    heads = _heads(("tonnes", "service_capacity", "share_of_service", "design_capacity", "over_design"), lang)
    return Table(word("port_capacity", lang), heads, rows, word("port_capacity_note", lang))


def _loads(handled: float, service: float, design: float, lang: str) -> list[str]:
    return [
        amount(handled, "10k tonnes", lang),
        amount(service, "10k tonnes", lang),
        number(PERCENT * handled / service, 0, lang) + "%" if service else MISSING,
        amount(design, "10k tonnes", lang),
        number(handled / design, 2, lang),
    ]


def stores(study: Study, lang: str) -> Table:
    """Yard, tanks and silos that the year's cargo needs, beside what is known."""
    rows = []
    for cargo, name in zip(study.described.cargo, labels(study, lang), strict=True):
        store = storage.need(cargo, study.values, register(), study.tonnes_per_teu)
        unit = word(f"port_unit {store.unit}", lang)
        shown = [number(value / TEN_THOUSAND, 1, lang) for value in (store.need, store.low, store.high)]
        rows.append(
            [
                name,
                number(store.days, 0, lang),
                f"{shown[0]} {unit}" if lang == "en" else shown[0] + unit,
                word("port_span", lang, low=shown[1], high=shown[2])
                if math.isfinite(store.need)
                else MISSING,
                _known(study.described.name, cargo.name, lang),
            ]
        )
    heads = _heads(("dwell", "need", "need_range", "known"), lang)
    note = word("port_storage_note", lang, norm=number(PERCENT * study.values[storage.NORM], 0, lang))
    return Table(word("port_storage", lang), heads, rows, note, frozenset({4}))


def _known(port: str, cargo: str, lang: str) -> str:
    found = [k for k in storage.known() if k.cargo == cargo and k.port in ("all", port)]
    texts = [
        word(
            "port_known_store",
            lang,
            capacity=number(k.capacity, 0, lang),
            what=in_language(k.calibre, lang),
            year=k.year,
            known=word(f"known {k.provenance}", lang),
        )
        for k in found
    ]
    return ("；" if lang == "zh" else "; ").join(texts) or word("port_not_known", lang)


def assumptions(study: Study, lang: str) -> Table:
    """Parameters of the description: value of this run, range of the register, and where it comes from."""
    known, rows = register(), []
    own = [p for c in study.described.cargo for p in PARCELS.get(c.name, ())]
    boxes = BOXES if any(c.name == CONTAINERS for c in study.described.cargo) else []
    kept = [f"storage_{what}_{c.name}" for c in study.described.cargo for what in ("dwell", "density")]
    for name in dict.fromkeys([*SHARED, *own, *boxes, *kept, *STORES]):
        if name not in known:
            continue
        entry, value = known[name], study.values[name]
        label = word(f"port_seen {entry.seen}", lang, default=word("port_seen yes", lang))
        if value != entry.value:
            label = word("port_overridden", lang)
        rows.append(
            [
                word(f"port_of {name}", lang, default=entry.meaning_zh if lang == "zh" else entry.meaning),
                f"{value:g}",
                between(f"{entry.low:g}", f"{entry.high:g}", lang),
                word(f"port_in {entry.unit}", lang, default=unit_name(entry.unit, lang)),
                label,
            ]
        )
    heads = _heads(("value", "range", "unit", "label"), lang, first="port_assumption")
    return Table(word("port_assumptions", lang), heads, rows, text_columns=frozenset({3, 4}))


def statements(study: Study, lang: str) -> Table:
    """What the description derives or judges beside the parameters."""
    rows = [
        [word(f"port_what {key}", lang), word(f"port_how {key}", lang), word(f"port_label {key}", lang)]
        for key in STATEMENTS
    ]
    heads = _heads(("how", "label"), lang, first="port_assumption")
    title = word("port_statements", lang, place=place(study.described.name, lang))
    return Table(title, heads, rows, text_columns=frozenset({1, 2}))


def _heads(keys: tuple[str, ...], lang: str, first: str = "port_cargo") -> list[str]:
    return [word(first, lang), *(word(f"port_head {key}", lang) for key in keys)]


def between(low: str, high: str, lang: str) -> str:
    """Two ends of a range."""
    return word("port_span", lang, low=low, high=high)


def number(value: float, decimals: int, lang: str) -> str:
    """A number in the manner of the language; a dash where there is none."""
    return Display(1.0, "", lang).number(value, decimals)


def count(value: float, lang: str) -> str:
    """A whole number."""
    return number(value, 0, lang)
