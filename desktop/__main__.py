"""The `whyboard` command: sends a call on to the command line or to the application.

Imports are deferred here, so that neither side pays for the other.
"""

import gc
import os
import sys
from collections.abc import Callable

#: First arguments that need no display.
COMMANDS = ("new", "export", "edit", "check", "history")


def main(drawn: Callable[[], object] | None = None) -> int:
    """Run `whyboard`; the process's exit code. `drawn` is called once a window is painted."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in (*COMMANDS, "--help", "-h", "--version"):
        from desktop.cli.main import main as run_command

        return run_command(arguments)
    if not has_display():
        print("whyboard: there is no display to show a window on.", file=sys.stderr)
        return 1
    # Nothing made before the first frame is garbage: looking for some costs a tenth of the start.
    gc.disable()
    from desktop.qt import load_qt

    load_qt()
    from desktop.app import main as run_app

    return run_app(arguments, drawn)


def has_display() -> bool:
    """False on a Linux machine without a screen, where Qt would abort the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, names))


if __name__ == "__main__":
    sys.exit(main())
