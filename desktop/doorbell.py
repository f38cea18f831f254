"""How a second start of the program finds the window that has a file open, in whichever process.

Each window with a file listens on a local socket named after the file; only the holder of the
working copy's lock does. A socket of this machine and this person, nothing of a network.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from workshop.files import real

#: Longest wait for the other process, in milliseconds.
_PATIENCE = 1_500
_BETWEEN_TRIES = 50
_SHOWN = b"shown\n"


class Doorbell(QObject):
    """Calls `answer` when another process asks for the file at `path`."""

    def __init__(
        self, home: Path, path: Path, answer: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        name = _name_of(home, path)
        self._server = QLocalServer(self)
        # With such an option the socket takes the place of one that a killed process left behind.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._open)
        self._server.listen(name)

    def take_down(self) -> None:
        """Stop listening."""
        self._server.close()
        self.deleteLater()

    def _open(self) -> None:
        socket = self._server.nextPendingConnection()
        self._answer()
        socket.write(_SHOWN)
        socket.flush()
        socket.disconnected.connect(socket.deleteLater)
        socket.disconnectFromServer()


def ring(home: Path, path: Path) -> bool:
    """Have the window that has this file open come to the front; False when none answers."""
    socket = QLocalSocket()
    patience = QDeadlineTimer(_PATIENCE)
    # A window listens a moment after it was painted, and people open a file twice in that moment.
    while not _is_reached(socket, _name_of(home, path)):
        if patience.hasExpired():
            return False
        QThread.msleep(_BETWEEN_TRIES)
    heard = b""
    while not heard.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE):
        heard += socket.readAll().data()
    return heard == _SHOWN


def _is_reached(socket: QLocalSocket, name: str) -> bool:
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE)


def _name_of(home: Path, path: Path) -> str:
    """Short, because sockets have short names; the same for every spelling of the file."""
    place = f"{real(home)}\n{os.path.normcase(real(path))}"
    return f"whyboard-{hashlib.sha256(os.fsencode(place)).hexdigest()[:24]}"
