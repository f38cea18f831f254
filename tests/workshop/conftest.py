"""Boards to try things on."""

from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.scripting import template_step


@pytest.fixture
def board_from() -> Callable[[str], Board]:
    """Build a board from a script, one JSON object a line."""

    def build(script: str) -> Board:
        return Board().applied(template_step(script.strip().splitlines()).changes)

    return build


@pytest.fixture
def small(board_from: Callable[[str], Board]) -> Board:
    """Two of each kind but one test; the first output is linked, the second is not."""
    return board_from(
        """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Every CV looks the same", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_card", "kind": "solution", "text": "Drafted replies", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "9 of 15 answer the same day", "parent": "S1"}
{"do": "add_output", "text": "Reminders in the app", "solution": "S1"}
{"do": "add_output", "text": "Newsletter"}
{"do": "link", "output": "P1", "outcome": "G1", "assumption": "Late answers lose people"}
"""
    )
