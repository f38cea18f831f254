"""The field that opens on a cell to write what is assumed of each link of an output.

It tells how it was left; whoever opened it writes. It knows no board.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.look.words import Label
from widgets.table.rows import Link
from widgets.writing import CellText, Leave
from workshop.language import text


class AssumptionEditor(QWidget):
    """One text for each link of an output, headed by the outcome's reference if there are several.

    Signals:
        left(Leave): the fields were left; grown(): they need another height; typed(): one has
            changed.
    """

    left = Signal(object)
    grown = Signal()
    typed = Signal()

    def __init__(self, links: Sequence[Link], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fields: dict[str, CellText] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for line, link in enumerate(links):
            field = CellText(text("What we assume about {ref}").format(ref=link.ref), self)
            field.setPlaceholderText(text("We assume that…"))
            field.show_text(link.assumption)
            field.left.connect(self._leave)
            field.grown.connect(self._grow)
            field.typed.connect(self.typed)
            if line > 0:
                field.go_to_end()
            self._fields[link.outcome] = field
            if len(links) > 1:
                layout.addWidget(self._label(link), line, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(field, line, 1)
        self.setFocusProxy(next(iter(self._fields.values())))

    def texts(self) -> dict[str, str]:
        """What is assumed, by the outcome's identity."""
        return {outcome: field.toPlainText() for outcome, field in self._fields.items()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Go on with what a crash interrupted."""
        for outcome, field in self._fields.items():
            if outcome in texts:
                field.retype({"": texts[outcome]})

    def go_to_end(self) -> None:
        """Put the cursor behind the first text."""
        next(iter(self._fields.values())).go_to_end()

    def go_to_last(self) -> None:
        """Start in the last field, when coming from the cell behind."""
        list(self._fields.values())[-1].setFocus()

    def needed_height(self) -> int:
        """Height at which all texts can be seen, in pixels."""
        tall = sum(field.needed_height() for field in self._fields.values())
        return tall + 4 * (len(self._fields) - 1)

    def event(self, event: QEvent) -> bool:
        """Hand the key that opened the editor to its first field."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod):
            return next(iter(self._fields.values())).event(event)
        return super().event(event)

    def _label(self, link: Link) -> QLabel:
        label = Label(link.ref, self)
        label.setProperty("role", "field")
        label.setContentsMargins(8, 10, 4, 0)
        label.setToolTip(link.text)
        return label

    def _grow(self) -> None:
        for field in self._fields.values():
            field.setFixedHeight(field.needed_height())
        self.grown.emit()

    def _leave(self, how: Leave) -> None:
        fields = list(self._fields.values())
        at = next((i for i, field in enumerate(fields) if field is self.sender()), 0)
        if how is Leave.NEXT and at + 1 < len(fields):
            fields[at + 1].setFocus()
        elif how is Leave.PREVIOUS and at > 0:
            fields[at - 1].setFocus()
        elif how is not Leave.AWAY or not self._holds_focus():
            self.left.emit(how)

    def _holds_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)
