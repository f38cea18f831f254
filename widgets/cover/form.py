"""The form of the workshop's own facts. It knows no document: it is given what writes one fact."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cover.dates import DateField, understood_date
from widgets.inspector.fields import Field, LineField, TextField
from widgets.inspector.panels import headed
from workshop.records import Workshop
from workshop.words import text

#: Writes one fact by its name in `Workshop`; False when it was refused.
WriteFact = Callable[[str, object], bool]


class DetailsForm(QWidget):
    """Title, problem, team, date and people of a workshop."""

    def __init__(self, write: WriteFact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = LineField(text("Title"), lambda text: write("title", text), self)
        self.problem = TextField(
            text("Problem statement"), lambda text: write("problem", text), self, least_lines=4
        )
        self.team = LineField(text("Team"), lambda text: write("team", text), self)
        self.held_on = DateField(text("Date"), lambda date: write("held_on", date), self)
        self.people = TextField(
            text("People"),
            lambda text: write("people", tuple(text.splitlines())),
            self,
            least_lines=4,
        )
        self.title.setPlaceholderText(text("What is this workshop about?"))
        self.problem.setPlaceholderText(text("Who has which problem, and why does it matter now?"))
        self.people.setPlaceholderText(text("One name on each line"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(headed(text("Title"), self.title))
        layout.addLayout(headed(text("Problem statement"), self.problem))
        layout.addLayout(headed(text("Team"), self.team))
        layout.addLayout(headed(text("Date"), self.held_on))
        layout.addLayout(headed(text("People, one per line"), self.people))
        self.setFocusProxy(self.title)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that can be typed into."""
        return self.title, self.problem, self.team, self.held_on.line, self.people

    def start(self, workshop: Workshop) -> None:
        """Show these facts, whatever stands in the fields."""
        self.title.start(workshop.title)
        self.problem.start(workshop.problem)
        self.team.start(workshop.team)
        self.held_on.start(workshop.held_on)
        self.people.start("\n".join(workshop.people))

    def show_workshop(self, workshop: Workshop) -> None:
        """Show what is stored now, except where people are typing."""
        self.title.show_text(workshop.title)
        self.problem.show_text(workshop.problem)
        self.team.show_text(workshop.team)
        self.held_on.show_date(workshop.held_on)
        self.people.show_text("\n".join(workshop.people))

    def details(self) -> Workshop:
        """The facts as they stand in the fields, for a workshop that is not there yet."""
        return Workshop(
            title=self.title.text(),
            problem=self.problem.toPlainText(),
            team=self.team.text(),
            held_on=understood_date(self.held_on.line.text()),
            people=tuple(self.people.toPlainText().splitlines()),
        )
