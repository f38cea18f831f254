"""When the file is written."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop import publisher as module
from desktop.publisher import Publisher, Standing
from desktop.services import Services
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store.errors import StorageError, Trouble
from workshop.store.publishing import Publication, Published
from workshop.store.vetting import check_file
from workshop.vocabulary import Kind


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def session(services: Services, stick: Path) -> Iterator[Session]:
    made = services.files.new("blank")
    services.files.name(made, stick / "kickoff.whyboard")
    yield made
    made.close(publish=False)


def change(session: Session, publisher: Publisher) -> None:
    session.run(add_card, kind=Kind.OUTCOME, text="One")
    publisher.note_change()


def test_the_file_follows_when_people_pause(qtbot: QtBot, session: Session) -> None:
    publisher = Publisher(session, quiet=40)
    change(session, publisher)
    assert publisher.state is Standing.BEHIND
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE)
    publisher.settle()


def test_the_file_follows_while_people_go_on(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 120)
    publisher = Publisher(session, quiet=60_000)
    change(session, publisher)
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE, timeout=2_000)
    publisher.settle()


def test_going_on_does_not_put_it_off(
    qtbot: QtBot, session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 150)
    publisher = Publisher(session, quiet=60_000)
    going_on = QTimer(publisher, interval=30)
    going_on.timeout.connect(lambda: change(session, publisher))
    going_on.start()
    qtbot.waitUntil(lambda: bool(check_file(stick / "kickoff.whyboard").journal))
    going_on.stop()
    publisher.settle()


def test_it_waits_two_seconds_and_never_longer_than_fifteen_or_a_minute() -> None:
    assert (module.QUIET, module.LIMIT, module.SYNCED_LIMIT) == (2_000, 15_000, 60_000)


@pytest.mark.parametrize(
    ("folder", "answer"),
    [
        ("/home/ana/Dropbox/work", True),
        ("/home/ana/OneDrive - Contoso/work", True),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs", True),
        ("/home/ana/Documents", False),
        ("/home/ana/boxes", False),
    ],
)
def test_folders_of_sync_clients_are_known_by_their_names(folder: str, answer: bool) -> None:
    assert module.is_synced(Path(folder) / "kickoff.whyboard") is answer


def test_a_synced_file_is_written_less_often_while_people_go_on(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "is_synced", lambda _path: True)
    monkeypatch.setattr(module, "LIMIT", 20)
    monkeypatch.setattr(module, "SYNCED_LIMIT", 120)
    publisher = Publisher(session, quiet=60_000)
    change(session, publisher)
    assert publisher._limit.interval() == 120
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE, timeout=2_000)
    publisher.settle()


def test_writing_happens_on_another_thread_with_short_turns_and_without_collecting(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[threading.Thread, float, bool]] = []
    write = Publication.write

    def watched(publication: Publication) -> Published:
        seen.append((threading.current_thread(), sys.getswitchinterval(), gc.isenabled()))
        return write(publication)

    monkeypatch.setattr(Publication, "write", watched)
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.004)
    publisher = Publisher(session)
    change(session, publisher)
    publisher.publish()
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE)
    after = sys.getswitchinterval()
    sys.setswitchinterval(before)
    assert seen[0][0] is not threading.main_thread()
    assert seen[0][1] == pytest.approx(0.0005)
    assert not seen[0][2]
    assert after == pytest.approx(0.004)
    assert gc.isenabled()


def test_the_last_worker_that_ends_gives_the_process_back() -> None:
    usual = sys.getswitchinterval()
    sharing = module._Sharing()
    sharing.begin()
    sharing.begin()
    sharing.end()
    assert sys.getswitchinterval() == pytest.approx(0.0005)
    assert not gc.isenabled()
    sharing.end()
    assert sys.getswitchinterval() == pytest.approx(usual)
    assert gc.isenabled()


def test_collecting_that_is_let_in_during_a_write_begins_after_it() -> None:
    sharing = module._Sharing()
    gc.disable()
    sharing.begin()
    sharing.let_collect()
    assert not gc.isenabled()
    sharing.end()
    assert gc.isenabled()
    gc.disable()
    sharing.let_collect()
    assert gc.isenabled()


def test_a_change_during_the_write_is_written_afterwards(qtbot: QtBot, session: Session) -> None:
    publisher = Publisher(session, quiet=20)
    change(session, publisher)
    publisher.publish()
    change(session, publisher)
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE)
    publisher.settle()


def test_a_failure_is_told_and_tried_again(
    qtbot: QtBot, session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 60)
    publisher = Publisher(session, quiet=10)
    pulled = stick.rename(stick.with_name("pulled"))
    with qtbot.waitSignal(publisher.failed) as told:
        change(session, publisher)
    assert told.args is not None
    assert isinstance(told.args[0], StorageError)
    assert publisher.state is Standing.FAILED
    pulled.rename(stick)
    qtbot.waitUntil(lambda: publisher.state is Standing.UP_TO_DATE)
    publisher.settle()


def test_someone_elses_change_is_left_alone(qtbot: QtBot, session: Session, stick: Path) -> None:
    file = stick / "kickoff.whyboard"
    file.write_bytes(b"theirs")
    publisher = Publisher(session)
    change(session, publisher)
    with qtbot.waitSignal(publisher.conflicted) as told:
        publisher.publish()
    assert file.read_bytes() == b"theirs"
    assert told.args is not None
    assert told.args[0].is_file()
    publisher.settle()


def test_the_same_failure_is_told_once(
    qtbot: QtBot, session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 10)
    publisher = Publisher(session, quiet=10)
    told: list[StorageError] = []
    tries: list[None] = []
    publisher.failed.connect(told.append)
    publisher.changed.connect(lambda: tries.append(None))
    stick.rename(stick.with_name("pulled"))
    change(session, publisher)
    qtbot.waitUntil(lambda: len(tries) > 3)
    publisher.settle()
    assert [error.code for error in told] == [Trouble.FOLDER_MISSING]
