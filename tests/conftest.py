"""What every test needs: no display, and no clock that decides."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A slow machine is no defect: time limits only end a hang.
settings.register_profile("whyboard", deadline=None)
settings.load_profile("whyboard")
