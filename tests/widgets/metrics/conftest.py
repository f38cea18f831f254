"""A metrics view over a small workshop, on the 16th of November 2026."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.look.look import Look
from widgets.metrics.view import MetricsView

TODAY = date(2026, 11, 16)
#: G1 has no metric; M1 of G2 is in its third version, with five values; M2 is its guardrail; M3
#: of G3 was never measured.
SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "Grow revenue"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled", "parent": "G1"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew", "parent": "G1"}
{"do": "set_outcome_facts", "of": "G2", "outcome_class": "product", "indicator": "leading"}
{"do": "add_metric", "of": "G2", "name": "Applications", "baseline": 11, "target": 18, \
"due": "2027-06-30"}
{"do": "edit_metric", "ref": "M1", "name": "Qualified applications", "reason": "few fit"}
{"do": "edit_metric", "ref": "M1", "name": "Hires", "unit": "per 100 jobs", \
"measured_by": "Amara", "cadence": "monthly", "reason": "nobody was hired"}
{"do": "add_metric", "of": "G2", "name": "Satisfaction", "unit_kind": "rating", "baseline": 4.7, \
"target": 4.2, "is_guardrail": true}
{"do": "add_benchmark", "of": "M2", "value": 4.1, "source": "survey"}
{"do": "add_metric", "of": "G3", "name": "Renewals", "unit_kind": "percent", "baseline": 52, \
"target": 65}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-07-12", "value": 11}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-08-12", "value": 11.5}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14, "note": "fair"}
{"do": "add_measurement", "of": "M2", "measured_on": "2026-11-12", "value": 4.4}
"""


@pytest.fixture
def session() -> MemorySession:
    return MemorySession(board_from(SCRIPT))


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> MetricsView:
    view = MetricsView(document, look, today=lambda: TODAY)
    view.resize(1100, 700)
    qtbot.addWidget(view)
    bring_to_front(qtbot, view)
    view.setFocus()
    return view
