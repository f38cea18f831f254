"""`whyboard edit`: JSON commands in, one acknowledged answer each.

An answer is printed after its change is committed, and flushed: what was acknowledged is on disk.
"""

from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from desktop.cli.errors import sentence_of
from desktop.cli.opening import open_session, say_note
from workshop.rules import RefusedError
from workshop.scripting import MAX_LINE, Publish, Redo, ScriptError, Undo, parse, step_of
from workshop.session import Session
from workshop.store.errors import AlreadyOpenError, Note, StorageError
from workshop.words.codes import refusal_text

Answer = dict[str, bool | int | str]


def run(path: Path, lines: BinaryIO, answers: TextIO) -> int:
    """Answer every line, then publish; the exit code is 0 when the file is up to date.

    It is not when someone else changed it meanwhile: the changes are in a copy beside it then.
    """
    try:
        session = open_session(path, create_if_absent=True)
    except AlreadyOpenError as error:
        _say(_refused("open_elsewhere", error), answers)
        raise
    asked = session.path
    try:
        while line := _next_line(lines):
            if line.strip() or len(line) > MAX_LINE:
                _say(_answer(session, line), answers)
    finally:
        session.close()
    if session.path == asked:
        return 0
    say_note(Note.CONFLICT, session.path)
    return 1


def _next_line(lines: BinaryIO) -> bytes:
    """The next line; of one that is too long, the beginning, which is too long as well.

    The rest of it is passed over: a part of a line must never be taken for a line.
    """
    line = rest = lines.readline(MAX_LINE + 2)
    while len(rest) == MAX_LINE + 2 and not rest.endswith(b"\n"):
        rest = lines.readline(MAX_LINE + 2)
    return line


def _answer(session: Session, line: bytes) -> Answer:
    try:
        return _done(session, line)
    except ScriptError as error:
        return _refused(error.code, error)
    except RefusedError as refused:
        return {"ok": False, "code": refused.code.value, "error": refusal_text(refused)}
    except StorageError as error:
        return _refused(error.code.value, error)


def _done(session: Session, line: bytes) -> Answer:
    parsed = parse(line)
    if isinstance(parsed, Publish):
        session.file.publish()
        return {"ok": True, "seq": session.seq}
    if isinstance(parsed, Undo):
        applied = session.undo()
    elif isinstance(parsed, Redo):
        applied = session.redo()
    else:
        applied = session.run(lambda board: step_of(parsed, board))
    answer: Answer = {"ok": True, "seq": applied.seq}
    if applied.ref is not None:
        answer["ref"] = applied.ref
    return answer


def _refused(code: str, error: Exception) -> Answer:
    return {"ok": False, "code": code, "error": sentence_of(error)}


def _say(answer: Answer, answers: TextIO) -> None:
    answers.write(msgspec.json.encode(answer).decode() + "\n")
    answers.flush()
