"""The scripting interface: one JSON object a line in, one command out.

Owns the names and types of the fields and turns references into identities. It neither runs the
commands nor writes anything: `desktop.cli.edit` does, and templates are scripts too.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Union, get_args

import msgspec
from msgspec import UNSET, Struct, UnsetType

from workshop.board import Board
from workshop.commands import cards, facts, outputs, places, supports
from workshop.detail_lines import detail_lines
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step, StepName, merged
from workshop.vocabulary import Kind, Status

#: Longest line that is read, in bytes.
MAX_LINE = 4_000_000


class ScriptError(ValueError):
    """A line that is not one of the documented objects; `code` names what is wrong."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class _Line(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """One line of a script; the field `do` tells which."""


class SetWorkshop(_Line, frozen=True, tag="set_workshop"):
    title: str | UnsetType = UNSET
    problem: str | UnsetType = UNSET
    team: str | UnsetType = UNSET
    held_on: datetime.date | UnsetType | None = UNSET
    people: tuple[str, ...] | UnsetType = UNSET


class AddCard(_Line, frozen=True, tag="add_card"):
    kind: Kind
    text: str = ""
    note: str = ""
    parent: str | None = None
    after: str | UnsetType | None = UNSET


class EditCard(_Line, frozen=True, tag="edit_card"):
    ref: str
    text: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET


class MoveCard(_Line, frozen=True, tag="move_card"):
    ref: str
    parent: str | UnsetType | None = UNSET
    after: str | UnsetType | None = UNSET


class DeleteCard(_Line, frozen=True, tag="delete_card"):
    ref: str


class AddOutput(_Line, frozen=True, tag="add_output"):
    text: str = ""
    owner: str = ""
    status: Status = Status.PLANNED
    solution: str | None = None


class EditOutput(_Line, frozen=True, tag="edit_output"):
    ref: str
    text: str | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    solution: str | UnsetType | None = UNSET


class DeleteOutput(_Line, frozen=True, tag="delete_output"):
    ref: str


class Link(_Line, frozen=True, tag="link"):
    output: str
    outcome: str
    assumption: str | UnsetType = UNSET


class Unlink(_Line, frozen=True, tag="unlink"):
    output: str
    outcome: str


class AlsoHelps(_Line, frozen=True, tag="also_helps"):
    solution: str
    opportunity: str


class NotHelps(_Line, frozen=True, tag="not_helps"):
    solution: str
    opportunity: str


class Undo(_Line, frozen=True, tag="undo"):
    pass


class Redo(_Line, frozen=True, tag="redo"):
    pass


class Publish(_Line, frozen=True, tag="publish"):
    pass


Change = (
    SetWorkshop
    | AddCard
    | EditCard
    | MoveCard
    | DeleteCard
    | AddOutput
    | EditOutput
    | DeleteOutput
    | Link
    | Unlink
    | AlsoHelps
    | NotHelps
)
_DETAILS = detail_lines(_Line)
Line = Change | Undo | Redo | Publish | _Line

_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(
    Union[(*get_args(Change), Undo, Redo, Publish, *_DETAILS)]
)


def parse(line: str | bytes) -> Line:
    """Read one line of a script.

    Raises:
        ScriptError: `not_json`, `unknown_command`, `unknown_field`, `missing_field` or
            `bad_value`, with one sentence.
    """
    if len(line.rstrip()) > MAX_LINE or len(line) > MAX_LINE + 1:
        raise ScriptError("line_too_long", f"A line holds at most {MAX_LINE} bytes.")
    try:
        return _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from error
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise ScriptError("not_json", f"This line is not a JSON object: {error}.") from error


def step_of(line: _Line, board: Board) -> Step:
    """The step a line asks for; references are looked up on this board.

    Raises:
        RefusedError: a reference is unknown, or a rule is broken.
    """
    make = _DETAILS.get(type(line))
    if make is not None:
        return make(line, board, row_of)
    return _COMMANDS[type(line)](line, board)


def template_step(lines: Iterable[str]) -> Step:
    """A whole script as one step on an empty board, the first entry of a new workshop."""
    board, steps = Board(), []
    for line in lines:
        parsed = parse(line)
        if isinstance(parsed, Undo | Redo | Publish):
            raise ScriptError("unknown_command", "A template holds changes only.")
        step = step_of(parsed, board)
        board = board.applied(step.changes)
        steps.append(step)
    return merged(StepName.CREATE_WORKSHOP, steps)


def row_of(board: Board, ref: str) -> str:
    """The identity behind a reference such as `O3`, or of the link `P1>G2`.

    Raises:
        RefusedError: nothing has this reference.
    """
    row = board.by_ref.get(ref.strip().upper()) or _link_of(board, ref)
    if row is None:
        raise RefusedError(Refusal.UNKNOWN_REF, ref=ref)
    return row


def _link_of(board: Board, ref: str) -> str | None:
    output, _, outcome = (part.strip().upper() for part in ref.partition(">"))
    links = board.contributions_of(board.by_ref.get(output, ""))
    goal = board.by_ref.get(outcome)
    return next((link.id for link in links if link.outcome == goal), None)


class _Rows(Struct, frozen=True):
    """Looks references up where a field may also be absent or null."""

    board: Board

    def __call__(self, ref: str) -> str:
        return row_of(self.board, ref)

    def maybe(self, ref: str | None) -> str | None:
        return None if ref is None else self(ref)

    def place(self, ref: str | UnsetType | None) -> places.After:
        return ref if isinstance(ref, UnsetType) else self.maybe(ref)


def _set_workshop(line: SetWorkshop, board: Board) -> Step:
    return facts.set_workshop(
        board,
        title=line.title,
        problem=line.problem,
        team=line.team,
        held_on=line.held_on,
        people=line.people,
    )


def _add_card(line: AddCard, board: Board) -> Step:
    rows = _Rows(board)
    return cards.add_card(
        board,
        kind=line.kind,
        parent=rows.maybe(line.parent),
        text=line.text,
        note=line.note,
        after=rows.place(line.after),
    )


def _edit_card(line: EditCard, board: Board) -> Step:
    card = row_of(board, line.ref)
    return cards.edit_card(board, card, text=line.text, note=line.note, kind=line.kind)


def _move_card(line: MoveCard, board: Board) -> Step:
    rows = _Rows(board)
    return cards.move_card(
        board, rows(line.ref), parent=rows.place(line.parent), after=rows.place(line.after)
    )


def _delete_card(line: DeleteCard, board: Board) -> Step:
    return cards.delete_card(board, row_of(board, line.ref))


def _add_output(line: AddOutput, board: Board) -> Step:
    return outputs.add_output(
        board,
        text=line.text,
        owner=line.owner,
        status=line.status,
        solution=_Rows(board).maybe(line.solution),
    )


def _edit_output(line: EditOutput, board: Board) -> Step:
    rows = _Rows(board)
    return outputs.edit_output(
        board,
        rows(line.ref),
        text=line.text,
        owner=line.owner,
        status=line.status,
        solution=rows.place(line.solution),
    )


def _delete_output(line: DeleteOutput, board: Board) -> Step:
    return outputs.delete_output(board, row_of(board, line.ref))


def _link(line: Link, board: Board) -> Step:
    rows = _Rows(board)
    return outputs.link_output(
        board, rows(line.output), rows(line.outcome), assumption=line.assumption
    )


def _unlink(line: Unlink, board: Board) -> Step:
    rows = _Rows(board)
    return outputs.unlink_output(board, rows(line.output), rows(line.outcome))


def _also_helps(line: AlsoHelps, board: Board) -> Step:
    rows = _Rows(board)
    return supports.support_opportunity(board, rows(line.solution), rows(line.opportunity))


def _not_helps(line: NotHelps, board: Board) -> Step:
    rows = _Rows(board)
    return supports.unsupport_opportunity(board, rows(line.solution), rows(line.opportunity))


_COMMANDS: dict[type[_Line], Callable[..., Step]] = {
    SetWorkshop: _set_workshop,
    AddCard: _add_card,
    EditCard: _edit_card,
    MoveCard: _move_card,
    DeleteCard: _delete_card,
    AddOutput: _add_output,
    EditOutput: _edit_output,
    DeleteOutput: _delete_output,
    Link: _link,
    Unlink: _unlink,
    AlsoHelps: _also_helps,
    NotHelps: _not_helps,
}

_EXPLAINED = (
    ("Object contains unknown field", "unknown_field"),
    ("Object missing required field `do`", "missing_field"),
    ("Object missing required field", "missing_field"),
    ("Invalid value", "unknown_command"),
)


def _explained(message: str) -> ScriptError:
    sentence = message.replace(" - at `$.", " (at `").replace("`$`", "the line")
    if " (at `" in sentence:
        sentence += ")"
    for start, code in _EXPLAINED:
        if message.startswith(start):
            if code == "unknown_command" and "at `$.do`" not in message:
                break
            return ScriptError(code, f"{sentence}.")
    return ScriptError("bad_value", f"{sentence}.")
