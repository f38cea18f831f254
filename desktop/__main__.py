"""The `whyboard` command: sends a call on to the command line or to the application.

Imports are deferred here, so that neither side pays for the other.
"""

import os
import sys

#: First arguments that need no display.
COMMANDS = ("new", "export", "edit", "check", "history")


def main() -> int:
    """Run `whyboard`; the process's exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in (*COMMANDS, "--help", "-h", "--version"):
        from desktop.cli.main import main as run_command

        return run_command(arguments)
    if not has_display():
        print("whyboard: there is no display to show a window on.", file=sys.stderr)
        return 1
    from desktop.qt import load_qt

    load_qt()
    from desktop.app import main as run_app

    return run_app(arguments)


def has_display() -> bool:
    """False on a Linux machine without a screen, where Qt would abort the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, names))


if __name__ == "__main__":
    sys.exit(main())
