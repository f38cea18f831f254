"""The past of a workshop: as boards, in words, and as something to go back to."""

import datetime
from pathlib import Path

import pytest

from tests.workshop.store.samples import crafted, named_session, new_session, reopened
from workshop.board import Board, changes_between
from workshop.commands.branches import delete_cards
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.details import add_detail, edit_detail
from workshop.commands.facts import set_workshop
from workshop.commands.going_back import go_back
from workshop.commands.outputs import edit_output
from workshop.details import Evidence, Metric
from workshop.past import origin_of, seq_on
from workshop.records import Card, new_id
from workshop.rules import Refusal, RefusedError
from workshop.session import Session
from workshop.steps import RowChange, StepName
from workshop.store.vetting import check_file
from workshop.vocabulary import Kind, Status
from workshop.words.past import difference_text, event_text


def _rows(board: Board) -> tuple[object, ...]:
    return board.workshop, board.cards, board.outputs, board.links, board.supports, board.details


def _busy(session: Session) -> list[Board]:
    """Work on a workshop in every way; the board after each command, beginning with none."""
    boards = [session.board]
    refs = session.board.by_ref
    goal, first, output = refs["G1"], refs["O1"], refs["P1"]
    session.run(add_detail, Evidence, first, {"quote": "I forgot again"})
    boards.append(session.board)
    session.run(edit_card, goal, text="People stay")
    boards.append(session.board)
    session.run(edit_output, output, status=Status.SHIPPED)
    boards.append(session.board)
    session.run(delete_card, first)
    boards.append(session.board)
    session.undo()
    boards.append(session.board)
    session.run(set_workshop, title="Kickoff")
    boards.append(session.board)
    return boards


def test_every_earlier_board_can_be_had(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    start = session.seq
    boards = _busy(session)
    for seq, board in enumerate(boards, start):
        assert _rows(session.past.board_at(seq)) == _rows(board)
    assert session.past.board_at(0).is_empty
    session.close()


def test_going_back_is_one_change_that_can_be_undone(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    boards = _busy(session)
    seq, now = session.seq, session.board
    session.run(go_back, boards[0])
    assert _rows(session.board) == _rows(boards[0])
    assert session.to_undo is not None
    assert (session.seq, session.to_undo.name) == (seq + 1, StepName.GO_BACK)
    session.undo()
    assert _rows(session.board) == _rows(now)
    session.close()
    assert _rows(check_file(tmp_path / "kickoff.whyboard").board) == _rows(now)


def test_going_back_to_what_is_there_changes_nothing(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    assert go_back(session.board, session.past.board_at(session.seq)).is_empty
    session.close()


def test_a_reference_may_pass_from_one_row_to_another() -> None:
    """Two copies of a workshop that went on apart give the same references to different cards."""
    here = Card(id=new_id(), kind=Kind.OUTCOME, number=1, rank="a0", text="Here")
    there = Card(id=new_id(), kind=Kind.OUTCOME, number=1, rank="a0", text="There")
    mine = Board().applied([RowChange(None, here)])
    theirs = Board().applied([RowChange(None, there)])
    for changes in (changes_between(mine, theirs), changes_between(mine, theirs)[::-1]):
        assert mine.applied(changes).by_ref == theirs.by_ref


def test_a_forged_history_is_not_gone_back_to(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(delete_card, session.board.by_ref["O1"])
    session.close()
    file = tmp_path / "kickoff.whyboard"
    crafted(file, "UPDATE change SET before = replace(before, 'solution', 'outcome')")
    session = reopened(tmp_path)
    with pytest.raises(RefusedError) as refused:
        session.past.board_at(7)
    assert refused.value.code is Refusal.UNREADABLE_PAST
    session.close()


def test_the_past_of_a_card_is_what_happened_to_it_and_to_what_it_has(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    _busy(session)
    refs = session.board.by_ref
    about = [event_text(session.past, session.past.event(seq)) for seq in (2, 8, 11, 12)]
    assert session.past.about(refs["O1"]) == {2, 8, 11, 12}
    assert about == [
        "Added opportunity O1 “I forget what I did”",
        "Added evidence E1 “I forgot again”",
        "Deleted opportunity O1 “I forget what I did” and 2 cards below it",
        "Took back: Deleted opportunity O1 “I forget what I did” and 2 cards below it",
    ]
    assert session.past.about(refs["P1"]) >= {6, 7, 10}
    session.close()


def test_measurements_belong_to_the_past_of_their_outcome(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    goal = session.board.by_ref["G1"]
    session.run(add_detail, Metric, goal, {"name": "Returns"})
    (metric,) = session.board.list_of(goal, Metric)
    session.run(edit_detail, metric.id, {"name": "Returns a week"}, reason="Clearer")
    assert {8, 9} <= session.past.about(goal)
    last = session.past.event(9)
    assert event_text(session.past, last) == "Changed Name of metric M1 “Returns a week”"
    session.close()


def test_changes_are_told_in_people_s_words(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    _busy(session)
    refs = session.board.by_ref
    session.run(edit_card, refs["O2"], text="word " * 40)
    session.run(delete_cards, [refs["T1"]])
    session.run(go_back, session.past.board_at(7))
    told = [event_text(session.past, event) for event in session.past.events()[8:]]
    assert told[:2] == ["Changed G1 to “People stay”", "P1 is now shipped"]
    assert told[4] == "Changed the title"
    assert told[5] == "Changed O2 to “" + ("word " * 12)[:59].rstrip() + "…”"
    assert told[6:] == ["Deleted test T1 “Ten letters”", "Went back to an earlier state"]
    session.close()


def test_what_going_back_would_change_is_said_in_numbers(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.run(delete_card, session.board.by_ref["T1"])
    session.run(edit_card, session.board.by_ref["G1"], text="Other")
    session.run(add_card, kind=Kind.OUTCOME, text="New")
    words = difference_text(go_back(session.board, session.past.board_at(7)))
    assert words == "1 row added, 1 row changed, 1 row removed"
    assert difference_text(go_back(session.board, session.board)) == "Nothing is different"
    session.close()


def test_a_redo_leads_back_to_what_was_done(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.undo()
    session.redo()
    event = session.past.events()[-1]
    assert (event.kind, origin_of(session.past, event).seq) == ("redo", 7)
    assert event_text(session.past, event) == "Brought back: Linked P1"
    session.close()


def test_the_last_change_of_a_day_is_found(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    today = datetime.datetime.now().astimezone().date()
    assert seq_on(session.past, today) == 7
    assert seq_on(session.past, today - datetime.timedelta(days=2)) == 0
    session.close()
