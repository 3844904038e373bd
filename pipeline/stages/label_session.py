"""A session of ``claimline label`` at a terminal, or fed from a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from pipeline.errors import ConfigError, InputError
from pipeline.labelling.choosing import Choice, choose_again, choose_questions
from pipeline.labelling.pages import choice_pages
from pipeline.labelling.questions import TABLES, Question, make_questions
from pipeline.labelling.records import ADJUDICATED, labeller_of, read_label_rows
from pipeline.labelling.session import Page, Session, closing_lines
from pipeline.labelling.storage import LabelFile
from pipeline.parquet import read_table
from pipeline.places import to_local

if TYPE_CHECKING:
    from pipeline.labelling.questions import Row

_WIDEST = 100  # columns; longer lines are hard to read


class TerminalScreen:
    """A terminal: a page fills the screen, a key needs no Enter."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=False)
        self.styled = not self._console.is_dumb_terminal
        self._console.width = min(self._console.width, _WIDEST)

    def show(self, page: Text) -> None:
        """Show a page in place of the last one."""
        if self.styled:
            click.clear()
        self._console.print(page)

    def read_key(self) -> str:
        """Give the next key; empty at the end of input, and when it is interrupted."""
        try:
            return click.getchar()
        except (EOFError, KeyboardInterrupt):
            return ""


class PipedScreen:
    """No terminal: pages go below one another, each character that is no line end is a key."""

    styled = False

    def show(self, page: Text) -> None:
        """Print a page."""
        click.echo(f"{page.plain}\n")

    def read_key(self) -> str:
        """Give the next key; empty at the end of input."""
        key = sys.stdin.read(1)
        while key in ("\n", "\r"):
            key = sys.stdin.read(1)
        return key


def open_screen() -> TerminalScreen | PipedScreen:
    """Give the screen of this process."""
    return TerminalScreen() if sys.stdin.isatty() and sys.stdout.isatty() else PipedScreen()


def label_run(run: Path, options: Mapping[str, Any]) -> None:
    """Choose questions of a run, ask them, and say what was done."""
    labeller = named_labeller(options["labeller"])
    file = open_labels(options["files"][0])
    others = [row for path in options["files"][1:] for row in read_label_rows(path)]
    choices, total = chosen_questions(run, [*others, *file.rows], labeller, options)
    if not choices:
        click.echo(
            f"nothing left for {labeller} to label: {total:,} questions in {run} fit, all are answered"
        )
        return
    screen = open_screen()
    pages = choice_pages(choices, labeller, show_model=options["show_model"], styled=screen.styled)
    hold_session(pages, file, screen)


def hold_session(pages: Sequence[Page], file: LabelFile, screen: TerminalScreen | PipedScreen) -> None:
    """Ask the pages' questions and say what was done, also when the session is interrupted."""
    session = Session(pages, file, screen, lambda: datetime.now(UTC))
    finished = False
    try:
        finished = session.run()
    finally:
        told = closing_lines(session.given, len(pages), file, finished)
        click.echo("\n" + "\n".join([session.notice, *told] if session.notice else told))


def chosen_questions(
    run: Path, labels: Sequence[Row], labeller: str, options: Mapping[str, Any]
) -> tuple[list[Choice], int]:
    """Give the questions chosen from a run, and how many it has."""
    questions = run_questions(run)
    sides = sorted({question.row["side"] for question in questions})
    side = options["side"]
    if side is not None and side not in sides:
        raise ConfigError("--side", f"no claim concerns {side!r}", f"one of {', '.join(sides)}")
    asked = [question for question in questions if side in (None, question.row["side"])]
    first, number = options["again"], options["number"]
    if first is not None:
        names = sorted({labeller_of(row) for row in labels} - {"", labeller})
        if first not in names:
            known = f"one of {', '.join(names)}" if names else "a labeller with labels"
            raise ConfigError("--again", f"{first!r} has no labels in --labels", known)
        ids = {row["id"] for row in labels if labeller_of(row) == first}
        chosen = choose_again(asked, labels, labeller, first, number)
        return chosen, sum(question.id in ids for question in asked)
    return choose_questions(asked, labels, labeller, number, options["strategy"], options["seed"]), len(asked)


def run_questions(run: Path) -> list[Question]:
    """Give all questions of a run."""
    folder = to_local(run) / "tables"
    tables = {name: read_table(folder / f"{name}.parquet", TABLES[name]) for name in TABLES}
    return make_questions(tables, _side_names(run))


def _side_names(run: Path) -> dict[str, str]:
    try:
        described = json.loads((run / "run.json").read_text(encoding="utf-8"))
        return {side["id"]: side["name"] for side in described["sides"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def refuse_existing(*paths: Path) -> None:
    """Refuse to write over a file, which may hold somebody's work.

    Raises:
        InputError: One of the files is there.
    """
    for path in paths:
        if path.exists():
            raise InputError(str(path), "is there already", "a new file", "choose another --to")


def open_labels(path: Path) -> LabelFile:
    """Open a label file, and say so if its end had to be mended."""
    file = LabelFile(path)
    if file.mended:
        click.echo(f"note: {file.mended}", err=True)
    return file


def named_labeller(name: str | None) -> str:
    """Give the labeller's name: the one given, else that of the user who is logged in.

    Raises:
        ConfigError: Nobody is named, or the name is kept for decisions.
    """
    from pipeline.labelling.exchange.importing import checked_name

    if name is None:
        import getpass

        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError) as error:
            raise ConfigError("--labeller", "nobody is named", "a name", "give --labeller NAME") from error
    if name == ADJUDICATED:
        raise ConfigError("--labeller", f"{name!r} is kept for decisions", "a person", "use --adjudicate")
    try:
        return checked_name(name, "--labeller")
    except InputError as error:
        raise ConfigError("--labeller", error.finding, error.expectation) from error
