"""Boxes whose value is chosen, not typed: from a few values, or with a tick."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from widgets.inspector.box import Box
from widgets.inspector.desk import Desk
from widgets.inspector.layouts import Of
from widgets.inspector.values import choices
from widgets.look.words import Label
from workshop.language import text


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
        self.column.addLayout(line)
        line.setSpacing(8)
        line.addWidget(self._tick)
        line.addWidget(words, 1)
        self.describe(self._tick)

    def editor(self) -> QWidget:
        """The tick."""
        return self._tick

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
