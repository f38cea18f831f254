"""Do the tests notice the classic mistakes? Each mutant is one small wrong edit of the store.

Run by hand: `python -m tests.long.mutants [NUMBER...]`. Every mutant runs on a copy of the source
with the tests named beside it; one that survives is a gap in the tests, or no mistake at all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_STORE: Final = "tests/workshop/store"
_SESSION: Final = "tests/workshop/test_session.py"
_FAULTS: Final = "tests/workshop/test_session_faults.py"
_HARM: Final = "tests/workshop/test_damage_underneath.py"
_TAKEN: Final = "tests/workshop/test_taken_away.py"
_WATCHING: Final = "tests/desktop/test_watching.py"
_READING: Final = "tests/desktop/test_reading_only.py"
_BACK: Final = "tests/workshop/test_going_back.py"
_CUTS: Final = "tests/long/test_power_cuts.py"
_DOORBELL: Final = "tests/desktop/test_doorbell.py"
_RESCUE: Final = "tests/desktop/test_rescue.py"
_PUBLISHER: Final = "tests/desktop/test_publisher.py"

#: File, what stands there, what the mutant says, the tests that should notice.
MUTANTS: Final = (
    ("workshop/store/connection.py", '"synchronous=FULL"', '"synchronous=NORMAL"', _STORE),
    ("workshop/store/connection.py", '"locking_mode=EXCLUSIVE",\n', "", _STORE),
    ("workshop/store/connection.py", '"foreign_keys=ON",\n', "", _STORE),
    ("workshop/store/connection.py", '"secure_delete=ON"', '"secure_delete=OFF"', _SESSION),
    ("workshop/store/writer.py", '"BEGIN IMMEDIATE"', '"SELECT 1"', _STORE),
    ("workshop/store/writer.py", "func.max(_COUNTER.c.last", "func.min(_COUNTER.c.last", _STORE),
    ("workshop/store/writer.py", "if found != len(rows):", "if False:", _STORE),
    ("workshop/store/writer.py", "!= record:", "!= record and False:", _STORE),
    ("workshop/store/journal.py", "self._redos.clear()", "pass", _SESSION),
    ("workshop/store/journal.py", "entry.name in FLOORS", "not entry.name", _SESSION),
    ("workshop/store/journal.py", "!= entry.target", "== 0", _STORE),
    ("workshop/store/ledger.py", "self._stopped = error", "pass", _FAULTS),
    ("workshop/store/ledger.py", "self._stacks.note(entry)", "pass", _SESSION),
    (
        "workshop/steps.py",
        "RowChange(self.after, self.before)",
        "RowChange(self.before, self.before)",
        _BACK,
    ),
    ("workshop/session.py", "require_sound_step(after, step)", "pass", _SESSION),
    ("workshop/store/commits.py", "self._reserve.spent_on(", "(lambda write: write())(", _FAULTS),
    ("workshop/store/reserve.py", "error.code is not Trouble.DISK_FULL or", "", _FAULTS),
    ("workshop/store/commits.py", "or not self._came_through()", "or True", _FAULTS),
    ("workshop/store/commits.py", "self._ledger.note_failure(error)", "pass", _FAULTS),
    (
        "workshop/store/recovery.py",
        "            copy.close_database()\n            if isinst",
        "            if isinst",
        _FAULTS,
    ),
    ("workshop/store/working_copy.py", "if self._connection is None and last", "if last", _STORE),
    ("workshop/store/working_copy.py", "is not None and not self._is_look", "is not None", _FAULTS),
    (
        "workshop/store/working_copy.py",
        "            self._take_lock()\n        self._conn",
        "            pass\n        self._conn",
        _FAULTS,
    ),
    ("workshop/session.py", "if self._first is not None or not", "if not", _FAULTS),
    (
        "workshop/store/vetting.py",
        "in_memory(image)) as connection:\n            require_integrity(connection)",
        "in_memory(image)):\n            pass",
        _HARM,
    ),
    ("workshop/session.py", "raise damaged_copy() from error", "raise", _HARM),
    ("workshop/files.py", "os.fsync(file.fileno())", "pass", _CUTS),
    ("workshop/files.py", "        sync_folder(target.parent)", "        pass", _CUTS),
    ("workshop/files.py", "temporary.unlink()", "pass", _STORE),
    ("workshop/store/folders.py", "        sync_folder(new.parent)", "        pass", _CUTS),
    ("workshop/store/working_copy.py", "            sync_folder(self.folder)", "pass", _CUTS),
    ("workshop/store/working_copy.py", '"BEGIN EXCLUSIVE"', '"BEGIN"', _SESSION),
    ("workshop/store/publishing.py", "not in (None, target.digest)", "is False", _STORE),
    ("workshop/store/publishing.py", "st_dev != target.device", "st_dev == -1", _STORE),
    ("workshop/store/connection.py", "image[18] = image[19] = 1", "pass", _STORE),
    ("workshop/store/publishing.py", "DELETE FROM draft", "SELECT 1", _SESSION),
    ("workshop/store/publishing.py", "self._keep_what_is_there()", "pass", _STORE),
    ("workshop/store/recovery.py", "        copy.take(image)", "        copy.resume()", _RESCUE),
    (
        "workshop/store/recovery.py",
        "copy.close_database()\n    copy.take(image)",
        "copy.close_database()\n    copy.resume()",
        _STORE,
    ),
    ("workshop/store/recovery.py", "Note.DIVERGED\n", "None\n", _STORE),
    ("workshop/store/recovery.py", "sweep(path)", "pass", _STORE),
    (
        "workshop/store/vetting.py",
        "hashlib.sha256(image).digest() != content[-32:]",
        "False",
        _STORE,
    ),
    ("workshop/store/vetting.py", "if not is_golden(connection):", "if False:", _STORE),
    ("workshop/store/vetting.py", "entry.seq != number", "entry.seq < 0", _STORE),
    ("workshop/store/past.py", "min(n)", "max(n)", _BACK),
    ("workshop/store/past.py", "command > ?", "command >= ?", _BACK),
    ("workshop/store/snapshots.py", "number < LAST", "number <= LAST", _STORE),
    ("workshop/store/snapshots.py", "age <= HOURLY_FOR", "age >= HOURLY_FOR", _STORE),
    ("workshop/store/salvage.py", "self._logged[identity][0] <= moment", "True", _STORE),
    ("workshop/store/salvage.py", "logged | self._records", "self._records | logged", _STORE),
    (
        "workshop/store/copies.py",
        "lay_out(fresh, new_id())",
        'lay_out(fresh, "0" * 32)',
        _STORE,
    ),
    ("workshop/store/reserve.py", "free < 3 * SIZE", "free < 0", _FAULTS),
    ("workshop/files.py", "        _keep_mode(descriptor, target)", "        pass", _STORE),
    ("workshop/store/format_1.py", "fields.pop(field, None)", "pass", _STORE),
    ("workshop/store/format_1.py", "if not is_golden(old, _GOLDEN):", "if False:", _STORE),
    ("workshop/store/format_1.py", "require_integrity(old)", "pass", _STORE),
    ("workshop/store/format_1.py", "add_row(fresh, change.row)", "pass", _STORE),
    ("workshop/store/format_1.py", "if was != became:", "if True:", _STORE),
    ("workshop/store/vetting.py", "if e.name is not StepName.BRING_UP_TO_DATE", "", _STORE),
    ("workshop/store/recovery.py", ".keep(sealed(old), last[0], now)", "", _STORE),
    ("workshop/store/recovery.py", "copy.set_damaged_aside(), Note", "None, Note", _STORE),
    (
        "workshop/store/working_copy.py",
        'for suffix in ("-wal", ""):',
        'for suffix in ("",):',
        _STORE,
    ),
    ("workshop/store/salvage.py", "if record.id == identity else None", "", _STORE),
    ("workshop/store/salvage.py", "alone = len(later) == len(waiting)", "alone = True", _STORE),
    (
        "workshop/store/salvage.py",
        "return [record, _as_support(record)]",
        "return [record]",
        _STORE,
    ),
    ("workshop/store/salvage.py", "if DOC_ID.fullmatch(row[1])", "if row[1]", _STORE),
    ("workshop/store/pages.py", "if frame[8:16] != log[16:24]:", "if False:", _STORE),
    ("workshop/store/pages.py", "if any(frame[4:8]):", "if True:", _STORE),
    ("workshop/store/pages.py", "if length <= most:", "if True:", _STORE),
    ("workshop/store/snapshots.py", "age <= DAILY_FOR and bucket", "bucket", _STORE),
    ("workshop/store/snapshots.py", "if number >= LAST:", "if True:", _STORE),
    ("workshop/store/snapshots.py", "half.unlink()", "pass", _STORE),
    ("workshop/store/snapshots.py", "if self.holds(uid):", "if False:", _STORE),
    ("workshop/store/user_file.py", "if published.durable:", "if True:", _STORE),
    ("workshop/store/user_file.py", "target_at(self._target.path) == self._target", "True", _STORE),
    ("workshop/store/salvaged_past.py", "number == 0 or number in changes", "True", _STORE),
    ("workshop/store/salvaged_past.py", "entry.name in FLOORS or", "", _STORE),
    ("workshop/store/salvaged_past.py", "number != last", "False", _STORE),
    ("workshop/store/salvaged_past.py", "        require_sound_step(earlier, back)", "", _STORE),
    ("workshop/store/copies.py", "2 - past[0][0].seq", "0", _STORE),
    ("workshop/store/copies.py", "raise_counters(fresh, base.counters)", "pass", _STORE),
    ("workshop/store/copies.py", "replace(began, at=past[0][0].at)", "began", _STORE),
    ("desktop/doorbell.py", "return heard == _SHOWN", "return True", _DOORBELL),
    ("desktop/doorbell.py", "if patience.hasExpired():", "if True:", _DOORBELL),
    ("desktop/publisher.py", "            gc.disable()\n", "", _PUBLISHER),
    (
        "desktop/publisher.py",
        "        self._workers -= 1\n",
        "        self._workers = 0\n",
        _PUBLISHER,
    ),
    ("desktop/publisher.py", "if not self._limit.isActive():", "if True:", _PUBLISHER),
    (
        "desktop/publisher.py",
        "SYNCED_LIMIT if is_synced(self._session.path) else LIMIT",
        "LIMIT",
        _PUBLISHER,
    ),
    ("desktop/publisher.py", "self._session.file.took(published)", "pass", _PUBLISHER),
    (
        "desktop/publisher.py",
        "self._limit.start(LIMIT)\n        if is_news",
        "if is_news",
        _PUBLISHER,
    ),
    ("desktop/publisher.py", "sys.setswitchinterval(self._usual_turn)", "pass", _PUBLISHER),
    (
        "workshop/store/working_copy.py",
        "return held and",
        "return",
        _TAKEN,
    ),
    (
        "workshop/store/working_copy.py",
        "if _which(self._lock_file) != self._held:",
        "if False:",
        _TAKEN,
    ),
    (
        "workshop/store/working_copy.py",
        "            self._move_aside()\n        self._drop_log()",
        "            pass\n        self._drop_log()",
        _TAKEN,
    ),
    (
        "workshop/store/working_copy.py",
        "        self._drop_log()\n        try:",
        "        try:",
        _TAKEN,
    ),
    (
        "workshop/store/working_copy.py",
        "self._placed = self._which_now()[0]",
        "pass",
        "tests/long/test_file_faults.py",
    ),
    (
        "workshop/store/working_copy.py",
        "        if not self.is_there:\n            self.close()\n            return\n",
        "",
        _TAKEN,
    ),
    ("workshop/session.py", "        self.look_after()\n        raised", "        raised", _TAKEN),
    (
        "workshop/session.py",
        "        try:\n            self.look_after()\n        finally:",
        "        try:\n            pass\n        finally:",
        _TAKEN,
    ),
    (
        "workshop/session.py",
        "            self._copy.make_again()\n            self._attach()",
        "            self._copy.make_again()",
        _TAKEN,
    ),
    (
        "desktop/saving.py",
        "        self._watch.look()\n        self.publisher",
        "        self.publisher",
        _WATCHING,
    ),
    ("desktop/saving.py", "return self._watch.look()", "return True", _WATCHING),
    ("workshop/store/publishing.py", "found is not None and not conflict", "not conflict", _STORE),
    (
        "workshop/store/publishing.py",
        "shortened(path.stem, LONGEST_NAME - len(os.fsencode(end)))",
        "path.stem",
        _STORE,
    ),
    (
        "workshop/store/recovery.py",
        "        image = with_drafts_of(copy.connection, image)",
        "        pass",
        _STORE,
    ),
    ("workshop/store/publishing.py", "_changed(image, _drop_drafts)", "image", _SESSION),
    (
        "desktop/publisher.py",
        "        self._collects = True\n        if self._workers == 0:\n            gc.enable()",
        "        self._collects = True\n        gc.enable()",
        _PUBLISHER,
    ),
    ("widgets/reading_only.py", "focus.setReadOnly(True)", "pass", _READING),
    ("widgets/canvas/capture.py", "if not self._document.may_write():", "if False:", _READING),
    ("desktop/actions.py", "if not entry.writes or self._may_write():", "if True:", _READING),
)


def main(chosen: list[int]) -> int:
    """Run the mutants; the number that survived."""
    survived = 0
    for number, (file, right, wrong, tests) in enumerate(MUTANTS, 1):
        if chosen and number not in chosen:
            continue
        said = _fate(file, right, wrong, tests)
        survived += said == "SURVIVED"
        print(
            f"{number:>3} {said:<9} {file}: {right.strip()[:60]} -> {wrong.strip()[:30]}",
            flush=True,
        )
    return survived


def _fate(file: str, right: str, wrong: str, tests: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "whyboard"
        skipped = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=skipped)
        source = (copy / file).read_text(encoding="utf-8")
        if right not in source:
            return "MISSING"
        (copy / file).write_text(source.replace(right, wrong, 1), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
        done = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
    return "killed" if done.returncode else "SURVIVED"


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]]))
