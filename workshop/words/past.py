"""Changes of the past in people's words: what was done to what, in one line."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from workshop.board import Board
from workshop.details import (
    DETAILS,
    Detail,
    LaneLink,
    Measurement,
    OpportunityFacts,
    OutcomeFacts,
    OutputFacts,
    Review,
    TestFacts,
    own_fields,
)
from workshop.language import plural, text
from workshop.past import Event, Past, origin_of
from workshop.records import Card, Contribution, Output, Record, Support
from workshop.steps import Done, RowChange, Step, StepName
from workshop.words.codes import kind_word, status_word, step_words
from workshop.words.fields import code_word, detail_word, field_label

#: Most characters of a text that are quoted.
_QUOTED: Final = 60

_FIELDS: Final = MappingProxyType(
    {
        "title": text("the title"),
        "problem": text("the problem"),
        "team": text("the team"),
        "held_on": text("the date"),
        "people": text("who takes part"),
        "note": text("the note"),
        "owner": text("the owner"),
        "solution": text("the solution it comes from"),
        "parent": text("its place"),
        "rank": text("its place"),
    }
)

_BY_LETTER: Final = MappingProxyType({kind.letter: kind for kind in DETAILS.values()})
_TO_A_DETAIL: Final = MappingProxyType(
    {
        StepName.ADD_DETAIL: text("Add {what} {ref}"),
        StepName.EDIT_DETAIL: text("Change {what} {ref}"),
        StepName.MOVE_DETAIL: text("Move {what} {ref}"),
        StepName.DELETE_DETAIL: text("Delete {what} {ref}"),
    }
)

#: Details that are read as a part of what they belong to.
_UNNAMED: Final = (OutcomeFacts, OpportunityFacts, TestFacts, OutputFacts)

#: Where a detail belongs: no field that people fill.
_PLACE: Final = frozenset({"id", "owner", "number", "rank"})


def event_text(past: Past, event: Event, board: Board | None = None) -> str:
    """What somebody did, e.g. `Changed O3 to “I forget to answer”`.

    Rows that a change does not touch are named as the `board` has them.
    """
    origin = origin_of(past, event)
    what = step_text(past.step(origin.seq), board)
    if event.kind == "undo":
        return text("Took back: {what}").format(what=what)
    if event.kind == "redo":
        return text("Brought back: {what}").format(what=what)
    return what


def step_text(step: Step, board: Board | None = None) -> str:
    """What a step does, with names and texts of what it is about; of other rows, as on a board."""
    change = _main(step)
    if change is not None and (told := _told_of_owner(step, change, board)):
        return told
    say = _SAID.get(step.name)
    words = None if say is None or change is None else say(step, change)
    if words is None:
        words = command_text(step)
    return words


def command_text(done: Done) -> str:
    """What was done to what, from the journal's heads alone, e.g. `Add evidence E3`."""
    name, ref = done.name, done.ref
    if ref is None:
        return step_words(name)
    kind = _BY_LETTER.get(ref.rstrip("0123456789"))
    say = _TO_A_DETAIL.get(name)
    if kind is None or say is None:
        return f"{step_words(name)} {ref}"
    return say.format(what=_noun(kind), ref=ref)


def difference_text(step: Step) -> str:
    """How much a step changes, in numbers, e.g. `2 added, 1 changed, 3 removed`."""
    added = sum(change.before is None for change in step.changes)
    removed = sum(change.after is None for change in step.changes)
    changed = len(step.changes) - added - removed
    parts = (
        (added, plural("{count} row added", "{count} rows added", added)),
        (changed, plural("{count} row changed", "{count} rows changed", changed)),
        (removed, plural("{count} row removed", "{count} rows removed", removed)),
    )
    said = [words.format(count=count) for count, words in parts if count]
    return ", ".join(said) or text("Nothing is different")


def _main(step: Step) -> RowChange | None:
    """The row that a step is about."""
    for change in step.changes:
        if step.ref is not None and step.ref in (_ref(change.before), _ref(change.after)):
            return change
    return step.changes[0] if step.changes else None


def _ref(record: Record | None) -> str | None:
    return record.ref if isinstance(record, Card | Output | Detail) else None


def _named(record: Record) -> str:
    """A row by its kind, reference and text."""
    if isinstance(record, Card):
        return _with_text(f"{kind_word(record.kind).lower()} {record.ref}", record.text)
    if isinstance(record, Output):
        return _with_text(text("output {ref}").format(ref=record.ref), record.text)
    if isinstance(record, Detail):
        return _with_text(f"{_noun(type(record))} {record.ref}", _gist(record))
    return ""


def _noun(kind: type[Detail]) -> str:
    """A kind of detail within a sentence."""
    if kind is LaneLink:
        return text("line")
    return text("details") if kind in _UNNAMED else detail_word(kind).lower()


def _gist(detail: Detail) -> str:
    """The first text of a detail that says something."""
    for name in ("name", "text", "statement", "quote", "term", "hypothesis", "reason"):
        value = getattr(detail, name, "")
        if isinstance(value, str) and value:
            return value
    return ""


def _with_text(words: str, said: str) -> str:
    return text("{what} “{text}”").format(what=words, text=_short(said)) if said.strip() else words


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"


def _told_of_owner(step: Step, change: RowChange, board: Board | None) -> str | None:
    """What nobody calls by a name of its own, said of the row it belongs to; None for the rest."""
    if step.name not in _TO_A_DETAIL or step.name is StepName.MOVE_DETAIL or board is None:
        return None
    row = change.row
    owner = _ref(board.record(row.owner)) if isinstance(row, Detail) else None
    if isinstance(row, LaneLink):
        return _led(board, change, row, owner)
    if isinstance(row, _UNNAMED) and owner is not None:
        return _filled_in(change, row, owner)
    return None


def _led(board: Board, change: RowChange, link: LaneLink, owner: str | None) -> str | None:
    target = _ref(board.record(link.leads_to))
    if owner is None or target is None:
        return None
    leads = change.after is not None
    words = text("{ref} leads to {to}") if leads else text("{ref} no longer leads to {to}")
    return words.format(ref=owner, to=target)


def _filled_in(change: RowChange, facts: Detail, owner: str) -> str:
    before, after = change.before, change.after
    if after is None:
        return text("{ref}: details taken away").format(ref=owner)
    names = [
        field.name
        for field in own_fields(type(facts))
        if getattr(after, field.name)
        != (field.default if before is None else getattr(before, field.name))
    ]
    says = [_field_word(type(facts), name) for name in names]
    if before is None:
        return text("{ref}: {fields} filled in").format(ref=owner, fields=", ".join(says))
    return text("{ref}: {fields} changed").format(ref=owner, fields=", ".join(says))


def _field_word(kind: type[Detail], name: str) -> str:
    """A field within a sentence."""
    if name == "due":
        return text("due day")
    label = field_label(kind, name)
    return label[:1].lower() + label[1:]


def _added(step: Step, change: RowChange) -> str | None:
    what = _named(change.row)
    if not what:
        return None
    more = sum(isinstance(other.row, type(change.row)) for other in step.changes) - 1
    if not more:
        return text("Added {what}").format(what=what)
    return plural("Added {what} and {count} more", "Added {what} and {count} more", more).format(
        what=what, count=more
    )


def _deleted(step: Step, change: RowChange) -> str | None:
    cards = sum(isinstance(c.before, Card) and c.after is None for c in step.changes) - 1
    what = _named(change.row)
    if not isinstance(change.row, Card) or cards < 1:
        return text("Deleted {what}").format(what=what)
    below = plural("{count} card below it", "{count} cards below it", cards).format(count=cards)
    return text("Deleted {what} and {below}").format(what=what, below=below)


def _moved(_step: Step, change: RowChange) -> str | None:
    return text("Moved {what}").format(what=_named(change.row))


def _edited(step: Step, change: RowChange) -> str | None:
    before, after = change.before, change.after
    if before is None or after is None:
        return _deleted(step, change) if after is None else _added(step, change)
    if isinstance(before, Card) and isinstance(after, Card) and before.kind is not after.kind:
        kind = kind_word(after.kind).lower()
        return text("Made {ref} the {kind} {new}").format(ref=before.ref, kind=kind, new=after.ref)
    if isinstance(before, Output) and isinstance(after, Output) and before.status != after.status:
        word = status_word(after.status).lower()
        return text("{ref} is now {status}").format(ref=after.ref, status=word)
    return _reworded(before, after) or _refilled(before, after)


def _reworded(before: Record, after: Record) -> str | None:
    if not isinstance(before, Card | Output) or not isinstance(after, Card | Output):
        return None
    if before.text == after.text:
        return None
    if not after.text:
        return text("Emptied the text of {ref}").format(ref=after.ref)
    return text("Changed {ref} to “{text}”").format(ref=after.ref, text=_short(after.text))


def _refilled(before: Record, after: Record) -> str:
    named = after.ref if isinstance(after, Card | Output) else _named(after)
    fields = _fields_changed(before, after)
    if not named:
        return text("Changed {fields}").format(fields=fields)
    return text("Changed {fields} of {what}").format(fields=fields, what=named)


def _fields_changed(before: Record, after: Record) -> str:
    changed = [
        name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name)
    ]
    if isinstance(after, Detail):
        shown = [field_label(type(after), name) for name in changed if name not in _PLACE]
    else:
        shown = [_FIELDS.get(name, name) for name in changed]
    return ", ".join(dict.fromkeys(shown)) or text("its place")


def _linked(step: Step, change: RowChange) -> str | None:
    if isinstance(change.row, Detail):
        return text("Changed what is assumed about a link of {ref}").format(ref=step.ref)
    link = change.row
    if isinstance(link, Contribution | Support) and step.ref:
        joined = change.after is not None
        words = text("Linked {ref}") if joined else text("Unlinked {ref}")
        return words.format(ref=step.ref)
    return None


def _replaced(step: Step, _change: RowChange) -> str | None:
    count = len(step.changes)
    return plural("Replaced text in {count} row", "Replaced text in {count} rows", count).format(
        count=count
    )


def _measured(step: Step, _change: RowChange) -> str | None:
    count = sum(isinstance(change.after, Measurement) for change in step.changes)
    return plural("Entered {count} value", "Entered {count} values", count).format(count=count)


def _judged(step: Step, _change: RowChange) -> str | None:
    for change in step.changes:
        if isinstance(change.after, Review) and step.ref:
            verdict = code_word(change.after.verdict).lower()
            return text("Judged {ref}: {verdict}").format(ref=step.ref, verdict=verdict)
    return None


_Say = Callable[[Step, RowChange], str | None]
_SAID: Final[MappingProxyType[StepName, _Say]] = MappingProxyType(
    {
        StepName.CREATE_WORKSHOP: lambda _step, _change: text("Began the workshop"),
        StepName.GO_BACK: lambda _step, _change: text("Went back to an earlier state"),
        StepName.REPLACE_TEXT: _replaced,
        StepName.ADD_CARD: _added,
        StepName.ADD_OUTPUT: _added,
        StepName.ADD_DETAIL: _added,
        StepName.EDIT_CARD: _edited,
        StepName.EDIT_OUTPUT: _edited,
        StepName.EDIT_DETAIL: _edited,
        StepName.SET_WORKSHOP: _edited,
        StepName.MOVE_CARD: _moved,
        StepName.MOVE_OUTPUT: _moved,
        StepName.MOVE_DETAIL: _moved,
        StepName.DELETE_CARD: _deleted,
        StepName.DELETE_OUTPUT: _deleted,
        StepName.DELETE_DETAIL: _deleted,
        StepName.ENTER_VALUES: _measured,
        StepName.JUDGE_ASSUMPTION: _judged,
        StepName.LINK_OUTPUT: _linked,
        StepName.UNLINK_OUTPUT: _linked,
    }
)
