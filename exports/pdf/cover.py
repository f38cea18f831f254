"""The cover: what this is, the problem, the outcomes, the contents, and who was in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Columns, Heading, Panel, draw_down, height_of
from exports.pdf.excerpts import elsewhere, excerpt, listed, short_item
from exports.pdf.lines import colour_of, draw_line, shortened, width_of
from exports.pdf.look import (
    ACCENT,
    ATTENTION,
    ATTENTION_TINT,
    BODY,
    BOTTOM,
    COVER,
    GUTTER,
    INK,
    LINK,
    SMALL,
    SOFT,
    WHITE,
    WIDTH,
    Size,
    columns,
)
from exports.pdf.paper import long_date
from exports.pdf.prose import Facts, Prose, Span
from exports.pdf.section import (
    PEOPLE_ANCHOR,
    PROBLEM_ANCHOR,
    Handout,
    Section,
    names_of,
    north_star,
    ref_span,
)
from workshop.board import Board
from workshop.details import Metric
from workshop.drawing.shapes import TextStyle, Weight
from workshop.language import plural, text
from workshop.reading.measures import metrics_of
from workshop.records import Card
from workshop.words.codes import title_of
from workshop.words.measures import counted_words, due_words, way_words

_KICKER: Final = TextStyle(8, 10, Weight.SEMIBOLD)
_FACTS: Final = TextStyle(10, 14)
#: The first in which a number fits on one line.
_NUMBERS: Final = tuple(TextStyle(size, 23, Weight.BOLD) for size in (17.0, 14.0, 12.0))
_PROBLEM: Final = TextStyle(13, 19)
_TITLES: Final = tuple(
    TextStyle(size, size * 1.2, Weight.BOLD) for size in (28.0, 24.0, 20.0, 17.0, 14.0)
)
#: Most lines of the title in all sizes but the last.
_TITLE_LINES: Final = 2
_LETTERS_APART: Final = 1.2
_ACROSS: Final = 3


@dataclass(frozen=True, slots=True)
class _Limits:
    """How much the cover shows: outcomes, lines of each, lines of the problem and of people."""

    outcomes: int
    lines: int
    problem: int
    people: int


_LIMITS: Final = (
    _Limits(outcomes=6, lines=6, problem=16, people=12),
    _Limits(outcomes=6, lines=4, problem=10, people=6),
    _Limits(outcomes=3, lines=3, problem=7, people=4),
    _Limits(outcomes=3, lines=2, problem=4, people=2),
)


class _Band(Flowable):
    """The dark band across the top of the page with the title; it grows with the title."""

    def __init__(self, board: Board, size: Size) -> None:
        super().__init__()
        self._size = size
        self._content = [_title(title_of(board.workshop))]
        facts = _facts(board)
        if facts:
            self._content.append(Facts(facts, _FACTS, WHITE, before=8))
        self.spaceAfter = 26

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Width of the page's text; the band itself reaches the page's edges."""
        self.width, self.height = width, 68 + height_of(self._content, width) + 30
        return self.width, self.height

    def draw(self) -> None:
        """Draw the band over both margins, then the words."""
        canvas: Any = self.canv
        canvas.setFillColor(colour_of(COVER))
        canvas.rect(-self._size.side, 0, self._size.width, self.height, stroke=0, fill=1)
        kicker = text("Alignment doc").upper()
        with canvas.part("P"), canvas.ink():
            draw_line(canvas, (0, self.height - 50), kicker, _KICKER, WHITE, apart=_LETTERS_APART)
        draw_down(canvas, self._content, 0, self.height - 62)


class _ContentsLine(Flowable):
    """A section's title and, at the right, the page it starts on; both lead there."""

    def __init__(self, section: Section, page: str) -> None:
        super().__init__()
        self._section, self._page = section, page

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """One line, as wide as the column."""
        self.width, self.height = width, 19.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw title and number."""
        canvas: Any = self.canv
        title = self._section.title or ""
        right = self.width - width_of(self._page, BODY)
        with canvas.part("P"), canvas.part("Link"):
            with canvas.ink():
                draw_line(canvas, (0, 6), title, BODY, INK)
                draw_line(canvas, (right, 6), self._page, BODY, INK)
            canvas.link(title, self._section.anchor, (0, 1, self.width, self.height))


def _title(title: str) -> Prose:
    sizes = (Prose([Span(title, None, WHITE)], style) for style in _TITLES)
    fitting = (
        shown for shown in sizes if shown.wrap(WIDTH, 0)[1] <= _TITLE_LINES * shown.style.leading
    )
    shown = next(fitting, None) or Prose([Span(title, None, WHITE)], _TITLES[-1])
    shown.tag = "H1"
    return shown


def _facts(board: Board) -> list[str]:
    workshop = board.workshop
    facts = []
    if workshop.held_on:
        facts.append(text("Kickoff of {date}").format(date=long_date(workshop.held_on)))
    if workshop.team:
        facts.append(workshop.team)
    count = len(board.people())
    if count:
        facts.append(
            plural("{count} participant", "{count} participants", count).format(count=count)
        )
    return facts


def _story(handout: Handout) -> list[Flowable]:
    story: list[Flowable] = []
    for limits in _LIMITS:
        story = _content(handout, limits)
        if height_of(story, WIDTH) <= handout.size.height - BOTTOM:
            break
    return story


def _content(handout: Handout, limits: _Limits) -> list[Flowable]:
    workshop = handout.board.workshop
    story: list[Flowable] = [_Band(handout.board, handout.size)]
    if workshop.problem:
        story.append(_problem(handout, limits.problem))
    if star := north_star(handout.board):
        words = shortened(star, BODY, WIDTH, limits.lines)[0]
        story.append(Prose([Span(words, Weight.SEMIBOLD)], BODY, after=14))
    story += _outcomes(handout, limits)
    contents = [Heading(text("Contents"), level=1), *_contents(handout)]
    reading = [Heading(text("How to read this document"), level=1), *_reading()]
    story.append(Columns([contents, [], reading], [columns(5), columns(1), columns(6)]))
    return [*story, *_people(handout, limits.people)]


def _people(handout: Handout, lines: int) -> list[Flowable]:
    """Who was in the room, and what everybody is asked to do with this."""
    asked, names = _asked(handout), names_of(handout.board)
    width = columns(5) if asked else WIDTH
    people: list[Flowable] = []
    if names:
        inner = width - 2 * Panel.PAD_X
        told = excerpt(handout, names, SMALL, inner, lines, PEOPLE_ANCHOR)
        people = [Panel(text("In the room"), [told])]
    if not asked:
        return people
    ask = Panel(
        text("What we ask of you"), [Prose(asked, SMALL)], tint=ATTENTION_TINT, bar=ATTENTION
    )
    if not people:
        return [ask]
    return [Columns([[ask], people], [columns(7), width])]


def _asked(handout: Handout) -> list[Span]:
    """To read, to challenge and to sign; whatever of it there is."""
    asks = (
        ("one_page", text("Read page {page}.")),
        ("table", text("Challenge any row on page {page} that does not answer “so that…?”")),
        ("signoff", text("Tick your position and sign on page {page}.")),
    )
    there = {section.key: section.anchor for section in handout.sections}
    spans = []
    for key, words in asks:
        if key in there:
            page = handout.page_of(there[key])
            before, after = words.split("{page}")
            spans += [
                Span(before),
                Span(page, Weight.SEMIBOLD, LINK, there[key]),
                Span(f"{after} "),
            ]
    return spans


def _problem(handout: Handout, lines: int) -> Prose:
    intro = text("The problem.")
    words = f"{intro} {handout.board.workshop.problem}"
    shown, cut = shortened(words, _PROBLEM, WIDTH - 12, lines)
    spans = [Span(intro, Weight.BOLD), Span((shown if cut else words).removeprefix(intro))]
    if cut:
        spans.append(Span("\n"))
        spans.append(elsewhere(handout, PROBLEM_ANCHOR))
    return Prose(spans, _PROBLEM, after=16)


def _outcomes(handout: Handout, limits: _Limits) -> list[Flowable]:
    """The outcomes, those with numbers first and the numbers large."""
    board = handout.board
    width = (WIDTH - 2 * Panel.PAD_X - (_ACROSS - 1) * GUTTER) / _ACROSS
    outcomes = list(board.outcomes())
    counted = [
        _number(outcome, metric, width, limits.lines)
        for outcome in outcomes
        for metric in metrics_of(board, outcome.id)[:1]
        if way_words(metric)
    ]
    has_numbers = {outcome.id for outcome in outcomes if metrics_of(board, outcome.id)}
    cards = [
        [short_item(card, BODY, width, limits.lines)]
        for card in outcomes
        if not counted or card.id not in has_numbers
    ]
    if not outcomes:
        return []
    rows = [*_in_rows(counted[: limits.outcomes], width)]
    left = max(0, limits.outcomes - len(counted))
    rows += _in_rows(cards[:left], width)
    more = len(counted) + len(cards) - limits.outcomes
    if more > 0:
        rest = [Prose("", SMALL)] * (limits.outcomes + more)
        rows += listed(handout, rest, limits.outcomes, SMALL, "section:full")[limits.outcomes :]
    rows[-1].spaceAfter = 0
    return [Panel(text("Outcomes we agreed to move"), rows, bar=ACCENT)]


def _number(outcome: Card, metric: Metric, width: float, lines: int) -> list[Prose]:
    """Where from, where to, of what, and by when."""
    by = due_words(metric)
    name = shortened(counted_words(metric), BODY, width, lines)[0]
    words = shortened(outcome.text, SMALL, width - 24, lines)[0]
    way = way_words(metric)
    fitting = (style for style in _NUMBERS if width_of(way, style) <= width)
    style = next(fitting, _NUMBERS[-1])
    shown = [
        Prose(shortened(way, style, width, 2)[0], style),
        Prose([Span(name, Weight.SEMIBOLD)], BODY, after=2),
        Prose([ref_span(outcome), Span(f"  {words}", None, SOFT)], SMALL),
    ]
    return [*shown, Prose([Span(by, None, SOFT)], SMALL)] if by else shown


def _in_rows(items: Sequence[Sequence[Prose]], width: float) -> list[Flowable]:
    rows: list[Flowable] = []
    for at in range(0, len(items), _ACROSS):
        row = list(items[at : at + _ACROSS])
        rows.append(Columns(row, [width] * len(row)))
    return rows


def _contents(handout: Handout) -> list[Flowable]:
    return [
        _ContentsLine(section, handout.page_of(section.anchor))
        for section in handout.sections
        if section.title
    ]


def _reading() -> list[Flowable]:
    words = (
        text(
            "Every item carries a reference: G outcome, O opportunity, S solution, T test, P "
            "output. On screen, tap a reference to jump between the tree and the tables."
        ),
        text(
            "Kinds are told apart by shape, border and label, so a black-and-white print loses "
            "nothing."
        ),
    )
    return [Prose(sentence, SMALL, after=6) for sentence in words]


SECTION: Final = Section(key="cover", title=None, story=_story)
