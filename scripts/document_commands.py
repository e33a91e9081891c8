"""Writes docs/commands.md from the commands' own help; ``--check`` only tells whether it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geoevents.cli import COMMANDS, build_parser

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
_HEAD = """\
# Commands

Written by `python scripts/document_commands.py` from the commands' own help (`geoevents COMMAND --help`).

Data go to standard output, messages to standard error. Exit status: 0 done, 1 failed with one line that says why,
2 wrong usage, 3 done but for some articles that could not be read.
"""


def document() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(_section(name) for name in COMMANDS)])


def _section(name: str) -> str:
    parser = _subparser(build_parser(name), name)
    return _describe(parser, f"## geoevents {name}") + "".join(
        "\n" + _describe(sub, f"### geoevents {name} {action}") for action, sub in _subparsers(parser).items()
    )


def _subparser(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    return _subparsers(parser)[name]


def _subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    actions = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(actions[0].choices) if actions else {}


def _describe(parser: argparse.ArgumentParser, heading: str) -> str:
    lines = [heading, "", parser.description or "", ""]
    options = [action for action in parser._actions if not isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    rows = [_row(action) for action in options if "--help" not in action.option_strings]
    if rows:
        lines += ["| option | |", "|---|---|", *rows, ""]
    if parser.epilog:
        lines += [" ".join(parser.epilog.split()), ""]
    return "\n".join(lines)


def _row(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else None
    if action.choices:
        value = "|".join(map(str, action.choices))
    elif value is None and action.nargs != 0:
        value = action.dest.upper()
    if action.option_strings:
        names = ", ".join(action.option_strings)
        shown = f"{names} {value}" if value and action.nargs != 0 else names
    else:
        shown = f"{value or action.dest}{' …' if action.nargs == '+' else ''}"
    return f"| `{_escaped(shown)}` | {_escaped(action.help or '')} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> int:
    """Write the page, or check it."""
    text = document()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print("docs/commands.md is up to date" if fresh else "docs/commands.md is out of date: run this script")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
