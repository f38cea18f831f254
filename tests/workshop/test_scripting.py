"""The scripting interface: what a line may hold, and what is said about one that may not."""

from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.rules import Refusal, RefusedError
from workshop.scripting import ScriptError, parse, row_of, template_step
from workshop.steps import StepName
from workshop.templates.beginning import step_from
from workshop.templates.catalog import TEMPLATES


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not_json"),
        (b"\xff\xfe", "not_json"),
        ('{"do": ' + "[" * 100_000, "not_json"),
        ("[]", "bad_value"),
        ("{}", "missing_field"),
        ('{"do": "dance"}', "unknown_command"),
        ('{"do": "add_card"}', "missing_field"),
        ('{"do": "add_card", "kind": "epic"}', "bad_value"),
        ('{"do": "add_card", "kind": "test", "colour": 1}', "unknown_field"),
        ('{"do": "edit_card", "ref": "O1", "text": 5}', "bad_value"),
        ('{"do": "set_workshop", "held_on": "yesterday"}', "bad_value"),
        ('{"do": "link", "output": "P1"}', "missing_field"),
        ('{"do": "undo", "ref": "O1"}', "unknown_field"),
    ],
)
def test_a_bad_line_is_a_named_error_in_one_sentence(line: str | bytes, code: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(line)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_a_reference_nobody_has_is_refused(small: Board) -> None:
    assert row_of(small, " o1 ") == small.by_ref["O1"]
    with pytest.raises(RefusedError) as caught:
        row_of(small, "O99")
    assert caught.value.code is Refusal.UNKNOWN_REF


def test_absent_and_null_mean_different_places(board_from: Callable[[str], Board]) -> None:
    board = board_from(
        """
{"do": "add_card", "kind": "outcome", "text": "first"}
{"do": "add_card", "kind": "outcome", "text": "last"}
{"do": "add_card", "kind": "outcome", "text": "now first", "after": null}
{"do": "add_card", "kind": "opportunity", "text": "child", "parent": "G1"}
{"do": "move_card", "ref": "O1", "parent": null}
{"do": "move_card", "ref": "G2", "after": "G3"}
"""
    )
    texts = [board.cards[card].text for card in board.children_of(None)]
    assert texts == ["now first", "last", "first", "child"]


def test_every_template_is_one_step_that_can_be_taken_back() -> None:
    for name in TEMPLATES:
        step = step_from(name)
        assert step.name is StepName.CREATE_WORKSHOP
        board = Board().applied(step.changes)
        assert board.applied(step.inverted().changes).is_empty


def test_a_template_holds_changes_only() -> None:
    with pytest.raises(ScriptError):
        template_step(['{"do": "undo"}'])
