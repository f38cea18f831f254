"""The command line as a user runs it: real processes, real files."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from desktop.cli import edit
from workshop.commands.cards import add_card
from workshop.scripting import MAX_LINE
from workshop.session import Session
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

SCRIPT = """
{"do": "set_workshop", "title": "Kickoff", "problem": "Nobody answers", "held_on": "2026-11-16"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "first", "parent": "G1", "after": null}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_output", "solution": "S1", "owner": "Amara", "status": "in progress"}
{"do": "link", "output": "P1", "outcome": "G1", "assumption": "Late answers lose people"}
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def whyboard(tmp_path: Path) -> Run:
    """Run `whyboard` in a folder of its own."""

    def run(*arguments: str | Path, script: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desktop", *map(str, arguments)],
            input=script,
            text=True,
            capture_output=True,
            check=False,
            timeout=50,
            env=os.environ | {"WHYBOARD_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
        )

    return run


@pytest.fixture
def kickoff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of SCRIPT, made without a process of its own: that takes as long as most tests."""
    monkeypatch.setenv("WHYBOARD_HOME", str(tmp_path / "home"))
    file = tmp_path / "kickoff.whyboard"
    assert edit.run(file, io.BytesIO(SCRIPT.encode()), io.StringIO()) == 0
    return file


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_gets_one_answer_and_the_file_is_published(
    whyboard: Run, tmp_path: Path
) -> None:
    file = tmp_path / "kickoff.whyboard"
    done = whyboard("edit", file, script=SCRIPT)
    assert done.returncode == 0
    assert [a["ok"] for a in answers(done)] == [True] * 7
    assert [a["seq"] for a in answers(done)] == list(range(1, 8))
    assert answers(done)[-2]["ref"] == "P1"
    again = whyboard("edit", file, script='{"do": "undo"}\n{"do": "redo"}\n{"do": "publish"}\n')
    assert [a["seq"] for a in answers(again)] == [8, 9, 9]
    assert not list((tmp_path / "home" / "open").iterdir())


def test_a_refused_line_changes_nothing_and_the_next_goes_on(whyboard: Run, tmp_path: Path) -> None:
    file = tmp_path / "kickoff.whyboard"
    lines = [
        '{"do": "add_card", "kind": "outcome"}',
        "nonsense",
        '{"do": "add_card", "kind": "test", "parent": "G1"}',
        '{"do": "edit_card", "ref": "O7", "text": "x"}',
        '{"do": "edit_card", "ref": "G1"}',
        '{"do": "undo"}',
        '{"do": "undo"}',
        '{"do": "add_card", "kind": "outcome", "text": "second"}',
    ]
    done = whyboard("edit", file, script="\n".join(lines))
    given = answers(done)
    assert done.returncode == 0
    assert [a.get("code") for a in given] == [
        None,
        "not_json",
        "may_not_hang_under",
        "unknown_ref",
        None,
        None,
        "nothing_to_undo",
        None,
    ]
    assert [a["seq"] for a in given if a["ok"]] == [1, 1, 2, 3]
    assert given[-1]["ref"] == "G2"
    assert all(str(a["error"]).endswith(".") for a in given if not a["ok"])


def test_the_json_export_holds_everything(whyboard: Run, tmp_path: Path, kickoff: Path) -> None:
    out = tmp_path / "kickoff.json"
    assert whyboard("export", kickoff, out).returncode == 0
    plain = json.loads(out.read_text(encoding="utf-8"))
    assert (plain["format"], plain["version"]) == ("whyboard", 2)
    assert plain["workshop"]["held_on"] == "2026-11-16"
    assert [(c["ref"], c["parent"], c["position"]) for c in plain["cards"]] == [
        ("G1", None, 0),
        ("O2", "G1", 0),
        ("O1", "G1", 1),
        ("S1", "O1", 0),
    ]
    assert plain["outputs"] == [
        {
            "ref": "P1",
            "text": "Reminders",
            "owner": "Amara",
            "status": "in progress",
            "solution": "S1",
        }
    ]
    assert plain["links"] == [{"output": "P1", "outcome": "G1"}]
    assumed = plain["details"][-1]
    assert (assumed["ref"], assumed["of"]) == ("A1", "P1>G1")
    assert assumed["text"] == "Late answers lose people"


def test_the_calendar_export_holds_the_dates_to_come(whyboard: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "kickoff.whyboard", tmp_path / "dates.ics"
    line = '{"do": "add_assumption", "of": "G1", "text": "Late", "next_review": "2999-12-22"}\n'
    assert whyboard("edit", file, script=SCRIPT + line).returncode == 0
    assert whyboard("export", file, out).returncode == 0
    content = out.read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:29991222" in content
    assert "SUMMARY:A2 Late: does it still hold?" in content


@pytest.mark.parametrize(("options", "width"), [((), 595), (("--paper", "letter"), 612)])
def test_the_handout_is_made_for_the_paper_that_is_named(
    options: tuple[str, ...], width: int, whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    out = tmp_path / "doc.pdf"
    assert whyboard("export", kickoff, out, *options).returncode == 0
    assert round(pypdf.PdfReader(out).pages[0].mediabox.width) == width


def test_paper_that_nobody_knows_is_an_error(whyboard: Run, tmp_path: Path) -> None:
    done = whyboard("export", tmp_path / "a.whyboard", tmp_path / "a.pdf", "--paper", "folio")
    assert done.returncode == 2
    assert "(choose from" in done.stderr


def test_check_names_the_gaps_of_a_sound_file(whyboard: Run, tmp_path: Path) -> None:
    file = tmp_path / "kickoff.whyboard"
    whyboard("new", file, "--template", "sample")
    done = whyboard("check", file, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["sound"] is True
    assert {"output_without_outcome", "outcome_without_output"} <= {
        gap["code"] for gap in found["gaps"]
    }
    assert all(set(gap) == {"code", "theme", "refs", "day", "text"} for gap in found["gaps"])
    assert all(gap["text"] for gap in found["gaps"])
    spoken = whyboard("check", file).stdout.splitlines()
    assert "sound" in spoken[0]
    listed = [line for line in spoken if line.startswith("- ")]
    codes = [gap["code"] for gap in found["gaps"]]
    assert len(listed) == len(set(codes)) < len(codes)
    for gap in found["gaps"]:
        assert any(all(ref in line for ref in gap["refs"][:1]) for line in listed)
        if codes.count(gap["code"]) == 1:
            assert f"- {gap['text']}" in listed
    assert "From output to outcome" in spoken


def test_check_of_a_damaged_file_fails_in_one_sentence(whyboard: Run, kickoff: Path) -> None:
    content = bytearray(kickoff.read_bytes())
    content[5000] ^= 1
    kickoff.write_bytes(content)
    done = whyboard("check", kickoff, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["sound"] is False
    assert done.stderr.count("\n") == 1


def test_history_lists_what_was_done(whyboard: Run, kickoff: Path) -> None:
    assert edit.run(kickoff, io.BytesIO(b'{"do": "undo"}\n'), io.StringIO()) == 0
    entries = json.loads(whyboard("history", kickoff, "--json").stdout)
    assert [entry["seq"] for entry in entries] == list(range(1, 9))
    assert (entries[-1]["kind"], entries[-1]["target"]) == ("undo", 7)
    assert len(whyboard("history", kickoff).stdout.splitlines()) == 8


def test_new_leaves_an_existing_file_alone(whyboard: Run, tmp_path: Path) -> None:
    file = tmp_path / "kickoff.whyboard"
    file.write_text("mine")
    done = whyboard("new", file)
    assert done.returncode == 1
    assert file.read_text() == "mine"
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "absent.whyboard", "out.pdf"),
        ("check", "text.whyboard"),
        ("edit", "text.whyboard"),
        ("edit", "nowhere/new.whyboard"),
        ("new", "nowhere/new.whyboard"),
        ("history", "."),
        ("export", "good.whyboard", "out.docx"),
        ("export", "good.whyboard", "nowhere/out.json"),
        ("export", "good.whyboard", "good.whyboard"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_sentence(
    whyboard: Run, tmp_path: Path, kickoff: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "text.whyboard").write_text("a" * 600)
    kickoff.rename(tmp_path / "good.whyboard")
    done = whyboard(arguments[0], *(tmp_path / name for name in arguments[1:]))
    assert done.returncode == 1
    assert done.stderr.startswith("whyboard: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_where_no_working_copy_can_be_made_a_file_can_still_be_read(
    whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    session = Session.open(kickoff, tmp_path / "home", open_writer)
    folder = session.folder
    session.close()
    folder.write_text("in the way")
    checked = whyboard("check", kickoff, "--json")
    assert json.loads(checked.stdout)["sound"]
    assert "This is the file as last published." in checked.stderr
    assert str(folder) not in checked.stderr
    history = whyboard("history", kickoff, "--json")
    assert (history.returncode, len(history.stderr.splitlines())) == (0, 1)
    refused = whyboard("edit", kickoff, script='{"do": "undo"}\n')
    assert (refused.returncode, refused.stdout) == (1, "")


def test_while_the_app_has_it_open_edit_refuses_and_export_reads_the_file(
    whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    out = tmp_path / "out.json"
    held = Session.open(kickoff, tmp_path / "home", open_writer)
    try:
        refused = whyboard("edit", kickoff, script='{"do": "undo"}\n')
        assert refused.returncode == 1
        assert answers(refused) == [
            {"ok": False, "code": "open_elsewhere", "error": answers(refused)[0]["error"]}
        ]
        read = whyboard("export", kickoff, out)
        assert read.returncode == 0
        assert len(read.stderr.splitlines()) == 1
        assert len(json.loads(out.read_text(encoding="utf-8"))["cards"]) == 4
    finally:
        held.close()


def test_an_orphaned_working_copy_is_recovered_first(
    whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    out = tmp_path / "out.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "edit", str(kickoff)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"WHYBOARD_HOME": str(tmp_path / "home")},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"do": "add_card", "kind": "outcome", "text": "acknowledged"}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["ok"] is True
    process.kill()
    process.communicate()
    assert whyboard("export", kickoff, out).returncode == 0
    texts = [card["text"] for card in json.loads(out.read_text(encoding="utf-8"))["cards"]]
    assert "acknowledged" in texts


def test_two_versions_are_told_apart_on_standard_error(
    whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    mine = Session.open(kickoff, tmp_path / "home", open_writer)
    mine.run(add_card, kind=Kind.OUTCOME, text="Mine")
    theirs = Session.open(kickoff, tmp_path / "elsewhere", open_writer)
    theirs.run(add_card, kind=Kind.OUTCOME, text="Theirs")
    theirs.close()
    mine._copy.close()
    done = whyboard("check", kickoff)
    (kept,) = tmp_path.glob("kickoff (recovered*.whyboard")
    assert f"Both are kept: the other is {kept.name}." in done.stderr
    assert "Theirs" in {card.text for card in check_file(kickoff).board.cards.values()}
    assert "Mine" in {card.text for card in check_file(kept).board.cards.values()}


class _Meanwhile(io.BytesIO):
    """Lines, between which someone else changes the file."""

    def __init__(self, file: Path) -> None:
        super().__init__(b'{"do": "add_card", "kind": "outcome", "text": "Mine"}\n')
        self._file = file

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line:
            self._file.write_bytes(b"theirs")
        return line


def test_a_file_that_someone_else_changed_meanwhile_is_not_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHYBOARD_HOME", str(tmp_path / "home"))
    file = tmp_path / "kickoff.whyboard"
    said = io.StringIO()
    assert edit.run(file, _Meanwhile(file), said) == 1
    assert '"ok":true' in said.getvalue()
    (mine,) = tmp_path.glob("kickoff (conflict*.whyboard")
    assert f"Yours is now {mine.name}" in capsys.readouterr().err
    assert len(check_file(mine).board.cards) == 1
    assert file.read_bytes() == b"theirs"


def test_a_line_that_is_too_long_is_refused_once_and_no_part_of_it_runs(
    whyboard: Run, tmp_path: Path
) -> None:
    file = tmp_path / "kickoff.whyboard"
    command = '{"do": "delete_card", "ref": "G1"}'
    lines = [" " * length + command for length in range(MAX_LINE - 3, MAX_LINE + 3)]
    add = '{"do": "add_card", "kind": "outcome"}'
    done = whyboard("edit", file, script="\n".join([add, *lines, add]))
    given = answers(done)
    assert [a["ok"] for a in given] == [True, *[False] * len(lines), True]
    assert {a["code"] for a in given if not a["ok"]} == {"line_too_long"}


def test_an_export_to_a_missing_folder_names_the_file_that_was_asked_for(
    whyboard: Run, tmp_path: Path, kickoff: Path
) -> None:
    done = whyboard("export", kickoff, tmp_path / "nowhere" / "out.pdf")
    assert done.returncode == 1
    assert "out.pdf" in done.stderr
    assert ".tmp" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_keeps_its_permissions(whyboard: Run, kickoff: Path) -> None:
    kickoff.chmod(0o600)
    whyboard("edit", kickoff, script=SCRIPT)
    assert kickoff.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_is_no_workshop_and_nothing_hangs(whyboard: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.whyboard")
    done = whyboard("check", tmp_path / "pipe.whyboard")
    assert done.returncode == 1
    assert "not a Whyboard workshop" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_without_a_display_the_app_says_so(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, "-m", "desktop"],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name not in hidden},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_command_imports_what_it_needs_and_no_more(tmp_path: Path, kickoff: Path) -> None:
    code = (
        "import sys; from desktop.cli.main import main; "
        f"main(['export', {str(kickoff)!r}, {str(tmp_path / 'out.pdf')!r}]); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        text=True,
        capture_output=True,
        check=True,
        timeout=50,
        env=os.environ | {"WHYBOARD_HOME": str(tmp_path / "home")},
    )
    loaded = set(done.stdout.split())
    assert "exports.pdf.document" in loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "workshop.scripting", "PySide6"}
