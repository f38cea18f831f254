"""The method's details: every kind can be added, changed, scripted, exported, stored and undone."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.formats.json import as_plain
from workshop.board import Board
from workshop.commands.cards import delete_card, edit_card
from workshop.commands.details import add_detail, delete_detail, edit_detail, move_detail, set_facts
from workshop.commands.outputs import delete_output, unlink_output
from workshop.details import (
    DETAILS,
    Assumption,
    Detail,
    Evidence,
    Frame,
    KeyResult,
    LaneItem,
    LaneLink,
    Measurement,
    Metric,
    MetricVersion,
    Objective,
    OutcomeFacts,
    own_fields,
)
from workshop.records import WORKSHOP_ID, image, new_id
from workshop.rules import Refusal, RefusedError
from workshop.scripting import ScriptError, parse, template_step
from workshop.session import Session
from workshop.steps import Step
from workshop.store.rows import record_in, record_of, row_of
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

TODAY = datetime.date(2026, 11, 16)


def after(board: Board, step: Step) -> Board:
    """The board after a step, having checked that its inverse leads back."""
    changed = board.applied(step.changes)
    back = changed.applied(step.inverted().changes)
    assert (back.details, back.details_of, back.by_ref) == (
        board.details,
        board.details_of,
        board.by_ref,
    )
    return changed


def with_metric(board: Board) -> Board:
    fields = {"name": "Hires", "baseline": 11, "target": 18}
    return after(board, add_detail(board, Metric, board.by_ref["G1"], fields))


def owner_of(board: Board, kind: type[Detail]) -> tuple[Board, str]:
    """A board with a row that may own this kind of detail, and the row."""
    wanted = kind.belongs_to[0]
    if wanted == "workshop":
        return board, WORKSHOP_ID
    if wanted == "output":
        return board, board.by_ref["P1"]
    if wanted == "contribution":
        return board, board.contributions_of(board.by_ref["P1"])[0].id
    if wanted in set(Kind):
        return board, next(c.id for c in board.cards.values() if c.kind == wanted)
    board, above = owner_of(board, DETAILS[wanted])
    step = add_detail(board, DETAILS[wanted], above, needed(board, DETAILS[wanted]))
    return board.applied(step.changes), str(step.changes[0].row.id)


def needed(board: Board, kind: type[Detail]) -> dict[str, object]:
    """Values for the fields that a kind can't do without."""
    values: dict[str, object] = {
        "measured_on": TODAY,
        "held_on": TODAY,
        "value": 1.5,
        "verdict": "validated",
        "lane": "input",
        "leads_to": board.by_ref["P2"],
    }
    return {f.name: values[f.name] for f in own_fields(kind) if f.required}


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_kind_is_added_stored_exported_and_deleted(small: Board, kind: type[Detail]) -> None:
    board, owner = owner_of(small, kind)
    board = after(board, add_detail(board, kind, owner, needed(board, kind)))
    detail = board.list_of(owner, kind)[-1]
    assert record_of("detail", row_of(detail)) == detail
    assert record_in("detail", image(detail)) == detail
    plain = msgspec.to_builtins(as_plain(board))["details"]
    assert [d["kind"] for d in plain if d["ref"] == detail.ref] == [kind.kind_name]
    gone = after(board, delete_detail(board, detail.id))
    assert detail.id not in gone.details


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_kind_is_refused_where_it_means_nothing(small: Board, kind: type[Detail]) -> None:
    wrong = small.by_ref["T1"] if "test" not in kind.belongs_to else WORKSHOP_ID
    with pytest.raises(RefusedError) as caught:
        add_detail(small, kind, wrong, needed(small, kind))
    assert caught.value.code is Refusal.MAY_NOT_BELONG_TO


def test_every_kind_that_is_defined_is_known() -> None:
    assert set(DETAILS.values()) == set(Detail.__subclasses__())


def test_letters_tell_the_kinds_apart() -> None:
    letters = [kind.letter for kind in DETAILS.values()]
    assert len(set(letters) | {"G", "O", "S", "T", "P"}) == len(letters) + 5


def test_facts_are_given_once_and_then_changed(small: Board) -> None:
    board = after(small, set_facts(small, Frame, WORKSHOP_ID, {"today": " slow\x00 "}))
    board = after(board, set_facts(board, Frame, WORKSHOP_ID, {"north_star": "Hired in a day"}))
    frame = board.facts_of(WORKSHOP_ID, Frame)
    assert frame is not None
    assert (frame.today, frame.north_star) == ("slow", "Hired in a day")
    with pytest.raises(RefusedError) as caught:
        add_detail(board, Frame, WORKSHOP_ID, {})
    assert caught.value.code is Refusal.ONLY_ONE


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "many"},
        {"target": float("nan")},
        {"target": 1e300},
        {"due": "soon"},
        {"direction": "sideways"},
        {"colour": "red"},
        {"name": 5},
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_field(
    small: Board, fields: dict[str, object]
) -> None:
    board = with_metric(small)
    with pytest.raises(RefusedError) as caught:
        edit_detail(board, board.by_ref["M1"], fields)
    assert caught.value.code is Refusal.BAD_VALUE
    assert caught.value.params["field"] == next(iter(fields))


def test_a_metric_keeps_what_it_was_with_the_reason(small: Board) -> None:
    board = with_metric(small)
    metric = board.by_ref["M1"]
    step = edit_detail(board, metric, {"target": 25}, reason="Too easy", today=TODAY)
    board = after(board, step)
    [version] = board.list_of(metric, MetricVersion)
    assert (version.target, version.reason, version.until) == (18, "Too easy", TODAY)
    assert edit_detail(board, metric, {"target": 25}, reason="Again").is_empty


def test_details_keep_their_order(small: Board) -> None:
    board = small
    for quote in ("a", "b", "c"):
        step = add_detail(board, Evidence, board.by_ref["O1"], {"quote": quote})
        board = after(board, step)
    board = after(board, move_detail(board, board.by_ref["E3"], after=None))
    assert [e.quote for e in board.list_of(board.by_ref["O1"], Evidence)] == ["c", "a", "b"]
    assert move_detail(board, board.by_ref["E3"], after=None).is_empty


def test_what_belongs_to_a_row_goes_with_it(small: Board) -> None:
    board = with_metric(small)
    value = {"measured_on": TODAY, "value": 12}
    board = after(board, add_detail(board, Measurement, board.by_ref["M1"], value))
    link = board.contributions_of(board.by_ref["P1"])[0].id
    board = after(board, add_detail(board, Assumption, link, {"text": "Late answers"}))
    assert not after(board, delete_card(board, board.by_ref["G1"])).details
    unlinked = after(board, unlink_output(board, board.by_ref["P1"], board.by_ref["G1"]))
    assert set(unlinked.by_ref) & {"A1", "M1", "V1"} == {"M1", "V1"}


def test_what_pointed_at_a_row_lets_go_of_it(small: Board) -> None:
    board = small
    board = after(board, add_detail(board, LaneItem, WORKSHOP_ID, {"lane": "activity"}))
    link = {"leads_to": board.by_ref["P1"]}
    board = after(board, add_detail(board, LaneLink, board.by_ref["I1"], link))
    board = after(board, add_detail(board, Objective, WORKSHOP_ID, {"text": "Hire"}))
    reads = {"reads": board.by_ref["P1"], "form": "output"}
    board = after(board, add_detail(board, KeyResult, board.by_ref["J1"], reads))
    board = after(board, delete_output(board, board.by_ref["P1"]))
    assert "L1" not in board.by_ref
    result = board.details[board.by_ref["K1"]]
    assert isinstance(result, KeyResult)
    assert result.reads is None


def test_a_card_keeps_its_kind_while_details_need_it(small: Board) -> None:
    board = after(small, add_detail(small, Evidence, small.by_ref["O2"], {"quote": "x"}))
    with pytest.raises(RefusedError) as caught:
        edit_card(board, board.by_ref["O2"], kind=Kind.OUTCOME)
    assert caught.value.code is Refusal.HAS_DETAILS


LANES = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "Answers are late", "parent": "G1"}
{"do": "add_output", "text": "Reminders"}
{"do": "add_lane_item", "lane": "input", "text": "Two developers"}
{"do": "add_lane_item", "lane": "activity", "text": "Build"}
{"do": "add_lane_link", "of": "I1", "leads_to": "I2"}
{"do": "add_lane_link", "of": "I2", "leads_to": "P1"}
{"do": "add_objective", "text": "Hire faster"}
{"do": "add_key_result", "of": "J1", "reads": "G1"}
"""


@pytest.mark.parametrize(
    ("row", "target", "code"),
    [
        ("I1", "I1", Refusal.MAY_NOT_LEAD_TO),
        ("I2", "I1", Refusal.MAY_NOT_LEAD_TO),
        ("I2", "I2", Refusal.MAY_NOT_LEAD_TO),
        ("I1", "G1", Refusal.MAY_NOT_LEAD_TO),
        ("I1", "I2", Refusal.LEADS_ALREADY),
    ],
)
def test_lines_lead_to_later_lanes_however_they_are_drawn(
    board_from: Callable[[str], Board], row: str, target: str, code: Refusal
) -> None:
    board = board_from(LANES)
    with pytest.raises(RefusedError) as caught:
        add_detail(board, LaneLink, board.by_ref[row], {"leads_to": board.by_ref[target]})
    assert caught.value.code is code
    if row == "I2":
        with pytest.raises(RefusedError) as caught:
            edit_detail(board, board.by_ref["L2"], {"leads_to": board.by_ref[target]})
        assert caught.value.code is code


def test_an_item_keeps_its_lane_while_a_line_needs_it(board_from: Callable[[str], Board]) -> None:
    board = board_from(LANES)
    for item, lane in (("I1", "activity"), ("I2", "input")):
        with pytest.raises(RefusedError) as caught:
            edit_detail(board, board.by_ref[item], {"lane": lane})
        assert caught.value.code is Refusal.MAY_NOT_LEAD_TO
    board = after(board, delete_detail(board, board.by_ref["L1"]))
    assert edit_detail(board, board.by_ref["I1"], {"lane": "activity"}).changes


def test_a_key_result_is_read_from_what_says_a_result(board_from: Callable[[str], Board]) -> None:
    board = board_from(LANES)
    for row in (board.by_ref["O1"], board.by_ref["I1"], new_id()):
        with pytest.raises(RefusedError) as caught:
            edit_detail(board, board.by_ref["K1"], {"reads": row})
        assert caught.value.code is Refusal.BAD_VALUE
    assert edit_detail(board, board.by_ref["K1"], {"reads": board.by_ref["P1"]}).changes


SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_output", "text": "Reminders"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "set_frame", "today": "Slow", "north_star": "Hired in a day"}
{"do": "set_outcome_facts", "of": "G1", "outcome_class": "product", "indicator": "leading"}
{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18}
{"do": "edit_metric", "ref": "M1", "target": 20, "reason": "Too easy"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-12-01", "value": 12.5}
{"do": "add_assumption", "of": "P1>G1", "text": "Late answers lose people"}
{"do": "add_review", "of": "A1", "held_on": "2026-12-16", "verdict": "validated"}
{"do": "add_lane_item", "lane": "input", "text": "Two developers"}
{"do": "add_lane_link", "of": "I1", "leads_to": "P1"}
{"do": "add_decision", "text": "Reminders first"}
{"do": "delete_decision", "ref": "D1"}
"""


def test_details_are_scripted_and_exported_by_reference(
    board_from: Callable[[str], Board],
) -> None:
    plain = msgspec.to_builtins(as_plain(board_from(SCRIPT)))["details"]
    named = {detail["ref"]: detail for detail in plain}
    assert set(named) == {"Q1", "U1", "M1", "Z1", "V1", "A1", "R1", "I1", "L1"}
    assert named["A1"]["of"] == "P1>G1"
    assert named["L1"]["leads_to"] == "P1"
    assert named["Q1"]["of"] is None
    assert (named["M1"]["target"], named["Z1"]["target"]) == (20, 18)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"do": "add_metric"}', "missing_field"),
        ('{"do": "add_measurement", "of": "M1"}', "missing_field"),
        ('{"do": "add_metric", "of": "G1", "target": "x"}', "bad_value"),
        ('{"do": "add_metric", "of": "G1", "colour": 1}', "unknown_field"),
        ('{"do": "add_frame"}', "unknown_command"),
    ],
)
def test_a_bad_detail_line_is_a_named_error(line: str, code: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(line)
    assert caught.value.code == code


def test_details_survive_reopening(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "home", open_writer)
    session.run(lambda _board: template_step(SCRIPT.strip().splitlines()))
    session.run(edit_detail, session.board.by_ref["M1"], {"target": 30}, reason="Higher")
    session.undo()
    session.name_file(tmp_path / "kickoff.whyboard")
    before = session.board
    session.close()
    again = Session.open(tmp_path / "kickoff.whyboard", tmp_path / "home", open_writer)
    assert again.board.details == before.details
    assert again.board.details_of == before.details_of
    again.redo()
    metric = again.board.details[again.board.by_ref["M1"]]
    assert isinstance(metric, Metric)
    assert metric.target == 30
    again.close()


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "outcome_class": st.none() | st.sampled_from(["business", "product", "traction"]),
        "team": st.text(max_size=30),
        "promote_on": st.none() | st.dates(),
        "is_proxy": st.booleans(),
        "check_1": st.text(max_size=80),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FACTS, max_size=6))
def test_any_facts_round_trip_through_row_and_image(
    small: Board, changes: list[dict[str, object]]
) -> None:
    board, outcome = small, small.by_ref["G1"]
    for fields in changes:
        board = after(board, set_facts(board, OutcomeFacts, outcome, fields))
    for facts in board.list_of(outcome, OutcomeFacts):
        assert record_of("detail", row_of(facts)) == facts
        assert record_in("detail", image(facts)) == facts


def test_every_row_is_borne_by_a_card_an_output_or_the_workshop(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(
        """
        {"do": "add_card", "kind": "outcome", "text": "Jobs are filled"}
        {"do": "add_output", "text": "Reminders"}
        {"do": "link", "output": "P1", "outcome": "G1"}
        {"do": "add_metric", "of": "G1", "name": "Hires"}
        {"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14}
        {"do": "set_frame", "north_star": "Everybody finds the right job"}
        """
    )
    card, output = board.by_ref["G1"], board.by_ref["P1"]
    link = board.links_from[output][0]
    assert board.bearer_of(board.by_ref["V1"]) == board.bearer_of(card) == card
    assert board.bearer_of(link) == board.bearer_of(output) == output
    assert board.bearer_of(board.by_ref["Q1"]) == WORKSHOP_ID
    with pytest.raises(KeyError):
        board.bearer_of("f" * 32)
