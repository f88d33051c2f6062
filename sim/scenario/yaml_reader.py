"""Strict reading of YAML: plain data with line numbers, and the language's traps turned into messages.

Nothing is ever constructed from tags. A file that cannot be parsed at all raises at once; what is wrong with
single values is collected, so that a reader sees all of it together.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from sim.errors import InputError, Problem, nearest
from sim.scenario.scalars import TAGS, TrapError, key, scalar, tag_name
from sim.scenario.tree import Key, KeyPath, Node, Place, Source, problem_at

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
"""Far above any scenario and far below what could exhaust memory; aliases count as often as they are used."""
MAX_ALIASES = 50

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: its tree, the problems of single values, the key paths dropped because of them, and
    what is odd but allowed.
    """

    root: Node
    problems: tuple[Problem, ...]
    broken: frozenset[KeyPath]
    warnings: tuple[str, ...] = ()


def read_file(path: Path, source: Source) -> Document:
    """Read a YAML file whose top level is a mapping; raises InputError if it cannot be opened or parsed."""
    place = Place(source, None)
    if not path.is_file():
        known = sorted(entry.name for entry in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
        cure = nearest(path.name, known) or (f"Files there: {', '.join(known)}." if known else "")
        raise InputError(problem_at(place, (), "no such file.", cure))
    try:
        data = path.read_bytes()
    except OSError as error:
        said = f"cannot be read: {error.strerror}."
        raise InputError(problem_at(place, (), said, "Check who may read it.")) from None
    if len(data) > MAX_BYTES:
        raise InputError(
            problem_at(
                place,
                (),
                f"the file has {len(data)} bytes, more than {MAX_BYTES}.",
                "A scenario holds only differences: put series into a drivers file.",
            )
        )
    return read_text(_decode(data, source), source)


def read_text(text: str, source: Source, *, numbered: bool = True, mapping: bool = True) -> Document:
    """Parse YAML text; without `numbered` no line numbers, without `mapping` any value at the top."""
    tabs = [number for number, line in enumerate(text.splitlines(), start=1) if re.match(r" *\t", line)]
    if tabs:
        raise InputError(
            [
                problem_at(
                    Place(source, line),
                    (),
                    "a tab in the indentation.",
                    "YAML indents with blanks only: two per level.",
                )
                for line in tabs
            ]
        )
    try:
        _guard(text, source)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise InputError(_syntax(error, text, source)) from None
    if mapping and not isinstance(root, yaml.MappingNode):
        found = "the file is empty." if root is None else "the top level is not 'key: value' lines."
        raise InputError(problem_at(Place(source, 1), (), found, "It starts with 'title: {en: …, zh: …}'."))
    builder = _Builder(source, numbered)
    place = builder.place(root) if root is not None else Place(source, None)
    node = builder.node(root, (), place) if root is not None else Node(None, place)
    return Document(node or Node({}, place), tuple(builder.problems), frozenset(builder.broken))


def _decode(data: bytes, source: Source) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(
            problem_at(Place(source, 1), (), "the file is UTF-16, not UTF-8.", "Save it as UTF-8.")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            problem_at(
                Place(source, line),
                (),
                f"byte 0x{data[error.start]:02x} is not UTF-8.",
                "Save the file as UTF-8 (GBK and ANSI are not read).",
            )
        ) from None


def _guard(text: str, source: Source) -> None:
    """Refuse files that would exhaust the parser, before it recurses into them."""
    depth = nodes = aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        place = Place(source, event.start_mark.line + 1 if event.start_mark else None)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise InputError(
                problem_at(place, (), f"nested deeper than {MAX_DEPTH} levels.", "Flatten the file.")
            )
        if nodes > MAX_NODES:
            raise InputError(problem_at(place, (), f"more than {MAX_NODES} values.", "Split the file."))
        if aliases > MAX_ALIASES:
            raise InputError(
                problem_at(place, (), f"more than {MAX_ALIASES} aliases (*name).", "Write values out.")
            )


def _syntax(error: yaml.YAMLError, text: str, source: Source) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    if "\\t" in said or "'\t'" in said:
        cure = "YAML uses blanks, never tabs, around keys and values."
    elif "mapping values are not allowed" in said:
        cure = "Quote a text that contains ': ', and check the indentation."
    elif "expected a single document" in str(error):
        said, cure = "more than one document in the file", "Remove the line '---' and what follows it."
    else:
        cure = "Check indentation, quotes and brackets here and in the line above."
    line = _full_width_colon(text)
    if line is not None:
        said, cure = "a full-width colon '：'", "Write ': ' between key and value."
    elif mark:
        line = mark.line + 1
    return problem_at(Place(source, line), (), f"not valid YAML: {said}.", cure)


def _full_width_colon(text: str) -> int | None:
    """The first line whose key ends in the colon of a Chinese keyboard."""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if re.match(r"\s*[\w-]+：", line)), None)


class _Builder:
    """Turns composed YAML nodes into a located tree, collecting problems."""

    def __init__(self, source: Source, numbered: bool) -> None:
        self.source = source
        self.numbered = numbered
        self.problems: list[Problem] = []
        self.broken: set[KeyPath] = set()
        self._open: list[int] = []
        self._count = 0

    def place(self, raw: yaml.Node, path: KeyPath = ()) -> Place:
        return (
            Place(self.source, raw.start_mark.line + 1, path) if self.numbered else Place(self.source, None)
        )

    def node(self, raw: yaml.Node, path: KeyPath, place: Place) -> Node | None:
        """The located value, or None after noting a problem."""
        self._count += 1
        if id(raw) in self._open or self._count > MAX_NODES:
            raise InputError(
                problem_at(
                    place,
                    path,
                    f"aliases unfold to more than {MAX_NODES} values.",
                    "Write the values out instead of using '*name'.",
                )
            )
        self._open.append(id(raw))
        try:
            if raw.tag not in TAGS:
                raise TrapError(f"the tag '{tag_name(raw)}' is not allowed.", "Write the plain value.")
            if isinstance(raw, yaml.MappingNode):
                return Node(self._entries(raw, path), place)
            if isinstance(raw, yaml.SequenceNode):
                items = (
                    self.node(item, (*path, at), self.place(item, (*path, at)))
                    for at, item in enumerate(raw.value)
                )
                return Node(tuple(item for item in items if item is not None), place)
            assert isinstance(raw, yaml.ScalarNode)
            return Node(scalar(raw), place)
        except TrapError as trap:
            self.problems.append(problem_at(place, path, str(trap), trap.cure))
            self.broken.add(path)
            return None
        finally:
            self._open.pop()

    def _entries(self, raw: yaml.MappingNode, path: KeyPath) -> dict[Key, Node]:
        entries: dict[Key, Node] = {}
        for raw_key, raw_value in raw.value:
            place = self.place(raw_key)
            try:
                name = key(raw_key)
            except TrapError as trap:
                self.problems.append(problem_at(place, path, str(trap), trap.cure))
                continue
            here = (*path, name)
            place = self.place(raw_key, here)
            if name in entries:
                first = entries[name].place.line
                twice = f"the key '{name}' is given twice" + (f", first in line {first}." if first else ".")
                self.problems.append(problem_at(place, here, twice, "Keep one of them."))
                continue
            child = self.node(raw_value, here, place)
            if child is not None:
                entries[name] = child
        return entries
