"""What a card shows of the method, in few words: the facts that stand behind it, nothing else.

One place for the tree on screen, on paper and for screen readers. A card with no facts says none.
"""

from collections.abc import Iterator
from typing import Final

from workshop.board import Board
from workshop.details import (
    Assumption,
    Detail,
    Evidence,
    Metric,
    OpportunityFacts,
    OutcomeFacts,
    TestFacts,
)
from workshop.drawing.faces import NO_FACTS, FactLine, Facts
from workshop.drawing.shapes import Fact
from workshop.language import plural, text
from workshop.method import OutcomeClass, OutcomeState
from workshop.reading.measures import metrics_of
from workshop.records import Card, Output
from workshop.values.days import day_text
from workshop.vocabulary import Kind
from workshop.words.codes import status_word
from workshop.words.fields import code_word
from workshop.words.measures import DOT, counted_words, goal_line, held, way_words

#: Most pieces of evidence that are counted by dots.
_MOST_DOTS: Final = 6
_GUESS, _PROVEN = "○", "●"
#: Characters from which on what could stand on one line stands on several.
_LONG: Final = 40
#: An assumption this important with no more proof than this is a risk.
_IMPORTANT, _UNPROVEN = 2, 1

_CLASSES: Final = {
    OutcomeClass.BUSINESS: text("Business outcome"),
    OutcomeClass.PRODUCT: text("Product outcome"),
    OutcomeClass.TRACTION: text("Traction outcome"),
    OutcomeClass.SENTIMENT: text("Sentiment outcome"),
}

#: An opportunity that nobody has looked into.
_GUESSED: Final = Facts(marks=_GUESS)


def facts_on(board: Board, card: Card) -> Facts:
    """What a card shows besides kind, reference and text."""
    if card.kind is Kind.SOLUTION:
        has_some = card.id in board.details_of or card.id in board.made_from
        return _on_solution(board, card.id) if has_some else NO_FACTS
    if card.id not in board.details_of:
        return _GUESSED if card.kind is Kind.OPPORTUNITY else NO_FACTS
    if card.kind is Kind.OUTCOME:
        return _on_outcome(board, card.id)
    return (
        _on_opportunity(board, card.id)
        if card.kind is Kind.OPPORTUNITY
        else _on_test(board, card.id)
    )


def spoken_facts(board: Board, card: Card) -> list[str]:
    """The same as words to be read aloud, marks and shapes included."""
    facts = facts_on(board, card)
    said = [facts.heading.lower(), facts.aside]
    if card.kind is Kind.OPPORTUNITY:
        count = len(board.list_of(card.id, Evidence))
        words = plural("{count} piece of evidence", "{count} pieces of evidence", count)
        said.append(words.format(count=count) if count else text("a guess"))
    return [*filter(None, said), *(line.words for line in facts.lines)]


def cards_told_of(board: Board, row: str) -> Iterator[str]:
    """The cards that show something of a row, the row itself if it is one."""
    record = board.record(row)
    if isinstance(record, Card):
        yield row
    elif isinstance(record, Output) and record.solution is not None:
        yield record.solution
    elif isinstance(record, Detail) and (bearer := board.bearer_of(row)) in board.cards:
        yield bearer


def _on_outcome(board: Board, outcome: str) -> Facts:
    facts = board.facts_of(outcome, OutcomeFacts)
    lines = [FactLine(Fact.METRIC, words) for words in _goals(metrics_of(board, outcome))]
    if facts is None:
        return Facts(lines=tuple(lines))
    owners = DOT.join(filter(None, (facts.owner_name, facts.team)))
    if owners:
        lines.append(FactLine(Fact.OWNER, owners))
    if facts.state is not OutcomeState.OPEN:
        lines.append(FactLine(Fact.STATE, code_word(facts.state)))
    return Facts(
        heading=_CLASSES.get(facts.outcome_class, "") if facts.outcome_class else "",
        aside=code_word(facts.indicator).lower() if facts.indicator else "",
        lines=tuple(lines),
    )


def _goals(metrics: list[Metric]) -> list[str]:
    """The first metric; one with a long name on a line of its own, so that no number is cut."""
    if not metrics:
        return []
    goal = _unbroken(metrics[0])
    name = counted_words(metrics[0])
    lines = [goal]
    if len(name) > _LONG and goal != name:
        lines = [name, goal.removeprefix(name + DOT)]
    if len(metrics) > 1 and goal:
        lines[-1] = text("{line} (+{count})").format(line=lines[-1], count=len(metrics) - 1)
    return [line for line in lines if line]


def _unbroken(metric: Metric) -> str:
    """What a metric is to do, its values and its date each held together where lines break."""
    line = goal_line(metric)
    day = day_text(metric.due) if metric.due is not None else ""
    for words in filter(None, (way_words(metric), day)):
        line = line.replace(words, held(words))
    return line


def _on_opportunity(board: Board, opportunity: str) -> Facts:
    count = len(board.list_of(opportunity, Evidence))
    marks = _PROVEN * count if count <= _MOST_DOTS else f"{_PROVEN} {count}"
    facts = board.facts_of(opportunity, OpportunityFacts)
    if facts is None or not facts.is_target:
        return Facts(marks=marks or _GUESS)
    return Facts(heading=text("Target opportunity"), marks=marks or _GUESS, stands_out=True)


def _on_solution(board: Board, solution: str) -> Facts:
    lines = []
    risk = riskiest(board, solution)
    if risk is not None:
        words = text("Risk {ref}: {words}").format(ref=risk.ref, words=_one_line(risk.text))
        lines.append(FactLine(Fact.RISK, words))
    outputs = board.outputs_from(solution)
    if outputs:
        refs = ", ".join(output.ref for output in outputs)
        words = plural("Output {refs}", "Outputs {refs}", len(outputs)).format(refs=refs)
        if len(outputs) == 1:
            words = DOT.join((words, status_word(outputs[0].status).lower()))
        lines.append(FactLine(Fact.OUTPUTS, words))
    return Facts(lines=tuple(lines))


def riskiest(board: Board, card: str) -> Assumption | None:
    """The assumption of which most depends and least is known; None when none is a risk."""
    risks = (
        assumption
        for assumption in board.list_of(card, Assumption)
        if assumption.importance >= _IMPORTANT and assumption.evidence <= _UNPROVEN
    )
    return max(risks, key=lambda one: one.importance - one.evidence, default=None)


def _on_test(board: Board, test: str) -> Facts:
    facts = board.facts_of(test, TestFacts)
    if facts is None:
        return NO_FACTS
    parts = []
    if facts.threshold:
        parts.append(text("needs {threshold}").format(threshold=_one_line(facts.threshold)))
    if facts.result:
        parts.append(text("got {result}").format(result=_one_line(facts.result)))
    if facts.due is not None and facts.verdict is None:
        parts.append(text("due {day}").format(day=held(day_text(facts.due))))
    words = DOT.join(parts)
    said = [words] if len(words) <= _LONG else parts
    if facts.verdict is not None:
        said.append(code_word(facts.verdict))
    return Facts(
        lines=tuple(FactLine(Fact.STATE, one[:1].upper() + one[1:]) for one in said if one)
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())
