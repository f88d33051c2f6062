"""Keys and single values of YAML; each trap in them is refused with what it reads as and what to write."""

from __future__ import annotations

import math
import re

import yaml

from sim.scenario.tree import Key, Scalar

MAX_DIGITS = 15
"""More digits than a float64 holds exactly are a slip of the finger."""

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+][0-9]+)?")
_TAG = "tag:yaml.org,2002:"
TAGS = {_TAG + kind for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")}
"""What a value may be; any other tag is refused."""


class TrapError(ValueError):
    """A scalar that YAML reads otherwise than people mean it."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def tag_name(raw: yaml.Node) -> str:
    """A node's tag as a file writes it."""
    return raw.tag.replace(_TAG, "!!")


def key(raw: yaml.Node) -> Key:
    """The name or year of a mapping entry; raises TrapError."""
    if not isinstance(raw, yaml.ScalarNode):
        raise TrapError("a key must be a name or a year.", "Write 'name: value'.")
    if raw.tag == _TAG + "merge":
        raise TrapError("the merge key '<<' is not allowed.", "Use 'extends:' to build on another file.")
    name = scalar(raw) if raw.tag in (_TAG + "str", _TAG + "int") else None
    if not isinstance(name, str | int):
        raise TrapError(f"'{raw.value}' does not read as a name in YAML.", f'Quote it: "{raw.value}".')
    return int(name) if isinstance(name, str) and re.fullmatch(r"[0-9]{4}", name) else name


def scalar(raw: yaml.ScalarNode) -> Scalar:
    """The value of a composed scalar; raises TrapError."""
    text: str = raw.value
    kind = raw.tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        if text.lower() not in ("true", "false"):
            meant = "true" if text.lower() in ("yes", "on") else "false"
            raise TrapError(
                f"'{text}' reads as {meant} in YAML.", f'Write {meant} for a flag, "{text}" for a text.'
            )
        return text.lower() == "true"
    if kind == "int":
        if not _WHOLE.fullmatch(text):
            raise TrapError(
                f"'{text}' is not a plain whole number (YAML reads octal, base 60 or '_' into it).",
                "Write digits only, without a leading zero.",
            )
        if len(text) > MAX_DIGITS:
            raise TrapError(f"a number of {len(text)} digits is too long.", "Check for a key that stuck.")
        return int(text)
    if kind == "float":
        if not _DECIMAL.fullmatch(text) or not math.isfinite(float(text)):
            raise TrapError(f"'{text}' is not a finite decimal number.", "Write it as 12.5.")
        return float(text) + 0.0  # minus zero is zero, so that equal scenarios have one digest
    if kind == "timestamp":
        raise TrapError(
            f"'{text}' reads as a date.", "Write a year with decimals, such as 2024.5 for the middle of 2024."
        )
    if not raw.style and _number_like(text):
        raise TrapError(
            f"'{text}' reads as text in YAML, not as a number.", f"Write {float(text):.15g}, or quote a text."
        )
    return text


def _number_like(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
