"""Parts of a panel: fields side by side, groups that fold, and the sheet that holds them.

Built from the table in `layouts`. A folded part is built when it is first opened; from then on it
is used again for every row.
"""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from widgets.inspector.box import Rows
from widgets.inspector.boxes import bare_box_for, box_for
from widgets.inspector.desk import Desk
from widgets.inspector.folds import FoldButton
from widgets.inspector.layouts import Group, Line, Part, Sheet
from widgets.inspector.values import Sort, described
from workshop.commands.fields import starting_value, value_of

#: Least width of a field in a row of several, in pixels; narrower rows go one below the other.
_LEAST = {Sort.NUMBER: 56, Sort.DAY: 92, Sort.DAYS: 64, Sort.TICK: 110}
_USUAL_LEAST = 84
#: How the width of a row is shared out where there is more of it.
_SHARE = {Sort.NUMBER: 56, Sort.DAY: 92, Sort.CODE: 116, Sort.NAME: 112}
_GAP = 8


class PartView(QWidget):
    """Something that shows rows, again and again others."""

    @abstractmethod
    def start(self, rows: Rows) -> None:
        """Show these rows from now on."""

    @abstractmethod
    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""

    def reveal(self, _row: str) -> QWidget | None:
        """Open what leads to a detail; the widget that shows it, None when it is not here."""
        return None


class RowPart(PartView):
    """A part about rows as a whole, not about a field of theirs."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: Rows = ()
        self.column = QVBoxLayout(self)
        set_apart(self.column)

    def start(self, rows: Rows) -> None:
        """Show these rows from now on."""
        self.rows = rows
        self.refresh()


class LineView(PartView):
    """Fields side by side, or one below the other where there is no room."""

    def __init__(self, desk: Desk, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        said = dict(line.labels)
        make = bare_box_for if line.is_bare else box_for
        self._boxes = [make(desk, line.of, name, said.get(name), self) for name in line.fields]
        self._sorts = [described(line.of.kind, name).sort for name in line.fields]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(_GAP)
        set_apart(self._row)
        # It turns on its side before it makes the panel wider.
        self.setMinimumWidth(48)
        for box in self._boxes:
            self._row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        self._share_out()

    def start(self, rows: Rows) -> None:
        """Show these rows from now on."""
        for box in self._boxes:
            box.start(rows)
        self._share_out()

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        for box in self._boxes:
            box.refresh()
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give every field the room its number needs, on lines of their own if need be."""
        needs = [
            max(_LEAST.get(sort, _USUAL_LEAST), box.needed_width())
            for box, sort in zip(self._boxes, self._sorts, strict=True)
        ]
        for at, (sort, need) in enumerate(zip(self._sorts, needs, strict=True)):
            self._row.setStretch(at, max(_SHARE.get(sort, _USUAL_LEAST), need))
        fits = self.width() >= sum(needs) + _GAP * (len(needs) - 1)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not way:
            self._row.setDirection(way)


class SheetView(PartView):
    """Parts one below the other."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.parts = [desk.make(desk, part, self) for part in sheet]
        for part in self.parts:
            self.column.addWidget(part)

    def start(self, rows: Rows) -> None:
        """Show these rows from now on."""
        for part in self.parts:
            part.start(rows)

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        for part in self.parts:
            part.refresh()

    def reveal(self, row: str) -> QWidget | None:
        """Open what leads to a detail."""
        return next((found for part in self.parts if (found := part.reveal(row))), None)


class Folded(QWidget):
    """A line that opens what is below it; that is made when it is first opened."""

    def __init__(self, desk: Desk, make: Callable[[QWidget], PartView], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._make = desk, make
        self._rows: Rows = ()
        self._is_stale = True
        self.button = FoldButton(parent=self)
        self.button.toggled.connect(self._follow)
        self.body: PartView | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def start(self, rows: Rows) -> None:
        """Show these rows from now on: at once where it is open, else when it is opened."""
        self._rows, self._is_stale = rows, True
        if self.button.isChecked():
            self._show_body()

    def refresh(self) -> None:
        """Show what is stored now."""
        if self.body is not None and self.button.isChecked():
            self.body.refresh()
        else:
            self._is_stale = True

    def open(self) -> PartView:
        """Show what is inside."""
        self.button.setChecked(True)
        assert self.body is not None
        return self.body

    def _follow(self, is_open: bool) -> None:
        if is_open:
            self._show_body()
        elif self.body is not None:
            self.body.hide()

    def _show_body(self) -> None:
        if self.body is None:
            self.body = self._make(self)
            self.column.addWidget(self.body)
            self._desk.built.emit()
        if self._is_stale:
            self.body.start(self._rows)
            self._is_stale = False
        self.body.show()


class GroupView(PartView):
    """Parts under a heading that folds."""

    def __init__(self, desk: Desk, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._group = desk, group
        self._rows: Rows = ()
        self._fold = Folded(desk, lambda parent: _inset(desk, group.parts, parent), self)
        self._fold.column.addWidget(self._fold.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fold)

    def start(self, rows: Rows) -> None:
        """Show these rows from now on; what was typed for them and not written is in sight."""
        self._rows = rows
        self._fold.start(rows)
        if any(self._has_unwritten(part) for part in self._group.parts):
            self._fold.open()
        self._head()

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        self._fold.refresh()
        self._head()

    def reveal(self, row: str) -> QWidget | None:
        """Open what leads to a detail, if it is in here."""
        if not any(not isinstance(part, Line) for part in self._group.parts):
            return None
        was_open = self._fold.button.isChecked()
        found = self._fold.open().reveal(row)
        if found is None and not was_open:
            self._fold.button.setChecked(False)
        return found

    def _head(self) -> None:
        filled = sum(self._filled(part) for part in self._group.parts)
        self._fold.button.say(self._group.heading, str(filled) if filled else "")

    def _has_unwritten(self, part: Part) -> bool:
        words = self._desk.unwritten.words
        return isinstance(part, Line) and any(
            words(self._rows, part.of.key(name)) is not None for name in part.fields
        )

    def _filled(self, part: Part) -> int:
        if not isinstance(part, Line) or len(self._rows) != 1:
            return 0
        of, board = part.of, self._desk.board
        return sum(
            value_of(board, self._rows[0], of.kind, name, of.like) != starting_value(of.kind, name)
            for name in part.fields
        )


def set_apart(layout: QLayout) -> None:
    """Let a part stand clear of its neighbours; lines that fold stand close to each other."""
    layout.setContentsMargins(0, 5, 0, 5)


def _inset(desk: Desk, sheet: Sheet, parent: QWidget) -> SheetView:
    view = SheetView(desk, sheet, parent)
    view.column.setContentsMargins(0, 0, 0, 8)
    return view
