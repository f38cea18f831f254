"""Every code of the domain in people's words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from workshop.language import text
from workshop.records import Workshop
from workshop.rules import Refusal, RefusedError
from workshop.steps import StepName
from workshop.store.errors import Note, StorageError, Trouble
from workshop.vocabulary import Kind, Status

_KINDS: Final = MappingProxyType(
    {
        Kind.OUTCOME: text("Outcome"),
        Kind.OPPORTUNITY: text("Opportunity"),
        Kind.SOLUTION: text("Solution"),
        Kind.TEST: text("Test"),
    }
)

_STATUSES: Final = MappingProxyType(
    {
        Status.PLANNED: text("Planned"),
        Status.IN_PROGRESS: text("In progress"),
        Status.SHIPPED: text("Shipped"),
        Status.DROPPED: text("Dropped"),
    }
)

_STEPS: Final = MappingProxyType(
    {
        StepName.CREATE_WORKSHOP: text("Create workshop"),
        StepName.BRING_UP_TO_DATE: text("Bring the file up to date"),
        StepName.SAVE_WHAT_IS_LEFT: text("Save what is left of a damaged workshop"),
        StepName.SET_WORKSHOP: text("Change workshop details"),
        StepName.ADD_CARD: text("Add card"),
        StepName.EDIT_CARD: text("Edit card"),
        StepName.MOVE_CARD: text("Move card"),
        StepName.DELETE_CARD: text("Delete card"),
        StepName.ADD_OUTPUT: text("Add output"),
        StepName.EDIT_OUTPUT: text("Edit output"),
        StepName.MOVE_OUTPUT: text("Move output"),
        StepName.DELETE_OUTPUT: text("Delete output"),
        StepName.LINK_OUTPUT: text("Link output to outcome"),
        StepName.UNLINK_OUTPUT: text("Unlink output from outcome"),
        StepName.SUPPORT_OPPORTUNITY: text("Link solution to an opportunity it also helps"),
        StepName.UNSUPPORT_OPPORTUNITY: text("Unlink solution from an opportunity"),
        StepName.ADD_DETAIL: text("Add detail"),
        StepName.EDIT_DETAIL: text("Change detail"),
        StepName.MOVE_DETAIL: text("Move detail"),
        StepName.DELETE_DETAIL: text("Delete detail"),
        StepName.JUDGE_ASSUMPTION: text("Judge assumption"),
        StepName.ENTER_VALUES: text("Enter values"),
        StepName.REPLACE_TEXT: text("Replace text"),
        StepName.GO_BACK: text("Go back to an earlier state"),
    }
)

_REFUSALS: Final = MappingProxyType(
    {
        Refusal.UNKNOWN_REF: text("There is nothing called {ref} in this workshop."),
        Refusal.NOT_A_CARD: text("{ref} is not a card on the tree."),
        Refusal.NOT_AN_OUTPUT: text("{ref} is not an output."),
        Refusal.NOT_AN_OUTCOME: text("{ref} is not an outcome."),
        Refusal.NOT_A_SOLUTION: text("{ref} is not a solution."),
        Refusal.NOT_AN_OPPORTUNITY: text("{ref} is not an opportunity."),
        Refusal.NOT_A_DETAIL: text("{ref} is not a detail of anything."),
        Refusal.MAY_NOT_BELONG_TO: text("{ref} can't have a {kind}."),
        Refusal.ONLY_ONE: text("{ref} has a {kind} already."),
        Refusal.BAD_VALUE: text("This value does not fit the field {field}."),
        Refusal.NOT_A_SIBLING: text("That place is not among the siblings."),
        Refusal.NO_CHILDREN: text("Nothing hangs under a test."),
        Refusal.NOTHING_BETWEEN: text("No card can stand between {ref} and its parent."),
        Refusal.UNDER_ITSELF: text("{ref} can't hang under {parent}, which is part of its branch."),
        Refusal.TOO_DEEP: text("A tree has at most {limit} levels."),
        Refusal.OUTCOME_HAS_OUTPUTS: text(
            "Outputs are linked to {ref}; unlink them before it becomes something else."
        ),
        Refusal.SOLUTION_HAS_OUTPUTS: text(
            "An output comes from {ref}; detach it before it becomes something else."
        ),
        Refusal.SOLUTION_ALSO_HELPS: text(
            "{ref} also helps another opportunity; unlink it before it becomes something else."
        ),
        Refusal.OPPORTUNITY_ALSO_HELPED: text(
            "A solution elsewhere also helps {ref}; unlink it before it becomes something else."
        ),
        Refusal.HELPS_ALREADY: text("{ref} hangs under {opportunity} and helps it already."),
        Refusal.MAY_NOT_LEAD_TO: text(
            "A line leads from an input, activity or output to a later lane."
        ),
        Refusal.LEADS_ALREADY: text("That line is there already."),
        Refusal.NO_SUCH_LINE: text("There is no such line."),
        Refusal.NOT_HELPING: text("{ref} is not linked to {opportunity}."),
        Refusal.NOT_LINKED: text("{ref} is not linked to {outcome}."),
        Refusal.TEXT_TOO_LONG: text("This text has {length} characters; {limit} fit."),
        Refusal.LINKED_ALREADY: text("{ref} is linked to {outcome} already."),
        Refusal.KNOWN_ALREADY: text("{name} is a participant already: {ref}."),
        Refusal.TOO_MANY_PEOPLE: text("A workshop holds at most {limit} people."),
        Refusal.NOTHING_TO_UNDO: text("There is nothing to undo."),
        Refusal.NOTHING_TO_REDO: text("There is nothing to redo."),
        Refusal.READ_ONLY: text("This is open for reading only; nothing was changed."),
        Refusal.UNREADABLE_PAST: text("The history of this file can't be read that far back."),
        Refusal.STALE: text("This can't be undone: the rows have changed since."),
    }
)

#: A card of the kind can't hang under one of the parent's kind.
_MISPLACED: Final = MappingProxyType(
    {
        Kind.OUTCOME: text("An outcome can't hang under a card of the kind “{parent}”."),
        Kind.OPPORTUNITY: text("An opportunity can't hang under a card of the kind “{parent}”."),
        Kind.SOLUTION: text("A solution can't hang under a card of the kind “{parent}”."),
        Kind.TEST: text("A test can't hang under a card of the kind “{parent}”."),
    }
)

#: A card of the kind has something that no other kind can have.
_STAYS: Final = MappingProxyType(
    {
        Kind.OUTCOME: text("{ref} has {what}, so it stays an outcome."),
        Kind.OPPORTUNITY: text("{ref} has {what}, so it stays an opportunity."),
        Kind.SOLUTION: text("{ref} has {what}, so it stays a solution."),
        Kind.TEST: text("{ref} has {what}, so it stays a test."),
    }
)
_HAS: Final = MappingProxyType(
    {
        "outcome_facts": text("details of its own"),
        "opportunity_facts": text("details of its own"),
        "test_facts": text("details of its own"),
        "metric": text("a metric"),
        "evidence": text("evidence"),
        "feedback_loop": text("a feedback loop"),
        "contract": text("an outcome contract"),
        "assumption": text("an assumption"),
    }
)

_TROUBLES: Final = MappingProxyType(
    {
        Trouble.FILE_NOT_FOUND: text("There is no file {path}."),
        Trouble.NOT_READABLE: text("{path} can't be read: {reason}."),
        Trouble.NOT_A_WORKSHOP: text("{path} is not a Whyboard workshop."),
        Trouble.TOO_LARGE: text("{path} is larger than a workshop can be ({limit} MB)."),
        Trouble.TOO_NEW: text(
            "{path} was made by a newer Whyboard (format {version}): update first."
        ),
        Trouble.TRUNCATED: text("{path} is damaged: its end is missing."),
        Trouble.SEAL_MISSING: text(
            "{path} is damaged or was changed by another program: no checksum."
        ),
        Trouble.SEAL_BROKEN: text("{path} is damaged: its contents do not match their checksum."),
        Trouble.DAMAGED: text("{path} is damaged: {reason}."),
        Trouble.OPEN_ELSEWHERE: text("{path} is already open in another window."),
        Trouble.FILE_EXISTS: text("{path} already exists."),
        Trouble.NO_FILE_YET: text("This workshop has no file yet."),
        Trouble.NOT_IN_FILE: text(
            "The file does not hold every change yet, so nothing was removed."
        ),
        Trouble.DISK_FULL: text("The disk is full: {path} could not be written."),
        Trouble.NOT_WRITABLE: text("{path} can't be written: permission denied."),
        Trouble.FOLDER_MISSING: text("The folder of {path} does not exist."),
        Trouble.VOLUME_GONE: text("The drive of {path} is no longer there."),
        Trouble.FILE_HELD: text("{path} is held by another program; it will be tried again."),
        Trouble.WRITE_FAILED: text("{path} could not be written: {reason}."),
        Trouble.STOPPED: text("This laptop's disk failed; the next change tries again."),
    }
)

_NOTES: Final = MappingProxyType(
    {
        Note.DIVERGED: text(
            "The file had changes this laptop did not know. Both are kept: the other is {file}."
        ),
        Note.COPY_DAMAGED: text(
            "The copy on this laptop was damaged, so the file was opened as it is."
        ),
        Note.CONFLICT: text(
            "Someone else changed the file. Yours is now {file}; theirs was left alone."
        ),
    }
)


def kind_word(kind: Kind) -> str:
    """The kind of a card, capitalised."""
    return _KINDS[kind]


def status_word(status: Status) -> str:
    """The status of an output, capitalised."""
    return _STATUSES[status]


def step_words(name: StepName) -> str:
    """What a step did, as a menu says it."""
    return _STEPS[name]


def title_of(workshop: Workshop) -> str:
    """The title, or what stands for it while there is none."""
    return workshop.title or text("Untitled workshop")


def refusal_text(refused: RefusedError) -> str:
    """Why a command was refused, in one sentence."""
    params: Mapping[str, str | int] = refused.params
    if refused.code is Refusal.MAY_NOT_HANG_UNDER:
        parent = kind_word(Kind(str(params["parent"]))).lower()
        return _MISPLACED[Kind(str(params["kind"]))].format(parent=parent)
    if refused.code is Refusal.HAS_DETAILS:
        words = _STAYS[Kind(str(params["kind"]))]
        return words.format(ref=params["ref"], what=_HAS[str(params["what"])])
    return _REFUSALS[refused.code].format(**params)


def trouble_text(error: StorageError) -> str:
    """What can't be read or written and why, in one sentence."""
    return _TROUBLES[error.code].format(**error.params)


def copy_trouble_text(error: StorageError) -> str:
    """The same of the working copy, whose place means nothing to people."""
    words = text("Whyboard's copy on this laptop")
    return _TROUBLES[error.code].format(**{**error.params, "path": words})


def note_text(note: Note, file: str) -> str:
    """What people should know after opening or publishing; `file` is the name of the copy kept."""
    return _NOTES[note].format(file=file)
