"""What assumptions and key results still lack."""

import re
from collections.abc import Iterator
from typing import Final

from workshop.details import Assumption, KeyResult, Metric, Objective, Review
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.reading import Reading, gap_of
from workshop.method import KeyResultForm, ReviewVerdict
from workshop.records import WORKSHOP_ID, Output

#: Untested leaps of faith that a group can carry at once (Torres).
MOST_LEAPS: Final = 3
_VITAL: Final = 3
_LITTLE_PROOF: Final = 1
_NUMBER: Final = re.compile(r"\d")


def is_leap(assumption: Assumption) -> bool:
    """True when much hangs on an assumption and little proves it: a leap of faith."""
    return assumption.importance >= _VITAL and assumption.evidence <= _LITTLE_PROOF


def assumptions(reading: Reading) -> Iterator[Gap]:
    """Each is looked at again, by somebody; few leaps of faith at a time.

    One that was found wrong, or that the group turned away from, is settled.
    """
    leaps = []
    for assumption in reading.assumptions:
        verdict = _last_verdict(reading, assumption)
        if is_leap(assumption) and verdict in (None, ReviewVerdict.OPEN):
            leaps.append(assumption)
        if verdict not in (ReviewVerdict.INVALIDATED, ReviewVerdict.PIVOTED):
            yield from _review(reading, assumption)
    if len(leaps) > MOST_LEAPS:
        yield gap_of(GapCode.LEAPS_UNTESTED, *leaps)


def _review(reading: Reading, assumption: Assumption) -> Iterator[Gap]:
    end = assumption.by_when
    held = reading.all(assumption.id, Review)
    if end is not None and end < reading.today and all(review.held_on < end for review in held):
        yield gap_of(GapCode.ASSUMPTION_TIME_UP, assumption, day=end)
    if assumption.next_review is None:
        yield gap_of(GapCode.ASSUMPTION_WITHOUT_REVIEW, assumption)
        return
    if assumption.next_review < reading.today:
        yield gap_of(GapCode.ASSUMPTION_OVERDUE, assumption, day=assumption.next_review)
    if not assumption.owner_name:
        yield gap_of(GapCode.ASSUMPTION_WITHOUT_OWNER, assumption)


def _last_verdict(reading: Reading, assumption: Assumption) -> ReviewVerdict | None:
    held = reading.all(assumption.id, Review)
    return max(held, key=lambda review: review.held_on).verdict if held else None


def key_results(reading: Reading) -> Iterator[Gap]:
    """A key result is a number that moves, not things to finish; a milestone may be neither."""
    for objective in reading.all(WORKSHOP_ID, Objective):
        results = reading.all(objective.id, KeyResult)
        if not results:
            yield gap_of(GapCode.OBJECTIVE_WITHOUT_KEY_RESULT, objective)
        for result in results:
            if _is_feature(reading, result):
                yield gap_of(GapCode.KEY_RESULT_IS_FEATURE, result)
            elif result.form is KeyResultForm.OUTCOME and not _names_number(reading, result):
                yield gap_of(GapCode.KEY_RESULT_WITHOUT_NUMBER, result)


def _is_feature(reading: Reading, result: KeyResult) -> bool:
    read = None if result.reads is None else reading.board.record(result.reads)
    is_list = len(result.text.splitlines()) > 1
    return result.form is KeyResultForm.OUTPUT or isinstance(read, Output) or is_list


def _names_number(reading: Reading, result: KeyResult) -> bool:
    if _NUMBER.search(result.text):
        return True
    if result.reads is None:
        return False
    read = reading.board.record(result.reads)
    metrics = [read] if isinstance(read, Metric) else reading.all(result.reads, Metric)
    return any(metric.target is not None for metric in metrics)
