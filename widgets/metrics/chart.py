"""The chart of one metric: paints what `workshop.drawing.charts` lays out, reads out its points.

Time runs from left to right in every language, as it does on the paper.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look.look import Look
from widgets.look.measure import ScreenMeasure, font_of
from widgets.metrics.reading import ChartReading, MetricReading
from workshop.drawing.charts import WORDS, LevelLine, Plot, plot_of
from workshop.drawing.palette import Palette
from workshop.language import text
from workshop.reading.measures import Role

_HEIGHT: Final = 116
_LINE: Final = 32
_DOT: Final = 3.5
_SMALL_DOT: Final = 1.5
_CALLOUT: Final = 6.0
_STROKES: Final = {
    Role.BASELINE: (1.0, []),
    Role.TARGET: (1.6, [1.0, 3.0]),
    Role.GUARDRAIL: (1.6, [4.0, 3.0]),
    Role.BENCHMARK: (1.2, [6.0, 2.0, 1.0, 2.0]),
}


class MetricChart(QWidget):
    """Draws one metric's values against their levels.

    Signals:
        read_out(str): a point was pointed at or reached by key; its day, value and note in words.
    """

    read_out = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = look.palette
        self._shown: ChartReading | None = None
        self._plot: Plot | None = None
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def plot(self) -> Plot | None:
        """What is drawn, laid out when it is first asked for; None while there is nothing."""
        if self._plot is None and self._shown is not None:
            shown, size = self._shown, (float(self.width()), float(self.height()))
            self._plot = plot_of(shown.chart, shown.words, shown.days, size, ScreenMeasure())
        return self._plot

    @property
    def is_laid_out(self) -> bool:
        """True once the plot was asked for, by painting or by reading."""
        return self._plot is not None

    def sizeHint(self) -> QSize:
        """As high as a few words one above the other, and the days; a line when it is empty."""
        return QSize(480, _LINE if self._shown is None else _HEIGHT)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self.update()

    def show_reading(self, reading: MetricReading) -> None:
        """Draw another metric, or the same one as it is now."""
        if (self._shown is None) != (reading.chart is None):
            self.updateGeometry()
        self._shown = reading.chart
        self._plot = None
        self._at = None
        self.setAccessibleName(text("Chart of {name}").format(name=reading.metric.name))
        self.setAccessibleDescription(described(reading))
        self.update()

    def step(self, by: int) -> bool:
        """Read out the next or the previous point; False when there is none."""
        plot = self.plot
        if plot is None:
            return False
        last = len(plot.points) - 1
        start = last if self._at is None else self._at + by
        self._read(max(0, min(last, start)))
        return True

    def forget_point(self) -> None:
        """Read nothing out any more."""
        if self._at is not None:
            self._at = None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another drawing."""
        super().resizeEvent(event)
        self._plot = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The point nearest to the pointer is read out."""
        plot = self.plot
        place = event.position()
        if plot is not None and place.x() <= plot.right and place.y() <= plot.bottom:
            self._read(plot.nearest(place.x()))
        else:
            self.forget_point()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.forget_point()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, or say that there is nothing to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self.plot
        if plot is None:
            painter.setPen(QColor(self._palette.faint))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(self.rect(), flags, text("Nothing to draw yet."))
            return
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font_of(WORDS))
        _paint(painter, plot, self._palette)
        if self._at is not None:
            _paint_callout(painter, plot, self._at, self._said(self._at), self._palette)

    def _read(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.update()
            self.read_out.emit(self._said(at))

    def _said(self, at: int) -> str:
        assert self._shown is not None
        point = self._shown.point(at)
        return " · ".join(part for part in (point.day, point.value, point.note) if part)


def described(reading: MetricReading) -> str:
    """The chart in a few sentences: where it began, where it is, and what it is held against."""
    chart = reading.chart
    if chart is None:
        return text("Nothing to draw yet.")
    first, last, count = chart.point(0), chart.point(-1), len(chart.values)
    if count == 1:
        says = text("{value} on {day}, the only value.").format(value=last.value, day=last.day)
    else:
        says = text("From {first} on {start} to {last} on {end}, {count} values.").format(
            first=first.value, start=first.day, last=last.value, end=last.day, count=count
        )
    levels = ", ".join(chart.words)
    return f"{says} {levels}." if levels else says


def _paint(painter: QPainter, plot: Plot, palette: Palette) -> None:
    painter.setPen(QPen(QColor(palette.line), 1))
    painter.drawLine(QPointF(0, plot.bottom), QPointF(plot.right, plot.bottom))
    for x in plot.ticks:
        painter.drawLine(QPointF(x, plot.bottom), QPointF(x, plot.bottom + 3))
    painter.setPen(QColor(palette.faint))
    for day in plot.days:
        painter.drawText(QPointF(day.x, plot.bottom + 15), day.words)
    for line in plot.levels:
        _paint_level(painter, plot, line, palette)
    _paint_values(painter, plot, palette)


def _paint_level(painter: QPainter, plot: Plot, line: LevelLine, palette: Palette) -> None:
    ink, words = _colours(line.role, palette)
    width, dashes = _STROKES[line.role]
    pen = QPen(QColor(ink), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.drawLine(QPointF(0, line.y), QPointF(plot.right, line.y))
    if abs(line.words_y - line.y) > 2:
        painter.setPen(QPen(QColor(palette.edge), 1))
        ends = QPointF(plot.words_x - 2, line.words_y)
        painter.drawLine(QPointF(plot.right, line.y), ends)
    painter.setPen(QColor(words))
    metrics = QFontMetricsF(painter.font())
    room = painter.viewport().width() - plot.words_x
    shown = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, room)
    down = line.words_y + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(plot.words_x, down), shown)


def _colours(role: Role, palette: Palette) -> tuple[str, str]:
    """Colours of a level's line and of its words."""
    return {
        Role.BASELINE: (palette.edge, palette.faint),
        Role.TARGET: (palette.accent_text, palette.accent_text),
        Role.GUARDRAIL: (palette.attention, palette.attention),
        Role.BENCHMARK: (palette.soft, palette.soft),
    }[role]


def _paint_values(painter: QPainter, plot: Plot, palette: Palette) -> None:
    ink = QColor(palette.ink)
    pen = QPen(ink, 1.2 if plot.is_dense else 1.8)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    places = [QPointF(x, y) for x, y in plot.points]
    painter.drawPolyline(QPolygonF(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if not plot.is_dense:
        for place in places:
            painter.drawEllipse(place, _DOT, _DOT)
    else:
        painter.drawEllipse(places[0], _SMALL_DOT, _SMALL_DOT)
        painter.drawEllipse(places[-1], _DOT, _DOT)


def _paint_callout(painter: QPainter, plot: Plot, at: int, words: str, palette: Palette) -> None:
    x, y = plot.points[at]
    painter.setBrush(QColor(palette.surface))
    painter.setPen(QPen(QColor(palette.focus), 2))
    painter.drawEllipse(QPointF(x, y), _DOT + 2, _DOT + 2)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    most = painter.viewport().width()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most - 4 * _CALLOUT)
    width = metrics.horizontalAdvance(shown) + 2 * _CALLOUT
    height = metrics.height() + _CALLOUT
    left = max(0.0, min(x - width / 2, most - width))
    above = y - height - 10
    top = above if above >= 0 else y + 10
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.ink))
    painter.drawRoundedRect(QRectF(left, top, width, height), 6, 6)
    painter.setPen(QColor(palette.surface))
    box = QRectF(left, top, width, height)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
