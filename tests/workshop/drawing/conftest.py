"""A measure that needs no font: every character is six points wide."""

import pytest

from workshop.drawing.shapes import Measure, TextStyle


class SixPoints:
    """Six points a character, whatever the style."""

    def advance(self, text: str, style: TextStyle) -> float:
        return 6.0 * len(text)


@pytest.fixture(scope="session")
def measure() -> Measure:
    return SixPoints()
