"""Writing an assumption down, and telling in words where it stands and what it is about."""

from datetime import date

from tests.widgets.memory import MemorySession, board_from
from workshop.commands.assuming import assume
from workshop.details import Assumption
from workshop.steps import StepName
from workshop.words.assumptions import about_words, place_words

SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_output", "text": "Reminders"}
{"do": "link", "output": "P1", "outcome": "G1"}
"""


def test_a_new_assumption_comes_up_after_a_month_and_is_one_step() -> None:
    session = MemorySession(board_from(SCRIPT))
    session.run(assume, session.board.by_ref["P1"], "Managers read mail", date(2026, 11, 16))
    added = session.board.details[session.board.by_ref["A1"]]
    assert isinstance(added, Assumption)
    assert (added.text, added.next_review) == ("Managers read mail", date(2026, 12, 16))
    assert session.names == [StepName.ADD_DETAIL]
    session.undo()
    assert "A1" not in session.board.by_ref


def test_places_and_rows_are_told_in_words() -> None:
    board = board_from(SCRIPT)
    assert place_words(3, 0) == "matters most, no evidence"
    assert about_words(board, board.by_ref["G1"]) == "G1 More jobs are filled"
    assert about_words(board, board.links_from[board.by_ref["P1"]][0]) == "P1 → G1"
