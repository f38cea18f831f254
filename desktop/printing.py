"""The handout on a printer: the PDF's pages as pictures, so that paper and file are the same.

Imported only when somebody prints: QtPrintSupport and pypdfium2 are no part of the start.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

#: Dots per inch: sharp on paper, and a page stays under 40 MB of memory.
_FINEST = 300
_POINTS_PER_INCH = 72


def print_pdf(pdf: Path, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the person changes their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return paint_pages(pdf, printer)


def paint_pages(pdf: Path, printer: QPrinter) -> bool:
    """Paint the pages the printer was asked for; False when it does not take them."""
    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter()
    try:
        for count, number in enumerate(_numbers(printer, len(document))):
            page = document[number]
            _turn(printer, page.get_width(), page.get_height())
            if not (printer.newPage() if count else painter.begin(printer)):
                return False
            paper = printer.pageLayout().paintRectPixels(printer.resolution())
            dots = min(printer.resolution(), _FINEST)
            picture = _picture(page, dots)
            painter.drawImage(_fitted(picture.size(), paper.size()), picture)
    finally:
        painter.end()
        document.close()
    return True


def _numbers(printer: QPrinter, pages: int) -> Iterator[int]:
    first = printer.fromPage() or 1
    last = min(printer.toPage() or pages, pages)
    return iter(range(first - 1, last))


def _turn(printer: QPrinter, width: float, height: float) -> None:
    """Lay the paper as the page lies, large pages on the paper that is there."""
    wide = width > height
    upright, lying = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    printer.setPageOrientation(lying if wide else upright)
    printer.setFullPage(True)


def _picture(page: pypdfium2.PdfPage, dots: int) -> QImage:
    bitmap = page.render(scale=dots / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(
        bitmap.buffer,
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGBX8888,
    )
    return image.copy()


def _fitted(picture: QSize, paper: QSize) -> QRectF:
    """The picture as large as the paper takes it, in its middle."""
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
