"""Every command: what it changes, what it refuses, and that its inverse takes it back."""

import pytest

from workshop.board import Board, StaleStepError
from workshop.commands import cards, facts, outputs
from workshop.records import MAX_TEXT
from workshop.rules import MAX_DEPTH, Refusal, RefusedError
from workshop.steps import RowChange, Step, StepName, merged
from workshop.vocabulary import Kind, Status


def after(board: Board, step: Step) -> Board:
    """The board after a step, having checked that its inverse leads back."""
    changed = board.applied(step.changes)
    back = changed.applied(step.inverted().changes)
    assert contents(back) == contents(board)
    return changed


def contents(board: Board) -> tuple[object, ...]:
    """All of a board but its counters, which never go down."""
    return (
        board.workshop,
        board.cards,
        board.outputs,
        board.links,
        board.supports,
        board.children,
        board.rows,
        board.links_from,
        board.links_to,
        board.made_from,
        board.supports_from,
        board.supports_to,
        board.by_ref,
    )


def texts(board: Board, parent: str | None) -> list[str]:
    return [board.cards[card].text for card in board.children_of(parent)]


def row(board: Board, ref: str) -> str:
    return board.by_ref[ref]


def refusal(call: object, *args: object, **kwargs: object) -> Refusal:
    assert callable(call)
    with pytest.raises(RefusedError) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_a_card_goes_last_first_or_after_a_sibling(small: Board) -> None:
    parent = row(small, "G1")
    for place, expected in (
        ({}, 3),
        ({"after": None}, 0),
        ({"after": row(small, "O1")}, 2),
    ):
        step = cards.add_card(small, kind=Kind.OPPORTUNITY, parent=parent, text="new", **place)
        assert texts(after(small, step), parent).index("new") == expected


def test_references_count_per_kind_and_are_never_reused(small: Board) -> None:
    step = cards.add_card(small, kind=Kind.OPPORTUNITY)
    assert step.ref == "O3"
    board = after(small, step).applied(step.inverted().changes)
    assert cards.add_card(board, kind=Kind.OPPORTUNITY).ref == "O4"


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (Kind.TEST, "G1"),
        (Kind.SOLUTION, "G1"),
        (Kind.OUTCOME, "O1"),
        (Kind.TEST, "O1"),
        (Kind.SOLUTION, "S1"),
        (Kind.TEST, "T1"),
    ],
)
def test_a_card_is_refused_where_it_would_mean_nothing(
    small: Board, kind: Kind, parent: str
) -> None:
    code = refusal(cards.add_card, small, kind=kind, parent=row(small, parent))
    assert code is Refusal.MAY_NOT_HANG_UNDER


@pytest.mark.parametrize("kind", list(Kind))
def test_a_card_of_any_kind_may_stand_alone(small: Board, kind: Kind) -> None:
    board = after(small, cards.add_card(small, kind=kind, text="alone"))
    assert texts(board, None)[-1] == "alone"


def test_text_is_cleaned_and_bounded(small: Board) -> None:
    step = cards.edit_card(small, row(small, "O1"), text="  a\x00b\r\nc\u202e\ud800 ")
    assert after(small, step).cards[row(small, "O1")].text == "ab\nc"
    long = "x" * (MAX_TEXT + 1)
    assert refusal(cards.edit_card, small, row(small, "O1"), text=long) is Refusal.TEXT_TOO_LONG


def test_an_edit_that_changes_nothing_is_an_empty_step(small: Board) -> None:
    assert cards.edit_card(small, row(small, "O1"), text="I forget to answer").is_empty
    assert cards.move_card(small, row(small, "O2")).is_empty
    assert cards.move_card(small, row(small, "G2"), after=None).is_empty
    assert facts.set_workshop(small, title="").is_empty
    said = "Late answers lose people"
    output, outcome = row(small, "P1"), row(small, "G1")
    assert outputs.link_output(small, output, outcome, assumption=said).is_empty


def test_a_change_of_kind_takes_a_new_reference(small: Board) -> None:
    step = cards.edit_card(small, row(small, "O2"), kind=Kind.OUTCOME)
    board = after(small, step)
    assert step.ref == "G3"
    assert "O2" not in board.by_ref


def test_a_change_of_kind_that_children_place_or_links_rule_out_is_refused(small: Board) -> None:
    change = cards.edit_card
    assert refusal(change, small, row(small, "O1"), kind=Kind.TEST) is Refusal.MAY_NOT_HANG_UNDER
    assert refusal(change, small, row(small, "O1"), kind=Kind.OUTCOME) is Refusal.MAY_NOT_HANG_UNDER
    board = after(small, cards.add_card(small, kind=Kind.OUTCOME))
    linked = row(board, "G3")
    board = after(board, outputs.link_output(board, row(board, "P2"), linked))
    code = refusal(change, board, linked, kind=Kind.OPPORTUNITY)
    assert code is Refusal.OUTCOME_HAS_OUTPUTS
    alone = after(small, cards.move_card(small, row(small, "S1"), parent=None))
    alone = after(alone, cards.delete_card(alone, row(alone, "T1")))
    code = refusal(change, alone, row(alone, "S1"), kind=Kind.OPPORTUNITY)
    assert code is Refusal.SOLUTION_HAS_OUTPUTS


def test_a_card_moves_among_siblings_and_to_another_parent(small: Board) -> None:
    board = after(small, cards.raise_card(small, row(small, "O2")))
    assert texts(board, row(board, "G1")) == [
        "Employers renew",
        "Every CV looks the same",
        "I forget to answer",
    ]
    board = after(board, cards.lower_card(board, row(board, "O2")))
    assert texts(board, row(board, "G1"))[-1] == "Every CV looks the same"
    board = after(board, cards.indent_card(board, row(board, "O2")))
    assert board.cards[row(board, "O2")].parent == row(board, "O1")
    board = after(board, cards.outdent_card(board, row(board, "O2")))
    assert board.cards[row(board, "O2")].parent == row(board, "G1")
    assert board.siblings_of(row(board, "O2"))[-1] == row(board, "O2")


def test_moving_at_the_ends_changes_nothing(small: Board) -> None:
    assert cards.raise_card(small, row(small, "G2")).is_empty
    assert cards.lower_card(small, row(small, "O2")).is_empty
    assert cards.indent_card(small, row(small, "G2")).is_empty
    assert cards.outdent_card(small, row(small, "G1")).is_empty


def test_a_card_never_hangs_below_itself(small: Board) -> None:
    for below in ("G1", "G2"):
        code = refusal(cards.move_card, small, row(small, "G1"), parent=row(small, below))
        assert code is Refusal.UNDER_ITSELF


def test_a_place_that_is_no_sibling_is_refused(small: Board) -> None:
    code = refusal(cards.move_card, small, row(small, "O1"), after=row(small, "S1"))
    assert code is Refusal.NOT_A_SIBLING


def test_a_tree_has_a_greatest_depth() -> None:
    board = Board()
    parent = None
    for _ in range(MAX_DEPTH):
        step = cards.add_card(board, kind=Kind.OUTCOME, parent=parent)
        board = board.applied(step.changes)
        parent = row(board, str(step.ref))
    code = refusal(cards.add_card, board, kind=Kind.OUTCOME, parent=parent)
    assert code is Refusal.TOO_DEEP


def test_deleting_takes_branch_and_links_and_leaves_outputs(small: Board) -> None:
    board = after(small, cards.delete_card(small, row(small, "G1")))
    assert not board.cards
    assert not board.links
    assert [output.solution for output in board.table_rows()] == [None, None]


def test_an_output_takes_the_text_of_its_solution(small: Board) -> None:
    step = outputs.add_output(small, solution=row(small, "S2"))
    board = after(small, step)
    assert board.outputs[row(board, "P3")].text == "Drafted replies"
    assert refusal(outputs.add_output, small, solution=row(small, "O1")) is Refusal.NOT_A_SOLUTION


def test_an_output_is_edited_moved_and_deleted(small: Board) -> None:
    first, second = row(small, "P1"), row(small, "P2")
    step = outputs.edit_output(
        small, second, owner=" Zoë\nMartín ", status=Status.SHIPPED, solution=row(small, "S2")
    )
    output = after(small, step).outputs[second]
    assert (output.owner, output.status) == ("Zoë Martín", Status.SHIPPED)
    board = after(small, outputs.move_output(small, second, after=None))
    assert board.rows == (second, first)
    assert outputs.move_output(small, second, after=first).is_empty
    board = after(small, outputs.delete_output(small, first))
    assert board.rows == (second,)
    assert not board.links


def test_a_link_is_made_once_and_its_assumption_can_change(small: Board) -> None:
    output, outcome = row(small, "P1"), row(small, "G1")
    board = after(small, outputs.link_output(small, output, outcome, assumption="Other"))
    (link,) = board.contributions_of(output)
    assert [assumption.text for assumption in board.assumptions_of(link.id)] == ["Other"]
    assert refusal(outputs.link_output, board, output, outcome) is Refusal.LINKED_ALREADY
    board = after(board, outputs.link_output(board, output, outcome, assumption=""))
    assert board.assumptions_of(link.id) == []
    board = after(board, outputs.unlink_output(board, output, outcome))
    assert refusal(outputs.unlink_output, board, output, outcome) is Refusal.NOT_LINKED
    code = refusal(outputs.link_output, board, output, row(board, "O1"))
    assert code is Refusal.NOT_AN_OUTCOME


def test_workshop_facts_are_cleaned(small: Board) -> None:
    step = facts.set_workshop(small, title="   ", people=("Amara", " ", "Amara", "Joon\nPark"))
    board = after(small, step)
    assert board.workshop.title == ""
    assert [person.name for person in board.people()] == ["Amara", "Joon Park"]
    many = tuple(f"Person {n}" for n in range(501))
    assert refusal(facts.set_workshop, small, people=many) is Refusal.TOO_MANY_PEOPLE


def test_a_step_does_not_fit_a_board_it_was_not_made_for(small: Board) -> None:
    step = cards.edit_card(small, row(small, "O1"), text="other")
    changed = small.applied(step.changes)
    with pytest.raises(StaleStepError):
        changed.applied(step.changes)


def test_merged_steps_record_each_row_once(small: Board) -> None:
    first = cards.edit_card(small, row(small, "O1"), text="one")
    board = small.applied(first.changes)
    second = cards.edit_card(board, row(board, "O1"), text="two")
    both = merged(StepName.EDIT_CARD, (first, second))
    assert both.changes == (RowChange(small.cards[row(small, "O1")], second.changes[0].after),)
    assert contents(after(small, both)) == contents(board.applied(second.changes))
