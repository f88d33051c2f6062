"""Folders of invented runs, written once for all tests that only read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sim.report import run_folder
from sim.report.labels import LANGUAGES
from sim.report.sheet import Sheet
from tests.report import synthetic


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder of the invented run by language."""
    given = synthetic.inputs(bands=True)
    return {lang: synthetic.write(tmp_path_factory.mktemp(lang), given, lang) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder of a run whose title, question and labels would do harm if taken for more than text."""
    given = synthetic.hostile_inputs()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_folder, "png", unpainted)
        return {
            lang: synthetic.write(tmp_path_factory.mktemp(f"hostile_{lang}"), given, lang)
            for lang in LANGUAGES
        }


def unpainted(sheet: Sheet) -> bytes:
    """In place of a PNG, which takes most of the time of a folder, where a test does not look at it."""
    return b""


@pytest.fixture
def no_png(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders without painted PNG files."""
    monkeypatch.setattr(run_folder, "png", unpainted)
