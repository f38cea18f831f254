"""The list of files opened lately."""

from pathlib import Path

from desktop.naming import suggested_name, with_suffix
from desktop.recent import MOST, Recent
from desktop.settings import Settings


def files_in(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.whyboard" for number in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_the_newest_comes_first_and_once(tmp_path: Path) -> None:
    one, two = files_in(tmp_path, 2)
    recent = Recent(Settings(tmp_path / "home"))
    for path in (one, two, one):
        recent.note(path)
    assert recent.files() == (one, two)


def test_the_list_survives_a_restart(tmp_path: Path) -> None:
    (one,) = files_in(tmp_path, 1)
    Recent(Settings(tmp_path / "home")).note(one)
    assert Recent(Settings(tmp_path / "home")).files() == (one,)


def test_files_that_are_gone_are_not_offered(tmp_path: Path) -> None:
    one, two = files_in(tmp_path, 2)
    recent = Recent(Settings(tmp_path / "home"))
    recent.note(one)
    recent.note(two)
    two.unlink()
    assert recent.files() == (one,)


def test_a_file_that_the_system_can_not_find_out_about_is_not_offered(tmp_path: Path) -> None:
    (one,) = files_in(tmp_path, 1)
    recent = Recent(Settings(tmp_path / "home"))
    recent.note(one)
    recent.note(tmp_path / ("n" * 300))
    assert recent.files() == (one,)


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    recent = Recent(Settings(tmp_path / "home"))
    for path in files_in(tmp_path, MOST + 3):
        recent.note(path)
    assert len(recent.files()) == MOST


def test_a_list_that_makes_no_sense_is_an_empty_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home")
    for nonsense in ("{", "17", '{"a": 1}'):
        settings.recent = nonsense
        assert Recent(settings).files() == ()


def test_a_title_becomes_a_file_name() -> None:
    assert suggested_name("Q3: what/why?", ".pdf") == "Q3 what why.pdf"
    assert suggested_name("???", ".pdf") == "Workshop.pdf"


def test_a_suffix_is_added_once() -> None:
    assert with_suffix(Path("a.b"), ".pdf") == Path("a.b.pdf")
    assert with_suffix(Path("a.PDF"), ".pdf") == Path("a.PDF")
