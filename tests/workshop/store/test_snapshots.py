"""Earlier images of a workshop, outside its folder: which are kept, and that they are whole."""

import datetime
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.store.samples import named_session, reopened
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store import snapshots
from workshop.store.snapshots import (
    DAILY_FOR,
    LAST,
    Shelf,
    Snapshot,
    forget_snapshots,
    snapshots_at,
    worth_keeping,
)
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

NOW = datetime.datetime(2026, 11, 27, 12, 30, tzinfo=datetime.UTC)


def _ages(*minutes: float) -> list[Snapshot]:
    moments = [NOW - datetime.timedelta(minutes=m) for m in minutes]
    return [Snapshot(Path(str(at)), at, "0" * 32) for at in moments]


def test_every_published_image_is_kept_outside_the_folder_of_the_file(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Later")
    board = session.board
    session.file.publish()
    newest, oldest = session.snapshots()
    assert tmp_path / "home" in newest.file.parents
    assert check_file(newest.file).board == board
    assert len(check_file(oldest.file).journal) == 7
    session.close()
    assert len(snapshots_at(tmp_path / "home", tmp_path / "kickoff.whyboard")) == 2


def test_snapshots_that_can_not_be_read_stop_no_publishing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Later")
    listed = Path.iterdir

    def unreadable(folder: Path) -> Iterator[Path]:
        if "snapshots" in folder.parts:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", unreadable)
    session.file.publish()
    assert session.file.state.up_to_date
    assert session.snapshots() == []
    monkeypatch.undo()
    session.close()


def test_looking_around_makes_no_snapshot(tmp_path: Path) -> None:
    named_session(tmp_path).close()
    session = reopened(tmp_path)
    session.set_view_state("zoom", 2)
    session.close()
    assert len(reopened(tmp_path).snapshots()) == 1


def test_what_another_laptop_wrote_is_kept_before_it_is_replaced(tmp_path: Path) -> None:
    named_session(tmp_path).close()
    file = tmp_path / "kickoff.whyboard"
    other = Session.open(file, tmp_path / "other home", open_writer)
    other.run(add_card, kind=Kind.OUTCOME, text="Theirs")
    other.close()
    theirs = file.read_bytes()
    session = reopened(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Mine")
    session.close()
    assert theirs in [snapshot.file.read_bytes() for snapshot in reopened(tmp_path).snapshots()]


def test_a_file_of_another_document_is_not_taken_for_an_earlier_state(tmp_path: Path) -> None:
    named_session(tmp_path).close()
    other = Session.create(tmp_path / "home", open_writer)
    other.name_file(tmp_path / "kickoff.whyboard", replacing=True)
    assert len(other.snapshots()) == 1
    other.close()


def test_the_last_ten_stay_however_old_they_are() -> None:
    old = _ages(*(n * 60 * 24 * 365 for n in range(1, LAST + 2)))
    assert worth_keeping(old, NOW) == old[:LAST]


def test_beyond_the_last_ten_the_newest_of_an_hour_stays_then_of_a_day() -> None:
    last = _ages(*[0] * LAST)
    hours = _ages(10, 20, 40, 70, 95)
    days = _ages(60 * 26, 60 * 28, 60 * 24 * 2 + 60 * 5)
    gone = _ages(DAILY_FOR.total_seconds() / 60 + 1)
    kept = worth_keeping([*last, *hours, *days, *gone], NOW)
    assert kept[LAST:] == [hours[0], hours[2], hours[4], days[0], days[2]]


def test_old_snapshots_are_thinned_when_one_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    monkeypatch.setattr(snapshots, "LAST", 2)
    for _ in range(4):
        session.run(add_card, kind=Kind.OUTCOME)
        session.file.publish()
    found = session.snapshots()
    # Two for being last, one or two for being the newest of their hour.
    assert 3 <= len(found) <= 4
    assert len(check_file(found[0].file).journal) == 11
    session.close()


def test_a_clock_that_is_set_back_hides_nothing(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    folder = session.snapshots()[0].file.parent
    shelf = Shelf(folder)
    uids = [f"{number:032x}" for number in range(1, 2 * LAST)]
    for number, uid in enumerate(uids):
        moment = NOW + datetime.timedelta(minutes=number)
        shelf.keep(b"image", uid, moment if number < LAST else moment - datetime.timedelta(days=2))
    assert [snapshot.uid for snapshot in shelf.all()][:LAST] == uids[: -LAST - 1 : -1]
    assert [snapshot.uid for snapshot in session.snapshots()][:LAST] == uids[: -LAST - 1 : -1]
    session.close()


def test_images_named_without_a_number_come_before_those_with_one(tmp_path: Path) -> None:
    (tmp_path / f"20271127T120000000000Z-{'1' * 32}.whyboard").write_bytes(b"older")
    shelf = Shelf(tmp_path)
    shelf.keep(b"newer", "2" * 32, NOW)
    assert [snapshot.uid[0] for snapshot in shelf.all()] == ["2", "1"]


def test_what_a_killed_process_left_among_the_snapshots_is_swept(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    folder = session.snapshots()[0].file.parent
    (folder / ".20261127.whyboard.0123abcd.tmp").write_bytes(b"half an image")
    session.run(add_card, kind=Kind.OUTCOME)
    session.file.publish()
    assert {file.suffix for file in folder.iterdir()} == {".whyboard"}
    assert len(session.snapshots()) == 2
    session.close()


def test_publishing_goes_on_when_no_snapshot_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "snapshots").write_text("in the way")
    session = named_session(tmp_path)
    assert session.file.state.up_to_date
    session.close()


def test_they_follow_the_document_and_can_be_forgotten(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME)
    session.name_file(tmp_path / "moved.whyboard")
    assert len(session.snapshots()) == 2
    session.close()
    forget_snapshots(tmp_path / "home", session.doc_id)
    assert list((tmp_path / "home" / "snapshots").iterdir()) == []
    shutil.rmtree(tmp_path / "home")
    forget_snapshots(tmp_path / "home", session.doc_id)
