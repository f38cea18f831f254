"""The literal schema says what SQLModel would create."""

import sqlite3
import subprocess
import sys

import pytest
from sqlmodel import SQLModel, create_engine

from workshop.store import tables
from workshop.store.schema import APPLICATION_ID, USER_VERSION, is_golden, lay_out


def _normal(sql: str | None) -> str:
    return "" if sql is None else " ".join(sql.split()).replace("( ", "(").replace(" )", ")")


def test_the_literal_schema_equals_the_models() -> None:
    literal = sqlite3.connect(":memory:", isolation_level=None)
    lay_out(literal, "a" * 32)
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    expected = {(*row[:3], _normal(row[3])) for row in literal.execute(query)}
    literal.close()
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        rows = connection.exec_driver_sql(query).fetchall()
    engine.dispose()
    assert {(row[0], row[1], row[2], _normal(row[3])) for row in rows} == expected
    assert tables.CardRow.__tablename__ in SQLModel.metadata.tables


def test_a_new_database_carries_its_marks_and_is_golden() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    lay_out(connection, "a" * 32)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (USER_VERSION,)
    assert is_golden(connection)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM card; END",
        "CREATE VIEW v AS SELECT * FROM card",
        "CREATE INDEX i ON card (text)",
        "CREATE TABLE extra (id TEXT)",
        "DROP INDEX ix_card_parent",
        "ALTER TABLE card ADD COLUMN extra TEXT",
    ],
)
def test_anything_else_is_not_golden(statement: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    lay_out(connection, "a" * 32)
    connection.execute(statement)
    assert not is_golden(connection)
    connection.close()


def test_opening_never_imports_sqlmodel() -> None:
    script = (
        "import sys, workshop.session, workshop.applied, workshop.store.home\n"
        "assert not {'sqlmodel', 'sqlalchemy', 'pydantic'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_views_can_import_what_they_need_without_sqlite() -> None:
    script = "import sys, workshop.applied\nassert 'sqlite3' not in sys.modules\n"
    subprocess.run([sys.executable, "-c", script], check=True)
