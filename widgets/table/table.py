"""The table view: heading, the rows, and one line that says how far the document has come.

Composes `grid` and `model`; decides no rule.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.look.look import Look
from widgets.table.grid import OutputGrid
from widgets.table.model import OutputModel
from workshop.board import Board
from workshop.gaps import is_gap, outcomes_without_output
from workshop.words import plural, text

_MOST_NAMED = 3


class OutputTable(QWidget):
    """Outputs and the outcomes they drive.

    Signals:
        selected(str | None): the current output; None on the new row.
        jump(str): people want to see this card on the tree.
    """

    selected = Signal(object)
    jump = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._model = OutputModel(document, self)
        self._grid = OutputGrid(self._model, look, self)
        self._footer = QLabel(self)
        self._frame = QFrame(self)
        self._lay_out()
        self._grid.selected.connect(self.selected)
        self._grid.jump.connect(self.jump)
        self._grid.height_changed.connect(self._fit_frame)
        document.changed.connect(self._follow)
        self.setFocusProxy(self._grid)
        self.setAccessibleName(text("Table of outputs"))

    @property
    def grid(self) -> OutputGrid:
        """The rows."""
        return self._grid

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._grid.set_look(look)

    def select_row(self, output: str) -> None:
        """Make an output current and bring it into sight."""
        row = self._model.place_of(output)
        if row is not None:
            self._grid.go_to(row)

    def commit_pending(self) -> bool:
        """Write what stands in an open field; False when it could not be written."""
        return self._grid.commit_pending()

    def _lay_out(self) -> None:
        heading = QLabel(text("Outputs and the outcomes they drive"), self)
        heading.setProperty("role", "title")
        self._footer.setProperty("role", "soft")
        self._footer.setWordWrap(True)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        self._footer.setAccessibleName(text("Summary"))
        self._frame.setObjectName("tableFrame")
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addWidget(self._frame, 1000)
        layout.addWidget(self._footer)
        layout.addStretch(1)

    def _fit_frame(self) -> None:
        self._frame.setMaximumHeight(self._grid.whole_height() + 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Sum up what happened while nobody looked."""
        super().showEvent(event)
        self._sum_up()

    def _follow(self) -> None:
        if self.isVisible():
            self._sum_up()

    def _sum_up(self) -> None:
        self._footer.setText(summary(self._document.board))


def summary(board: Board) -> str:
    """How many outputs there are, how many are traced, and which outcomes still lack one."""
    outputs = len(board.rows)
    traced = sum(1 for output in board.rows if board.links_from.get(output))
    waiting = sum(1 for output in board.rows if is_gap(board, output))
    parts = [
        plural("{count} output", "{count} outputs", outputs).format(count=outputs),
        plural("{count} traced", "{count} traced", traced).format(count=traced),
    ]
    if waiting:
        says = plural("{count} without an outcome", "{count} without an outcome", waiting)
        parts.append(says.format(count=waiting))
    parts += _outcomes_without_output(board)
    return " · ".join(parts)


def _outcomes_without_output(board: Board) -> list[str]:
    names = [f"{card.ref} “{card.text}”" for card in outcomes_without_output(board)]
    if not names:
        return []
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        shown.append(plural("{count} more", "{count} more", more).format(count=more))
    says = plural(
        "outcome {names} has no output yet", "outcomes {names} have no output yet", len(names)
    )
    return [says.format(names=", ".join(shown))]
