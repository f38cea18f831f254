"""Boards for export tests, made with the same commands as in the room."""

import random
from collections.abc import Callable
from datetime import date
from typing import Concatenate, Final, ParamSpec

from workshop.board import Board
from workshop.commands.cards import add_card
from workshop.commands.facts import set_workshop
from workshop.commands.outputs import add_output, link_output
from workshop.steps import Step
from workshop.vocabulary import Kind, Status

P = ParamSpec("P")

CHILDREN: Final = {
    Kind.OUTCOME: (Kind.OPPORTUNITY, Kind.OPPORTUNITY, Kind.OPPORTUNITY, Kind.OUTCOME),
    Kind.OPPORTUNITY: (Kind.OPPORTUNITY, Kind.SOLUTION, Kind.SOLUTION),
    Kind.SOLUTION: (Kind.TEST,),
    Kind.TEST: (),
}
WORDS: Final = [
    "people",
    "find",
    "the",
    "answer",
    "they",
    "need",
    "before",
    "they",
    "give",
    "up",
    "and",
    "leave",
    "again",
]


class Builder:
    """Runs commands one after the other; methods return the identity of what was added."""

    def __init__(self) -> None:
        self.board = Board()

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> str:
        step = command(self.board, *args, **kwargs)
        self.board = self.board.applied(step.changes)
        return step.changes[0].row.id

    def card(self, kind: Kind, parent: str | None = None, text: str = "", note: str = "") -> str:
        return self.run(add_card, kind=kind, parent=parent, text=text, note=note)

    def output(
        self, text: str, goal: str | None = None, assumption: str = "", **fields: object
    ) -> str:
        output = self.run(add_output, text=text, **fields)  # type: ignore[arg-type]
        if goal:
            self.run(link_output, output, goal, assumption=assumption)
        return output


def kickoff() -> Board:
    """A small, complete kickoff: two outcomes, one output without an outcome, one dropped."""
    made = Builder()
    made.run(
        set_workshop,
        title="Library returns",
        problem="Books come back late and nobody knows where they are.",
        team="Lending desk",
        held_on=date(2026, 3, 9),
        people=("Ada Moreau", "Łukasz Żak", "陳怡君"),
    )
    goal = made.card(Kind.OUTCOME, None, "Readers find the book they came for", "Lagging.")
    lead = made.card(Kind.OUTCOME, goal, "More books come back in time")
    made.card(Kind.OUTCOME, goal, "Fewer books are lost")
    need = made.card(Kind.OPPORTUNITY, lead, "“I forget when my book is due”")
    idea = made.card(Kind.SOLUTION, need, "Remind readers two days before")
    made.card(Kind.TEST, idea, "12 of 20 reminded readers return in time")
    made.output(
        "Reminder messages", lead, "Forgetting is the reason", owner="Ada Moreau", solution=idea
    )
    made.output("New shelf labels", owner="Łukasz Żak", status=Status.SHIPPED)
    made.output("Fines doubled", status=Status.DROPPED)
    return made.board


def forest(cards: int, outputs: int, seed: int = 1) -> Board:
    """A random tree below one outcome, with a table of random rows."""
    dice = random.Random(seed)
    made = Builder()
    made.run(set_workshop, title="A large workshop", problem="Why?", held_on=date(2026, 3, 9))
    top = made.card(Kind.OUTCOME, None, "Top outcome")
    placed = [top]
    while len(placed) < cards:
        parent = dice.choice(placed)
        kinds = CHILDREN[made.board.cards[parent].kind]
        if kinds:
            words = " ".join(dice.choices(WORDS, k=dice.randint(3, 14)))
            placed.append(made.card(dice.choice(kinds), parent, words))
    goals = [card.id for card in made.board.outcomes()]
    for number in range(outputs):
        goal = dice.choice([*goals, None])
        made.output(f"Output {number}", goal, "We assume so", owner=f"Owner {number % 7}")
    return made.board


def one_card(text: str, note: str = "") -> Board:
    """A workshop in which everything says the same."""
    made = Builder()
    made.run(set_workshop, title=text[:300], problem=text, people=(text[:300],))
    goal = made.card(Kind.OUTCOME, None, text, note)
    made.output(text, goal, text, owner=text[:300])
    return made.board


def loose(count: int) -> Board:
    """Cards of all kinds that hang on nothing."""
    made = Builder()
    for number in range(count):
        made.card(tuple(Kind)[number % 4], None, f"Loose card {number}")
    return made.board


def chain(count: int) -> Board:
    """Outcomes, each below the one before."""
    made = Builder()
    parent: str | None = None
    for number in range(count):
        parent = made.card(Kind.OUTCOME, parent, f"Level {number}")
    return made.board


def fan(count: int) -> Board:
    """One outcome with many opportunities, every third of which has a solution."""
    made = Builder()
    goal = made.card(Kind.OUTCOME, None, "One outcome")
    for number in range(count):
        need = made.card(Kind.OPPORTUNITY, goal, f"Opportunity {number}")
        if number % 3 == 0:
            made.card(Kind.SOLUTION, need, f"Solution {number}")
    return made.board
