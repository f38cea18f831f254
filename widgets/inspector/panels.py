"""What every panel of the inspector is built from: a column of headed fields."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


def column(panel: QWidget) -> QVBoxLayout:
    """The column of a panel, 18 pixels from its edges."""
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(18, 20, 18, 20)
    layout.setSpacing(16)
    return layout


def headed(heading: str, field: QWidget) -> QVBoxLayout:
    """A field under its heading, which names it for screen readers too."""
    label = QLabel(heading)
    label.setProperty("role", "field")
    label.setBuddy(field)
    group = QVBoxLayout()
    group.setSpacing(4)
    group.addWidget(label)
    group.addWidget(field)
    return group
