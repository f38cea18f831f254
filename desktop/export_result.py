"""Formats a workshop can be exported in, and how an export may end. Plain values, no Qt."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """Formats of an export; the value is the file's suffix."""

    PDF = ".pdf"
    PNG = ".png"
    SVG = ".svg"
    JSON = ".json"
    ICS = ".ics"


@dataclass(frozen=True, slots=True)
class Written:
    """The file is there. `unsupported` are characters no bundled font can draw."""

    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotWritten:
    """The file could not be written; `reason` is the operating system's word for it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """The program is wrong; `report` is a traceback."""

    report: str


Result = Written | NotWritten | Crashed
