"""Every template begins a sound workshop."""

import pytest

from workshop.board import Board
from workshop.store.soundness import require_sound_board
from workshop.templates.beginning import step_from
from workshop.templates.catalog import TEMPLATES
from workshop.vocabulary import Kind


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_sound(template: str) -> None:
    board = Board().applied(step_from(template).changes)
    require_sound_board(board)
    assert board.is_empty == (template == "blank")


@pytest.mark.parametrize("template", ["people", "legal", "engineering", "platform"])
def test_an_example_shows_a_whole_line_from_output_to_outcome(template: str) -> None:
    board = Board().applied(step_from(template).changes)
    assert {card.kind for card in board.cards.values()} == set(Kind)
    assert board.workshop.problem
    assert board.links


def test_an_unknown_template_is_no_template() -> None:
    with pytest.raises(KeyError):
        step_from("nothing")
