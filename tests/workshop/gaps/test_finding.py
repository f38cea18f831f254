"""What a workshop lacks: each gap appears where something is missing and goes once it is there."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from workshop.board import Board
from workshop.commands.details import set_facts
from workshop.commands.facts import set_workshop
from workshop.commands.outputs import edit_output, link_output, unlink_output
from workshop.details import Exemption
from workshop.gaps import finding
from workshop.gaps.codes import Gap, GapCode, GapTheme, by_code, by_theme
from workshop.gaps.finding import gaps_of, outcomes_without_output
from workshop.reading.tracing import is_gap
from workshop.vocabulary import Kind, Status
from workshop.words.gaps import gap_text, gap_title, theme_word

BuildBoard = Callable[[str], Board]
TODAY = datetime.date(2026, 11, 16)
PAST, FUTURE = "2026-11-01", "2027-06-30"

OUTCOME = '{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}'
PRODUCT = OUTCOME + "\n" + '{"do": "add_card", "kind": "outcome", "text": "Renew", "parent": "G1"}'
OUTPUT = '{"do": "add_output", "text": "Reminders"}'
METRIC = OUTCOME + '\n{"do": "add_metric", "of": "G1", "name": "Hires", "target": 18}'
LINKED = f'{METRIC}\n{OUTPUT}\n{{"do": "link", "output": "P1", "outcome": "G1"}}'
OPPORTUNITIES = "\n".join(
    f'{{"do": "add_card", "kind": "opportunity", "text": "{words}"}}'
    for words in ("I forget to answer", "Every CV looks the same")
)
SOLUTION = (
    OPPORTUNITIES + '\n{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}'
)
TEST = SOLUTION + '\n{"do": "add_card", "kind": "test", "text": "Some answer", "parent": "S1"}'
ASSUMED = OUTCOME + '\n{"do": "add_assumption", "of": "G1", "text": "Late answers lose people"}'
TARGET = SOLUTION + '\n{"do": "set_opportunity_facts", "of": "O1", "is_target": true}'
RESULT = (
    '{"do": "add_objective", "text": "Hire faster"}\n'
    '{"do": "add_key_result", "of": "J1", "text": "Candidates like us"}'
)


def line(do: str, of: str | None = None, **fields: object) -> str:
    return json.dumps({"do": do} | ({"of": of} if of else {}) | fields)


def fact(**fields: object) -> str:
    return line("set_outcome_facts", of="G1", **fields)


def goal(**fields: object) -> str:
    return line("edit_metric", None, ref="M1", **fields)


def exempt(**fields: object) -> str:
    return OUTPUT + "\n" + line("set_exemption", of="P1", **fields)


def solutions(count: int) -> str:
    return "\n".join(
        line("add_card", kind="solution", text=f"Way {n}", parent="O1") for n in range(count)
    )


@dataclass(frozen=True)
class Case:
    """A workshop that lacks something, what it is about, and the line that settles it."""

    code: GapCode
    script: str
    refs: tuple[str, ...]
    settles: str


GUARDRAIL = METRIC + "\n" + line("add_metric", "G1", name="Trust", is_guardrail=True)
CONTRACT = METRIC + "\n" + line("add_contract", "G1", payment="10 000", verifier="Lena")
LEAPS = "\n".join(
    [OUTCOME] + [line("add_assumption", "G1", text=f"{n}", importance=3) for n in range(4)]
)

CASES = [
    Case(GapCode.NO_PROBLEM, OUTCOME, (), line("set_workshop", problem="Nobody answers")),
    Case(GapCode.NOBODY_DECIDES, OUTPUT, (), line("add_participant", name="A", part="decides")),
    Case(GapCode.NO_BOUNDARIES, OUTPUT, (), line("set_frame", boundaries="No new hires")),
    Case(GapCode.NO_NOT_NOW, OUTPUT, (), line("add_not_now", text="An app")),
    Case(
        GapCode.OUTPUT_WITHOUT_OUTCOME, OUTPUT, ("P1",), line("set_exemption", "P1", why="routine")
    ),
    Case(
        GapCode.OUTCOME_WITHOUT_OUTPUT,
        f"{OUTCOME}\n{OUTPUT}",
        ("G1",),
        '{"do": "link", "output": "P1", "outcome": "G1"}',
    ),
    Case(
        GapCode.EXEMPTION_DUE,
        exempt(trigger_on="2026-11-16"),
        ("P1",),
        line("set_exemption", "P1", trigger_on="2026-11-17"),
    ),
    Case(
        GapCode.EXEMPTION_WITHOUT_TRIGGER,
        exempt(reason="no_baseline"),
        ("P1",),
        line("set_exemption", "P1", trigger="the first version is out"),
    ),
    Case(
        GapCode.EXEMPTION_WITHOUT_PROOF,
        exempt(reason="proven_link"),
        ("P1",),
        line("set_exemption", "P1", evidence="Study of 2025"),
    ),
    Case(
        GapCode.ENABLER_WITHOUT_OUTCOME,
        f"{LINKED}\n{line('set_contribution_facts', 'P1>G1', is_enabler=True)}\n"
        + fact(state="dropped"),
        ("P1", "G1"),
        fact(state="open"),
    ),
    Case(
        GapCode.OUTPUT_OVERDUE,
        OUTPUT + "\n" + line("set_output_facts", "P1", due=PAST),
        ("P1",),
        line("edit_output", ref="P1", status="shipped"),
    ),
    Case(
        GapCode.LINK_WITHOUT_HYPOTHESIS,
        LINKED,
        ("P1", "G1"),
        line("set_contribution_facts", "P1>G1", because="late answers lose people"),
    ),
    Case(GapCode.OUTCOME_WITHOUT_METRIC, OUTCOME, ("G1",), line("add_metric", "G1", name="Hires")),
    Case(GapCode.OUTCOME_WITHOUT_OWNER, METRIC, ("G1",), fact(team="Growth")),
    Case(
        GapCode.OUTCOME_WITHOUT_GUARDRAIL,
        METRIC,
        ("G1",),
        line("add_metric", "G1", name="Trust", is_guardrail=True),
    ),
    Case(
        GapCode.BUSINESS_WITHOUT_PRODUCT,
        PRODUCT + "\n" + fact(outcome_class="business", team="Growth"),
        ("G1",),
        line("set_outcome_facts", "G2", outcome_class="product"),
    ),
    Case(
        GapCode.SENTIMENT_WITHOUT_BEHAVIOUR,
        PRODUCT + "\n" + line("set_outcome_facts", "G2", outcome_class="sentiment"),
        ("G2",),
        fact(outcome_class="product"),
    ),
    Case(
        GapCode.ONLY_LAGGING,
        PRODUCT + "\n" + fact(indicator="lagging"),
        ("G1",),
        line("set_outcome_facts", "G2", indicator="leading"),
    ),
    Case(
        GapCode.LEARNING_DUE,
        OUTCOME + "\n" + fact(goal="learning", promote_when="we know", promote_on="2026-11-16"),
        ("G1",),
        fact(goal="performance"),
    ),
    Case(
        GapCode.LEARNING_WITHOUT_END,
        OUTCOME + "\n" + fact(goal="learning", promote_when="we know"),
        ("G1",),
        fact(promote_on=FUTURE),
    ),
    Case(
        GapCode.CONTRACT_UNCHECKED,
        CONTRACT,
        ("C1", "G1"),
        line("add_proposal", "M1", value=18, is_agreed=True),
    ),
    Case(
        GapCode.GUARDRAIL_BROKEN,
        f"{GUARDRAIL}\n{line('edit_metric', ref='M2', target=4.2)}\n"
        + line("add_measurement", "M2", measured_on=PAST, value=4.1),
        ("M2", "G1"),
        line("add_measurement", "M2", measured_on="2026-11-10", value=4.3),
    ),
    Case(
        GapCode.TARGET_ON_WRONG_SIDE,
        METRIC + "\n" + goal(baseline=20),
        ("M1", "G1"),
        goal(direction="down"),
    ),
    Case(
        GapCode.IMPOSSIBLE_VALUE,
        METRIC + "\n" + goal(unit_kind="percent", baseline=52, target=650),
        ("M1", "G1"),
        goal(target=65),
    ),
    Case(GapCode.METRIC_OVERDUE, METRIC + "\n" + goal(due=PAST), ("M1", "G1"), goal(due=FUTURE)),
    Case(GapCode.METRIC_WITHOUT_BASELINE, METRIC, ("M1", "G1"), goal(baseline=11)),
    Case(
        GapCode.METRIC_WITHOUT_TARGET,
        METRIC + "\n" + goal(target=None),
        ("M1", "G1"),
        goal(target=18),
    ),
    Case(GapCode.METRIC_WITHOUT_DEADLINE, METRIC, ("M1", "G1"), goal(due=FUTURE)),
    Case(
        GapCode.GUARDRAIL_WITHOUT_LIMIT,
        GUARDRAIL,
        ("M2", "G1"),
        line("edit_metric", ref="M2", target=4.2),
    ),
    Case(GapCode.NOBODY_MEASURES, METRIC, ("M1", "G1"), goal(measured_by="Amara")),
    Case(
        GapCode.MEASURABLE_TOO_LATE,
        METRIC + "\n" + goal(due=FUTURE, measurable_from="2027-07-01"),
        ("M1", "G1"),
        goal(measurable_from="2027-06-30"),
    ),
    Case(
        GapCode.MEASURED_AHEAD,
        METRIC + "\n" + line("add_measurement", "M1", measured_on="2026-11-17", value=12),
        ("M1", "G1"),
        line("edit_measurement", ref="V1", measured_on="2026-11-16"),
    ),
    Case(
        GapCode.TARGET_NOT_AGREED,
        METRIC + "\n" + "\n".join(line("add_proposal", "M1", value=n) for n in (18, 30)),
        ("M1", "G1"),
        line("edit_proposal", ref="N1", is_agreed=True),
    ),
    Case(
        GapCode.AGREED_TARGET_DIFFERS,
        METRIC + "\n" + line("add_proposal", "M1", value=20, is_agreed=True),
        ("M1", "G1"),
        goal(target=20),
    ),
    Case(
        GapCode.TEST_OVERDUE,
        TEST + "\n" + line("set_test_facts", "T1", due="2026-11-15"),
        ("T1",),
        line("set_test_facts", "T1", verdict="validated"),
    ),
    Case(
        GapCode.ASSUMPTION_TIME_UP,
        ASSUMED + "\n" + line("edit_assumption", ref="A1", by_when=PAST),
        ("A1",),
        line("add_review", "A1", held_on=PAST, verdict="open"),
    ),
    Case(
        GapCode.SEVERAL_TARGETS,
        TARGET + "\n" + line("set_opportunity_facts", "O2", is_target=True),
        ("O1", "O2"),
        line("set_opportunity_facts", "O1", is_target=False),
    ),
    Case(GapCode.NO_TARGET, SOLUTION, (), line("set_opportunity_facts", "O2", is_target=True)),
    Case(
        GapCode.TARGET_WITHOUT_REASON,
        TARGET,
        ("O1",),
        line("set_opportunity_facts", "O1", why_target="Eight of fourteen said so"),
    ),
    Case(
        GapCode.OPPORTUNITY_WITHOUT_EVIDENCE,
        OPPORTUNITIES.splitlines()[0],
        ("O1",),
        line("add_evidence", "O1", quote="I forget"),
    ),
    Case(
        GapCode.OPPORTUNITY_WITH_ONE_CHILD,
        OPPORTUNITIES.splitlines()[0]
        + "\n"
        + line("add_card", kind="opportunity", text="Too many at once", parent="O1"),
        ("O1",),
        line("add_card", kind="opportunity", text="No time", parent="O1"),
    ),
    Case(GapCode.FEW_SOLUTIONS, TARGET, ("O1",), solutions(2)),
    Case(
        GapCode.SOLUTION_ABOVE_LEAF,
        SOLUTION + "\n" + line("add_card", kind="opportunity", text="Part", parent="O1"),
        ("S1", "O1"),
        line("move_card", ref="S1", parent="O3"),
    ),
    Case(
        GapCode.SOLUTION_UNTESTED,
        SOLUTION + "\n" + line("add_output", text="Reminders", solution="S1"),
        ("S1", "P1"),
        line("add_card", kind="test", text="9 of 15 answer", parent="S1"),
    ),
    Case(
        GapCode.TEST_WITHOUT_NUMBER,
        TEST,
        ("T1",),
        line("set_test_facts", "T1", threshold="9 of 15"),
    ),
    Case(
        GapCode.TEST_AGREED_LATE,
        TEST + "\n" + line("set_test_facts", "T1", threshold="9 of 15", result="10"),
        ("T1",),
        line("set_test_facts", "T1", agreed_on=PAST),
    ),
    Case(
        GapCode.LEAPS_UNTESTED,
        LEAPS,
        ("A1", "A2", "A3", "A4"),
        line("edit_assumption", ref="A4", evidence=2),
    ),
    Case(
        GapCode.ASSUMPTION_OVERDUE,
        ASSUMED + "\n" + line("edit_assumption", ref="A1", next_review="2026-11-15"),
        ("A1",),
        line("edit_assumption", ref="A1", next_review="2026-11-16"),
    ),
    Case(
        GapCode.ASSUMPTION_WITHOUT_REVIEW,
        ASSUMED,
        ("A1",),
        line("edit_assumption", ref="A1", next_review=FUTURE),
    ),
    Case(
        GapCode.ASSUMPTION_WITHOUT_OWNER,
        ASSUMED + "\n" + line("edit_assumption", ref="A1", next_review=FUTURE),
        ("A1",),
        line("edit_assumption", ref="A1", owner_name="Amara"),
    ),
    Case(
        GapCode.KEY_RESULT_IS_FEATURE,
        RESULT + "\n" + line("edit_key_result", ref="K1", form="output"),
        ("K1",),
        line("edit_key_result", ref="K1", form="outcome"),
    ),
    Case(
        GapCode.KEY_RESULT_WITHOUT_NUMBER,
        RESULT + "\n" + METRIC,
        ("K1",),
        line("edit_key_result", ref="K1", reads="M1"),
    ),
    Case(
        GapCode.OBJECTIVE_WITHOUT_KEY_RESULT,
        RESULT.splitlines()[0],
        ("J1",),
        line("add_key_result", "J1", text="18 hires"),
    ),
]


def found(board: Board, code: GapCode) -> list[Gap]:
    return [gap for gap in gaps_of(board, TODAY) if gap.code is code]


def test_every_kind_of_gap_has_a_case() -> None:
    assert {case.code for case in CASES} == set(GapCode)


@pytest.mark.parametrize("case", CASES, ids=[case.code for case in CASES])
def test_a_gap_appears_and_is_settled(board_from: BuildBoard, case: Case) -> None:
    board = board_from(case.script)
    gap = found(board, case.code)[0]
    assert gap.refs == case.refs
    assert gap.rows == tuple(board.by_ref[ref] for ref in case.refs)
    assert all(ref in gap_text(gap) for ref in case.refs)
    assert "{" not in gap_text(gap)
    settled = board_from(f"{case.script}\n{case.settles}")
    assert not [other for other in found(settled, case.code) if other.refs == case.refs]


def test_words_tell_kinds_and_themes_apart() -> None:
    assert len({gap_title(code) for code in GapCode}) == len(GapCode)
    assert len({theme_word(theme) for theme in GapTheme}) == len(GapTheme)


def test_the_list_is_ordered_by_theme_and_kind(board_from: BuildBoard) -> None:
    board = board_from(f"{LINKED}\n{TEST}\n{RESULT}\n{line('add_assumption', 'G1', text='x')}")
    listed = gaps_of(board, TODAY)
    themes = [theme for theme, _ in by_theme(listed)]
    assert themes == [theme for theme in GapTheme if theme in themes]
    assert len(themes) == len(GapTheme)
    codes = [code for code, _ in by_code(listed)]
    assert codes == [code for code in GapCode if code in codes]
    assert sum(len(group) for _, group in by_code(listed)) == len(listed)


def test_nothing_is_asked_of_an_empty_workshop() -> None:
    assert not gaps_of(Board(), TODAY)


def test_little_is_asked_at_the_start(board_from: BuildBoard) -> None:
    """The first card brings up the problem and its own first question, nothing else."""
    board = board_from(OUTCOME)
    codes = [gap.code for gap in gaps_of(board, TODAY)]
    assert codes == [GapCode.NO_PROBLEM, GapCode.OUTCOME_WITHOUT_METRIC]


def test_cards_without_words_are_asked_nothing(board_from: BuildBoard) -> None:
    kinds = ("outcome", "opportunity", "solution", "test")
    board = board_from("\n".join(line("add_card", kind=kind) for kind in kinds))
    assert [gap.code for gap in gaps_of(board, TODAY)] == [GapCode.NO_PROBLEM]


def test_closed_outcomes_are_asked_nothing(board_from: BuildBoard) -> None:
    board = board_from(f"{METRIC}\n{OUTPUT}\n{fact(state='achieved')}")
    refs = {ref for gap in gaps_of(board, TODAY) for ref in gap.refs}
    assert refs == {"P1"}


def test_dropped_outputs_are_asked_nothing(board_from: BuildBoard) -> None:
    script = exempt(trigger_on=PAST) + "\n" + line("set_output_facts", "P1", due=PAST)
    board = board_from(script + "\n" + line("edit_output", ref="P1", status="dropped"))
    assert not {ref for gap in gaps_of(board, TODAY) for ref in gap.refs}


def test_a_learning_goal_needs_no_numbers_yet(board_from: BuildBoard) -> None:
    board = board_from(f"{METRIC}\n{goal(target=None)}\n{fact(goal='learning')}")
    codes = {gap.code for gap in gaps_of(board, TODAY)}
    assert not codes & {
        GapCode.METRIC_WITHOUT_BASELINE,
        GapCode.METRIC_WITHOUT_TARGET,
        GapCode.METRIC_WITHOUT_DEADLINE,
    }


@pytest.mark.parametrize(
    ("fields", "is_slip"),
    [
        ({"unit_kind": "duration", "target": -1}, True),
        ({"unit_kind": "rating", "unit": "1–5", "target": 6}, True),
        ({"unit_kind": "rating", "unit": "1–5", "target": 4.2}, False),
        ({"unit_kind": "rating", "target": 42}, False),
        ({"unit_kind": "percent", "baseline": 120, "target": 150}, False),
        ({"unit_kind": "percent", "baseline": None, "target": -200}, True),
        ({"unit_kind": "percent", "baseline": None, "target": -20}, False),
        ({"unit_kind": "percent", "baseline": 120, "target": 1001}, True),
        ({"unit_kind": "number", "baseline": 52, "target": 650}, False),
    ],
)
def test_values_that_a_unit_rules_out(
    board_from: BuildBoard, fields: dict[str, object], is_slip: bool
) -> None:
    board = board_from(f"{METRIC}\n{goal(**fields)}")
    assert bool(found(board, GapCode.IMPOSSIBLE_VALUE)) is is_slip


def test_a_measured_value_may_be_a_slip_too(board_from: BuildBoard) -> None:
    measured = line("add_measurement", "M1", measured_on="2026-11-10", value=-3)
    for kind, is_slip in (("duration", True), ("number", False)):
        board = board_from(f"{METRIC}\n{goal(unit_kind=kind)}\n{measured}")
        assert bool(found(board, GapCode.IMPOSSIBLE_VALUE)) is is_slip


def test_a_guardrail_below_its_limit_from_the_start_is_on_the_wrong_side(
    board_from: BuildBoard,
) -> None:
    edit = line("edit_metric", ref="M2", baseline=4.0, target=4.2)
    board = board_from(f"{GUARDRAIL}\n{edit}")
    assert [gap.refs for gap in found(board, GapCode.TARGET_ON_WRONG_SIDE)] == [("M2", "G1")]
    edit = line("edit_metric", ref="M2", baseline=4.2, target=4.2)
    assert not found(board_from(f"{GUARDRAIL}\n{edit}"), GapCode.TARGET_ON_WRONG_SIDE)


def test_solutions_that_also_help_are_compared_too(board_from: BuildBoard) -> None:
    more = "\n".join(
        [line("add_card", kind="solution", text=f"Way {n}", parent="O2") for n in range(2)]
        + [line("also_helps", solution=f"S{n}", opportunity="O1") for n in (2, 3)]
    )
    assert found(board_from(TARGET), GapCode.FEW_SOLUTIONS)
    assert not found(board_from(f"{TARGET}\n{more}"), GapCode.FEW_SOLUTIONS)


@pytest.mark.parametrize("verdict", ["invalidated", "pivoted"])
def test_a_settled_assumption_needs_no_review(board_from: BuildBoard, verdict: str) -> None:
    held = line("add_review", "A1", held_on=PAST, verdict=verdict)
    assert not found(board_from(f"{ASSUMED}\n{held}"), GapCode.ASSUMPTION_WITHOUT_REVIEW)


def test_a_leap_that_was_judged_is_no_leap_any_more(board_from: BuildBoard) -> None:
    held = line("add_review", "A2", held_on=PAST, verdict="validated")
    assert not found(board_from(f"{LEAPS}\n{held}"), GapCode.LEAPS_UNTESTED)
    still = line("add_review", "A2", held_on=PAST, verdict="open")
    assert found(board_from(f"{LEAPS}\n{still}"), GapCode.LEAPS_UNTESTED)


def test_gaps_name_what_is_missing(small: Board) -> None:
    links = [gap for gap in gaps_of(small, TODAY) if gap.theme is GapTheme.LINKS]
    assert [(gap.code, gap.refs) for gap in links] == [
        (GapCode.OUTPUT_WITHOUT_OUTCOME, ("P2",)),
        (GapCode.OUTCOME_WITHOUT_OUTPUT, ("G2",)),
    ]


def test_an_outcome_is_served_by_an_output_of_an_outcome_below_it(small: Board) -> None:
    upper, lower = small.by_ref["G1"], small.by_ref["G2"]
    board = small.applied(unlink_output(small, small.by_ref["P1"], upper).changes)
    assert "G1" in [card.ref for card in outcomes_without_output(board)]
    board = board.applied(link_output(board, board.by_ref["P2"], lower).changes)
    assert not outcomes_without_output(board)


def test_a_dropped_output_serves_nothing(small: Board) -> None:
    output = small.by_ref["P1"]
    board = small.applied(edit_output(small, output, status=Status.DROPPED).changes)
    assert [card.ref for card in outcomes_without_output(board)] == ["G1", "G2"]


def test_outcomes_come_in_tree_order(small: Board) -> None:
    whole = [card for card in small.in_tree_order() if card.kind is Kind.OUTCOME]
    assert list(small.outcomes()) == whole
    assert len(whole) > 1


def test_an_exempt_or_dropped_output_is_no_gap(small: Board) -> None:
    board = small.applied(set_workshop(small, problem="Nobody answers in time").changes)
    assert is_gap(board, board.by_ref["P2"])
    dropped = edit_output(board, board.by_ref["P2"], status=Status.DROPPED)
    assert not is_gap(board.applied(dropped.changes), board.by_ref["P2"])
    step = set_facts(board, Exemption, board.by_ref["P2"], {"reason": "compliance"})
    exempted = board.applied(step.changes)
    assert not is_gap(exempted, exempted.by_ref["P2"])


def test_the_formats_document_lists_every_code_in_order() -> None:
    document = Path(finding.__file__).parent.with_name("FORMATS.md").read_text(encoding="utf-8")
    listed = document[document.index("Themes and codes come in this order") :]
    places = [listed.index(f"`{code}`") for code in GapCode]
    assert places == sorted(places)
