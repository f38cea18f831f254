"""What a disk may hold when the power goes at any moment of what was done to it.

A write or a rename may be lost until it is synced; of a file's unsynced sectors any may have
arrived.
"""

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.long.disk import Op

_SECTOR: Final = 512


@dataclass
class _Inode:
    content: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    is_folder: bool = False


class Platter:
    """Replays operations; at any moment it can say what may be left if the power goes then."""

    def __init__(self) -> None:
        self._live: dict[str, _Inode] = {}
        self._durable: dict[str, _Inode] = {}
        self._waiting: list[tuple[Op, _Inode]] = []
        self._folders: set[str] = set()

    def take(self, op: Op) -> None:
        """Let one more operation happen."""
        live = self._live
        if op.do in ("write", "truncate"):
            live[op.path].pending.append(op)
        elif op.do == "sync":
            _settle(live[op.path])
        elif op.do == "sync_folder":
            self._settle_folder(op.path)
        elif op.do != "note":
            inode = live[op.path] if op.do in ("rename", "unlink", "rmdir") else _Inode()
            if op.do == "mkdir":
                inode.is_folder = True
            if inode.is_folder:
                self._folders.update({op.path, op.to})
            self._waiting.append((op, inode))
            _apply(live, op, inode)

    def after_a_cut(self, rng: random.Random) -> dict[str, bytes | None]:
        """What the disk may hold; None for a folder."""
        durable = dict(self._durable)
        for change in self._waiting[: rng.randint(0, len(self._waiting))]:
            _apply(durable, *change)
        return {
            path: None if inode.is_folder else _torn(inode, rng)
            for path, inode in durable.items()
            if all(str(f) in durable for f in Path(path).parents if str(f) in self._folders)
        }

    def _settle_folder(self, folder: str) -> None:
        left = []
        for change in self._waiting:
            if str(Path(change[0].path).parent) == folder:
                _apply(self._durable, *change)
            else:
                left.append(change)
        self._waiting = left


def _apply(tree: dict[str, _Inode], op: Op, inode: _Inode) -> None:
    if op.do in ("create", "mkdir"):
        tree[op.path] = inode
    elif op.do in ("unlink", "rmdir"):
        tree.pop(op.path, None)
    elif op.do == "rename":
        inside = [path for path in tree if path.startswith(op.path + os.sep)]
        for path in inside:
            tree[op.to + path[len(op.path) :]] = tree.pop(path)
        tree.pop(op.path, None)
        tree[op.to] = inode


def _settle(inode: _Inode) -> None:
    for op in inode.pending:
        _write(inode.content, op)
    inode.pending.clear()


def _write(content: bytearray, op: Op) -> None:
    if op.do == "truncate":
        del content[op.at :]
        return
    content.extend(bytes(max(0, op.at - len(content))))
    content[op.at : op.at + len(op.data)] = op.data


def _torn(inode: _Inode, rng: random.Random) -> bytes:
    """The synced content with any of the sectors that were not synced."""
    content = bytearray(inode.content)
    share = rng.choice((0.0, 0.5, 0.9, 1.0))
    for op in inode.pending:
        if op.do == "truncate":
            if rng.random() < share:
                _write(content, op)
            continue
        at = 0
        while at < len(op.data):
            end = min(len(op.data), at + _SECTOR - (op.at + at) % _SECTOR)
            if rng.random() < share:
                _write(content, Op("write", op.path, op.at + at, op.data[at:end]))
            at = end
    return bytes(content)


def lay_out(root: Path, state: dict[str, bytes | None]) -> None:
    """Make the folder hold exactly this."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for path in sorted(state):
        content = state[path]
        if content is None:
            Path(path).mkdir(parents=True, exist_ok=True)
        else:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)
