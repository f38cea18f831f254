"""Commands of a look back at what was assumed. Pure functions from board to step."""

import datetime

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.details import add_detail, edit_detail
from workshop.details import Assumption, Review
from workshop.method import SETTLED, Answer, ReviewVerdict
from workshop.rules import Refusal, RefusedError, detail_of
from workshop.steps import RowChange, Step, StepName, merged


def judge_assumption(
    board: Board,
    assumption: str,
    verdict: ReviewVerdict,
    *,
    held_on: datetime.date,
    note: str = "",
    next_review: datetime.date | UnsetType | None = UNSET,
    turned_to: str = "",
) -> Step:
    """Write down what a look at an assumption found, and when to look again.

    Unless it is given, the next look is one rhythm after this one; there is none once the
    assumption is found wrong or the group has turned to another one: `turned_to`, in words, then
    becomes an assumption of its own in the same place.

    Raises:
        RefusedError: it is no assumption, or a text is too long.
    """
    judged = detail_of(board, assumption)
    if not isinstance(judged, Assumption):
        raise RefusedError(Refusal.NOT_A_DETAIL, ref=judged.ref)
    rhythm = held_on + datetime.timedelta(days=judged.review_every)
    if isinstance(next_review, UnsetType):
        next_review = None if verdict in SETTLED else rhythm
    found = {"held_on": held_on, "verdict": verdict, "note": note}
    steps = [add_detail(board, Review, assumption, found)]
    steps.append(edit_detail(board, assumption, {"next_review": next_review}))
    if turned_to.strip():
        other = {
            "text": turned_to,
            "assumption_type": judged.assumption_type,
            "importance": judged.importance,
            "owner_name": judged.owner_name,
            "review_every": judged.review_every,
            "next_review": rhythm,
        }
        steps.append(add_detail(board, Assumption, judged.owner, other))
    return merged(StepName.JUDGE_ASSUMPTION, steps, judged.ref)


def judge_link(
    board: Board,
    link: str,
    verdict: ReviewVerdict,
    *,
    claim: str,
    held_on: datetime.date,
    note: str = "",
    next_review: datetime.date | UnsetType | None = UNSET,
) -> Step:
    """Judge the first assumption behind a link; `claim` becomes it where nothing was assumed.

    Raises:
        RefusedError: a text is too long.
    """
    known = board.list_of(link, Assumption)
    if known:
        return judge_assumption(
            board, known[0].id, verdict, held_on=held_on, note=note, next_review=next_review
        )
    assumed = add_detail(board, Assumption, link, {"text": claim})
    after = board.applied(assumed.changes)
    made = after.list_of(link, Assumption)[0]
    judged = judge_assumption(
        after, made.id, verdict, held_on=held_on, note=note, next_review=next_review
    )
    return merged(StepName.JUDGE_ASSUMPTION, (assumed, judged), made.ref)


def answer_flat(
    board: Board,
    link: str,
    answer: Answer,
    *,
    claim: str,
    held_on: datetime.date,
    note: str = "",
    next_review: datetime.date | UnsetType | None = UNSET,
) -> Step:
    """Write down why the outcome of a link did not move: a look at what the link assumes.

    Only an output that is used and changes nothing proves the assumption wrong; `claim` is as in
    `judge_link`.

    Raises:
        RefusedError: a text is too long.
    """
    is_wrong = answer is Answer.CHANGES_NOTHING
    verdict = ReviewVerdict.INVALIDATED if is_wrong else ReviewVerdict.OPEN
    judged = judge_link(
        board, link, verdict, claim=claim, held_on=held_on, note=note, next_review=next_review
    )
    changes = tuple(
        RowChange(change.before, replace(change.after, answer=answer))
        if isinstance(change.after, Review)
        else change
        for change in judged.changes
    )
    return Step(judged.name, changes, judged.ref)
