#!/usr/bin/env python3
"""Sets up a development machine and runs Whyboard, its tests or its checks on it.

    python3 packaging/dev.py app [FILE...]       open the app (without FILE: the sample workshop)
    python3 packaging/dev.py test [ARG...]       run the tests; ARGs go to pytest
    python3 packaging/dev.py lint                ruff, mypy and the import contracts

On Windows write `py` for `python3`. Owns the virtual environment `.venv` (built once from the
hashed `requirements.txt`, rebuilt when that file or the Python changes) and the check for the
system libraries Qt needs. Needs nothing but Python itself; only as root does it install system
packages. It makes no bundles and no installers.

After a change to the dependencies in `pyproject.toml`, write `requirements.txt` anew with uv
(universal: CPython 3.11 and later on Linux, Windows and macOS; it names no package index):

    uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \\
        --generate-hashes --only-binary :all: --no-header --no-annotate \\
        --no-emit-index-url --no-emit-find-links -o packaging/requirements.txt
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "packaging" / "requirements.txt"
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "whyboard-set-up"

# Shared library -> Debian package. Enough to import what we use of Qt and to run offscreen. The
# local socket that brings a window to the front is QtNetwork's, which links against Kerberos.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
# Needed besides for a window on X11 or Wayland; without them Qt aborts the process.
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def open_app(arguments: list[str]) -> int:
    """Run the app in the caller's folder, so that relative file names mean what they say."""
    platform = os.environ.get("QT_QPA_PLATFORM")
    if not platform:
        require_display()
    offscreen = platform is not None and platform.startswith(("offscreen", "minimal", "vnc"))
    require_libraries(QT_LIBRARIES if offscreen else QT_LIBRARIES | WINDOW_LIBRARIES)
    ensure_environment()
    # -P: a folder called `desktop` where the caller stands must not be taken for ours.
    return subprocess.call([str(PYTHON), "-P", "-m", "desktop", *(arguments or ["--sample"])])


def run_tests(arguments: list[str]) -> int:
    """Run pytest without a display, on every core; returns its exit code."""
    require_libraries(QT_LIBRARIES)
    ensure_environment()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    spread = ["-n", "auto", "--dist", "worksteal"]
    command: list[str | Path] = [PYTHON, "-m", "pytest", *spread, *arguments]
    return subprocess.call(command, cwd=ROOT, env=environment)


def run_checks(arguments: list[str]) -> int:
    """Run every static check, also after one has failed; 0 only if all pass."""
    if arguments:
        sys.exit("lint takes no arguments.")
    ensure_environment()
    checks: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check"],
        [PYTHON, "-m", "ruff", "format", "--check"],
        [PYTHON, "-m", "mypy"],
        [shutil.which("lint-imports", path=str(SCRIPTS)) or "lint-imports"],
    ]
    failures = [check for check in checks if subprocess.call(check, cwd=ROOT) != 0]
    return 1 if failures else 0


def require_display() -> None:
    """Exit with an explanation where a window cannot be shown."""
    if not sys.platform.startswith("linux"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        sys.exit(
            "Whyboard needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Start it from a desktop session, or without one: "
            "xvfb-run -a python3 packaging/dev.py app"
        )


def require_libraries(libraries: dict[str, str]) -> None:
    """Have the shared libraries that Qt links against, or exit saying which are missing."""
    if not sys.platform.startswith("linux"):
        return
    missing = [name for name in libraries if not is_loadable(name)]
    if missing:
        packages = sorted({libraries[name] for name in missing})
        require_packages(packages, f"Qt needs system libraries: {', '.join(missing)}.")


def is_loadable(library: str) -> bool:
    """Say whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require_packages(packages: list[str], reason: str) -> None:
    """Install Debian packages when root on an apt system; else exit with the line to run."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        sys.exit(f"{reason}\nOn Debian and Ubuntu run:\n\n  sudo {' '.join(install)}\n")
    print(f"{reason}\nInstalling {' '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "-q", *install[1:]]):
        if subprocess.call(command, env=environment) != 0:
            sys.exit(f"`{' '.join(command)}` failed; the reason is above.")


def ensure_environment() -> None:
    """Build `.venv` unless a finished one for these requirements and this Python is there."""
    wanted = "\n".join(
        [hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest(), sys.version, str(ROOT)]
    )
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if sys.platform.startswith("linux") and importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        require_packages([package], "Python cannot make virtual environments: no ensurepip.")
    print(f"Setting up {ENVIRONMENT}", flush=True)
    STAMP.unlink(missing_ok=True)
    venv.EnvBuilder(with_pip=True, clear=True).create(ENVIRONMENT)
    install("--require-hashes", "--only-binary=:all:", "-r", REQUIREMENTS)
    install("--no-index", "--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text(wanted, encoding="utf-8")


def install(*arguments: str | Path) -> None:
    """Let the environment's pip install something, or exit."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if subprocess.call([*pip, *arguments]) != 0:
        sys.exit("Setting up stopped because pip failed; the reason is above.")


COMMANDS = {"app": open_app, "test": run_tests, "lint": run_checks}


def main(arguments: list[str]) -> int:
    """Run one command of the module's docstring; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is checked
        sys.exit(f"Whyboard needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in COMMANDS:
        print((__doc__ or "").split("On Windows")[0], file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
