"""The register of messages holds every message that the code raises, none else, and whole translations."""

from __future__ import annotations

import ast
import csv

import pytest

from sim.messages import HELP, NAME_OF, PHRASES, PLACE, SENTENCE, phrase, rows, worded
from sim.paths import REGISTERS, ROOT
from tests.messages.sources import blank, modules, sentences, texts

ROWS = list(rows())
SENTENCES = {blank(row["en"]) for row in ROWS if row["kind"] == SENTENCE}
SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in modules()}


def of_kind(kind: str) -> list[str]:
    return [row["en"] for row in ROWS if row["kind"] == kind]


def test_the_modules_that_tell_mistakes_are_found() -> None:
    assert {
        "sim/cli_scenario.py",
        "sim/errors.py",
        "sim/observations.py",
        "sim/scenario/loading.py",
        "sim/scenario/scalars.py",
        "sim/scenario/section_checks.py",
        "sim/scenario/workbook/cells.py",
        "sim/scenario/workbook/reading.py",
        "sim/scenario/yaml_reader.py",
    } <= set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_every_message_has_a_chinese_one(name: str) -> None:
    assert sentences(SOURCES[name]) - SENTENCES == set()


def test_no_sentence_of_the_register_is_unused() -> None:
    told = {part for source in SOURCES.values() for part in (*sentences(source), *texts(source))}
    assert SENTENCES - told == set()


def test_no_phrase_of_the_register_is_unused() -> None:
    told = "\n".join(text for source in SOURCES.values() for text in texts(source))
    unused = [
        p for p in of_kind("phrase") if not all(part.strip("'") in told for part in PLACE.split(p)[::2])
    ]
    assert unused == []


def test_every_description_of_the_schema_has_a_chinese_one() -> None:
    tree = ast.parse(SOURCES["sim/scenario/schema.py"])
    words = [k.value for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg == "description"]
    plain = [w.value for w in words if isinstance(w, ast.Constant)]
    assert len(plain) > 20
    english = [w for w in plain if not w.startswith("{") and phrase(w) == w]
    assert english == []


def test_axes_are_those_of_the_registers() -> None:
    axes: set[str] = {"region", "project"}
    for file, column in (("levers.csv", "index"), ("shocks.csv", "index")):
        with (REGISTERS / file).open(encoding="utf-8", newline="") as rows_of:
            axes |= {row[column] for row in csv.DictReader(rows_of)}
    terms = set(of_kind("term"))
    assert axes <= terms
    parts = {part for axis in axes for part in axis.split("_")}
    assert {term for term in terms if term not in axes} - parts == {"city pair", "marine industry"}


@pytest.mark.parametrize("row", ROWS, ids=[row["en"] for row in ROWS])
def test_places_agree_and_chinese_ends_as_chinese_does(row: dict[str, str]) -> None:
    assert row["kind"] in (SENTENCE, HELP, NAME_OF, *PHRASES)
    assert sorted(PLACE.findall(row["en"])) == sorted(PLACE.findall(row["zh"]))
    assert len(set(PLACE.findall(row["en"]))) == len(PLACE.findall(row["en"]))
    assert row["zh"].strip() == row["zh"] != ""
    ends = {".": "。", "?": "？", ";": "；"}
    if row["kind"] == SENTENCE and row["en"][-1] in ends:
        assert row["zh"][-1] == ends[row["en"][-1]]


def test_a_template_stands_once() -> None:
    keys = [(row["kind"], blank(row["en"])) for row in ROWS]
    assert len(set(keys)) == len(keys)


def test_a_new_message_without_chinese_would_be_found() -> None:
    source = """
def f(x):
    'Is a docstring.'
    said = f'{x} is purple{x}{x}.' + (' Paint it.' if x else '')
"""
    assert sentences(source) == {"{} is purple{}.", "Paint it."}
    assert worded("5 is purple.", "zh") == "5 is purple."
