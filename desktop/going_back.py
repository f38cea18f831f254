"""Going back to an earlier image: lists them with what changed, shows one beside what is now.

The images are the store's; going back is one ordinary change of the document.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.notices import Toast
from desktop.reading import ForReading
from widgets.document import Document
from widgets.look.words import Label
from workshop.board import Board
from workshop.commands.going_back import go_back
from workshop.language import plural, text
from workshop.session import Session
from workshop.store.errors import StorageError
from workshop.store.reading import read_only
from workshop.store.snapshots import NO_COMMAND, Snapshot
from workshop.values.days import short_day_text, today
from workshop.words.codes import trouble_text
from workshop.words.past import event_text

#: Height of two lines, in pixels.
_ROW = 52
#: Changes of one image that are named; the others are counted.
_NAMED = 2


class Image(Struct, frozen=True):
    """One entry of the list: an earlier image, when it was taken, and what had changed by then."""

    snapshot: Snapshot
    when: str
    what: str


class GoingBack(QObject):
    """Offers the earlier images of one open workshop; `show` opens one in a window of its own."""

    def __init__(
        self,
        session: Session,
        document: Document,
        window: QWidget,
        toast: Toast,
        show: Callable[[ForReading], object],
    ) -> None:
        super().__init__(document)
        self._session = session
        self._document = document
        self._window = window
        self._toast = toast
        self._show = show

    def choose(self) -> None:
        """Open the list of images, instead of one that is open and may lack the newest."""
        for former in self._window.findChildren(ImageList):
            former.close()
        images = images_of(self._session)
        if not images:
            self._toast.say(
                text("There is no earlier image yet; one is kept each time it is saved.")
            )
            return
        ImageList(images, self.look_at, self.return_to, self._window).show()

    def look_at(self, image: Image) -> None:
        """Show an image beside what is now, for reading only."""
        try:
            reader = read_only(image.snapshot.file)
        except StorageError as error:
            self._toast.say(trouble_text(error))
            return
        sentence = text("This is how it was, {when}. It is for reading only.")
        back = (text("Go back to this"), lambda: self._return_to(reader.board, image.when))
        self._show(ForReading(reader, sentence.format(when=image.when), (back,)))

    def return_to(self, image: Image) -> None:
        """Make the workshop what it was then, as a change that can be undone."""
        try:
            reader = read_only(image.snapshot.file)
        except StorageError as error:
            self._toast.say(trouble_text(error))
            return
        board = reader.board
        reader.close()
        self._return_to(board, image.when)

    def _return_to(self, board: Board, when: str) -> None:
        applied = self._document.run(go_back, board)
        if applied is None:
            return
        self._window.raise_()
        self._window.activateWindow()
        if not applied.changed:
            self._toast.say(text("Nothing is different from how it was then."))
        else:
            words = text("The workshop is again as it was, {when}.").format(when=when)
            self._toast.say(words, ((text("Undo"), self._document.undo),))


class ImageList(QDialog):
    """The images, newest first. It blocks nothing; Esc closes it."""

    def __init__(
        self,
        images: Sequence[Image],
        look_at: Callable[[Image], object],
        return_to: Callable[[Image], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("imageList")
        self.setWindowTitle(text("Go back to…"))
        self._images = images
        self._look_at = look_at
        self._return_to = return_to
        self.list = QListWidget()
        self.list.setAccessibleName(text("Earlier images, newest first"))
        for image in images:
            item = QListWidgetItem(f"{image.when}\n{image.what}")
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.look)
        self._compose()
        self.resize(560, 440)

    def _compose(self) -> None:
        said = Label(
            text(
                "An image is kept on this laptop each time the file is written: the last ten, then "
                "one an hour for a day, then one a day. Going back is a change that can be undone."
            )
        )
        said.setProperty("role", "soft")
        said.setWordWrap(True)
        look = QPushButton(text("Look at it"))
        look.clicked.connect(self.look)
        back = QPushButton(text("Go back to it"))
        back.setProperty("role", "primary")
        back.clicked.connect(self.go_back)
        for button in (look, back):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        column.addLayout(buttons)
        buttons.addStretch(1)
        buttons.addWidget(look)
        buttons.addWidget(back)

    def look(self) -> None:
        """Show the chosen image beside what is now."""
        image = self._images[self.list.currentRow()]
        self.close()
        self._look_at(image)

    def go_back(self) -> None:
        """Go back to the chosen image."""
        image = self._images[self.list.currentRow()]
        self.close()
        self._return_to(image)


def images_of(session: Session) -> list[Image]:
    """The earlier images of a workshop, newest first, in people's words."""
    numbers = {NO_COMMAND: 0} | {entry.uid: entry.seq for entry in session.history()}
    snapshots = session.snapshots()
    images: list[Image] = []
    for place, snapshot in enumerate(snapshots):
        earlier = snapshots[place + 1] if place + 1 < len(snapshots) else None
        last = numbers.get(snapshot.uid)
        first = 0 if earlier is None else numbers.get(earlier.uid, 0)
        what = text("Another version of this workshop")
        if last is not None:
            what = _changes(session, range(first + 1, last + 1))
        images.append(Image(snapshot, when_text(snapshot), what))
    return images


def when_text(snapshot: Snapshot) -> str:
    """When an image was taken, by the clock of this machine."""
    at = snapshot.at.astimezone()
    day = text("today") if at.date() == today() else short_day_text(at.date(), today())
    return text("{day} at {time}").format(day=day, time=f"{at:%H:%M:%S}")


def _changes(session: Session, numbers: range) -> str:
    """What was done, newest first: some in words, the rest counted."""
    past, board = session.past, session.board
    named = [event_text(past, past.event(n), board) for n in reversed(numbers[-_NAMED:])]
    more = len(numbers) - len(named)
    if more > 0:
        named.append(plural("{count} more change", "{count} more changes", more).format(count=more))
    return text(" · ").join(named) or text("Nothing was changed")
