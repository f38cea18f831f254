"""What all parts of the panel share: the document, the typed words not written yet, the way out.

Parts write through it, so that a refusal comes back as a sentence for the field it is about.
"""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from widgets.document import Document
from widgets.inspector.unwritten import Unwritten
from workshop.board import Board
from workshop.language import text
from workshop.rules import RefusedError
from workshop.steps import Step
from workshop.words.codes import refusal_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from widgets.inspector.box import Box
    from widgets.inspector.layouts import Part
    from widgets.inspector.parts import PartView

P = ParamSpec("P")


class Desk(QObject):
    """Handed to every part of one inspector.

    Signals:
        jump(str): people want to go to this row.
        explained(str): why the field that has the keyboard matters; empty when it has left.
        built(): parts were built that were not there before.
        redefined(Metric): a metric that was defined has been changed; what it was.
    """

    jump = Signal(str)
    explained = Signal(str)
    built = Signal()
    redefined = Signal(object)

    def __init__(
        self,
        document: Document,
        now: Callable[[], datetime.date],
        make: "Callable[[Desk, Part, QWidget], PartView]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.now = now
        self.make = make
        self.unwritten = Unwritten(document, self)
        #: Boxes in which something is typed that is not written.
        self.pending: set[Box] = set()
        #: True while a change is being shown: no command may run meanwhile.
        self.is_following = False

    @property
    def board(self) -> Board:
        """The workshop as last committed."""
        return self.document.board

    def write(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> str:
        """Run a command; empty when it is written, else a sentence to show beside the field."""
        try:
            command(self.board, *args, **kwargs)
        except RefusedError as refused:
            return refusal_text(refused)
        if self.document.run(command, *args, **kwargs) is None:
            return text("This could not be written yet; it is kept here.")
        return ""

    def commit(self) -> bool:
        """Write all that is typed; False when some of it could not be."""
        written = [box.commit() for box in tuple(self.pending)]
        return all(written)
