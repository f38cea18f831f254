"""A card's face says its kind and reference, shows its text, and is as high as that needs."""

import pytest
from msgspec.structs import replace

from workshop.drawing.faces import PAPER, SCREEN, CardForm, FaceMaker, FactLine, Facts
from workshop.drawing.shapes import Fact, Measure, Role, TextStyle
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


def test_a_face_is_made_once_for_what_the_card_shows(measure: Measure) -> None:
    faces = maker(measure)
    face = faces.face(card("I give up"))
    assert faces.face(card("I give up")) is face
    longer = faces.face(card("I give up\nand leave"))
    assert longer.height == faces.size(card("I give up\nand leave"))[1] > face.height
    assert faces.face(card("I give up")) == face


def test_the_face_of_a_card_that_is_gone_is_forgotten(measure: Measure) -> None:
    faces = maker(measure)
    face = faces.face(card("I give up"))
    faces.forget(["d" * 32])
    assert faces.face(card("I give up")) is face
    faces.forget([card("").id])
    assert faces.face(card("I give up")) is not face


FULL = Facts(
    heading="Product outcome",
    aside="leading",
    marks="●●●",
    lines=(FactLine(Fact.METRIC, "Hires 11 to 18"), FactLine(Fact.OWNER, "word " * 60)),
)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("form", [SCREEN, PAPER])
def test_facts_stand_in_the_heading_and_below_the_text(
    measure: Measure, form: CardForm, mirrored: bool
) -> None:
    faces = FaceMaker(measure, form, str.title, "", lambda _: FULL, mirrored=mirrored)
    face = faces.face(card("I give up"))
    assert (face.width, face.height) == faces.size(card("I give up"))
    roles = [line.role for line in face.lines]
    assert roles == [Role.LABEL, Role.MARK, Role.TEXT, Role.FACT, Role.FACT, Role.FACT]
    label, marks, _, metric, *owner = face.lines
    assert label.text in ("Product outcome O3 · leading", "Opportunity O3")
    assert label.y == marks.y
    apart = label.x - marks.x - marks.width if mirrored else marks.x - label.x - label.width
    assert apart > 0
    assert metric.fact is Fact.METRIC
    assert [line.fact for line in owner] == [Fact.OWNER] * 2
    left, room = faces.text_column(face.width)
    for line in face.lines:
        assert left <= line.x <= line.x + line.width <= left + room + 0.01
        assert line.y + 0.25 * line.style.size <= face.height


def test_the_reference_outlives_the_rest_of_a_heading_without_room(measure: Measure) -> None:
    narrow = replace(SCREEN, branch_width=150)
    faces = FaceMaker(measure, narrow, str.title, "", lambda _: FULL)
    assert faces.face(card("I give up")).lines[0].text.endswith(" O3")


def test_a_card_that_is_typed_shows_more_than_one_at_rest(measure: Measure) -> None:
    faces, long = maker(measure), card("line\n" * 20)
    typed, rest = faces.face(long, typed=True), faces.face(long)
    assert not typed.cut
    assert typed.height == faces.size(long, typed=True)[1] > rest.height
    assert faces.face(long) is rest


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


def test_of_a_card_that_is_typed_only_the_last_face_is_kept(measure: Measure) -> None:
    faces = maker(measure)
    first = faces.face(card("o"), typed=True)
    last = faces.face(card("on"), typed=True)
    assert faces.face(card("on"), typed=True) is last
    assert faces.face(card("o"), typed=True) is not first
    assert faces.face(card("on")) is faces.face(card("on"))
