"""The box of each field: one that is typed in, unless its value is chosen.

Which editor a field has follows from the types of its record (`values`).
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.inspector.box import Box, Rows
from widgets.inspector.choice_boxes import ChoiceBox, TickBox
from widgets.inspector.desk import Desk
from widgets.inspector.fields import DayField, LineField, TextField
from widgets.inspector.labels import invitation, label_of
from widgets.inspector.layouts import Of
from widgets.inspector.offers import offered
from widgets.inspector.values import Sort, described, measured_by, reader, shown, typed_unit
from workshop.commands.fields import record_of
from workshop.language import text

#: Frame, padding and cursor of a line, in pixels.
_AROUND: Final = 26
_ERASING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class WordsBox(Box):
    """A field that is typed: words, a number, a date, or the name of another row."""

    def __init__(self, desk: Desk, of: Of, field: str, label: str, parent: QWidget) -> None:
        super().__init__(desk, of, field, label, parent)
        self._read, self._mistake = reader(lambda: desk.board, of.kind, field, desk.now, self._unit)
        self._key = of.key(field)
        self._invitation = invitation(of.kind, field)
        self._field = self._made(described(of.kind, field).sort)
        self._field.typed.connect(self._on_typed)
        self._field.entered.connect(self._explain)
        self._field.installEventFilter(self)
        self._field.left.connect(lambda: desk.explained.emit(""))
        self.head(self._field)

    def _made(self, sort: Sort) -> LineField | TextField:
        if sort is Sort.TEXT:
            return TextField(self._write_words, self)
        if sort is Sort.DAY:
            return DayField(self._write_words, self._read, self)
        field = LineField(self._write_words, self)
        if sort in (Sort.NAME, Sort.ROW):
            field.complete_from(lambda: offered(self.desk.board, self.of.kind, self.field))
        return field

    def editor(self) -> LineField | TextField:
        """The line or the text."""
        return self._field

    def start(self, rows: Rows) -> None:
        """Show the value of these rows, or what was typed for them and is not written."""
        self.desk.pending.discard(self)
        self.rows = rows
        self.complain("")
        kept = self.desk.unwritten.words(rows, self._key)
        self._field.start(self._words())
        if kept is not None and kept != self._field.words():
            self._field.put(kept)
            self._check(kept)

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        self._field.show_words(self._words())

    def needed_width(self) -> int:
        """Width of the number with what stands around it; 0 for words."""
        if described(self.of.kind, self.field).sort is not Sort.NUMBER:
            return 0
        return self._field.fontMetrics().horizontalAdvance(self._field.words()) + _AROUND

    def commit(self) -> bool:
        """Write what is typed; False when it could not be written."""
        return self._field.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in a field that shows none of several different values empties all of them."""
        erases = isinstance(event, QKeyEvent) and event.key() in _ERASING
        if erases and event.type() is QEvent.Type.KeyPress and self._hides_values:
            self._write_words("")
            return True
        return super().eventFilter(watched, event)

    @property
    def _hides_values(self) -> bool:
        return not self._field.words() and not self.value()[1]

    def _explain(self) -> None:
        erase = text("Delete empties it in all.") if self._hides_values else ""
        self.desk.explained.emit(" ".join(filter(None, (self.why, erase))))

    def _words(self) -> str:
        value, same = self.value()
        hint = self._invitation if same else text("several values")
        if self._field.placeholderText() != hint:
            self._field.setPlaceholderText(hint)
        board, of = self.desk.board, self.of
        by = None
        if isinstance(value, float) and len(self.rows) == 1:
            by = measured_by(board, record_of(board, self.rows[0], of.kind, of.like))
        return shown(board, of.kind, self.field, value, by)

    def _unit(self) -> str:
        """What all rows count in; empty where they differ."""
        board, of = self.desk.board, self.of
        units = {typed_unit(board, record_of(board, row, of.kind, of.like)) for row in self.rows}
        return units.pop() if len(units) == 1 else ""

    def _write_words(self, words: str) -> bool:
        if self.desk.is_following:
            return False
        try:
            value = self._read(words)
        except (ValueError, OverflowError):
            self.complain(self._mistake)
            return False
        if not self.write(value):
            return False
        self.desk.unwritten.drop(self.rows, self._key)
        self.desk.pending.discard(self)
        self._field.start(self._words())
        return True

    def _check(self, words: str) -> None:
        """Say at once what is wrong with words that were left here."""
        try:
            self._read(words)
        except (ValueError, OverflowError):
            self.complain(self._mistake)

    def _on_typed(self) -> None:
        if self._field.is_pending:
            self.desk.pending.add(self)
            self.desk.unwritten.keep(self.rows, self._key, self._field.words())
        else:
            self.desk.pending.discard(self)
            self.desk.unwritten.drop(self.rows, self._key)
        if self._complaint is not None and not self._complaint.isHidden():
            self.complain("")


_BOXES = {Sort.CODE: ChoiceBox, Sort.GRADE: ChoiceBox, Sort.TICK: TickBox}


class _BareBox(WordsBox):
    """A typed field without a label to be seen."""

    is_bare = True


def bare_box_for(desk: Desk, of: Of, field: str, label: str | None, parent: QWidget) -> Box:
    """The box of a typed field whose label is for screen readers only."""
    return _BareBox(desk, of, field, label or label_of(of.kind, field), parent)


def box_for(desk: Desk, of: Of, field: str, label: str | None, parent: QWidget) -> Box:
    """The box that suits a field."""
    made = _BOXES.get(described(of.kind, field).sort, WordsBox)
    return made(desk, of, field, label or label_of(of.kind, field), parent)
