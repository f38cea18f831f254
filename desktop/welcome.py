"""The start screen: begin something, or go on with something. Opens nothing itself."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.look.flow import Flow
from widgets.look.words import Label
from workshop.language import text
from workshop.store.recovery import Orphan

_MOST_UNFINISHED = 5
_WIDTH = 760


class Welcome(QFrame):
    """Ways to begin, on one calm page.

    Signals:
        template_chosen(str): begin a new workshop from this template.
        open_chosen(): choose a file.
        file_chosen(Path): open a file opened before.
        unfinished_chosen(Orphan): go on with a workshop that was left without a file.
    """

    template_chosen = Signal(str)
    open_chosen = Signal()
    file_chosen = Signal(object)
    unfinished_chosen = Signal(object)

    def __init__(
        self,
        recent: Iterable[Path],
        unfinished: Iterable[Orphan],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_label(text("Why are we building this?"), "heading"))
        column.addWidget(
            _label(text("Outcomes, the tree and the output table, in one file."), "soft")
        )
        column.addSpacing(24)
        beginnings, examples = QHBoxLayout(), Flow(gap=4)
        column.addLayout(beginnings)
        column.addLayout(examples)
        self._fill_beginnings(beginnings)
        self._fill_examples(examples)
        column.addSpacing(24)
        self._add_unfinished(column, list(unfinished)[:_MOST_UNFINISHED])
        self._add_recent(column, list(recent))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(_scrolling(page))

    def _fill_beginnings(self, row: QHBoxLayout) -> None:
        row.setSpacing(16)
        blank = _tile("newBlank", text("New workshop"), text("An empty board"))
        blank.clicked.connect(lambda: self.template_chosen.emit("blank"))
        sample = _tile("newSample", text("Sample"), text("A kickoff to look around in"))
        sample.clicked.connect(lambda: self.template_chosen.emit("sample"))
        file = _tile("openFile", text("Open…"), text("A .whyboard file"))
        file.clicked.connect(self.open_chosen)
        for tile in (blank, sample, file):
            row.addWidget(tile, 1)
        self.setFocusProxy(blank)

    def _fill_examples(self, row: Flow) -> None:
        """Small workshops of other teams than the sample's, to begin from."""
        says = _label(text("Examples:"), "soft")
        says.setMinimumHeight(32)
        row.addWidget(says)
        for template, words in (
            ("people", text("People")),
            ("legal", text("Legal")),
            ("engineering", text("Engineering")),
            ("platform", text("Platform")),
        ):
            example = QPushButton(words)
            example.setObjectName(template)
            example.setProperty("role", "quiet")
            example.setMinimumHeight(32)
            example.clicked.connect(lambda _=False, it=template: self.template_chosen.emit(it))
            row.addWidget(example)

    def _add_unfinished(self, column: QVBoxLayout, unfinished: list[Orphan]) -> None:
        if not unfinished:
            return
        column.addWidget(_label(text("Not finished"), "group"))
        for orphan in unfinished:
            title = orphan.title or text("Untitled workshop")
            where = orphan.path.name if orphan.path else text("no file yet")
            where = text("{file} · damaged").format(file=where) if orphan.is_damaged else where
            when = datetime.datetime.fromtimestamp(orphan.modified).astimezone()
            row = _row(title, f"{where} · {when:%d.%m.%Y %H:%M}")
            row.setProperty("orphan", True)
            row.clicked.connect(lambda _=False, it=orphan: self.unfinished_chosen.emit(it))
            column.addWidget(row)
        column.addSpacing(16)

    def _add_recent(self, column: QVBoxLayout, recent: list[Path]) -> None:
        if not recent:
            return
        column.addWidget(_label(text("Opened lately"), "group"))
        for path in recent:
            row = _row(path.stem, str(path.parent))
            row.clicked.connect(lambda _=False, it=path: self.file_chosen.emit(it))
            column.addWidget(row)


def _scrolling(page: QWidget) -> QScrollArea:
    """The page in the middle, a little above it, or scrolled where it is too tall."""
    middle = QWidget()
    across = QHBoxLayout()
    down = QVBoxLayout(middle)
    down.setContentsMargins(16, 16, 16, 16)
    down.addStretch(2)
    down.addLayout(across)
    down.addStretch(3)
    across.addStretch(1)
    across.addWidget(page, 1000)
    across.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(middle)
    return area


def _label(words: str, name: str) -> QLabel:
    label = Label(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _tile(name: str, words: str, below: str) -> QPushButton:
    tile = _button(words, below)
    tile.setObjectName(name)
    tile.setProperty("kind", "tile")
    return tile


def _row(words: str, beside: str) -> QPushButton:
    row = _button(words, beside, in_line=True)
    row.setProperty("kind", "row")
    return row


def _button(words: str, soft: str, *, in_line: bool = False) -> QPushButton:
    """A button with a strong and a soft text."""
    button = QPushButton()
    button.setAccessibleName(f"{words}, {soft}")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    layout: QHBoxLayout | QVBoxLayout = QHBoxLayout(button) if in_line else QVBoxLayout(button)
    layout.setContentsMargins(16, 8, 16, 8)
    layout.setSpacing(4)
    if not in_line:
        layout.addStretch(1)
    for part, name in ((words, "strong"), (soft, "soft")):
        label = _label(part, name)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setWordWrap(not in_line)
        layout.addWidget(label)
        if in_line and name == "strong":
            layout.addStretch(1)
    if not in_line:
        layout.addStretch(1)
    return button
