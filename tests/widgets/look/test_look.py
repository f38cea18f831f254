"""The look: colours of every scheme, following the system, fonts and icons."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exports.fonts.catalog import FACES
from tests.contrast import contrast
from tests.front import bring_to_front
from widgets.look.fonts import FAMILY, load_fonts
from widgets.look.icons import icon, picture
from widgets.look.look import Appearance, Look, Scheme, look_for
from workshop.drawing.palette import DARK, HIGH_CONTRAST, LIGHT

SCHEMES = [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST]
ICONS = Path(__file__).parents[3] / "widgets" / "icons"


@pytest.fixture(autouse=True)
def _undressed(qapp: QApplication) -> Iterator[None]:
    """The application as it was, so that no other test sees it dressed."""
    style, palette = qapp.style().name(), qapp.palette()
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    return Appearance(Scheme.LIGHT)


def test_each_scheme_has_its_own_colours(qtbot: QtBot) -> None:
    assert [look_for(scheme).palette for scheme in SCHEMES] == [LIGHT, DARK, HIGH_CONTRAST]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_colour_is_left_to_qt(qtbot: QtBot, scheme: Scheme) -> None:
    look = look_for(scheme)
    ours = {QColor(value).name() for value in _colours(look)}
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            assert look.qt_palette.color(role).name() in ours, role


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_holds_only_colours_of_the_scheme(qtbot: QtBot, scheme: Scheme) -> None:
    look = look_for(scheme)
    assert "@" not in look.style_sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", look.style_sheet)) <= set(_colours(look))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pictures_named_in_the_style_sheet_exist(qtbot: QtBot, scheme: Scheme) -> None:
    pictures = re.findall(r'url\("([^"]+)"\)', look_for(scheme).style_sheet)
    assert pictures
    assert all(Path(name).is_file() for name in pictures)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_what_it_is_painted_on(qtbot: QtBot, scheme: Scheme) -> None:
    palette = look_for(scheme).palette
    for ground in (palette.surface, palette.window, palette.attention_tint):
        assert contrast(palette.ink, ground) >= 4.5
        assert contrast(palette.soft, ground) >= 4.5
    assert contrast(palette.attention, palette.attention_tint) >= 4.5
    assert contrast(palette.accent_text, palette.accent_tint) >= 4.5
    assert contrast(palette.faint, palette.surface) >= 4.5


def test_the_system_scheme_is_followed_until_people_choose(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Scheme.LIGHT
    monkeypatch.setattr("widgets.look.look.system_scheme", lambda: wish)
    appearance = Appearance(Scheme.SYSTEM)
    told: list[Look] = []
    appearance.changed.connect(told.append)
    assert appearance.look.palette is LIGHT

    wish = Scheme.DARK
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert [look.palette for look in told] == [DARK]
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)

    appearance.choose(Scheme.CONTRAST)
    wish = Scheme.LIGHT
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert [look.palette for look in told] == [DARK, HIGH_CONTRAST]
    assert appearance.scheme is Scheme.CONTRAST


def test_choosing_what_is_worn_already_tells_nobody(appearance: Appearance) -> None:
    told: list[Look] = []
    appearance.changed.connect(told.append)
    appearance.choose(Scheme.LIGHT)
    assert told == []


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QLineEdit, QComboBox])
def test_targets_are_at_least_32_pixels_high(
    qtbot: QtBot,
    appearance: Appearance,
    kind: type[QPushButton | QToolButton | QLineEdit | QComboBox],
) -> None:
    load_fonts()
    widget = kind()
    qtbot.addWidget(widget)
    if isinstance(widget, QPushButton | QToolButton):
        widget.setText("Text")
    widget.ensurePolished()
    assert widget.sizeHint().height() >= 32


def test_a_field_with_the_keyboard_shows_a_ring(qtbot: QtBot, appearance: Appearance) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    bring_to_front(qtbot, field)
    field.clearFocus()
    edge = (field.width() // 2, 1)
    before = field.grab().toImage().pixelColor(*edge)
    field.setFocus()
    assert before == QColor(LIGHT.surface)
    assert field.grab().toImage().pixelColor(*edge) == QColor(LIGHT.focus)


@pytest.mark.parametrize("role", ["", "primary", "quiet", "link", "chip", "segment"])
def test_the_keyboard_on_a_button_is_shown_by_its_border_alone(
    qtbot: QtBot, appearance: Appearance, role: str
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, button = QPushButton("First"), QPushButton("Export")
    for one in (first, button):
        one.setProperty("role", role)
        row.addWidget(one)
    qtbot.addWidget(window)
    bring_to_front(qtbot, window)
    first.setFocus()
    inside = button.rect().adjusted(4, 4, -4, -4)
    before, around = button.grab(inside).toImage(), button.grab().toImage()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab(inside).toImage() == before
    assert button.grab().toImage() != around


def test_the_icons_of_a_file_dialog_are_not_squeezed(
    qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    dialog = QFileDialog(directory=str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    bring_to_front(qtbot, dialog)
    button = next(
        one for one in dialog.findChildren(QToolButton) if one.objectName() == "toParentButton"
    )
    shown = button.grab(button.rect().adjusted(3, 3, -3, -3)).toImage()
    ground = shown.pixelColor(0, 0)
    inked = {
        x
        for x in range(shown.width())
        for y in range(shown.height())
        if shown.pixelColor(x, y) != ground
    }
    assert max(inked) - min(inked) >= 8


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_tick_for_some_looks_like_neither_all_nor_none(qtbot: QtBot, scheme: Scheme) -> None:
    tick = QCheckBox()
    qtbot.addWidget(tick)
    tick.setStyleSheet(look_for(scheme).style_sheet)
    tick.setTristate(True)
    tick.show()
    pictures = []
    for state in Qt.CheckState:
        tick.setCheckState(state)
        pictures.append(tick.grab().toImage())
    none, some, all_of_them = pictures
    assert none != some
    assert some != all_of_them


def test_every_bundled_face_is_there_and_inter_is_the_font(qtbot: QtBot) -> None:
    load_fonts()
    assert {face.family for face in FACES} <= set(QFontDatabase.families())
    font = QApplication.font()
    assert QFontInfo(font).family() == FAMILY
    assert font.pixelSize() == 13
    semibold = QFont(FAMILY)
    semibold.setWeight(QFont.Weight.DemiBold)
    assert QFontInfo(semibold).weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("name", sorted(path.stem for path in ICONS.glob("*.svg")))
def test_every_icon_is_painted_in_the_colour_asked_for(qtbot: QtBot, name: str) -> None:
    image = icon(name, "#C2410C").pixmap(QSize(20, 20)).toImage()
    inks = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
    solid = [ink for ink in inks if ink.alpha() > 150]
    assert solid
    assert all(abs(ink.red() - 0xC2) < 9 and abs(ink.blue() - 0x0C) < 9 for ink in solid)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_icons_have_a_pixel_for_each_pixel_of_the_screen(qtbot: QtBot, scale: float) -> None:
    for size in (16, 20, 24):
        drawn = icon("plus", "#000000").pixmap(QSize(size, size), scale)
        assert drawn.width() == round(size * scale)
        alone = icon("plus", "#000000", size)
        assert alone.pixmap(QSize(size, size), scale).toImage() == drawn.toImage()
        assert len(alone.availableSizes()) == 5
    assert picture("plus", "#000000", 16, scale).width() == round(16 * scale)


def test_an_unknown_icon_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#000000")


def _colours(look: Look) -> list[str]:
    names = look.palette.__struct_fields__
    values = [getattr(look.palette, name) for name in names]
    return [value for value in values if isinstance(value, str)]
