"""Any mix of commands, undo, redo, closing and crashing leaves exactly what a plain model says."""

import datetime
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from msgspec import UNSET

from tests.long.sizes import patience, size
from workshop.board import Board, board_of
from workshop.commands.cards import add_card, delete_card, edit_card, move_card
from workshop.commands.details import add_detail, delete_detail
from workshop.commands.facts import set_workshop
from workshop.commands.going_back import go_back
from workshop.commands.outputs import (
    add_output,
    delete_output,
    edit_output,
    link_output,
    move_output,
    unlink_output,
)
from workshop.commands.supports import support_opportunity, unsupport_opportunity
from workshop.details import Detail, Evidence, Metric, NotNow
from workshop.records import WORKSHOP_ID
from workshop.rules import RefusedError
from workshop.session import Session
from workshop.steps import Step
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind, Status

#: Syncing a real disk proves nothing here.
_MEMORY = Path("/dev/shm")
_TEXTS = st.text(max_size=12)
_KINDS = st.sampled_from(list(Kind))
_DATES = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1))
#: Picks a row by position among those that live, so that most commands meet something. Identities
#: are random and never decide, or the same picks would meet other rows when they are tried again.
_PICKS = st.integers(0, 30)


def _rows(board: Board) -> tuple[object, ...]:
    """What undo brings back: everything but the counters, which only ever grow."""
    tables = board.cards, board.outputs, board.links, board.supports, board.details
    return board.workshop, *tables


class SessionMachine(RuleBasedStateMachine):
    """Two stacks of boards are the model of the session's undo and redo."""

    @initialize()
    def open_session(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
        self.file = self.folder / "kickoff.whyboard"
        self.session = self._opened()
        self.past: list[Board] = []
        self.future: list[Board] = []
        self.all = [self.session.board]

    def teardown(self) -> None:
        if hasattr(self, "session"):
            board = self.session.board
            self.session.close()
            assert check_file(self.file).board == board
            shutil.rmtree(self.folder)

    @rule(kind=_KINDS, parent=st.none() | _PICKS, text=_TEXTS, after=st.none() | _PICKS)
    def add_card(self, kind: Kind, parent: int | None, text: str, after: int | None) -> None:
        board = self.session.board
        above = None if parent is None or not board.cards else self._card(parent)
        siblings = board.children_of(above)
        place = UNSET if after is None or not siblings else siblings[after % len(siblings)]
        self._run(lambda b: add_card(b, kind=kind, parent=above, text=text, after=place))

    @precondition(lambda self: self.session.board.cards)
    @rule(pick=_PICKS, text=_TEXTS, note=_TEXTS, kind=_KINDS | st.none())
    def edit_card(self, pick: int, text: str, note: str, kind: Kind | None) -> None:
        card = self._card(pick)
        self._run(lambda b: edit_card(b, card, text=text, note=note, kind=kind or UNSET))

    @precondition(lambda self: self.session.board.cards)
    @rule(pick=_PICKS, parent=_PICKS | st.none(), first=st.booleans())
    def move_card(self, pick: int, parent: int | None, *, first: bool) -> None:
        card = self._card(pick)
        target = None if parent is None else self._card(parent)
        self._run(lambda b: move_card(b, card, parent=target, after=None if first else UNSET))

    @precondition(lambda self: self.session.board.cards)
    @rule(pick=_PICKS)
    def delete_card(self, pick: int) -> None:
        card = self._card(pick)
        self._run(lambda b: delete_card(b, card))

    @rule(text=_TEXTS, solution=_PICKS | st.none())
    def add_output(self, text: str, solution: int | None) -> None:
        card = self._of_kind(Kind.SOLUTION, solution)
        self._run(lambda b: add_output(b, text=text, solution=card))

    @precondition(lambda self: self.session.board.rows)
    @rule(pick=_PICKS, owner=_TEXTS, status=st.sampled_from(list(Status)), solution=_PICKS)
    def edit_output(self, pick: int, owner: str, status: Status, solution: int) -> None:
        row, card = self._output(pick), self._of_kind(Kind.SOLUTION, solution)
        self._run(lambda b: edit_output(b, row, owner=owner, status=status, solution=card))

    @precondition(lambda self: self.session.board.rows)
    @rule(pick=_PICKS, after=_PICKS | st.none())
    def move_output(self, pick: int, after: int | None) -> None:
        row = self._output(pick)
        self._run(
            lambda b: move_output(b, row, after=after if after is None else self._output(after))
        )

    @precondition(lambda self: self.session.board.rows)
    @rule(pick=_PICKS)
    def delete_output(self, pick: int) -> None:
        row = self._output(pick)
        self._run(lambda b: delete_output(b, row))

    @precondition(lambda self: self.session.board.rows and self.session.board.cards)
    @rule(pick=_PICKS, outcome=_PICKS, assumption=_TEXTS)
    def link_output(self, pick: int, outcome: int, assumption: str) -> None:
        row, goal = self._output(pick), self._of_kind(Kind.OUTCOME, outcome)
        if goal is not None:
            self._run(lambda b: link_output(b, row, goal, assumption=assumption))

    @precondition(lambda self: self.session.board.links)
    @rule(pick=_PICKS)
    def unlink_output(self, pick: int) -> None:
        board = self.session.board
        links = [link for row in board.rows for link in board.contributions_of(row)]
        link = links[pick % len(links)]
        self._run(lambda b: unlink_output(b, link.output, link.outcome))

    @precondition(lambda self: self.session.board.cards)
    @rule(pick=_PICKS, opportunity=_PICKS)
    def support_opportunity(self, pick: int, opportunity: int) -> None:
        helper, helped = (
            self._of_kind(Kind.SOLUTION, pick),
            self._of_kind(Kind.OPPORTUNITY, opportunity),
        )
        if helper is not None and helped is not None:
            self._run(lambda b: support_opportunity(b, helper, helped))

    @precondition(lambda self: self.session.board.supports)
    @rule(pick=_PICKS)
    def unsupport_opportunity(self, pick: int) -> None:
        cards, links = self.session.board.cards, list(self.session.board.supports.values())
        link = sorted(links, key=lambda it: (cards[it.solution].number, it.rank))[pick % len(links)]
        self._run(lambda b: unsupport_opportunity(b, link.solution, link.opportunity))

    @rule(title=_TEXTS, held_on=_DATES, people=st.lists(_TEXTS, max_size=3))
    def set_workshop(self, title: str, held_on: datetime.date | None, people: list[str]) -> None:
        self._run(lambda b: set_workshop(b, title=title, held_on=held_on, people=tuple(people)))

    @rule(kind=st.sampled_from([NotNow, Evidence, Metric]), pick=_PICKS, text=_TEXTS)
    def add_detail(self, kind: type[Detail], pick: int, text: str) -> None:
        owner, field = {
            NotNow: (WORKSHOP_ID, "text"),
            Evidence: (self._of_kind(Kind.OPPORTUNITY, pick), "quote"),
            Metric: (self._of_kind(Kind.OUTCOME, pick), "name"),
        }[kind]
        if owner is not None:
            self._run(lambda b: add_detail(b, kind, owner, {field: text}))

    @precondition(lambda self: self.session.board.details)
    @rule(pick=_PICKS)
    def delete_detail(self, pick: int) -> None:
        details = sorted(self.session.board.details.values(), key=lambda it: (it.letter, it.number))
        detail = details[pick % len(details)].id
        self._run(lambda b: delete_detail(b, detail))

    @rule(pick=_PICKS)
    def go_back(self, pick: int) -> None:
        seq = pick % len(self.all)
        earlier = self.session.past.board_at(seq)
        assert _rows(earlier) == _rows(self.all[seq])
        self._run(lambda b: go_back(b, earlier))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.session.board)
        self.session.undo()
        self.all.append(self.session.board)
        assert _rows(self.session.board) == _rows(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.session.board)
        self.session.redo()
        self.all.append(self.session.board)
        assert _rows(self.session.board) == _rows(self.future.pop())

    @rule(publish=st.booleans())
    def reopen(self, *, publish: bool) -> None:
        board, seq = self.session.board, self.session.seq
        if publish:
            self.session.close()
        else:
            self._kill()
        self.session = self._opened()
        assert self.session.board == board
        assert self.session.seq == seq

    def _kill(self) -> None:
        """Leave the files as they are while the workshop is open, as a killed process does."""
        copies, left = self.folder / "home" / "open", self.folder / "left"
        shutil.copytree(copies, left)
        self.session._copy.close()
        shutil.rmtree(copies)
        left.rename(copies)

    @invariant()
    def the_indexes_are_those_of_a_fresh_board(self) -> None:
        board = self.session.board
        rows = [*board.cards.values(), *board.outputs.values(), *board.links.values()]
        rows += [*board.supports.values(), *board.details.values()]
        assert board == board_of([board.workshop, *rows], dict(board.counters))

    @invariant()
    def the_history_has_every_change(self) -> None:
        assert len(self.session.history()) == self.session.seq == len(self.all) - 1

    @invariant()
    def the_stacks_are_as_deep_as_the_model_s(self) -> None:
        assert (self.session.to_undo is not None) == bool(self.past)
        assert (self.session.to_redo is not None) == bool(self.future)

    def _opened(self) -> Session:
        return Session.open(self.file, self.folder / "home", open_writer, create_if_absent=True)

    def _run(self, command: Callable[[Board], Step]) -> None:
        before = self.session.board
        try:
            step = command(before)
        except RefusedError:
            return
        applied = self.session.run(lambda board: step)
        assert applied.before is before
        assert applied.changed == (not step.is_empty)
        if applied.changed:
            self.all.append(applied.board)
            self.past.append(before)
            self.future.clear()
        back = applied.board.applied(step.inverted().changes)
        assert _rows(back) == _rows(before)

    def _card(self, pick: int) -> str:
        cards = [card.id for card in self.session.board.in_tree_order()]
        return cards[pick % len(cards)]

    def _of_kind(self, kind: Kind, pick: int | None) -> str | None:
        cards = [card.id for card in self.session.board.in_tree_order() if card.kind is kind]
        return cards[pick % len(cards)] if cards and pick is not None else None

    def _output(self, pick: int) -> str:
        rows = self.session.board.rows
        return rows[pick % len(rows)]


SessionMachine.TestCase.settings = settings(
    max_examples=size(125, 7_500),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSessionMachine = pytest.mark.timeout(patience(180))(SessionMachine.TestCase)
