"""The field that opens on a cell: which one, filled with what, offering what. Writes nothing."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from widgets.table.editors import AssumptionEditor
from widgets.table.model import OutputModel
from widgets.table.pickers import CodePicker, NameLine, OutcomePicker, PickLine, WordsLine
from widgets.table.rows import Column, Row
from widgets.table.suggestions import Choice
from widgets.writing import CellText
from workshop.board import Board
from workshop.details import Exemption, OutputFacts
from workshop.language import text
from workshop.method import Confidence, ExemptionReason
from workshop.output_cells import FACTS, heading, owners_known
from workshop.reading.tracing import outcomes_to_link
from workshop.vocabulary import Status
from workshop.words.codes import status_word
from workshop.words.fields import code_word

CellField = CellText | AssumptionEditor | PickLine
#: Begins the keys of choices that are no outcome.
_REASON: Final = "reason:"
_DROP: Final = "drop"
#: Between the outcome and the word in the key of a choice about one of several links.
_OF: Final = ":"


def text_field(row: Row | None, parent: QWidget) -> CellText:
    """The text of an output, or of the one that is not there yet."""
    field = CellText(text("What we make"), parent)
    field.show_text(row.text if row else "")
    return field


def reason_field(row: Row, board: Board, parent: QWidget) -> CellText:
    """What an exemption still has to say: what ends it, or where the link was proven."""
    says = reason_question(row.reason)
    field = CellText(says, parent)
    field.setPlaceholderText(says)
    field.show_text(reason_words(board, row))
    return field


def field_for(row: Row, column: Column, model: OutputModel, parent: QWidget) -> CellField:
    """The field of a cell of an output."""
    board = model.document.board
    if column is Column.OUTPUT:
        return text_field(row, parent)
    if column is Column.ASSUMPTION:
        return AssumptionEditor(row.links, parent)
    if column is Column.OUTCOME:
        return OutcomePicker(parent)
    if column is Column.CONFIDENCE:
        return _confidence(row, parent)
    if column is Column.OWNER:
        return _name(heading(column), row.owner, owners_known(board), parent)
    if column is Column.DELIVERABLE:
        return _name(heading(column), row.fact(column), _deliverables(board), parent)
    if column in FACTS:
        example = text("e.g. 31 Mar") if column is Column.DUE else text("e.g. 40")
        return WordsLine(heading(column), row.fact(column), example, parent)
    status = CodePicker(heading(column), row.status.value, parent)
    status.set_choices([Choice(each.value, status_word(each)) for each in Status])
    return status


def value_of(field: QWidget) -> Any:
    """What a field would write; None for one that writes as it goes."""
    if isinstance(field, CellText):
        return field.toPlainText()
    if isinstance(field, AssumptionEditor):
        return field.texts()
    if isinstance(field, CodePicker):
        return field.chosen if field.is_changed else None
    if isinstance(field, NameLine):
        return field.name()
    return field.text() if isinstance(field, WordsLine) else None


# Outcomes, and why there is none -----------------------------------------------------------------


def offer_outcomes(picker: OutcomePicker, board: Board, row: Row) -> None:
    """Outcomes still to be linked; without any link, also what can be done instead."""
    cards = outcomes_to_link(board, row.output)
    choices = [Choice(card.id, card.text, card.ref) for card in cards]
    if next(board.outcomes(), None) is None:
        nothing = text("There is no outcome on the tree yet.")
    else:
        nothing = text("No outcome with these words.") if choices else text("All are linked.")
    if not row.links:
        choices += list(_instead())
    linked = [board.cards[link.outcome] for link in board.contributions_of(row.output)]
    picker.set_linked([Choice(card.id, card.text, card.ref) for card in linked])
    picker.set_choices(choices, nothing)


def reason_in(key: str) -> ExemptionReason | None:
    """The reason a choice stands for; None for another choice."""
    return ExemptionReason(key.removeprefix(_REASON)) if key.startswith(_REASON) else None


def is_drop(key: str) -> bool:
    """Whether a choice drops the output."""
    return key == _DROP


def reason_question(reason: ExemptionReason | None) -> str:
    """What an exemption asks for; empty when the reason alone says it."""
    if reason is ExemptionReason.NO_BASELINE:
        return text("Until when? What ends this?")
    if reason is ExemptionReason.PROVEN_LINK:
        return text("Where was it proven?")
    return ""


def reason_words(board: Board, row: Row) -> str:
    """What an exemption says so far."""
    exemption = board.facts_of(row.output, Exemption)
    if exemption is None:
        return ""
    return exemption.trigger if row.reason is ExemptionReason.NO_BASELINE else exemption.why


def _instead() -> Sequence[Choice]:
    says = text("{reason}: needs no outcome")
    reasons = [
        Choice(_REASON + reason.value, says.format(reason=code_word(reason)))
        for reason in ExemptionReason
    ]
    return [*reasons, Choice(_DROP, text("Drop it"))]


# Confidence --------------------------------------------------------------------------------------


def confidences_in(key: str) -> dict[str | None, Confidence | None]:
    """What a chosen confidence writes, by outcome; None stands for every link."""
    outcome, _, code = key.rpartition(_OF)
    return {outcome or None: Confidence(code) if code else None}


def _confidence(row: Row, parent: QWidget) -> CodePicker:
    """One word for the only link; of several links, each with each word."""
    says: list[tuple[str, str]] = [(each.value, code_word(each)) for each in Confidence]
    says.append(("", text("Not said")))
    is_one = len(row.links) == 1
    current = f"{_OF}{row.links[0].confidence or ''}" if is_one else ""
    picker = CodePicker(heading(Column.CONFIDENCE), current, parent)
    if is_one:
        picker.set_choices([Choice(_OF + code, word) for code, word in says])
    else:
        picker.set_choices(
            [
                Choice(link.outcome + _OF + code, word, link.ref)
                for link in row.links
                for code, word in says
            ]
        )
    return picker


# Names -------------------------------------------------------------------------------------------


def _name(says: str, name: str, known: Sequence[str], parent: QWidget) -> NameLine:
    line = NameLine(says, name, parent)
    line.set_choices([Choice(each, each) for each in known])
    return line


def _deliverables(board: Board) -> list[str]:
    facts = (board.facts_of(output, OutputFacts) for output in board.rows)
    return list(dict.fromkeys(each.deliverable for each in facts if each and each.deliverable))
