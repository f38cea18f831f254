"""The tree as a drawing for other programs: SVG 1.1 with its own subset of Inter inside.

Draws what `workshop.drawing` laid out; scripts that Inter lacks are left to the viewer's fonts.
"""

import base64
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import uharfbuzz
from fontTools.ttLib import TTFont

from exports.fonts.catalog import BY_NAME
from exports.pdf.drafting import CARD_WIDTHS, full_drafter
from exports.pdf.fonts import INTER
from exports.pdf.lines import width_of
from exports.pdf.printing import printable_board
from workshop.board import Board
from workshop.drawing.palette import PAPER, CardLook
from workshop.drawing.shapes import Bow, Box, Drawing, Edge, TextLine, Weight
from workshop.files import replace_file
from workshop.words.codes import kind_word, title_of

_MARGIN: Final = 24.0
_FAMILY: Final = "Inter, 'Noto Sans', 'DejaVu Sans', sans-serif"
_CSS_WEIGHT: Final = {Weight.REGULAR: "400", Weight.SEMIBOLD: "600", Weight.BOLD: "700"}


def write_svg(board: Board, target: Path) -> None:
    """Write the tree as SVG, growing to the right, replacing `target` whole.

    Raises:
        OSError: the file can't be written.
    """
    board = printable_board(board)
    drafter = full_drafter(board, CARD_WIDTHS[0])
    drawing = drafter.drawing(card.id for card in board.in_tree_order())
    root = _root(drawing)
    ET.SubElement(root, "title").text = title_of(board.workshop)
    ET.SubElement(root, "style").text = _style(drawing)
    ET.SubElement(root, "rect", width="100%", height="100%", fill=PAPER.window)
    picture = ET.SubElement(root, "g", transform=f"translate({_MARGIN:g} {_MARGIN:g})")
    _add_edges(picture, drawing.edges)
    _add_bows(picture, drawing.bows)
    for box in drawing.boxes:
        _add_box(picture, box, drafter.bar, board.cards[box.card].text)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    replace_file(target, content + b"\n")


def _root(drawing: Drawing) -> ET.Element:
    width, height = drawing.width + 2 * _MARGIN, drawing.height + 2 * _MARGIN
    return ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "version": "1.1",
            "width": _number(width),
            "height": _number(height),
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "font-family": _FAMILY,
        },
    )


def _style(drawing: Drawing) -> str:
    """The faces as they are used; unkerned, as the lines were measured."""
    used: dict[Weight, set[str]] = {}
    for box in drawing.boxes:
        for line in box.face.lines:
            used.setdefault(line.style.weight, set()).update(line.text)
    rules = ["text { font-kerning: none; font-variant-ligatures: none; white-space: pre }"]
    for weight in sorted(used):
        data = base64.b64encode(_subset(weight, used[weight])).decode("ascii")
        rules.append(
            f"@font-face {{ font-family: Inter; font-weight: {_CSS_WEIGHT[weight]}; "
            f'src: url("data:font/woff;base64,{data}") format("woff") }}'
        )
    return "\n".join(rules)


def _subset(weight: Weight, characters: set[str]) -> bytes:
    """The face with these characters alone, as WOFF; the same characters give the same bytes."""
    cut = uharfbuzz.SubsetInput()
    cut.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    cut.unicode_set.update(map(ord, characters))
    # What sets marks on their letters; the rest would kern and join.
    features = cut.layout_feature_tag_set
    features.clear()
    features.update(int.from_bytes(tag, "big") for tag in (b"mark", b"mkmk"))
    whole = uharfbuzz.Face(uharfbuzz.Blob(BY_NAME[INTER[weight]].path.read_bytes()))
    file = BytesIO()
    # Cutting is not left to FontTools: it reads how all of Inter is kerned first, for a second.
    with TTFont(BytesIO(cut.subset(whole).blob.data), recalcTimestamp=False) as face:
        face.flavor = "woff"
        face.save(file)
    return file.getvalue()


def _add_edges(parent: ET.Element, edges: tuple[Edge, ...]) -> None:
    paths = ("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in edge.points) for edge in edges)
    attributes = {"d": "".join(paths), "fill": "none", "stroke": PAPER.edge, "stroke-width": "0.8"}
    if edges:
        ET.SubElement(parent, "path", attributes)


def _add_bows(parent: ET.Element, bows: tuple[Bow, ...]) -> None:
    paths = []
    for bow in bows:
        start, *bends = (f"{_number(x)} {_number(y)}" for x, y in bow.curve)
        paths.append(f"M{start}C{' '.join(bends)}")
    if paths:
        dots = {"stroke-width": "1.2", "stroke-linecap": "round", "stroke-dasharray": "0 3"}
        ET.SubElement(
            parent, "path", {"d": "".join(paths), "fill": "none", "stroke": PAPER.edge, **dots}
        )


def _add_box(parent: ET.Element, box: Box, bar: float, words: str) -> None:
    look = PAPER.cards[box.face.kind]
    place = f"translate({_number(box.x)} {_number(box.y)})"
    group = ET.SubElement(parent, "g", id=box.ref, transform=place)
    label = f"{kind_word(box.face.kind)} {box.ref}"
    ET.SubElement(group, "title").text = f"{label}: {words}" if words else label
    radius = min(look.radius, box.face.height / 2)
    outline = {
        "width": _number(box.face.width),
        "height": _number(box.face.height),
        "rx": _number(radius),
        "fill": look.fill,
    }
    ET.SubElement(group, "rect", outline)
    if look.bar:
        ET.SubElement(group, "path", d=_bar(bar, box.face.height, radius), fill=look.bar)
    border = {**outline, "fill": "none", "stroke": look.border, "stroke-width": "0.8"}
    if box.face.stands_out:
        border |= {"stroke": look.label, "stroke-width": "1.6"}
    if look.dashed:
        border["stroke-dasharray"] = "3 2"
    ET.SubElement(group, "rect", border)
    for line in box.face.lines:
        _add_line(group, line, look)


def _bar(width: float, height: float, radius: float) -> str:
    """A bar along the left edge of a rounded rectangle, inside its corners."""
    if radius <= 0:
        return f"M0 0H{_number(width)}V{_number(height)}H0Z"
    inset = radius - sqrt(max(0.0, radius**2 - (radius - width) ** 2))
    arc = f"A{_number(radius)} {_number(radius)} 0 0 0"
    return (
        f"M{_number(width)} {_number(inset)}{arc} 0 {_number(radius)}"
        f"V{_number(height - radius)}{arc} {_number(width)} {_number(height - inset)}Z"
    )


def _add_line(parent: ET.Element, line: TextLine, look: CardLook) -> None:
    if not line.text:
        return
    attributes = {
        "x": _number(line.x),
        "y": _number(line.y),
        "font-size": _number(line.style.size),
        "font-weight": _CSS_WEIGHT[line.style.weight],
        "fill": look.ink(line.role),
    }
    if line.rtl:
        # The middle is where it is whichever way a viewer thinks the text runs.
        middle = line.x + width_of(line.text, line.style) / 2
        attributes |= {"x": _number(middle), "direction": "rtl", "text-anchor": "middle"}
    ET.SubElement(parent, "text", attributes).text = line.text


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
