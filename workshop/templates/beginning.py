"""The first step of a workshop, from a template; whoever opens a file does without scripts."""

from workshop.scripting import template_step
from workshop.steps import Step
from workshop.templates.catalog import script_of


def step_from(template: str) -> Step:
    """The first step of a workshop that starts from this template.

    Raises:
        KeyError: there is no such template.
    """
    return template_step(script_of(template))
