"""`whyboard history`: the journal of a workshop, newest last."""

import sys
from pathlib import Path

import msgspec

from desktop.cli.opening import read
from workshop.language import text
from workshop.store.journal import Entry
from workshop.words.past import command_text


def run(path: Path, *, as_json: bool) -> int:
    """List who did what when.

    Raises:
        StorageError: the file can't be read, or is not a workshop.
    """
    journal = read(path).journal
    if as_json:
        plain = [_plain(entry) for entry in journal]
        sys.stdout.write(msgspec.json.encode(plain).decode() + "\n")
        return 0
    for entry in journal:
        print(f"{entry.seq:>6}  {entry.at[:19]}  {entry.actor:<12}  {_words(entry)}".rstrip())
    return 0


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "kind": entry.kind,
        "target": entry.target,
        "name": entry.name,
        "ref": entry.ref,
        "text": _words(entry),
    }


def _words(entry: Entry) -> str:
    what = command_text(entry)
    if entry.kind == "undo":
        return text("Undo: {what}").format(what=what)
    if entry.kind == "redo":
        return text("Redo: {what}").format(what=what)
    return what
