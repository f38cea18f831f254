"""Rows read from the raw pages of a database that SQLite refuses. Knows the file format, no table.

Only leaf pages are read, each by itself: page one may be gone, the file may be cut short.
See https://www.sqlite.org/fileformat.html, sections 1.6 and 2.1.
"""

import struct
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

Value = int | float | str | bytes | None

_TABLE_LEAF: Final = 0x0D
_INDEX_LEAF: Final = 0x0A
_HEADER: Final = 100
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_SIZES: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
#: Longest row that is read, in bytes.
_LONGEST: Final = 4 << 20
_USUAL_PAGE: Final = 4096


def rows_in(image: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Every row that can be read with its number, in the order of the pages.

    A column that is the number by another name is given as None.
    """
    return _cells(image, _TABLE_LEAF, _row)


def entries_in(image: bytes) -> Iterator[tuple[Value, ...]]:
    """Every entry of an index that can be read: the columns, and last the number of their row.

    Of a large index those that part one page from the next are not among them; the greatest is.
    """
    return _cells(image, _INDEX_LEAF, _entry)


def with_log(image: bytes, log: bytes) -> bytes:
    """The image with the pages of its write-ahead log laid over it, as far as they were committed.

    See section 4 of the file format. A page that a power cut has torn is laid over all the same:
    no checksum is asked, each row has to stand for itself.
    """
    size = int.from_bytes(log[8:12], "big") or _page_size(image)
    pages, waiting = bytearray(image), list[tuple[int, bytes]]()
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER, _FRAME_HEADER + size):
        frame = log[at : at + _FRAME_HEADER + size]
        if frame[8:16] != log[16:24]:
            # What follows was left by the log's last round.
            break
        waiting.append((int.from_bytes(frame[:4], "big"), frame[_FRAME_HEADER:]))
        if any(frame[4:8]):
            for number, page in waiting:
                start = (number - 1) * size
                pages.extend(bytes(max(0, start - len(pages))))
                pages[start : start + size] = page
            waiting.clear()
    return bytes(pages)


def _page_size(image: bytes) -> int:
    size = int.from_bytes(image[16:18], "big")
    size = 65536 if size == 1 else size
    is_possible = size >= 512 and size & (size - 1) == 0
    return size if is_possible else _USUAL_PAGE


def _cells(image: bytes, kind: int, read: Callable[[bytes, int, int], T]) -> Iterator[T]:
    """What `read` makes of every cell on the pages of one kind."""
    size = _page_size(image)
    for start in range(0, len(image), size):
        header = start + (_HEADER if start == 0 else 0)
        if image[header : header + 1] == bytes([kind]):
            yield from _cells_on(image, start, header, size, read)


def _cells_on(
    image: bytes, start: int, header: int, size: int, read: Callable[[bytes, int, int], T]
) -> Iterator[T]:
    count = int.from_bytes(image[header + 3 : header + 5], "big")
    for number in range(min(count, size // 4)):
        pointer = header + 8 + 2 * number
        cell = start + int.from_bytes(image[pointer : pointer + 2], "big")
        try:
            yield read(image, cell, size)
        except (ValueError, IndexError, struct.error):
            continue


def _row(image: bytes, cell: int, page: int) -> tuple[int, tuple[Value, ...]]:
    length, at = _varint(image, cell)
    number, at = _varint(image, at)
    if not 2 <= length <= _LONGEST:
        raise ValueError(length)
    return number, _values(_payload(image, at, length, page))


def _entry(image: bytes, cell: int, page: int) -> tuple[Value, ...]:
    """An entry, unless it is so long that a part of it lies elsewhere."""
    length, at = _varint(image, cell)
    if not 2 <= length <= (page - 12) * 64 // 255 - 23:
        raise ValueError(length)
    return _values(image[at : at + length])


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _payload(image: bytes, at: int, length: int, page: int) -> bytes:
    """The bytes of a row, with what lies on overflow pages."""
    most = page - 35
    if length <= most:
        return image[at : at + length]
    least = (page - 12) * 32 // 255 - 23
    here = least + (length - least) % (page - 4)
    here = here if here <= most else least
    found = bytearray(image[at : at + here])
    following = int.from_bytes(image[at + here : at + here + 4], "big")
    while following and len(found) < length:
        start = (following - 1) * page
        more = image[start + 4 : start + page]
        if not more:
            raise ValueError(following)
        following = int.from_bytes(image[start : start + 4], "big")
        found += more
    if len(found) < length:
        raise ValueError(length)
    return bytes(found[:length])


def _varint(image: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = image[at]
        at += 1
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at
    return (value << 8) | image[at], at + 1


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    length = _SIZES[kind] if kind < 10 else (kind - 12) // 2
    raw = payload[at : at + length]
    if len(raw) < length or kind in (10, 11):
        raise ValueError(kind)
    return _decoded(raw, kind), at + length


def _decoded(raw: bytes, kind: int) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        value: float = struct.unpack(">d", raw)[0]
        return value
    if kind in (8, 9):
        return kind - 8
    return raw.decode() if kind & 1 else raw
