"""What every test needs: no display, and no clock that decides."""

import os
import sys

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A slow machine is no defect: time limits only end a hang.
settings.register_profile("whyboard", deadline=None)
settings.load_profile("whyboard")


def pytest_sessionfinish() -> None:
    """Empty the clipboard: Qt's offscreen one outlives Python, and what tests copied does not."""
    qt = sys.modules.get("PySide6.QtGui")
    if qt is not None and qt.QGuiApplication.instance() is not None:
        qt.QGuiApplication.clipboard().clear()
