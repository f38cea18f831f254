"""`whyboard check`: is the file sound, and what does the workshop still lack?"""

import sys
from pathlib import Path

import msgspec

from desktop.cli.errors import sentence_of
from desktop.cli.opening import read
from workshop.gaps.codes import Gap, by_code, by_theme
from workshop.gaps.finding import gaps_of
from workshop.language import text
from workshop.store.errors import StorageError
from workshop.store.vetting import check_file
from workshop.values.days import today
from workshop.words.gaps import gap_text, group_text, theme_word


def run(path: Path, *, as_json: bool) -> int:
    """Say whether the file is sound, and name its gaps; exit code 0 when it is sound."""
    try:
        check_file(path)
        gaps = gaps_of(read(path).board, today())
    except (StorageError, OSError) as error:
        if as_json:
            _print({"sound": False, "error": sentence_of(error), "gaps": []})
        raise
    if as_json:
        _print({"sound": True, "gaps": [_plain(gap) for gap in gaps]})
    else:
        print(text("The file is sound."))
        for theme, group in by_theme(gaps):
            print(f"\n{theme_word(theme)}")
            for code, gaps_of_code in by_code(group):
                print(f"- {group_text(code, gaps_of_code)}")
    return 0


def _plain(gap: Gap) -> dict[str, object]:
    return {
        "code": gap.code,
        "theme": gap.theme,
        "refs": gap.refs,
        "day": gap.day,
        "text": gap_text(gap),
    }


def _print(answer: dict[str, object]) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
