"""The panel of the workshop itself, shown while nothing is selected."""

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from widgets.cover.form import DetailsForm
from widgets.document import Document
from widgets.inspector.fields import Field
from widgets.inspector.panels import column
from workshop.commands.facts import set_workshop
from workshop.words import text


class WorkshopPanel(QWidget):
    """Shows and edits the facts on the cover."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPage")
        self._document = document
        self._form = DetailsForm(self._write, self)
        heading = QLabel(text("Workshop"), self)
        heading.setProperty("role", "heading")
        layout = column(self)
        layout.addWidget(heading)
        layout.addWidget(self._form)
        layout.addStretch(1)
        self.start()

    @property
    def form(self) -> DetailsForm:
        """The fields."""
        return self._form

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that can be typed into."""
        return self._form.fields

    def start(self) -> None:
        """Show the facts as they are stored."""
        self._form.start(self._document.board.workshop)

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        self._form.show_workshop(self._document.board.workshop)

    def _write(self, fact: str, value: object) -> bool:
        values: dict[str, Any] = {fact: value}
        applied = self._document.run(set_workshop, **values)
        if applied is not None:
            self.refresh()
        return applied is not None
