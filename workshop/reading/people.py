"""Who is who: an owner is a name in a row, and the same name means the same participant.

Case and spaces do not tell names apart. Reads only; `workshop.commands.people` changes.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from workshop.board import Board
from workshop.details import Detail, Participant
from workshop.records import Output
from workshop.values.text import name_key

#: Fields whose name belongs to a participant; other names may be a team's or an outsider's.
OWNERS: Final = ("owner", "owner_name")


def participant_named(board: Board, name: str) -> Participant | None:
    """The participant with this name; the first of several, None for nobody or no name."""
    key = name_key(name)
    return next((person for person in board.people() if key and name_key(person.name) == key), None)


def known_spelling(board: Board, name: str) -> str:
    """The name as the participant of that name spells it, or as it is."""
    person = participant_named(board, name)
    return name if person is None else person.name


def names_in(row: Output | Detail) -> Mapping[str, str]:
    """The fields of a row that hold a person's name, with what they hold."""
    fields = ("owner",) if isinstance(row, Output) else row.people
    return {field: str(getattr(row, field)) for field in fields}


def rows_naming(board: Board) -> Iterator[Output | Detail]:
    """Every row with a field for a person's name: outputs as in the table, then details."""
    yield from board.table_rows()
    named = [detail for detail in board.details.values() if detail.people]
    yield from sorted(named, key=lambda detail: (detail.letter, detail.number))


def owner_of(row: Output | Detail) -> str:
    """Who owns a row; nothing when it has no owner."""
    return next((name for field, name in names_in(row).items() if field in OWNERS), "")
