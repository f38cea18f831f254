"""The text field on a card. It always holds the keyboard focus of the canvas.

At rest it is one pixel large and hands every key to the canvas; when a key or an input method
brings text, it opens in the same event, so no first character is lost. It knows no board.
"""

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from widgets.writing import brings_text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


#: The program's own sheet gives text fields a border and colours; a card's field has the card's.
_SHEET = "color: {ink}; background: {paper}; border: none; padding: 0px; min-height: 0px;"
_RESTING = "background: transparent; border: none; padding: 0px; min-height: 0px;"


class CardEditor(QTextEdit):
    """Edits a card's text in place.

    Signals:
        started(): text is coming while the editor is at rest; the canvas opens it.
        rest_key(QKeyEvent): a key for the canvas itself.
        entered(): Enter; tabbed(): Tab; escaped(): Esc; left(): the focus went elsewhere.
        typed(str): the text has changed.
        composed(): text that an input method is composing has another size.
        given_up(): the text that opened the editor was composed, and was given up.
    """

    started = Signal()
    rest_key = Signal(object)
    entered = Signal()
    tabbed = Signal()
    escaped = Signal()
    left = Signal()
    typed = Signal(str)
    composed = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._open = self._is_composed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("cardEditor")
        self.setStyleSheet(_RESTING)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(2)
        self.textChanged.connect(self._tell)
        self.rest()

    @property
    def is_open(self) -> bool:
        """True while a card is being edited."""
        return self._open

    def rest(self) -> None:
        """Shrink to one pixel, out of sight, and hand keys to the canvas."""
        self._open = self._is_composed = False
        self.clear()
        super().focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
        self.setGeometry(-1, -1, 1, 1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def open(self, text: str, *, select_all: bool) -> None:
        """Start editing this text, all of it selected or the cursor at its end."""
        self.setPlainText(text)
        cursor = self.textCursor()
        if select_all:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self._open = True
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        if self.hasFocus():
            super().focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def dress(self, font: QFont, leading: float, ink: QColor, paper: QColor) -> None:
        """Look like the card below: font, leading in pixels, colours."""
        self.setFont(font)
        sheet = _SHEET.format(ink=ink.name(), paper=paper.name())
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        if self.textCursor().blockFormat().lineHeight() != leading:
            self._space_lines(leading)

    def place(self, left: float, top: float, width: float, tallest: float) -> None:
        """Cover the text of a card: `width` pixels, as tall as the text but at most `tallest`."""
        self._follow_direction()
        # Qt breaks the text anew, also for the width it has.
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        tall = min(tallest, self.document().size().height() + 2)
        self.setGeometry(QRectF(left, top, width, tall).toRect())
        self.ensureCursorVisible()

    def text(self) -> str:
        """What is typed so far."""
        return self.toPlainText()

    # Qt's own hooks ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Let shortcuts pass at rest; take Tab before Qt moves the focus.

        Qt keeps most editing keys for an open field, but not the one that deletes a word.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self._open:
                event.ignore()
                return False
            if event.matches(QKeySequence.StandardKey.DeleteEndOfWord):
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that end an edit, keys for the canvas, and typing."""
        if not self._open:
            if not brings_text(event):
                self.rest_key.emit(event)
                return
            self.started.emit()
            if not self._open:
                return
        elif self._ends_with(event):
            return
        self._is_composed = False
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open for composed text as for typed text; what is given up leaves the card as it was."""
        if not self._open and (event.preeditString() or event.commitString()):
            self.started.emit()
            self._is_composed = self._open
        if not self._open:
            return
        super().inputMethodEvent(event)
        self._is_composed = self._is_composed and not event.commitString()
        if self._is_composed and not event.preeditString():
            self.given_up.emit()
        else:
            self.composed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the caret blink while there is one: Qt would wake up for it for hours."""
        if self._open:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the canvas, which keeps what was typed."""
        super().focusOutEvent(event)
        if self._open:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())

    def _ends_with(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif key == Qt.Key.Key_Tab:
            self.tabbed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key != Qt.Key.Key_Backtab:
            return False
        return True

    def _follow_direction(self) -> None:
        """Stand at the edge where the card's own lines stand."""
        options = self.document().defaultTextOption()
        edge = Qt.AlignmentFlag.AlignLeading
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        if options.alignment() != edge:
            options.setAlignment(edge)
            options.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            self.document().setDefaultTextOption(options)

    def _space_lines(self, leading: float) -> None:
        """Set the line height without a trace in the undo list of the text."""
        blocks = QTextBlockFormat()
        blocks.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        everything.mergeBlockFormat(blocks)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(False)

    def _tell(self) -> None:
        if self._open:
            self.typed.emit(self.toPlainText())
