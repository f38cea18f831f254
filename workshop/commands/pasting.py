"""Adding an outline to the tree: which kinds its lines become, and what comes along with them."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET
from msgspec.structs import asdict

from workshop.board import Board
from workshop.commands.cards import add_card
from workshop.commands.details import add_detail
from workshop.commands.mending import Mend
from workshop.commands.places import After
from workshop.commands.turns import Maker, in_turn
from workshop.details import Detail, own_fields
from workshop.outline import Line
from workshop.records import new_id
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step, StepName
from workshop.vocabulary import MAY_HANG_UNDER, Kind

#: Identities of copied rows and of their copies.
Copies = dict[str, str]


def paste_outline(
    board: Board, lines: Sequence[Line], *, parent: str | None, after: After = UNSET
) -> Step:
    """Add an outline under a card (None: at the top level), as one step.

    A line keeps its own kind where that may hang; else it takes the one that makes sense there. A
    line below one that can have no children becomes its next sibling. What belongs to a copied card
    comes along as new rows.

    Raises:
        RefusedError: a line may not hang there, or would lose details by becoming another kind.
    """
    makers: list[Maker] = []
    copies: Copies = {}
    path: list[tuple[int, str | None, Kind | None]] = [
        (-1, parent, board.cards[parent].kind if parent is not None else None)
    ]
    place = after
    for line, height in zip(lines, _heights(lines), strict=True):
        while len(path) > 1 and (path[-1][0] >= line.level or not _may_have_children(path[-1][2])):
            path.pop()
        _, above, above_kind = path[-1]
        kind = _kind_at(line, above_kind, height)
        _require_room(line, kind, above_kind)
        card = new_id()
        at_top = len(path) == 1
        makers.append(_added(line, kind, above, place if at_top else UNSET, card))
        if line.card is not None:
            copies[line.card] = card
        makers.extend(_details(line.details, copies))
        if at_top:
            place = card
        path.append((line.level, card, kind))
    for line in lines:
        copies.update((link.id, new_id()) for link in line.links)
        makers.extend(Mend(copies).of(line))
        makers.extend(_details(line.hypotheses, copies))
    return in_turn(board, StepName.ADD_CARD, makers)


def _added(line: Line, kind: Kind, parent: str | None, after: After, card: str) -> Maker:
    return lambda board: add_card(
        board,
        kind=kind,
        parent=parent,
        text=line.text,
        note=line.note,
        after=after,
        card=card,
    )


def _details(details: Sequence[Detail], copies: Copies) -> Iterator[Maker]:
    """Makers of copies of details, owners before what belongs to them."""
    for detail in details:
        copies[detail.id] = new_id()
        yield _copied(detail, copies)


def _copied(detail: Detail, copies: Copies) -> Maker:
    """A copy that belongs and refers to copies, where there are some of what it means.

    What belongs to a link that is not made anew has no copy.
    """
    plain = asdict(detail)
    fields = {field.name: plain[field.name] for field in own_fields(type(detail))}
    owner = copies.get(detail.owner, "")

    def make(board: Board) -> Step:
        if board.record(owner) is None:
            return Step(StepName.ADD_DETAIL, ())
        means = {name: copies.get(fields[name], fields[name]) for name in detail.refers}
        return add_detail(board, type(detail), owner, fields | means, detail=copies[detail.id])

    return make


def _may_have_children(kind: Kind | None) -> bool:
    return kind is None or bool(MAY_HANG_UNDER[kind])


def _require_room(line: Line, kind: Kind, above: Kind | None) -> None:
    """Refuse what would drop details of a copied card because it becomes another kind."""
    own = (detail for detail in line.details if detail.owner == line.card)
    fits = all(kind in detail.belongs_to for detail in own)
    if line.kind is not None and above is not None and not fits:
        raise RefusedError(
            Refusal.MAY_NOT_HANG_UNDER, kind=line.kind.value, parent=above.value, ref=""
        )


def _kind_at(line: Line, above: Kind | None, height: int) -> Kind:
    """The kind of a pasted line; `height` is how many levels hang below it or its siblings.

    Raises:
        RefusedError: nothing may hang there.
    """
    allowed = tuple(Kind) if above is None else MAY_HANG_UNDER[above]
    if not allowed:
        raise RefusedError(Refusal.NO_CHILDREN)
    if line.kind in allowed:
        return line.kind
    if above is None:
        return Kind.OUTCOME
    if above is Kind.OUTCOME or (above is Kind.OPPORTUNITY and height > 1):
        return Kind.OPPORTUNITY
    return allowed[-1]


def _heights(lines: Sequence[Line]) -> list[int]:
    """For every line, how many levels of lines hang below it or one of its siblings."""
    heights = [0] * len(lines)
    parents: list[int | None] = []
    open_lines: list[int] = []
    for at, line in enumerate(lines):
        while open_lines and lines[open_lines[-1]].level >= line.level:
            open_lines.pop()
        parents.append(open_lines[-1] if open_lines else None)
        for depth, above in enumerate(reversed(open_lines), start=1):
            if heights[above] >= depth:
                break
            heights[above] = depth
        open_lines.append(at)
    tallest: dict[int | None, int] = {}
    for above_line, height in zip(parents, heights, strict=True):
        tallest[above_line] = max(tallest.get(above_line, 0), height)
    return [tallest[above_line] for above_line in parents]
