"""Tables before they have a form, and the two forms: Markdown for notes, rich for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Grid:
    """A title, column heads, rows of texts; the first column is words, the others are figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_markdown(remarks: Iterable[str], grids: Iterable[Grid]) -> str:
    """Return remarks and tables as Markdown."""
    parts = ["\n".join(remarks)]
    for grid in grids:
        parts.append(
            f"### {grid.title}\n\n{_markdown_row(grid.heads)}\n"
            f"{_markdown_row(['---'] + ['---:'] * (len(grid.heads) - 1))}\n"
            + "\n".join(map(_markdown_row, grid.rows))
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def print_grids(remarks: Iterable[str], grids: Iterable[Grid], console: Console) -> None:
    """Print remarks and tables to a terminal."""
    for line in remarks:
        console.print(escape(line), highlight=False)
    for grid in grids:
        table = Table(title=grid.title, title_justify="left")
        for number, head in enumerate(grid.heads):
            table.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
        for row in grid.rows:
            table.add_row(*map(escape, row))
        console.print(table)


def shorten(text: str, length: int = 60) -> str:
    """Return the beginning of a text, on one line.

    >>> shorten("one  two", 20), shorten("one two three", 8)
    ('one two', 'one two…')
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
