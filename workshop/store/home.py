"""Where working copies live on this machine. Local, never roaming or synchronised."""

import os
from pathlib import Path

from platformdirs import user_data_path


def default_home() -> Path:
    """The app-data folder, or the one the environment variable WHYBOARD_HOME names."""
    chosen = os.environ.get("WHYBOARD_HOME")
    if chosen:
        return Path(chosen).absolute()
    return user_data_path("Whyboard", appauthor=False, roaming=False)
