"""The last page, to be torn off: where everybody in the room says whether they agree."""

from typing import Any, Final

from reportlab.platypus import Flowable

from exports.pdf.lines import colour_of, draw_line, shortened
from exports.pdf.look import INK, LINE, SMALL, SOFT, WIDTH, columns
from exports.pdf.section import Handout, Section
from workshop.details import Participant
from workshop.drawing.shapes import TextStyle, Weight
from workshop.language import text
from workshop.records import WORKSHOP_ID
from workshop.words.fields import code_word

_NAME: Final = TextStyle(9.5, 13.5, Weight.SEMIBOLD)
_CAPTION: Final = TextStyle(7, 9)
_TALL: Final = 58.0
_BOX: Final = 8.0
#: Where the positions, the signature and the day begin, and how long their lines are.
_POSITION: Final = columns(4)
_SIGNATURE: Final = (_POSITION + 140.0, 116.0)
_DAY: Final = (WIDTH - 62.0, 62.0)
#: Empty places for those who came unannounced.
_SPARE: Final = 2


class Place(Flowable):
    """One person's name and part, three positions to tick, and lines for signature and day."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__()
        self._name, self._part_word = name, part

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the page's text, and tall enough to sign."""
        self.width, self.height = width, _TALL
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words, the boxes and the lines."""
        canvas: Any = self.canv
        top = self.height - 15
        room = _POSITION - 16
        if self._name:
            self._write(0, top, shortened(self._name, _NAME, room)[0], _NAME, INK)
        else:
            self._line(0, room, top - 6, text("Name"))
        self._write(0, top - 12, shortened(self._part_word, SMALL, room)[0], SMALL, SOFT)
        positions = (text("Agree"), text("Agree, with reservation"), text("Do not agree"))
        canvas.setStrokeColor(colour_of(INK))
        canvas.setLineWidth(0.8)
        for number, words in enumerate(positions):
            y = top - 14 * number
            canvas.rect(_POSITION, y - 1, _BOX, _BOX, stroke=1, fill=0)
            self._write(_POSITION + _BOX + 6, y, words, SMALL, INK)
        self._line(*_SIGNATURE, top - 20, text("Signature"))
        self._line(*_DAY, top - 20, text("Date"))
        canvas.setStrokeColor(colour_of(LINE))
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, self.width, 0)

    def _line(self, x: float, long: float, y: float, caption: str) -> None:
        self.canv.setStrokeColor(colour_of(INK))
        self.canv.setLineWidth(0.8)
        self.canv.line(x, y, x + long, y)
        self._write(x, y - 9, caption, _CAPTION, SOFT)

    def _write(self, x: float, y: float, words: str, style: TextStyle, colour: str) -> None:
        canvas: Any = self.canv
        if words:
            with canvas.part("P"), canvas.ink():
                draw_line(canvas, (x, y), words, style, colour)


def _story(handout: Handout) -> list[Flowable]:
    people = handout.board.list_of(WORKSHOP_ID, Participant)
    places = [
        Place(" ".join(person.name.split()), code_word(person.part) if person.part else "")
        for person in people
        if person.name
    ]
    return [*places, *(Place("", "") for _ in range(_SPARE))]


SECTION: Final = Section(
    key="signoff",
    title=text("Sign-off"),
    lead=text(
        "Signing means: I understand the outcomes, I can live with the trade-offs, and I will say "
        "so when the evidence changes."
    ),
    story=_story,
    needed=lambda board: any(person.name for person in board.people()),
)
