"""What people wish of a panel, granted: its values, its versions, and forms for new metrics."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from widgets.document import Document
from widgets.look.look import Look
from widgets.metrics.form import MetricForm
from widgets.metrics.listing import MetricList
from widgets.metrics.panel import AnyPanel, Wish
from widgets.metrics.values import ValuesDrawer
from widgets.metrics.versions import VersionsDrawer
from widgets.page import bring_in_sight
from workshop.commands.details import add_detail
from workshop.details import Metric
from workshop.language import text


class Drawers(QObject):
    """Pulls forms out of the panels of a list, and runs what they ask for.

    Signals:
        jump(str): people want to see an outcome on the tree.
    """

    jump = Signal(str)

    def __init__(
        self,
        document: Document,
        panels: MetricList,
        look: Look,
        today: Callable[[], datetime.date],
    ) -> None:
        super().__init__(panels)
        self._document = document
        self._list = panels
        self._look = look
        self._today = today
        panels.wished.connect(self._grant)

    def set_look(self, look: Look) -> None:
        """Forms wear other colours from now on."""
        self._look = look

    def _grant(self, row: str, wish: Wish) -> None:
        panel = self._list.panel(row)
        if panel is None:
            return
        if wish is Wish.TREE:
            self.jump.emit(self._document.board.bearer_of(row))
        elif wish is Wish.VALUES:
            self._toggle(panel, ValuesDrawer, lambda: self._values(row, panel))
        elif wish is Wish.VERSIONS:
            self._toggle(panel, VersionsDrawer, lambda: self._versions(row, panel))
        else:
            self._toggle(panel, MetricForm, lambda: self._new(row, panel, wish))

    def _toggle(self, panel: AnyPanel, kind: type[QWidget], make: Callable[[], QWidget]) -> None:
        """Pull a form out, or push it in when it is the one that is there."""
        is_there = isinstance(panel.drawer, kind)
        panel.push_in()
        if is_there:
            panel.setFocus()
            return
        drawer = make()
        panel.pull_out(drawer)
        drawer.setFocus()
        # Once all around it have the height it takes: before, they can't be scrolled so far.
        QTimer.singleShot(0, drawer, lambda: bring_in_sight(drawer))

    def _values(self, metric: str, panel: AnyPanel) -> QWidget:
        return ValuesDrawer(self._document, metric, self._look, self._today, panel)

    def _versions(self, metric: str, panel: AnyPanel) -> QWidget:
        drawer = VersionsDrawer(self._document, metric, self._today, panel)
        drawer.closed.connect(panel.push_in)
        return drawer

    def _new(self, row: str, panel: AnyPanel, wish: Wish) -> QWidget:
        is_guardrail = wish is Wish.GUARDRAIL
        says = text("Add the guardrail") if is_guardrail else text("Add the metric")
        form = MetricForm(says, self._today, panel)
        form.given_up.connect(panel.push_in)
        form.sent.connect(lambda fields: self._add(row, fields | {"is_guardrail": is_guardrail}))
        return form

    def _add(self, row: str, fields: dict[str, object]) -> None:
        detail = self._document.board.details.get(row)
        outcome = row if detail is None else detail.owner
        given = {name: value for name, value in fields.items() if name != "reason"}
        applied = self._document.run(add_detail, Metric, outcome, given)
        if applied is None:
            return
        panel = self._list.panel(row)
        if panel is not None:
            panel.push_in()
        for added in applied.touched:
            shown = self._list.panel(added)
            if shown is not None:
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
