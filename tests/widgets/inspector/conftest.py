"""An inspector in a window of its own."""

import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from widgets.document import Document
from widgets.inspector.inspector import Inspector
from widgets.look.look import Look

#: The day on which these tests play.
TODAY = datetime.date(2026, 11, 27)


@pytest.fixture
def inspector(qtbot: QtBot, document: Document, look: Look) -> Inspector:
    inspector = Inspector(document, look, today=lambda: TODAY)
    inspector.resize(300, 800)
    qtbot.addWidget(inspector)
    bring_to_front(qtbot, inspector)
    return inspector
