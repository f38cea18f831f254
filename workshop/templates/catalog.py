"""Templates a new workshop can start from: scripts, kept beside this module."""

from pathlib import Path
from typing import Final

from workshop.scripting import template_step
from workshop.steps import Step

#: Names a template can be asked for by.
TEMPLATES: Final = ("blank", "sample", "people", "legal", "engineering", "platform")


def step_from(template: str) -> Step:
    """The first step of a workshop that starts from this template.

    Raises:
        KeyError: there is no such template.
    """
    if template not in TEMPLATES:
        raise KeyError(template)
    script = Path(__file__).with_name(f"{template}.jsonl")
    return template_step(script.read_text(encoding="utf-8").splitlines())
