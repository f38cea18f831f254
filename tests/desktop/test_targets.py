"""Whatever is pressed with a finger is at least as large as one, in every view of the window."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import board_of, workspace_of
from widgets.inspector.folds import FoldButton

#: Least size of a target, in pixels.
LEAST = 32
PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


def too_small(window: Window) -> Iterator[tuple[str, int, int]]:
    """What can be seen and pressed now and is too small: what it is, its width and height."""
    QApplication.processEvents()
    for part in window.findChildren(QWidget):
        if part.visibleRegion().isEmpty():
            continue
        wide, tall = part.width(), part.height()
        if isinstance(part, QAbstractItemView):
            tall = min((height for height in rows_of(part) if height), default=LEAST)
        elif isinstance(part, QCheckBox) and not part.text():
            wide = LEAST  # The words beside it are pressed as well.
        elif isinstance(part, QHeaderView):
            wide = LEAST
        elif not isinstance(part, PRESSED):
            continue
        if min(wide, tall) < LEAST:
            yield f"{type(part).__name__} {part.objectName()} {part.accessibleName()}", wide, tall


def rows_of(view: QAbstractItemView) -> list[int]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return []
    return [
        view.visualRect(model.index(row, 0)).height() for row in range(min(40, model.rowCount()))
    ]


def test_what_is_pressed_is_as_large_as_a_finger_needs(sample: Window) -> None:
    workspace, by_ref = workspace_of(sample), board_of(sample).by_ref
    sample.resize(1366, 768)
    for view in View:
        workspace.rail.choose(view)
        assert not list(too_small(sample)), view
    workspace.rail.choose(View.TREE)
    for ref in ("G1", "O1", "S1", "T1", "P1", "A1", "M1"):
        workspace.go_to(by_ref[ref])
        for fold in workspace.details.findChildren(FoldButton):
            if not fold.isChecked():
                fold.click()
        assert not list(too_small(sample)), ref
    sample.menu_actions["find"].trigger()
    assert not list(too_small(sample))
