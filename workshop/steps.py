"""A Step: one named, complete change to a workshop, as rows before and after.

Inverses are derived here and nowhere else. A step knows nothing of SQL or of rules.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from workshop.records import Record


class StepName(StrEnum):
    """What the person did; `workshop.words.codes` says it in people's words."""

    CREATE_WORKSHOP = "create_workshop"
    BRING_UP_TO_DATE = "bring_up_to_date"
    SAVE_WHAT_IS_LEFT = "save_what_is_left"
    SET_WORKSHOP = "set_workshop"
    ADD_CARD = "add_card"
    EDIT_CARD = "edit_card"
    MOVE_CARD = "move_card"
    DELETE_CARD = "delete_card"
    ADD_OUTPUT = "add_output"
    EDIT_OUTPUT = "edit_output"
    MOVE_OUTPUT = "move_output"
    DELETE_OUTPUT = "delete_output"
    LINK_OUTPUT = "link_output"
    UNLINK_OUTPUT = "unlink_output"
    SUPPORT_OPPORTUNITY = "support_opportunity"
    UNSUPPORT_OPPORTUNITY = "unsupport_opportunity"
    ADD_DETAIL = "add_detail"
    EDIT_DETAIL = "edit_detail"
    MOVE_DETAIL = "move_detail"
    DELETE_DETAIL = "delete_detail"
    JUDGE_ASSUMPTION = "judge_assumption"
    ENTER_VALUES = "enter_values"
    REPLACE_TEXT = "replace_text"
    GO_BACK = "go_back"


#: Steps that a file's contents begin with; what was before can't be undone.
FLOORS: Final = (
    StepName.CREATE_WORKSHOP,
    StepName.BRING_UP_TO_DATE,
    StepName.SAVE_WHAT_IS_LEFT,
)


class Done(Protocol):
    """Something that was done, as people tell it: what, and which row it is about."""

    @property
    def name(self) -> StepName:
        """What was done."""

    @property
    def ref(self) -> str | None:
        """The row's reference, e.g. `M7`; None when it is about no single one."""


class RowChange(Struct, frozen=True):
    """One row, before and after; None means that the row does not exist."""

    before: Record | None
    after: Record | None

    @property
    def row(self) -> Record:
        """The row as it is afterwards, or as it was when it was deleted."""
        row = self.after if self.after is not None else self.before
        if row is None:
            raise ValueError("a change needs a row before or after")
        return row

    def inverted(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.after, self.before)


class Step(Struct, frozen=True):
    """Everything one command changes. `ref` is the card or output it is about, if one."""

    name: StepName
    changes: tuple[RowChange, ...]
    ref: str | None = None

    @property
    def is_empty(self) -> bool:
        """True when nothing would change."""
        return not self.changes

    @property
    def touched(self) -> frozenset[str]:
        """Identities of the rows this step creates, changes or deletes."""
        return frozenset(change.row.id for change in self.changes)

    def inverted(self) -> "Step":
        """The step that takes this one back, in reverse order."""
        changes = tuple(change.inverted() for change in reversed(self.changes))
        return Step(self.name, changes, self.ref)


def merged(name: StepName, steps: Iterable[Step], ref: str | None = None) -> Step:
    """Several steps, each made for the board the one before left, as one step.

    A row that several of them change is recorded once, from its first state to its last.
    """
    first: dict[str, Record | None] = {}
    last: dict[str, Record | None] = {}
    for step in steps:
        for change in step.changes:
            first.setdefault(change.row.id, change.before)
            last[change.row.id] = change.after
    changes = tuple(
        RowChange(before, last[row]) for row, before in first.items() if before != last[row]
    )
    return Step(name, changes, ref)
