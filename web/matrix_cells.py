"""The cells of the coverage matrix in HTML.

There may be tens of thousands of them: a template takes four times as long for each. Whatever is not a number
or one of our own marks is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from corpus.model import SCALE, Strength
from corpus.store import AreaTally
from web.messages import Messages


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: ``filled`` with its tally, a ``gap``, or ``untold`` where no text is held that could speak.

    ``heat`` is from 0 to 5; ``href`` leads to the list of the provisions.
    """

    kind: str
    tally: AreaTally
    heat: int = 0
    href: str = ""


class CellPainter:
    """Writes cells in the language of the interface; what is the same in many of them is made once."""

    def __init__(self, t: Messages) -> None:
        self._t = t
        self._gap = f'<td class="gap"><span class="vh">{escape(t("matrix.gap"))}</span></td>'
        self._untold = (
            f'<td class="untold"><span aria-hidden="true">·</span>'
            f'<span class="vh">{escape(t("matrix.untold"))}</span></td>'
        )
        self._short: dict[Strength | None, str] = {None: ""}
        self._words: dict[Strength | None, str] = {None: ""}
        for step in SCALE:
            self._short[step] = f" <small>{escape(t(f'matrix.short_{step}'))}</small>"
            self._words[step] = f": {t(f'strength.{step}')}"
        self._hidden = {
            status: f'<span class="vh"> {escape(t(f"area.{status}"))}</span>'
            for status in ("confirmed", "proposed")
        }

    def paint(self, cells: Iterable[CellView]) -> Markup:
        """Return a line of cells."""
        return Markup("".join(map(self._paint, cells)))

    def _paint(self, cell: CellView) -> str:
        if cell.kind != "filled":
            return self._gap if cell.kind == "gap" else self._untold
        tally, t = cell.tally, self._t
        marks = said = ""
        if tally.confirmed:
            strength = tally.strongest_confirmed
            marks = (
                f'<span class="c">{tally.confirmed}{self._hidden["confirmed"]}{self._short[strength]}</span>'
            )
            said = t("matrix.confirmed", n=tally.confirmed) + self._words[strength]
        if tally.proposed:
            strength = tally.strongest_proposed
            marks += (
                f'<span class="p">{tally.proposed}{self._hidden["proposed"]}{self._short[strength]}</span>'
            )
            more = t("matrix.proposed", n=tally.proposed) + self._words[strength]
            said = f"{said}; {more}" if said else more
        kind = "" if tally.confirmed else " proposed"
        link = f'<a href="{escape(cell.href)}" title="{escape(said)}">{marks}</a>'
        return f'<td class="h{cell.heat}{kind}">{link}</td>'
