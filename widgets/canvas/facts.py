"""What people do to the facts a card shows: metric, owner, state, target, evidence, from the tree.

A choice is a menu under the card, words are a small form there; both leave the tree in sight and
are one command, so one entry of the history.
"""

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from widgets.canvas.form import Asked, CardForm
from workshop.board import Board
from workshop.commands.details import add_detail, defined_anew, edit_detail, set_facts
from workshop.commands.outputs import OutputEdit, write_outputs
from workshop.details import Evidence, Metric, OpportunityFacts, OutcomeFacts, TestFacts
from workshop.drawing.shapes import Fact
from workshop.language import text
from workshop.method import EvidenceForm, OutcomeState, TestVerdict
from workshop.output_cells import known_owner, owners_known
from workshop.reading.measures import metrics_of
from workshop.records import Card
from workshop.rules import RefusedError
from workshop.values import days
from workshop.values.quantities import number_text, read_number, unit_of
from workshop.vocabulary import Kind, Status
from workshop.words.cards import riskiest
from workshop.words.codes import refusal_text, status_word
from workshop.words.fields import code_word, detail_word, field_label, learned_hint, why_anew

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

#: A choice: what it says, whether it is so now, and what makes it so.
_Choice = tuple[str, bool, Callable[[], object]]


class FactWork(QObject):
    """Commands on the facts of the current card of a canvas.

    Signals:
        jump(str): people want to go to this assumption.
    """

    jump = Signal(str)

    def __init__(self, canvas: "Canvas", today: Callable[[], datetime.date] = days.today) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._document = canvas.document
        self._today = today
        self._refusal = ""
        self._document.refused.connect(self._note)

    # What actions, keys and clicks do ---------------------------------------------------------

    def open(self, fact: Fact) -> None:
        """Change what a mark or a line of the current card tells."""
        {
            Fact.EVIDENCE: self.add_evidence,
            Fact.METRIC: self.set_metric,
            Fact.OWNER: self.set_owner,
            Fact.STATE: self.choose_state,
            Fact.OUTPUTS: self.choose_state,
            Fact.RISK: self.go_to_risk,
            Fact.TARGET: self.toggle_target,
        }[fact]()

    def go_to_risk(self) -> None:
        """Go to the assumption that is the worst risk of the current solution."""
        card = self._current(Kind.SOLUTION)
        risk = riskiest(self._board, card.id) if card is not None else None
        if risk is not None:
            self.jump.emit(risk.id)

    def toggle_target(self) -> None:
        """Make the current opportunity the target, or no longer."""
        card = self._current(Kind.OPPORTUNITY)
        if card is not None:
            facts = self._board.facts_of(card.id, OpportunityFacts)
            is_target = facts is None or not facts.is_target
            self._document.run(set_facts, OpportunityFacts, card.id, {"is_target": is_target})

    def add_evidence(self) -> None:
        """Ask for a piece of evidence of the current opportunity."""
        card = self._current(Kind.OPPORTUNITY)
        if card is None:
            return
        forms = tuple((form.value, code_word(form)) for form in EvidenceForm)

        def keep(values: tuple[str, ...]) -> str:
            quote, form = values
            if not quote.strip():
                return text("What was seen or said? A few words are enough.")
            return self._run(add_detail, Evidence, card.id, {"form": form, "quote": quote})

        asked = (
            Asked(field_label(Evidence, "quote")),
            Asked(field_label(Evidence, "form"), choices=forms),
        )
        self._ask(card, detail_word(Evidence), asked, keep)

    def set_metric(self) -> None:
        """Ask how the current outcome is measured: its first metric."""
        card = self._current(Kind.OUTCOME)
        if card is None:
            return
        metric = next(iter(metrics_of(self._board, card.id)), None)
        asked: tuple[Asked, ...] = (
            Asked(field_label(Metric, "name"), metric.name if metric else ""),
            Asked(field_label(Metric, "baseline"), _number(metric, "baseline"), narrow=True),
            Asked(field_label(Metric, "target"), _number(metric, "target"), narrow=True),
            Asked(field_label(Metric, "due"), _due(metric), narrow=True),
        )
        if metric is not None:
            asked += (self._why_anew(metric),)
        self._ask(
            card, detail_word(Metric), asked, lambda values: self._keep_metric(card, metric, values)
        )

    def set_owner(self) -> None:
        """Ask who owns the current outcome, or the outputs that come from the current solution."""
        card = self._current(Kind.OUTCOME, Kind.SOLUTION)
        if card is None:
            return
        names = tuple(owners_known(self._board))
        if card.kind is Kind.OUTCOME:
            facts = self._board.facts_of(card.id, OutcomeFacts)
            fields = ("owner_name", "team")
            asked = tuple(
                Asked(
                    field_label(OutcomeFacts, field),
                    getattr(facts, field, ""),
                    names=names if field == "owner_name" else (),
                )
                for field in fields
            )

            def keep(values: tuple[str, ...]) -> str:
                named = dict(zip(fields, values, strict=True))
                return self._run(set_facts, OutcomeFacts, card.id, named)

            self._ask(card, text("Owner"), asked, keep)
        else:
            self._set_owner_of_outputs(card, names)

    def _set_owner_of_outputs(self, card: Card, names: tuple[str, ...]) -> None:
        outputs = [output.id for output in self._board.outputs_from(card.id)]
        if not outputs:
            return
        owners = {self._board.outputs[output].owner for output in outputs}
        now = owners.pop() if len(owners) == 1 else ""

        def keep(values: tuple[str, ...]) -> str:
            owner = known_owner(self._board, values[0])
            edits = [OutputEdit(output=output, owner=owner) for output in outputs]
            return self._run(write_outputs, edits)

        title = text("Owner of what is made")
        self._ask(card, title, (Asked(text("Name"), now, names=names),), keep)

    def choose_state(self) -> None:
        """Offer what has become of the current outcome, test, or outputs of a solution."""
        card = self._current(Kind.OUTCOME, Kind.TEST, Kind.SOLUTION)
        if card is None:
            return
        choices = {
            Kind.OUTCOME: self._states,
            Kind.TEST: self._verdicts,
            Kind.SOLUTION: self._statuses,
        }[card.kind](card.id)
        if choices:
            self._offer(card, choices)

    # How --------------------------------------------------------------------------------------

    @property
    def _board(self) -> Board:
        return self._document.board

    def _current(self, *kinds: Kind) -> Card | None:
        """The current card, what was typed on it kept, if it is of one of these kinds."""
        if not self._canvas.commit_pending():
            return None
        card = self._board.cards.get(self._canvas.current or "")
        return card if card is not None and card.kind in kinds else None

    def _states(self, outcome: str) -> list[_Choice]:
        facts = self._board.facts_of(outcome, OutcomeFacts)
        now = facts.state if facts is not None else OutcomeState.OPEN

        def to(state: OutcomeState) -> Callable[[], object]:
            return lambda: self._document.run(set_facts, OutcomeFacts, outcome, {"state": state})

        return [(code_word(state), state is now, to(state)) for state in OutcomeState]

    def _verdicts(self, test: str) -> list[_Choice]:
        facts = self._board.facts_of(test, TestFacts)
        now = facts.verdict if facts is not None else None

        def to(verdict: TestVerdict | None) -> Callable[[], object]:
            return lambda: self._document.run(set_facts, TestFacts, test, {"verdict": verdict})

        words = [(text("No verdict yet"), None), *((code_word(one), one) for one in TestVerdict)]
        return [(says, verdict is now, to(verdict)) for says, verdict in words]

    def _statuses(self, solution: str) -> list[_Choice]:
        outputs = self._board.outputs_from(solution)
        now = {output.status for output in outputs}

        def to(status: Status) -> Callable[[], object]:
            edits = [OutputEdit(output=output.id, status=status) for output in outputs]
            return lambda: self._document.run(write_outputs, edits)

        return [(status_word(one), now == {one}, to(one)) for one in Status] if outputs else []

    def _why_anew(self, metric: Metric) -> Asked:
        """Asks for the reason as soon as the metric becomes another one."""

        def is_wanted(values: tuple[str, ...]) -> bool:
            try:
                fields = self._read_metric(metric, values)
            except ValueError:
                return False
            return defined_anew(metric, fields)

        return Asked(why_anew(), hint=learned_hint(), is_wanted=is_wanted)

    def _keep_metric(self, card: Card, metric: Metric | None, values: tuple[str, ...]) -> str:
        if metric is None and not any(value.strip() for value in values):
            return ""
        try:
            fields = self._read_metric(metric, values)
        except ValueError as mistake:
            return str(mistake)
        if metric is None:
            return self._run(add_detail, Metric, card.id, fields)
        reason = values[-1].strip() if defined_anew(metric, fields) else ""
        today = self._today()
        return self._run(partial(edit_detail, reason=reason, today=today), metric.id, fields)

    def _read_metric(self, metric: Metric | None, values: tuple[str, ...]) -> dict[str, object]:
        """The metric's fields; ValueError with a sentence for words that can't be read."""
        name, baseline, target, due = (value.strip() for value in values[:4])
        fields: dict[str, object] = {"name": name}
        for field, words in (("baseline", baseline), ("target", target)):
            try:
                fields[field] = read_number(words, unit_of(metric)) if words else None
            except ValueError:
                raise ValueError(text("“{words}” is no number.").format(words=words)) from None
        try:
            fields["due"] = days.read_day(due, self._today()) if due else None
        except ValueError:
            raise ValueError(text("“{words}” is no date.").format(words=due)) from None
        return fields

    def _run(self, *command: object) -> str:
        """Run a command; why it was refused, or nothing."""
        self._refusal = ""
        run: Callable[..., object] = self._document.run
        if run(*command) is not None:
            return ""
        return self._refusal or text("This could not be kept.")

    def _note(self, refused: RefusedError) -> None:
        self._refusal = refusal_text(refused)

    def _ask(
        self,
        card: Card,
        title: str,
        asked: tuple[Asked, ...],
        keep: Callable[[tuple[str, ...]], str],
    ) -> None:
        if not self._document.may_write():
            return
        window = self._canvas.window()
        heading = text("{what} of {ref}").format(what=title, ref=card.ref)
        form = CardForm(heading, asked, keep, window)
        form.closed.connect(self._canvas.setFocus)
        form.open_at(self._place(card.id))

    def _offer(self, card: Card, choices: list[_Choice]) -> None:
        if not self._document.may_write():
            return
        menu = QMenu(self._canvas)
        menu.setObjectName("stateMenu")
        group = QActionGroup(menu)
        for says, is_now, do in choices:
            action = menu.addAction(says)
            action.setCheckable(True)
            action.setChecked(is_now)
            action.triggered.connect(do)
            group.addAction(action)
            if is_now:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._canvas.window().mapToGlobal(self._place(card.id).bottomLeft()))

    def _place(self, card: str) -> QRect:
        """Where a card is on the window."""
        canvas = self._canvas
        x, y, width, height = canvas.scene.rect(card)
        left, top = canvas.viewport.to_screen(x, y)
        corner = canvas.mapTo(canvas.window(), QPoint(round(left), round(top)))
        return QRect(corner, QSize(round(width * canvas.scale), round(height * canvas.scale)))


def _number(metric: Metric | None, field: str) -> str:
    value = getattr(metric, field, None)
    return "" if value is None else number_text(value)


def _due(metric: Metric | None) -> str:
    return "" if metric is None or metric.due is None else days.day_text(metric.due)
