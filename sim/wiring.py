"""Wires blocks together by the names in their signatures, and says what is wrong with the
wiring before anything runs.

A block's ``step`` is a keyword-only function. Each argument is ``Annotated[Array, "<axes>", "<unit>"]`` and
is named by where it comes from: ``opening_x`` (a stock at the start of the year), ``lagged_x`` (a flow of the
year before), ``driver_x``, ``lever_x``, ``shock_x``, ``flag_x``,
``x`` (made earlier in the year) or ``params``. Its return type is a
frozen dataclass whose fields, annotated alike, are registered variables.
"""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.axes import Array
from sim.variables import Variable

BEFORE = {"opening": ("stock", "opens"), "lagged": ("flow", "lags")}
"""Prefixes that read last year's value: what kind of variable each may name, and the verb for messages."""

FLAG_UNIT = "yes or no"
"""Unit of every flag: 1 or 0 for the whole run."""


PARAMS = "params"
"""The argument that holds a block's parameters."""


@dataclass(frozen=True)
class Port:
    """One annotated argument or field: its name, axes and unit."""

    name: str
    axes: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class Block:
    """A named step function. Its ports are read from its signature when they are first asked for, so that a
    command that runs no year does not wait for them.
    """

    name: str
    step: Callable[..., Any]

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """Names of all arguments but ``params``; raises TypeError unless they are keyword-only."""
        names = inspect.signature(self.step).parameters.values()
        for argument in names:
            if argument.kind is not inspect.Parameter.KEYWORD_ONLY:
                raise TypeError(f"{self.name}: '{argument.name}' must be keyword-only")
        return tuple(argument.name for argument in names if argument.name != PARAMS)

    @cached_property
    def reads(self) -> tuple[Port, ...]:
        """The arguments with axes and unit; raises TypeError where an annotation is missing."""
        return tuple(_port(self.name, argument, self._hints[argument]) for argument in self.arguments)

    @cached_property
    def writes(self) -> tuple[Port, ...]:
        """The fields of what the step returns; raises TypeError where an annotation is missing."""
        output = self._hints["return"]
        fields = typing.get_type_hints(output, include_extras=True)
        return tuple(_port(self.name, field.name, fields[field.name]) for field in dataclasses.fields(output))

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return typing.get_type_hints(self.step, include_extras=True)

    @cached_property
    def takes_params(self) -> bool:
        """Whether the step has parameters of its own."""
        return PARAMS in inspect.signature(self.step).parameters


def _port(owner: str, name: str, annotation: object) -> Port:
    metadata: tuple[Any, ...] = getattr(annotation, "__metadata__", ())
    if len(metadata) != 2:
        raise TypeError(f"{owner}: '{name}' must be annotated Annotated[Array, '<axes>', '<unit>']")
    axes, unit = metadata
    return Port(name, tuple(axes.split()), unit)


def faults(
    blocks: Sequence[Block],
    register: Mapping[str, Variable],
    *,
    drivers: Mapping[str, str],
    levers: Mapping[str, tuple[tuple[str, ...], str]],
    shocks: Mapping[str, tuple[tuple[str, ...], str]],
) -> list[str]:
    """Everything wrong with a list of blocks, in plain words; an empty list means that the wiring is sound.

    ``drivers`` maps names to units, ``levers`` and ``shocks`` names to (axes, unit).
    """
    found: list[str] = []
    written: dict[str, str] = {}
    given = {"lever": levers, "shock": shocks}
    for entry in blocks:
        for port in entry.reads:
            found += _read_faults(entry.name, port, written, register, drivers, given)
        for port in entry.writes:
            if port.name in written:
                found.append(f"{entry.name} writes '{port.name}', which {written[port.name]} already writes")
            found += _mismatch(entry.name, port, register.get(port.name), "writes")
            written[port.name] = entry.name
            home = register.get(port.name)
            if home is not None and home.block != entry.name:
                found.append(f"{entry.name} writes '{port.name}', but its registered home is {home.block}")
    for variable in register.values():
        if variable.block not in ("indicators", "baseline") and variable.field not in written:
            found.append(f"no block writes the registered variable '{variable.field}'")
    return found


def _read_faults(
    owner: str,
    port: Port,
    written: Mapping[str, str],
    register: Mapping[str, Variable],
    drivers: Mapping[str, str],
    given: Mapping[str, Mapping[str, tuple[tuple[str, ...], str]]],
) -> list[str]:
    prefix, _, rest = port.name.partition("_")
    if prefix in BEFORE:
        kind, verb = BEFORE[prefix]
        earlier = register.get(rest)
        if earlier is not None and earlier.kind != kind:
            return [f"{owner} {verb} '{rest}', which is a {earlier.kind}, not a {kind}"]
        return _mismatch(owner, Port(rest, port.axes, port.unit), earlier, verb)
    if prefix == "driver":
        if rest not in drivers:
            return [f"{owner} reads driver '{rest}', which no driver file gives"]
        return (
            []
            if drivers[rest] == port.unit
            else [f"{owner} reads driver '{rest}' in {port.unit}, given in {drivers[rest]}"]
        )
    if prefix in given:
        known = given[prefix].get(rest)
        if known is None:
            return [f"{owner} reads {prefix} '{rest}', which is not in the register"]
        if known != (port.axes, port.unit):
            return [f"{owner} reads {prefix} '{rest}' as {port.axes} {port.unit!r}, registered {known}"]
        return []
    if prefix == "flag":
        right = (port.axes, port.unit) == ((), FLAG_UNIT)
        return [] if right else [f"{owner} reads flag '{rest}' otherwise than as one '{FLAG_UNIT}'"]
    if port.name not in written:
        return [f"{owner} reads '{port.name}', which no earlier block writes"]
    return _mismatch(owner, port, register.get(port.name), "reads")


def _mismatch(owner: str, port: Port, variable: Variable | None, verb: str) -> list[str]:
    if variable is None:
        return [f"{owner} {verb} '{port.name}', which is not in the register of variables"]
    wrong = []
    if variable.unit != port.unit:
        wrong.append(f"{owner} {verb} '{port.name}' in '{port.unit}', registered in '{variable.unit}'")
    if variable.axes != port.axes:
        wrong.append(f"{owner} {verb} '{port.name}' over {port.axes}, registered over {variable.axes}")
    return wrong


def call(entry: Block, sources: Mapping[str, Array], params: object | None) -> dict[str, Array]:
    """Run one block on the named sources; returns its fields by name."""
    arguments: dict[str, Any] = {name: sources[name] for name in entry.arguments}
    if entry.takes_params:
        arguments[PARAMS] = params
    output = entry.step(**arguments)
    return {port.name: getattr(output, port.name) for port in entry.writes}
