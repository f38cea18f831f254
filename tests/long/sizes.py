"""How large the gates are: quick on every run, large on demand.

WHYBOARD_LONG=1 asks for the whole large size, 0.2 for a fifth of it.
"""

import os
from typing import Final

LONG: Final = float(os.environ.get("WHYBOARD_LONG", "0"))
#: Seconds after which a large gate counts as hanging.
_A_DAY: Final = 86_400


def size(quick: int, large: int) -> int:
    """The number of rounds of a gate."""
    return max(quick, int(large * LONG))


def patience(quick: int) -> int:
    """Seconds after which a gate counts as hanging."""
    return _A_DAY if LONG else quick
