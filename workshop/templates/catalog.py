"""Templates a new workshop can start from, by name: scripts, kept beside this module."""

from pathlib import Path
from typing import Final

#: Names a template can be asked for by.
TEMPLATES: Final = ("blank", "sample", "people", "legal", "engineering", "platform")


def script_of(template: str) -> list[str]:
    """The lines of a template's script.

    Raises:
        KeyError: there is no such template.
    """
    if template not in TEMPLATES:
        raise KeyError(template)
    script = Path(__file__).with_name(f"{template}.jsonl")
    return script.read_text(encoding="utf-8").splitlines()
