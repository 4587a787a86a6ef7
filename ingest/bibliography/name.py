"""From what a file says of itself, and what its manifest says of it, to the instrument that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.identifiers import slugify
from corpus.model import Instrument, InstrumentKind, ProvisionKind
from corpus.register import RegisterInstrument, find_entry, recognise
from ingest.bibliography.read import read_bibliography
from ingest.bibliography.titles import is_title
from ingest.instruments import identify_instrument
from ingest.manifest import ManifestEntry
from ingest.source import SourceText
from ingest.structure import ParsedText

# Where the instrument itself begins; what stands before may name it, what follows may cite others.
_BODY = frozenset(
    {
        ProvisionKind.RECITAL,
        ProvisionKind.PART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.PARAGRAPH,
    }
)
_OF_STATES = frozenset(
    {
        InstrumentKind.CONVENTION,
        InstrumentKind.AGREEMENT,
        InstrumentKind.STATEMENT,
        InstrumentKind.CONCEPT_PAPER,
    }
)
_LONGEST_TITLE = 300  # characters
_CHAPTER_WORD = re.compile(r"(?<=\s)ch?\.(?=\s)")


def name_instrument(
    source: SourceText,
    parts: Sequence[ParsedText],
    register: Mapping[str, RegisterInstrument],
    *,
    uri: str,
    entry: ManifestEntry | None = None,
    slug: str | None = None,
) -> tuple[Instrument, str, tuple[str, ...]]:
    """Return a file's instrument, the title by which it goes, and remarks on what was inferred.

    ``parts`` are the language versions in the file, the main one first; ``entry`` is what the
    manifest states of it and ``slug`` that of its instrument by the manifest; ``uri`` names it.
    """
    stated = entry.title if entry else None
    year = entry.year if entry else None
    titles = [stated, *(part.title for part in parts), source.title]
    opening = [line for part in parts for line in _opening_lines(part)]
    if stated is None and not any(title and recognise(title, year) for title in titles):
        # A covering letter may come first: the instrument's own title is a line of its own.
        line = next((line for line in opening if _is_of_states(recognise(line, year))), None)
        titles = [line, *titles] if line else titles
    main = parts[0]
    said = read_bibliography(source, titles, opening, main.text, main.language)
    if stated is None:
        titles = [said.title, *(title for title in titles if is_title(title))]
    shown = next((title for title in titles if title and title.strip()), uri.rsplit("/", 1)[-1])
    place = entry.jurisdiction if entry else None
    instrument = identify_instrument(
        titles,
        jurisdiction=place or said.jurisdiction,
        year=year if year is not None else said.year,
        slug=_official_number(source) or slug,
        register=register,
    )
    inferred = instrument.id not in register and place is None
    return instrument, shown.strip(), said.remarks if inferred else ()


def _is_of_states(instrument: str | None) -> bool:
    """Whether this is a paper of States: the title of a national act also stands above its regulations."""
    entry = find_entry(instrument) if instrument else None
    return entry is not None and entry.instrument.kind in _OF_STATES


def _official_number(source: SourceText) -> str | None:
    """The number by which the publisher files the instrument, as a slug: one for all its languages.

    "C.R.C., c. 1041" and "C.R.C., ch. 1041" are one number, so the word for chapter goes.
    """
    number = source.metadata.get("ConsolidatedNumber") or source.metadata.get("InstrumentNumber")
    return slugify(_CHAPTER_WORD.sub(" ", number)) if number else None


def _opening_lines(part: ParsedText) -> Iterator[str]:
    end = min((p.start for p in part.provisions if p.kind in _BODY), default=len(part.text))
    for line in part.text[:end].split("\n"):
        if line.strip() and len(line) <= _LONGEST_TITLE:
            yield line.strip()
