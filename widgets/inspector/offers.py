"""What a field offers to complete while people type in it: names, units, rows known already."""

from typing import Final

from widgets.inspector.values import Sort, described, row_words, rows_to_name
from workshop import details as d
from workshop.board import Board
from workshop.details import Detail
from workshop.language import text
from workshop.output_cells import owners_known
from workshop.records import Output, Record

#: Fields that hold a rhythm.
_RHYTHMS: Final = frozenset({(d.Metric, "cadence"), (d.FeedbackLoop, "cadence")})


def offered(board: Board, kind: type[Record], field: str) -> list[str]:
    """What can be picked, best first."""
    if described(kind, field).sort is Sort.ROW:
        return [row_words(board, row) for row in rows_to_name(board, kind)]
    if _is_person(kind, field):
        return owners_known(board)
    usual = [text("every day"), text("every week"), text("every month"), text("every quarter")]
    known = usual if (kind, field) in _RHYTHMS else []
    used = {
        str(getattr(detail, field))
        for detail in board.details.values()
        if isinstance(detail, kind) and isinstance(detail, Detail)
    }
    return [*known, *sorted(used - {"", *known})]


def _is_person(kind: type[Record], field: str) -> bool:
    if issubclass(kind, Detail):
        return field in kind.people
    return kind is Output and field == "owner"
