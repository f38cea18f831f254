"""Cards glide from where they were painted last to where they belong now, so the eye can follow.

Knows pixels and time only. Nothing waits for it: places are final at once, painting catches up.
"""

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

Offset = tuple[float, float]

#: How long cards take to their new places, in milliseconds.
DURATION = 150
_NONE: Offset = (0.0, 0.0)


class Glide(QObject):
    """The way that is left, card by card.

    Signals:
        moved(): cards stand elsewhere than a moment ago; paint them.
    """

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_wanted = True
        self._offsets: dict[str, Offset] = {}
        self._left = 0.0
        self._animation = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._go_on)
        self._animation.finished.connect(self._offsets.clear)

    @property
    def is_under_way(self) -> bool:
        """True while cards are moving."""
        return bool(self._offsets)

    def start(self, offsets: dict[str, Offset]) -> None:
        """Let cards come from so many pixels away."""
        self._animation.stop()
        self._offsets.clear()
        if offsets and self.is_wanted:
            self._offsets.update(offsets)
            self._left = 1.0
            self._animation.start()

    def offset(self, card: str) -> Offset:
        """How far, in pixels, a card still is from its place."""
        dx, dy = self._offsets.get(card, _NONE)
        return dx * self._left, dy * self._left

    def reach(self) -> Offset:
        """How far, in pixels, any card still is from its place, across and down."""
        ways = self._offsets.values()
        across = max((abs(dx) for dx, _ in ways), default=0.0)
        return across * self._left, max((abs(dy) for _, dy in ways), default=0.0) * self._left

    def _go_on(self, left: float) -> None:
        self._left = left
        self.moved.emit()
