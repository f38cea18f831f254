"""What the workshop as a whole still lacks: its problem, its bounds, and who decides."""

from collections.abc import Iterator

from workshop.details import Frame, NotNow, Participant
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.reading import Reading
from workshop.method import Part
from workshop.records import WORKSHOP_ID


def purpose(reading: Reading) -> Iterator[Gap]:
    """The problem at once; the rest once there are outputs to commit to."""
    board = reading.board
    if not board.workshop.problem and not board.is_empty:
        yield Gap(GapCode.NO_PROBLEM)
    if not board.rows:
        return
    people = reading.all(WORKSHOP_ID, Participant)
    if not any(person.part is Part.DECIDES for person in people):
        yield Gap(GapCode.NOBODY_DECIDES)
    frame = reading.one(WORKSHOP_ID, Frame)
    if frame is None or not frame.boundaries:
        yield Gap(GapCode.NO_BOUNDARIES)
    if not reading.all(WORKSHOP_ID, NotNow):
        yield Gap(GapCode.NO_NOT_NOW)
