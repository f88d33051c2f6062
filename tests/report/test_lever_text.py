"""The levers as text: grades apart, order inside them, totals with the cap, and both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sim.lever_job import register
from sim.report.lever_text import columns, listing

Row = dict[str, Any]


def lever(name: str, grade: str, gdp: float | None, **other: object) -> Row:
    effects = {} if gdp is None else {"alone": {"GDP": gdp}, "within": {"GDP": gdp / 2}}
    known = {
        "name": name,
        "grade": grade,
        "label_en": name.title(),
        "label_zh": "杠杆",
        "chapter": "5",
        "unit": "index",
        "unit_zh": "指数",
        "neutral": 0.0,
        "low": 0.0,
        "high": 1.0,
        "timing": "ramp",
        "index": "city",
        "plan_value": '{"qingdao": 0.5}',
        "plan_basis": "V",
        "state": "live",
        "reason": "",
        "reason_zh": "",
        "mechanism": "Lowers a cost.",
        "mechanism_zh": "降低成本。",
        "measures": ["C05.S1.01"],
        "evidence": "None.",
        "evidence_strength": "weak",
        "source": "judgement",
        "seen": "judgement",
        "note": "",
        "setting": None,
        "openings": [],
    }
    return known | effects | other


@pytest.fixture
def catalogue() -> Row:
    kinds = ("A", "C adds", "C adds, capped")
    return {
        "scenario": "plan",
        "base": "base",
        "year": 2025,
        "members": 64,
        "cap": 0.25,
        "targets": {"GDP": "100m CNY 2020"},
        "levers": [
            lever("small", "C", 1.0),
            lever("large", "C", 900.0),
            lever("sound", "A", 5.0, setting={"qingdao": 0.5}),
            lever("absent", "A", None, state="waits", reason="Not yet.", reason_zh="尚未建立。", chapter="7"),
        ],
        "totals": [
            {"grades": g, "target": "GDP", "unit": "100m CNY 2020", "effect": 50.0, "p05": 10.0, "p95": 90.0}
            for g in kinds
        ],
        "excused": {"C14.S1.01": "leadership"},
    }


def test_a_large_effect_of_a_low_grade_stays_below_a_small_one_of_a_high_grade(catalogue: Row) -> None:
    text = listing(catalogue, "en", by="GDP")
    order = [text.index(f"\n{name}, ") for name in ("sound", "absent", "large", "small")]
    assert order == sorted(order)


def test_a_lever_says_what_it_does_or_why_nothing(catalogue: Row) -> None:
    text = listing(catalogue, "en", by="GDP")
    assert "alone: GDP +0.50 billion yuan" in text and "within the scenario: GDP +0.25 billion yuan" in text
    assert "in this scenario: qingdao 0.5" in text
    assert "plan value (verb scale): qingdao 0.5" in text
    assert "no block reads it: Not yet." in text


def test_an_index_changes_by_a_number_and_a_percentage(catalogue: Row) -> None:
    own = {"variable": "Human capital", "unit": "index", "base": 1.04, "effect": 0.00052}
    catalogue["levers"][0]["indicator_effect"] = own
    assert "own indicator: Human capital +0.0005 (+0.05%)" in listing(catalogue, "en", by="GDP")


def test_the_totals_state_the_cap(catalogue: Row) -> None:
    text = listing(catalogue, "en", by="GDP")
    assert re.search(r"C adds, capped\s+\+5\.00 billion yuan \[1\.00–9\.00\]", text)
    assert "at most 25 % of what A and B add" in text
    assert "1 measures of the plan" in text and "C14.S1.01: leadership" in text


def test_one_chapter_only(catalogue: Row) -> None:
    text = listing(catalogue, "en", chapter="7", by="GDP")
    assert "\nabsent, " in text and "\nsound, " not in text and "Totals by grade" in text


def test_chinese_has_no_english_words_but_names(catalogue: Row) -> None:
    text = listing(catalogue, "zh", by="GDP")
    for expected in ("单位：指数", "降低成本。", "青岛 0.5", "尚未建立。", "封顶", "25%"):
        assert expected in text


def test_the_register_alone_is_listed_without_effects() -> None:
    for lang in ("en", "zh"):
        text = listing(register(), lang)
        assert text.count("\nrd_growth") == 1 and "rail_network" in text


def test_a_chinese_character_is_two_columns() -> None:
    assert columns("A级") == 3
