"""Loading Qt without what its Python binding does to every import that follows.

PySide6 wraps Python's `__import__` to serve `from __feature__ import …`, which nothing here uses:
it reads the source of each module imported later, and the lines stay in memory for good. With
SQLModel that is 25 MB and 60 ms.
"""

import builtins


def load_qt() -> None:
    """Import PySide6 and leave Python's way of importing as it was."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
