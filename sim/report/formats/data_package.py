"""The data package of a folder: every table described for programs, as Frictionless Data has it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from sim.paths import ROOT
from sim.report.charts.captions import caption, ids
from sim.report.formats.columns import column
from sim.report.formats.files import described
from sim.report.formats.variables import notes
from sim.report.labels import LANGUAGES, indicator, place

FILE = "datapackage.json"
SOURCES = ROOT / "calibration" / "sources" / "datapackage.json"
HEAD = 1 << 16
"""Bytes that the names of all columns fit into."""
KEYED = ("results.csv", "differences.csv", "comparison.csv")
"""Tables that are held against the lists of variables and places."""
Descriptor: TypeAlias = dict[str, Any]


def data_package(
    folder: Path, files: Iterable[str], name: str, title: Mapping[str, str], facts: Mapping[str, Any]
) -> bytes:
    """Describes the CSV and Parquet files among ``files`` of a folder: columns with types, units and meanings
    in both languages, sizes, SHA-256 digests, licences, sources; variables and places as tables of their own.

    ``name`` and ``title`` are those of what was run, ``facts`` what it was made of. Nothing in it depends on
    when or where it was made.
    """
    listed = sorted(files, key=lambda path: (path.count("/"), path))
    contents = {path: (folder / path).read_bytes() for path in listed if path.endswith(".csv")}
    resources = [_table(path, content) for path, content in contents.items()]
    resources += [_binary(path, (folder / path).read_bytes()) for path in listed if path.endswith(".parquet")]
    resources += _lists([contents[path] for path in KEYED if path in contents])
    package = {
        "profile": "data-package",
        "name": slug(f"jiaodong-{name}"),
        "title": title["en"],
        "title_zh": title["zh"],
        **described(FILE),
        "licenses": _licences(),
        "sources": _sources(),
        "run": dict(facts),
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def slug(text: str) -> str:
    """A text as the name of a package or resource: lower-case letters, digits, dots and dashes."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")


def _table(path: str, content: bytes) -> Descriptor:
    names = next(csv.reader(io.StringIO(content[:HEAD].decode("utf-8-sig", "ignore"))))
    schema: Descriptor = {"fields": [_field(path, name) for name in names], "missingValues": [""]}
    if path in KEYED:
        lists = {"variable": "variables", "region": "places"}
        schema["foreignKeys"] = [
            {"fields": name, "reference": {"resource": resource, "fields": name}}
            for name, resource in lists.items()
        ]
    about = _chart(path, content) if path.startswith("charts/") else described(path)
    return {
        "name": slug(path.removesuffix(".csv").replace("/", "-")),
        "path": path,
        "type": "table",
        "profile": "tabular-data-resource",
        **about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size(content),
        "schema": schema,
    }


def _field(path: str, name: str) -> Descriptor:
    known = column(path, name)
    return {"name": name, "type": known.type if known else "any", **(known.notes() if known else {})}


def _chart(path: str, content: bytes) -> Descriptor:
    """Titles and descriptions of the table of a chart, from the chart's caption."""
    stem = path.removeprefix("charts/").removesuffix(".csv")
    wording = max((one for one in ids() if stem.startswith(one)), key=len, default=None)
    if wording is None:
        return {"title": stem}
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    named = [name for name in ("year", "kind", "variable") if name in (rows.fieldnames or ())]
    cells = dict.fromkeys(tuple(row[name] for name in named) for row in rows)
    data = pd.DataFrame(list(cells), columns=named)
    found: Descriptor = {}
    for lang, ending in zip(LANGUAGES, ("", "_zh"), strict=True):
        subject = indicator(str(data["variable"].iloc[0]), lang) if "variable" in data else ""
        words = caption(wording, lang, data, indicator=subject)
        found |= {f"title{ending}": words.title, f"description{ending}": words.subtitle}
    return found


def _binary(path: str, content: bytes) -> Descriptor:
    return {
        "name": slug(path),
        "path": path,
        "type": "file",
        **described(path),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_size(content),
    }


def _size(content: bytes) -> Descriptor:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _lists(contents: list[bytes]) -> list[Descriptor]:
    """Variables and places of the tables as tables inside the package."""
    if not contents:
        return []
    wanted = ["region", "variable", "unit"]
    frame = pd.concat(
        [pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", usecols=wanted) for content in contents]
    )
    units = frame.drop_duplicates("variable").set_index("variable")["unit"]
    variables = [{"variable": name, "unit": unit, **notes(name)} for name, unit in units.items()]
    places = [
        {"region": name, "title": place(name, "en"), "title_zh": place(name, "zh")}
        for name in dict.fromkeys(frame["region"])
    ]
    return [
        _list("variables", variables, ("variable", "unit", "title", "title_zh", "description", "kind")),
        _list("places", places, ("region", "title", "title_zh")),
    ]


def _list(name: str, rows: list[dict[str, str]], columns: tuple[str, ...]) -> Descriptor:
    return {
        "name": name,
        "type": "table",
        "profile": "tabular-data-resource",
        **described(name),
        "data": [{column: row.get(column, "") for column in columns} for row in rows],
        "schema": {
            "fields": [{"name": column, "type": "string"} for column in columns],
            "primaryKey": columns[0],
        },
    }


@cache
def _licences() -> list[Descriptor]:
    """That of the project, then those of the data that the results are computed from."""
    own = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
    return [own, *(one for one in _package_of_sources()["licenses"] if one["name"] != "other-project")]


@cache
def _sources() -> list[Descriptor]:
    """The tables of facts behind the results, which name their own sources row by row."""
    return [
        {"title": one["title"], "path": f"calibration/sources/{one['path']}"}
        for one in _package_of_sources()["resources"]
    ]


def _package_of_sources() -> Descriptor:
    found: Descriptor = json.loads(SOURCES.read_text(encoding="utf-8"))
    return found
