"""Pages and what stands on every one of them: frames, footers, and a canvas that notes its anchors.

Knows no sections. Lengths are in points.
"""

import datetime
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, Final

from babel.dates import format_date
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from exports.pdf.fonts import INTER, font
from exports.pdf.kept import Kept
from exports.pdf.lines import colour_of, draw_line, shortened, width_of
from exports.pdf.look import BOTTOM, FOOT, HEADER, LINE, SIDE, SOFT, TOP, WIDE_TOP, Size
from exports.pdf.tags import Link, Tags
from workshop.drawing.shapes import Weight
from workshop.drawing.wrapping import reads_from_right
from workshop.language import text

COVER: Final = "cover"
UPRIGHT: Final = "upright"
WIDE: Final = "wide"


#: Streams as they are: as ASCII they are a quarter larger, and take longer than drawing does.
rl_config.useA85 = 0


#: Elements that hold their text themselves.
_HOLDING_TEXT: Final = ("TD", "TH")
_NOTHING: Final = nullcontext()


class _Part(AbstractContextManager[None]):
    """Ends an element."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags

    def __exit__(self, *_error: object) -> None:
        self._tags.close()


class _Ink(AbstractContextManager[None]):
    """Begins and ends content of an element; what stands around it is none."""

    def __init__(self, canvas: "PaperCanvas") -> None:
        self._canvas = canvas

    def __enter__(self) -> None:
        self._canvas.mark()

    def __exit__(self, *_error: object) -> None:
        self._canvas.unmark()


class PaperCanvas(Canvas):
    """A canvas that remembers on which page each anchor stands, in `marks`.

    It is written by `content` alone: a pass that only settles page numbers leaves no file.
    """

    #: False where texts and drawings leave no ink: no place depends on it.
    inks = True
    #: ReportLab's names: the document, and the operators of the page.
    _doc: Any
    _code: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initialFontName"] = font(INTER[Weight.REGULAR]).fontName
        super().__init__(*args, **kwargs)
        self.tags = Tags()
        self._part, self._ink = _Part(self.tags), _Ink(self)
        self.marks: dict[str, int] = {}

    def part(self, kind: str, extra: str = "") -> AbstractContextManager[None]:
        """What is drawn meanwhile belongs to an element of this kind; see `exports.pdf.tags`.

        A text alone in a cell needs no element of its own.
        """
        if not self.inks or (kind == "P" and self.tags.element.kind in _HOLDING_TEXT):
            return _NOTHING
        self.tags.open(kind, extra)
        return self._part

    def ink(self) -> AbstractContextManager[None]:
        """What is drawn meanwhile is content of the element that is open, and not only a tint or a
        line. Right-to-left text gets no text of its own beside its glyphs: readers that turn these
        round would turn that round, too."""
        return self._ink if self.inks else _NOTHING

    def mark(self) -> None:
        """Begin content of the element that is open."""
        self._code.append(f"EMC {self.tags.mark(self._doc.thisPageRef())}")

    def unmark(self) -> None:
        """End it."""
        self._code.append("EMC /Artifact BMC")

    def link(self, words: str, anchor: str, rect: tuple[float, float, float, float]) -> None:
        """Lead from a rectangle to an anchor; it belongs to the element that is open."""
        if not self.inks:
            return
        canvas: Any = self
        link = Link(canvas.absolutePosition(*rect[:2]), canvas.absolutePosition(*rect[2:]), words)
        link.destination = canvas._bookmarkReference(anchor)  # noqa: SLF001 - as `linkRect` does
        link.key = self.tags.link(link)
        canvas._addAnnotation(link)  # noqa: SLF001

    def showPage(self) -> None:  # noqa: N802
        """End the page: what no element has is no content."""
        self._code.insert(0, "/Artifact BMC")
        self._code.append("EMC")
        super().showPage()
        self.tags.end_page(self._doc.Pages.pages[-1])

    def bookmarkPage(self, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        """Make the place an anchor."""
        self.marks[key] = self.getPageNumber()
        return super().bookmarkPage(key, *args, **kwargs)

    def save(self) -> None:
        """End the pages."""

    def content(self) -> bytes:
        """The file; nothing can be drawn any more."""
        self.tags.write(self._doc)
        made: bytes = self.getpdfdata()  # type: ignore[no-untyped-call]
        return made


class DraftCanvas(PaperCanvas):
    """A canvas for a pass that looks for places only."""

    inks = False


class Paper(BaseDocTemplate):
    """A document with a cover, upright pages and pages on their side.

    `header` stands at the top of each page but the cover, `day` at the lower left of each, behind
    the title: it is the day the document tells the state of; `total` is the number of pages it
    tells.
    """

    def __init__(
        self,
        *,
        title: str,
        author: str,
        header: str,
        day: datetime.date,
        size: Size,
        total: int,
    ) -> None:
        upright, wide = (size.width, size.height), (size.height, size.width)
        super().__init__(
            "",
            pagesize=upright,
            title=f"{text('Alignment doc')} · {title}",
            author=author,
            subject=text("What we make, and what should change because of it"),
            creator="Whyboard",
            lang="en",
            invariant=1,
            pageCompression=1,
            displayDocTitle=True,
            keepTogetherClass=Kept,
        )
        as_of = text("as of {date}").format(date=long_date(day))
        footer = (text("Alignment doc"), title, as_of)
        first = partial(_draw_edges, "", footer, total, upright, size.side)
        draw = partial(_draw_edges, header, footer, total, upright, size.side)
        draw_wide = partial(_draw_edges, header, footer, total, wide, SIDE)
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(upright, size.side, 0)], onPageEnd=first),
                PageTemplate(UPRIGHT, [_frame(upright, size.side, TOP)], onPageEnd=draw),
                PageTemplate(
                    WIDE, [_frame(wide, SIDE, WIDE_TOP)], onPageEnd=draw_wide, pagesize=wide
                ),
            ]
        )
        self._day = day

    def beforeDocument(self) -> None:  # noqa: N802
        """Date the file."""
        self.canv.setDateFormatter(lambda *_: f"D:{self._day:%Y%m%d}")


def long_date(day: datetime.date) -> str:
    """A date as people write it, with the month in words."""
    return format_date(day, format="long", locale="en_GB")


def _frame(size: tuple[float, float], side: float, top: float) -> Frame:
    width, height = size
    return Frame(side, BOTTOM, width - 2 * side, height - top - BOTTOM, 0, 0, 0, 0)


def _draw_edges(
    header: str,
    footer: tuple[str, str, str],
    total: int,
    size: tuple[float, float],
    side: float,
    canvas: Any,
    _doc: object,
) -> None:
    width, height = size
    if header:
        star = shortened(header, FOOT, width - 2 * side)[0]
        draw_line(canvas, (side, height - HEADER), star, FOOT, SOFT)
    line, base = BOTTOM - 6, BOTTOM - 18
    canvas.setStrokeColor(colour_of(LINE))
    canvas.setLineWidth(0.5)
    canvas.line(side, line, width - side, line)
    number = canvas.getPageNumber()
    page = text("Page {page} of {total}").format(page=number, total=max(total, number))
    place = width - side - width_of(page, FOOT)
    draw_line(canvas, (place, base), page, FOOT, SOFT)
    _draw_footer(canvas, footer, (side, base), place - side - 12)


def _draw_footer(
    canvas: Any, parts: tuple[str, str, str], place: tuple[float, float], width: float
) -> None:
    """What this is, its title and its day, each read its own way; the title gives way."""
    name, title, day = parts
    name, day = f"{name} · ", f" · {day}"
    room = width - width_of(name, FOOT) - width_of(day, FOOT)
    x, y = place
    for words in (name, shortened(title, FOOT, room)[0], day):
        draw_line(canvas, (x, y), words, FOOT, SOFT, rtl=reads_from_right(words))
        x += width_of(words, FOOT)
