"""What this program is, its version, and whose work it contains."""

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from widgets.look.words import Label
from workshop.language import text


class About(QDialog):
    """A short text; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text("About Whyboard"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        name = Label(text("Whyboard {version}").format(version=version("whyboard")))
        name.setProperty("role", "title")
        what = Label(
            text(
                "Why are we building this, and how will we know it worked? One offline file holds "
                "the tree, the output table and the handout. Nothing is ever sent anywhere."
            )
        )
        thanks = Label(
            text(
                "Made with Qt and PySide6 (LGPL 3), SQLite, SQLModel, ReportLab, PDFium and the "
                "typeface Inter; icons by Lucide."
            )
        )
        thanks.setProperty("role", "soft")
        for label in (name, what, thanks):
            label.setWordWrap(True)
            layout.addWidget(label)
        self.resize(440, self.sizeHint().height())
