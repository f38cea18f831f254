"""The command line: what can be done without a display. Reads arguments, hands them on.

Exit code 0 only on success; an error is one sentence on standard error. A command is imported when
it is called, so that none pays for another.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from desktop.cli.errors import CommandError, sentence_of
from exports.writing import Format, Paper
from workshop.language import text
from workshop.store.errors import StorageError
from workshop.templates.catalog import TEMPLATES


def main(arguments: Sequence[str]) -> int:
    """Run one command; the process's exit code."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except (CommandError, StorageError, OSError) as error:
        print(f"whyboard: {sentence_of(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="whyboard",
        description=text(
            "Plan a workshop: an opportunity-solution tree, an output → outcome table and the "
            "handout. `whyboard [FILE]` without a command opens the app."
        ),
    )
    parser.add_argument("--version", action="version", version=f"whyboard {version('whyboard')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, words: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words)
        made.add_argument("file", type=Path)
        made.set_defaults(run=run)
        return made

    new = command("new", text("create a workshop"), _new)
    new.add_argument("--template", default="blank", choices=TEMPLATES)
    formats = ", ".join(form.value.removeprefix(".") for form in Format)
    words = text("write a workshop in another format: {formats}").format(formats=formats)
    export = command("export", words, _export)
    export.add_argument("out", type=Path, help=text("the suffix decides the format"))
    papers, help_ = [paper.value for paper in Paper], text("of the pages of a PDF")
    export.add_argument("--paper", default=Paper.A4, choices=papers, help=help_)
    command("edit", text("JSON commands on standard input, one answer each"), _edit)
    check = command("check", text("verify a file and list its gaps"), _check)
    check.add_argument("--json", action="store_true")
    history = command("history", text("who did what when, newest last"), _history)
    history.add_argument("--json", action="store_true")
    return parser


def _new(given: argparse.Namespace) -> int:
    from desktop.cli import new

    return new.run(given.file, given.template)


def _export(given: argparse.Namespace) -> int:
    from desktop.cli import export

    return export.run(given.file, given.out, Paper(given.paper))


def _edit(given: argparse.Namespace) -> int:
    from desktop.cli import edit

    return edit.run(given.file, sys.stdin.buffer, sys.stdout)


def _check(given: argparse.Namespace) -> int:
    from desktop.cli import check

    return check.run(given.file, as_json=given.json)


def _history(given: argparse.Namespace) -> int:
    from desktop.cli import history

    return history.run(given.file, as_json=given.json)
