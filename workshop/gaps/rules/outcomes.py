"""What outcomes still lack, beside what their metrics do."""

from collections.abc import Iterator

from workshop.details import Benchmark, Contract, Metric, OutcomeFacts, Proposal
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.reading import Reading, gap_of
from workshop.method import Goal, Indicator, OutcomeClass
from workshop.records import Card

#: Classes of outcomes that say what people do.
_BEHAVIOUR = (OutcomeClass.PRODUCT, OutcomeClass.TRACTION)


def measured(reading: Reading) -> Iterator[Gap]:
    """Each outcome is asked for a metric first, then for a guardrail and an owner.

    An owner is asked for as soon as an output serves it, too.
    """
    for outcome in reading.outcomes:
        metrics = reading.all(outcome.id, Metric)
        goals = [metric for metric in metrics if not metric.is_guardrail]
        if not goals:
            yield gap_of(GapCode.OUTCOME_WITHOUT_METRIC, outcome)
        facts = reading.one(outcome.id, OutcomeFacts)
        is_begun = goals or reading.board.links_to.get(outcome.id)
        if is_begun and (facts is None or not (facts.team or facts.owner_name)):
            yield gap_of(GapCode.OUTCOME_WITHOUT_OWNER, outcome)
        aims = any(metric.target is not None for metric in goals)
        if aims and len(goals) == len(metrics):
            yield gap_of(GapCode.OUTCOME_WITHOUT_GUARDRAIL, outcome)


def meant(reading: Reading) -> Iterator[Gap]:
    """What the class and the goal of an outcome ask for."""
    for outcome in reading.outcomes:
        facts = reading.one(outcome.id, OutcomeFacts)
        if facts is None:
            continue
        if facts.outcome_class is OutcomeClass.BUSINESS and facts.team:
            below = reading.outcomes_below(outcome.id)
            if not any(_class(reading, card) is OutcomeClass.PRODUCT for card in below):
                yield gap_of(GapCode.BUSINESS_WITHOUT_PRODUCT, outcome)
        if facts.outcome_class is OutcomeClass.SENTIMENT:
            near = _relatives(reading, outcome)
            if not any(_class(reading, card) in _BEHAVIOUR for card in near):
                yield gap_of(GapCode.SENTIMENT_WITHOUT_BEHAVIOUR, outcome)
        if facts.goal is Goal.LEARNING:
            yield from _learning(reading, outcome, facts)


def _learning(reading: Reading, outcome: Card, facts: OutcomeFacts) -> Iterator[Gap]:
    if facts.promote_on is None or not facts.promote_when:
        yield gap_of(GapCode.LEARNING_WITHOUT_END, outcome)
    elif facts.promote_on <= reading.today:
        yield gap_of(GapCode.LEARNING_DUE, outcome, day=facts.promote_on)


def leading(reading: Reading) -> Iterator[Gap]:
    """In each tree whose outcomes are told apart, one at least moves early enough to steer by."""
    trees: dict[str, list[Card]] = {}
    for outcome in reading.outcomes:
        top = outcome.id
        for above in reading.board.ancestors_of(outcome.id):
            top = above
        trees.setdefault(top, []).append(outcome)
    for outcomes in trees.values():
        marks = {card.ref: _indicator(reading, card) for card in outcomes}
        lagging = [card for card in outcomes if marks[card.ref] is Indicator.LAGGING]
        if lagging and Indicator.LEADING not in marks.values():
            yield gap_of(GapCode.ONLY_LAGGING, *lagging)


def contracts(reading: Reading) -> Iterator[Gap]:
    """Money on an outcome invites promising little.

    Two things speak against it: somebody else verifies, and the target was held against another
    view of it, a benchmark or a proposal that both sides agreed on.
    """
    for outcome in reading.outcomes:
        metrics = reading.all(outcome.id, Metric)
        for contract in reading.all(outcome.id, Contract):
            if not contract.verifier or not any(_is_held(reading, m) for m in metrics):
                yield gap_of(GapCode.CONTRACT_UNCHECKED, contract, outcome)


def _is_held(reading: Reading, metric: Metric) -> bool:
    agreed = any(proposal.is_agreed for proposal in reading.all(metric.id, Proposal))
    return agreed or any(
        benchmark.value is not None for benchmark in reading.all(metric.id, Benchmark)
    )


def _relatives(reading: Reading, outcome: Card) -> Iterator[Card]:
    """Outcomes above, beside and below one; alone at the top, it has none beside it."""
    board = reading.board
    beside = board.siblings_of(outcome.id) if outcome.parent is not None else ()
    yield from (board.cards[row] for row in (*board.ancestors_of(outcome.id), *beside))
    yield from reading.outcomes_below(outcome.id)


def _class(reading: Reading, card: Card) -> OutcomeClass | None:
    facts = reading.one(card.id, OutcomeFacts)
    return None if facts is None else facts.outcome_class


def _indicator(reading: Reading, card: Card) -> Indicator | None:
    facts = reading.one(card.id, OutcomeFacts)
    return None if facts is None else facts.indicator
