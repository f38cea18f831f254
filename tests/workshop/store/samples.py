"""Workshops for the tests of the store and the session."""

import hashlib
import sqlite3
from pathlib import Path

from workshop.commands.cards import add_card
from workshop.commands.outputs import add_output, link_output
from workshop.session import Session
from workshop.store.vetting import SEAL_LENGTH, SEAL_MARK
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind


def fill(session: Session) -> None:
    """A small tree, an output and a link: seven commands."""
    session.run(add_card, kind=Kind.OUTCOME, text="People come back")
    outcome = session.board.by_ref["G1"]
    session.run(add_card, kind=Kind.OPPORTUNITY, parent=outcome, text="I forget what I did")
    opportunity = session.board.by_ref["O1"]
    session.run(add_card, kind=Kind.SOLUTION, parent=opportunity, text="Weekly summary")
    session.run(add_card, kind=Kind.TEST, parent=session.board.by_ref["S1"], text="Ten letters")
    session.run(add_card, kind=Kind.OPPORTUNITY, parent=outcome, text="I can't find it")
    session.run(add_output, solution=session.board.by_ref["S1"])
    session.run(link_output, session.board.by_ref["P1"], outcome, assumption="They read it")


def new_session(folder: Path) -> Session:
    """A filled workshop without a file, its app-data in `folder`."""
    session = Session.create(folder / "home", open_writer, actor="Ana")
    fill(session)
    return session


def named_session(folder: Path) -> Session:
    """A filled workshop, published as `kickoff.whyboard` and still open."""
    session = new_session(folder)
    session.name_file(folder / "kickoff.whyboard")
    return session


def closed_file(folder: Path) -> Path:
    """A filled workshop's file, open nowhere."""
    named_session(folder).close()
    return folder / "kickoff.whyboard"


def reopened(folder: Path) -> Session:
    """The workshop of `named_session`, opened again."""
    return Session.open(folder / "kickoff.whyboard", folder / "home", open_writer)


def crafted(file: Path, *statements: str) -> None:
    """Change a file behind the program's back, with a seal that fits."""
    image = file.read_bytes()[:-SEAL_LENGTH]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(image)
    for statement in statements:
        connection.execute(statement)
    seal_over(file, connection.serialize())
    connection.close()


def seal_over(file: Path, image: bytes) -> None:
    """Write an image with a seal that fits, whatever it holds."""
    file.write_bytes(image + SEAL_MARK + hashlib.sha256(image).digest())
