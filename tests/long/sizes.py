"""How large the gates are: quick on every run, large when WHYBOARD_LONG=1 asks for it."""

import os
from typing import Final

LONG: Final = os.environ.get("WHYBOARD_LONG") == "1"
#: Seconds after which a large gate counts as hanging.
_A_DAY: Final = 86_400


def size(quick: int, large: int) -> int:
    """The number of rounds of a gate."""
    return large if LONG else quick


def patience(quick: int) -> int:
    """Seconds after which a gate counts as hanging."""
    return _A_DAY if LONG else quick
