"""Picking a parameter class's fields from the draws by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sim.axes import Array


def fields_of(params: type[Any], draws: Mapping[str, Array]) -> dict[str, Array]:
    """Those fields of a parameter dataclass that the draws have; the others are for the caller to give."""
    return {field.name: draws[field.name] for field in fields(params) if field.name in draws}
