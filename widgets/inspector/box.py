"""One field with its label: shows a value of one row or of several, and writes it.

What is refused stays typed, with one sentence under it. How a value is typed or chosen is for the
boxes made of this one.
"""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.inspector.desk import Desk
from widgets.inspector.labels import why_of
from widgets.inspector.layouts import Of
from widgets.look.words import Label
from workshop.commands.details import defines_anew
from workshop.commands.fields import record_of, set_fields, value_of
from workshop.details import Metric

Rows = tuple[str, ...]


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

    def start(self, rows: Rows) -> None:
        """Show the field of these rows from now on."""
        self.rows = rows
        self.complain("")
        self.refresh()

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
        if not self.desk.document.may_write():
            return False
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
