"""One field with its label: shows a value of one row or of several, and writes it.

What is refused stays typed, with one sentence under it. Which editor a field has follows from the
types of its record (`values`).
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.inspector.desk import Desk
from widgets.inspector.fields import DayField, LineField, TextField
from widgets.inspector.labels import invitation, label_of, why_of
from widgets.inspector.layouts import Of
from widgets.inspector.offers import offered
from widgets.inspector.values import (
    Sort,
    choices,
    described,
    measured_by,
    reader,
    shown,
    typed_unit,
)
from widgets.look.words import Label
from workshop.commands.details import defines_anew
from workshop.commands.fields import record_of, set_fields, value_of
from workshop.details import Metric
from workshop.words.codes import text

Rows = tuple[str, ...]

#: Frame, padding and cursor of a line, in pixels.
_AROUND: Final = 26


_ERASING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Box(QWidget):
    """A field of one row or of several rows at once.

    One that is bare has no label to be seen: what stands above it says it all.
    """

    is_bare = False

    def __init__(self, desk: Desk, of: Of, field: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.of, self.field = desk, of, field
        self.rows: Rows = ()
        #: Stores a value in place of changing the rows; empty, or a sentence when it is refused.
        self.store: Callable[[object], str] | None = None
        self.label = label
        self.why = why_of(of.kind, field)
        self._complaint: QLabel | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    @abstractmethod
    def editor(self) -> QWidget:
        """What takes the keyboard."""

    @abstractmethod
    def start(self, rows: Rows) -> None:
        """Show the field of these rows from now on."""

    @abstractmethod
    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""

    def needed_width(self) -> int:
        """Least width at which nothing of a number is hidden, in pixels; 0 for other fields."""
        return 0

    def commit(self) -> bool:
        """Write what is typed; False when it could not be written."""
        return True

    def head(self, editor: QWidget) -> None:
        """Put the label above its editor, and name the editor for everyone."""
        if not self.is_bare:
            label = Label(self.label, self)
            label.setProperty("role", "field")
            label.setWordWrap(True)
            label.setBuddy(editor)
            self.column.addWidget(label)
        self.column.addWidget(editor)
        self.describe(editor)

    def describe(self, editor: QWidget) -> None:
        """Name the editor; say why its field matters to whoever asks or comes there."""
        editor.setAccessibleName(self.label)
        editor.setAccessibleDescription(self.why)
        editor.setToolTip(self.why)
        self.setFocusProxy(editor)

    def value(self) -> tuple[object, bool]:
        """What is stored, and whether it is the same for all rows."""
        values = (self._value_of(row) for row in self.rows)
        first = next(values, None)
        same = all(value == first for value in values)
        return (first if same else None), same

    def write(self, value: object) -> bool:
        """Store a value in every row, as one change."""
        was = self._metric()
        if self.store is not None:
            complaint = self.store(value)
        else:
            fields = {self.field: value}
            complaint = self.desk.write(set_fields, self.rows, self.of.kind, fields, self.of.like)
        self.complain(complaint)
        if not complaint and was is not None and defines_anew(was, self.field):
            self.desk.redefined.emit(was)
        return not complaint

    def complain(self, sentence: str) -> None:
        """Say why a value can't be taken; nothing for an empty sentence."""
        if self._complaint is None:
            if not sentence:
                return
            self._complaint = Label(parent=self)
            self._complaint.setProperty("role", "attention")
            self._complaint.setWordWrap(True)
            self.column.addWidget(self._complaint)
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
        editor = self.editor()
        if bool(editor.property("wrong")) != bool(sentence):
            editor.setProperty("wrong", bool(sentence))
            editor.style().polish(editor)
        editor.setAccessibleDescription(" ".join(filter(None, (sentence, self.why))))

    def _value_of(self, row: str) -> object:
        return value_of(self.desk.board, row, self.of.kind, self.field, self.of.like)

    def _metric(self) -> Metric | None:
        if self.of.kind is not Metric or len(self.rows) != 1:
            return None
        record = record_of(self.desk.board, self.rows[0], Metric, self.of.like)
        return record if isinstance(record, Metric) else None


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


class ChoiceBox(Box):
    """A field with a few values to choose from."""

    def __init__(self, desk: Desk, of: Of, field: str, label: str, parent: QWidget) -> None:
        super().__init__(desk, of, field, label, parent)
        self._combo = _Combo(self)
        self._values = []
        for words, value in choices(of.kind, field):
            self._combo.addItem(words)
            self._values.append(value)
        self._combo.activated.connect(self._choose)
        self._combo.installEventFilter(_Explainer(self))
        self.head(self._combo)

    def editor(self) -> QWidget:
        """The box to choose from."""
        return self._combo

    def start(self, rows: Rows) -> None:
        """Show the choice made for these rows."""
        self.rows = rows
        self.complain("")
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        value, same = self.value()
        self._combo.setPlaceholderText(text("Choose…") if same else text("several values"))
        is_known = same and value in self._values
        self._combo.setCurrentIndex(self._values.index(value) if is_known else -1)

    def _choose(self, at: int) -> None:
        self.write(self._values[at])
        self.refresh()


class TickBox(Box):
    """A field that is true or false."""

    def __init__(self, desk: Desk, of: Of, field: str, label: str, parent: QWidget) -> None:
        super().__init__(desk, of, field, label, parent)
        self._tick = QCheckBox(self)
        self._tick.clicked.connect(self._choose)
        self._tick.installEventFilter(_Explainer(self))
        words = _TickLabel(label, self._tick, self)
        self._tick.setFixedWidth(20)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._tick)
        line.addWidget(words, 1)
        self.column.addLayout(line)
        self.describe(self._tick)

    def editor(self) -> QWidget:
        """The tick."""
        return self._tick

    def start(self, rows: Rows) -> None:
        """Show whether it is ticked for these rows."""
        self.rows = rows
        self.complain("")
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        value, same = self.value()
        state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        self._tick.setTristate(not same)
        self._tick.setCheckState(state if same else Qt.CheckState.PartiallyChecked)

    def _choose(self) -> None:
        self.write(self._tick.checkState() is not Qt.CheckState.Unchecked)
        self.refresh()


class _Combo(QComboBox):
    """A box to choose from that may be narrow, and that a scroll of the panel never changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(34)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the panel."""
        event.ignore()


class _TickLabel(Label):
    """Words beside a tick that wrap; a click on them ticks."""

    def __init__(self, words: str, tick: QCheckBox, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._tick = tick
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or take the tick away."""
        if self.rect().contains(event.position().toPoint()):
            self._tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self._tick.click()


class _Explainer(QObject):
    """Tells the desk when the keyboard comes to an editor and when it leaves."""

    def __init__(self, box: Box) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at focus events only, and let them through."""
        if event.type() is QEvent.Type.FocusIn:
            self._box.desk.explained.emit(self._box.why)
        elif event.type() is QEvent.Type.FocusOut:
            self._box.desk.explained.emit("")
        return False


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
