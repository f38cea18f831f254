"""How an export may end. Plain values, no Qt."""

from msgspec import Struct


class Written(Struct, frozen=True):
    """The file is there. `unsupported` are characters no bundled font can draw."""

    unsupported: tuple[str, ...] = ()


class NotWritten(Struct, frozen=True):
    """The file could not be written; `reason` is the operating system's word for it."""

    reason: str


class Crashed(Struct, frozen=True):
    """The program is wrong; `report` is a traceback."""

    report: str


Result = Written | NotWritten | Crashed
