"""How an export may end. Plain values, no Qt."""

from msgspec import Struct

from workshop.store.errors import Trouble


class Written(Struct, frozen=True):
    """The file is there. `unsupported` are characters no bundled font can draw."""

    unsupported: tuple[str, ...] = ()


class NotWritten(Struct, frozen=True):
    """The file could not be written; `reason` is the system's word for it, and `code` ours."""

    reason: str
    code: Trouble = Trouble.WRITE_FAILED


class Crashed(Struct, frozen=True):
    """The program is wrong; `report` is a traceback."""

    report: str


Result = Written | NotWritten | Crashed
