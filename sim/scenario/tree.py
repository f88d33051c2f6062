"""A parsed file as a tree that remembers, for every value, the file and line it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.errors import Problem

Key: TypeAlias = str | int
KeyPath: TypeAlias = tuple[Key, ...]
Scalar: TypeAlias = bool | int | float | str | None
FIRST_YEAR_KEY = 1000


@dataclass(frozen=True)
class Source:
    """A file by two names: inside its folder (the same on every machine) and as messages print it."""

    name: str
    shown: str


@dataclass(frozen=True)
class Place:
    """A line of a source, or a cell as `Levers!F12`, and the key path that stands there; neither for what the
    command line gave.
    """

    source: Source
    line: int | str | None
    written: KeyPath = ()


@dataclass(frozen=True)
class Node:
    """A scalar, a mapping or a list, and where its key (or the item itself) stands."""

    value: Scalar | Mapping[Key, Node] | tuple[Node, ...]
    place: Place

    @property
    def children(self) -> Mapping[Key, Node]:
        """Entries of a mapping; an empty mapping for anything else."""
        return self.value if isinstance(self.value, Mapping) else {}


def dotted(path: Sequence[Key]) -> str:
    """A key path as messages and `--set` write it, the items of a list as `shocks[0]`.

    A small whole number is a place in a list: the keys of a mapping that are numbers are years.
    """
    parts = (f"[{key}]" if isinstance(key, int) and key < FIRST_YEAR_KEY else f".{key}" for key in path)
    return "".join(parts).removeprefix(".")


def problem_at(place: Place, path: Sequence[Key], message: str, cure: str = "") -> Problem:
    """A problem at a place of a file; a key that is written in Chinese is shown with its English one."""
    key = dotted(path)
    written = dotted((*place.written, *path[len(place.written) :]))
    if place.written and written != key and not written.isascii():
        key = f"{written} ({key})"
    return Problem(message, file=place.source.shown, line=place.line, key=key, cure=cure)


def plain(node: Node) -> object:
    """The tree as ordinary dictionaries, lists and scalars."""
    if isinstance(node.value, Mapping):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, tuple):
        return [plain(child) for child in node.value]
    return node.value


def nearest_node(root: Node, path: Sequence[Key]) -> Node:
    """The node at a key path, or its deepest ancestor that exists."""
    node = root
    for key in path:
        if isinstance(node.value, tuple) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif key in node.children:
            node = node.children[key]
        else:
            break
    return node


def leaves(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Node]]:
    """Every node without children, depth first, with its key path; a list of plain values is one leaf."""
    items = node.value if isinstance(node.value, tuple) and any(item.children for item in node.value) else ()
    branches: dict[Key, Node] = {**node.children, **dict(enumerate(items))}
    if branches:
        for key, child in branches.items():
            yield from leaves(child, (*path, key))
    else:
        yield path, node


def is_years(node: Node) -> bool:
    """Whether a mapping is a path over years (whole-number keys) and not a list of names."""
    return bool(node.children) and all(isinstance(key, int) for key in node.children)


def merge(under: Node, over: Node, problems: list[Problem], path: KeyPath = ()) -> Node:
    """`over` laid on `under`: mappings merge key by key, the rest is replaced, null removes what was there.

    A path over years and a list of places are different kinds of mapping: one replaces the other. A null that
    has nothing to remove is reported, because it is a forgotten value more often than a wish.
    """
    result = dict(under.children)
    for key, child in over.children.items():
        here = (*path, key)
        if child.value is None:
            if result.pop(key, None) is None:
                problems.append(
                    problem_at(
                        child.place,
                        here,
                        "empty value, and nothing inherited that it could remove.",
                        "Write a value, or delete the line.",
                    )
                )
        elif isinstance(child.value, Mapping):
            inherited = result.get(key)
            joins = (
                inherited is not None and bool(inherited.children) and is_years(inherited) == is_years(child)
            )
            base = inherited if joins and inherited is not None else Node({}, child.place)
            result[key] = merge(base, child, problems, here)
        else:
            result[key] = child
    return Node(result, over.place)
