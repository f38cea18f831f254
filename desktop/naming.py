"""Names of files: the ending of a workshop's file, and names that every system accepts."""

from pathlib import Path
from typing import Final

from workshop.files import shortened
from workshop.language import text

#: Ending of a workshop's file.
SUFFIX: Final = ".whyboard"


#: Most bytes of a name that is suggested, so that an ending has room.
_LONGEST: Final = 200


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with this ending, which many save dialogs leave to the program."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def suggested_name(title: str, suffix: str) -> str:
    """A file name made from a title, without what file systems refuse."""
    kept = "".join(c if c.isalnum() or c in " -_.,()" else " " for c in title)
    name = shortened(" ".join(kept.split()).strip(".")[:80], _LONGEST).strip()
    return (name or text("Workshop")) + suffix
