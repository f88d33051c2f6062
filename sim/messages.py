"""Mistakes and warnings in Chinese: a register of templates recognises the English text and translates it.

A message is raised in English where a mistake is found and keeps that text; here it is read back sentence by
sentence, the way of gettext, with places such as ``{value}``. What stands in a place is translated too where
it is a known phrase. A message that no template fits stays English.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from sim.errors import Problem
from sim.paths import REGISTERS

TABLE = Path(__file__).with_name("messages.csv")
SENTENCE, PHRASES, NAME_OF, HELP = "sentence", ("phrase", "term", "foreign"), "name", "help"
"""Kinds of rows: whole sentences; what stands in their places: words of the checks, names of axes, what the
system and the parsers of YAML and of the command line say; names that tables print; help pages.
"""
Tables: TypeAlias = tuple[tuple[str, str, str], ...]
WORDS: Tables = (
    ("lever_units.csv", "unit", "unit_zh"),
    ("shocks.csv", "unit", "unit_zh"),
    ("levers.csv", "mechanism", "mechanism_zh"),
)
"""Phrases that other registers hold in both languages."""
UNITS = (*WORDS, ("units.csv", "unit", "unit_zh"))
UNIT = "unit"
"""The place of a unit, where a short word such as 'share' is one."""
ANY_TEXT = "text"
"""The place of a quoted text, which may hold quotation marks itself."""
NUMBERS = ("first", "last", "low", "high", "year")
"""Places that hold one word."""
LONGEST, MOST_SENTENCES = 4000, 8
"""Characters of a message, and sentences tried for one template: far above any, so that a name of a million
letters costs nothing.
"""
PLACE = re.compile(r"\{([a-z_]+)\}")
NAME, WORD, ANYTHING = "[^']*?", r"\S*?", ".*?"
END = re.compile(r"(?<=[.?]) ")
"""Between two sentences."""
COLON = ": "
"""Between a place and what is said of it."""


@dataclass(frozen=True)
class Template:
    """One row: a pattern for the English text, the Chinese one, and how many letters of it are no place."""

    pattern: re.Pattern[str]
    chinese: str
    weight: int

    def read(self, text: str, part_of: Callable[[str], str] | None = None) -> str | None:
        """The Chinese of a text, None where the template does not fit; quoted parts stay as they are, the
        others are read by ``part_of``, or as phrases.
        """
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        parts = {
            name: part if _quoted(found, name) else part_of(part) if part_of else _part(name, part)
            for name, part in found.groupdict().items()
        }
        return PLACE.sub(lambda place: parts[place[1]], self.chinese)


def _part(name: str, text: str) -> str:
    return phrase(text, UNITS if name == UNIT else WORDS)


def _quoted(found: re.Match[str], name: str) -> bool:
    """Whether quotation marks stand on both sides of a place."""
    start, end = found.span(name)
    return found.string[start - 1 : start] in ("'", '"') and found.string[end : end + 1] in ("'", '"')


def rows() -> Iterator[dict[str, str]]:
    """The rows of the register: kind, en, zh."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _templates(*kinds: str) -> tuple[Template, ...]:
    """The templates of some kinds, those with most letters of their own first."""
    made = [_template(row["en"], row["zh"], row["kind"]) for row in rows() if row["kind"] in kinds]
    return tuple(sorted(made, key=lambda template: -template.weight))


def _template(english: str, chinese: str, kind: str) -> Template:
    pattern, end = "", 0
    for place in PLACE.finditer(english):
        before = english[end : place.start()]
        name = kind in PHRASES and before.endswith("'") and place[1] != ANY_TEXT
        held = WORD if place[1] in NUMBERS else NAME if name else ANYTHING
        pattern += re.escape(before) + f"(?P<{place[1]}>{held})"
        end = place.end()
    whole = re.compile(pattern + re.escape(english[end:]), re.DOTALL)
    return Template(whole, chinese, len(PLACE.sub("", english)))


@cache
def _words(tables: Tables) -> Mapping[str, str]:
    """Chinese by English of the phrases that other registers hold."""
    found: dict[str, str] = {}
    for name, english, chinese in tables:
        if not (REGISTERS / name).is_file():
            continue  # what is missing is the message, not an error in wording it
        with (REGISTERS / name).open(encoding="utf-8", newline="") as file:
            found |= {r[english].rstrip("."): r[chinese].rstrip("。") for r in csv.DictReader(file)}
    return found


def phrase(text: str, tables: Tables = WORDS) -> str:
    """A part of a message in Chinese, or as it stands: an id, a number, a file, a list of them."""
    if text in _words(tables):
        return _words(tables)[text]
    return next(filter(None, (template.read(text) for template in _templates(*PHRASES))), text)


def _sentence(text: str) -> tuple[int, str] | None:
    for template in _templates(SENTENCE):
        found = template.read(text)
        if found is not None:
            return template.weight, found
    return None


@cache
def _sentences(text: str) -> tuple[int, str] | None:
    """The Chinese of sentences, and how many letters their templates hold: the more, the surer."""
    return max(filter(None, (_sentence(text), *_parted(text), _placed(text))), default=None)


def _parted(text: str) -> Iterator[tuple[int, str]]:
    """The readings of a text as one sentence and others."""
    for cut in islice(END.finditer(text), MOST_SENTENCES):
        head = _sentence(text[: cut.start()])
        rest = _sentences(text[cut.end() :]) if head is not None else None
        if head is not None and rest is not None:
            yield head[0] + rest[0], head[1] + rest[1]


def _placed(text: str) -> tuple[int, str] | None:
    """The reading of a text as a place and sentences: a warning names its cell."""
    place, colon, said = text.partition(COLON)
    found = _sentences(said) if colon else None
    return None if found is None else (found[0], place + COLON + found[1])


def worded(text: str, lang: str) -> str:
    """A message in a language; English where the register has no template for it."""
    found = _sentences(text) if lang == "zh" and len(text) <= LONGEST else None
    return text if found is None else found[1]


def named(text: str) -> str:
    """A name that a table or a check prints, in Chinese; as it stands where the register has none."""
    found = next(filter(None, (template.read(text, named) for template in _templates(NAME_OF))), None)
    return phrase(text) if found is None else found


@cache
def _help() -> Mapping[str, str]:
    return {row["en"]: row["zh"] for row in rows() if row["kind"] == HELP}


def helped(text: str) -> str:
    """A paragraph of a help page in Chinese, or as it stands."""
    plain = " ".join(text.split())
    return _help().get(plain, text)


def told(problem: Problem, lang: str) -> str:
    """A problem as it is printed: file, line or cell, and key first, then message and cure in a language."""
    said, cure = worded(problem.message, lang), worded(problem.cure, lang)
    if said == problem.message or not cure:
        return str(replace(problem, message=said, cure=cure))
    return str(replace(problem, message=said + cure, cure=""))
