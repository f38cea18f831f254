"""The mutants still fit the source: one whose place is gone would test nothing when it is run."""

import pytest

from tests.long.mutants import MUTANTS, ROOT


@pytest.mark.parametrize(("file", "right", "wrong", "tests"), MUTANTS)
def test_a_mutant_finds_what_it_changes(file: str, right: str, wrong: str, tests: str) -> None:
    assert right in (ROOT / file).read_text(encoding="utf-8")
    assert right != wrong
    assert (ROOT / tests).exists()
