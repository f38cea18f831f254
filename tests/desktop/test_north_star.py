"""The north star stands above the tree, in one line, while there is one."""

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import workspace_of
from workshop.commands.details import set_facts
from workshop.details import Frame
from workshop.records import WORKSHOP_ID


def write(window: Window, words: str) -> None:
    assert window.workshop is not None
    window.workshop.document.run(set_facts, Frame, WORKSHOP_ID, {"north_star": words})


def test_it_shows_with_the_tree_and_goes_with_its_words(blank: Window) -> None:
    star = workspace_of(blank).star
    assert star.isHidden()
    write(blank, "The right two people\ntalk within a day")
    assert star.isVisible()
    assert star.text() == "North star: The right two people talk within a day"
    workspace_of(blank).show_view(View.TABLE)
    assert star.isHidden()
    workspace_of(blank).show_view(View.BOTH)
    assert star.isVisible()
    write(blank, "")
    assert star.isHidden()


def test_a_long_one_is_cut_and_told_whole_on_request(blank: Window) -> None:
    write(blank, "word " * 200)
    star = workspace_of(blank).star
    assert star.text().endswith("…")
    assert star.toolTip().count("word") == 200
