"""How the C library keeps the memory that was freed: owns one setting of it, and nothing else."""

import ctypes
import sys
from typing import Final

#: `M_MMAP_THRESHOLD` of glibc's `mallopt`.
_MMAP_THRESHOLD: Final = -3
#: Bytes from which on a block of memory is one by itself; the picture of a card is about twice it.
LARGE: Final = 32 << 10


def give_back_large_blocks() -> None:
    """Have pictures and images of files returned to the system as soon as they are freed.

    glibc would learn from the first large one that is freed, a window's, to cut such blocks from
    its heap, where freed ones stay as holes. Other systems give back by themselves.
    """
    if sys.platform.startswith("linux"):
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)
        if set_option is not None:
            set_option(_MMAP_THRESHOLD, LARGE)
