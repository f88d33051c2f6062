"""A scenario given as a mapping of Python, written as the text that a file would hold."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from sim.errors import InputError, Problem

INLINE = 1 << 20
"""A width that keeps a value on one line."""


def written(content: Mapping[str, object], name: str) -> str:
    """A mapping as YAML, for the loader that reads files; raises InputError for what YAML cannot hold."""
    return _dumped(content, name, flow=False)


def inline(value: object, key: str) -> str:
    """A value as `--set KEY=VALUE` writes it; raises InputError for what YAML cannot hold."""
    return _dumped(value, key, flow=True).removesuffix("...\n").strip()


def _dumped(value: object, name: str, *, flow: bool) -> str:
    try:
        text = yaml.safe_dump(
            plain(value), allow_unicode=True, sort_keys=False, default_flow_style=flow, width=INLINE
        )
    except yaml.YAMLError:
        said = "holds something that is no number, text, list or mapping."
        raise InputError(Problem(said, name, cure="Write plain values.")) from None
    return str(text)


def plain(value: object) -> object:
    """The value with mappings as dictionaries, tuples as lists, and what is numpy’s as Python’s."""
    if isinstance(value, Mapping):
        return {plain(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    own = getattr(value, "tolist", None)
    return own() if callable(own) else value
