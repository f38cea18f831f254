"""The menu on a row of a lane: what it leads to, and what keys and mouse do, in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from widgets.document import Document
from workshop.commands.lanes import lead_to, stop_leading_to
from workshop.language import text
from workshop.reading.lanes import Stage, Stop, lanes_of, may_lead, stage_of

_LONGEST = 60


class StopMenu(QMenu):
    """What can be done with a row. A tick stands at each row it leads to.

    Signals:
        edit(): open the row; delete(): take it away; jump(str): show it where it lives.
    """

    edit = Signal()
    delete = Signal()
    jump = Signal(str)

    def __init__(self, document: Document, stop: Stop, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._stop = stop
        self.setAccessibleName(text("Row"))
        self.aboutToHide.connect(self.deleteLater)
        board = document.board
        for stops in lanes_of(board).values():
            for target in stops:
                if may_lead(board, stop.row, target.row):
                    self._add_target(target)
        self.addSeparator()
        self.addAction(text("Edit\tEnter"), self.edit.emit)
        if stage_of(board, stop.row) not in (Stage.INPUTS, Stage.ACTIVITIES):
            self.addAction(text("Show where it lives"), lambda: self.jump.emit(stop.row))
        self.addAction(text("Delete {ref}\tDel").format(ref=stop.ref), self.delete.emit)

    def _add_target(self, target: Stop) -> None:
        words = " ".join(target.text.split())
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        says = text("Leads to {ref}  {words}").format(ref=target.ref, words=short)
        action = self.addAction(says.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(target.row in self._stop.leads_to)
        command = stop_leading_to if action.isChecked() else lead_to
        action.triggered.connect(lambda: self._document.run(command, self._stop.row, target.row))
