"""FORMATS.md, which other programs are built on, says what is true."""

import re
from pathlib import Path

import pytest
from msgspec import Struct, structs

import workshop
from workshop import scripting
from workshop.details import DETAILS, Detail, own_fields
from workshop.rules import Refusal

DOCUMENT = Path(workshop.__path__[0], "FORMATS.md").read_text(encoding="utf-8")
#: What only a window can ask for: moves by key, lines between lanes, and what is open to be read.
OF_WINDOWS = {
    Refusal.NO_CHILDREN,
    Refusal.NOTHING_BETWEEN,
    Refusal.NO_SUCH_LINE,
    Refusal.READ_ONLY,
    Refusal.UNREADABLE_PAST,
}
COMMANDS = (
    *(scripting.SetWorkshop, scripting.AddCard, scripting.EditCard, scripting.MoveCard),
    *(scripting.DeleteCard, scripting.AddOutput, scripting.EditOutput, scripting.DeleteOutput),
    *(scripting.AlsoHelps, scripting.NotHelps, scripting.Undo, scripting.Redo, scripting.Publish),
)


def rows_of(title: str) -> list[list[str]]:
    """The cells of the first table below a title."""
    below = DOCUMENT[DOCUMENT.index(f"\n## {title}") :]
    table = re.search(r"(?m)(?:^\|.*\n)+", below)
    assert table is not None
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in table[0].splitlines()]


def codes_in(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


@pytest.mark.parametrize("kind", DETAILS.values(), ids=DETAILS)
def test_every_kind_of_detail_stands_there_with_its_fields(kind: type[Detail]) -> None:
    fields = [f"**`{f.name}`**" if f.required else f"`{f.name}`" for f in own_fields(kind)]
    name = f"`{kind.kind_name}`" + ("*" if kind.only_one else "")
    row = [name, kind.letter, ", ".join(kind.belongs_to), ", ".join(fields)]
    assert row in rows_of("Details")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__struct_config__.tag)
def test_every_command_stands_there_with_its_fields(command: type[Struct]) -> None:
    do = command.__struct_config__.tag
    needed, optional = next(row[1:] for row in rows_of("Commands") if do in codes_in(row[0]))
    fields = {field.name: field.required for field in structs.fields(command)}
    required = {name for name, is_required in fields.items() if is_required}
    assert set(codes_in(needed)) == required
    assert set(codes_in(optional)) == fields.keys() - required


def test_every_refusal_a_script_can_meet_stands_there() -> None:
    listed = {code for row in rows_of("Refusals") for code in codes_in(row[0])}
    assert {str(code) for code in Refusal} - listed == {str(code) for code in OF_WINDOWS}
