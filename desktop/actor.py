"""Who works on this machine, as the history names them."""

import getpass


def actor_name() -> str:
    """The account's name; empty where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
