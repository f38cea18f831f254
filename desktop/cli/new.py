"""`whyboard new`: create a workshop from a template."""

from pathlib import Path

from desktop.cli.opening import open_session
from workshop.board import Board
from workshop.steps import Step
from workshop.store.errors import StorageError, Trouble
from workshop.templates.beginning import step_from


def run(path: Path, template: str) -> int:
    """Create the file; one that exists is left alone.

    Raises:
        StorageError: something is there, or it can't be written.
    """
    if path.exists():
        raise StorageError(Trouble.FILE_EXISTS, path=str(path))
    session = open_session(path, create_if_absent=True)
    try:
        session.run(_starting_with, step_from(template))
    finally:
        session.close()
    return 0


def _starting_with(_board: Board, step: Step) -> Step:
    return step
