"""A card's face says its kind and reference, shows its text, and is as high as that needs."""

import pytest

from workshop.drawing.faces import PAPER, SCREEN, CardForm, FaceMaker
from workshop.drawing.shapes import Measure, Role, TextStyle
from workshop.records import Card
from workshop.vocabulary import Kind


def card(text: str, kind: Kind = Kind.OPPORTUNITY) -> Card:
    return Card(id="c" * 32, kind=kind, number=3, rank="a0", text=text)


def maker(measure: Measure, form: CardForm = SCREEN, *, mirrored: bool = False) -> FaceMaker:
    placeholder = "Say it in their words"
    return FaceMaker(measure, form, str.title, placeholder, mirrored=mirrored)


def test_the_label_gives_the_word_and_the_reference(measure: Measure) -> None:
    face = maker(measure).face(card("I give up"))
    assert [(line.role, line.text) for line in face.lines] == [
        (Role.LABEL, "Opportunity O3"),
        (Role.TEXT, "I give up"),
    ]


def test_a_card_without_text_shows_a_placeholder(measure: Measure) -> None:
    face = maker(measure).face(card(""))
    assert face.lines[-1].role is Role.EMPTY
    assert face.lines[-1].text.startswith("Say it")


@pytest.mark.parametrize("form", [SCREEN, PAPER])
@pytest.mark.parametrize("kind", Kind)
def test_every_line_lies_inside_the_card(measure: Measure, form: CardForm, kind: Kind) -> None:
    face = maker(measure, form).face(card("words and more words " * 30, kind))
    assert face.width == form.width(kind)
    assert maker(measure, form).size(card("words and more words " * 30, kind)) == (
        face.width,
        face.height,
    )
    for line in face.lines:
        assert line.x >= form.bar
        assert line.x + measure.advance(line.text, line.style) <= face.width - form.pad_x
        assert line.y - line.style.size > 0
        assert line.y + 0.25 * line.style.size <= face.height
    baselines = [line.y for line in face.lines]
    assert baselines == sorted(baselines)


def test_height_grows_by_one_leading_per_line(measure: Measure) -> None:
    faces = maker(measure)
    one, two = faces.face(card("one")), faces.face(card("one\ntwo"))
    assert two.height - one.height == SCREEN.text.leading


def test_text_beyond_the_last_line_is_cut_and_says_so(measure: Measure) -> None:
    face = maker(measure).face(card("line\n" * 20))
    assert face.cut
    assert len(face.lines) == SCREEN.most_lines + 1
    assert not maker(measure).face(card("line")).cut


def test_text_that_reads_from_the_right_ends_at_the_right_edge(measure: Measure) -> None:
    line = maker(measure).face(card("שלום")).lines[-1]
    assert line.rtl
    assert line.x + measure.advance(line.text, line.style) == SCREEN.branch_width - SCREEN.pad_x


def test_a_mirrored_card_has_its_bar_and_its_lines_at_the_right_edge(measure: Measure) -> None:
    faces = maker(measure, mirrored=True)
    face = faces.face(card("I give up"))
    assert face.mirrored
    left, room = faces.text_column(face.width)
    assert (left, left + room) == (SCREEN.pad_x, face.width - SCREEN.bar - SCREEN.pad_x)
    for line in face.lines:
        assert line.x + measure.advance(line.text, line.style) == left + room


def test_a_face_is_made_once_for_what_it_shows(measure: Measure) -> None:
    class Counting:
        asked = 0

        def advance(self, text: str, style: TextStyle) -> float:
            self.asked += 1
            return measure.advance(text, style)

    counting = Counting()
    faces = maker(counting)
    first = faces.face(card("one two"))
    asked = counting.asked
    assert faces.face(card("one two")) is first
    assert counting.asked == asked
    assert faces.face(card("one three")) is not first
