"""The tree as SVG and PNG for other programs."""

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from exports.formats.png import write_png
from exports.formats.svg import write_svg
from tests.exports import boards
from workshop.board import Board
from workshop.drawing.palette import PAPER
from workshop.vocabulary import Kind

SVG = "{http://www.w3.org/2000/svg}"


def _svg(board: Board, folder: Path) -> ET.Element:
    write_svg(board, folder / "tree.svg")
    return ET.fromstring((folder / "tree.svg").read_bytes())


def test_svg_has_a_titled_group_for_every_card(tmp_path: Path) -> None:
    board = boards.kickoff()
    root = _svg(board, tmp_path)
    titles = {group.get("id"): group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")}
    for card in board.cards.values():
        title = titles[card.ref]
        assert title is not None
        assert title.endswith(f"{card.ref}: {card.text}")


def test_svg_keeps_what_people_typed(tmp_path: Path) -> None:
    typed = 'A < B & "x" </text> <script>alert(1)</script> \x07שלום 🎯'
    root = _svg(boards.one_card(typed), tmp_path)
    assert root.find(f".//{SVG}script") is None
    shown = "".join("".join(line.itertext()) for line in root.iter(f"{SVG}text"))
    assert "".join(typed.replace("\x07", "").split()) in "".join(shown.split())


def test_svg_has_the_colours_of_its_kinds(tmp_path: Path) -> None:
    root = _svg(boards.kickoff(), tmp_path)
    fills = {element.get("fill") for element in root.iter()}
    assert {PAPER.cards[kind].fill for kind in Kind} <= fills
    dashed = [rect for rect in root.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]
    assert len(dashed) == 1


def test_svg_brings_every_letter_it_needs(tmp_path: Path) -> None:
    root = _svg(boards.kickoff(), tmp_path)
    style = root.findtext(f"{SVG}style") or ""
    faces = dict(
        re.findall(r"font-weight: (\d+); src: url\(\"data:font/woff;base64,([^\"]+)", style)
    )
    for line in root.iter(f"{SVG}text"):
        with TTFont(io.BytesIO(base64.b64decode(faces[line.get("font-weight", "")]))) as face:
            assert set(map(ord, line.text or "")) <= set(face.getBestCmap())


def test_the_same_board_gives_the_same_svg(tmp_path: Path) -> None:
    write_svg(boards.kickoff(), tmp_path / "one.svg")
    write_svg(boards.kickoff(), tmp_path / "two.svg")
    one, two = ((tmp_path / name).read_text("utf-8") for name in ("one.svg", "two.svg"))
    assert one == two


def test_png_shows_the_cards_at_two_pixels_a_point(tmp_path: Path) -> None:
    root = _svg(boards.kickoff(), tmp_path)
    write_png(boards.kickoff(), tmp_path / "tree.png")
    with Image.open(tmp_path / "tree.png") as picture:
        assert picture.format == "PNG"
        assert picture.width == pytest.approx(2 * float(root.get("width", "0")), abs=2)
        assert picture.height == pytest.approx(2 * float(root.get("height", "0")), abs=2)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    fill = PAPER.cards[Kind.OUTCOME].fill
    assert tuple(int(fill[at : at + 2], 16) for at in (1, 3, 5)) in colours


def test_a_huge_tree_becomes_a_picture_that_programs_open(tmp_path: Path) -> None:
    write_png(boards.loose(900), tmp_path / "tree.png")
    with Image.open(tmp_path / "tree.png") as picture:
        assert max(picture.size) <= 16_001
        assert picture.height > 15_000


@pytest.mark.parametrize("write", [write_svg, write_png])
def test_an_empty_tree_is_an_empty_picture(write: type, tmp_path: Path) -> None:
    write(Board(), tmp_path / "empty")
    assert (tmp_path / "empty").stat().st_size > 50


@pytest.mark.parametrize("write", [write_svg, write_png])
def test_a_missing_folder_is_an_os_error(write: type, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write(boards.kickoff(), tmp_path / "nowhere" / "tree")
