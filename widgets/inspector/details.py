"""The list of a row's details of one kind: evidence, measurements, assumptions and the like."""

import msgspec
from msgspec import UNSET
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from widgets.inspector.box import Rows
from widgets.inspector.boxes import box_for
from widgets.inspector.desk import Desk
from widgets.inspector.entries import EntryList, ToolButton
from widgets.inspector.labels import label_of, list_heading
from widgets.inspector.layouts import ListOf, Of, Sheet, detail_sheet
from widgets.inspector.values import Sort, choices, described, summary
from workshop.board import Board
from workshop.commands.details import add_detail, delete_detail, move_detail
from workshop.commands.fields import record_of
from workshop.details import Detail, MetricVersion
from workshop.language import text
from workshop.records import new_id
from workshop.words.fields import detail_word

_SHARED = frozenset(Detail.__struct_fields__)


class DetailList(EntryList):
    """Details of one kind, each edited in place.

    A kind with a field that must be given (the value of a measurement) asks for it before the entry
    is there; dates that must be given start with today.
    """

    def __init__(self, desk: Desk, part: ListOf, parent: QWidget) -> None:
        super().__init__(desk, list_heading(part.kind), parent)
        self._part = part
        self._kind = part.kind
        self._rows: Rows = ()
        self._after: str | None = None
        self._asked = _asked(part.kind)
        self._newcomer: QWidget | None = None
        self._plus = ToolButton("plus", _adding(part.kind), self, keys="Ins")
        self._plus.clicked.connect(self._add_last)
        self.top.addWidget(self._plus)
        if part.is_open:
            self.open()

    def find_owner(self, rows: Rows) -> str | None:
        """The row itself, or the detail of it that the layout names."""
        if len(rows) != 1:
            return None
        of = self._part.of
        if of is None:
            return rows[0]
        record = record_of(self.desk.board, rows[0], of.kind, of.like)
        return None if record is None else record.id

    def start(self, rows: Rows) -> None:
        """Show the list of another row."""
        if self._newcomer is not None:
            self._newcomer.hide()
        self._rows = rows
        super().start(rows)

    def refresh(self, rows: Rows | None = None) -> None:
        """Show what is stored now."""
        super().refresh(self._rows if rows is None else rows)
        if self._part.hides_empty and self.owner is not None:
            self.setVisible(bool(self.ids(self.desk.board)))
        if self._kind.only_one and self.owner is not None:
            self._plus.setHidden(bool(self.ids(self.desk.board)))

    def ids(self, board: Board) -> list[str]:
        """The details, in order."""
        return [] if self.owner is None else [d.id for d in board.list_of(self.owner, self._kind)]

    def summary(self, row: str) -> str:
        """A detail in one line; earlier versions are numbered as people say them."""
        words = summary(self.desk.board, self.desk.board.details[row])
        if self._kind is MetricVersion:
            number = self.ids(self.desk.board).index(row) + 1
            return text("v{number}  {words}").format(number=number, words=words)
        return words

    def leads_to(self, row: str) -> str | None:
        """What the detail points at, for a kind that does."""
        detail = self.desk.board.details[row]
        named = [getattr(detail, field) for field in detail.refers]
        return next((name for name in named if isinstance(name, str)), None)

    def sheet(self) -> Sheet:
        """The layout of the kind."""
        return detail_sheet(self._kind)

    def add(self, after: str | None = None) -> None:
        """Add a detail, or ask for what it can't be without."""
        if self.owner is None or (self._kind.only_one and self.ids(self.desk.board)):
            return
        if not self.desk.document.may_write():
            return
        self._after = after
        self.open()
        if self._asked is None:
            self._add({})
        else:
            self._ask(self._asked)

    def _add_last(self) -> None:
        self.add()

    def delete(self, row: str) -> None:
        """Delete a detail with what belongs to it."""
        self.desk.document.run(delete_detail, row)

    def shift(self, row: str, by: int) -> None:
        """Move a detail among those of its kind."""
        ids = self.ids(self.desk.board)
        at = ids.index(row)
        if 0 <= at + by < len(ids):
            after = ids[at + by] if by > 0 else (ids[at - 2] if at >= 2 else None)
            self.desk.document.run(move_detail, row, after=after)
            self.entry(row).fold.button.setFocus()

    def _add(self, given: dict[str, object]) -> str:
        """Add a detail with these values; a sentence when that is refused."""
        assert self.owner is not None
        row = new_id()
        fields = _start_of(self._kind, self.desk) | given
        refused = self.desk.write(
            add_detail,
            self._kind,
            self.owner,
            fields,
            after=UNSET if self._after is None else self._after,
            detail=row,
        )
        if not refused:
            if self._newcomer is not None:
                self._newcomer.hide()
            self.open_new(row)
        return refused

    def _ask(self, field: str) -> None:
        """Let people give what an entry can't be without: picked from a menu, or typed."""
        if described(self._kind, field).sort is Sort.CODE:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for words, value in choices(self._kind, field):
                picked = menu.addAction(words)
                picked.triggered.connect(lambda _=False, value=value: self._add({field: value}))
            menu.popup(self._plus.mapToGlobal(QPoint(0, self._plus.height())))
            menu.setActiveAction(menu.actions()[0])
            return
        if self._newcomer is None:
            label = text("New: {label}").format(label=label_of(self._kind, field))
            box = box_for(self.desk, Of(self._kind), field, label, self)
            box.store = lambda value: self._add({field: value})
            self.column.addWidget(box)
            self._newcomer = box
            self._box = box
            self.desk.built.emit()
        self._box.start(())
        self._newcomer.show()
        self._box.editor().setFocus()


def _adding(kind: type[Detail]) -> str:
    return text("Add: {kind}").format(kind=detail_word(kind))


def _must_be_given(kind: type[Detail]) -> list[str]:
    fields = msgspec.structs.fields(kind)
    return [f.name for f in fields if f.required and f.name not in _SHARED]


def _asked(kind: type[Detail]) -> str | None:
    """The field that people have to fill before there can be an entry, if one."""
    fields = (name for name in _must_be_given(kind) if described(kind, name).sort is not Sort.DAY)
    return next(fields, None)


def _start_of(kind: type[Detail], desk: Desk) -> dict[str, object]:
    """Days of a new detail that must be given: today."""
    fields = _must_be_given(kind)
    return {field: desk.now() for field in fields if described(kind, field).sort is Sort.DAY}
