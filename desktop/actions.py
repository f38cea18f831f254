"""The one table of everything people can do: its words, keys and icon, and when it is possible.

Menus, buttons, shortcuts and the cheat sheet are all made from it. What an action does lives in the
objects the window composes; the table only names the method.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.pages import PAGES
from desktop.view_state import View
from exports.writing import Format
from widgets.table.keys import Key
from workshop.language import text
from workshop.vocabulary import Kind

#: The property of a Qt action that names its icon.
ICON: Final = "iconName"

#: Actions on cards that change nothing of the workshop, and keys of the table that do.
_LOOKING: Final = frozenset({"copy", "choose_all", "fold", "focus", "promote"})
_WRITING: Final = frozenset({Key.CUT, Key.PASTE, Key.FILL, Key.CLEAR, Key.UP, Key.DOWN})

_OPPOSITE: Final = {"Left": "Right", "Right": "Left"}


class Section(StrEnum):
    """Where an action stands in the menu and on the cheat sheet."""

    FILE = "file"
    EXPORT = "export"
    EDIT = "edit"
    CARD = "card"
    TABLE = "table"
    VIEW = "view"
    LOOK = "look"
    APP = "app"


class Needs(StrEnum):
    """What must be there for an action to be possible."""

    NOTHING = "nothing"
    WORKSHOP = "workshop"
    CARD = "card"
    BRANCH = "branch"
    SOLUTION = "solution"
    OUTCOME = "outcome"
    OPPORTUNITY = "opportunity"
    OWNED = "owned"
    STATE = "state"
    TABLE = "table"
    UNDO = "undo"
    REDO = "redo"
    #: A workshop that can be changed.
    OWN = "own"


class Entry(Struct, frozen=True):
    """One action. `call` names a part of the window and its method, `args` what that gets.

    `keys` are shortcuts in Qt's portable spelling. `own` are keys that the tree or the table
    handles itself while it has the focus; they are shown, never bound. One that `writes` is refused
    where the workshop can't be changed.
    """

    id: str
    text: str
    section: Section
    call: str
    needs: Needs = Needs.WORKSHOP
    keys: tuple[str, ...] = ()
    own: str = ""
    icon: str = ""
    on_tree: bool = False
    writes: bool = False
    args: tuple[object, ...] = ()


def _file() -> Iterator[Entry]:
    new, nothing = Section.FILE, Needs.NOTHING
    yield Entry("new", text("New workshop"), new, "opening.new", nothing, ("Ctrl+N",))
    yield Entry("new_sample", text("New from the sample"), new, "opening.new_sample", nothing)
    yield Entry("open", text("Open…"), new, "opening.choose_file", nothing, ("Ctrl+O",))
    yield Entry("save", text("Save to the file now"), new, "saving.save", keys=("Ctrl+S",))
    yield Entry("rename", text("Rename workshop"), new, "window.rename", writes=True)
    yield Entry("save_copy", text("Save a copy…"), new, "saving.save_copy", keys=("Ctrl+Shift+S",))
    back = Entry("go_back", text("Go back to…"), new, "back.choose", Needs.OWN)
    yield replace(back, keys=("Ctrl+Shift+G",))
    share = text("Share a copy without history…")
    yield Entry("share", share, new, "saving.share", Needs.OWN)
    forget = text("Remove every trace from this laptop…")
    yield Entry("forget", forget, new, "window.forget", Needs.OWN)
    yield Entry("close", text("Close window"), new, "window.close", nothing, ("Ctrl+W",))
    yield Entry("quit", text("Quit"), new, "window.quit", nothing, ("Ctrl+Q",))


def _export() -> Iterator[Entry]:
    section = Section.EXPORT

    def entry(form: Format, words: str, *keys: str) -> Entry:
        made = Entry(f"export_{form.name.lower()}", f"{words}…", section, "handouts.export")
        return replace(made, keys=keys, args=(form, words))

    yield entry(Format.PDF, text("Export PDF"), "Ctrl+E")
    yield entry(Format.PNG, text("Export tree as PNG"))
    yield entry(Format.SVG, text("Export tree as SVG"))
    yield entry(Format.JSON, text("Export data as JSON"))
    yield entry(Format.ICS, text("Export dates for a calendar"))
    yield Entry("print", text("Print…"), section, "handouts.print_pages", keys=("Ctrl+P",))


def _edit() -> Iterator[Entry]:
    section = Section.EDIT
    redo = ("Ctrl+Shift+Z", "Ctrl+Y")
    yield Entry(
        "undo", text("Undo"), section, "workspace.undo", Needs.UNDO, ("Ctrl+Z",), icon="undo-2"
    )
    yield Entry("redo", text("Redo"), section, "workspace.redo", Needs.REDO, redo, icon="redo-2")
    yield Entry("find", text("Find and replace"), section, "workspace.find_text", keys=("Ctrl+F",))
    palette = text("Do anything…")
    key = ("Ctrl+Shift+P",)
    yield Entry("palette", palette, section, "window.show_palette", Needs.NOTHING, key)


def _card() -> Iterator[Entry]:
    def entry(name: str, words: str, method: str, key: str = "", own: str = "") -> Entry:
        keys = (key,) if key else ()
        call = method if "." in method else f"canvas.{method}"
        made = Entry(name, words, Section.CARD, call, Needs.CARD, keys, own, on_tree=True)
        return replace(made, writes=name not in _LOOKING)

    def kind(kind: Kind, words: str, key: str) -> Entry:
        return replace(entry(kind.value, words, "work.set_kind", key), args=(kind,))

    everything = entry("choose_all", text("Choose all cards"), "canvas.choose_all", "Ctrl+A")
    paste = entry("paste", text("Paste cards or an outline"), "work.paste", "Ctrl+V")
    beside = entry("add_sibling", text("Add card beside"), "typist.add_sibling", own="Return")
    promote = text("Make an output of the solution")
    yield entry("add_child", text("Add card below"), "typist.add_child", own="Tab")
    yield replace(beside, needs=Needs.WORKSHOP)
    yield entry(
        "add_before", text("Add card before"), "typist.add_sibling_before", own="Shift+Return"
    )
    yield entry("add_parent", text("Add card above"), "typist.add_parent", "Ctrl+Return")
    alone = entry("start_tree", text("Add card on its own"), "typist.start_tree")
    yield replace(alone, needs=Needs.WORKSHOP)
    yield entry("edit", text("Edit text"), "typist.edit", own="F2")
    yield entry("duplicate", text("Duplicate branch"), "work.duplicate", "Ctrl+D")
    yield entry("copy", text("Copy branch"), "work.copy", "Ctrl+C")
    yield entry("cut", text("Cut branch"), "work.cut", "Ctrl+X")
    yield replace(paste, needs=Needs.WORKSHOP)
    yield replace(everything, needs=Needs.WORKSHOP)
    yield entry("delete", text("Delete card and branch"), "work.delete", own="Del")
    keep = text("Delete card, keep what is below")
    yield entry("delete_alone", keep, "work.delete_keeping_children", "Ctrl+Del")
    yield kind(Kind.OUTCOME, text("Make it an outcome"), "Alt+1")
    yield kind(Kind.OPPORTUNITY, text("Make it an opportunity"), "Alt+2")
    yield kind(Kind.SOLUTION, text("Make it a solution"), "Alt+3")
    yield kind(Kind.TEST, text("Make it a test"), "Alt+4")
    yield entry("up", text("Move before its sibling"), "work.move_up", own="Alt+Up")
    yield entry("down", text("Move behind its sibling"), "work.move_down", own="Alt+Down")
    yield entry("indent", text("Move one level down"), "work.indent", own="Alt+Right")
    yield entry("outdent", text("Move one level up"), "work.outdent", own="Alt+Left")
    yield entry("fold", text("Fold or unfold its branch"), "work.toggle_fold", "Ctrl+.")
    yield from _facts()
    focus = text("Focus on this branch, or on all again")
    yield replace(entry("focus", focus, "toggle_focus", "Ctrl+Shift+F"), needs=Needs.BRANCH)
    yield replace(
        entry("promote", promote, "work.promote", "Ctrl+Shift+Return"), needs=Needs.SOLUTION
    )


def _facts() -> Iterator[Entry]:
    """Changes to what cards show of the method; a solution shows its outputs' owner and status."""

    def entry(name: str, words: str, method: str, needs: Needs, key: str) -> Entry:
        call = f"facts.{method}"
        return Entry(name, words, Section.CARD, call, needs, (key,), on_tree=True, writes=True)

    target = text("Make it the target opportunity, or no longer")
    yield entry("target", target, "toggle_target", Needs.OPPORTUNITY, "Alt+5")
    evidence = text("Add evidence…")
    yield entry("evidence", evidence, "add_evidence", Needs.OPPORTUNITY, "Alt+6")
    yield entry("metric", text("Set the metric…"), "set_metric", Needs.OUTCOME, "Alt+7")
    yield entry("owner", text("Set the owner…"), "set_owner", Needs.OWNED, "Alt+8")
    state = text("Set state, status or verdict…")
    yield entry("state", state, "choose_state", Needs.STATE, "Alt+9")


def _table() -> Iterator[Entry]:
    def entry(call: str, words: str, own: Key) -> Entry:
        name = call.partition(".")[2]
        made = Entry(f"table_{name}", words, Section.TABLE, call, Needs.TABLE, own=own.value)
        return replace(made, writes=own in _WRITING)

    yield entry("table.show_details", text("Details of the row"), Key.DETAILS)
    yield entry("cells.copy", text("Copy cells"), Key.COPY)
    yield entry("cells.cut", text("Cut cells"), Key.CUT)
    yield entry("cells.paste", text("Paste from a spreadsheet"), Key.PASTE)
    yield entry("cells.fill_down", text("Fill down"), Key.FILL)
    yield entry("cells.clear", text("Empty cells, or delete rows"), Key.CLEAR)
    yield entry("cells.move_up", text("Move row up"), Key.UP)
    yield entry("cells.move_down", text("Move row down"), Key.DOWN)
    yield entry("table.sort", text("Sort by this column"), Key.SORT)
    yield entry("table.toggle_filter", text("Filter rows"), Key.FILTER)
    yield entry("table.group_next", text("Group by outcome, owner or status"), Key.GROUP)
    yield entry("table.arrange_again", text("Filter and sort again"), Key.ARRANGE)
    yield entry("table.choose_columns", text("Choose columns"), Key.COLUMNS)


def _view() -> Iterator[Entry]:
    section = Section.VIEW

    def view(view: View, words: str, icon: str, keys: tuple[str, ...]) -> Entry:
        shown = Entry(view.value, words, section, "workspace.show_view", keys=keys)
        return replace(shown, icon=icon, args=(view,))

    yield view(View.TREE, text("Tree"), "network", ("Ctrl+T",))
    yield view(View.TABLE, text("Table"), "table-2", ("Ctrl+Shift+T",))
    yield view(View.BOTH, text("Both"), "rows-2", ("Ctrl+B",))
    for page in PAGES:
        yield view(page.view, page.text, page.icon, page.keys)
    yield Entry(
        "details",
        text("Details on the right"),
        section,
        "workspace.toggle_details",
        keys=("Ctrl+I",),
    )
    yield Entry(
        "next_pane", text("Go to the next part"), section, "workspace.next_pane", keys=("F6",)
    )
    yield Entry("zoom_in", text("Zoom in"), section, "canvas.zoom_in", keys=("Ctrl++", "Ctrl+="))
    yield Entry("zoom_out", text("Zoom out"), section, "canvas.zoom_out", keys=("Ctrl+-",))
    yield Entry("zoom_100", text("Zoom to 100 %"), section, "canvas.zoom_to_100", keys=("Ctrl+0",))
    yield Entry(
        "zoom_fit", text("Zoom to the whole tree"), section, "canvas.zoom_to_fit", keys=("Ctrl+1",)
    )
    yield Entry(
        "zoom_branch",
        text("Zoom to this branch"),
        section,
        "canvas.zoom_to_selection",
        keys=("Ctrl+2",),
    )
    yield Entry(
        "arrangement",
        text("Let the tree grow to the right or down"),
        section,
        "canvas.toggle_arrangement",
        keys=("Ctrl+R",),
    )
    yield Entry(
        "full_screen",
        text("Full screen"),
        section,
        "window.toggle_full_screen",
        Needs.NOTHING,
        ("F11",),
    )


def _look() -> Iterator[Entry]:
    section, nothing = Section.LOOK, Needs.NOTHING
    # Where + is Shift+=, Ctrl+Shift+= zooms in; Ctrl+Alt is AltGr, which types characters.
    larger, smaller, usual = ("Alt+=", "Alt++"), "Alt+-", "Alt+0"
    yield Entry("larger", text("Larger text"), section, "preferences.enlarge", nothing, larger)
    yield Entry("smaller", text("Smaller text"), section, "preferences.reduce", nothing, (smaller,))
    yield Entry(
        "usual", text("Usual text size"), section, "preferences.usual_size", nothing, (usual,)
    )
    motion = text("Let cards glide to their places")
    yield Entry("motion", motion, section, "preferences.toggle_motion", nothing)


def _app() -> Iterator[Entry]:
    section, nothing = Section.APP, Needs.NOTHING
    yield Entry("keys", text("Keyboard"), section, "window.show_keys", nothing, ("F1",))
    yield Entry("about", text("About Whyboard"), section, "window.show_about", nothing)


ENTRIES: Final = (
    *(*_file(), *_export(), *_edit(), *_card(), *_table()),
    *(*_view(), *_look(), *_app()),
)


def entries_in(section: Section) -> tuple[Entry, ...]:
    """The actions of one section, in order."""
    return tuple(entry for entry in ENTRIES if entry.section is section)


def keys_in_words(entry: Entry) -> str:
    """The keys of an action as this machine writes them; empty when it has none."""
    keys = entry.keys or ((_as_seen(entry.own),) if entry.own else ())
    native = QKeySequence.SequenceFormat.NativeText
    return text(" or ").join(QKeySequence(key).toString(native) for key in keys)


def _as_seen(key: str) -> str:
    """A key of the tree's own; with Right for Left where people read from right to left."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return key
    way, _, arrow = key.rpartition("+")
    return f"{way}+{_OPPOSITE[arrow]}" if arrow in _OPPOSITE else key


class Actions:
    """The table as Qt actions of one window; `part` finds the object an action's call names.

    `may_write` is asked before anything is changed; it says why not.
    """

    def __init__(
        self, window: QWidget, part: Callable[[str], object], may_write: Callable[[], bool]
    ) -> None:
        self._part = part
        self._may_write = may_write
        made = {entry.id: self._action(entry, window) for entry in ENTRIES}
        self._actions: Mapping[str, QAction] = MappingProxyType(made)
        self._met: frozenset[Needs] | None = None
        for entry in ENTRIES:
            if not entry.on_tree:
                window.addAction(made[entry.id])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def for_tree(self) -> list[QAction]:
        """Actions whose keys count only while the tree has the focus."""
        return [self._actions[entry.id] for entry in ENTRIES if entry.on_tree]

    def allow(self, met: frozenset[Needs]) -> None:
        """Enable exactly the actions whose need is met."""
        if met != self._met:
            self._met = met
            for entry in ENTRIES:
                self._actions[entry.id].setEnabled(entry.needs in met)

    def rename(self, name: str, words: str) -> None:
        """Say more exactly what an action would do now."""
        if self._actions[name].text() == words:
            return
        keys = self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._actions[name].setText(words)
        self._actions[name].setToolTip(f"{words} ({keys})")

    def _action(self, entry: Entry, window: QWidget) -> QAction:
        keys = keys_in_words(entry)
        action = QAction(entry.text + (f"\t{keys}" if entry.own else ""), window)
        action.setObjectName(entry.id)
        action.setToolTip(f"{entry.text} ({keys})" if keys else entry.text)
        action.setProperty(ICON, entry.icon)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        if entry.on_tree:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._do(entry))
        return action

    def _do(self, entry: Entry) -> None:
        if not entry.writes or self._may_write():
            self.method(entry)(*entry.args)

    def method(self, entry: Entry) -> Callable[..., object]:
        """What an action calls."""
        owner, _, name = entry.call.partition(".")
        called: Callable[..., object] = getattr(self._part(owner), name)
        return called
