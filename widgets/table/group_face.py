"""The heading of a group: it stands across the whole table and says what its rows share."""

from PySide6.QtCore import QRect

from widgets.look.blocks import HEAD, REF, TEXT, advance
from widgets.table.arrangement import Group
from widgets.table.faces import PAD_X, CellFace, Ink, Mark, Piece
from workshop.language import plural

GROUP_HEIGHT = 38
_MARK, _TOP = 16, 10


def group_face(group: Group, width: int, *, folded: bool) -> CellFace:
    """A heading in a table of this width."""
    icon = "chevron-right" if folded else "chevron-down"
    mark = Mark(QRect(PAD_X, _TOP + 1, _MARK, _MARK), icon)
    count = count_words(group.count)
    left, pieces = PAD_X + _MARK + 8, []
    if group.ref:
        wide = round(advance(group.ref, REF)) + 8
        pieces.append(Piece(QRect(left, _TOP, wide, REF.leading), group.ref, REF, Ink.ACCENT))
        left += wide
    behind = round(advance(count, TEXT)) + 4
    says = group.says.replace("\n", " ")
    room = max(40, min(round(advance(says, HEAD)) + 4, width - left - behind - PAD_X - 12))
    pieces.append(Piece(QRect(left, _TOP, room, HEAD.leading), says, HEAD, Ink.PLAIN))
    place = QRect(left + room + 8, _TOP, behind, TEXT.leading)
    pieces.append(Piece(place, count, TEXT, Ink.SOFT))
    return CellFace(tuple(pieces), marks=(mark,), height=GROUP_HEIGHT)


def count_words(count: int) -> str:
    """How many outputs stand in a group."""
    return plural("{count} output", "{count} outputs", count).format(count=count)
