"""What shows each part of a layout."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from widgets.inspector import extras, row_links
from widgets.inspector.contributions import LinksView
from widgets.inspector.desk import Desk
from widgets.inspector.details import DetailList
from widgets.inspector.layouts import Extra, Group, Line, ListOf, Part
from widgets.inspector.parts import GroupView, LineView, PartView

_EXTRAS: Final[dict[Extra, Callable[[Desk, QWidget], PartView]]] = {
    Extra.KIND: extras.KindView,
    Extra.SMART: extras.SmartView,
    Extra.KEEP_VERSION: extras.KeepVersion,
    Extra.DRIVEN_BY: row_links.DrivenBy,
    Extra.MADE_FROM: row_links.MadeFrom,
    Extra.MAKE_OUTPUT: extras.MakeOutput,
    Extra.ALSO_HELPS: row_links.AlsoHelpsView,
    Extra.HELPED_BY: row_links.HelpedBy,
    Extra.ORIGIN: row_links.Origin,
    Extra.LINKS: LinksView,
    Extra.CAUTION: extras.Caution,
    Extra.WARNING: extras.NoOutcome,
}


def part_view(desk: Desk, part: Part, parent: QWidget) -> PartView:
    """The view of a part."""
    if isinstance(part, Line):
        return LineView(desk, part, parent)
    if isinstance(part, Group):
        return GroupView(desk, part, parent)
    if isinstance(part, ListOf):
        return DetailList(desk, part, parent)
    return _EXTRAS[part](desk, parent)
