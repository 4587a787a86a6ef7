"""Title, State and year of a document that no manifest describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import InstrumentKind
from ingest.bibliography.states import BODIES, ONE_STATE, name_state, site_state
from ingest.bibliography.titles import find_title, is_title
from ingest.instruments import tell_kind
from ingest.jurisdictions import jurisdiction_code
from ingest.source import SourceText
from ingest.years import find_year

_OPENING = 40  # lines looked at for the title
_CLOSING = 1_500  # characters at the end, where signatures and dates stand
_TREATIES = frozenset({InstrumentKind.CONVENTION, InstrumentKind.AGREEMENT, InstrumentKind.STATEMENT})
_COUNTRY_KEYS = ("country", "jurisdiction")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a document says of itself; None where it does not.

    ``remarks`` tell a reader what was inferred from less than the document's own statement.
    """

    title: str | None = None
    jurisdiction: str | None = None
    year: int | None = None
    remarks: tuple[str, ...] = ()


def read_bibliography(
    source: SourceText, titles: Sequence[str | None], opening: Sequence[str], text: str, language: str
) -> Bibliography:
    """Read the bibliographic facts of a document.

    ``titles`` are what the parser and the file offer as its title, ``opening`` the lines before
    its first article, ``text`` the whole of it, in ``language``.
    """
    stated = [title.strip() for title in titles if title and is_title(title)]
    title = next((each for each in stated if tell_kind(each) is not InstrumentKind.OTHER), None)
    lines = list(opening[:_OPENING])
    title = title or find_title(lines) or (stated[0] if stated else None)
    remarks: tuple[str, ...] = ()
    addresses = [value for value in source.metadata.values() if value.startswith(("http://", "https://"))]
    place = None
    if tell_kind(title or "") not in _TREATIES:
        place = (
            _stated_country(source) or name_state("\n".join([title or "", *lines])) or site_state(addresses)
        )
        if place is None:
            # Within the text organisations are cited; only a State signs its laws there.
            signed = (name_state(text[-_CLOSING:]), name_state("\n".join(source.metadata.values())))
            place = next((code for code in signed if code is not None and code not in BODIES), None)
        if place is None and (place := ONE_STATE.get(language)) is not None:
            remarks = (
                f"No line of the file names its State; {place} is inferred from the language. "
                "If that is wrong, name it in INDEX.tsv.",
            )
    elif (body := name_state(title or "")) in BODIES:
        place = body  # a State named in a treaty is a party to it, not its maker
    return Bibliography(
        title=title,
        jurisdiction=place,
        year=find_year([title, *_dates(source), *lines]),
        remarks=remarks,
    )


def _stated_country(source: SourceText) -> str | None:
    stated = (source.metadata.get(key) for key in _COUNTRY_KEYS)
    return next((code for name in stated if name and (code := jurisdiction_code(name))), None)


def _dates(source: SourceText) -> list[str]:
    """What the file's own description gives as the date of the instrument, not of the file."""
    words = ("year", "approval", "adopt", "enact", "publication_date", "date_of_assent")
    return [value for key, value in source.metadata.items() if key.lower().startswith(words)]
