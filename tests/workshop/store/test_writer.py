"""Committing a step: all of it or nothing, on a connection with the settings that make it last."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.workshop.store.samples import named_session
from workshop.commands.cards import add_card, delete_card
from workshop.details import Metric
from workshop.records import Card, InvalidRecordError, new_id
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.connection import connect
from workshop.store.errors import AlreadyOpenError
from workshop.store.journal import Entry
from workshop.store.writer import SqlWriter, open_writer
from workshop.vocabulary import Kind

CARD = Card(id=new_id(), kind=Kind.OUTCOME, number=1, rank="a0", text="A “quoted” text\n✓")


def _entry(seq: int) -> Entry:
    return Entry(
        seq=seq,
        uid=new_id(),
        kind="do",
        target=None,
        name=StepName.ADD_CARD,
        ref=None,
        actor="",
        at="2026-01-01T00:00:00.000+00:00",
    )


def _step(before: Card | None, after: Card | None) -> Step:
    return Step(StepName.ADD_CARD, (RowChange(before, after),))


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.create(tmp_path / "home", open_writer)


def test_rows_journal_and_counters_are_written_together(session: Session) -> None:
    connection = session._copy.connection
    SqlWriter(connection).write(_entry(1), _step(None, CARD), {"G": 1})
    row = connection.execute("SELECT id, kind, number, parent, rank, text FROM card").fetchone()
    assert row == (CARD.id, "outcome", 1, None, "a0", CARD.text)
    tables = ("command", "change", "card", "counter")
    assert [_count(connection, table) for table in tables] == [1, 1, 1, 1]
    assert not connection.in_transaction


def test_counters_never_fall(session: Session) -> None:
    connection = session._copy.connection
    writer = SqlWriter(connection)
    writer.write(_entry(1), _step(None, CARD), {"G": 7})
    writer.write(_entry(2), _step(CARD, None), {"G": 3})
    assert connection.execute("SELECT last FROM counter").fetchall() == [(7,)]


def test_a_record_out_of_bounds_is_never_written(session: Session) -> None:
    connection = session._copy.connection
    for wrong in (replace(CARD, number=0), replace(CARD, id="x"), replace(CARD, rank="")):
        with pytest.raises(InvalidRecordError):
            SqlWriter(connection).write(_entry(1), _step(None, wrong), {})
    assert _count(connection, "command") == 0


def test_what_would_be_read_back_as_something_else_is_never_written(session: Session) -> None:
    connection = session._copy.connection
    odd = Metric(id=new_id(), owner=CARD.id, number=1, rank="a0", baseline=float("nan"))
    step = Step(StepName.ADD_DETAIL, (RowChange(None, odd),))
    with pytest.raises(InvalidRecordError):
        SqlWriter(connection).write(_entry(1), step, {})
    assert _count(connection, "command") == 0


def test_a_step_for_rows_that_are_not_there_leaves_no_trace(session: Session) -> None:
    connection = session._copy.connection
    writer = SqlWriter(connection)
    for step in (_step(CARD, replace(CARD, text="new")), _step(CARD, None)):
        with pytest.raises(RuntimeError):
            writer.write(_entry(1), step, {})
    assert _count(connection, "command") == _count(connection, "change") == 0
    writer.write(_entry(1), _step(None, CARD), {})


def test_a_reference_to_nothing_is_refused_by_the_database(session: Session) -> None:
    connection = session._copy.connection
    lost = replace(CARD, parent=new_id())
    with pytest.raises(Exception, match="FOREIGN KEY"):
        SqlWriter(connection).write(_entry(1), _step(None, lost), {})
    assert _count(connection, "card") == 0
    assert not connection.in_transaction


def test_rows_may_be_written_in_any_order_within_a_step(session: Session) -> None:
    child = Card(id=new_id(), kind=Kind.OUTCOME, number=2, parent=CARD.id, rank="a0")
    step = Step(StepName.ADD_CARD, (RowChange(None, child), RowChange(None, CARD)))
    connection = session._copy.connection
    SqlWriter(connection).write(_entry(1), step, {})
    SqlWriter(connection).write(_entry(2), step.inverted(), {})
    assert _count(connection, "card") == 0
    assert _count(connection, "change") == 4


def test_the_connection_has_the_settings_that_were_measured(session: Session) -> None:
    connection = session._copy.connection
    expected = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "fullfsync": 1,
        "secure_delete": 1,
        "busy_timeout": 0,
    }
    session.run(add_card, kind=Kind.OUTCOME)
    for name, value in expected.items():
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name


def test_the_database_is_locked_even_without_the_lock_of_the_folder(session: Session) -> None:
    with pytest.raises(AlreadyOpenError):
        connect(session._copy.database)


def test_every_command_costs_one_transaction(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    seen: list[str] = []
    session._copy.connection.set_trace_callback(seen.append)
    session.run(delete_card, session.board.by_ref["G1"])
    session._copy.connection.set_trace_callback(None)
    assert seen[0].startswith("BEGIN IMMEDIATE")
    assert seen[-1].startswith("COMMIT")
    assert sum(statement.startswith(("BEGIN", "COMMIT")) for statement in seen) == 2
    session.close()
