"""The tables of a workshop file as SQLModel classes: columns, keys and foreign keys.

Importing SQLModel costs a quarter of a second, so only `workshop.store.writer` and tests do it.
Rows are written from checked records; these classes validate nothing.
"""

from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlmodel import Field, SQLModel


def _key() -> Any:
    return Field(sa_column=Column(Text, primary_key=True, nullable=False))


def _text() -> Any:
    return Field(sa_column=Column(Text, nullable=False))


def _optional_text() -> Any:
    return Field(default=None, sa_column=Column(Text, nullable=True))


def _number() -> Any:
    return Field(sa_column=Column(Integer, nullable=False))


def _reference(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _link(target: str) -> Any:
    column = Column(Text, _reference(target), nullable=False, index=True)
    return Field(sa_column=column)


def _optional_link(target: str) -> Any:
    column = Column(Text, _reference(target), nullable=True, index=True)
    return Field(default=None, sa_column=column)


class Table(SQLModel):
    """What all tables share: SQLite checks the type of every value."""

    __table_args__: ClassVar[Any] = {"sqlite_strict": True}


class WorkshopRow(Table, table=True):
    __tablename__ = "workshop"
    id: str = _key()
    title: str = _text()
    problem: str = _text()
    team: str = _text()
    held_on: str | None = _optional_text()


class CardRow(Table, table=True):
    __tablename__ = "card"
    id: str = _key()
    kind: str = _text()
    number: int = _number()
    parent: str | None = _optional_link("card.id")
    rank: str = _text()
    text: str = _text()
    note: str = _text()


class OutputRow(Table, table=True):
    __tablename__ = "output"
    id: str = _key()
    number: int = _number()
    rank: str = _text()
    text: str = _text()
    owner: str = _text()
    status: str = _text()
    solution: str | None = _optional_link("card.id")


class ContributionRow(Table, table=True):
    __tablename__ = "contribution"
    id: str = _key()
    output: str = _link("output.id")
    outcome: str = _link("card.id")
    rank: str = _text()


class SupportRow(Table, table=True):
    __tablename__ = "support"
    id: str = _key()
    solution: str = _link("card.id")
    opportunity: str = _link("card.id")
    rank: str = _text()


class DetailRow(Table, table=True):
    """One row a detail of whichever kind; what owns it may be in any table, so it has no key."""

    __tablename__ = "detail"
    id: str = _key()
    kind: str = _text()
    owner: str = Field(sa_column=Column(Text, nullable=False, index=True))
    number: int = _number()
    rank: str = _text()
    fields_: str = Field(sa_column=Column("fields", Text, nullable=False))


class CommandRow(Table, table=True):
    __tablename__ = "command"
    seq: int = Field(sa_column=Column(Integer, primary_key=True, nullable=False))
    uid: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    kind: str = _text()
    target: int | None = Field(
        default=None, sa_column=Column(Integer, _reference("command.seq"), nullable=True)
    )
    name: str = _text()
    ref: str | None = _optional_text()
    actor: str = _text()
    at: str = _text()


class ChangeRow(Table, table=True):
    __tablename__ = "change"
    n: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True, nullable=False))
    command: int = Field(
        sa_column=Column(Integer, _reference("command.seq"), nullable=False, index=True)
    )
    row_table: str = _text()
    row_id: str = _text()
    before: str | None = _optional_text()
    after: str | None = _optional_text()


class CounterRow(Table, table=True):
    __tablename__ = "counter"
    letter: str = _key()
    last: int = _number()


class ViewStateRow(Table, table=True):
    __tablename__ = "view_state"
    key: str = _key()
    value: str = _text()


class DraftRow(Table, table=True):
    __tablename__ = "draft"
    key: str = _key()
    value: str = _text()


class MetaRow(Table, table=True):
    __tablename__ = "meta"
    key: str = _key()
    value: str = _text()
