"""What takes long to import and is seldom needed at once: part of both composition roots.

Opening a workshop, to show it or to hand it out, needs neither SQLModel nor scripts.
"""

import sqlite3

from workshop.steps import Step
from workshop.store.writing import Writer


def open_writer(connection: sqlite3.Connection) -> Writer:
    """The writer of a session, imported with SQLModel when it is first needed."""
    from workshop.store.writer import SqlWriter

    return SqlWriter(connection)


def step_from(template: str) -> Step:
    """The first step of a workshop that starts from a template.

    Raises:
        KeyError: there is no such template.
    """
    from workshop.templates.beginning import step_from as begun

    return begun(template)
