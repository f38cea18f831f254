"""Hands and eyes for the inspector: what is in sight by name, typing, unfolding."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from widgets.document import Document
from widgets.inspector.folds import FoldButton
from widgets.inspector.inspector import Inspector

W = TypeVar("W", bound=QWidget)


def row(document: Document, ref: str) -> str:
    return document.board.by_ref[ref]


def shown(inspector: Inspector, kind: type[W], name: str) -> W:
    """The visible widget with this accessible name or, for buttons and labels, this text."""
    QApplication.processEvents()
    for widget in inspector.findChildren(kind):
        says = widget.text() if isinstance(widget, QPushButton | QLabel) else ""
        if widget.isVisible() and name in (widget.accessibleName(), says):
            return widget
    raise AssertionError(f"{name} is not shown")


def is_shown(inspector: Inspector, kind: type[QWidget], name: str) -> bool:
    try:
        shown(inspector, kind, name)
    except AssertionError:
        return False
    return True


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)


def unfold(inspector: Inspector, heading: str) -> None:
    """Click the line with this heading open; it stays open for the next rows."""
    button = shown(inspector, FoldButton, heading)
    if not button.isChecked():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
