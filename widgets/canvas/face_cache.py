"""Pictures of card faces, each drawn once at a scale and laid on every frame that shows the card.

While the zoom runs, only as many are drawn anew as a frame has time for, those most out of scale
first; the others are stretched for a moment.
"""

import math
import time
from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from widgets.canvas.face_pen import FacePen
from workshop.drawing.shapes import Face

#: Room around a face for its shadow and border, in points.
MARGIN: Final = 4.0
#: A picture is stretched to at most so many times its size, or its size by as many.
_STRETCHED: Final = 2.0


class FacePicture(Struct, frozen=True):
    """A face, drawn with `MARGIN` around it at `scale` pixels per point."""

    face: Face
    pixmap: QPixmap
    scale: float

    @property
    def pixels(self) -> int:
        """How many pixels it keeps."""
        return self.pixmap.width() * self.pixmap.height()

    def paint(self, painter: QPainter, at: QPointF, scale: float) -> None:
        """Lay the picture on a frame of this scale, its top left corner at a pixel."""
        if scale == self.scale:
            painter.drawPixmap(QPointF(round(at.x()), round(at.y())), self.pixmap)
        else:
            size = self.pixmap.deviceIndependentSize() * (scale / self.scale)
            painter.drawPixmap(QRectF(at, size), self.pixmap, QRectF(self.pixmap.rect()))


class FaceCache:
    """The faces one pen has drawn."""

    def __init__(self, pen: FacePen) -> None:
        self._pen = pen
        self._ratio = 1.0
        #: By identity: a face is compared line by line. Those used last are at the end.
        self._drawn: dict[int, FacePicture] = {}
        #: How many pixels all pictures keep.
        self.pixels = 0

    def __contains__(self, face: Face) -> bool:
        """Whether a face is drawn at some scale."""
        return self._out_of_scale(face, 1.0) < math.inf

    def pixels_of(self, face: Face, scale: float) -> int:
        """How many pixels a picture of a face takes."""
        width, height = self._size(face, scale)
        return width * height

    def forget(self) -> None:
        """Keep no picture."""
        self._drawn.clear()
        self.pixels = 0

    def draw(self, faces: Iterable[Face], scale: float, ratio: float, until: float) -> None:
        """Draw faces that are not drawn at this scale yet, until `time.perf_counter` says so."""
        if ratio != self._ratio:
            self.forget()
            self._ratio = ratio
        waiting = [(off, face) for face in faces if (off := self._out_of_scale(face, scale))]
        waiting.sort(key=itemgetter(0), reverse=True)
        for _, face in waiting:
            if time.perf_counter() > until:
                return
            self._keep(FacePicture(face, self._picture(face, scale), scale))

    def picture(self, face: Face, scale: float) -> FacePicture | None:
        """What is drawn of a face, good enough for a scale."""
        if self._out_of_scale(face, scale) > math.log(_STRETCHED):
            return None
        picture = self._drawn[id(face)] = self._drawn.pop(id(face))
        return picture

    def shrink(self, most: float, in_sight: int) -> None:
        """Let the pictures go that were used longest ago while there are more pixels than `most`.

        The last ones used, as many as are `in_sight`, stay however large they are.
        """
        while self.pixels > most and len(self._drawn) > in_sight:
            self.pixels -= self._drawn.pop(next(iter(self._drawn))).pixels

    def _keep(self, picture: FacePicture) -> None:
        known = self._drawn.pop(id(picture.face), None)
        self.pixels += picture.pixels - (known.pixels if known is not None else 0)
        self._drawn[id(picture.face)] = picture

    def _out_of_scale(self, face: Face, scale: float) -> float:
        known = self._drawn.get(id(face))
        if known is None or known.face is not face:
            return math.inf
        return abs(math.log(known.scale / scale)) if known.scale != scale else 0.0

    def _size(self, face: Face, scale: float) -> tuple[int, int]:
        width, height = face.width + 2 * MARGIN, face.height + 2 * MARGIN
        return math.ceil(width * scale * self._ratio), math.ceil(height * scale * self._ratio)

    def _picture(self, face: Face, scale: float) -> QPixmap:
        width, height = self._size(face, scale)
        pixmap = QPixmap(width, height)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(MARGIN, MARGIN)
        self._pen.draw(painter, face)
        painter.end()
        # What was painted on keeps its paint engine, a quarter of the picture; a copy does not.
        return pixmap.copy()
