"""Tables of the page on files for programs, from the registers that data packages are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sim.report.formats import columns, files

INTRO = """\
Tables of a run folder and of a comparison folder, as their `datapackage.json` describes them. How to read
them in pandas, R, Excel and pyam: [formats.md](../formats.md).
"""
COLUMNS_INTRO = """\
A column stands first under the heading of its table, else under that of all tables. A column `*` is named
after a year or a scenario. `as in unit` is the unit that the row names; variables with theirs:
[variables.md](variables.md).
"""
ALL = "All tables"
HEAD = ("column", "type", "unit", "English", "中文", "meaning", "含义")


def parts(table: Callable[[Sequence[str], Iterable[Sequence[object]]], str]) -> tuple[str, ...]:
    """The page's parts: files, then columns by table."""
    listed = [
        (f"`{name}`", row["folder"], row["description"], row["description_zh"])
        for name, row in files.register().items()
    ]
    sections: list[str] = []
    for name in dict.fromkeys(row.table for row in columns.register()):
        lines = [
            (f"`{c.column}`", c.type, c.unit, c.title_en, c.title_zh, c.meaning_en, c.meaning_zh)
            for c in columns.register()
            if c.table == name
        ]
        sections += [f"### {f'`{name}`' if name else ALL}\n", table(HEAD, lines)]
    return (
        INTRO,
        table(("file", "folder", "what it is", "内容"), listed),
        "## Columns\n",
        COLUMNS_INTRO,
        *sections,
    )
