"""Pages: self-contained, opening offline, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.report.charts.catalogue import Drawn
from sim.report.page_font import font_face
from sim.report.svg import inline
from sim.report.words import word

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it: drawn for a wide screen and paper, and for a phone where there is such a
    drawing; ``reading`` says what it shows.
    """

    id: str
    wide: str
    narrow: str
    reading: str
    theme: str


@cache
def environment() -> Environment:
    """Templates with escaping on: a title is text, whatever it holds."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def pictures(charts: Sequence[Drawn]) -> list[Picture]:
    """Charts as SVG elements, which escape their own words."""
    return [
        Picture(
            c.id,
            inline(c.sheet, c.caption.alt),
            inline(c.narrow, c.caption.alt) if c.narrow else "",
            c.reading,
            c.theme,
        )
        for c in charts
    ]


def page(template: str, lang: str, **values: object) -> bytes:
    """A page from a template, with its style, its words and its font inside."""
    text = (
        environment()
        .get_template(template)
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            css=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
            word=lambda key, **parts: word(key, lang, **parts),
            **values,
        )
    )
    return text.replace("</style>", font_face(text, lang) + "</style>", 1).encode()
