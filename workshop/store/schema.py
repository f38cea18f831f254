"""The shape of a workshop file: its marks and its tables, as literal SQL.

The literal is what a file must hold, word for word, before anything in it is believed. A test
proves that it says the same as `workshop.store.tables`, whose import the opening path can't afford.
"""

import sqlite3
from typing import Final

from workshop.records import WORKSHOP_ID

#: `WHYB`: tells a workshop from any other SQLite file.
APPLICATION_ID: Final = 0x57485942
#: Format of the file; a newer one is refused, an older one is migrated by copying.
USER_VERSION: Final = 2
#: Formats that can be opened.
FORMATS: Final = (1, USER_VERSION)

DDL: Final = (
    """CREATE TABLE workshop (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    problem TEXT NOT NULL,
    team TEXT NOT NULL,
    held_on TEXT,
    PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE card (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    parent TEXT,
    rank TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX ix_card_parent ON card (parent)",
    """CREATE TABLE output (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    rank TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    status TEXT NOT NULL,
    solution TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(solution) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX ix_output_solution ON output (solution)",
    """CREATE TABLE contribution (
    id TEXT NOT NULL,
    output TEXT NOT NULL,
    outcome TEXT NOT NULL,
    rank TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(output) REFERENCES output (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(outcome) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX ix_contribution_output ON contribution (output)",
    "CREATE INDEX ix_contribution_outcome ON contribution (outcome)",
    """CREATE TABLE support (
    id TEXT NOT NULL,
    solution TEXT NOT NULL,
    opportunity TEXT NOT NULL,
    rank TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(solution) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opportunity) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX ix_support_solution ON support (solution)",
    "CREATE INDEX ix_support_opportunity ON support (opportunity)",
    """CREATE TABLE detail (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    number INTEGER NOT NULL,
    rank TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT""",
    "CREATE INDEX ix_detail_owner ON detail (owner)",
    """CREATE TABLE command (
    seq INTEGER NOT NULL,
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER,
    name TEXT NOT NULL,
    ref TEXT,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE (uid),
    FOREIGN KEY(target) REFERENCES command (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """CREATE TABLE change (
    n INTEGER NOT NULL,
    command INTEGER NOT NULL,
    row_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (n),
    FOREIGN KEY(command) REFERENCES command (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX ix_change_command ON change (command)",
    """CREATE TABLE counter (
    letter TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (letter)
) STRICT""",
    """CREATE TABLE view_state (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT""",
    """CREATE TABLE draft (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT""",
    """CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT""",
)

#: Indexes SQLite makes by itself for text keys; they have no SQL.
_KEYED: Final = (
    "workshop",
    "card",
    "output",
    "contribution",
    "support",
    "detail",
    "command",
    "counter",
    "view_state",
    "draft",
    "meta",
)

#: A table or an index and its SQL, as `sqlite_schema` has them.
Named = tuple[str, str | None]

#: All a workshop file's `sqlite_schema` may hold.
GOLDEN: Final[frozenset[Named]] = frozenset(
    {(statement.split()[2], statement) for statement in DDL}
    | {(f"sqlite_autoindex_{table}_1", None) for table in _KEYED}
)


def lay_out(connection: sqlite3.Connection, doc_id: str) -> None:
    """Turn an empty database into a workshop without contents, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        make_tables(connection)
        connection.execute("INSERT INTO workshop VALUES (?, '', '', '', NULL)", (WORKSHOP_ID,))
        connection.execute("INSERT INTO meta VALUES ('doc_id', ?)", (doc_id,))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def make_tables(connection: sqlite3.Connection) -> None:
    """Give an empty database a workshop's marks and tables, in the caller's transaction."""
    for statement in DDL:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={USER_VERSION}")


def is_golden(connection: sqlite3.Connection, golden: frozenset[Named] = GOLDEN) -> bool:
    """Whether the database has exactly the tables and indexes of a workshop, nothing else."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    return len(rows) == len(golden) and set(rows) == golden
