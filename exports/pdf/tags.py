"""The structure of the handout for screen readers and other programs: tags of a PDF.

Owns the tree of elements, and which marked content of which page belongs to which (ISO 32000-1,
14.7 and 14.8). What is drawn outside of every element is an artifact: tints, lines, the feet of
pages. Knows no flowables.
"""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFObjectReference


class Element(PDFObject):
    """A part of the document: a heading, a paragraph, a table and so on; `extra` are further
    entries of its dictionary, as PDF."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: "Element | _Root", extra: str = "") -> None:
        self.kind, self.parent, self.extra = kind, parent, extra
        self.page: PDFObjectReference | None = None
        #: Further elements, numbers of marked content on the page, and links.
        self.kids: list[Element | int | Link] = []
        self._name = b""

    def format(self, document: Any) -> bytes:
        """The element as PDF; called once all pages are there."""
        page = b"/Pg " + self.page.format(document) if self.page else b""
        kids = b" ".join([_written(kid, document) for kid in self.kids])
        head = f"<</S/{self.kind}{self.extra}/P ".encode("ascii")
        return b"".join((head, self.parent.name(document), page, b"/K[", kids, b"]>>"))

    def name(self, document: Any) -> bytes:
        """How other objects refer to it."""
        if not self._name:
            self._name = document.Reference(self).format(document)
        return self._name


class _Root(PDFObject):
    """The root of all elements, with the way back to them from pages and annotations."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.top = Element("Document", self)
        self.owners: dict[int, Element | list[Element]] = {}

    def format(self, document: Any) -> bytes:
        """The root as PDF."""
        numbers = b" ".join(self._numbers(document))
        return b"<</Type/StructTreeRoot/K %b/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>" % (
            self.top.name(document),
            numbers,
            len(self.owners),
        )

    def name(self, document: Any) -> bytes:
        """How other objects refer to it."""
        named: bytes = document.Reference(self).format(document)
        return named

    def _numbers(self, document: Any) -> Iterator[bytes]:
        for key, owner in sorted(self.owners.items()):
            if isinstance(owner, Element):
                yield b"%d %b" % (key, owner.name(document))
            else:
                yield b"%d[%b]" % (key, b" ".join([kid.name(document) for kid in owner]))


class Link(PDFObject):
    """A rectangle of a page that leads elsewhere, and its place in the structure.

    ReportLab's own knows no such place, and takes three times as long to write.
    """

    __RefOnly__ = 1

    def __init__(
        self, corner: tuple[float, float], opposite: tuple[float, float], words: str
    ) -> None:
        self._rect = (*corner, *opposite)
        self._words = words
        self.destination: Any = None
        self.key = 0

    def format(self, document: Any) -> bytes:
        """The annotation as PDF."""
        rect = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*self._rect)
        head = f"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[{rect}]/StructParent {self.key}"
        words = f"/Contents{_text(self._words)}/Dest"
        destination: bytes = self.destination.format(document)
        return b"%b%b>>" % (f"{head}{words}".encode("ascii"), destination)


class Tags:
    """Collects the elements of one document while its pages are drawn."""

    def __init__(self) -> None:
        self._root = _Root()
        self._open = [self._root.top]
        self._key = 0
        self._here: list[Element] = []

    @property
    def element(self) -> Element:
        """The element that is open."""
        return self._open[-1]

    def open(self, kind: str, extra: str = "") -> None:
        """Begin an element within the one that is open."""
        element = Element(kind, self.element, extra)
        self.element.kids.append(element)
        self._open.append(element)

    def close(self) -> None:
        """End the element."""
        self._open.pop()

    def mark(self, page: PDFObjectReference) -> str:
        """The operator that begins content of the element on the page."""
        element = self.element
        element.page = page
        number = len(self._here)
        element.kids.append(number)
        self._here.append(element)
        return f"/{element.kind}<</MCID {number}>>BDC"

    def link(self, link: Link) -> int:
        """The link belongs to the element; returns the key it must name."""
        self.element.kids.append(link)
        return self._next_key(self.element)

    def end_page(self, page: Any) -> None:
        """The page is complete."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        page.StructParents = self._next_key(self._here)
        self._here = []

    def write(self, document: Any) -> None:
        """Hand the structure to the document, whose pages are all there."""
        document.Catalog.StructTreeRoot = self._root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _next_key(self, owner: Element | list[Element]) -> int:
        self._root.owners[self._key] = owner
        self._key += 1
        return self._key - 1


def described(words: str) -> str:
    """The entry that says in words what a drawing shows."""
    return f"/Alt{_text(words)}"


def _text(words: str) -> str:
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def _written(kid: Element | int | Link, document: Any) -> bytes:
    if isinstance(kid, int):
        return b"%d" % kid
    if isinstance(kid, Element):
        return kid.name(document)
    link: bytes = document.Reference(kid).format(document)
    return b"<</Type/OBJR/Obj %b>>" % link
