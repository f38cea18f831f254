"""The questions of review day in people's words."""

import datetime
from typing import Final

from workshop.board import Board
from workshop.details import Assumption
from workshop.language import text
from workshop.method import Answer
from workshop.reading.measures import story_of
from workshop.reading.review import Flat
from workshop.records import Contribution
from workshop.values.days import short_day_text
from workshop.values.quantities import value_text

#: What is nearest, and what follows from it.
_ANSWERS: Final = {
    Answer.NOT_USED: (text("It is not used yet."), text("Look again on a date.")),
    Answer.CHANGES_NOTHING: (
        text("It is used, and changes nothing."),
        text("The link {output} → {outcome} was wrong. {judge}"),
    ),
    Answer.WRONG_MEASURE: (
        text("We measure the wrong thing."),
        text("Start version {version} of the metric, and say why."),
    ),
    Answer.NEEDS_TIME: (text("It needs more time."), text("Results lag. Keep the date.")),
}


def flat_title(flat: Flat, today: datetime.date) -> str:
    """P1 Reply reminders shipped on 2 Dec. G2 has not moved: 14 → 14."""
    is_still = flat.movement.before == flat.movement.after
    words = (
        text("{output} shipped on {day}. {outcome} has not moved: {before} → {after}.")
        if is_still
        else text("{output} shipped on {day}. {outcome} got no better: {before} → {after}.")
    )
    return words.format(
        output=f"{flat.output.ref} {_first_line(flat.output.text)}".strip(),
        day=short_day_text(flat.shipped_on, today),
        outcome=flat.outcome.ref,
        before=value_text(flat.movement.before, flat.metric),
        after=value_text(flat.movement.after, flat.metric),
    )


def answer_words(answer: Answer, board: Board, flat: Flat) -> tuple[str, str]:
    """An answer, and what follows from it."""
    first, then = _ANSWERS[answer]
    known = board.list_of(flat.link.id, Assumption)
    judge = text("Judge assumption {ref}.").format(ref=known[0].ref) if known else ""
    return first, then.format(
        output=flat.output.ref,
        outcome=flat.outcome.ref,
        judge=judge,
        version=story_of(board, flat.metric).number + 1,
    ).strip()


def link_claim(board: Board, link: Contribution) -> str:
    """What a link assumes while nobody has said it: the text of the assumption it then gets."""
    return text("“{output}” moves “{outcome}”").format(
        output=_first_line(board.outputs[link.output].text),
        outcome=_first_line(board.cards[link.outcome].text),
    )


def _first_line(words: str) -> str:
    return words.partition("\n")[0]
