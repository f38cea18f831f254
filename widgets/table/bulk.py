"""Many cells at once: copying to a spreadsheet, pasting from one, filling down and clearing.

Everything that is written is one step. What can't be read is left as it was and told.
"""

import csv
import io
import re
from collections.abc import Sequence

from widgets.table.block import Block
from widgets.table.model import OutputModel
from widgets.table.rows import Column
from workshop.commands.outputs import OutputEdit, delete_outputs
from workshop.language import plural, text
from workshop.output_cells import READ_ONLY, UnreadableError, cell_words, heading, with_cell

_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_SHOWN = 40


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as spreadsheets exchange them: tabs between cells, quotes where a cell needs them."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab").writerows(rows)
    return written.getvalue()


def table_from(words: str) -> list[list[str]]:
    """Rows as spreadsheets exchange them; a text that only looks quoted is taken as it is."""
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in _LINE_END.split(words)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def unreadable_text(error: UnreadableError) -> str:
    """Why what was typed can't be written."""
    says = text("“{words}” is no value for the column {column}.")
    return says.format(words=_short(error.words), column=heading(error.column))


class Bulk:
    """What is done to many cells of a model.

    Everything that writes gives back what was left out, in one sentence.
    """

    def __init__(self, model: OutputModel) -> None:
        self._model = model

    def words(self, block: Block) -> str:
        """The block as text for a spreadsheet; headings of groups are left out."""
        board = self._model.document.board
        outputs = [output for row in block.rows if (output := self._model.output_at(row))]
        return table_text(
            [[cell_words(board, output, column) for column in block.columns] for output in outputs]
        )

    def paste(self, block: Block, shown: Sequence[Column], words: str) -> str:
        """Write a table from the first cell of the block on, adding rows at the end.

        A single value fills the whole block.
        """
        table = table_from(words)
        if len(table) == 1 and len(table[0]) == 1 and not block.is_one:
            table = [table[0] * len(block.columns)] * len(self._outputs(block.rows))
            return self._write(self._outputs(block.rows), block.columns, table)
        columns = list(shown)[list(shown).index(block.columns[0]) :]
        return self._write(self._outputs_from(block.rows[0], len(table)), columns, table)

    def add(self, words: str) -> str:
        """Add the rows of a table at the end; its first row may name the columns."""
        table = table_from(words)
        columns = _columns_named(table[0]) if table else None
        rows = table if columns is None else table[1:]
        return self._write([None] * len(rows), columns or list(Column), rows)

    def fill_down(self, block: Block) -> str:
        """Write what stands in the first row of the block into the rows below it."""
        board = self._model.document.board
        outputs = [output for output in self._outputs(block.rows) if output is not None]
        if len(outputs) < 2:
            return ""
        columns = [column for column in block.columns if column not in READ_ONLY]
        first = [cell_words(board, outputs[0], column) for column in columns]
        return self._write(outputs[1:], columns, [first] * (len(outputs) - 1))

    def clear(self, block: Block) -> str:
        """Empty the cells; an output without its text is no output, so its row goes."""
        outputs = [output for output in self._outputs(block.rows) if output is not None]
        if Column.OUTPUT in block.columns:
            self._model.document.run(delete_outputs, dict.fromkeys(outputs))
            return ""
        columns = [column for column in block.columns if column not in READ_ONLY]
        return self._write(outputs, columns, [[""] * len(columns)] * len(outputs))

    def _outputs(self, rows: Sequence[int]) -> list[str | None]:
        """Outputs of these rows; None for the row that is not there yet."""
        model = self._model
        there = [row for row in rows if row == model.new_row or model.output_at(row) is not None]
        return [model.output_at(row) for row in there]

    def _outputs_from(self, row: int, count: int) -> list[str | None]:
        """So many outputs from a row on, filled up with rows that are not there yet."""
        below = self._outputs(range(row, self._model.new_row))[:count]
        return below + [None] * (count - len(below))

    def _write(
        self,
        outputs: Sequence[str | None],
        columns: Sequence[Column],
        table: Sequence[Sequence[str]],
    ) -> str:
        unreadable: list[UnreadableError] = []
        edits: list[OutputEdit] = []
        for output, cells in zip(outputs, table, strict=False):
            edit = self._edit(OutputEdit(output=output), columns, cells, unreadable)
            if edit != OutputEdit(output=output):
                edits.append(edit)
        if edits and not self._model.write(edits):
            return ""
        return _left_out(unreadable)

    def _edit(
        self,
        edit: OutputEdit,
        columns: Sequence[Column],
        cells: Sequence[str],
        unreadable: list[UnreadableError],
    ) -> OutputEdit:
        board, now = self._model.document.board, self._model.today()
        for column, words in zip(columns, cells, strict=False):
            if edit.output is None and not words.strip():
                continue
            if column in READ_ONLY and (not words or words == self._known(edit.output, column)):
                continue
            try:
                edit = with_cell(board, edit, column, words, now)
            except UnreadableError as error:
                unreadable.append(error)
                edit = error.edit or edit
        return edit

    def _known(self, output: str | None, column: Column) -> str | None:
        return None if output is None else cell_words(self._model.document.board, output, column)


def _columns_named(cells: Sequence[str]) -> list[Column] | None:
    """The columns whose headings these are, as the table or its first words say them."""
    known = {heading(column).partition(":")[0].casefold(): column for column in Column}
    known |= {heading(column).casefold(): column for column in Column}
    named = [known.get(cell.strip().casefold()) for cell in cells]
    columns = [column for column in named if column is not None]
    return columns if len(set(columns)) == len(cells) else None


def _left_out(unreadable: Sequence[UnreadableError]) -> str:
    """What could not be written, in one sentence; empty when nothing was left out."""
    if not unreadable:
        return ""
    first, count = unreadable[0], len(unreadable)
    return plural(
        "“{words}” is no value for the column {column}; everything else is written.",
        "{count} values were left out, the first is “{words}” in the column {column}; "
        "everything else is written.",
        count,
    ).format(words=_short(first.words), column=heading(first.column), count=count)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"
