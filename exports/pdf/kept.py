"""What stays together where a page ends: no heading alone at the foot of a page, and no row alone
at the head of the next. Lengths are in points.
"""

from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, LongTable
from reportlab.platypus.doctemplate import FrameBreak

from exports.pdf.blocks import height_of

_HEAD: Final = ("TH", "/A<</O/Table/Scope/Column>>")
_CELL: Final = ("TD",)
#: What is lower moves to the next page as a whole, rather than being cut.
_SMALL: Final = 190.0


class Kept(KeepTogether):
    """Headings with the start of what follows them: all of it when that is small."""

    #: ReportLab's names: what is kept, and the frame it is being set in.
    _content: list[Flowable]
    _frame: Any

    def split(self, width: float, height: float) -> list[Flowable]:
        """The headings and as much as fits below them, or a new page first."""
        content = list(self._content)
        body = content[-1]
        total = height_of(content, width)
        if total <= height:
            return content
        if body.height > _SMALL:
            parts = body.split(width, height - (total - body.height))
            if len(parts) > 1:
                return [*content[:-1], *parts]
        at_top: bool = self._frame._atTop  # noqa: SLF001 - nothing public says it
        return content if at_top else [FrameBreak(), *content]


def tag_table(table: Any, step: str, *place: Any) -> None:
    """Enter a table, its rows and its cells into the structure; ReportLab tells each step of
    drawing them, and where."""
    canvas = table.canv
    if not canvas.inks:
        return
    if step in ("endCell", "endRow", "endTable"):
        canvas.tags.close()
    elif step == "startTable":
        canvas.tags.open("Table")
    elif step == "startRow":
        canvas.tags.open("TR")
    elif step == "startCell":
        canvas.tags.open(*(_HEAD if place[0] == 0 else _CELL))


class KeptTable(LongTable):
    """A table of which at least two rows stand on each page, where it has as many."""

    _rowHeights: list[float]  # noqa: N815 - ReportLab's name
    _nrows: int

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Set every cell; returns the size of the table."""
        self.width, self.height = super().wrap(width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The table in two, or nothing when not enough of it fits."""
        parts: list[Any] = super().split(width, height)
        if len(parts) < 2:
            return parts
        rows, left = (part.rows() for part in parts)
        if left == 1 and rows > 2:
            above = self._rowHeights[: self._nrows - 2]
            parts = super().split(width, sum(above) + 0.1)
        return [] if rows == 1 and left > 1 else parts

    def rows(self) -> int:
        """How many rows there are below the header."""
        return self._nrows - 1
