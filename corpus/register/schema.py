"""The format of a register file, and its validation (docs/register.md describes it for writers).

What stands within ``provisions`` is read by :mod:`corpus.register.provisions`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.eid import ancestors
from corpus.handwritten import Fields, Place
from corpus.identifiers import is_instrument_uri
from corpus.model import Instrument, InstrumentKind
from corpus.register.fields import HEADER
from corpus.register.provisions import parse_provision
from corpus.register.records import (
    WORKING_LANGUAGES,
    OfficialText,
    RegisterInstrument,
    RegisterProvision,
)

TEXT_TYPES = {
    "pdf": ("application/pdf",),
    "html": ("text/html", "application/xhtml+xml"),
    "xml": ("application/xml", "text/xml"),
    "text": ("text/plain",),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
}
"""Media types by the short names under which a file gives them."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def parse_instrument(raw: object, file: str, checksum: str) -> RegisterInstrument:
    """Turn the content of one register file into records.

    Raises:
        RegisterError: at the first break of the format; it names file, provision and field.
    """
    fields = Fields(raw, Place(file), (*HEADER, "provisions"))
    titles = fields.by_language("titles", WORKING_LANGUAGES)
    instrument = _parse_work(fields, titles)
    provisions: list[RegisterProvision] = []
    languages = _declared_languages(fields, titles)
    language = fields.text("language") if fields.has("language") else WORKING_LANGUAGES[0]
    for number, item in enumerate(fields.items("provisions"), start=1):
        provision = parse_provision(item, Place(file, f"number {number}"), instrument.id, language, languages)
        provisions.append(_put_in_place(provision, provisions, Place(file, provision.eid)))
    if provisions and not fields.has("checked_against"):
        raise fields.place.error(
            "checked_against",
            "no authentic text is named",
            "name the file with which the abstracts were compared",
        )
    return RegisterInstrument(
        instrument=instrument,
        file=file,
        checksum=checksum,
        source_title=fields.text("source_title"),
        languages=languages,
        years=_parse_years(fields, instrument.year),
        checked_against=fields.scalar("checked_against"),
        left_out=_parse_left_out(fields),
        provisions=tuple(provisions),
        language=language,
        number=fields.scalar("number"),
        in_force=_parse_date(fields, "in_force"),
        last_amended=_parse_date(fields, "last_amended"),
        official_text=_parse_official_text(fields),
    )


def _parse_work(fields: Fields, titles: Mapping[str, str]) -> Instrument:
    work_id = fields.text("id")
    if not is_instrument_uri(work_id):
        raise fields.place.error(
            "id",
            f"'{work_id}' is not an Akoma Ntoso work URI",
            "write /akn/{jurisdiction}/{act|bill|statement|doc|judgment}/{year}/{slug}",
        )
    _, _, place, _, dated, _ = work_id.split("/")
    jurisdiction = fields.text("jurisdiction")
    if jurisdiction != place:
        raise fields.place.error(
            "jurisdiction", f"'{jurisdiction}' is not the one in the id", "make them agree"
        )
    date = _parse_date(fields, "date")
    year = None if dated == "nodate" else int(dated)
    if date is not None and year is not None and int(date[:4]) != year:
        raise fields.place.error("date", f"'{date}' is not in the year of the id", "make them agree")
    source = _parse_address(fields, "official_source")
    title = fields.text("source_title")
    if title not in titles.values():
        raise fields.place.error(
            "source_title",
            "it is not among the titles",
            "give the official title in the original language, as it stands in titles",
        )
    return Instrument(
        id=work_id,
        title=title,
        kind=fields.choice("kind", InstrumentKind),
        jurisdiction=jurisdiction,
        year=year,
        body=fields.text("body"),
        date=date,
        status=fields.text("status"),
        official_source=source,
        titles=titles,
        names=fields.texts("names"),
    )


def _parse_date(fields: Fields, name: str) -> str | None:
    date = fields.scalar(name)
    if date is not None and not _DATE.fullmatch(date):
        raise fields.place.error(name, f"'{date}' is not a date", "write year-month-day, e.g. 1988-12-20")
    return date


def _parse_address(fields: Fields, name: str) -> str:
    address = fields.text(name)
    if not address.startswith("https://"):
        raise fields.place.error(name, f"'{address}' is not an https address", "give the official page")
    return address


def _parse_official_text(fields: Fields) -> OfficialText | None:
    if not fields.has("official_text"):
        return None
    text = Fields(fields.peek("official_text"), fields.place, ("address", "type", "link"))
    named = text.peek("type")
    types = [str(each) for each in named] if isinstance(named, list) else [str(named)]
    for each in types:
        if each not in TEXT_TYPES:
            raise fields.place.error(
                "official_text.type", f"'{each}' is not known", f"use one of: {', '.join(TEXT_TYPES)}"
            )
    return OfficialText(
        address=_parse_address(text, "address"),
        media_types=tuple(media for each in types for media in TEXT_TYPES[each]),
        link=text.scalar("link"),
    )


def _parse_years(fields: Fields, year: int | None) -> tuple[int, ...]:
    years = [] if year is None else [year]
    for item in fields.items("years"):
        if not isinstance(item, int) or isinstance(item, bool):
            raise fields.place.error("years", f"'{item}' is not a year", "write numbers, e.g. [1961, 1972]")
        years.append(item)
    return tuple(dict.fromkeys(years))


def _parse_left_out(fields: Fields) -> dict[str, str]:
    return fields.by_language("left_out", WORKING_LANGUAGES) if fields.has("left_out") else {}


def _declared_languages(fields: Fields, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the working languages and any other in which the first abstract is written.

    What the first abstract has, every one must have: half a language is no document.
    """
    for item in fields.items("provisions"):
        if isinstance(item, Mapping) and isinstance(item.get("abstract"), Mapping):
            extra = [str(tag) for tag in item["abstract"] if tag not in WORKING_LANGUAGES]
            for tag in extra:
                if tag not in titles:
                    raise fields.place.error(
                        f"titles.{tag}", "there are abstracts in this language but no title", "add the title"
                    )
            return (*WORKING_LANGUAGES, *extra)
    return WORKING_LANGUAGES


def _put_in_place(
    provision: RegisterProvision, before: list[RegisterProvision], place: Place
) -> RegisterProvision:
    """Return a provision with its parent: the nearest unit around it that the file has.

    Raises:
        RegisterError: its eId is there twice, or it stands apart from its parent, so that spans do not nest.
    """
    parents = {earlier.eid: earlier.parent for earlier in before}
    if provision.eid in parents:
        raise place.error("eid", "this eId is there twice", "give each provision its own")
    if provision.parent is None:
        return provision
    # A paragraph without a printed number is left out where it only leads to its items.
    around = [provision.parent, *reversed(ancestors(provision.parent))]
    parent = next((eid for eid in around if eid in parents), None)
    if parent is None:
        raise place.error(
            "parent",
            f"'{around[-1]}' is not among the provisions before it",
            "add the parent (number and heading are enough) above its children",
        )
    above: str | None = before[-1].eid
    while above is not None and above != parent:
        above = parents[above]
    if above is None:
        raise place.error(
            "parent",
            f"other provisions stand between it and '{parent}'",
            "write the children directly below their parent",
        )
    return replace(provision, parent=parent)
