"""Questions only a file dialog can answer. Every one of them can be declined."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from workshop.language import text


class Ask(Protocol):
    """Asks for files; tests answer without a dialog."""

    def file_to_open(self) -> Path | None:
        """A workshop to open; None when the person changes their mind."""

    def file_to_write(self, question: str, name: str, suffix: str) -> Path | None:
        """Where to write; the dialog has asked before it names a file that exists."""

    def begin_in(self, folder: Path) -> None:
        """Show this folder first, unless the person has chosen another one already."""


class FileDialogs:
    """The system's own dialogs."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = QDir.homePath()
        self._has_chosen = False

    def file_to_open(self) -> Path | None:
        """A workshop to open; None when the person changes their mind."""
        wanted = text("Workshops (*.whyboard);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(
            self._window, text("Open a workshop"), self._folder, wanted
        )
        return self._chosen(name)

    def file_to_write(self, question: str, name: str, suffix: str) -> Path | None:
        """Where to write; the dialog adds the suffix and asks before it names an existing file."""
        dialog = QFileDialog(self._window, question, self._folder, f"*{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        return self._chosen(files[0]) if accepted and files else None

    def begin_in(self, folder: Path) -> None:
        """Show this folder first, unless the person has chosen another one already."""
        if not self._has_chosen:
            self._folder = str(folder)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        self._folder = str(Path(name).parent)
        self._has_chosen = True
        return Path(name)
