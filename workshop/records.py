"""The rows of a workshop as frozen records, with the bounds every stored value keeps.

A record is validated where it enters from outside (`validated`): before it is committed and when a
file is read. Nothing here knows the tree, the store or the screen.
"""

import datetime
import uuid
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from workshop.vocabulary import LETTER, OUTPUT_LETTER, Kind, Status

#: Longest text of a card, an output or a note, in characters: a 5,000-word paste fits.
MAX_TEXT = 60_000
#: Longest single-line name (title, team, owner, participant), in characters.
MAX_NAME = 400
#: Most participants that are named in one go.
MAX_PEOPLE = 500

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
#: Order among siblings: a fractional index, compared byte by byte.
Rank = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{1,400}\Z")]
Number = Annotated[int, Meta(ge=1, le=999_999)]
Text = Annotated[str, Meta(max_length=MAX_TEXT)]
Name = Annotated[str, Meta(max_length=MAX_NAME)]

#: The workshop record is one row; its identity is fixed.
WORKSHOP_ID = "0" * 32


def new_id() -> str:
    """A fresh row identity: 32 hexadecimal digits."""
    return uuid.uuid4().hex


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A stored row. `id` never changes and is never reused."""

    id: Id


class Workshop(Record, frozen=True, kw_only=True):
    """The document's own facts, printed on the cover."""

    id: Id = WORKSHOP_ID
    title: Name = ""
    problem: Text = ""
    team: Name = ""
    held_on: datetime.date | None = None


class Card(Record, frozen=True, kw_only=True):
    """A box on the tree: outcome, opportunity, solution or (assumption) test."""

    kind: Kind
    number: Number
    parent: Id | None = None
    rank: Rank
    text: Text = ""
    note: Text = ""

    @property
    def ref(self) -> str:
        """What people say aloud and the handout prints, e.g. `O3`."""
        return f"{LETTER[self.kind]}{self.number}"


class Output(Record, frozen=True, kw_only=True):
    """Something we make and ship; a row of the table. `solution` is the card it came from."""

    number: Number
    rank: Rank
    text: Text = ""
    owner: Name = ""
    status: Status = Status.PLANNED
    solution: Id | None = None

    @property
    def ref(self) -> str:
        """What people say aloud and the handout prints, e.g. `P5`."""
        return f"{OUTPUT_LETTER}{self.number}"


class Contribution(Record, frozen=True, kw_only=True):
    """The link output → outcome."""

    output: Id
    outcome: Id
    rank: Rank


class Support(Record, frozen=True, kw_only=True):
    """The link solution → another opportunity that it also helps; it moves no card."""

    solution: Id
    opportunity: Id
    rank: Rank


R = TypeVar("R", bound=Record)


class InvalidRecordError(ValueError):
    """A value outside the bounds of its record; the message names the field."""


def validated(kind: type[R], fields: dict[str, object]) -> R:
    """Build a record from plain values, checking every bound.

    Raises:
        InvalidRecordError: a field is missing, unknown, of the wrong type or out of bounds.
    """
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(str(error)) from error


def image(record: Record) -> str:
    """The record as JSON text, the form the journal keeps."""
    return msgspec.json.encode(record).decode()


def from_image(kind: type[R], text: str) -> R:
    """Read a journal image back, checking every bound.

    Raises:
        InvalidRecordError: the text is not a valid record of this kind.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidRecordError(str(error)) from error
