"""What the lanes are called, and what they ask."""

from types import MappingProxyType
from typing import Final

from workshop.language import text
from workshop.reading.lanes import Stage

HEADINGS: Final = MappingProxyType(
    {
        Stage.INPUTS: text("Inputs"),
        Stage.ACTIVITIES: text("Activities"),
        Stage.OUTPUTS: text("Outputs"),
        Stage.OUTCOMES: text("Outcomes"),
        Stage.IMPACT: text("Impact"),
    }
)

#: What the row that is not there yet says; impact is the tree's business.
INVITATIONS: Final = MappingProxyType(
    {
        Stage.INPUTS: text("What do we put in?"),
        Stage.ACTIVITIES: text("What do we do?"),
        Stage.OUTPUTS: text("What do we make?"),
        Stage.OUTCOMES: text("What changes?"),
    }
)

#: What a row that leads nowhere is asked.
QUESTIONS: Final = MappingProxyType(
    {
        Stage.INPUTS: text("for what…?"),
        Stage.ACTIVITIES: text("for what…?"),
        Stage.OUTPUTS: text("so that…?"),
    }
)
