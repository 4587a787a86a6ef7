"""Facets as the search page shows them: values with their counts, links that choose and that leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from web.addresses import Here
from web.filters import FILTERS, NOT, Filters
from web.labels import value_label
from web.messages import Messages

SHOWN = 8
"""Values of a facet that are shown at once."""
SHOWN_FOLDED = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many provisions have it, where choosing it and leaving it out lead.

    ``state`` is ``only`` where it is chosen, ``without`` where it is left out, else empty; the link of what
    is in force takes it back.
    """

    label: str
    count: int
    include: str
    exclude: str
    state: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values; ``shown`` of them at once, none before it is unfolded if ``folded``."""

    key: str
    title: str
    choices: list[Choice]
    shown: int
    folded: bool


def make_facets(
    counts: Mapping[str, Mapping[str, int]], filters: Filters, here: Here, t: Messages
) -> list[Facet]:
    """Return the facets that have values, with the counts of an answer; ``here`` has normalised filters."""
    only, without = dict(filters.only), dict(filters.without)
    facets = []
    for kind in FILTERS:
        if not kind.facet:
            continue
        chosen, left_out = only.get(kind.key, ()), without.get(kind.key, ())
        found = counts.get(kind.key, {})
        # What is in force stays in the list even where nothing has it, so that it can be taken back.
        values = dict.fromkeys((*chosen, *left_out, *found))
        choices = [
            Choice(
                label=value_label(kind.key, value, t),
                count=found.get(value, 0),
                include=here.toggled(kind.name, value, against=f"{NOT}{kind.name}"),
                exclude=here.toggled(f"{NOT}{kind.name}", value, against=kind.name),
                state="only" if value in chosen else "without" if value in left_out else "",
            )
            for value in values
        ]
        if choices:
            choices.sort(key=lambda choice: (not choice.state, -choice.count, choice.label.casefold()))
            folded = kind.folded and not any(choice.state for choice in choices)
            shown = SHOWN_FOLDED if kind.folded else SHOWN
            facets.append(Facet(kind.key, t(f"facet.{kind.key}"), choices, shown, folded))
    return facets
