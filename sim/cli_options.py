"""What the verbs of `python -m sim` share: options, and wrong input as a message."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from sim.errors import InputError, Problem
from sim.messages import told

SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY=VALUE",
    help="Override one value, e.g. levers.rd_growth=8.",
)
HORIZON = click.option("--horizon", type=int, help="Last year, 2021 to 2050.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
FILE = click.argument("file", type=click.Path(path_type=Path))
ENGLISH, CHINESE = "en", "zh"
LANG = "sim.lang"
"""Where a call keeps its language for the guard."""
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def language(*more: str, text: bool = True, words: str = "") -> Callable[[Decorated], Decorated]:
    """The option `--lang`, with ``more`` choices than the two languages; where the command has no ``text`` in
    them, only the guard reads it.
    """
    return click.option(
        "--lang",
        type=click.Choice([ENGLISH, CHINESE, *more]),
        default=ENGLISH,
        show_default=True,
        expose_value=text,
        callback=_remembered,
        help=words or "Language of text and messages.",
    )


def _remembered(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The language of a command: its own, or the one that stands before the verb."""
    if context.get_parameter_source(parameter.name or "") is ParameterSource.DEFAULT and context.obj:
        value = context.obj
    context.meta[LANG] = value
    return value


def tell(problems: Sequence[Problem], lang: str) -> None:
    """Print mistakes on stderr in a language."""
    for problem in problems:
        click.echo(told(problem, lang), err=True)


def reported(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn input mistakes into messages on stderr, in the language of `--lang`, and exit status 2."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs) or 0
        except InputError as error:
            tell(error.problems, click.get_current_context().meta.get(LANG, ENGLISH))
            status = 2
        sys.exit(status)

    return guarded
