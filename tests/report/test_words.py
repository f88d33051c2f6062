"""Words, captions and labels: both languages, glyphs for all of them, and none missing or left over."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter

import numpy as np
import pytest
from fontTools.ttLib import TTFont

import sim.report
from calibration.backtest.rolling import PRINTED, SPREAD
from sim.attribution import CHAPTER_OF, DRIVERS, FLAGS, PARAMETERS, SECTIONS, SHOCKS, TOTAL
from sim.experiments.central_runs import HEADLINES
from sim.experiments.gdp_histories import READINGS
from sim.experiments.lever_catalogue import sums
from sim.experiments.scoreboard import HEADLINES as SCORED
from sim.experiments.shock_response import CASES
from sim.experiments.variance_split import INTERACTION
from sim.parameters import register as parameters
from sim.paths import PARAMETERS as PARAMETER_REGISTER
from sim.paths import REGISTERS, ROOT
from sim.port.description import PARCELS
from sim.report import difference_text
from sim.report.annual import THEMES
from sim.report.attribution import captions as attribution_captions
from sim.report.attribution import page as attribution_page
from sim.report.attribution import page_tables as attribution_tables
from sim.report.attribution import sentences, waterfall
from sim.report.charts import (
    captions,
    dependency_ratios,
    map_cities,
    map_one_hour,
    population_components,
    port_demand_history,
    shock_response,
)
from sim.report.charts.catalogue import CHARTS, MODULES
from sim.report.compare import charts as comparison_charts
from sim.report.compare import page as comparison_page
from sim.report.compare.workbook import SHEETS as COMPARED
from sim.report.glyphs import FONT_FILE
from sim.report.labels import ids, indicator, names, place
from sim.report.maps import base, network
from sim.report.port import captions as port_captions
from sim.report.port import film, page, page_tables, terminal
from sim.report.port.tables import PARTS
from sim.report.results_book.contents import HOW, PROVENANCE, UNITS
from sim.report.results_book.workbook import SHEETS
from sim.report.target_rows import CLASSES
from sim.report.verdict import SIGNS
from sim.report.words import TABLE, in_language, listed, word
from sim.results import observed
from sim.scenario.measures import STATES
from sim.scenario.scenario import SOURCES
from sim.scenario.unit_names import chinese_units
from sim.variables import REGISTER, register
from tests import runs

PACKAGE = Path(sim.report.__file__).parent
BOOK_KEYS = (
    *(
        "title.zh",
        "title.en",
        "question.zh",
        "question.en",
        "extends",
        "horizon",
        "drivers",
        "flags.scale_to_budget",
    ),
    *(f"uncertainty.{key}" for key in ("members", "seed", *SOURCES)),
    *("implementation.share", "implementation.years_late", "implementation.until"),
)
OF_PORTS = (
    *(*page_tables.SHARED, *page_tables.BOXES, *page_tables.STORES),
    *(name for names_of in PARCELS.values() for name in names_of),
    *(name for name in parameters() if name.startswith(("storage_dwell_", "storage_density_"))),
)
"""Parameters that the page of a port shows."""
DOMAINS = {
    "book_name ": (*BOOK_KEYS, "chapter share", "chapter years_late", "chapter until"),
    "book_hint ": BOOK_KEYS,
    "book_note ": tuple(map(str, range(1, 13))),
    "book_kind ": ("rail", "road", "power"),
    "book_shock ": ("kind", "place", "part", "year", "size"),
    "class ": CLASSES,
    "card_": [f"{state}_{side}" for state in SIGNS for side in ("above", "below")],
    "sheet ": (*SHEETS, *COMPARED, "contents", "steps", "chapters"),
    "sheet_holds ": tuple(SHEETS),
    "compare_holds ": tuple(COMPARED),
    "attribution_holds ": ("steps", "chapters", "settings"),
    "workbook_": (
        *("with", "without", "data", "file", "licence"),
        *(f"{kind} {key}" for kind in ("how", "how_is") for key in HOW),
        *(f"{kind} {key}" for kind in ("units", "units_is") for key in UNITS),
    ),
    "workbook_people_": ("changes", "stocks", "ages", "ratios", "Male", "Female"),
    "history ": tuple(READINGS),
    "provenance_is ": PROVENANCE,
    "scored_by ": tuple(headline.note for headline in SCORED),
    "voyage_": ("foreign", "coastal", "relayed"),
    "map_band ": tuple(map(str, range(len(map_one_hour.BANDS)))),
    "map_key ": (map_cities.CITY, map_cities.PORT),
    "map_": tuple(f"{mode}_{state}" for mode in network.MODES for state in ("2020", "new")),
    "place ": base.OUTSIDE,
    "marine ": ("past", "without", "with", "needed", "province", "total", "lacks"),
    "note ": CLASSES,
    "grade ": ("A", "B", "C"),
    "effect ": ("alone", "within", "base_openings"),
    "sum ": tuple(sums(*[np.zeros((1, 1))] * 3, 1.0)),
    "state ": ("live", *STATES),
    "basis ": tuple("PDVA"),
    "timing ": ("ramp", "level"),
    "strength ": ("strong", "moderate", "weak", "none"),
    "seen ": ("yes", "abstract", "abstract_sign", "recalled", "judgement", "derived"),
    "known ": ("sourced", "plan", "derived", "recalled"),
    "provenance ": ("sourced", "plan", "derived", "recalled", "judgement"),
    "rule ": (
        "model",
        "model_without_national_knowledge",
        "naive_growth",
        "naive_share",
        "combination",
        "last_five_years",
        "constant_share_of_nation",
    ),
    "reading ": (PRINTED, SPREAD),
    "shock_of ": tuple(CASES),
    "short ": (*dependency_ratios.PARTS, *(name for name, _, _ in population_components.PARTS)),
    "water ": ids("water_source"),
    "source ": (*SOURCES, INTERACTION),
    "section ": (
        *("summary", "charts", *MODULES, "cities", "measures", "targets", "scores", "basis"),
        *page.SECTIONS,
        *attribution_page.SECTIONS,
    ),
    "section compare ": comparison_page.SECTIONS,
    "compare_file ": comparison_page.FILES,
    "compare_inputs ": (
        "levers",
        "projects",
        "flags",
        "parameters",
        "shocks",
        "drivers",
        "horizon",
        "uncertainty",
    ),
    "attribution_group ": (*SECTIONS, *CHAPTER_OF.values(), *waterfall.LEVELS, TOTAL, "judged"),
    "attribution_setting ": (PARAMETERS, FLAGS, DRIVERS, SHOCKS),
    "attribution_title ": attribution_captions.CHARTS,
    "attribution_subtitle ": attribution_captions.CHARTS,
    "attribution_alt ": attribution_captions.CHARTS,
    "attribution_head ": (*attribution_tables.SHORT, *attribution_tables.DETAIL),
    "attribution_method ": sentences.METHOD,
    "port_cause ": PARTS,
    "port_title ": port_captions.CHARTS,
    "port_subtitle ": port_captions.CHARTS,
    "port_alt ": port_captions.CHARTS,
    "port_short ": terminal.HEADS,
    "port_head ": (
        *(*page_tables.HEADLINE, *page_tables.DETAIL),
        *("service_capacity", "share_of_service", "design_capacity", "over_design"),
        *("dwell", "need", "need_range", "known"),
        *("value", "range", "unit", "label", "how"),
    ),
    "port_what ": page_tables.STATEMENTS,
    "port_how ": page_tables.STATEMENTS,
    "port_label ": page_tables.STATEMENTS,
    "port_limit ": page.LIMITS,
    "port_unit ": ("t", "m3", "TEU"),
    "port_seen ": ("yes", "abstract", "derived", "recalled", "judgement"),
    "port_of ": OF_PORTS,
    "port_in ": tuple(dict.fromkeys(parameters()[name].unit for name in OF_PORTS)),
    "port_film ": film.KEYS,
    "diff ": difference_text.SECTIONS,
    "part ": (),
    "variable ": (),
}
"""Keys that the code puts together: their beginning, and endings that must exist; those of `part` and
`variable` may, see `named_by_parts`.
"""

CHINESE = {
    "words": (TABLE, ("zh",)),
    "captions": (captions.TABLE, ("title_zh", "subtitle_zh", "alt_zh")),
    "labels": (REGISTERS / "labels.csv", ("label_zh",)),
    "units": (PACKAGE / "units.csv", ("label",)),
    "variables": (REGISTER, ("label_zh",)),
    "levers": (REGISTERS / "levers.csv", ("label_zh", "mechanism_zh")),
    "units of levers": (REGISTERS / "lever_units.csv", ("unit_zh",)),
    "levers not read": (REGISTERS / "unread_levers.csv", ("reason_zh",)),
    "shocks": (REGISTERS / "shocks.csv", ("label_zh", "meaning_zh", "unit_zh")),
    "series": (REGISTERS / "driver_series.csv", ("label_zh", "unit_zh")),
    "targets": (REGISTERS / "targets.csv", ("name_zh", "quote_zh", "basis_zh", "reason_zh")),
    "parameters": (PARAMETER_REGISTER, ("meaning_zh",)),
    "estimation": (REGISTERS / "estimation.csv", ("meaning_zh",)),
    "units of the registers": (REGISTERS / "units.csv", ("unit_zh",)),
    "projects": (REGISTERS / "dated_projects.csv", ("label_zh",)),
    "measures": (REGISTERS / "measures.csv", ("title_zh", "quote_zh", "verb_zh")),
    "chapters": (REGISTERS / "chapters.csv", ("label_zh", "short_zh")),
    "keys": (REGISTERS / "scenario_keys.csv", ("zh",)),
    "storage": (REGISTERS / "port_storage.csv", ("calibre_zh",)),
    "statements": (REGISTERS / "statements.csv", ("zh",)),
}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def table() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in rows(TABLE)}


def calls() -> Iterator[ast.expr]:
    """The first argument of every call of ``word`` in the code of the report."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "word":
                yield node.args[0]


def texts() -> set[str]:
    """Every text constant of the code and of the templates."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for file in PACKAGE.rglob("*.j2"):
        found |= set(re.findall(r"""["']([^"'{}%<>]+)["']""", file.read_text(encoding="utf-8")))
    return found


def beginning(text: ast.JoinedStr) -> str:
    """What stands before the first place of a text, if anything."""
    first = text.values[0]
    return str(first.value) if isinstance(first, ast.Constant) else ""


def beginnings() -> set[str]:
    """Beginnings of every text that the code and the templates put together."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= {beginning(n) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)}
    for file in PACKAGE.rglob("*.j2"):
        found |= set(re.findall(r"""["']([^"']+)["'] ~""", file.read_text(encoding="utf-8")))
    return found


def named_by_parts() -> set[str]:
    """Keys that a name of a results variable may be read by: itself, what it begins with, and its parts."""
    known = {*runs.frame("base")["variable"], *observed()["variable"], *chain(*THEMES.values())}
    pieces = [name.split("|") for name in known | {entry.variable for entry in register().values()}]
    heads = {"|".join(of[:count]) for of in pieces for count in range(1, len(of) + 1)}
    parts = {part for of in pieces for part in of[1:]}
    return {f"variable {head}" for head in heads} | {f"part {part}" for part in parts}


@pytest.mark.parametrize("file", [TABLE, captions.TABLE, REGISTERS / "labels.csv"], ids=lambda f: f.name)
def test_every_row_has_both_languages_and_a_key_of_its_own(file: Path) -> None:
    found = rows(file)
    keys = [tuple(row[c] for c in ("axis", "id", "key") if c in row) for row in found]
    assert len(set(keys)) == len(keys) > 10
    for row in found:
        assert all(row.values()) and None not in row, row
        for name, text in row.items():
            assert text == text.strip() or name == "en", (row, name)


@pytest.mark.parametrize(("file", "columns"), CHINESE.values(), ids=CHINESE)
def test_every_character_has_a_glyph_in_the_shipped_font(file: Path, columns: tuple[str, ...]) -> None:
    with TTFont(FONT_FILE, lazy=True) as font:
        glyphs = set(font.getBestCmap())
    wanted = {character for row in rows(file) for column in columns for character in row[column]}
    assert {c for c in wanted if c.isprintable() and ord(c) not in glyphs} == set()


FILLED_LIKE = {"basis_zh": "basis", "reason_zh": "reason", "quote_zh": "", "verb_zh": ""}
"""Columns that may be empty: where their English is, or where the plan has no words."""


@pytest.mark.parametrize(("file", "columns"), CHINESE.values(), ids=CHINESE)
def test_no_chinese_text_is_missing(file: Path, columns: tuple[str, ...]) -> None:
    for row in rows(file):
        for column in columns:
            needed = column not in FILLED_LIKE or bool(row.get(FILLED_LIKE[column]))
            assert row[column].strip() or not needed, (row, column)


def test_every_unit_has_a_chinese_name() -> None:
    """Of results, of parameters, and of targets."""
    units = set(runs.frame("base")["unit"])
    units |= {
        row["unit"] for file in (PARAMETER_REGISTER, REGISTERS / "estimation.csv") for row in rows(file)
    }
    units |= {row["unit"] for row in rows(REGISTERS / "targets.csv")}
    assert units - set(chinese_units()) == set()


def test_chinese_texts_are_chinese_and_english_ones_are_not() -> None:
    for key, row in table().items():
        assert not re.search("[\u4e00-\u9fff，。；：（）]", row["en"]), key
        assert re.search("[\u2026\u3000-\u9fff\uff00-\uffef]", row["zh"]) or key == "from_to", key


def test_both_languages_of_a_word_have_the_same_places_to_fill() -> None:
    for key, row in table().items():
        english, chinese = (
            {name for _, name, _, _ in Formatter().parse(row[lang]) if name} for lang in ("en", "zh")
        )
        assert english == chinese, key


def test_captions_fill_only_the_years_and_the_indicator_that_they_are_given() -> None:
    for row in rows(captions.TABLE):
        known = {"first", "start", "last"}
        known |= {"indicator"} if row["id"] in comparison_charts.CAPTIONS else set()
        for text in row.values():
            assert {name for _, name, _, _ in Formatter().parse(text) if name} <= known


def test_every_chart_has_a_caption_and_every_caption_a_chart() -> None:
    alone = {module.ID for module in (port_demand_history, shock_response)}
    drawn = {c.id for c in CHARTS} | alone | set(comparison_charts.CAPTIONS)
    assert {row["id"] for row in rows(captions.TABLE)} == drawn


def test_every_key_that_the_code_names_stands_in_the_table() -> None:
    named = {a.value for a in calls() if isinstance(a, ast.Constant)}
    assert len(named) > 80
    assert named - set(table()) == set()
    templates = "".join(f.read_text(encoding="utf-8") for f in PACKAGE.rglob("*.j2"))
    assert set(re.findall(r"""word\(["']([^"']+)["'][,)]""", templates)) - set(table()) == set()


def test_every_key_that_the_code_puts_together_stands_in_the_table() -> None:
    begun = {beginning(a) for a in calls() if isinstance(a, ast.JoinedStr)} - {""}
    assert begun <= set(DOMAINS), "a beginning that this test does not know"
    assert {f"{start}{end}" for start, ends in DOMAINS.items() for end in ends} - set(table()) == set()


def test_no_word_is_left_over() -> None:
    made = {f"{start}{end}" for start, ends in DOMAINS.items() for end in ends}
    assert set(table()) - texts() - made - named_by_parts() == set()


def test_every_beginning_of_a_key_is_one_that_the_code_makes() -> None:
    used, made = texts(), beginnings()
    assert len(made) > len(DOMAINS)
    spelt = {start for start, ends in DOMAINS.items() if any(f"{start}{end}" in used for end in ends)}
    assert set(DOMAINS) - made - spelt == set()


def test_every_indicator_that_a_run_reports_has_a_chinese_name() -> None:
    latin = re.compile("[A-Za-z]{2,}")
    reported = list(dict.fromkeys(runs.frame("base")["variable"]))
    assert len(reported) > 100
    unnamed = [v for v in reported if set(latin.findall(indicator(v, "zh"))) - {"GDP"}]
    assert unnamed == []
    themes = {v for variables in THEMES.values() for v in variables}
    assert [v for v in (*themes, *HEADLINES) if not re.search("[\u4e00-\u9fff]", indicator(v, "zh"))] == []


def test_every_cause_of_growth_has_a_word() -> None:
    causes = [
        v.variable.partition("|")[2]
        for v in register().values()
        if v.variable.startswith("Growth contribution|")
    ]
    found = [
        v.partition("|")[2]
        for v in set(runs.frame("base")["variable"])
        if v.startswith("Growth contribution|")
    ]
    assert len(found) > 5
    assert {f"part {cause}" for cause in (*causes, *found) if "{" not in cause} - set(table()) == set()


def test_indicators_are_named_by_their_parts() -> None:
    assert indicator("GDP|Current prices", "en") == "GDP, current prices"
    assert indicator("Value added|Mining", "en") == "Value added: Mining"
    assert indicator("Value added|Mining", "zh") == "增加值（采矿业）"
    assert indicator("Travel time|To Yantai", "zh") == "出行时间（至烟台）"
    assert indicator("Population|Male|Age 85+", "zh").endswith("（男，85岁及以上）")


def test_places_are_named_and_joined() -> None:
    assert place("weihai;rizhao", "en") == "Weihai, Rizhao" and place("weihai;rizhao", "zh") == "威海、日照"
    assert place("atlantis", "zh") == "atlantis"
    assert names("city", "zh") == ("青岛", "烟台", "潍坊", "威海", "日照")


def test_an_unknown_word_is_an_error_unless_something_stands_in() -> None:
    with pytest.raises(KeyError, match="no such word"):
        word("no such word", "en")
    assert word("no such word", "en", default="x") == "x"


def test_a_text_in_one_language_stands_in_for_the_other() -> None:
    assert in_language({"en": "A", "zh": ""}, "zh") == "A"
    assert in_language({"en": "A", "zh": "甲"}, "zh") == "甲"
    assert in_language(None, "en") == "" and in_language("plain", "zh") == "plain"
    assert listed(["a", "b"], "en") == "a, b" and listed(["甲", "乙"], "zh") == "甲、乙"


def test_the_font_is_a_subset_with_its_licence() -> None:
    assert FONT_FILE.stat().st_size < 2_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT_FILE.parent / "OFL.txt").read_text(encoding="utf-8").upper()
    assert FONT_FILE.is_relative_to(ROOT)
