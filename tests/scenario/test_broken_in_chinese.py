"""Every kind of broken file is told in Chinese, without a run of English words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sim.errors import InputError, Problem
from sim.messages import told
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from tests.scenario import broken, workbooks
from tests.scenario.samples import LIVE, LIVE_SHOCKS

VERBATIM = re.compile(
    r"`[^`]*`|“[^”]*”|\"[^\"]*\"|'[^']*'|\{.*\}|（[^）]*）|\([^)]*\)"
    r"|单位：[^。]*|[\w./-]+\.(?:yaml|csv|xlsx)"
)
"""Quoted text, commands, examples of YAML, units and files."""
RUN = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
"""Two English words; a list of ids has commas between."""


def english(problem: Problem) -> list[str]:
    """Runs of English words in the Chinese of a problem, file and key apart."""
    text = told(replace(problem, file="", line=None, key=""), "zh")
    return RUN.findall(VERBATIM.sub("", text))


def check(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        text = told(problem, "zh")
        assert english(problem) == [], text
        assert re.search("[\u4e00-\u9fff]", text)
        head = str(replace(problem, message="", cure=""))
        assert text.startswith(head)


@pytest.mark.parametrize("name", broken.CASES)
def test_a_broken_file(name: str, write: Callable[[str, str | bytes], Path], registers: Registers) -> None:
    path = write("case.yaml", broken.CASES[name].text)
    with pytest.raises(InputError) as caught:
        load(path, registers, live_levers=LIVE, live_flags=("science_centre",))
    check(caught.value.problems)


@pytest.mark.parametrize("name", workbooks.CASES)
def test_a_broken_workbook(name: str, folder: Path, registers: Registers) -> None:
    path = workbooks.written(folder / "my.xlsx", workbooks.CASES[name].change)
    with pytest.raises(InputError) as caught:
        load(path, registers, live_levers=LIVE, live_flags=("science_centre",), live_shocks=LIVE_SHOCKS)
    check(caught.value.problems)
