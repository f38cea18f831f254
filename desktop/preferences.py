"""What people prefer on this machine besides the theme: text size, and cards that glide or jump."""

import os

from desktop.services import Services
from workshop.words import text

#: How much one step enlarges or reduces, in per cent points.
_STEP = 10


class Preferences:
    """Changes the settings and tells what comes of it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def enlarge(self) -> None:
        """Make everything larger, from the next start."""
        self._resize(self._services.settings.text_size + _STEP)

    def reduce(self) -> None:
        """Make everything smaller, from the next start."""
        self._resize(self._services.settings.text_size - _STEP)

    def usual_size(self) -> None:
        """Give everything its usual size, from the next start."""
        self._resize(100)

    def toggle_motion(self) -> None:
        """Let cards glide to their places, or jump."""
        settings = self._services.settings
        settings.motion = not settings.motion
        for window in self._services.windows:
            if window.workshop is not None:
                window.workshop.workspace.canvas.set_motion(settings.motion)
        glide, jump = text("Cards glide to their places."), text("Cards jump to their places.")
        self._say(glide if settings.motion else jump)

    def _resize(self, percent: int) -> None:
        settings = self._services.settings
        settings.text_size = percent
        words = text("Text size {percent} %: it takes effect when Whyboard starts again.")
        self._say(words.format(percent=settings.text_size))

    def _say(self, words: str) -> None:
        for window in self._services.windows:
            window.say(words)


def scale_everything(percent: int) -> None:
    """Let Qt draw the whole interface at this size; it listens before the application is made."""
    if percent != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(percent / 100))
