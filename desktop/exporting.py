"""An export under way, in a process of its own so that the window never waits.

Owns starting, watching and cancelling it; what is written is `desktop.export_job`'s business.
"""

from multiprocessing import get_context
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.export_job import run
from desktop.export_result import Crashed, Result
from exports.writing import Format, Paper
from workshop.board import Board

#: Milliseconds between two looks at the process.
_PULSE: Final = 30


class Export(QObject):
    """Writes one board to one file.

    Signals:
        ended(Result): it went well, or not.
        cancelled(): it was stopped; the target is as it was.
    """

    ended = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        board: Board,
        target: Path,
        form: Format,
        parent: QObject | None = None,
        *,
        paper: Paper = Paper.A4,
    ) -> None:
        super().__init__(parent)
        self.target = target
        spawning = get_context("spawn")
        self._answer, theirs = spawning.Pipe(duplex=False)
        self._process = spawning.Process(target=run, args=(board, target, form, paper, theirs))
        self._process.start()
        theirs.close()
        self._timer = QTimer(self, interval=_PULSE)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def cancel(self) -> None:
        """Stop it, if it is still under way."""
        if self._timer.isActive():
            self._process.terminate()
            self._clear()
            self.cancelled.emit()

    def _look(self) -> None:
        if not self._answer.poll() and self._process.is_alive():
            return
        result = self._result()
        self._clear()
        self.ended.emit(result)

    def _result(self) -> Result:
        try:
            answered: Result = self._answer.recv()
        except EOFError:
            self._process.join()
            return Crashed(f"the export process ended with code {self._process.exitcode}")
        return answered

    def _clear(self) -> None:
        self._timer.stop()
        self._process.join()
        self._process.close()
        self._answer.close()
