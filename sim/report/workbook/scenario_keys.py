"""The first sheet: a scenario's title, question, horizon, members, drivers and flags, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from sim.paths import SCENARIOS
from sim.report.book.text import height
from sim.report.words import word
from sim.report.workbook.book import Book, Column
from sim.report.workbook.names import worded
from sim.scenario.lever_values import LAST_YEAR, PLAN_YEAR
from sim.scenario.measures import chapters
from sim.scenario.scenario import SOURCES, Scenario
from sim.scenario.schema import MOST_YEARS_LATE
from sim.scenario.workbook.words import named
from sim.year import LIVE_FLAGS

COLUMNS = (
    Column("key", 29),
    Column("name_zh", 22),
    Column("name_en", 26),
    Column("value", 46, filled_in=True),
    Column("hint_zh", 46),
    Column("hint_en", 46),
)
VALUE = 3
BASE = "base.yaml"
EXTENT_KEYS = ("share", "years_late", "until")
EXTENT = tuple(f"implementation.{key}" for key in EXTENT_KEYS)
WHOLE: Mapping[str, tuple[int, int]] = {
    "horizon": (2021, 2050),
    "uncertainty.members": (1, 100_000),
    "uncertainty.seed": (0, 2**31 - 1),
}
EXTENT_YEARS: Mapping[str, tuple[int, int]] = {
    "years_late": (0, MOST_YEARS_LATE),
    "until": (PLAN_YEAR, LAST_YEAR),
}
YES_NO = ("true", "false")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "uncertainty.parameters": ("prior", "posterior", "central"),
    "uncertainty.drivers": ("drawn", "central"),
    "uncertainty.base_data": ("drawn", "central"),
}


def scenario_sheet(book: Book, scenario: Scenario) -> None:
    """A scenario's own keys with its values."""
    sheet = book.sheet("scenario", COLUMNS, frozen=VALUE)
    for at, (key, value) in enumerate(keys(scenario, book.lang).items(), start=1):
        name, told = _words(key)
        texts = (key, *(word(name, lang, None, **told) for lang in ("zh", "en")))
        for k, text in enumerate(texts):
            book.put(sheet, (at, k), text, book.strong if k else book.key)
        book.put(sheet, (at, VALUE), value, book.input_text)
        for k, lang in enumerate(("zh", "en"), start=VALUE + 1):
            book.put(sheet, (at, k), word(_hint(key), lang), book.fact)
        lines = [str(value or ""), *(word(_hint(key), lang) for lang in ("zh", "en"))]
        sheet.set_row(at, max(height(line, COLUMNS[VALUE].width) for line in lines))
        _checked(book, sheet, at, key)
    book.protect(sheet)


def keys(scenario: Scenario, lang: str) -> dict[str, object]:
    """Values by key, as cells hold them."""
    drawn = scenario.uncertainty
    return {
        "title.zh": scenario.title_zh,
        "title.en": scenario.title_en,
        **{f"question.{language}": text for language, text in scenario.question.items()},
        "extends": BASE,
        "horizon": scenario.horizon,
        "drivers": Path(scenario.drivers.file).name,
        "uncertainty.members": drawn.members,
        "uncertainty.seed": drawn.seed,
        **{f"uncertainty.{name}": named("choice", getattr(drawn, name), lang) for name in SOURCES},
        **dict.fromkeys(EXTENT),
        **dict.fromkeys(
            f"implementation.chapters.{number}.{key}" for number in chapters() for key in EXTENT_KEYS
        ),
        **{f"flags.{flag}": _yes_no(scenario, flag, lang) for flag in sorted(LIVE_FLAGS)},
    }


def _words(key: str) -> tuple[str, dict[str, str]]:
    """The wording that names a key, and what fills its places."""
    parts = key.split(".")
    if parts[:2] != ["implementation", "chapters"]:
        return f"book_name {key}", {}
    return f"book_name chapter {parts[-1]}", {"number": parts[2]}


def _hint(key: str) -> str:
    parts = key.split(".")
    return f"book_hint {parts[0]}.{parts[-1]}" if parts[0] == "implementation" else f"book_hint {key}"


def _yes_no(scenario: Scenario, flag: str, lang: str) -> str | None:
    if flag not in scenario.flags:
        return None
    return named("choice", "true" if scenario.flags[flag] else "false", lang)


def _checked(book: Book, sheet: Worksheet, at: int, key: str) -> None:
    """Excel's own check of a value, where there is one."""
    cells = (at, VALUE, at, VALUE)
    message = worded(_hint(key), book.lang, "\n")
    whole = EXTENT_YEARS.get(key.rpartition(".")[2]) or WHOLE.get(key)
    if whole is not None:
        low, high = whole
        rule: dict[str, object] = {
            "validate": "integer",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
        }
        book.checked(sheet, cells, rule, message)
    elif key in CHOICES or key.startswith("flags."):
        source = [named("choice", choice, book.lang) for choice in CHOICES.get(key, YES_NO)]
        book.checked(sheet, cells, {"validate": "list", "source": source}, message)
    elif key.endswith(".share"):
        share: dict[str, object] = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        book.checked(sheet, cells, share, message)
    elif key == "drivers":
        files = sorted(entry.name for entry in (SCENARIOS / "drivers").glob("*.yaml"))
        book.checked(sheet, cells, {"validate": "list", "source": files}, message)
