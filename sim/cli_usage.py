"""Usage mistakes and help of the command line in Chinese, wherever `--lang zh` stands among the arguments."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from sim.messages import helped, phrase, worded

CHINESE = "zh"
EXTRA = re.compile(r"(?P<help>.*?)(?:\s*\[(?P<extra>[^\[\]]*)\])?", re.DOTALL)
"""What the parser writes behind the help of an option: its default, its range."""


def asked(arguments: Sequence[str]) -> str | None:
    """Chinese where the arguments ask for it anywhere, else None."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    named = [
        after if word == "--lang" else word.partition("=")[2] for word, after in pairs if word[:6] == "--lang"
    ]
    return CHINESE if CHINESE in named else None


def chinese(context: click.Context | None) -> bool:
    """Whether a call asks for Chinese."""
    return context is not None and context.obj == CHINESE


class ChineseFormatter(click.HelpFormatter):
    """Help pages with the texts of the register of messages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        """The line of usage."""
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        self.write(f"{'':>{self.current_indent}}{helped(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        super().write_text("\n\n".join(helped(part) for part in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands with what they do."""
        super().write_dl([(term, told(text)) for term, text in rows], col_max, col_spacing)


def told(text: str) -> str:
    """The help of an option with its default in Chinese."""
    found = EXTRA.fullmatch(text)
    assert found is not None
    extra = (found["extra"] or "").replace("default: ", "默认：").replace("required", "必填")
    return helped(found["help"]) + (f"  [{extra}]" if extra else "")


class SpokenContext(click.Context):
    """A context that writes help in the language of the call."""

    def make_formatter(self) -> click.HelpFormatter:
        """The parser's formatter, or the Chinese one."""
        if not chinese(self):
            return super().make_formatter()
        return ChineseFormatter(width=self.terminal_width, max_width=self.max_content_width)


class ChineseUsageError(click.UsageError):
    """A usage mistake that shows itself in Chinese."""

    def show(self, file: Any = None) -> None:
        """Usage, where help stands, and the mistake."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file or sys.stderr)
            click.echo(f"帮助：{self.ctx.command_path} --help --lang zh\n", file=file or sys.stderr)
        click.echo(f"错误：{self.message}", file=file or sys.stderr)


class Spoken(click.Command):
    """A command that knows the language of the call from its first argument to its last mistake."""

    context_class = SpokenContext

    def main(self, args: Sequence[str] | None = None, *more: Any, **named: Any) -> Any:
        """Run as a program; the language travels with the context."""
        given = list(sys.argv[1:] if args is None else args)
        return super().main(given, *more, obj=asked(given), **named)

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        """Parse the arguments; mistakes are told in the language asked for."""
        lang = extra.get("obj")
        try:
            return super().make_context(info_name, args, *more, **extra)
        except click.UsageError as error:
            raise in_language(error, lang) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; mistakes of a verb are told in the language asked for."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise in_language(error, ctx.obj) from None

    def get_short_help_str(self, limit: int = 45) -> str:
        """One line about the command; the Chinese one is short enough to stand whole."""
        if not chinese(click.get_current_context(silent=True)):
            return super().get_short_help_str(limit)
        return (self.help or "").partition("\n\n")[0]


class SpokenGroup(Spoken, click.Group):
    """Verbs that share a language."""

    command_class = Spoken


def in_language(error: click.UsageError, lang: str | None) -> click.UsageError:
    """A usage mistake in the language of the call."""
    if lang != CHINESE:
        return error
    said = error.format_message()
    found = phrase(said)
    return ChineseUsageError(worded(said, CHINESE) if found == said else found, error.ctx)
