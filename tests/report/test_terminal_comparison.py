"""Several scenarios on the terminal: a line each, what they reach and how surely, and the pages."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from sim.report.compare.comparison import Comparison, of
from sim.report.labels import LANGUAGES
from sim.report.terminal import PLAIN_WIDTH
from sim.report.terminal_comparison import scenarios_text
from tests.report.side_by_side import several
from tests.report.test_terminal import columns

PAGE = Path("outputs") / "compare" / "compare.html"


def text_of(found: Comparison, lang: str) -> str:
    reports = [Path("outputs") / name / "report.html" for name in found.names]
    return scenarios_text(found, reports, PAGE, lang, width=PLAIN_WIDTH, colour=False)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [2, 12])
def test_every_scenario_has_a_line_and_a_report_and_no_line_is_too_wide(count: int, lang: str) -> None:
    found = of(several(count))
    lines = text_of(found, lang).splitlines()
    table, pages = lines[: -count - 1], lines[-count - 1 :]
    assert all(columns(line) <= PLAIN_WIDTH for line in table)
    assert [line for line in pages if "report.html" in line] == pages[:-1]
    assert pages[-1].endswith(str(PAGE))
    for label in found.labels(lang):
        assert sum(label[:12] in line for line in table) >= 1


def test_a_line_holds_projection_and_probability_of_the_headline_targets() -> None:
    found = of(several(2))
    judged = {each.target_id: each for group in found.judged(headline=True) for each in group[1:]}
    line = next(line for line in text_of(found, "en").splitlines() if line.strip().startswith("plan"))
    gdp = next(each for each in judged.values() if each.name_en.startswith("GDP"))
    assert f"{gdp.projected / 10:,.0f}" in line
    assert line.count("%") == 4


def test_central_runs_have_no_probabilities() -> None:
    given = [replace(each, targets=each.targets.assign(probability=math.nan)) for each in several(2)]
    assert "%" not in text_of(of(given), "en")
