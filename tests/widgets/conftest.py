"""A document in memory for every widget test, and the bundled fonts."""

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.look.fonts import load_fonts
from widgets.look.look import Look, Scheme, look_for

#: Outcomes G1 › G2 and G3, an opportunity, a solution; P1 drives G2, P2 drives both, P3 none.
SCRIPT = """\
{"do": "set_workshop", "title": "Kickoff", "people": ["Amara Okafor", "Joon Park"]}
{"do": "add_card", "kind": "outcome", "text": "Grow revenue"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled", "parent": "G1"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G2"}
{"do": "add_card", "kind": "solution", "text": "Remind after a day", "parent": "O1"}
{"do": "add_output", "text": "Reminders", "owner": "Amara Okafor", "solution": "S1"}
{"do": "add_output", "text": "Checklist", "owner": "Mirela Dinu"}
{"do": "add_output", "text": "Newsletter"}
{"do": "link", "output": "P1", "outcome": "G2", "assumption": "Late answers hurt"}
{"do": "link", "output": "P2", "outcome": "G2", "assumption": "Steps help"}
{"do": "link", "output": "P2", "outcome": "G3"}
"""


@pytest.fixture
def session() -> MemorySession:
    return MemorySession(board_from(SCRIPT))


@pytest.fixture
def document(qtbot: QtBot, session: MemorySession) -> Document:
    return Document(session)


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return look_for(Scheme.LIGHT)
