"""How a workshop's views were arranged when it was last seen; kept with the document."""

from enum import StrEnum
from typing import ClassVar

import msgspec
from msgspec import Struct


class View(StrEnum):
    """What the middle of the window shows."""

    TREE = "tree"
    TABLE = "table"
    BOTH = "both"
    LANES = "lanes"
    METRICS = "metrics"
    ASSUMPTIONS = "assumptions"
    GAPS = "gaps"
    REVIEW = "review"
    HISTORY = "history"


class ViewState(Struct, frozen=True):
    """`split` are heights of tree and table in pixels; `viewport` is the canvas's scale, x and y;
    `card` the current one.

    `split` is empty and `viewport` None as long as nobody arranged them. `mirrored` says that the
    viewport is one on a tree that reads from right to left: the other way round it shows nothing.
    """

    KEY: ClassVar[str] = "window"

    view: View = View.TREE
    details: bool = True
    split: tuple[int, ...] = ()
    viewport: tuple[float, float, float] | None = None
    mirrored: bool = False
    card: str | None = None

    @staticmethod
    def of(values: object) -> "ViewState":
        """Read a kept state back; the usual one for anything else."""
        try:
            return msgspec.convert(values, ViewState)
        except msgspec.ValidationError:
            return ViewState()

    def values(self) -> object:
        """The state as plain JSON values."""
        return msgspec.to_builtins(self)
