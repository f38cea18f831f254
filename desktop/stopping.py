"""What happens when the system asks the program to stop (SIGTERM: a session or a machine ends).

Windows close as people close them, so what is being typed is kept and the file brought up to date.
"""

import contextlib
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Stopping(QObject):
    """Ends the application on SIGTERM.

    Python runs a signal's handler between two of its own instructions; while Qt waits for events
    there are none, so the signal also arrives as a byte that wakes Qt up.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._wakes, self._sends = socket.socketpair()
        self._sends.setblocking(False)
        self._before = signal.set_wakeup_fd(self._sends.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, _note)
        self._woken = QSocketNotifier(self._wakes.fileno(), QSocketNotifier.Type.Read, self)
        self._woken.activated.connect(self._stop)
        application.aboutToQuit.connect(self._let_go)

    def _stop(self) -> None:
        if signal.SIGTERM in self._wakes.recv(64):
            QApplication.closeAllWindows()
            QApplication.exit()

    def _let_go(self) -> None:
        self._woken.setEnabled(False)
        with contextlib.suppress(ValueError):
            signal.set_wakeup_fd(self._before)
        self._wakes.close()
        self._sends.close()


def _note(_number: int, _frame: object) -> None:
    """The byte says it."""
