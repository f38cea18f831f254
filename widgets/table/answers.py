"""What people answer when an output has no outcome: it needs none, and why; or it is dropped."""

from widgets.document import Document
from workshop.commands.details import delete_detail, set_facts
from workshop.commands.outputs import edit_output
from workshop.details import Exemption
from workshop.method import ExemptionReason
from workshop.vocabulary import Status


def exempt(document: Document, output: str, reason: ExemptionReason) -> bool:
    """Record that an output needs no outcome; False when it could not be written."""
    return document.run(set_facts, Exemption, output, {"reason": reason}) is not None


def explain(document: Document, output: str, words: str) -> bool:
    """Record what ends an exemption, or where its link was proven."""
    exemption = document.board.facts_of(output, Exemption)
    if exemption is None:
        return True
    ends = exemption.reason is ExemptionReason.NO_BASELINE
    field = "trigger" if ends else "why"
    return document.run(set_facts, Exemption, output, {field: words}) is not None


def ask_again(document: Document, output: str) -> bool:
    """Take an exemption away: the output needs an outcome after all."""
    exemption = document.board.facts_of(output, Exemption)
    return exemption is None or document.run(delete_detail, exemption.id) is not None


def drop(document: Document, output: str) -> bool:
    """Drop an output: it stays in the table and answers nothing."""
    return document.run(edit_output, output, status=Status.DROPPED) is not None
