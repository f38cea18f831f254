"""What a command on any row does to the participants along the way: names join, names follow."""

from msgspec import UNSET
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.places import rank_among
from workshop.details import Participant
from workshop.reading.people import names_in, participant_named, rows_naming
from workshop.records import WORKSHOP_ID, new_id
from workshop.rules import Refusal, RefusedError
from workshop.steps import RowChange
from workshop.values.text import name_key


def joining(board: Board, name: str) -> list[RowChange]:
    """What makes the owner of a row a participant; nothing for a known name or none."""
    if not name or participant_named(board, name) is not None:
        return []
    joined = Participant(
        id=new_id(),
        owner=WORKSHOP_ID,
        number=board.next_number(Participant.letter),
        rank=rank_among(
            board.details_of.get(WORKSHOP_ID, ()), UNSET, lambda row: board.details[row].rank
        ),
        name=name,
    )
    return [RowChange(None, joined)]


def require_new_name(board: Board, name: str, besides: str | None = None) -> None:
    """Refuse a second participant of one name: an owner would be either of them.

    Raises:
        RefusedError: somebody but the participant `besides` has this name.
    """
    known = participant_named(board, name)
    if known is not None and known.id != besides:
        raise RefusedError(Refusal.KNOWN_ALREADY, name=known.name, ref=known.ref)


def renaming(board: Board, before: Participant, after: Participant) -> list[RowChange]:
    """What gives the rows that meant a participant by name the new name."""
    old = name_key(before.name)
    if not old or not after.name or before.name == after.name:
        return []
    changes = []
    for row in rows_naming(board):
        meant = [field for field, name in names_in(row).items() if name_key(name) == old]
        if meant:
            renamed = replace(row, **dict.fromkeys(meant, after.name))
            changes.append(RowChange(row, renamed))
    return [change for change in changes if change.before != change.after]
