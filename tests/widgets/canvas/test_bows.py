"""The dotted curves of “also helps” on the canvas: seen, marked, culled, and gliding along."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.frame import FAR
from widgets.canvas.glide import DURATION
from widgets.look.look import Scheme, look_for
from workshop.commands.cards import move_card
from workshop.commands.supports import support_opportunity, unsupport_opportunity
from workshop.drawing.bows import curve_between


def link(hands: Hands, solution: str = "S1", opportunity: str = "O2") -> None:
    hands.canvas.document.run(support_opportunity, hands.card(solution), hands.card(opportunity))


def bows(hands: Hands) -> list[tuple[str, str]]:
    """The bows of the frame painted now, by the references of their ends."""
    cards = hands.board.cards
    return [
        (cards[bow.solution].ref, cards[bow.opportunity].ref)
        for bow in hands.canvas._picture().bows
    ]


def picture(hands: Hands) -> QImage:
    """What is painted once every card's face is in the painter's cache."""
    while True:
        image = hands.canvas.grab().toImage()
        if image == hands.canvas.grab().toImage():
            return image


def colours_along(hands: Hands, image: QImage) -> set[str]:
    """Colours around the middle of the only bow."""
    (bow,) = hands.canvas._picture().bows
    points = [hands.canvas.viewport.to_screen(*point) for point in bow.curve]
    ratio = image.devicePixelRatio()
    x, y = (round((a + 3 * b + 3 * c + d) / 8 * ratio) for a, b, c, d in zip(*points, strict=True))
    around = range(-5, 6)
    return {image.pixelColor(x + dx, y + dy).name() for dx in around for dy in around}


def test_a_link_is_painted_and_moves_no_card(hands: Hands) -> None:
    hands.canvas.zoom_to_fit()
    hands.canvas.select(hands.card("G1"))
    places = {card: hands.canvas.scene.rect(card) for card in hands.board.cards}
    before = picture(hands)
    link(hands)
    assert bows(hands) == [("S1", "O2")]
    after = picture(hands)
    assert after != before
    assert {card: hands.canvas.scene.rect(card) for card in hands.board.cards} == places
    hands.canvas.document.run(unsupport_opportunity, hands.card("S1"), hands.card("O2"))
    assert picture(hands) == before
    hands.canvas.document.undo()
    assert picture(hands) == after


def nearest(colours: set[str], wanted: str) -> int:
    """How far the nearest of the colours is from the wanted one, channel by channel."""
    return min(_distance(QColor(name), QColor(wanted)) for name in colours)


def _distance(one: QColor, other: QColor) -> int:
    red, green = abs(one.red() - other.red()), abs(one.green() - other.green())
    return red + green + abs(one.blue() - other.blue())


def test_it_takes_the_colour_of_the_selection_with_either_end(hands: Hands) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST):
        palette = look_for(scheme).palette
        hands.canvas.set_look(look_for(scheme))
        hands.canvas.zoom_to_100()
        if not hands.board.supports:
            link(hands)
        hands.canvas.select(hands.card("G1"))
        assert nearest(colours_along(hands, picture(hands)), palette.edge) < 40
        assert nearest(colours_along(hands, picture(hands)), palette.selection) > 40
        for ref in ("S1", "O2"):
            hands.canvas.select(hands.card(ref))
            assert nearest(colours_along(hands, picture(hands)), palette.selection) < 40


def test_it_shows_while_one_end_is_in_sight_and_no_longer(hands: Hands) -> None:
    link(hands)
    x, y, width, height = hands.canvas.scene.rect(hands.card("O2"))
    view = hands.canvas.viewport.zoomed(4.0, 0, 0)
    hands.canvas.look_through(view.centred((x + width, y, 1, height), 1100, 700))
    assert bows(hands) == [("S1", "O2")]
    hands.canvas.look_through(view.centred((x + 50 * width, y, 1, height), 1100, 700))
    assert bows(hands) == []


def test_a_folded_end_and_a_distant_tree_show_none(hands: Hands) -> None:
    link(hands)
    hands.canvas.scene.fold(frozenset({hands.card("O1")}))
    assert bows(hands) == []
    hands.canvas.scene.fold(frozenset())
    assert bows(hands) == [("S1", "O2")]
    hands.canvas.look_through(hands.canvas.viewport.zoomed(FAR * 0.9, 0, 0))
    assert bows(hands) == []


def test_it_glides_along_with_its_ends(hands: Hands) -> None:
    link(hands)
    hands.canvas.zoom_to_100()
    picture(hands)
    hands.canvas.document.run(move_card, hands.card("O2"), after=None)
    picture(hands)
    solution, opportunity = hands.card("S1"), hands.card("O2")
    rest = curve_between(hands.canvas.scene.rect(solution), hands.canvas.scene.rect(opportunity))
    frame = hands.canvas._picture()
    placed = {one.card: (one.x, one.y, one.face.width, one.face.height) for one in frame.placed}
    assert frame.bows[0].curve == curve_between(placed[solution], placed[opportunity])
    assert frame.bows[0].curve != rest
    QTest.qWait(DURATION + 100)
    assert hands.canvas._picture().bows[0].curve == rest
