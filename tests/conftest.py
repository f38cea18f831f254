"""What every test needs: no display, and no clock that decides."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A slow machine is no defect: time limits only end a hang.
settings.register_profile("whyboard", deadline=None)
settings.load_profile("whyboard")


@pytest.fixture(autouse=True)
def nothing_borrowed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is wrapped that Qt deletes behind Python's back: it crashes later, and elsewhere."""
    yield
    if "qapp" in request.fixturenames:
        from tests.wrappers import borrowed

        assert not borrowed()


def pytest_sessionfinish() -> None:
    """Empty the clipboard: Qt's offscreen one outlives Python, and what tests copied does not."""
    qt = sys.modules.get("PySide6.QtGui")
    if qt is not None and qt.QGuiApplication.instance() is not None:
        qt.QGuiApplication.clipboard().clear()
