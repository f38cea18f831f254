"""All keys on one page, made from the table of actions."""

from types import MappingProxyType

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import Entry, Section, entries_in, keys_in_words
from widgets.look.words import Label
from workshop.language import text

_COLUMNS = (
    (Section.CARD,),
    (Section.TABLE, Section.VIEW),
    (Section.EDIT, Section.FILE, Section.EXPORT, Section.LOOK, Section.APP),
)
#: Room for scroll bars, and for the frame that the system draws around a window.
_BARS, _FRAME = QSize(16, 16), QSize(32, 64)
_HEADINGS = MappingProxyType(
    {
        Section.CARD: text("Tree"),
        Section.TABLE: text("Table"),
        Section.EDIT: text("Changes"),
        Section.VIEW: text("View"),
        Section.FILE: text("Workshop"),
        Section.EXPORT: text("Handout"),
        Section.LOOK: text("Appearance"),
        Section.APP: text("Whyboard"),
    }
)


class CheatSheet(QDialog):
    """Shows the keys; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("cheatSheet")
        self.setWindowTitle(text("Keyboard"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(40)
        for sections in _COLUMNS:
            grid = QGridLayout()
            columns.addLayout(grid)
            _fill(grid, sections)
        columns.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        room = self.screen().availableSize() - _FRAME
        self.resize((page.sizeHint() + _BARS).boundedTo(room))


def _fill(grid: QGridLayout, sections: tuple[Section, ...]) -> None:
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for section in sections:
        heading = Label(_HEADINGS[section])
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 12, 0, 4)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for entry in entries_in(section):
            if keys_in_words(entry):
                _add(grid, entry)
    grid.setRowStretch(grid.rowCount(), 1)


def _add(grid: QGridLayout, entry: Entry) -> None:
    keys = Label(keys_in_words(entry))
    keys.setProperty("role", "soft")
    row = grid.rowCount()
    grid.addWidget(Label(entry.text), row, 0)
    grid.addWidget(keys, row, 1)
