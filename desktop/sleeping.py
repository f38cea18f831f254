"""What happens before the machine sleeps: files are written, as a stick may be pulled meanwhile.

On Linux logind says so on the system's message bus, a socket of this machine. Windows and macOS say
it to native code only: there the file is as old as the publisher's timers let it be. Nothing typed
depends on it; it is safe in the working copy.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

#: Service, path, interface and signal; see `man org.freedesktop.login1`.
LOGIND: Final = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
    "PrepareForSleep",
)


class Sleeping(QObject):
    """Calls `publish` when the machine is about to sleep; never, where nobody says so on `bus`."""

    def __init__(
        self, bus: QDBusConnection, publish: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._publish = publish
        # Kept, because the subscription ends with it.
        self._bus = bus
        # PySide6 declares bytes here and takes a str.
        bus.connect(*LOGIND, self, SLOT("_announced(bool)"))  # type: ignore[call-overload]

    @Slot(bool)
    def _announced(self, begins: bool) -> None:
        if begins:
            self._publish()


def publish_before_sleep(publish: Callable[[], object], parent: QObject) -> Sleeping:
    """Listen to this machine's logind."""
    return Sleeping(QDBusConnection.systemBus(), publish, parent)
