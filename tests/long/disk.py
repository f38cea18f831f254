"""A disk that is watched: every write, sync and rename of the program is noted, or made to fail.

SQLite's writes are seen by a VFS put around its own one, through ctypes; the program's own by
standing in for a few functions of `os`. What is left of them after a power cut, `platter` says.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_IOERR_WRITE, _IOERR_FSYNC, _IOERR_TRUNCATE, _IOERR_DELETE = 778, 1034, 1546, 2570
_CANTOPEN, _WAL, _FULL = 14, 0x80000, 13


@dataclass
class Op:
    """One operation: `write`, `truncate`, `sync`, `create`, `unlink`, `rename`, `mkdir`, `rmdir`,
    `sync_folder`, or `note`, which is what the program said at that moment."""

    do: str
    path: str
    at: int = 0
    data: bytes = b""
    to: str = ""
    note: object = None


class Disk:
    """Records operations below `root`; `failing` is the number of the one that fails, if any.

    `delay` is how much longer each sync takes, in seconds.
    """

    def __init__(
        self, root: Path, failing: int | None = None, *, full: bool = False, delay: float = 0.0
    ) -> None:
        self.root = str(root)
        self.ops: list[Op] = []
        self.failing = failing
        self.full = full
        self.delay = delay
        self.failed: Op | None = None

    def note(self, note: object) -> None:
        """Remember what the program promised by now."""
        self.ops.append(Op("note", "", note=note))

    def take(self, op: Op) -> bool:
        """Note an operation about to happen; False when it has to fail."""
        if not op.path.startswith(self.root):
            return True
        if self.failing is not None and len(self.ops) == self.failing and self.failed is None:
            self.failed = op
            return False
        self.ops.append(op)
        return True

    def error(self, path: object) -> OSError:
        """What the program gets when an operation fails."""
        number = errno.ENOSPC if self.full else errno.EIO
        return OSError(number, os.strerror(number), str(path))


class _Vfs(Structure):
    pass


_OPEN = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_int)
_Vfs._fields_ = [
    ("version", c_int),
    ("file_size", c_int),
    ("longest_name", c_int),
    ("following", c_void_p),
    ("name", c_char_p),
    ("data", c_void_p),
    ("open", _OPEN),
    ("delete", _DELETE),
    *[(f"other_{n}", c_void_p) for n in range(14)],
]

_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        *[(f"other_{n}", c_void_p) for n in range(13)],
    ]


def can_watch() -> bool:
    """Whether Python's SQLite is a library of its own that ctypes reaches too."""
    return _library() is not None


def _library() -> Any:
    import sqlite3

    try:
        library = ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        return None
    library.sqlite3_libversion.restype = c_char_p
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    loaded = library.sqlite3_libversion().decode()
    return library if loaded == sqlite3.sqlite_version else None


class _Watch:
    """A VFS around SQLite's own one, the default as long as it is installed."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._library = _library()
        self._own = self._library.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._synced: set[str] = set()
        self._kept: dict[int, tuple[_Methods, _Methods]] = {}
        vfs = _Vfs()
        ctypes.memmove(byref(vfs), self._own, ctypes.sizeof(_Vfs))
        vfs.name = b"watched"
        vfs.open = _OPEN(self._open)
        vfs.delete = _DELETE(self._delete)
        self._vfs = vfs

    def install(self) -> None:
        self._library.sqlite3_vfs_register(byref(self._vfs), 1)

    def remove(self) -> None:
        self._library.sqlite3_vfs_unregister(byref(self._vfs))
        self._library.sqlite3_vfs_register(self._own, 1)

    def _open(self, _vfs: Any, name: bytes | None, file: int, flags: int, out: Any) -> int:
        path = os.fsdecode(name) if name else ""
        is_new = bool(path) and not Path(path).exists()
        if is_new and not self._disk.take(Op("create", path)):
            # SQLite asks no more about a file whose methods are null.
            ctypes.cast(file, POINTER(c_void_p))[0] = None
            return _CANTOPEN
        code: int = self._own.contents.open(self._own, name, file, flags, out)
        if code == 0 and path:
            self._names[file] = path
            if flags & _WAL and is_new:
                self._synced.discard(path)
            else:
                self._synced.add(path)
            self._watch_methods(file)
        return code

    def _watch_methods(self, file: int) -> None:
        methods = ctypes.cast(file, POINTER(c_void_p))
        address = methods[0]
        if address not in self._kept:
            own = ctypes.cast(address, POINTER(_Methods)).contents
            watched = _Methods()
            ctypes.memmove(byref(watched), byref(own), ctypes.sizeof(_Methods))
            watched.write = _WRITE(lambda f, data, n, at: self._write(own, f, data, n, at))
            watched.truncate = _TRUNCATE(lambda f, n: self._truncate(own, f, n))
            watched.sync = _SYNC(lambda f, flags: self._sync(own, f, flags))
            self._kept[address] = (own, watched)
        methods[0] = ctypes.addressof(self._kept[address][1])

    def _write(self, own: _Methods, file: int, data: int, count: int, at: int) -> int:
        op = Op("write", self._names[file], at, ctypes.string_at(data, count))
        if not self._disk.take(op):
            return _FULL if self._disk.full else _IOERR_WRITE
        return int(own.write(file, data, count, at))

    def _truncate(self, own: _Methods, file: int, size: int) -> int:
        if not self._disk.take(Op("truncate", self._names[file], size)):
            return _IOERR_TRUNCATE
        return int(own.truncate(file, size))

    def _sync(self, own: _Methods, file: int, flags: int) -> int:
        path = self._names[file]
        if not self._disk.take(Op("sync", path)):
            return _IOERR_FSYNC
        if self._disk.delay:
            time.sleep(self._disk.delay)
        if path not in self._synced:
            # SQLite syncs the folder of a new log together with it.
            self._synced.add(path)
            self._disk.take(Op("sync_folder", str(Path(path).parent)))
        return int(own.sync(file, flags))

    def _delete(self, _vfs: Any, name: bytes, sync_folder: int) -> int:
        path = os.fsdecode(name)
        if Path(path).exists() and not self._disk.take(Op("unlink", path)):
            return _IOERR_DELETE
        return int(self._own.contents.delete(self._own, name, sync_folder))


@contextlib.contextmanager
def watched(disk: Disk) -> Iterator[None]:
    """Have everything that is written below the disk's root noted, or made to fail."""
    watch = _Watch(disk)
    saved = {name: getattr(os, name) for name in _STANDINS}
    rmtree = shutil.rmtree
    opened: dict[int, str] = {}
    for name, stand_in in _STANDINS.items():
        setattr(os, name, stand_in(disk, saved[name], opened))
    shutil.rmtree = _rmtree  # type: ignore[assignment]
    watch.install()
    try:
        yield
    finally:
        watch.remove()
        shutil.rmtree = rmtree
        for name, own in saved.items():
            setattr(os, name, own)


_Own = Callable[..., Any]


def _open(disk: Disk, own: _Own, opened: dict[int, str]) -> _Own:
    def stand_in(path: Any, flags: int, *rest: Any, **given: Any) -> int:
        creates = flags & os.O_CREAT and not Path(path).exists()
        if creates and not disk.take(Op("create", str(path))):
            raise disk.error(path)
        descriptor: int = own(path, flags, *rest, **given)
        opened[descriptor] = str(path)
        return descriptor

    return stand_in


def _fsync(disk: Disk, own: _Own, opened: dict[int, str]) -> _Own:
    def stand_in(descriptor: int) -> None:
        path = opened.get(descriptor, "")
        if Path(path).is_dir():
            ops = [Op("sync_folder", path)]
        else:
            ops = [Op("write", path, 0, Path(path).read_bytes()), Op("sync", path)]
        for op in ops:
            if not disk.take(op):
                raise disk.error(path)
        own(descriptor)

    return stand_in


def _renaming(disk: Disk, own: _Own, _opened: dict[int, str]) -> _Own:
    def stand_in(source: Any, target: Any, **given: Any) -> None:
        if not disk.take(Op("rename", str(source), to=str(target))):
            raise disk.error(target)
        own(source, target, **given)

    return stand_in


def _changing(do: str) -> Callable[[Disk, _Own, dict[int, str]], _Own]:
    def around(disk: Disk, own: _Own, _opened: dict[int, str]) -> _Own:
        def stand_in(path: Any, *rest: Any, **given: Any) -> None:
            if Path(path).exists() == (do == "mkdir"):
                own(path, *rest, **given)
            elif not disk.take(Op(do, str(path))):
                raise disk.error(path)
            else:
                own(path, *rest, **given)

        return stand_in

    return around


_STANDINS: Final = {
    "open": _open,
    "fsync": _fsync,
    "replace": _renaming,
    "rename": _renaming,
    "unlink": _changing("unlink"),
    "mkdir": _changing("mkdir"),
    "rmdir": _changing("rmdir"),
}


def _rmtree(folder: Any, ignore_errors: bool = False) -> None:
    """As the real one, by paths and not by descriptors."""
    try:
        for path in sorted(Path(folder).rglob("*"), reverse=True):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
        Path(folder).rmdir()
    except OSError:
        if not ignore_errors:
            raise
