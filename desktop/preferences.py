"""What people prefer on this machine besides the theme: text size, and cards that glide or jump."""

from bisect import bisect_left, bisect_right

from desktop.again import close_to_reopen
from desktop.services import Services
from workshop.language import text

#: Sizes of text to step through, in per cent.
SIZES = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 225, 250, 275, 300)


class Preferences:
    """Changes the settings and tells what comes of it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def enlarge(self) -> None:
        """Make everything larger."""
        at = bisect_right(SIZES, self._services.settings.text_size)
        self._resize(SIZES[min(at, len(SIZES) - 1)])

    def reduce(self) -> None:
        """Make everything smaller."""
        at = bisect_left(SIZES, self._services.settings.text_size)
        self._resize(SIZES[max(at - 1, 0)])

    def usual_size(self) -> None:
        """Give everything its usual size."""
        self._resize(100)

    def toggle_motion(self) -> None:
        """Let cards glide to their places, or jump."""
        settings = self._services.settings
        settings.motion = not settings.motion
        for window in self._services.windows:
            if window.workshop is not None:
                window.workshop.workspace.canvas.set_motion(settings.motion)

    def _resize(self, percent: int) -> None:
        self._services.settings.text_size = percent
        words = text("Text size {percent} %, from the next start on.").format(percent=percent)
        for window in self._services.windows:
            window.toast.say(words, ((text("Start again now"), self._start_again),))

    def _start_again(self) -> None:
        arguments = close_to_reopen(tuple(self._services.windows))
        if arguments is not None:
            self._services.start_again(arguments)
