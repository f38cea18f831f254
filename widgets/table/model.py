"""The table's lines as Qt sees them, kept up to date change by change. Writes by commands only.

Lines are outputs and headings of groups; the last one is the row that is not there yet. Rows never
move on their own: what no longer stands where it was arranged to stays until people arrange again.
How cells look is in `faces` and `delegate`.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from widgets.document import Document
from widgets.table.arrangement import (
    Arranged,
    Arrangement,
    Group,
    Grouping,
    Line,
    arranged,
    place_in,
)
from widgets.table.group_face import count_words
from widgets.table.lines import in_stored_order, moved_line, with_changes
from widgets.table.rows import Column, Row, heading, invitation, row_of, rows_touched, spoken
from workshop.applied import Applied
from workshop.board import Board
from workshop.commands.outputs import (
    OutputEdit,
    add_output,
    edit_output,
    link_output,
    move_output,
    unlink_output,
    write_outputs,
)
from workshop.output_cells import FACTS, READ_ONLY, UnreadableError, with_cell
from workshop.values import days
from workshop.vocabulary import Status

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: When more rows come or go at once, starting afresh is faster than following each.
_FEW_ROWS = 50
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _SHOWN | Qt.ItemFlag.ItemIsEditable
#: Cells that say something of a link need one.
_OF_LINKS = frozenset({Column.ASSUMPTION, Column.CONFIDENCE})


class OutputModel(QAbstractTableModel):
    """One line for each output that is shown, headings of groups, and a row to type into.

    Signals:
        unreadable(UnreadableError): what was typed means nothing in its column.
        order_changed(): rows were arranged, or no longer stand as they were arranged to.
    """

    unreadable = Signal(object)
    order_changed = Signal()

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.today = today
        self._shown: dict[str, Row] = {}
        self._arrangement = Arrangement()
        self._stored = document.board.rows
        self._lines: list[Line] = []
        self._groups: dict[str, Group] = {}
        self._count = 0
        self._take(self._arranged())
        self._is_stale = False
        self._typing_into_new_row = False
        document.changed.connect(self._follow)

    # What stands where ------------------------------------------------------------------------

    def line_at(self, row: int) -> Line | None:
        """An output or a heading; None for the row that is not there yet."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def output_at(self, row: int) -> str | None:
        """The output of a row; None for a heading and the row that is not there yet."""
        return self._lines[row].output if 0 <= row < len(self._lines) else None

    def row_shown(self, row: int) -> Row | None:
        """What a row shows; None for a heading and the row that is not there yet."""
        output = self.output_at(row)
        return None if output is None else self.row_of(output)

    def row_of(self, output: str) -> Row:
        """What the row of an output shows."""
        shown = self._shown.get(output)
        if shown is None:
            shown = self._shown[output] = row_of(self.document.board, output, self.today())
        return shown

    def group_at(self, row: int) -> Group | None:
        """The group that a line is the heading of."""
        line = self.line_at(row)
        return self._groups.get(line.group) if line is not None and line.output is None else None

    def place_of(self, output: str) -> int | None:
        """The first row of an output, counted from 0; None when it is not shown."""
        return next((at for at, line in enumerate(self._lines) if line.output == output), None)

    def heading_of(self, group: str) -> int | None:
        """The row of a group's heading; None when there is no such group."""
        heading = Line(None, group)
        return self._lines.index(heading) if heading in self._lines else None

    @property
    def outputs_shown(self) -> int:
        """How many outputs the filter lets through, those in folded groups included."""
        if self._arrangement.keeps_order:
            return len(self._lines)
        return self._count

    @property
    def new_row(self) -> int:
        """The row that is not there yet."""
        return len(self._lines)

    # Arranging --------------------------------------------------------------------------------

    @property
    def arrangement(self) -> Arrangement:
        """Filter, order and groups."""
        return self._arrangement

    @property
    def is_stale(self) -> bool:
        """True when rows no longer stand as they were arranged to."""
        return self._is_stale

    def arrange(self, arrangement: Arrangement) -> None:
        """Arrange all rows afresh."""
        self.beginResetModel()
        self._arrangement = arrangement
        self._take(self._arranged())
        self._is_stale = False
        self.endResetModel()
        self.order_changed.emit()

    def _take(self, fresh: Arranged) -> None:
        self._lines = list(fresh.lines)
        self._groups = dict(fresh.groups)
        self._count = fresh.outputs

    def _arranged(self) -> Arranged:
        return arranged(self.document.board, self._arrangement, self.row_of)

    # What people do to a row ------------------------------------------------------------------

    def link(self, output: str, outcome: str) -> None:
        """Link an output to an outcome."""
        self.document.run(link_output, output, outcome)

    def unlink(self, output: str, outcome: str) -> None:
        """Take a link away."""
        self.document.run(unlink_output, output, outcome)

    def raise_row(self, row: int) -> None:
        """Move an output one place up among those that are shown; the first stays."""
        output = self.output_at(row)
        if output is not None and row > 0:
            above = self.document.board.rows.index(self._lines[row - 1].output or "")
            after = self.document.board.rows[above - 1] if above > 0 else None
            self.document.run(move_output, output, after=after)

    def lower_row(self, row: int) -> None:
        """Move an output one place down among those that are shown; the last stays."""
        output = self.output_at(row)
        if output is not None and row + 1 < len(self._lines):
            self.document.run(move_output, output, after=self._lines[row + 1].output)

    def write(self, edits: Sequence[OutputEdit]) -> bool:
        """Write many cells as one step; False when that was refused or could not be written."""
        return self.document.run(write_outputs, edits) is not None

    # Qt's own questions -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Lines and the row that is not there yet."""
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns; which are shown is the header's."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY.value
    ) -> Any:
        """Headings of the columns; references head the rows, for screen readers."""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return heading(Column(section))
        shown = self.row_shown(section)
        return "" if shown is None else shown.ref

    def data(self, index: Index, role: int = _DISPLAY.value) -> Any:
        """Plain text of a cell; the delegate paints from `row_shown`."""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        column, row = Column(index.column()), index.row()
        shown, group = self.row_shown(row), self.group_at(row)
        if shown is not None:
            return spoken(self.document.board, shown, column)
        if column is not Column.OUTPUT:
            return None
        if group is None:
            return invitation()
        return " ".join(filter(None, (group.ref, group.says, count_words(group.count))))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that can be edited: one about a link needs a link, a new row its text first."""
        column, line = index.column(), self.line_at(index.row())
        if line is None:
            return _EDITABLE if column == Column.OUTPUT else _SHOWN
        if line.output is None or column in READ_ONLY:
            return _SHOWN
        if column in _OF_LINKS and not self.document.board.links_from.get(line.output):
            return _SHOWN
        return _EDITABLE

    def setData(self, index: Index, value: Any, role: int = _EDIT.value) -> bool:
        """Write a cell; False when it was refused or could not be written."""
        if role != _EDIT:
            return False
        output = self.output_at(index.row())
        if output is None:
            return self._add(str(value))
        return self._write(output, Column(index.column()), value)

    def _add(self, text: str) -> bool:
        if not text.strip():
            return True
        self._typing_into_new_row = True
        try:
            return self.document.run(add_output, text=text) is not None
        finally:
            self._typing_into_new_row = False

    def _write(self, output: str, column: Column, value: Any) -> bool:
        run = self.document.run
        if column is Column.OUTPUT:
            return run(edit_output, output, text=str(value)) is not None
        if column is Column.OWNER:
            return run(edit_output, output, owner=str(value)) is not None
        if column is Column.STATUS:
            return run(edit_output, output, status=Status(value)) is not None
        if column is Column.ASSUMPTION:
            said = self._still_linked(output, value)
            return self.write([OutputEdit(output=output, assumptions=said)])
        if column is Column.CONFIDENCE:
            return self.write([OutputEdit(output=output, confidences=value)])
        return column not in FACTS or self._write_words(output, column, str(value))

    def _still_linked(self, output: str, said: Mapping[str, str]) -> dict[str | None, str]:
        links = self.document.board.contributions_of(output)
        return {link.outcome: said[link.outcome] for link in links if link.outcome in said}

    def _write_words(self, output: str, column: Column, words: str) -> bool:
        edit = OutputEdit(output=output)
        try:
            edit = with_cell(self.document.board, edit, column, words, self.today())
        except UnreadableError as error:
            self.unreadable.emit(error)
            return False
        return self.write([edit])

    # Following the document -------------------------------------------------------------------

    def _follow(self, applied: Applied) -> None:
        touched = rows_touched(applied)
        self._follow_places(applied, touched)
        for output in touched:
            self._shown.pop(output, None)
        if self._stored != applied.board.rows:
            self._follow_rows(applied.board)
            self._stored = applied.board.rows
        if len(touched) > _FEW_ROWS:
            self._tell(0, len(self._lines) - 1)
        else:
            for row in self._rows_of(touched):
                self._tell(row, row)

    def _rows_of(self, outputs: set[str]) -> list[int]:
        if not outputs:
            return []
        return [at for at, line in enumerate(self._lines) if line.output in outputs]

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _follow_places(self, applied: Applied, touched: set[str]) -> None:
        """Note when a row would stand elsewhere, had it been arranged now."""
        if self._is_stale or self._arrangement.is_plain:
            return
        now = self.today()
        for output in touched & set(applied.before.outputs):
            before = self._shown.get(output) or row_of(applied.before, output, now)
            after = row_of(applied.board, output, now)
            if place_in(self._arrangement, before) != place_in(self._arrangement, after):
                self._is_stale = True
                self.order_changed.emit()
                return

    def _follow_rows(self, board: Board) -> None:
        """Take rows out that are gone, put new ones where they belong, and follow moves."""
        target = self._target(board)
        kept, known = set(target), set(self._lines)
        if len(kept ^ known) > _FEW_ROWS:
            self._reset(target)
            return
        for row in reversed(range(len(self._lines))):
            if self._lines[row] not in kept:
                self.beginRemoveRows(_ROOT, row, row)
                self._shown.pop(self._lines.pop(row).output or "", None)
                self.endRemoveRows()
        for row, line in enumerate(target):
            if line not in known:
                self._insert(row, line)
        if self._lines != target:
            self._reorder(target)

    def _target(self, board: Board) -> list[Line]:
        """The lines as they should be now, moving none that stands somewhere already."""
        added = set(board.rows).difference(self._stored)
        if self._arrangement.keeps_order:
            return in_stored_order(self._lines, board, added)
        fresh = self._arranged()
        typed = added if self._typing_into_new_row else set()
        target = with_changes(self._lines, fresh.lines, board, added - typed)
        target += [Line(output, target[-1].group if target else "") for output in typed]
        if self._arrangement.group_by is not Grouping.NOTHING:
            self._groups = dict(fresh.groups)
            target = [line for line in target if line.output or line.group in self._groups]
        return target

    def _insert(self, row: int, line: Line) -> None:
        """Put a row in; the one being typed into becomes the output, with a new one below it."""
        becomes = self._typing_into_new_row and row == len(self._lines)
        at = row + 1 if becomes else min(row, len(self._lines))
        self.beginInsertRows(_ROOT, at, at)
        self._lines.insert(row, line)
        self.endInsertRows()

    def _reorder(self, target: list[Line]) -> None:
        moved = moved_line(tuple(self._lines), tuple(target))
        if moved is None:
            self._reset(target)
            return
        start, end = self._lines.index(moved), target.index(moved)
        self.beginMoveRows(_ROOT, start, start, _ROOT, end + 1 if end > start else end)
        self._lines = list(target)
        self.endMoveRows()

    def _reset(self, target: list[Line]) -> None:
        self.beginResetModel()
        self._lines = list(target)
        self.endResetModel()
